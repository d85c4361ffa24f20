"""The whole record: its settings and all facts of all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field

from generator.facts.base import (
    Entry,
    EventId,
    FactId,
    Id,
    Model,
    PartyId,
    SubjectId,
    Text,
    Whole,
)
from generator.facts.contract import Contract, Option, Term
from generator.facts.event import Event, EventType
from generator.facts.figure import Figure
from generator.facts.gap import Gap
from generator.facts.party import Party
from generator.facts.question import Question
from generator.facts.source import Source
from generator.facts.subject import Subject


class Theme(Model):
    """A lane of the timeline and the types of event that belong to it."""

    id: Id
    name: Text
    types: tuple[EventType, ...] = ()


class Measure(Model):
    """A group of figures that measure the same thing; money groups head the cost page."""

    id: Id
    name: Text
    text: Text | None = None


class Publisher(Model):
    """Who answers for the record, and where to write; named in the catalogue of the data."""

    name: Text
    url: Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=600)] | None = None
    email: Annotated[str, Field(pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+$", max_length=200)] | None = None


class Settings(Model):
    """What a record says of itself; everything that is not a fact but names one."""

    title: Text
    subtitle: Text
    description: Text
    starts: Whole = Field(description="The year at which the record bar begins.")
    programme: SubjectId
    members: PartyId = Field(description="The collective whose members have pages of their own.")
    members_path: Id = Field(description="The folder of their pages, in the site's addresses.")
    member_word: Text = Field(description="What one such member is called, in lower case.")
    members_word: Text = Field(description="The plural, for the tab.")
    lead_question: Text = Field(description="The heading of the home page.")
    lead: FactId = Field(description="The question whose answer opens the home page.")
    home: tuple[SubjectId, ...] = Field(description="The subjects of the home page, in order.")
    home_questions: tuple[FactId, ...] = ()
    story: tuple[EventId, ...] = Field((), description="Events named in the home page's story.")
    first_start: SubjectId | None = Field(None, description="The milestone the plans lead to.")
    responsibilities: tuple[FactId, ...] = ()
    themes: tuple[Theme, ...] = Field(min_length=1)
    measures: tuple[Measure, ...] = ()
    namespace: Id | None = Field(
        None,
        description="A word of its own from which the ids in calendars and feeds are made. Once "
        "published it never changes, whatever the site's address. Left out: the programme's id.",
    )
    publisher: Publisher | None = Field(
        None, description="Left out: the contributors, reached by the page on corrections."
    )


KINDS: dict[str, type[Entry]] = {
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
"""Every kind of entry and its model. The file of a kind is its plural."""

PLURALS = {kind: "parties" if kind == "party" else f"{kind}s" for kind in KINDS}


@dataclass(frozen=True)
class Place:
    """Where an entry stands: a file below the data folder and a line from 1."""

    file: str
    line: int


@dataclass(frozen=True)
class Record:
    """All facts, each kind by id in the order of its file. Nothing in it is derived."""

    settings: Settings
    parties: dict[str, Party]
    sources: dict[str, Source]
    events: dict[str, Event]
    contracts: dict[str, Contract]
    options: dict[str, Option]
    terms: dict[str, Term]
    subjects: dict[str, Subject]
    figures: dict[str, Figure]
    gaps: dict[str, Gap]
    questions: dict[str, Question]
    places: dict[str, Place] = field(default_factory=dict)

    def of_kind(self, kind: str) -> dict[str, Any]:
        """All entries of a kind, by id."""
        entries: dict[str, Any] = getattr(self, PLURALS[kind])
        return entries

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Every entry with its kind."""
        for kind in KINDS:
            for entry in self.of_kind(kind).values():
                yield kind, entry

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The kind of every id."""
        return {entry.id: kind for kind, entry in self.entries()}

    def get(self, entry_id: str) -> Any:
        """The entry with this id. Raises KeyError where there is none."""
        return self.of_kind(self.kind_of[entry_id])[entry_id]

    def life_of(self, subject_id: str) -> str:
        """The name of the life that a subject, option or contract has."""
        kind = self.kind_of[subject_id]
        return str(self.subjects[subject_id].kind) if kind == "subject" else kind

    @cached_property
    def followed(self) -> tuple[str, ...]:
        """The ids of everything that has a life, in the order of the files."""
        return (*self.subjects, *self.options, *self.contracts)

    @cached_property
    def theme_of_type(self) -> dict[EventType, str]:
        """The lane of each type of event."""
        return {type_: theme.id for theme in self.settings.themes for type_ in theme.types}

    def theme_of(self, event: Event) -> str:
        """The lane of an event: its own, or its type's, or the first."""
        return event.theme or self.theme_of_type.get(event.type, self.settings.themes[0].id)
