"""The timeline: a picture of all that happened, and the list that says it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from generator.facts.event import Event
from generator.site.escape import data_block
from generator.site.exports.timeline_json import events_data
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.timeline import across, upright
from generator.site.timeline.across import PATH
from generator.site.timeline.legend import legend
from generator.site.timeline.model import chart
from generator.site.view import View
from generator.site.words.dates import when_words

EMBEDDED, ALL = f"{PATH}inbaddad/", f"{PATH}alla/"
MOST_WITHIN = 300
"""So many events are within the embedded page itself, as a list and for its script: nothing
more needs to be fetched before the picture is drawn. More are fetched apart."""
MOST_TOGETHER = 600
"""More events are listed on a page for each year, and all of them on one plain page."""
APART = ("search", {"exclude": True})


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
    heading = _heading(site)
    apart = len(site.events) > MOST_TOGETHER
    body = render(
        site, PATH, "timeline.md",
        heading=heading, years=years, first=years[0].year, horizon=horizon, apart=apart,
        background=any(event.context for event in site.events),
        drawings=drawings(site), keys=legend(site),
    )  # fmt: skip
    yield Page(PATH, heading, _description(site), body, extra=(("timeline", True),))
    yield embedded_page(site)
    if apart:
        yield from map(partial(_year_page, site), years)
    everything = site.say("Alla händelser {}", "All events {}").format(_span(site))
    listed = [(year.year, year.events) for year in years]
    lede = site.say(
        "{} händelser i ordning, från {} till {}, på en enda sida: för utskrift och för sökning i sidan.",
        "{} events in order, from {} to {}, on a single page: for print and for finding in the page.",
    ).format(len(site.events), years[0].year, horizon)
    whole = render(site, ALL, "timeline_all.md", heading=everything, lede=lede, years=listed)
    yield Page(ALL, everything, _description(site), whole, PATH, extra=(APART,))


def embedded_page(site: Site) -> Page:
    """The interactive timeline without site chrome, for a frame on another page."""
    heading = _heading(site)
    few = len(site.events) <= MOST_WITHIN
    body = render(
        site, EMBEDDED, "timeline_embed.md",
        heading=heading, plain=site.events if few else [],
        data=data_block(events_data(site)) if few else None,
    )  # fmt: skip
    extra = (("template", "embed.html"), APART, ("fetches", not few))
    return Page(EMBEDDED, heading, _description(site), body, extra=extra)


def _year_page(site: Site, year: Year) -> Page:
    """The events of one year, where all of them on one page would be too much to read."""
    heading = site.say(f"Händelser {year.year}", f"Events in {year.year}")
    number = len(year.events)
    lede = (
        site.say(f"{number} händelser i ordning.", f"{number} events in order.")
        if number > 1
        else site.say("En händelse.", "One event.")
    )
    body = render(
        site, f"{PATH}{year.year}/", "timeline_all.md",
        heading=heading, lede=lede, years=[(year.year, year.events)],
    )  # fmt: skip
    return Page(f"{PATH}{year.year}/", heading, f"{heading}: {lede}", body, PATH, extra=(APART,))


def _heading(site: Site) -> str:
    return site.say("Tidslinje {}", "Timeline {}").format(_span(site))


def _span(site: Site) -> str:
    return f"{_years(site)[0].year}–{site.horizon_day.year}"


def _description(site: Site) -> str:
    assert site.horizon.published is not None
    horizon = when_words(site.horizon.published, site.language)
    first = _years(site)[0].year
    number = len(site.events)
    return site.say(
        f"{number} händelser från {first} till {horizon}, i en bild och i en lista.",
        f"{number} events from {first} to {horizon}, in a picture and in a list.",
    )


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
