"""Who said what: statements by speaker and office, never turned into fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.facts.base import Text
from generator.facts.contract import Term
from generator.facts.event import Event, EventType
from generator.facts.figure import Figure
from generator.facts.party import Classification, Party, Role
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.numbers import figure_words
from generator.site.words.sorting import by_name

INDEX = "uttalanden/"


@dataclass(frozen=True)
class Said:
    """One event in which somebody spoke, and the office that the source gives them."""

    event: Event
    office: Text | None


@dataclass
class Speaker:
    """A person or organisation, and all that the record has from it, in order of time."""

    party: Party
    said: list[Said] = field(default_factory=list)
    figures: list[tuple[Figure, str]] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """True for a person."""
        return self.party.classification is Classification.PERSON


def anchor(party: str) -> str:
    """Where the statements of a party stand on the page."""
    return f"{INDEX}#talare-{party}"


def speakers(site: Site) -> list[Speaker]:
    """Everybody who speaks in an event or gives a figure, in the order of their names."""
    found: dict[str, Speaker] = {}

    def of(party: str) -> Speaker:
        return found.setdefault(party, Speaker(site.record.parties[party]))

    for event in site.events:
        for part in event.parties:
            if part.role is Role.SPEAKER:
                of(part.party).said.append(Said(event, part.office))
    for figure in sorted(
        site.record.figures.values(), key=lambda figure: (figure.as_of.sort_key, figure.id)
    ):
        if figure.said_by is not None:
            of(figure.said_by).figures.append((figure, figure_words(figure, site.language)))
    return by_name(found.values(), lambda speaker: site.plain(speaker.party.name))


def statement_pages(site: Site) -> Iterator[Page]:
    """The one page of statements."""
    everybody = speakers(site)
    nobody = [
        event
        for event in site.events
        if event.type is EventType.STATEMENT
        and not any(part.role is Role.SPEAKER for part in event.parties)
    ]
    terms: list[Term] = [t for t in site.record.terms.values() if t.basis == "statement"]
    title = site.say("Vem har sagt vad", "Who said what")
    groups = [
        ("personer", site.say("Personer", "Persons"), [s for s in everybody if s.is_person]),
        (
            "organisationer",
            site.say("Organisationer och organ", "Organisations and bodies"),
            [s for s in everybody if not s.is_person],
        ),
    ]
    body = render(
        site, INDEX, "statements.md",
        title=title, groups=[group for group in groups if group[2]], nobody=nobody, terms=terms,
    )  # fmt: skip
    yield Page(INDEX, title, site.say(
        "Uttalanden i den ordning de gjordes, med talare, uppdrag, datum och källa.",
        "Statements in the order they were made, with speaker, office, date and source.",
    ), body)  # fmt: skip
