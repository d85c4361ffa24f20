"""The second clock: when a fact became public, as far as its sources tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import IntEnum

from generator.facts.base import Citation
from generator.facts.record import Record
from generator.facts.source import Source
from generator.facts.when import When


class Known(IntEnum):
    """Whether something was publicly known on a day. Ordered, so that `max` combines."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def days_of_publication(source: Source) -> tuple[date, date]:
    """The first day on which a source may have been public, and the first on which it was.

    A qualified date of publication (~ ? %) never makes it certain; a source that has
    been recorded had certainly been published by then. The second day may be the earlier one.
    """
    if source.published is None:
        return date.min, source.recorded
    first, last = source.published.begins
    sure = source.recorded if source.published.qualified else min(source.recorded, last)
    return first or date.min, sure


def known_on(days: tuple[date, date], day: date) -> Known:
    """What was known on a day, by the two days that `days_of_publication` gives."""
    perhaps, sure = days
    if day >= sure:
        return Known.YES
    return Known.UNKNOWN if day >= perhaps else Known.NO


def published_by(source: Source, day: date) -> Known:
    """Whether a source had been published by a day."""
    return known_on(days_of_publication(source), day)


def days_known(record: Record, citations: Iterable[Citation]) -> tuple[date, date]:
    """The same days of a fact with these citations: of whichever source was public first."""
    days = [days_of_publication(record.sources[citation.source]) for citation in citations]
    return (
        min((perhaps for perhaps, _ in days), default=date.max),
        min((sure for _, sure in days), default=date.max),
    )


def public_by(record: Record, citations: Iterable[Citation], day: date) -> Known:
    """Whether a fact with these citations was publicly known by a day: by any one of them."""
    return known_on(days_known(record, citations), day)


def latest_publication(record: Record, source_ids: Iterable[str]) -> str | None:
    """The id of the source published last, by its last possible day.

    Of several the one with the exacter date, then the first by id. None where none is dated.
    """
    place = record.newest_first
    return min((name for name in source_ids if name in place), key=place.__getitem__, default=None)


def first_publication(record: Record, citations: Iterable[Citation]) -> When | None:
    """The earliest date of publication among the sources of a fact."""
    dates = [record.sources[citation.source].published for citation in citations]
    known = [when for when in dates if when is not None]
    return min(known, key=lambda when: when.sort_key) if known else None
