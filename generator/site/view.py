"""What templates may ask: a record in one language, seen from one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from generator.facts.base import Citation, Entry, Text
from generator.facts.contract import Option
from generator.facts.event import Event
from generator.facts.source import Source
from generator.facts.when import NotADate, When
from generator.history.state import Status, intervals
from generator.site import addresses
from generator.site.escape import anchor, dated, escaped, joined, markup
from generator.site.site import Site, naming
from generator.site.suggest import About, suggestion
from generator.site.words import labels
from generator.site.words.dates import (
    day_words,
    distance_words,
    machine_date,
    precision_words,
    when_words,
)
from generator.site.words.lists import listed

BLANK, COMMA = Markup("\u00a0"), Markup(", ")


@dataclass(frozen=True)
class View:
    """The site seen from one page; every method gives safe markup for that page."""

    site: Site
    path: str

    def say(self, swedish: str, english: str) -> Markup:
        """One of two wordings of ours. They may hold markup, so no fact goes in here."""
        return markup(self.site.say(swedish, english))

    def text(self, text: Text | None) -> Markup:
        """A text, marked with its language where the page's is missing."""
        if text is None:
            return Markup()
        words, language = text.given_in(self.site.language)
        if language == self.site.language:
            return escaped(words)
        return Markup('<span lang="{}">{}</span>').format(language, escaped(words))

    def label(self, pair: tuple[str, ...]) -> Markup:
        """One of a pair of labels."""
        return escaped(self.site.label(pair))

    def to(self, path: str) -> Markup:
        """A relative link to a page of this language: over the root, unless it is this page."""
        if self._is_here(path):
            return escaped(addresses.relative(path, self.path))
        return joined(self._up, escaped(path))

    def _is_here(self, path: str) -> bool:
        here = self.path
        return path.startswith(here) and path[len(here) : len(here) + 1] in ("", "#")

    @cached_property
    def _up(self) -> Markup:
        """From the page to the root."""
        return escaped("../" * self.path.count("/"))

    @cached_property
    def _alike(self) -> dict[Any, Markup]:
        """What is the same for all pages as deep as this one, as far as one has asked for it."""
        return self.site.from_depth.setdefault(self.path.count("/"), {})

    @cached_property
    def _afar(self) -> View:
        """The view of a page as deep as this one that nothing leads to."""
        return View(self.site, "-/" * self.path.count("/"))

    def once(self, macro: Callable[[View, Entry], Markup], entry: Entry) -> Markup:
        """What a macro says of an entry. It says it once for all pages as deep as this one.

        Its links lead over the root, also where they come back to the page.
        """
        key = macro, entry.id
        if key not in self._alike:
            self._alike[key] = macro(self._afar, entry)
        return self._alike[key]

    def shared(self, path: str) -> Markup:
        """A relative link to a file that the languages share, at the root of the first."""
        here = self.path if self.site.swedish else f"{self.site.language}/{self.path}"
        return escaped(addresses.relative(path, here))

    def href(self, entry_id: str) -> Markup:
        """A relative link to an entry's page."""
        return self.to(self._path(entry_id))

    def _path(self, entry_id: str) -> str:
        known = self.site.paths
        if entry_id not in known:
            known[entry_id] = addresses.address(self.site.record, entry_id)
        return known[entry_id]

    def name(self, entry_id: str, *, short: bool = False) -> Markup:
        """An entry's name, marked with its language where it is another one."""
        known = self.site.made
        if (entry_id, short) not in known:
            known[entry_id, short] = self._name(entry_id, short)
        return known[entry_id, short]

    def _name(self, entry_id: str, short: bool) -> Markup:
        entry = self.site.record.get(entry_id)
        if isinstance(entry, Source):
            return self.foreign(entry.title, entry.language)
        if isinstance(entry, Option):
            return Markup("Option {}: {}").format(entry.number, self.text(entry.name))
        for attribute in naming(entry, short=short):
            value = getattr(entry, attribute)
            if isinstance(value, Text):
                return self.text(value)
        return escaped(entry_id)

    def foreign(self, words: str, language: str) -> Markup:
        """Words in a stated language, marked where it is not the page's."""
        if language == self.site.language:
            return escaped(words)
        return Markup('<span lang="{}">{}</span>').format(language, escaped(words))

    def link(
        self, entry_id: str, words: Markup | str | None = None, *, short: bool = False
    ) -> Markup:
        """A link to an entry with its name."""
        if words is not None:
            return anchor(self.href(entry_id), escaped(words))
        if self._is_here(self._path(entry_id)):
            return anchor(self.href(entry_id), self.name(entry_id, short=short))
        key = entry_id, short
        if key not in self._alike:
            self._alike[key] = anchor(self.href(entry_id), self.name(entry_id, short=short))
        return self._alike[key]

    def when(self, when: When, *, short: bool = False) -> Markup:
        """A date in words, with a machine-readable one where there is one."""
        known = self.site.made
        if (when, short) not in known:
            words = escaped(when_words(when, self.site.language, short=short))
            machine = machine_date(when)
            known[when, short] = dated(machine, words) if machine else words
        return known[when, short]

    def conflicts(self, entry_id: str) -> list[str]:
        """The conflicts between sources that touch a fact."""
        return self.site.conflicts.get(entry_id, [])

    def former(self, was: Text) -> Markup:
        """A wording that was corrected; a date in words."""
        try:
            return escaped(when_words(When.parse(was.sv), self.site.language))
        except NotADate:
            return self.text(was)

    def day(self, day: date, *, short: bool = False) -> Markup:
        """One day in words."""
        words = escaped(day_words(day, self.site.language, short=short))
        return dated(day.isoformat(), words)

    def precision(self, when: When) -> Markup:
        """What is not known of a date."""
        return escaped(precision_words(when, self.site.language))

    def distance(self, first: Event, second: Event) -> Markup:
        """How far a second event lies from the first; empty where a day is not known."""
        if not (first.when.exact and second.when.exact):
            return Markup()
        return escaped(
            distance_words(first.when.begins[1], second.when.begins[1], self.site.language)
        )

    def status(self, kind: str, status: str | None) -> Markup:
        """A badge: icon and word together."""
        return self.badge(
            labels.status_class(kind, status), labels.status_words(kind, status, self.site.language)
        )

    def status_words(self, kind: str, status: str | None) -> Markup:
        """The word of a status without its icon."""
        return escaped(labels.status_words(kind, status, self.site.language))

    def badge(self, css: str, words: Markup | str) -> Markup:
        """A badge of a status class with these words."""
        css = escaped(css)
        return markup(
            f'<span class="badge {css}"><svg class="badge-icon" aria-hidden="true">'
            f'<use href="#st-{css}"/></svg>{escaped(words)}</span>'
        )

    def place(self, citation: Citation) -> Markup:
        """A place in a source, short: “¶ 8”."""
        if citation.at.startswith("¶"):
            return escaped(citation.at.replace("¶ ", "¶\u00a0").replace("-", "–\u2060"))
        return escaped(self.site.label(labels.PLACES[citation.at]))

    def place_words(self, citation: Citation) -> Markup:
        """A place in a source in words: “stycke 8”."""
        if citation.at.startswith("¶"):
            number = citation.at[2:].replace("-", "–")
            return escaped(self.site.say(f"stycke\u00a0{number}", f"paragraph\u00a0{number}"))
        return escaped(self.site.label(labels.PLACES[citation.at]))

    def cite(self, citation: Citation, *, dated: bool = False) -> Markup:
        """A citation as a short link: publisher, place and perhaps month."""
        source = self.site.record.sources[citation.source]
        place = self.place(citation) if citation.at.startswith("¶") else Markup()
        publisher = escaped(publisher_short(source))
        link = self.link(source.id, joined(publisher, BLANK, place) if place else publisher)
        if dated and source.published is not None:
            return joined(link, COMMA, self.when(source.published, short=True))
        return link

    def source_link(self, source_id: str) -> Markup:
        """A source as publisher and date."""
        source = self.site.record.sources[source_id]
        link = self.link(source_id, publisher_short(source))
        if source.published is None:
            return link
        return joined(link, COMMA, self.when(source.published, short=True))

    def publisher(self, source_id: str) -> Markup:
        """The short name of a source's publisher."""
        return escaped(publisher_short(self.site.record.sources[source_id]))

    def cites(self, citations: Iterable[Citation], *, dated: bool = False, most: int = 9) -> Markup:
        """Several citations, each once; one of an unreliable source only if there is no other."""
        sources = self.site.record.sources
        every = list(citations)
        if len(every) > 1:
            every = list(dict.fromkeys(every))
        seen = [c for c in every if sources[c.source].reliability != "unreliable"] or every
        return joined(*(self.cite(one, dated=dated) for one in seen[:most]), between=COMMA)

    def lives(self, subject: str, party: str = "") -> list[Status]:
        """Every status that a subject took, in order; without the time before the first."""
        found = intervals(self.site.history, subject, party)
        return [status for _, status in found if status.event is not None]

    def candidates(self, kind: str, status: Status) -> Markup:
        """The possible statuses in words: “erbjuden, tecknad eller inte tecknad”."""
        words = [
            labels.status_words(kind, word, self.site.language).lower() for word in status.possible
        ]
        return escaped(listed(words, self.site.say("eller", "or")))

    def suggest(self, entry_id: str) -> Markup:
        """Where a reader suggests a correction of an entry."""
        site = self.site
        below = "" if site.swedish else f"{site.language}/"
        page = f"{site.options.address}{below}{addresses.address(site.record, entry_id)}"
        email = site.record.settings.publication.publisher.email or ""
        about = About(entry_id, site.name(entry_id), page, site.language)
        way = suggestion(site.options.corrections, about, site.options.host, email)
        return escaped(way) if way else self.to("ratta/")

    def edit_link(self, entry_id: str) -> str:
        """The address at which an entry's lines can be edited; '' where none is configured."""
        place = self.site.record.places.get(entry_id)
        if not self.site.options.repository or place is None:
            return ""
        return f"{self.site.options.repository}/{place.file}#L{place.line}"


def publisher_short(source: Source) -> str:
    """The publisher without what stands in brackets or after a comma or slash."""
    return _short(source.publisher)


@lru_cache(maxsize=10_000)
def _short(publisher: str) -> str:
    short = publisher
    for mark in (" (", ",", " /", "/", " via "):
        short = short.partition(mark)[0]
    return short.strip() or publisher


def template_globals() -> dict[str, Any]:
    """Label tables that templates look words up in."""
    return {
        name: getattr(labels, name)
        for name in dir(labels)
        if name.isupper() and isinstance(getattr(labels, name), dict)
    }
