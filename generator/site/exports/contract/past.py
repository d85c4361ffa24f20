"""The shape of the history: what held when, and what of it was publicly known when."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generator.facts.base import EventId, PartyId, SourceId, SubjectId
from generator.site.exports.contract.shape import EdtfDate, Shape


class Interval(Shape):
    """Days on which a subject has one status, for itself or for the parties named.

    On days without an interval no event tells of a status.
    """

    party_ids: tuple[PartyId, ...] = Field(description="Empty: the subject itself.")
    first_day: date | None = Field(description="Null: the start is open.")
    last_day: date | None = Field(description="Null: no event ends it.")
    status: str = Field(description="“unknown” where several are possible; see “possible”.")
    possible: tuple[str, ...] = Field(description="“none” stands for no status.")
    since: EdtfDate | None = Field(description="The date of the event that gave it.")
    until: EdtfDate | None = Field(description="Of the event that ends it; null where none does.")
    event_id: EventId


class KnownInterval(Interval):
    """The same, as publicly known from one day to another."""

    known_from: date | None = Field(description="Null: from the beginning.")
    known_to: date | None = Field(description="The last day; null: no such day is known.")


class SubjectHistory(Shape):
    """The whole life of one subject, option or contract under both clocks."""

    subject_id: SubjectId
    life: str = Field(description="Which statuses it may have.")
    as_of: EdtfDate | None = Field(description="The date of the newest source that speaks of it.")
    as_of_source_id: SourceId | None
    intervals: tuple[Interval, ...] = Field(description="By all that the record holds.")
    known: tuple[KnownInterval, ...] = Field(description="As publicly known on each day.")
