"""Parties: organisations, public bodies, collectives, persons (Popolo, W3C ORG)."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.facts.base import Citation, Fact, Id, Line, Model, PartyId, Text, Whole
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

    scheme: Id
    id: Line


class OtherName(Model):
    """A former, later or alternative name."""

    name: Text
    when: When | None = None
    sources: tuple[Citation, ...] = ()


class Tile(Model):
    """Where a party stands in the drawing of tiles: a drawing aid, not a fact.

    Columns count from the left and rows from the top, both from 1. Nothing is cited for
    it, nothing follows from it, and no page says more than “roughly where it lies”.
    """

    column: Whole
    row: Whole


class Post(Model):
    """An office that a person held in an organisation.

    `start` and `end` only where a source gives them; `seen` spans the dates of the
    sources that show the person in office.
    """

    organisation: PartyId
    title: Text
    start: When | None = None
    end: When | None = None
    seen: When | None = None
    remark: Text | None = None
    sources: tuple[Citation, ...] = Field(min_length=1)


class Membership(Model):
    """A party's place in another: owned by, part of, represented in."""

    organisation: PartyId
    role: Text
    start: When | None = None
    end: When | None = None
    seen: When | None = None
    sources: tuple[Citation, ...] = Field(min_length=1)


class Party(Fact):
    """An organisation, a public body, a collective or a person with a public role."""

    classification: Classification
    name: Text
    short: Text | None = Field(None, description="The short form used in tables and charts.")
    breaks: Line | None = Field(None, description="The name with “-” where a line may break.")
    tile: Tile | None = Field(
        None, description="Its square in the map of members: a drawing aid, not a fact."
    )
    text: Text | None = Field(None, description="What the party is in this record, in a sentence.")
    active: When | None = Field(None, description="When it had that role, as far as known.")
    identifiers: tuple[Identifier, ...] = ()
    other_names: tuple[OtherName, ...] = ()
    posts: tuple[Post, ...] = ()
    memberships: tuple[Membership, ...] = ()
    members: tuple[PartyId, ...] = Field((), description="For a collective: all that are known.")
    stated_count: Whole | None = Field(
        None,
        description="For a collective: how many members it is said to have in all.",
    )
