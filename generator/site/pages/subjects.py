"""What is followed over time: programme, deployments, pause, reviews, milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from generator.facts.subject import Subject, SubjectKind
from generator.facts.when import When
from generator.history.horizon import horizon_of
from generator.history.plans import milestone_history
from generator.history.state import Status
from generator.site.addresses import address
from generator.site.pages.plans import outcome_of
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import View
from generator.site.words import labels
from generator.site.words.dates import distance_words

INDEX = "arenden/"
PILOT = "pilot-och-paus/"

VERBS = {
    "planned": ("planerades", "was planned"),
    "in-use": ("togs i drift", "went into use"),
    "stopped": ("stoppades", "was stopped"),
    "resumed": ("återupptogs", "was resumed"),
    "decided": ("beslutades", "was decided"),
    "agreed": ("avtalades", "was agreed"),
    "notice-given": ("sades upp", "was given notice of"),
    "ended": ("upphörde", "ended"),
}
"""How a deployment or a pause came into each status."""

BEFORE = {
    "sv": {"day": "den ", "month": "i "},
    "en": {"day": "on ", "month": "in ", "season": "in ", "year": "in "},
}
"""The word before a date in a sentence."""


def subject_pages(site: Site) -> Iterator[Page]:
    """The list by kind, the story of pilot and pause, and one page for each subject."""
    title = site.say("Allt som följs", "Everything that is followed")
    kinds = [
        (site.label(labels.LIVES[kind]), _of_kind(site, kind))
        for kind in SubjectKind
        if _of_kind(site, kind)
    ]
    body = render(site, INDEX, "subjects.md", title=title, kinds=kinds, states=site.state.subjects)
    yield Page(INDEX, title, site.say(
        "Program, drift, paus, granskningar, tillsyn och milstolpar, med läge och källa.",
        "Programme, deployments, pause, reviews, supervision and milestones, with status and source.",
    ), body)  # fmt: skip
    yield _pilot_and_pause(site)
    for subject in site.record.subjects.values():
        yield _page(site, subject)


def _of_kind(site: Site, kind: SubjectKind) -> list[Subject]:
    return [subject for subject in site.record.subjects.values() if subject.kind is kind]


def _page(site: Site, subject: Subject) -> Page:
    record = site.record
    path = address(record, subject.id)
    named = site.links.named_by.get(subject.id, ())
    plans = milestone_history(site.history, subject.id)
    body = render(
        site, path, "subject.md",
        subject=subject, plans=plans,
        outcome=outcome_of(View(site, path), plans) if plans.promises else None,
        trail=[
            (site.say("Allt som följs", "Everything that is followed"), INDEX),
            (site.label(labels.LIVES[subject.kind]), None),
        ],
        state=site.state.subjects[subject.id],
        source=horizon_of(site.history, subject.id),
        events=[record.events[name] for name in site.history.events_about.get(subject.id, ())],
        terms=[
            term for term in record.terms_about.get(subject.id, ()) if subject.id in term.subjects
        ],
        parts=[name for name in named if record.kind_of[name] == "subject"],
        rests=[name for name in named if record.kind_of[name] in ("figure", "question", "option")],
    )  # fmt: skip
    tab = "planer/" if subject.kind is SubjectKind.MILESTONE else ""
    return Page(path, site.plain(subject.name), site.plain(subject.text), body, tab)


def _pilot_and_pause(site: Site) -> Page:
    """All deployments and pauses: their lives, terms, and the events day by day."""
    record = site.record
    followed = [
        *_of_kind(site, SubjectKind.DEPLOYMENT),
        *_of_kind(site, SubjectKind.PAUSE),
    ]
    ids = {subject.id for subject in followed}
    changing = [
        event for event in site.events if any(effect.subject in ids for effect in event.effects)
    ]
    turns = {event.id for event in changing}
    first = min((event.when.sort_key for event in changing), default=None)
    events = [
        event
        for event in site.events
        if first is not None
        and event.when.sort_key >= first
        and (ids & {*event.about, *(effect.subject for effect in event.effects)})
    ]
    title = site.say("Pilot och paus", "Pilot and pause")
    view = View(site, PILOT)
    body = render(
        site, PILOT, "pilot.md",
        title=title, followed=followed, states=site.state.subjects,
        lede=lede(view, followed), told={subject.id: told(view, subject.id) for subject in followed},
        events=sorted(events, key=lambda e: (e.when.sort_key, e.id not in turns, e.id)),
        terms=[term for term in record.terms.values() if ids & set(term.subjects)],
        gaps=[
            gap for gap in record.gaps.values()
            if {*gap.touches, *gap.related} & (ids | turns)
        ],
    )  # fmt: skip
    return Page(PILOT, title, site.say(
        "Starten, stoppet och pausen i ordning, med källa till varje dag.",
        "The start, the stop and the pause in order, with a source for each day.",
    ), body)  # fmt: skip


def told(view: View, subject: str) -> list[Status]:
    """What a subject was, one status after the other, without the days in between.

    Those are the days within the span of an inexact date, on which either may hold.
    """
    return [s for s in view.lives(subject) if s.since is None or s.since != s.until]


def lede(view: View, followed: Sequence[Subject]) -> Markup:
    """What became of each deployment and pause that is no part of another, in a sentence each."""
    ids = {subject.id for subject in followed}
    found = [_sentence(view, subject) for subject in followed if subject.part_of not in ids]
    return Markup(" ").join(words for words in found if words) or view.say(
        "Källorna berättar inte om någon drift eller paus.",
        "The sources tell of no deployment and no pause.",
    )


def _sentence(view: View, subject: Subject) -> Markup:
    """“X togs i drift den 12 november 2024 och stoppades tre dagar efter det.”."""
    site = view.site
    parts: list[Markup] = []
    before: When | None = None
    statuses = [s for s in told(view, subject.id) if s.status in VERBS and s.since and s.event]
    for status in statuses:
        assert status.since is not None
        assert status.event is not None
        verb = view.say(*VERBS[status.status or ""])
        parts.append(Markup("{} {}").format(verb, _at(view, status.event, status.since, before)))
        before = status.since
    if not parts:
        return Markup()
    listed = Markup(", ").join(parts[:-1])
    joint = view.say(" och ", " and ") if listed else Markup()
    words = Markup("{} {}{}{}.").format(view.name(subject.id), listed, joint, parts[-1])
    source = horizon_of(site.history, subject.id)
    if subject.kind is SubjectKind.PAUSE and statuses[-1].status != "ended" and source:
        assert source.published is not None
        words += Markup(" {} {}.").format(
            view.say(
                "Inget slut är känt i källor till och med", "No end is known in sources up to"
            ),
            view.when(source.published),
        )
    return words


def _at(view: View, event: str, when: When, before: When | None) -> Markup:
    """When, as a link to the event: “den 12 november 2024”, or how long after another day."""
    if before is not None and before.exact and when.exact and before != when:
        words = distance_words(before.begins[1], when.begins[1], view.site.language)
        return view.link(event, words + view.site.say(" det", " that"))
    point = None if when.interval else when.start
    plain = point is not None and not point.qualifier
    word = BEFORE[view.site.language].get(point.precision, "") if point and plain else ""
    return Markup("{}{}").format(word, view.link(event, view.when(when)))
