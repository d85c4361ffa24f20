"""Parties: organisations, public bodies, collectives, persons (Popolo, W3C ORG)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.facts.base import Citation, Fact, Id, Line, Model, PartyId, Text, Whole, said
from generator.facts.when import When


class Classification(StrEnum):
    """What kind of party it is."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    BODY = "body"
    COMPANY = "company"
    ASSOCIATION = "association"
    AUTHORITY = "authority"
    AUDITORS = "auditors"
    COURT = "court"
    HOSPITAL = "hospital"
    PROVIDER = "provider"
    UNIVERSITY = "university"
    MEDIA = "media"
    COLLECTIVE = "collective"
    PERSON = "person"


class Role(StrEnum):
    """What a party is in an event or a contract; OCDS words where OCDS has one."""

    BUYER = "buyer"
    SUPPLIER = "supplier"
    TENDERER = "tenderer"
    PROCURING_ENTITY = "procuring-entity"
    COORDINATOR = "coordinator"
    AUTHORISER = "authoriser"
    USER = "user"
    RESPONSIBLE = "responsible"
    DECIDER = "decider"
    SIGNATORY = "signatory"
    ADVISER = "adviser"
    OFFICE_HOLDER = "office-holder"
    SPEAKER = "speaker"
    REVIEWER = "reviewer"
    REVIEWED = "reviewed"
    SUPERVISOR = "supervisor"
    REPORTER = "reporter"
    APPLICANT = "applicant"
    REVIEW_BODY = "review-body"
    ACQUIRER = "acquirer"
    ACQUIRED = "acquired"
    PARTICIPANT = "participant"
    CONCERNED = "concerned"


class Identifier(Model):
    """An identifier that somebody else gives the party, such as an SCB code."""

    scheme: Id = Field(
        description=said(
            "Vem som ger beteckningen, till exempel scb.", "Who gives the identifier, such as scb."
        )
    )
    id: Line = Field(description=said("Beteckningen själv.", "The identifier itself."))


class OtherName(Model):
    """A former, later or alternative name."""

    name: Text = Field(description=said("Det andra namnet.", "The other name."))
    when: When | None = Field(None, description=said("När det användes.", "When it was used."))
    sources: tuple[Citation, ...] = Field(
        (), description=said("Källorna till namnet.", "The sources of the name.")
    )


class Tile(Model):
    """Where a party stands in the drawing of tiles: a drawing aid, not a fact.

    Columns count from the left and rows from the top, both from 1. Nothing is cited for
    it, nothing follows from it, and no page says more than “roughly where it lies”.
    """

    column: Whole = Field(
        description=said(
            "Kolumn på kartan, räknat från vänster från 1.",
            "Column of the map, from the left, from 1.",
        )
    )
    row: Whole = Field(
        description=said(
            "Rad på kartan, räknat uppifrån från 1.", "Row of the map, from the top, from 1."
        )
    )


class Post(Model):
    """An office that a person held in an organisation.

    `start` and `end` only where a source gives them; `seen` spans the dates of the
    sources that show the person in office.
    """

    organisation: PartyId = Field(
        description=said(
            "Organisationens id i parties.yaml.", "The id of the organisation in parties.yaml."
        )
    )
    title: Text = Field(description=said("Vad uppdraget heter.", "What the office is called."))
    start: When | None = Field(
        None,
        description=said(
            "När uppdraget började, bara om en källa säger det.",
            "When it began, only where a source says so.",
        ),
    )
    end: When | None = Field(
        None,
        description=said(
            "När uppdraget slutade, bara om en källa säger det.",
            "When it ended, only where a source says so.",
        ),
    )
    seen: When | None = Field(
        None,
        description=said(
            "Tiden mellan den första och den sista källan som visar personen på posten.",
            "From the first to the last source that shows the person in office.",
        ),
    )
    remark: Text | None = Field(
        None,
        description=said(
            "Vad läsaren måste veta om uppdraget.", "What a reader must know about the office."
        ),
    )
    sources: tuple[Citation, ...] = Field(
        min_length=1, description=said("Källorna till uppdraget.", "The sources of the office.")
    )


class Membership(Model):
    """A party's place in another: owned by, part of, represented in."""

    organisation: PartyId = Field(
        description=said(
            "Den organisation som parten hör till.", "The organisation that the party belongs to."
        )
    )
    role: Text = Field(
        description=said(
            "Vad parten är där, till exempel ägd av eller medlem.",
            "What the party is there, such as owned by or member.",
        )
    )
    start: When | None = Field(
        None,
        description=said(
            "När det började, bara om en källa säger det.",
            "When it began, only where a source says so.",
        ),
    )
    end: When | None = Field(
        None,
        description=said(
            "När det slutade, bara om en källa säger det.",
            "When it ended, only where a source says so.",
        ),
    )
    seen: When | None = Field(
        None,
        description=said(
            "Tiden mellan den första och den sista källan som visar det.",
            "From the first to the last source that shows it.",
        ),
    )
    sources: tuple[Citation, ...] = Field(
        min_length=1, description=said("Källorna.", "The sources.")
    )


class Party(Fact):
    """An organisation, a public body, a collective or a person with a public role."""

    classification: Classification = Field(
        description=said("Vad för slags part det är.", "What kind of party it is.")
    )
    name: Text = Field(description=said("Namnet i sin helhet.", "The full name."))
    short: Text | None = Field(
        None,
        description=said(
            "Kortformen i tabeller och diagram.", "The short form used in tables and charts."
        ),
    )
    breaks: Line | None = Field(
        None,
        description=said(
            "Namnet med “-” där en rad får brytas.", "The name with “-” where a line may break."
        ),
    )
    tile: Tile | None = Field(
        None,
        description=said(
            "Rutan på kartan över medlemmar: ett stöd för teckningen, ingen uppgift.",
            "Its square in the map of members: a drawing aid, not a fact.",
        ),
    )
    text: Text | None = Field(
        None,
        description=said(
            "Vad parten är i registret, i en mening.",
            "What the party is in this record, in a sentence.",
        ),
    )
    active: When | None = Field(
        None,
        description=said(
            "När parten hade den rollen, så långt det är känt.",
            "When it had that role, as far as known.",
        ),
    )
    identifiers: tuple[Identifier, ...] = Field(
        (),
        description=said(
            "Beteckningar som andra ger parten, till exempel kommunkod.",
            "Identifiers that others give the party, such as an SCB code.",
        ),
    )
    other_names: tuple[OtherName, ...] = Field(
        (),
        description=said(
            "Tidigare, senare eller andra namn.", "Former, later or alternative names."
        ),
    )
    posts: tuple[Post, ...] = Field(
        (), description=said("För en person: uppdragen.", "For a person: the offices held.")
    )
    memberships: tuple[Membership, ...] = Field(
        (), description=said("Vad parten hör till.", "What the party belongs to.")
    )
    members: tuple[PartyId, ...] = Field(
        (),
        description=said(
            "För en grupp: alla kända medlemmar.", "For a collective: all members that are known."
        ),
    )
    stated_count: Whole | None = Field(
        None,
        description=said(
            "För en grupp: hur många medlemmar den sägs ha.",
            "For a collective: how many members it is said to have in all.",
        ),
    )
