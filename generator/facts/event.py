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
    said,
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

    party: PartyId = Field(
        description=said("Partens id i parties.yaml.", "The id of the party in parties.yaml.")
    )
    role: Role = Field(
        description=said("Vad parten är i händelsen.", "What the party is in the event.")
    )
    office: Text | None = Field(
        None,
        description=said(
            "Uppdraget som personen hade då, som källan skriver det, till exempel “ordförande”.",
            "The office held then, as the source gives it, such as “ordförande” (chair).",
        ),
    )


class Scope(Model):
    """For whom an effect holds: named parties, all of a collective, or some of one."""

    party: tuple[PartyId, ...] = Field(
        (),
        description=said("De parter som nås, vid namn.", "The parties that are reached, by name."),
    )
    all: PartyId | None = Field(
        None,
        description=said("En grupp som nås i sin helhet.", "A collective that is reached whole."),
    )
    some_of: PartyId | None = Field(
        None,
        description=said(
            "En grupp där några nås, utan att källan säger vilka.",
            "A collective of which some are reached, and no source says which.",
        ),
    )
    exactly: Whole | None = Field(
        None,
        description=said(
            "Hur många, när en källa räknar dem.", "How many, where a source counts them."
        ),
    )
    at_least: Whole | None = Field(None, description=said("Minst hur många.", "At least how many."))
    at_most: Whole | None = Field(None, description=said("Högst hur många.", "At most how many."))

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

    subject: SubjectId = Field(
        description=said(
            "Vad som får en ny status: ett ärende, en option eller ett avtal.",
            "What takes a new status: a subject, an option or a contract.",
        )
    )
    becomes: Id = Field(description=said("Statusen som det får.", "The status that it takes."))
    scope: Scope | None = Field(
        None,
        alias="for",
        description=said(
            "För vilka det gäller. Utelämnat: för alla, eller för ärendet självt.",
            "For whom it holds. Left out: for the subject as such.",
        ),
    )
    others: Id | None = Field(
        None,
        description=said(
            "Statusen för de andra i gruppen, när bara några nåddes.",
            "The status of those in the collective whom it did not reach.",
        ),
    )
    date: When | None = Field(
        None,
        description=said(
            "För en milstolpe som planeras: datumet som planen ger.",
            "For a milestone that becomes planned: the date that the plan gives it.",
        ),
    )

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

    when: When = Field(
        description=said(
            "När det hände, inte noggrannare än källan: 2024-11-12, 2024-11, 2024, 2024-23 (hösten; 21 våren, 22 sommaren, 24 vintern). Efter datumet: ~ omkring, ? osäkert. Spann: A/B, A/.. tills vidare, A/ slut okänt.",
            "When it happened, no more exact than the source: 2024-11-12, 2024-11, 2024, 2024-23 (autumn; 21 spring, 22 summer, 24 winter). After it: ~ about, ? uncertain. Spans: A/B, A/.. open end, A/ end unknown.",
        )
    )
    type: EventType = Field(
        description=said("Vad för slags händelse det är.", "What kind of event it is.")
    )
    theme: Id | None = Field(
        None,
        description=said(
            "Raden på tidslinjen. Utelämnat: den som hör till typen.",
            "The lane; left out, it follows from the type.",
        ),
    )
    title: Text = Field(
        description=said(
            "En mening med verb, utan punkt.", "A sentence with a verb, without a full stop."
        )
    )
    text: Text = Field(
        description=said(
            "Vad som hände, med egna ord, kort och sakligt.",
            "What happened, in our own words, short and factual.",
        )
    )
    parties: tuple[Involvement, ...] = Field(
        (), description=said("Vilka som var med, och som vad.", "Who took part, and as what.")
    )
    effects: tuple[Effect, ...] = Field(
        (),
        description=said(
            "Vad som fick en ny status genom händelsen.",
            "What took a new status through the event.",
        ),
    )
    about: tuple[SubjectId, ...] = Field(
        (),
        description=said(
            "Ärenden, optioner och avtal som händelsen handlar om utan att ändra dem.",
            "Subjects, options and contracts that it speaks of without changing them.",
        ),
    )
    contract: ContractId | None = Field(
        None,
        description=said(
            "Avtalet som händelsen hör till.", "The contract that the event belongs to."
        ),
    )
    announced: Flag = Field(
        False,
        description=said(
            "true när datumet meddelades i förväg.", "True where the date was announced beforehand."
        ),
    )
    expects: When | None = Field(
        None,
        description=said(
            "För en plan: datumet som den siktar på.", "For a plan: the date it looks to."
        ),
    )
    context: Flag = Field(
        False,
        description=said(
            "true för ren bakgrund. Den flyttar aldrig horisonten.",
            "True for background only; it never moves the horizon.",
        ),
    )
