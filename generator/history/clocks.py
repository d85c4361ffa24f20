"""Both clocks at once: everything a subject was, on any day, as known on any day.

Between two neighbouring days of change nothing changes, so a few days stand for all of
them. The lists may hold days on which nothing changes; they never miss one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from generator.facts.event import Event
from generator.facts.record import Record
from generator.facts.source import Source
from generator.facts.when import When
from generator.history.publication import (
    Known,
    days_known,
    days_of_publication,
    known_on,
    latest_publication,
)
from generator.history.replay import History
from generator.history.track import Track


def relevant(record: Record, subject: str) -> Record:
    """The record with only that on which the state of a subject can depend."""
    terms = record.terms_about.get(subject, ())
    subjects = _in_order(record, {subject, *(term.contract for term in terms)})
    starters = {term.rule.counted_from for term in terms if term.rule}
    named = starters | {t.introduced_by for t in terms} | {t.ended_by for t in terms}
    wanted = named.union(*(record.events_naming.get(name, ()) for name in subjects))
    events = [record.events[name] for name in _in_order(record, record.events.keys() & wanted)]
    return replace(
        record,
        sources={
            cited.source: record.sources[cited.source]
            for event in events
            for cited in event.sources
        },
        events={event.id: event for event in events},
        subjects={name: record.subjects[name] for name in subjects if name in record.subjects},
        options={name: record.options[name] for name in subjects if name in record.options},
        contracts={name: record.contracts[name] for name in subjects if name in record.contracts},
        terms={term.id: term for term in terms},
        figures={},
        gaps={},
        questions={},
    )


def _in_order(record: Record, names: Iterable[str]) -> list[str]:
    return sorted(names, key=record.order.__getitem__)


def days_of_news(record: Record) -> list[date]:
    """The days on which more of the events of a record may become public; the first is `date.min`."""
    sources = {citation.source for event in record.events.values() for citation in event.sources}
    found = {day for name in sources for day in _news(record.sources[name])}
    return sorted({date.min} | found)


def versions(record: Record, subject: str) -> Iterator[tuple[date, History]]:
    """The history of a subject as publicly known, from each day on which it was another.

    The first day is `date.min`. `record` needs to hold only what is `relevant`.
    """
    last: tuple[object, ...] = ()
    public: dict[str, Known] | None = None
    tracks: dict[str, dict[str, Track]] = {}
    spans = {event.id: days_known(record, event.sources) for event in record.events.values()}
    coming = _coming(record, subject)
    newest: str | None = None
    for day in days_of_news(record):
        while coming and coming[-1][0] <= day:
            newest = latest_publication(record, filter(None, (newest, coming.pop()[1])))
        known = {event: known_on(days, day) for event, days in spans.items()}
        if known != public:
            public, tracks = known, History.of(record, day, known).tracks
        history = History(record, day, tracks)
        history.newest_sources[subject] = record.sources[newest] if newest else None
        found = (history.tracks, newest)  # all that a state depends on
        if found != last:
            yield day, history
        last = found


def _coming(record: Record, subject: str) -> list[tuple[date, str]]:
    """The dated sources that speak of a subject, each with its first day, the last one first."""
    events = [record.events[name] for name in record.events_naming.get(subject, ())]
    named = {cited.source for event in events for cited in event.sources}
    dated = (name for name in named if name in record.newest_first)
    return sorted(
        ((min(days_of_publication(record.sources[name])), name) for name in dated), reverse=True
    )


def _news(source: Source) -> Iterator[date]:
    yield source.recorded
    if source.published is not None:
        first, last = source.published.begins
        yield first or date.min
        yield last


def days_of_change(record: Record, history: History, subject: str) -> list[date]:
    """The days on which the state of a subject may change; the first is `date.min`."""
    found = {date.min}
    terms = record.terms_about.get(subject, ())
    for name in {subject, *(term.contract for term in terms)}:
        for track in history.tracks[name].values():
            for span in track.spans:
                found.add(span.start)
                if span.cause:
                    found.update(_bounds(record.events[span.cause]))
    for term in terms:
        for name in filter(None, (term.introduced_by, term.ended_by)):
            found.update(_bounds(record.events[name]))
        rule = term.rule
        if rule is not None and rule.days is not None and rule.counted_from in record.events:
            length = timedelta(days=rule.days + 1)
            found.update(day + length for day in _bounds(record.events[rule.counted_from]))
    return sorted(found)


def _bounds(event: Event) -> Iterable[date]:
    return (day for day in event.when.begins if day is not None)


def horizons(record: Record) -> list[tuple[date, When]]:
    """How far the sources reached, from each day on which a newer one came."""
    sources = {
        citation.source
        for event in record.events.values()
        if not event.context
        for citation in event.sources
    }
    dated = sorted((min(days_of_publication(record.sources[name])), name) for name in sources
                   if record.sources[name].published is not None)  # fmt: skip
    found: list[tuple[date, When]] = []
    newest: str | None = None
    for day, name in dated:
        best = latest_publication(record, [name] if newest is None else [newest, name])
        if best == newest or best is None:
            continue
        newest = best
        published = record.sources[best].published
        assert published is not None
        if found and found[-1][0] == day:
            found.pop()
        found.append((day, published))
    return found
