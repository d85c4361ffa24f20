"""The picture of who is what, over time: a lane for each duty, a row for each party.

Solid is what an entry gives, faded where the day it began is not known, and a dashed
outline where no source after a day speaks of it. A dot or a soft spot is an event that
shows the party in the role, and says nothing of the days around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from generator.facts.party import Classification
from generator.history.duties import Duty, Holding, Sighting, holdings, sightings
from generator.site.site import Site
from generator.site.timeline import svg
from generator.site.timeline.place import Box
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width, wrap
from generator.site.view import View

DUTIES: dict[Duty, tuple[str, str]] = {
    Duty.PROCURING: ("Upphandlar", "Procures"),
    Duty.BUYER: ("Köpare", "Buyer"),
    Duty.SUPPLIER: ("Leverantör", "Supplier"),
    Duty.OWNER: ("Ägare av leverantören", "Owner of the supplier"),
    Duty.COORDINATOR: ("Samordnar", "Coordinates"),
    Duty.RESPONSIBLE: ("Ansvarar", "Responsible"),
    Duty.USER: ("Användare", "User"),
    Duty.CHAIR: ("Leder ett organ", "Leads a body"),
    Duty.REVIEWER: ("Granskar", "Reviews"),
    Duty.SUPERVISOR: ("Utövar tillsyn", "Supervises"),
}
HEAD = 40
BAR = 15
AFTER = 0.09
"""The share of the time before the horizon that is shown after it."""
SOFT = 24
"""No spot of an inexact day is drawn narrower."""


@dataclass(frozen=True)
class Sheet:
    """One width: where the plot begins (0: names stand above their bars), size of type."""

    css: str
    width: float
    left: float
    size: float


SHEETS = (
    Sheet("only-wide", 1208, 320, 14),
    Sheet("only-mid", 680, 220, 14),
    Sheet("only-narrow", 328, 0, 12),
)


@dataclass
class Row:
    """A party in a duty, its name, and everything that is drawn for it."""

    duty: Duty
    party: str
    name: str
    held: list[Holding] = field(default_factory=list)
    seen: list[Sighting] = field(default_factory=list)


@dataclass(frozen=True)
class Placed:
    """A row with the lines of its name and where they and its bar stand."""

    row: Row
    lines: tuple[str, ...]
    top: float
    bar: float
    bottom: float
    first: bool
    """The first of its duty, whose name stands above it."""


def duty_rows(site: Site) -> list[Row]:
    """A row for each party in each duty, in the order of duties and of time."""
    found: dict[tuple[Duty, str, str], Row] = {}
    record = site.record
    for held in holdings(site.history):
        to = held.to[0] if held.duty in (Duty.CHAIR, Duty.OWNER) else ""
        key = (held.duty, held.party, to)
        if key not in found:
            found[key] = Row(held.duty, held.party, _name(site, held.party, to))
        found[key].held.append(held)
    for sighting in sightings(site.history):
        key = (sighting.duty, sighting.party, "")
        if key not in found:
            found[key] = Row(sighting.duty, sighting.party, _name(site, sighting.party, ""))
        when = record.events[sighting.event].when.begins[1]
        if not any(held.on(when) == 2 for held in found[key].held):
            found[key].seen.append(sighting)
    by_duty: dict[Duty, list[Row]] = defaultdict(list)
    for row in found.values():
        if row.held or row.seen:
            by_duty[row.duty].append(row)
    return [row for duty in Duty for row in by_duty[duty]]


def _name(site: Site, party: str, to: str) -> str:
    name = site.name(party, short=True)
    if not to:
        return name
    other = site.name(to, short=True)
    owner = site.record.parties[party].classification is Classification.COMPANY
    return f"{name}, {site.say('av', 'of')} {other}" if owner else f"{name}, {other}"


def duty_chart(view: View) -> Markup:
    """The drawings of all widths; nothing where the record gives nobody a duty."""
    rows = duty_rows(view.site)
    if not rows:
        return Markup()
    return Markup("\n").join(_draw(view, rows, sheet) for sheet in SHEETS)


def scale_of(site: Site, sheet: Sheet) -> Scale:
    """From the year in which the record begins to a while after the horizon."""
    first = date(int(site.record.settings.starts), 1, 1)
    last = site.horizon_day + (site.horizon_day - first) * AFTER
    return Scale(first, last, sheet.left, sheet.width - sheet.left)


def place(rows: list[Row], sheet: Sheet) -> list[Placed]:
    """Every row below the one before it."""
    found: list[Placed] = []
    y: float = HEAD
    high = sheet.size * svg.LEADING
    limit = (sheet.left or sheet.width) - 12
    for index, row in enumerate(rows):
        first = index == 0 or rows[index - 1].duty is not row.duty
        if first:
            y += (10 if index else 4) + high
        lines = wrap(row.name, limit, sheet.size)
        text = high * len(lines)
        if sheet.left:
            block = max(text, BAR) + 8
            bar = y + (block - BAR) / 2
        else:
            block = text + BAR + 10
            bar = y + text + 2
        found.append(Placed(row, lines, y, bar, y + block, first))
        y += block
    return found


def _draw(view: View, rows: list[Row], sheet: Sheet) -> Markup:
    site = view.site
    scale = scale_of(site, sheet)
    placed = place(rows, sheet)
    height = placed[-1].bottom + 4
    edge = scale.at(site.horizon_day)
    beyond = Box(edge, HEAD, sheet.width - edge, height - HEAD)
    parts = [svg.rect(beyond, "c-beyond"), svg.rect(beyond, fill="url(#p-beyond)")]
    free = 0.0
    for year, x, _ in scale.years():
        parts.append(svg.line(x, HEAD, x, height, "c-grid"))
        wide = width(str(year), sheet.size)
        clear = x >= edge or x + 4 + wide <= edge - 3
        if x >= free and clear and x + 4 + wide <= sheet.width:
            parts.append(svg.words(x + 4, HEAD - 7, str(year), "c-text c-soft"))
            free = x + 4 + wide + 8
    parts.append(svg.line(edge, HEAD - 22, edge, height, "c-edge"))
    end = site.say("Källorna slutar", "The sources end")
    parts.append(svg.words(edge - 5, HEAD - 24, end, "c-text c-strong c-end"))
    parts.append(svg.line(0, HEAD, sheet.width, HEAD, "c-axis"))
    for item in placed:
        parts += _row(view, item, scale, sheet)
    title = site.say("Vem som är vad, över tid", "Who is what, over time")
    return svg.drawing(f"duties-{sheet.css}", sheet.width, height, title, sheet.css, *parts)


def _row(view: View, item: Placed, scale: Scale, sheet: Sheet) -> Iterator[Markup]:
    size, row = sheet.size, item.row
    if item.first:
        y = item.top - size * svg.LEADING
        if item.top > HEAD + 2 * size:
            yield svg.line(0, y - 4, sheet.width, y - 4, "c-row")
        head = view.site.label(DUTIES[row.duty])
        yield svg.words(0, y + size, head, "c-text c-strong c-halo")
    text = (item.bottom - item.top - size * svg.LEADING * len(item.lines)) / 2 if sheet.left else 0
    names = [
        svg.words(0, item.top + text + size * (1 + svg.LEADING * i), line, "c-text c-halo")
        for i, line in enumerate(item.lines)
    ]
    yield svg.link(view.href(row.party), row.name, *names)
    yield from _bars(view, item, scale)
    for sighting in row.seen:
        yield _spot(view, sighting, item.bar, scale)


def _bars(view: View, item: Placed, scale: Scale) -> Iterator[Markup]:
    """Each stretch that ends, and all that do not as one."""
    closed = [held for held in item.row.held if held.ends]
    for held in closed:
        assert held.ends
        if held.ends[0] < held.begins[1]:
            yield _seen(view, held, item.bar, scale)
            continue
        last = max(held.ends[1], held.begins[1])
        yield _bar(view, [held], (held.ends[0], last), item.bar, scale)
    running = [held for held in item.row.held if not held.ends]
    if running:
        told = max(max(held.told, held.begins[1]) for held in running)
        yield _bar(view, running, (told, None), item.bar, scale)


def _bar(
    view: View, held: list[Holding], end: tuple[date, date | None], y: float, scale: Scale
) -> Markup:
    """Faded in where the first day is not known, faded out or dashed at the other end."""
    first = min(h.begins[0] or scale.first for h in held)
    sure = min(h.begins[1] for h in held)
    told, last = end
    start, known = scale.at(first), scale.at(sure)
    stop = max(scale.at(told), known)
    shapes = []
    if known - start > 1:
        fade = svg.rect(Box(start, y, known - start, BAR), "c-solid")
        shapes.append(svg.group(fade, mask="url(#m-in)"))
    shapes.append(svg.rect(Box(known, y, max(stop - known, 4), BAR), "c-solid"))
    if last is None:
        edge = scale.at(view.site.horizon_day)
        if edge - stop > 2:
            shapes.append(svg.rect(Box(stop, y + 0.7, edge - stop, BAR - 1.4), "c-dash"))
    elif scale.at(last) - stop > 1:
        fade = svg.rect(Box(stop, y, scale.at(last) - stop, BAR), "c-solid")
        shapes.append(svg.group(fade, mask="url(#m-out)"))
    css = "under-way" if all(h.seen for h in held) else "in-force"
    names = ", ".join(dict.fromkeys(view.site.name(h.entry) for h in held))
    title = f"{view.site.name(held[0].party)}: {names}"
    return svg.link(view.href(held[0].entry), title, svg.tag("g", *shapes, class_=css))


def _seen(view: View, held: Holding, y: float, scale: Scale) -> Markup:
    """Somebody shown in office on a day that is not known."""
    assert held.ends
    first, last = held.begins[0] or held.begins[1], held.ends[1]
    title = f"{view.site.name(held.party)}: {view.site.name(held.to[0])}"
    return svg.link(view.href(held.entry), title, _soft(scale.at(first), scale.at(last), y, scale))


def _soft(start: float, end: float, y: float, scale: Scale) -> Markup:
    lack = max(0.0, SOFT - (end - start)) / 2
    start = max(start - lack, scale.start)
    wide = min(max(end + lack - start, SOFT), scale.end - start)
    return svg.rect(Box(start, y + (BAR - 9) / 2, wide, 9), fill="url(#g-soft)")


def _spot(view: View, sighting: Sighting, y: float, scale: Scale) -> Markup:
    event = view.site.record.events[sighting.event]
    first, last = event.when.begins
    start, end = scale.at(first or last), scale.at(last)
    title = view.site.name(event.id)
    middle = y + BAR / 2
    if event.when.exact:
        x = min(max(start, scale.start + 5), scale.end - 5)
        return svg.link(
            view.href(event.id), title, svg.tag("circle", class_="c-point", cx=x, cy=middle, r=5)
        )
    return svg.link(view.href(event.id), title, _soft(start, end, y, scale))
