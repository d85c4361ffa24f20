"""Feeds of new facts and of corrections: Atom (RFC 4287) and JSON Feed 1.1, in each language.

The feed of everything holds all entries, a hundred a page (RFC 5005, `next_url`). The feed
of a party or a theme holds its newest twenty; older ones are in the feed of everything.
Ids hang neither on the site's address nor on the format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from generator.facts.base import LANGUAGES
from generator.site.addresses import address
from generator.site.exports.export import Export, Listed
from generator.site.exports.feed import Item, corrections, new_facts
from generator.site.exports.scopes import Scope, folder, permanent, scopes
from generator.site.site import Site, once_a_site

PAGE, NEWEST = 100, 20
ATOM = "http://www.w3.org/2005/Atom"
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may hold, not even escaped."""


@dataclass(frozen=True)
class Feed:
    """One page of a feed: what it is called, where it and its neighbours lie, its items."""

    site: Site
    id: str
    title: str
    subtitle: str
    home: str
    path: str
    """Without its ending, from the root of the first language."""
    next: str
    updated: date
    items: tuple[Item, ...]

    def at(self, path: str, ending: str) -> str:
        """The full address of a page of this feed."""
        return f"{self.site.options.address}{path}.{ending}"


def feed_path(scope: Scope, language: str, *, corrected: bool = False, page: int = 1) -> str:
    """Where a feed lies, without its ending, from the root of the first language."""
    number = f".{page}" if page > 1 else ""
    if corrected:
        name = f"feeds/corrections/{scope.place}" if scope.place else "feeds/corrections"
    else:
        name = f"feeds/{scope.place}" if scope.place else "feed"
    return f"{folder(language)}{name}{number}"


def feeds(site: Site) -> Iterator[Feed]:
    """Every page of every feed in the site's language."""
    facts, corrected = new_facts(site), corrections(site)
    order = {name: place for place, name in enumerate(facts)}
    for scope in scopes(site.record):
        mine = set(scope.ids)
        newest = sorted(mine & order.keys(), key=order.__getitem__)
        yield from _pages(site, scope, [facts[name] for name in newest], False)
        yield from _pages(site, scope, [item for name, item in corrected if name in mine], True)


def _pages(site: Site, scope: Scope, items: list[Item], corrected: bool) -> Iterator[Feed]:
    what = site.say("rättelser", "corrections") if corrected else site.say("nytt", "new facts")
    name = f": {scope.name(site)}" if scope.place else ""
    title = f"{site.plain(site.record.settings.title)}{name}, {what}"
    home = address(site.record, scope.id) if scope.kind == "party" else ""
    home = "rattelser/" if corrected and not home else home
    key = f"feed/{'corrections' if corrected else 'facts'}/{scope.place}/{site.language}"
    newest = max((item.updated for item in items), default=_first_day(site))
    size = NEWEST if scope.place else PAGE
    last = 1 if scope.place else max(1, -(-len(items) // size))
    for page in range(1, last + 1):
        more = feed_path(scope, site.language, corrected=corrected, page=page + 1)
        yield Feed(
            site,
            permanent(site.record, key).urn,
            title,
            site.plain(site.record.settings.description),
            site.absolute(home),
            feed_path(scope, site.language, corrected=corrected, page=page),
            more if page < last else "",
            newest,
            tuple(items[(page - 1) * size : page * size]),
        )


@once_a_site
def _first_day(site: Site) -> date:
    """The day on which the record began: when a feed without entries was last changed."""
    return min(entry.recorded for _, entry in site.record.entries())


def publisher(site: Site) -> str:
    """Who answers for the record."""
    name = site.record.settings.publication.publisher.name
    title = site.plain(site.record.settings.title)
    if name is not None:
        return site.plain(name)
    return site.say(f"Bidragsgivarna till {title}", f"The contributors to {title}")


def atom(feed: Feed) -> bytes:
    """A page of a feed as Atom."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.site.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    ET.SubElement(root, "link", rel="self", type=ATOM_TYPE, href=feed.at(feed.path, "atom"))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    if feed.next:
        ET.SubElement(root, "link", rel="next", type=ATOM_TYPE, href=feed.at(feed.next, "atom"))
    author = ET.SubElement(root, "author")
    _text(author, "name", publisher(feed.site))
    _text(root, "rights", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/")
    for item in feed.items:
        entry = ET.SubElement(root, "entry")
        _text(entry, "id", item.id)
        _text(entry, "title", item.title)
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=item.url)
        _text(entry, "published", _moment(item.published))
        _text(entry, "updated", _moment(item.updated))
        for term, label in item.tags:
            ET.SubElement(entry, "category", term=_clean(term), label=_clean(label))
        _text(entry, "content", item.html, type="html")
    for element in root:
        element.tail = "\n"
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(day: date) -> str:
    """A day as a moment, which both formats ask for: its beginning in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def json_feed(feed: Feed) -> bytes:
    """A page of a feed as JSON Feed."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "language": feed.site.language,
        "home_page_url": feed.home,
        "feed_url": feed.at(feed.path, "json"),
    }
    if feed.next:
        found["next_url"] = feed.at(feed.next, "json")
    found["authors"] = [{"name": publisher(feed.site)}]
    found["items"] = [
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_html": item.html,
            "date_published": _moment(item.published),
            "date_modified": _moment(item.updated),
            "tags": [label for _, label in item.tags],
        }
        for item in feed.items
    ]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        for feed in feeds(Site(site.record, language, site.options)):
            yield f"{feed.path}.atom", atom(feed)
            yield f"{feed.path}.json", json_feed(feed)


def _listed() -> Iterator[Listed]:
    languages = {"sv": ("svenska", "Swedish"), "en": ("engelska", "English")}
    for language in LANGUAGES:
        sv, en = languages[language]
        root = folder(language)
        for ending, kind, form in (
            ("atom", f"{ATOM_TYPE}; charset=utf-8", "Atom"),
            ("json", JSON_TYPE, "JSON Feed"),
        ):
            for name, what_sv, what_en in (
                ("feed", "nya uppgifter", "new facts"),
                ("feed.{page}", "äldre uppgifter", "older facts"),
                ("feeds/parties/{id}", "en parts nya uppgifter", "a party's new facts"),
                ("feeds/themes/{id}", "nya uppgifter i ett tema", "new facts of a theme"),
                ("feeds/corrections", "rättelser", "corrections"),
                ("feeds/corrections/parties/{id}", "rättelser om en part",
                 "corrections that concern a party"),
                ("feeds/corrections/themes/{id}", "rättelser i ett tema",
                 "corrections of a theme"),
            ):  # fmt: skip
                yield Listed(f"{root}{name}.{ending}", kind, (
                    f"Flöde på {sv} med {what_sv} ({form}).",
                    f"Feed in {en} of {what_en} ({form})."))  # fmt: skip


EXPORT = Export(_files, tuple(_listed()))
