"""A record in one language, with what follows from it: what every page is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, wraps
from typing import Any, TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from generator.facts.base import Text
from generator.facts.contract import Option
from generator.facts.event import Event
from generator.facts.record import Record
from generator.facts.source import Source
from generator.facts.when import When
from generator.history.horizon import horizon
from generator.history.links import Links
from generator.history.replay import History
from generator.history.state import State, state_on
from generator.site import addresses

T = TypeVar("T")


@dataclass(frozen=True)
class Options:
    """What the site is told from outside: where its source text can be edited, where it lies."""

    repository: str = ""
    """Base of edit links, such as https://host/owner/repo/edit/main; empty for none."""

    address: str = "https://example.org/"
    """The absolute address of the first language's root, with a final slash."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    """How many bytes each exported file has, by its path; empty where nobody has made them."""

    host: str = ""
    """The page of the repository at its host, such as https://host/owner/repo."""

    corrections: str = "mail"
    """How readers suggest a correction; see `suggest.py`."""

    for_markdown: bool = False
    """Whether builders will take the pages for Markdown."""


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events in order of time."""
    return sorted(events, key=lambda event: (event.when.sort_key, event.id))


@dataclass(frozen=True, eq=False)
class Site:
    """A record in one language, with what follows from it.

    Equal to itself only.
    """

    record: Record
    language: str
    options: Options = field(default_factory=Options)

    @property
    def swedish(self) -> bool:
        """True for the Swedish site."""
        return self.language == "sv"

    @property
    def other_language(self) -> str:
        """The other one of the two languages."""
        return "en" if self.swedish else "sv"

    @cached_property
    def history(self) -> History:
        """All that follows from the events."""
        return History.of(self.record)

    @cached_property
    def links(self) -> Links:
        """Who names whom."""
        return Links.of(self.record)

    @cached_property
    def horizon(self) -> Source:
        """The newest source. Raises ValueError for a record without dated sources."""
        newest = horizon(self.record)
        if newest is None:
            raise ValueError("a site needs at least one event with a dated source")
        return newest

    @cached_property
    def horizon_day(self) -> date:
        """The last day that the sources speak of."""
        assert self.horizon.published is not None
        return self.horizon.published.begins[1]

    @cached_property
    def state(self) -> State:
        """What held on the last day that the sources speak of."""
        return state_on(self.history, self.horizon_day)

    @cached_property
    def verified(self) -> date:
        """The last day on which any entry was checked."""
        return max(entry.verified for _, entry in self.record.entries())

    @cached_property
    def events(self) -> list[Event]:
        """All events in order of time."""
        return in_order(self.record.events.values())

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What functions that are `once_a_site` have returned."""
        return {}

    @cached_property
    def made(self) -> dict[tuple[str | When, bool], Markup]:
        """Names and dates in words, long or short, that pages have asked for."""
        return {}

    @cached_property
    def from_depth(self) -> dict[int, dict[Any, Markup]]:
        """What is the same for all pages of a depth, as far as one has asked for it."""
        return {}

    @cached_property
    def paths(self) -> dict[str, str]:
        """The paths of entries that pages have linked to."""
        return {}

    @cached_property
    def events_naming(self) -> dict[str, list[Event]]:
        """For each party the events in which it has a part, in order of time."""
        found: dict[str, dict[str, Event]] = {}
        for event in self.events:
            for part in event.parties:
                found.setdefault(part.party, {})[event.id] = event
        return {party: list(events.values()) for party, events in found.items()}

    @cached_property
    def conflicts(self) -> dict[str, list[str]]:
        """For each fact the ids of the conflicts between sources that touch it."""
        found: dict[str, list[str]] = {}
        for gap in self.record.gaps.values():
            for entry_id in dict.fromkeys(gap.touches if gap.type == "conflict" else ()):
                found.setdefault(entry_id, []).append(gap.id)
        return found

    @cached_property
    def entry_at(self) -> dict[str, str]:
        """The id of the entry that a page is about, by the page's path."""
        places = {addresses.address(self.record, e.id): e.id for _, e in self.record.entries()}
        return {path: entry_id for path, entry_id in places.items() if "#" not in path}

    def absolute(self, path: str) -> str:
        """The full address of a page of this language, by its path from that root."""
        root = self.options.address
        return f"{root}{path}" if self.swedish else f"{root}{self.language}/{path}"

    def say(self, swedish: str, english: str) -> str:
        """One of two wordings."""
        return swedish if self.swedish else english

    def label(self, pair: tuple[str, ...]) -> str:
        """One of a pair of labels."""
        return pair[0 if self.swedish else 1]

    def plain(self, text: Text) -> str:
        """A text without markup, in whichever language it exists."""
        return text.given_in(self.language)[0]

    def name(self, entry_id: str, *, short: bool = False) -> str:
        """The name or title of an entry, without markup."""
        entry = self.record.get(entry_id)
        if isinstance(entry, Option):
            return f"Option {entry.number}: {self.plain(entry.name)}"
        for attribute in naming(entry, short=short):
            value = getattr(entry, attribute)
            if isinstance(value, str):
                return value
            if isinstance(value, Text):
                return self.plain(value)
        return entry_id


def naming(entry: BaseModel, *, short: bool) -> tuple[str, ...]:
    """The fields of an entry that may name it, the best one first."""
    return _naming(entry.__class__, short)


@cache
def _naming(kind: type[BaseModel], short: bool) -> tuple[str, ...]:
    names = (*(("short",) if short else ()), "name", "title", "measures", "question")
    return tuple(name for name in names if name in kind.model_fields)


def once_a_site(work: Callable[[Site], T]) -> Callable[[Site], T]:
    """Let a function keep what it returns for a site, for as long as the site is there."""

    @wraps(work)
    def kept(site: Site) -> T:
        if work not in site.kept:
            site.kept[work] = work(site)
        found: T = site.kept[work]
        return found

    return kept
