"""Status cards: what applies, as of the sources, as small pages for frames on other sites.

One for the record and one for each member. Each page has a description beside it by which
other programs embed it (oEmbed), with the height that its frame needs: a card never needs
more at any width from 320 px up, and a test measures it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from markupsafe import Markup

from generator.history.state import UNKNOWN, Status
from generator.site.addresses import address
from generator.site.pages.holdings import holdings_of
from generator.site.pages.home import status_row
from generator.site.pages.timeline import EMBEDDED as TIMELINE
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import View
from generator.site.words.dates import when_words

CARDS = "inbaddad/lage/"
OEMBED = "oembed.json"
TIMELINE_HEIGHT = 760
"""The timeline is as long as its list; its frame shows the picture, and the rest scrolls."""

WIDTH = 640
"""The width that a frame is given where the other site does not decide it."""

LINE, TALL, PADDING, BORDER = 21, 26, 12, 1
LETTERS, TALL_LETTERS = 33, 24
"""Heights in px and letters a line of the card at 320 px, with room for wider typefaces."""


@dataclass(frozen=True)
class Row:
    """One line of a card: of what, which status, and since when."""

    name: str
    path: str
    badge: Markup
    words: str
    """The badge's words, to measure it by, and what an uncertain status may mean."""
    note: str


@dataclass(frozen=True)
class Embed:
    """A page that other sites may show: where, its title, and the height of its frame."""

    path: str
    title: str
    height: int


def card_pages(site: Site) -> Iterator[Page]:
    """Every card."""
    for embed, about, rows in _cards(site):
        body = render(
            site, embed.path, "card.md",
            title=embed.title, rows=rows, about=about, asof=_asof(site),
        )  # fmt: skip
        extra = (("template", "card.html"), ("search", {"exclude": True}))
        description = f"{embed.title} {_asof(site)}"
        yield Page(embed.path, embed.title, description, body, extra=extra)


def embeds(site: Site) -> list[Embed]:
    """Every page that other sites may show in a frame: the cards, and the timeline."""
    title = site.say("Tidslinje: {}", "Timeline: {}")
    timeline = title.format(site.plain(site.record.settings.title))
    return [card[0] for card in _cards(site)] + [Embed(TIMELINE, timeline, TIMELINE_HEIGHT)]


def shown_on(site: Site) -> dict[str, str]:
    """The path of the embeddable page for each page that has one, itself included."""
    found = {"": CARDS, "tidslinje/": TIMELINE}
    for member in _members(site):
        found[address(site.record, member)] = f"{CARDS}{member}/"
    return found | {embed.path: embed.path for embed in embeds(site)}


def _members(site: Site) -> tuple[str, ...]:
    return site.record.parties[site.record.settings.members].members


def _cards(site: Site) -> Iterator[tuple[Embed, str, list[Row]]]:
    view = View(site, CARDS)
    settings = site.record.settings
    title = site.plain(settings.lead_question)
    rows = [_subject(view, subject) for subject in settings.home]
    yield _embed(site, CARDS, title, rows), "", rows
    for member in _members(site):
        path = f"{CARDS}{member}/"
        view = View(site, path)
        name = site.name(member)
        title = site.say("{}: vad gäller?", "{}: what applies?").format(name)
        rows = [_option(view, option.id, member) for option in holdings_of(site, member).options]
        if rows:
            yield _embed(site, path, title, rows), address(site.record, member), rows


def _embed(site: Site, path: str, title: str, rows: list[Row]) -> Embed:
    return Embed(path, title, _height(title, rows, _asof(site)))


def _asof(site: Site) -> str:
    assert site.horizon.published is not None
    month = when_words(site.horizon.published, site.language)
    return site.say(f"Enligt källor till och med {month}.", f"According to sources up to {month}.")


def _subject(view: View, subject: str) -> Row:
    site = view.site
    row = status_row(view, subject)
    words = row.badge.striptags()
    since = when_words(row.since, site.language, short=True) if row.since else ""
    note = site.say(f"sedan {since}", f"since {since}") if since else ""
    parts = [part for part in (row.words.striptags(), note) if part]
    name = site.name(subject, short=True)
    return Row(name, address(site.record, subject), row.badge, words, ", ".join(parts))


def _option(view: View, option: str, member: str) -> Row:
    site = view.site
    state = site.state.subjects[option]
    status = state.by_party.get(member, Status(UNKNOWN))
    badge = view.status(state.kind, status.status)
    unsure = view.candidates(state.kind, status).striptags() if len(status.possible) > 1 else ""
    since = ""
    if status.since:
        when = when_words(status.since, site.language, short=True)
        since = site.say(f"sedan {when}", f"since {when}")
    note = ", ".join(part for part in (unsure, since) if part)
    name = site.name(option, short=True)
    return Row(name, address(site.record, option), badge, badge.striptags(), note)


def _lines(text: str, letters: int) -> int:
    return max(1, math.ceil(len(text) / letters))


def _height(title: str, rows: list[Row], asof: str) -> int:
    """The height of a frame in which a card fits at 320 px, where it is tallest."""
    height = 2 * PADDING + _lines(title, TALL_LETTERS) * TALL + _lines(asof, LETTERS) * LINE
    for row in rows:
        lines = _lines(row.name, LETTERS) + _lines(row.words, LETTERS - 3)
        lines += _lines(row.note, LETTERS + 4) if row.note else 0
        height += lines * LINE + PADDING + BORDER
    return int(math.ceil((height + 3 * LINE) / 10) * 10)


def snippet(site: Site, embed: Embed) -> str:
    """The HTML by which another site shows the page: one frame, no script."""
    widest = "" if embed.path == TIMELINE else f";max-width:{WIDTH}px"
    return (
        f'<iframe src="{escape(site.absolute(embed.path))}" title="{escape(embed.title)}" '
        f'width="100%" height="{embed.height}" style="border:0{widest}" loading="lazy"></iframe>'
    )


def oembed(site: Site, embed: Embed) -> dict[str, Any]:
    """The description of an embeddable page (oEmbed 1.0, rich)."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": site.plain(site.record.settings.title),
        "provider_url": site.absolute(""),
        "cache_age": 3600,
        "width": WIDTH,
        "height": embed.height,
        "html": snippet(site, embed),
    }


def oembed_files(site: Site) -> Iterator[tuple[str, str]]:
    """The description beside each embeddable page: path and content."""
    for embed in embeds(site):
        text = json.dumps(oembed(site, embed), ensure_ascii=False, separators=(",", ":"))
        yield f"{embed.path}{OEMBED}", text
