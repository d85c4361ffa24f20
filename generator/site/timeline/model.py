"""What the timeline shows, before anything is placed: lanes with bars and marks.

Everything here follows from the record and its history. Which lane a subject belongs to
follows from its kind and from the types of event that the record's themes list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.facts.event import Event, EventType
from generator.facts.when import When
from generator.history.plans import milestone_history
from generator.site.site import Site
from generator.site.timeline.lives import Bar, bar_of
from generator.site.words.dates import when_words

LANE_TYPES: dict[str, tuple[EventType, ...]] = {
    "contract": (EventType.CONTRACT, EventType.AGREEMENT, EventType.PROCUREMENT),
    "option": (EventType.OPTION_SIGNED, EventType.OPTION_OFFERED, EventType.OPTION_CANCELLED),
    "milestone": (EventType.PLAN, EventType.REPLAN),
    "deployment": (EventType.PAUSE, EventType.GO_LIVE, EventType.STOP),
    "pause": (EventType.PAUSE, EventType.STOP, EventType.GO_LIVE),
    "programme": (EventType.PAUSE, EventType.GO_LIVE, EventType.STOP),
    "review": (EventType.REPORT, EventType.SUPERVISION),
    "supervision": (EventType.SUPERVISION, EventType.REPORT),
}
"""The types of event that tell of each kind of subject; the first that has a lane gives it."""

MOST_TOLD = 12
"""So many events are told in the title of a pill."""
ROOM_AFTER = timedelta(days=200)
"""How much time after the horizon is shown at least."""


@dataclass(frozen=True)
class Span:
    """The bounds of a date.

    `soft` unless it is one known day; `by` where only the last possible day is told, and
    the first is when it was said, or the beginning of the record.
    """

    first: date
    last: date
    soft: bool
    by: bool = False


@dataclass(frozen=True)
class Mark:
    """Something at a date: an event, or the date that a plan gave."""

    events: tuple[str, ...]
    span: Span
    label: str
    title: str
    planned: bool = False
    background: bool = False
    weight: int = 2
    """0 is named first, where there is not room for all."""

    @property
    def count(self) -> int:
        """How many events the mark stands for."""
        return len(self.events)


@dataclass(frozen=True)
class Lane:
    """One theme: its bars in order of time, and its marks."""

    theme: str
    name: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]

    @property
    def first(self) -> date | None:
        """The first day that anything in the lane may lie on; None for an empty lane."""
        days = [bar.first for bar in self.bars] + [mark.span.first for mark in self.marks]
        return min(days, default=None)


@dataclass(frozen=True)
class Chart:
    """The whole picture: its time, where the sources end, and its lanes."""

    first: date
    last: date
    horizon: date
    lanes: tuple[Lane, ...]


def lane_of_subject(site: Site, subject: str) -> str:
    """The theme of a subject, by its kind."""
    of_type = site.record.theme_of_type
    types = LANE_TYPES[site.record.life_of(subject)]
    found = (of_type[type_] for type_ in types if type_ in of_type)
    return next(found, site.record.settings.themes[0].id)


def chart(site: Site) -> Chart:
    """Derive the timeline of a record."""
    first = _first(site)
    marks: dict[str, list[Mark]] = {theme.id: [] for theme in site.record.settings.themes}
    bars: dict[str, list[Bar]] = {theme.id: [] for theme in site.record.settings.themes}
    for subject in site.record.followed:
        lane = lane_of_subject(site, subject)
        if site.record.life_of(subject) == "milestone":
            marks[lane] += _promises(site, subject, first)
        elif (bar := bar_of(site, subject, first)) is not None:
            bars[lane].append(bar)
    shown = {lane: {name for bar in found for name in bar.events} for lane, found in bars.items()}
    for event in site.events:
        lane = site.record.theme_of(event)
        if event.id not in shown[lane]:
            marks[lane].append(_event_mark(site, event, first))
        if event.expects is not None:
            marks[lane].append(_expected(site, event, first))
    lanes = tuple(
        Lane(
            theme.id, site.plain(theme.name),
            tuple(sorted(bars[theme.id], key=lambda bar: bar.first)),
            tuple(gathered(site, marks[theme.id])),
        )
        for theme in site.record.settings.themes
    )  # fmt: skip
    return Chart(first, _last(site, lanes), site.horizon_day, lanes)


def _first(site: Site) -> date:
    years = [event.when.sort_key[0].year for event in site.events]
    return date(min([site.record.settings.starts, *years]), 1, 1)


def _last(site: Site, lanes: tuple[Lane, ...]) -> date:
    days = [mark.span.last for lane in lanes for mark in lane.marks]
    newest = max([site.horizon_day + ROOM_AFTER, *days])
    return date(newest.year + 1, 1, 1)


def span_of(when: When, lower: date) -> Span:
    """The bounds of a date; an open start reaches back to a lower bound."""
    first, last = when.begins
    return Span(first or min(lower, last), last, not when.exact, first is None)


def _event_mark(site: Site, event: Event, first: date) -> Mark:
    title = site.plain(event.title)
    when = when_words(event.when, site.language, short=True)
    aside = site.say(" (bakgrund)", " (background)") if event.context else ""
    weight = 0 if event.id in site.record.settings.story else 1 if event.effects else 2
    return Mark(
        (event.id,), span_of(event.when, first), title, f"{when}: {title}{aside}",
        background=event.context, weight=weight,
    )  # fmt: skip


def _expected(site: Site, event: Event, first: date) -> Mark:
    assert event.expects is not None
    title = site.plain(event.title)
    when = when_words(event.expects, site.language, short=True)
    aside = site.say("väntat", "expected")
    lower = event.when.begins[0] or first
    return Mark(
        (event.id,), span_of(event.expects, lower), title, f"{when}, {aside}: {title}", planned=True
    )


def _promises(site: Site, milestone: str, first: date) -> list[Mark]:
    """The dates that plans gave a milestone, each at the date it gave."""
    name = site.name(milestone, short=True)
    found = []
    for promise in milestone_history(site.history, milestone).promises:
        event = promise.event
        date_ = when_words(promise.date, site.language, short=True)
        given = when_words(event.when, site.language, short=True)
        label = f"{name} {date_}, plan {given}"
        title = f"{site.name(milestone)}: {date_} (plan {given})"
        span = span_of(promise.date, event.when.begins[0] or first)
        weight = 0 if milestone == site.record.settings.first_start else 1
        found.append(Mark((event.id,), span, label, title, planned=True, weight=weight))
    return found


def gathered(site: Site, marks: list[Mark]) -> list[Mark]:
    """Marks with the very same bounds are one, except those that are always named."""
    groups: dict[tuple[Span, bool], list[Mark]] = {}
    single = []
    for mark in marks:
        if mark.weight == 0 or mark.planned:
            single.append(mark)
        else:
            groups.setdefault((mark.span, mark.background), []).append(mark)
    found = single + [together(site, group) for group in groups.values()]
    return sorted(found, key=lambda mark: (mark.span.first, mark.span.last, mark.title))


def together(site: Site, marks: list[Mark]) -> Mark:
    """Several marks as one, over all their bounds; one alone stays as it is."""
    if len(marks) == 1:
        return marks[0]
    ordered = sorted(marks, key=lambda mark: (mark.span.first, mark.span.last, mark.title))
    span = Span(
        min(mark.span.first for mark in marks),
        max(mark.span.last for mark in marks),
        any(mark.span.soft for mark in marks) or len({mark.span for mark in marks}) > 1,
    )
    events = tuple(dict.fromkeys(event for mark in ordered for event in mark.events))
    number = len(events)
    head = site.say(f"{number} händelser", f"{number} events")
    titles = list(dict.fromkeys(mark.title for mark in ordered))
    rest = " …" if len(titles) > MOST_TOLD else ""
    title = f"{head}: " + "; ".join(titles[:MOST_TOLD]) + rest
    background = all(mark.background for mark in marks)
    weight = min(mark.weight for mark in marks)
    return Mark(events, span, "", title, background=background, weight=weight)
