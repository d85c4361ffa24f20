"""Events: all that happened, was decided, said, signed, planned or measured."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from generator.facts.base import (
    ContractId,
    Fact,
    Flag,
    Id,
    Model,
    NotConsistent,
    PartyId,
    SubjectId,
    Text,
    Whole,
)
from generator.facts.party import Role
from generator.facts.when import When


class EventType(StrEnum):
    """What kind of event it is."""

    PROCUREMENT = "procurement"
    AUTHORISATION = "authorisation"
    CONTRACT = "contract"
    AGREEMENT = "agreement"
    OPTION_OFFERED = "option-offered"
    OPTION_SIGNED = "option-signed"
    OPTION_CANCELLED = "option-cancelled"
    DECISION = "decision"
    PLAN = "plan"
    REPLAN = "replan"
    GO_LIVE = "go-live"
    STOP = "stop"
    PAUSE = "pause"
    CLAIM = "claim"
    COST = "cost"
    REPORT = "report"
    SUPERVISION = "supervision"
    STATEMENT = "statement"
    APPOINTMENT = "appointment"
    ACQUISITION = "acquisition"


class Involvement(Model):
    """A party in an event, what it is there, and the office it acted in."""

    party: PartyId
    role: Role
    office: Text | None = Field(None, description="As the source gives it, such as “ordförande”.")


class Scope(Model):
    """For whom an effect holds: named parties, all of a collective, or some of one."""

    party: tuple[PartyId, ...] = ()
    all: PartyId | None = None
    some_of: PartyId | None = None
    exactly: Whole | None = Field(None, description="How many, where a source counts them.")
    at_least: Whole | None = None
    at_most: Whole | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Scope:
        if (bool(self.party), self.all is not None, self.some_of is not None).count(True) != 1:
            raise NotConsistent(
                "takes exactly one of “party”, “all” and “some_of”",
                "Write “party: [a, b]”, “all: collective” or “some_of: collective”.",
            )
        counts = (self.exactly, self.at_least, self.at_most)
        if self.some_of is None and any(count is not None for count in counts):
            raise NotConsistent(
                "gives a count, which goes with “some_of” only",
                "Remove “exactly”, “at_least” or “at_most”, or write “some_of”.",
            )
        return self


class Effect(Model):
    """The status that a subject takes through the event.

    `others` is the status of those in `some_of` whom it did not reach. `date` is for
    a milestone that becomes planned: the date that the plan gives it.
    """

    subject: SubjectId
    becomes: Id
    scope: Scope | None = Field(None, alias="for")
    others: Id | None = None
    date: When | None = None

    @model_validator(mode="after")
    def _others_needs_some(self) -> Effect:
        if self.others is not None and (self.scope is None or self.scope.some_of is None):
            raise NotConsistent(
                "has “others”, which goes with “for: {some_of: …}” only",
                "Remove it, or write “for: {some_of: collective}”.",
                "others",
            )
        return self


class Event(Fact):
    """One thing that happened, was decided, said, signed, planned or measured."""

    when: When
    type: EventType
    theme: Id | None = Field(None, description="The lane; left out, it follows from the type.")
    title: Text = Field(description="A sentence with a verb, without a full stop.")
    text: Text
    parties: tuple[Involvement, ...] = ()
    effects: tuple[Effect, ...] = ()
    about: tuple[SubjectId, ...] = Field(
        (),
        description="Subjects, options and contracts that it speaks of without changing them.",
    )
    contract: ContractId | None = None
    announced: Flag = Field(False, description="The date was announced beforehand.")
    expects: When | None = Field(None, description="For a plan: the date it looks to.")
    context: Flag = Field(False, description="Background only; never moves the horizon.")
