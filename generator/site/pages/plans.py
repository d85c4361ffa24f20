"""Plans against outcome: what each plan promised, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.facts.base import Citation
from generator.facts.event import Event
from generator.facts.gap import Gap
from generator.facts.subject import SubjectKind
from generator.facts.when import When
from generator.history.plans import MilestoneHistory, milestone_history
from generator.history.state import Status, intervals
from generator.site.charts.milestones import milestone_chart
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import View
from generator.site.words.dates import distance_words, when_words
from generator.site.words.labels import status_words

PATH = "planer/"

NAMED = 5
"""How many milestones have a column of their own where not all fit."""

FIT = 6
"""How many columns of milestones fit."""

HALTED = ("paused", "discontinued")
"""Statuses of a programme under which its plans do not run."""


@dataclass(frozen=True)
class Row:
    """One event that gave plans: the dates in each column, and those of the other milestones."""

    event: Event
    cells: tuple[tuple[When, ...], ...]
    others: tuple[tuple[str, When], ...]


@dataclass(frozen=True)
class Outcome:
    """What came of one milestone, as far as the sources tell."""

    milestone: str
    badge: Markup
    words: Markup
    sources: tuple[Citation, ...]
    """The first source of each event behind it."""


@dataclass(frozen=True)
class Plans:
    """All milestones that plans gave a date, the table's columns and its rows."""

    histories: dict[str, MilestoneHistory]
    columns: tuple[str, ...]
    others: tuple[str, ...]
    rows: tuple[Row, ...]


def plan_pages(site: Site) -> Iterator[Page]:
    """The page of all plans and their outcome."""
    view = View(site, PATH)
    plans = all_plans(site)
    first, second = series(site, plans)
    title = site.say("Planer och utfall", "Plans and outcome")
    outcomes = {name: outcome_of(view, plans.histories[name]) for name in plans.histories}
    body = render(
        site, PATH, "plans.md",
        title=title, lede=lede(view, plans), plans=plans, first=first, second=second,
        outcomes=outcomes, others=_together(outcomes[name] for name in plans.others), chart=_chart(site, plans),
        proofs=[c for name in plans.histories for c in outcomes[name].sources],
        gaps=plan_gaps(site, plans),
    )  # fmt: skip
    yield Page(
        PATH, title,
        site.say(
            "Vilket datum varje plan gav, och hur det blev.",
            "Which date each plan gave, and what came of it.",
        ),
        body, PATH,
    )  # fmt: skip


def _chart(site: Site, plans: Plans) -> Markup:
    histories = [found for found in series(site, plans) if found]
    if not histories:
        return Markup()
    outcome, after, closing = histories[0].outcome, "", ""
    if outcome is not None:
        change = next_change(site, outcome)
        if change is not None and change[1].since is not None:
            word = status_words("deployment", change[1].status, site.language).lower()
            after = f"{word} {when_words(change[1].since, site.language, short=True)}"
        if not _planned_after(plans, outcome.when.begins[1]):
            closing = site.say("Inget nytt datum känt", "No new date known")
    return milestone_chart(site, PATH, histories, after, closing)


def all_plans(site: Site) -> Plans:
    """Every date that a plan gave a milestone, as rows and columns."""
    histories = {
        subject.id: found
        for subject in site.record.subjects.values()
        if subject.kind is SubjectKind.MILESTONE
        and (found := milestone_history(site.history, subject.id)).promises
    }
    columns = _columns(site, histories)
    others = tuple(name for name in histories if name not in columns)
    given = {p.event.id: p.event for found in histories.values() for p in found.promises}
    events = sorted(given.values(), key=lambda e: (e.when.sort_key, e.id))
    rows = tuple(
        Row(
            event,
            tuple(_dates(histories[name], event) for name in columns),
            tuple((name, day) for name in others for day in _dates(histories[name], event)),
        )
        for event in events
    )
    return Plans(histories, columns, others, rows)


def _dates(found: MilestoneHistory, event: Event) -> tuple[When, ...]:
    return tuple(promise.date for promise in found.promises if promise.event.id == event.id)


def _columns(site: Site, histories: dict[str, MilestoneHistory]) -> tuple[str, ...]:
    """The first start, then those of the most and the widest plans, in the order of the file."""
    first = site.record.settings.first_start
    if len(histories) <= FIT:
        chosen = set(histories)
    else:
        wide = Counter(p.event.id for found in histories.values() for p in found.promises)
        ranked = sorted(
            histories,
            key=lambda name: (
                name != first,
                -len(histories[name].promises),
                -max(wide[p.event.id] for p in histories[name].promises),
            ),
        )
        chosen = set(ranked[:NAMED])
    return tuple(sorted(chosen, key=lambda name: (name != first, list(histories).index(name))))


def series(site: Site, plans: Plans) -> tuple[MilestoneHistory | None, MilestoneHistory | None]:
    """The two milestones of the chart: the first start, and the one most often planned beside."""
    rest = dict(plans.histories)
    ranked = sorted(rest, key=lambda name: -len(rest[name].promises))
    wanted = site.record.settings.first_start
    chosen = wanted if wanted in rest else next(iter(ranked), "")
    first = rest.pop(chosen, None)
    second = next((rest[name] for name in ranked if name in rest), None)
    return first, second


def lede(view: View, plans: Plans) -> Markup:
    """The conclusion: the first promise of the first start, what came of it, what followed."""
    first, _ = series(view.site, plans)
    if first is None:
        return view.say(
            "Ingen plan i källorna ger ett datum.", "No plan in the sources gives a date."
        )
    promise = first.promises[0]
    words = Markup("{} {} {}. ").format(
        view.name(first.milestone, short=True),
        view.say("planerades från början till", "was originally planned for"),
        view.link(promise.event.id, view.when(promise.date)),
    )
    outcome = first.outcome
    if outcome is None:
        last = first.promises[-1]
        words += Markup("{} {}. ").format(
            view.say("Den senaste planen säger", "The latest plan says"),
            view.link(last.event.id, view.when(last.date)),
        )
        return words + view.say("Inget utfall finns i källorna.", "No source tells an outcome.")
    if first.outcome_status == "met":
        words += view.say("Det blev ", "It happened on " if outcome.when.exact else "It happened: ")
        words += view.link(outcome.id, view.when(outcome.when))
    else:
        words += Markup("{} {}, {}").format(
            view.say("Utfall:", "Outcome:"),
            view.status_words("milestone", first.outcome_status).lower(),
            view.link(outcome.id, view.when(outcome.when)),
        )
    words += _followed(view, outcome) + Markup(". ")
    if not _planned_after(plans, outcome.when.begins[1]):
        words += view.say("Senare källor ger inget nytt datum.", "Later sources give no new date.")
    return words


def _planned_after(plans: Plans, day: date) -> bool:
    """Whether any plan for what is not settled may have been given after a day."""
    return any(
        promise.event.when.begins[1] > day
        for found in plans.histories.values()
        if found.outcome is None
        for promise in found.promises
    )


def next_change(site: Site, outcome: Event) -> tuple[str, Status] | None:
    """What first happened to the deployments that began with an event, not to their parts."""
    begun = [effect.subject for effect in outcome.effects]
    changes = []
    for name in begun:
        subject = site.record.subjects.get(name)
        if subject is None or subject.kind is not SubjectKind.DEPLOYMENT:
            continue
        if subject.part_of in begun:
            continue
        told = [s for _, s in intervals(site.history, name) if s.event is not None]
        places = [index for index, status in enumerate(told) if status.event == outcome.id]
        later = [s for s in told[places[-1] + 1 :] if s.status != "unknown"] if places else []
        if later:
            changes.append((name, later[0]))
    return min(changes, key=lambda c: c[1].since.sort_key if c[1].since else (), default=None)


def _followed(view: View, outcome: Event) -> Markup:
    change = next_change(view.site, outcome)
    if change is None:
        return Markup()
    status = change[1]
    assert status.since is not None
    verb = {
        "stopped": view.say(", och driften stoppades ", ", and operation was stopped "),
        "resumed": view.say(", och driften återupptogs ", ", and operation was resumed "),
    }.get(status.status or "")
    if verb is None:
        return Markup()
    if not (outcome.when.exact and status.since.exact):
        return verb + view.link(status.event or "", view.when(status.since))
    first, second = outcome.when.begins[1], status.since.begins[1]
    after = distance_words(first, second, view.site.language)
    if first != second:
        after += view.site.say(" det", " that")
    return verb + view.link(status.event or "", after)


def outcome_of(view: View, found: MilestoneHistory) -> Outcome:
    """What came of a milestone: what settled it, what halted it before its date, or unknown."""
    if found.outcome is not None:
        words = view.link(found.outcome.id, view.when(found.outcome.when, short=True))
        sources = found.outcome.sources[:1]
        change = next_change(view.site, found.outcome)
        if change is not None and change[1].since is not None and change[1].event:
            words += Markup(", {} {}").format(
                view.status_words("deployment", change[1].status).lower(),
                view.link(change[1].event, view.when(change[1].since, short=True)),
            )
            sources += view.site.record.events[change[1].event].sources[:1]
        return Outcome(
            found.milestone, view.status("milestone", found.outcome_status), words, sources
        )
    halted = halt_before(view.site, found)
    if halted is None or halted.since is None or halted.event is None:
        return Outcome(
            found.milestone, view.badge("unknown", view.say("Okänt", "Not known")),
            view.say("inget utfall i källorna", "no outcome in the sources"), (),
        )  # fmt: skip
    words = Markup("{} {}").format(
        view.link(halted.event, view.when(halted.since, short=True)),
        view.say("före planerat datum", "before the planned date"),
    )
    return Outcome(
        found.milestone, view.status("programme", halted.status), words,
        view.site.record.events[halted.event].sources[:1],
    )  # fmt: skip


def _together(outcomes: Iterable[Outcome]) -> list[tuple[Outcome, list[str]]]:
    """Outcomes that read alike, each with its milestones."""
    found: dict[tuple[Markup, Markup], tuple[Outcome, list[str]]] = {}
    for outcome in outcomes:
        found.setdefault((outcome.badge, outcome.words), (outcome, []))[1].append(outcome.milestone)
    return list(found.values())


def halt_before(site: Site, found: MilestoneHistory) -> Status | None:
    """How the programme was certainly halted after the last promise and before its date."""
    promise = found.promises[-1]
    _, due = promise.date.begins
    halted = None
    for day, status in intervals(site.history, site.record.settings.programme):
        if status.since is None or status.since.latest is None or day > due:
            continue
        if status.status == "resumed":
            halted = None
        elif status.status in HALTED and halted is None:
            first = promise.date.begins[0] or due
            given = promise.event.when.begins[1]
            if given < (status.since.earliest or given) and status.since.latest < first:
                halted = status
    return halted


def plan_gaps(site: Site, plans: Plans) -> list[Gap]:
    """What is not known of the milestones, and of events that did nothing but plan."""
    events = {
        row.event.id
        for row in plans.rows
        if all(effect.subject in plans.histories for effect in row.event.effects)
    }
    about = events | set(plans.histories)
    return [
        gap for gap in site.record.gaps.values() if about.intersection((*gap.touches, *gap.related))
    ]
