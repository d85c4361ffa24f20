"""How other sites show the status or the timeline: the snippets, and what they look like."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site.pages.cards import CARDS, Embed, embeds, snippet
from generator.site.pages.timeline import EMBEDDED as TIMELINE
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.sorting import by_name

PATH = "badda-in/"


def embedding_pages(site: Site) -> Iterator[Page]:
    """The one page."""
    title = site.say("Bädda in läget eller tidslinjen", "Embed the status or the timeline")
    every = {embed.path: embed for embed in embeds(site)}
    members = [embed for path, embed in every.items() if path.startswith(CARDS) and path != CARDS]
    everyone = site.record.parties[site.record.settings.members]
    shown: list[tuple[str, Embed, str]] = [("laget", every[CARDS], snippet(site, every[CARDS]))]
    if members:
        shown.append(("en", members[0], snippet(site, members[0])))
    shown.append(("tidslinjen", every[TIMELINE], snippet(site, every[TIMELINE])))
    names = by_name(everyone.members, site.name)
    places = [(site.name(member), every.get(f"{CARDS}{member}/")) for member in names]
    body = render(
        site, PATH, "embedding.md",
        title=title, shown=shown, members=members,
        named=[(name, embed) for name, embed in places if embed],
        tallest=max((embed.height for embed in members), default=0),
    )  # fmt: skip
    yield Page(PATH, title, site.say(
        "Klistra in en rad HTML, så visar er webbplats läget enligt källorna, utan skript.",
        "Paste a line of HTML, and your site shows the status by the sources, without scripts.",
    ), body)  # fmt: skip
