"""What is followed over time: programme, deployments, pause, reviews, milestones."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.subject import Subject, SubjectKind
from generator.history.horizon import horizon_of
from generator.history.plans import milestone_history
from generator.site.addresses import address
from generator.site.render import Page, render
from generator.site.view import Site
from generator.site.words import labels

INDEX = "arenden/"
PILOT = "pilot-och-paus/"


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
        trail=[
            (site.say("Allt som följs", "Everything that is followed"), INDEX),
            (site.label(labels.LIVES[subject.kind]), None),
        ],
        state=site.state.subjects[subject.id],
        source=horizon_of(site.history, subject.id),
        events=[record.events[name] for name in site.history.events_about.get(subject.id, ())],
        terms=[term for term in record.terms.values() if subject.id in term.subjects],
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
    first = min((event.when.sort_key for event in changing), default=None)
    events = [
        event
        for event in site.events
        if first is not None
        and event.when.sort_key >= first
        and (ids & {*event.about, *(effect.subject for effect in event.effects)})
    ]
    title = site.say("Pilot och paus", "Pilot and pause")
    body = render(
        site, PILOT, "pilot.md",
        title=title, followed=followed, states=site.state.subjects, changing=changing,
        events=events,
        terms=[term for term in record.terms.values() if ids & set(term.subjects)],
        gaps=[
            gap for gap in record.gaps.values()
            if {*gap.touches, *gap.related} & {*ids, *(event.id for event in changing)}
        ],
    )  # fmt: skip
    return Page(PILOT, title, site.say(
        "Starten, stoppet och pausen i ordning, med källa till varje dag.",
        "The start, the stop and the pause in order, with a source for each day.",
    ), body)  # fmt: skip
