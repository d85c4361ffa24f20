"""Figures: numbers with what they measure (W3C Data Cube words)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from generator.facts.base import (
    Fact,
    FactId,
    Flag,
    Id,
    Line,
    NotConsistent,
    PartyId,
    Text,
    Whole,
)
from generator.facts.when import When

Unit = Literal[
    "SEK", "EUR", "USD", "percent", "municipalities", "options", "parties", "persons", "systems",
    "reports", "documents", "interviews", "processes", "days", "months", "years",
]  # fmt: skip


class Figure(Fact):
    """A number, what it measures, its unit, the date it speaks of, and its scope.

    Money is in whole units of the currency. A range has `minimum` and `maximum`
    instead of `value`. `printed` is the number as the source prints it.
    """

    measures: Text = Field(description="What the number is, as a label.")
    measure: Id = Field(description="Groups figures that measure the same thing.")
    value: Whole | None = None
    minimum: Whole | None = None
    maximum: Whole | None = None
    qualifier: Literal["exact", "about", "at-least", "at-most", "more-than"] = "exact"
    unit: Unit
    as_of: When
    scope: Text | None = Field(None, description="What is counted in, as far as the source says.")
    printed: Line | None = None
    computed: Text | None = Field(None, description="How we computed it; not in any source.")
    said_by: PartyId | None = None
    about: tuple[FactId, ...] = Field((), description="Facts that the number belongs to.")
    usable: Flag = Field(True, description="False: shown, but not to be used.")

    @model_validator(mode="after")
    def _value_or_range(self) -> Figure:
        if (self.value is None) == (self.minimum is None and self.maximum is None):
            raise NotConsistent(
                "takes either “value” or “minimum” and “maximum”",
                "Write one number as “value”, or a range as “minimum” and “maximum”.",
                "value",
            )
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise NotConsistent(
                "has a “minimum” above its “maximum”", "Exchange the two numbers.", "minimum"
            )
        return self
