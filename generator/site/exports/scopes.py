"""What calendars and feeds are about: everything, a party, or a theme; and where each lies.

A file in Swedish lies in `data/v1/`, its English counterpart in `data/v1/en/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.history.concerns import concerning
from generator.site.exports.export import ROOT
from generator.site.site import Site, once_a_site


@dataclass(frozen=True)
class Scope:
    """A choice of entries. `kind` is `all`, `party` or `theme`; `ids` those in it."""

    kind: str
    id: str
    ids: tuple[str, ...]

    @property
    def place(self) -> str:
        """Its part of an address: `parties/somebody`; empty for everything."""
        folder = {"all": "", "party": "parties/", "theme": "themes/"}[self.kind]
        return f"{folder}{self.id}"

    def name(self, site: Site) -> str:
        """What it is called; empty for everything."""
        if self.kind == "party":
            return site.name(self.id)
        return _themes(site).get(self.id, "")


@once_a_site
def _themes(site: Site) -> dict[str, str]:
    return {theme.id: site.plain(theme.name) for theme in site.record.settings.themes}


def scopes(record: Record) -> Iterator[Scope]:
    """Everything, also what is gone; then each party, then each theme. Only events have themes."""
    yield Scope("all", "", (*(entry.id for _, entry in record.entries()), *record.retired))
    for party, ids in concerning(record).items():
        yield Scope("party", party, ids)
    for theme in record.settings.themes:
        events = record.events.values()
        yield Scope(
            "theme", theme.id, tuple(e.id for e in events if record.theme_of(e) == theme.id)
        )


def folder(language: str) -> str:
    """Where the open data in a language lies, from the root of the first language."""
    return ROOT if language == LANGUAGES[0] else f"{ROOT}{language}/"


def permanent(record: Record, name: str) -> UUID:
    """An id for the world outside, from an id of the record and the record's namespace.

    It hangs neither on the site's address nor on who publishes it, so that a calendar knows
    an entry again after the record has moved. (A `tag:` address would need a domain of one's
    own, which a record may not have.)
    """
    settings = record.settings
    root = uuid5(NAMESPACE_URL, f"urn:public-record:{settings.namespace or settings.programme}")
    return uuid5(root, name)
