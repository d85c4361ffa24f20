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
    said,
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

    measures: Text = Field(
        description=said("Vad siffran är, som en etikett.", "What the number is, as a label.")
    )
    measure: Id = Field(
        description=said(
            "Gruppen av siffror som mäter samma sak; grupperna står i record.yaml.",
            "Groups figures that measure the same thing; see record.yaml.",
        )
    )
    value: Whole | None = Field(
        None,
        description=said(
            "Talet i hela enheter: 799000000, inte 799 miljoner.",
            "The number in whole units: 799000000, not 799 million.",
        ),
    )
    minimum: Whole | None = Field(
        None, description=said("Lägsta talet i ett spann.", "The lowest number of a range.")
    )
    maximum: Whole | None = Field(
        None, description=said("Högsta talet i ett spann.", "The highest number of a range.")
    )
    qualifier: Literal["exact", "about", "at-least", "at-most", "more-than"] = Field(
        "exact", description=said("Hur exakt talet är.", "How exact the number is.")
    )
    unit: Unit = Field(description=said("Enheten.", "The unit."))
    as_of: When = Field(
        description=said("Datumet som talet gäller för.", "The date that the number speaks of.")
    )
    scope: Text | None = Field(
        None,
        description=said(
            "Vad som är medräknat, så långt källan säger det.",
            "What is counted in, as far as the source says.",
        ),
    )
    printed: Line | None = Field(
        None,
        description=said("Talet som källan skriver det.", "The number as the source prints it."),
    )
    computed: Text | None = Field(
        None,
        description=said(
            "Hur vi räknade ut det, när ingen källa skriver talet.",
            "How we computed it; not in any source.",
        ),
    )
    said_by: PartyId | None = Field(
        None, description=said("Parten som uppger talet.", "The party that gives the number.")
    )
    about: tuple[FactId, ...] = Field(
        (), description=said("Uppgifterna som talet hör till.", "Facts that the number belongs to.")
    )
    usable: Flag = Field(
        True,
        description=said(
            "false: talet visas men ska inte användas.", "False: shown, but not to be used."
        ),
    )

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
