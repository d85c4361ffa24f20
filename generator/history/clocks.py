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
from generator.history.horizon import horizon_of
from generator.history.publication import Known, latest_publication, public_by
from generator.history.replay import History
from generator.history.track import Track


def relevant(record: Record, subject: str) -> Record:
    """The record with only that on which the state of a subject can depend."""
    terms = record.terms_about.get(subject, ())
    subjects = {subject, *(term.contract for term in terms)}
    starters = {term.rule.counted_from for term in terms if term.rule}
    named = starters | {t.introduced_by for t in terms} | {t.ended_by for t in terms}
    wanted = named.union(*(record.events_naming.get(name, ()) for name in subjects))
    events = {name: event for name, event in record.events.items() if name in wanted}
    return replace(
        record,
        events=events,
        subjects={name: found for name, found in record.subjects.items() if name in subjects},
        options={name: found for name, found in record.options.items() if name in subjects},
        contracts={name: found for name, found in record.contracts.items() if name in subjects},
        terms={term.id: term for term in terms},
        figures={},
        gaps={},
        questions={},
    )


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
    public: tuple[Known, ...] | None = None
    tracks: dict[str, dict[str, Track]] = {}
    for day in days_of_news(record):
        known = tuple(public_by(record, event.sources, day) for event in record.events.values())
        if known != public:
            public, tracks = known, History.of(record, day).tracks
        history = History(record, day, tracks)
        newest = horizon_of(history, subject)
        found = (history.tracks, newest and newest.id)  # all that a state depends on
        if found != last:
            yield day, history
        last = found


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
    dated = sorted((min(_appears(record.sources[name])), name) for name in sources
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


def _appears(source: Source) -> Iterator[date]:
    yield source.recorded
    if source.published is not None:
        yield source.published.begins[0] or date.min
