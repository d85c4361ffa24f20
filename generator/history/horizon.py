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
    if known_by is None:
        return _source(record, record.newest_source.get(""))
    return _newest(record, (e.id for e in record.events.values() if not e.context), known_by)


def horizon_of(history: History, subject: str) -> Source | None:
    """The newest source that speaks of a subject, of those public on the history's day."""
    record = history.record
    if history.known_by is None:
        return _source(record, record.newest_source.get(subject))
    known = history.newest_sources
    if subject not in known:
        events = record.events_naming.get(subject, ())
        known[subject] = _newest(record, events, history.known_by)
    return known[subject]


def _newest(record: Record, events: Iterable[str], known_by: date) -> Source | None:
    cited = {citation.source for event in events for citation in record.events[event].sources}
    public = (
        source for source in cited if published_by(record.sources[source], known_by) is not Known.NO
    )
    return _source(record, latest_publication(record, public))


def _source(record: Record, source: str | None) -> Source | None:
    return record.sources[source] if source else None
