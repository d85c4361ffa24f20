"""Gaps: questions that no source answers, and conflicts between sources."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from generator.facts.base import Citation, Entry, FactId, Model, NotConsistent, PartyId, Text


class Position(Model):
    """What one or more sources say in a conflict, or have to say about a gap."""

    says: Text
    sources: tuple[Citation, ...] = Field(min_length=1)


class Gap(Entry):
    """A question that no source answers (`gap`), or that sources disagree on (`conflict`)."""

    type: Literal["gap", "conflict"]
    question: Text
    text: Text
    positions: tuple[Position, ...] = ()
    touches: tuple[FactId, ...] = Field(
        min_length=1,
        description="The facts in question. A fact that a conflict touches is disputed.",
    )
    related: tuple[FactId, ...] = Field((), description="Facts that the reader should see too.")
    settles: Text = Field(description="What would settle it.")
    ask: tuple[PartyId, ...] = Field((), description="Who could know.")

    @model_validator(mode="after")
    def _a_conflict_has_sides(self) -> Gap:
        if self.type == "conflict" and len(self.positions) < 2:
            raise NotConsistent(
                "is a conflict and needs at least two “positions”",
                "Add what the other source says, or write “type: gap”.",
                "positions",
            )
        return self
