"""The timeline: a picture of all that happened, and the list that says it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.facts.event import Event
from generator.site.render import Page, render
from generator.site.timeline import across, upright
from generator.site.timeline.across import PATH
from generator.site.timeline.legend import legend
from generator.site.timeline.model import chart
from generator.site.view import Site, View
from generator.site.words.dates import when_words

EMBEDDED, ALL = f"{PATH}inbaddad/", f"{PATH}alla/"
MOST_WITHOUT_SCRIPT = 300
"""So many events are listed in the embedded page for readers without JavaScript."""


@dataclass(frozen=True)
class Year:
    """The events whose first possible day lies in a year, in order of time."""

    year: int
    events: tuple[Event, ...]


def timeline_pages(site: Site) -> Iterator[Page]:
    """The timeline; the same without site chrome, to embed; and one plain page of everything."""
    years = _years(site)
    newest = site.horizon.published
    assert newest is not None
    horizon = when_words(newest, site.language)
    span = f"{years[0].year}–{site.horizon_day.year}"
    heading = site.say(f"Tidslinje {span}", f"Timeline {span}")
    body = render(
        site, PATH, "timeline.md",
        heading=heading, years=years, first=years[0].year, horizon=horizon,
        background=any(event.context for event in site.events),
        drawings=drawings(site), keys=legend(site),
    )  # fmt: skip
    number = len(site.events)
    description = site.say(
        f"{number} händelser från {years[0].year} till {horizon}, i en bild och i en lista.",
        f"{number} events from {years[0].year} to {horizon}, in a picture and in a list.",
    )
    yield Page(PATH, heading, description, body, extra=(("timeline", True),))
    apart = ("search", {"exclude": True})
    plain = site.events if number <= MOST_WITHOUT_SCRIPT else []
    framed = render(site, EMBEDDED, "timeline_embed.md", heading=heading, plain=plain)
    yield Page(EMBEDDED, heading, description, framed, extra=(("template", "embed.html"), apart))
    everything = site.say(f"Alla händelser {span}", f"All events {span}")
    listed = [(year.year, year.events) for year in years]
    whole = render(
        site, ALL, "timeline_all.md",
        heading=everything, years=listed, first=years[0].year, horizon=horizon,
    )  # fmt: skip
    yield Page(ALL, everything, description, whole, PATH, extra=(apart,))


def _years(site: Site) -> list[Year]:
    grouped = groupby(site.events, key=lambda event: event.when.sort_key[0].year)
    return [Year(year, tuple(events)) for year, events in grouped]


def drawings(site: Site) -> Markup:
    """The picture in its three widths."""
    model = chart(site)
    view = View(site, PATH)
    title = site.say(
        "Tidslinje. Samma händelser står i listan under bilden.",
        "Timeline. The same events are in the list below the picture.",
    )
    found = [
        across.draw(view, across.lay_out(site, model, sheet), title)
        for sheet in (across.WIDE, across.MID)
    ]
    found.append(upright.draw(view, upright.lay_out(site, model), title))
    return Markup("\n").join(found)
