"""Gaps: questions that no source answers, and conflicts between sources."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from generator.facts.base import Citation, Entry, FactId, Model, NotConsistent, PartyId, Text, said


class Position(Model):
    """What one or more sources say in a conflict, or have to say about a gap."""

    says: Text = Field(
        description=said("Vad källan eller källorna säger.", "What the source or sources say.")
    )
    sources: tuple[Citation, ...] = Field(
        min_length=1, description=said("Källorna som säger det.", "The sources that say so.")
    )


class Gap(Entry):
    """A question that no source answers (`gap`), or that sources disagree on (`conflict`)."""

    type: Literal["gap", "conflict"] = Field(
        description=said(
            "gap: ingen källa svarar. conflict: källor svarar olika.",
            "“gap”: no source answers; “conflict”: sources differ.",
        )
    )
    question: Text = Field(description=said("Frågan.", "The question."))
    text: Text = Field(
        description=said(
            "Vad som är känt, och vad som saknas.", "What is known, and what is missing."
        )
    )
    positions: tuple[Position, ...] = Field(
        (),
        description=said(
            "Vad källorna säger, var för sig. En motsägelse har minst två.",
            "What the sources say, one by one. A conflict has at least two.",
        ),
    )
    touches: tuple[FactId, ...] = Field(
        min_length=1,
        description=said(
            "Uppgifterna det gäller. En uppgift i en motsägelse är disputed.",
            "The facts in question. A fact that a conflict touches is disputed.",
        ),
    )
    related: tuple[FactId, ...] = Field(
        (),
        description=said(
            "Uppgifter som läsaren också bör se.", "Facts that the reader should see too."
        ),
    )
    settles: Text = Field(description=said("Vad som skulle avgöra saken.", "What would settle it."))
    ask: tuple[PartyId, ...] = Field((), description=said("Vilka som kan veta.", "Who could know."))

    @model_validator(mode="after")
    def _a_conflict_has_sides(self) -> Gap:
        if self.type == "conflict" and len(self.positions) < 2:
            raise NotConsistent(
                "is a conflict and needs at least two “positions”",
                "Add what the other source says, or write “type: gap”.",
                "positions",
            )
        return self
