"""The whole record: its settings and all facts of all kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import Field

from generator.facts.base import (
    FIRST_YEAR,
    LAST_YEAR,
    Entry,
    EventId,
    FactId,
    Id,
    Model,
    PartyId,
    SubjectId,
    Text,
    Whole,
    said,
)
from generator.facts.contract import Contract, Option, Term
from generator.facts.event import Event, EventType
from generator.facts.figure import Figure
from generator.facts.gap import Gap
from generator.facts.logs import Confirmation, Retired
from generator.facts.party import Party
from generator.facts.publication import Publication
from generator.facts.question import Question
from generator.facts.source import Source
from generator.facts.subject import Subject


class Theme(Model):
    """A lane of the timeline and the types of event that belong to it."""

    id: Id = Field(description=said("Radens id.", "The id of the lane."))
    name: Text = Field(description=said("Vad raden heter.", "What the lane is called."))
    types: tuple[EventType, ...] = Field(
        (),
        description=said(
            "De slags händelser som hör till raden.", "The types of event that belong to it."
        ),
    )


class Measure(Model):
    """A group of figures that measure the same thing; money groups head the cost page."""

    id: Id = Field(
        description=said(
            "Gruppens id, som siffrorna nämner.", "The id of the group, which figures name."
        )
    )
    name: Text = Field(description=said("Vad gruppen heter.", "What the group is called."))
    text: Text | None = Field(
        None, description=said("Vad gruppen mäter.", "What the group measures.")
    )


class Guard(Model):
    """How large a change may be before it must be confirmed in `confirmed.yaml`, in per cent."""

    history: Whole = Field(
        20,
        ge=0,
        le=100,
        description=said(
            "Av alla härledda historier: hur stor del som får berättas om.",
            "Of all derived histories: the share that may be told otherwise than before.",
        ),
    )
    fewer: Whole = Field(
        10,
        ge=0,
        le=100,
        description=said(
            "Av uppgifterna i ett slag: hur stor del som får försvinna.",
            "Of the entries of a kind: the share that may go.",
        ),
    )


class Freshness(Model):
    """After how many days something should be checked again; `todo` lists what is older."""

    facts: Whole = Field(
        365,
        ge=1,
        le=36_500,
        description=said("Uppgifter, i dagar.", "Facts of all kinds, in days."),
    )
    sources: Whole = Field(
        365, ge=1, le=36_500, description=said("Källor, i dagar.", "Sources, in days.")
    )
    questions: Whole = Field(
        180, ge=1, le=36_500, description=said("Frågor och svar, i dagar.", "Questions, in days.")
    )


class Settings(Model):
    """What a record says of itself; everything that is not a fact but names one."""

    title: Text = Field(description=said("Registrets namn.", "The name of the record."))
    subtitle: Text = Field(description=said("Vad som står efter namnet.", "What follows the name."))
    description: Text = Field(
        description=said("Registret i en mening.", "The record in a sentence.")
    )
    starts: Whole = Field(
        ge=FIRST_YEAR,
        le=LAST_YEAR,
        description=said("Året då tidslinjen börjar.", "The year at which the record bar begins."),
    )
    programme: SubjectId = Field(
        description=said("Ärendet som är programmet.", "The subject that is the programme.")
    )
    members: PartyId = Field(
        description=said(
            "Gruppen vars medlemmar har egna sidor.",
            "The collective whose members have pages of their own.",
        )
    )
    members_path: Id = Field(
        description=said(
            "Mappen för deras sidor i webbadressen.",
            "The folder of their pages, in the site's addresses.",
        )
    )
    member_word: Text = Field(
        description=said(
            "Vad en medlem kallas, med små bokstäver.",
            "What one such member is called, in lower case.",
        )
    )
    members_word: Text = Field(
        description=said("Flertalet, för fliken.", "The plural, for the tab.")
    )
    lead_question: Text = Field(
        description=said("Startsidans rubrik.", "The heading of the home page.")
    )
    lead: FactId = Field(
        description=said(
            "Frågan vars svar inleder startsidan.", "The question whose answer opens the home page."
        )
    )
    home: tuple[SubjectId, ...] = Field(
        description=said(
            "Startsidans ärenden, i ordning.", "The subjects of the home page, in order."
        )
    )
    home_questions: tuple[FactId, ...] = Field(
        (), description=said("Frågorna på startsidan.", "The questions of the home page.")
    )
    story: tuple[EventId, ...] = Field(
        (),
        description=said(
            "Händelserna i startsidans berättelse.", "Events named in the home page's story."
        ),
    )
    first_start: SubjectId | None = Field(
        None,
        description=said("Milstolpen som planerna leder till.", "The milestone the plans lead to."),
    )
    responsibilities: tuple[FactId, ...] = Field(
        (),
        description=said(
            "Uppgifterna på sidan om ansvar.", "The facts of the page on responsibilities."
        ),
    )
    themes: tuple[Theme, ...] = Field(
        min_length=1, description=said("Tidslinjens rader.", "The lanes of the timeline.")
    )
    measures: tuple[Measure, ...] = Field(
        (), description=said("Grupperna av siffror.", "The groups of figures.")
    )
    namespace: Id | None = Field(
        None,
        description=said(
            "Ett eget ord som id:n i kalendrar och flöden bildas av. När det är publicerat ändras det aldrig, vad webbplatsen än har för adress. Utelämnat: programmets id.",
            "A word of its own from which the ids in calendars and feeds are made. Once published it never changes, whatever the site's address. Left out: the programme's id.",
        ),
    )
    publication: Publication = Field(
        description=said(
            "Vem som ger ut registret, och redogörelserna för integritet och tillgänglighet.",
            "Who publishes the record, and the statements of privacy and accessibility.",
        )
    )
    freshness: Freshness = Field(
        Freshness(),
        description=said(
            "Hur ofta uppgifter ska kontrolleras på nytt.", "How often to verify facts anew."
        ),
    )
    guard: Guard = Field(
        Guard(),
        description=said(
            "Vilka ändringar som måste bekräftas.", "Which changes must be confirmed."
        ),
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

LOGS: dict[str, type[Model]] = {"retired": Retired, "confirmed": Confirmation}
"""The lists that hold no facts, by the name of their file. A record may lack them."""


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
    retired: dict[str, Retired] = field(default_factory=dict)
    confirmed: dict[str, Confirmation] = field(default_factory=dict)
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

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of every id in the order of the files."""
        return {entry_id: place for place, entry_id in enumerate(self.kind_of)}

    def get(self, entry_id: str) -> Any:
        """The entry with this id. Raises KeyError where there is none."""
        return self.of_kind(self.kind_of[entry_id])[entry_id]

    def life_of(self, subject_id: str) -> str:
        """The name of the life that a subject, option or contract has."""
        if subject_id in self.subjects:
            return str(self.subjects[subject_id].kind)
        return self.kind_of[subject_id]

    @cached_property
    def followed(self) -> tuple[str, ...]:
        """The ids of everything that has a life, in the order of the files."""
        return (*self.subjects, *self.options, *self.contracts)

    @cached_property
    def events_naming(self) -> dict[str, tuple[str, ...]]:
        """For each subject, option and contract the events that change or speak of it."""
        found: dict[str, dict[str, None]] = {}
        for event in self.events.values():
            for name in (*(effect.subject for effect in event.effects), *event.about):
                found.setdefault(name, {})[event.id] = None
        return {name: tuple(events) for name, events in found.items()}

    @cached_property
    def newest_first(self) -> dict[str, int]:
        """The place of each dated source, by its last possible day, in the order of publication.

        Of several the one with the exacter date comes first, then the first by id.
        """
        dated = [
            (source.published.latest or source.published.begins[1], source.published, source.id)
            for source in self.sources.values()
            if source.published is not None
        ]
        dated.sort(
            key=lambda d: (-d[0].toordinal(), -(d[1].begins[0] or date.min).toordinal(), d[2])
        )
        return {source_id: place for place, (_, _, source_id) in enumerate(dated)}

    @cached_property
    def newest_source(self) -> dict[str, str]:
        """For each subject, option and contract the source published last that speaks of it.

        Under "" that of all events but those that are context only.
        """
        place = self.newest_first
        undated = len(place)
        best: dict[str, int] = {}
        for event in self.events.values():
            newest = min(place.get(cited.source, undated) for cited in event.sources)
            if newest == undated:
                continue
            named = [effect.subject for effect in event.effects]
            for name in (*named, *event.about, *(() if event.context else ("",))):
                if newest < best.get(name, undated):
                    best[name] = newest
        ids = list(place)
        return {name: ids[newest] for name, newest in best.items()}

    @cached_property
    def terms_about(self) -> dict[str, tuple[Term, ...]]:
        """For each contract its clauses, and for each subject and option those that bear on it."""
        found: dict[str, list[Term]] = {}
        for term in self.terms.values():
            for name in dict.fromkeys((term.contract, *term.subjects)):
                found.setdefault(name, []).append(term)
        return {name: tuple(terms) for name, terms in found.items()}

    @cached_property
    def theme_of_type(self) -> dict[EventType, str]:
        """The lane of each type of event."""
        return {type_: theme.id for theme in self.settings.themes for type_ in theme.types}

    def theme_of(self, event: Event) -> str:
        """The lane of an event: its own, or its type's, or the first."""
        return event.theme or self.theme_of_type.get(event.type, self.settings.themes[0].id)
