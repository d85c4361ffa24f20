"""Contracts, their options, and clauses with a computable consequence (OCDS words)."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.facts.base import (
    Citation,
    ContractId,
    EventId,
    Fact,
    FactId,
    Flag,
    Model,
    PartyId,
    SubjectId,
    Text,
    Whole,
)
from generator.facts.party import Role
from generator.facts.when import When


class ContractParty(Model):
    """A party to a contract and what it is in it."""

    party: PartyId
    role: Role
    start: When | None = None
    end: When | None = None
    remark: Text | None = None


class Contract(Fact):
    """A contract, agreement, declaration or procurement."""

    type: Literal["contract", "agreement", "declaration", "procurement"]
    title: Text
    text: Text
    parties: tuple[ContractParty, ...] = Field(min_length=1)
    supplements: ContractId | None = Field(None, description="The contract that it adds to.")


class Naming(Model):
    """What an option was called, and when it was seen under that name."""

    name: Text
    seen: When
    sources: tuple[Citation, ...] = Field(min_length=1)


class Option(Fact):
    """Something that the parties of a collective could call off."""

    number: Whole
    contract: ContractId
    holders: PartyId = Field(description="The collective whose members could call it off.")
    name: Text
    text: Text
    names: tuple[Naming, ...] = Field(min_length=1, description="Oldest first.")


class TermType(StrEnum):
    """What a clause is about."""

    NOTICE = "notice"
    DURATION = "duration"
    EXTENSION = "extension"
    PAYMENT = "payment"
    PRICE = "price"
    SCOPE = "scope"
    RESPONSIBILITY = "responsibility"
    COST_SHARING = "cost-sharing"
    SEQUENCE = "sequence"
    CURE_PERIOD = "cure-period"
    CEILING = "ceiling"
    EXPIRY = "expiry"
    ACTIVITY = "activity"
    RESOURCES = "resources"


class Rule(Model):
    """The computable part of a clause. What is not known is left out and said in words."""

    days: Whole | None = None
    months: Whole | None = None
    years: Whole | None = None
    percent: Whole | None = None
    amount: Whole | None = Field(None, description="Whole units of the currency.")
    minimum: Whole | None = None
    maximum: Whole | None = None
    currency: Literal["SEK", "EUR", "USD"] | None = None
    counted_from: FactId | None = Field(None, description="The event or milestone it runs from.")
    closed_by: EventId | None = Field(None, description="The event after which nobody can join.")
    computed: Flag = Field(False, description="The amount is our calculation, not printed.")
    missing: Text | None = Field(None, description="Why no result can be computed.")


class Term(Fact):
    """A clause with a computable consequence."""

    contract: ContractId
    type: TermType
    title: Text
    text: Text
    parties: tuple[PartyId, ...] = ()
    subjects: tuple[SubjectId, ...] = Field((), description="Whose life it bears on.")
    basis: Literal["clause", "described", "statement"] = Field(
        description="“clause”: given as a condition; “described”: told by a third party; "
        "“statement”: what a party says, not shown to be a clause."
    )
    rule: Rule | None = None
    introduced_by: EventId | None = Field(
        None,
        description="The event that brought it; left out, the signing of the contract.",
    )
    ended_by: EventId | None = None
