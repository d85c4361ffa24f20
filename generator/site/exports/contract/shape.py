"""What all shapes of the contract share: dates, texts, citations, entries.

Every key is always there. `null` is what is not known or does not apply; a list without
anything in it is empty.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.facts.base import ID_PATTERN, Ref, SourceId

AnyId = Annotated[str, Field(pattern=ID_PATTERN), Ref(())]
ThemeId = Annotated[str, Ref(("theme",))]
MeasureId = Annotated[str, Ref(("measure",))]


class Shape(BaseModel):
    """Frozen, every key required, no key but these."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Shape):
    """The same text in two languages. Swedish is always there, English may be missing."""

    sv: str
    en: str | None


class EdtfDate(Shape):
    """A date as exact as the source gives it, and the days that it may mean."""

    edtf: str = Field(
        description="EDTF (ISO 8601-2): 2024-11-12, 2024-11, 2024, 2020-21 (spring; 22 summer, "
        "23 autumn, 24 winter), ~ about, ? uncertain, % both, A/B, A/.. until further notice, "
        "../B, A/ ended at an unknown time."
    )
    earliest: date | None = Field(description="The first possible day; null for an open start.")
    latest: date | None = Field(
        description="The last possible day; null for an end that is open or unknown."
    )
    exact: bool = Field(description="True for one day that is not in doubt.")


class Cite(Shape):
    """A place in a source, and which keys of the fact it supports."""

    source_id: SourceId
    at: str = Field(description="“¶ 8” is the eighth paragraph; or a word such as “lead”.")
    supports: tuple[str, ...] = Field(description="Empty: the whole fact.")


class Corrected(Shape):
    """A mistake that was put right: when, in what, what it said before, and why."""

    date: date
    field: str = Field(description="What was wrong, by its key in the facts, such as “when”.")
    was: Words
    reason: Words


class EntryShape(Shape):
    """What every entry has."""

    id: Annotated[str, Field(pattern=ID_PATTERN)] = Field(
        description="Unique among all kinds. It never changes and is never used again."
    )
    uri: str = Field(description="The permanent address of the entry.")
    recorded: date = Field(description="The day the record took it in.")
    verified: date = Field(description="The day it was last checked against its sources.")
    remark: Words | None
    corrections: tuple[Corrected, ...]


class FactShape(EntryShape):
    """An entry that rests on sources."""

    confidence: Literal["established", "reported", "disputed"]
    sources: tuple[Cite, ...]
