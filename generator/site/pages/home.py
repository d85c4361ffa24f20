"""The home page: what applies, as far as the sources reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.facts.event import Event
from generator.facts.when import When
from generator.history.state import SubjectState
from generator.site.addresses import RETIRED, address
from generator.site.pages.corrections import all_corrections
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.timeline.story import story
from generator.site.view import View
from generator.site.words import labels
from generator.site.words.sorting import by_name

LATEST = 4
"""How many changes of the record are shown."""


@dataclass(frozen=True)
class Row:
    """One line of what applies."""

    subject: str
    badge: Markup
    event: Event | None
    since: When | None
    words: Markup
    """What an uncertain status may mean."""

    newest: str | None
    """The newest source that speaks of it, where the event's own are older."""


@dataclass(frozen=True)
class Change:
    """A change of the record: an event taken in, or, without one, an entry corrected."""

    date: date
    entry: str
    event: Event | None = None


def latest_changes(site: Site) -> list[Change]:
    """The last changes of the record, the newest first; corrections before new facts."""
    corrected = (
        Change(found.correction.date, found.entry.id) for found in all_corrections(site.record)
    )
    taken_in = sorted(
        (event for event in site.record.events.values() if not event.context),
        key=lambda event: (event.when.sort_key, event.id),
        reverse=True,
    )
    new = (Change(event.recorded, event.id, event) for event in taken_in)
    return sorted([*corrected, *new], key=lambda change: change.date, reverse=True)[:LATEST]


def home_pages(site: Site) -> Iterator[Page]:
    """The home page."""
    settings = site.record.settings
    view = View(site, "")
    lead = site.record.questions[settings.lead]
    members = by_name(site.record.parties[settings.members].members, site.name)
    body = render(
        site, "", "home.md",
        settings=settings, lead=lead, rows=[status_row(view, subject) for subject in settings.home],
        members=[(member, address(site.record, member)) for member in members],
        latest=latest_changes(site),
        story=story(site, ""),
        more=_more(site),
        questions=[site.record.questions[question] for question in settings.home_questions],
    )  # fmt: skip
    yield Page(
        "",
        site.plain(settings.title),
        site.plain(settings.description),
        body,
        extra=(("finder", True),),
    )


def _more(site: Site) -> list[tuple[str, str, str]]:
    """Index pages that have no tab of their own: path, title, what is there."""
    say = site.say
    found = [
        ("optioner/", say("Optionerna", "The options"), say(
            "Vad som kunde tecknas, vem som tecknade och vad som inte gäller.",
            "What could be signed, who signed, and what is not in force.")),
        ("pilot-och-paus/", say("Pilot och paus", "Pilot and pause"), say(
            "Starten, stoppet och pausen, dag för dag.",
            "The start, the stop and the pause, day by day.")),
        ("ansvar/", say("Vem ansvarar för vad", "Who is responsible for what"), say(
            "Parternas roller i varje avtal och vem som haft vilken post.",
            "The roles of the parties in each contract, and who held which office.")),
        ("avtal/", say("Avtal och villkor", "Contracts and terms"), say(
            "Varje avtal med parter, villkor och vad som har ändrats.",
            "Each contract with its parties, terms and changes.")),
        ("arenden/", say("Allt som följs", "Everything that is followed"), say(
            "Program, drift, paus, granskningar, tillsyn och milstolpar.",
            "Programme, deployments, pause, reviews, supervision and milestones.")),
        ("parter/", say("Parter och personer", "Parties and persons"), say(
            "Organisationer, organ, grupper och personer med uppdrag.",
            "Organisations, bodies, groups and office-holders.")),
        ("uttalanden/", say("Vem har sagt vad", "Who said what"), say(
            "Uttalanden med talare, uppdrag, datum och källa.",
            "Statements with speaker, office, date and source.")),
        ("luckor/", say("Luckor och konflikter", "Gaps and conflicts"), say(
            "Vad ingen källa svarar på, och var källor är oense.",
            "What no source answers, and where sources disagree.")),
        ("rattelser/", say("Rättelser", "Corrections"), say(
            "Vad som var fel i registret, hur det löd och varför det ändrades.",
            "What was wrong in the record, how it read and why it was changed.")),
        (RETIRED, say("Borttaget och flyttat", "Removed and moved"), say(
            "Id som inte används längre, vart de leder och varför.",
            "Ids that are no longer used, where they lead and why.")),
        ("prenumerera/", say("Prenumerera", "Subscribe"), say(
            "Kalendrar och flöden med nya uppgifter och rättelser.",
            "Calendars and feeds of new facts and corrections.")),
        ("badda-in/", say("Bädda in", "Embed"), say(
            "Visa läget eller tidslinjen på en annan webbplats.",
            "Show the status or the timeline on another site.")),
        ("ordlista/", say("Ordlista", "Glossary"), say(
            "Orden på webbplatsen, förklarade.", "The words of the site, explained.")),
    ]  # fmt: skip
    empty = {"optioner/": not site.record.options, RETIRED: not site.record.retired}
    return [page for page in found if not empty.get(page[0])]


def status_row(view: View, subject: str) -> Row:
    """What applies to a subject, at the end of the sources."""
    site = view.site
    state = site.state.subjects[subject]
    overall = state.overall
    event = site.record.events[overall.event] if overall.event else None
    cited = {citation.source for citation in event.sources} if event else set()
    newest = state.as_of if state.as_of not in cited else None
    unsure = len(overall.possible) > 1
    words = view.candidates(state.kind, overall).capitalize() if unsure else Markup()
    return Row(subject, status_badge(view, state), event, overall.since, words, newest)


def status_badge(view: View, state: SubjectState) -> Markup:
    """The badge of a subject; with how many of all where it is a matter of each party."""
    status = state.overall.status
    if not state.by_party:
        return view.status(state.kind, status)
    css = labels.status_class(state.kind, status)
    words = labels.status_words(state.kind, status, view.site.language)
    everyone = len(state.by_party)
    if status is not None and state.count(status) == everyone:
        among = view.site.say(
            f"{words} {'av' if status == 'signed' else 'för'} {everyone} av {everyone}",
            f"{words} {'by' if status == 'signed' else 'for'} {everyone} of {everyone}",
        )
        return view.badge(css, among.replace(f"{everyone} ", f"{everyone}\u00a0"))
    return view.badge(css, words)
