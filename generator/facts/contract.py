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
    said,
)
from generator.facts.party import Role
from generator.facts.when import When


class ContractParty(Model):
    """A party to a contract and what it is in it."""

    party: PartyId = Field(
        description=said("Partens id i parties.yaml.", "The id of the party in parties.yaml.")
    )
    role: Role = Field(
        description=said("Vad parten är i avtalet.", "What the party is in the contract.")
    )
    start: When | None = Field(
        None,
        description=said(
            "När den blev part, om det var senare än avtalet.",
            "When it became a party, if later than the contract.",
        ),
    )
    end: When | None = Field(
        None, description=said("När den upphörde att vara part.", "When it ceased to be a party.")
    )
    remark: Text | None = Field(
        None,
        description=said(
            "Vad läsaren måste veta om parten i avtalet.",
            "What a reader must know about this party.",
        ),
    )


class Contract(Fact):
    """A contract, agreement, declaration or procurement."""

    type: Literal["contract", "agreement", "declaration", "procurement"] = Field(
        description=said(
            "Avtal, överenskommelse, avsiktsförklaring eller upphandling.",
            "Contract, agreement, declaration or procurement.",
        )
    )
    title: Text = Field(description=said("Vad avtalet kallas.", "What the contract is called."))
    text: Text = Field(
        description=said(
            "Vad avtalet gäller, med egna ord.", "What the contract is about, in our own words."
        )
    )
    parties: tuple[ContractParty, ...] = Field(
        min_length=1, description=said("Parterna och deras roller.", "The parties and their roles.")
    )
    supplements: ContractId | None = Field(
        None,
        description=said(
            "Avtalet som det här lägger till något i.", "The contract that it adds to."
        ),
    )


class Naming(Model):
    """What an option was called, and when it was seen under that name."""

    name: Text = Field(description=said("Namnet.", "The name."))
    seen: When = Field(description=said("När det namnet användes.", "When that name was seen."))
    sources: tuple[Citation, ...] = Field(
        min_length=1, description=said("Källorna till namnet.", "The sources of the name.")
    )


class Option(Fact):
    """Something that the parties of a collective could call off."""

    number: Whole = Field(description=said("Optionens nummer.", "The number of the option."))
    contract: ContractId = Field(
        description=said(
            "Avtalet som optionen hör till.", "The contract that the option belongs to."
        )
    )
    holders: PartyId = Field(
        description=said(
            "Gruppen vars medlemmar kunde teckna optionen.",
            "The collective whose members could call it off.",
        )
    )
    name: Text = Field(description=said("Vad optionen kallas.", "What the option is called."))
    text: Text = Field(description=said("Vad optionen omfattar.", "What the option covers."))
    names: tuple[Naming, ...] = Field(
        min_length=1,
        description=said(
            "Vad den har kallats, det äldsta först.", "What it has been called, oldest first."
        ),
    )


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

    days: Whole | None = Field(
        None, ge=0, le=36_500, description=said("Antal dagar.", "Number of days.")
    )
    months: Whole | None = Field(
        None, ge=0, le=1_200, description=said("Antal månader.", "Number of months.")
    )
    years: Whole | None = Field(
        None, ge=0, le=100, description=said("Antal år.", "Number of years.")
    )
    percent: Whole | None = Field(None, description=said("Andel i procent.", "Share in per cent."))
    amount: Whole | None = Field(
        None,
        description=said(
            "Belopp i hela kronor, euro eller dollar: 799000000, inte 799 miljoner.",
            "Amount in whole units of the currency.",
        ),
    )
    minimum: Whole | None = Field(None, description=said("Lägsta belopp.", "Lowest amount."))
    maximum: Whole | None = Field(None, description=said("Högsta belopp.", "Highest amount."))
    currency: Literal["SEK", "EUR", "USD"] | None = Field(
        None, description=said("Valutan.", "The currency.")
    )
    counted_from: FactId | None = Field(
        None,
        description=said(
            "Händelsen eller milstolpen som tiden räknas från.",
            "The event or milestone it runs from.",
        ),
    )
    closed_by: EventId | None = Field(
        None,
        description=said(
            "Händelsen efter vilken ingen kan gå med.", "The event after which nobody can join."
        ),
    )
    computed: Flag = Field(
        False,
        description=said(
            "true när vi har räknat ut beloppet och ingen källa skriver det.",
            "True where the amount is our calculation, not printed.",
        ),
    )
    missing: Text | None = Field(
        None, description=said("Varför inget kan räknas ut.", "Why no result can be computed.")
    )


class Term(Fact):
    """A clause with a computable consequence."""

    contract: ContractId = Field(
        description=said("Avtalet som villkoret står i.", "The contract that holds the clause.")
    )
    type: TermType = Field(
        description=said("Vad villkoret handlar om.", "What the clause is about.")
    )
    title: Text = Field(description=said("Villkoret i några ord.", "The clause in a few words."))
    text: Text = Field(
        description=said(
            "Vad villkoret säger, med egna ord.", "What the clause says, in our own words."
        )
    )
    parties: tuple[PartyId, ...] = Field(
        (), description=said("Vilka det gäller för.", "Whom it concerns.")
    )
    subjects: tuple[SubjectId, ...] = Field(
        (), description=said("Vems liv det påverkar.", "Whose life it bears on.")
    )
    basis: Literal["clause", "described", "statement"] = Field(
        description=said(
            "clause: återges som villkor. described: berättas av någon annan. statement: sägs av en part, inte visat att det är ett villkor.",
            "“clause”: given as a condition; “described”: told by a third party; “statement”: what a party says, not shown to be a clause.",
        )
    )
    rule: Rule | None = Field(
        None, description=said("Det som kan räknas ut.", "The part that can be computed.")
    )
    introduced_by: EventId | None = Field(
        None,
        description=said(
            "Händelsen som införde villkoret. Utelämnat: avtalets undertecknande.",
            "The event that brought it; left out, the signing of the contract.",
        ),
    )
    ended_by: EventId | None = Field(
        None, description=said("Händelsen som avslutade villkoret.", "The event that ended it.")
    )
