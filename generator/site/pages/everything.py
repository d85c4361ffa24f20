"""Every entry on one page, by letter: for those who search without JavaScript, or by eye."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site.cards import cards
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.sorting import by_letter

PATH = "allt/"


def everything_page(site: Site) -> Iterator[Page]:
    """The one page."""
    title = site.say("Allt från A till Ö", "Everything from A to Z")
    letters = by_letter(cards(site), lambda card: card.title)
    body = render(site, PATH, "everything.md", title=title, letters=letters)
    yield Page(PATH, title, site.say(
        "Varje post i registret i bokstavsordning: händelser, parter, avtal, siffror och källor.",
        "Every entry of the record in alphabetical order: events, parties, contracts, figures and sources.",
    ), body)  # fmt: skip
