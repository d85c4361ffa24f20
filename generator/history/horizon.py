"""How far the sources reach: of the whole record, and of each subject."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.facts.record import Record
from generator.facts.source import Source
from generator.history.publication import Known, latest_publication, published_by
from generator.history.replay import History


def horizon(record: Record, known_by: date | None = None) -> Source | None:
    """The newest source of the record. Events that are context only do not count."""
    events = (event.id for event in record.events.values() if not event.context)
    return _newest(record, events, known_by)


def horizon_of(history: History, subject: str) -> Source | None:
    """The newest source that speaks of a subject, of those public on the history's day."""
    known = history.newest_sources
    if subject not in known:
        events = history.record.events_naming.get(subject, ())
        known[subject] = _newest(history.record, events, history.known_by)
    return known[subject]


def _newest(record: Record, events: Iterable[str], known_by: date | None) -> Source | None:
    sources: Iterable[str]
    if known_by is None:
        newest_of = record.newest_source
        sources = (newest_of[event] for event in events if event in newest_of)
    else:
        cited = {citation.source for event in events for citation in record.events[event].sources}
        sources = (
            source
            for source in cited
            if published_by(record.sources[source], known_by) is not Known.NO
        )
    newest = latest_publication(record, sources)
    return record.sources[newest] if newest else None
