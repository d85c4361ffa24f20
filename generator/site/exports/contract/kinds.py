"""The shape of each kind of entry."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.facts.base import ContractId, EventId, PartyId, SourceId, SubjectId
from generator.facts.contract import TermType
from generator.facts.event import EventType
from generator.facts.figure import Unit
from generator.facts.party import Classification, Role
from generator.facts.subject import SubjectKind
from generator.site.exports.contract.shape import (
    AnyId,
    Cite,
    EdtfDate,
    EntryShape,
    FactShape,
    MeasureId,
    Shape,
    ThemeId,
    Words,
)


class Identifier(Shape):
    """An identifier that somebody else gives the party (Popolo)."""

    scheme: str
    identifier: str


class OtherName(Shape):
    """A former, later or alternative name (Popolo)."""

    name: Words
    when: EdtfDate | None
    sources: tuple[Cite, ...]


class Membership(Shape):
    """A party's place in an organisation (Popolo): an office that a person holds, or a part."""

    type: Literal["office", "membership"]
    organization_id: PartyId
    role: Words
    start_date: EdtfDate | None
    end_date: EdtfDate | None
    seen: EdtfDate | None = Field(description="The dates of the sources that show it.")
    remark: Words | None
    sources: tuple[Cite, ...]


class Party(FactShape):
    """An organisation, a public body, a collective or a person with a public role."""

    classification: Classification
    name: Words
    short_name: Words | None
    description: Words | None
    active: EdtfDate | None = Field(description="When it had its part in this, as far as known.")
    identifiers: tuple[Identifier, ...]
    other_names: tuple[OtherName, ...]
    memberships: tuple[Membership, ...]
    member_ids: tuple[PartyId, ...] = Field(description="For a collective: those that are known.")
    stated_count: int | None = Field(
        description="For a collective: how many members it is said to have in all."
    )


class Source(EntryShape):
    """A publication (Dublin Core)."""

    title: str = Field(description="In the language of the publication.")
    title_basis: Literal["published", "address", "described"] = Field(
        description="As published; rebuilt from the web address; or our own description."
    )
    language: str
    publisher: str
    issued: EdtfDate | None = Field(description="Null: the publication bears no date.")
    issued_basis: Words = Field(description="How the date is known.")
    url: str
    reliability: Literal["ordinary", "weak", "unreliable"]
    reliability_note: Words | None
    may_support: tuple[str, ...] = Field(
        description="For an unreliable source: the only keys it may be cited for."
    )
    republishes: str | None = Field(description="The publisher whose text it repeats.")
    same_address_as_id: SourceId | None = Field(description="Another version of the same page.")


class EventParty(Shape):
    """A party in an event and what it is there (OCDS roles where OCDS has the word)."""

    party_id: PartyId
    role: Role
    office: Words | None = Field(description="The office it acted in, as the source gives it.")


class Effect(Shape):
    """The status that a subject takes through the event, and for whom."""

    subject_id: SubjectId
    status: str
    scope: Literal["subject", "parties", "all-of", "some-of"] = Field(
        description="The subject itself; the parties listed; all of the collective; some of it, "
        "where nobody says which."
    )
    party_ids: tuple[PartyId, ...]
    collective_id: PartyId | None
    exactly: int | None = Field(description="How many of “some-of”, where a source counts them.")
    at_least: int | None
    at_most: int | None
    status_of_others: str | None = Field(description="Of those in “some-of” it did not reach.")
    date: EdtfDate | None = Field(description="For a planned milestone: the date it is given.")


class Event(FactShape):
    """One thing that happened, was decided, said, signed, planned or measured."""

    when: EdtfDate
    type: EventType
    theme_id: ThemeId
    title: Words
    description: Words
    published: EdtfDate | None = Field(description="The first date of publication of a source.")
    parties: tuple[EventParty, ...]
    effects: tuple[Effect, ...]
    subject_ids: tuple[SubjectId, ...] = Field(description="Spoken of without being changed.")
    contract_id: ContractId | None
    announced: bool = Field(description="The date was announced beforehand.")
    expects: EdtfDate | None = Field(description="For a plan: the date it looks to.")
    context: bool = Field(description="Background only.")


class ContractParty(Shape):
    """A party to a contract and what it is in it (OCDS)."""

    party_id: PartyId
    role: Role
    start_date: EdtfDate | None
    end_date: EdtfDate | None
    remark: Words | None


class Contract(FactShape):
    """A contract, agreement, declaration or procurement (OCDS)."""

    type: Literal["contract", "agreement", "declaration", "procurement"]
    title: Words
    description: Words
    parties: tuple[ContractParty, ...]
    supplements_id: ContractId | None = Field(description="The contract that it adds to.")


class Naming(Shape):
    """What an option was called, and when it was seen under that name."""

    name: Words
    seen: EdtfDate
    sources: tuple[Cite, ...]


class Option(FactShape):
    """Something that the parties of a collective could call off (OCDS)."""

    number: int
    contract_id: ContractId
    holder_id: PartyId = Field(description="The collective whose members could call it off.")
    name: Words
    description: Words
    names: tuple[Naming, ...] = Field(description="Oldest first.")


class Rule(Shape):
    """The computable part of a clause. What is not known is null and said in words."""

    days: int | None
    months: int | None
    years: int | None
    percent: int | None
    amount: int | None = Field(description="In whole units of the currency.")
    minimum: int | None
    maximum: int | None
    currency: Literal["SEK", "EUR", "USD"] | None
    counted_from_id: AnyId | None = Field(description="The event or milestone it runs from.")
    closed_by_id: EventId | None = Field(description="The event after which nobody can join.")
    computed: bool = Field(description="The amount is our calculation, not printed.")
    missing: Words | None = Field(description="Why no result can be computed.")


class Term(FactShape):
    """A clause with a computable consequence."""

    contract_id: ContractId
    type: TermType
    title: Words
    description: Words
    party_ids: tuple[PartyId, ...]
    subject_ids: tuple[SubjectId, ...] = Field(description="Whose life it bears on.")
    basis: Literal["clause", "described", "statement"] = Field(
        description="Given as a condition; told by a third party; or what a party says."
    )
    rule: Rule | None
    introduced_by_id: EventId | None = Field(description="Null: the signing of the contract.")
    ended_by_id: EventId | None


class Subject(EntryShape):
    """What has a life: a programme, deployment, pause, review, supervision or milestone."""

    kind: SubjectKind
    name: Words
    short_name: Words | None
    description: Words
    other_names: tuple[OtherName, ...]
    part_of_id: SubjectId | None
    contract_id: ContractId | None = Field(description="The agreement that governs it.")
    party_ids: tuple[PartyId, ...]


class Figure(FactShape):
    """A number, what it measures, its unit, the date it speaks of, and its scope."""

    label: Words = Field(description="What the number is.")
    measure_id: MeasureId = Field(description="Groups figures that measure the same thing.")
    value: int | None = Field(description="Money in whole units. Null for a range.")
    minimum: int | None
    maximum: int | None
    qualifier: Literal["exact", "about", "at-least", "at-most", "more-than"]
    unit: Unit
    as_of: EdtfDate
    scope: Words | None
    printed: str | None = Field(description="The number as the source prints it.")
    calculation: Words | None = Field(description="How we computed it; not in any source.")
    said_by_id: PartyId | None
    about: tuple[AnyId, ...]
    usable: bool = Field(description="False: shown, but not to be used.")


class Position(Shape):
    """What one or more sources say in a conflict, or have to say about a gap."""

    statement: Words
    sources: tuple[Cite, ...]


class Gap(EntryShape):
    """A question that no source answers (gap), or that sources disagree on (conflict)."""

    type: Literal["gap", "conflict"]
    question: Words
    description: Words
    positions: tuple[Position, ...]
    touches: tuple[AnyId, ...] = Field(description="The facts in question.")
    related: tuple[AnyId, ...]
    settled_by: Words = Field(description="What would settle it.")
    respondent_ids: tuple[PartyId, ...] = Field(description="Who could know.")


class Question(EntryShape):
    """A question that readers ask, its answer, and the facts that it rests on."""

    question: Words
    answer: Words
    short_answer: Words | None
    rests_on: tuple[AnyId, ...]


SHAPES: dict[str, type[EntryShape]] = {
    "party": Party,
    "source": Source,
    "event": Event,
    "contract": Contract,
    "option": Option,
    "term": Term,
    "subject": Subject,
    "figure": Figure,
    "gap": Gap,
    "question": Question,
}
"""By kind, in the order of the record's kinds."""
