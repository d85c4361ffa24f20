"""The timeline with time running across: lanes below one another, for wide and middle widths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.site.site import Site
from generator.site.timeline import svg
from generator.site.timeline.lives import Bar
from generator.site.timeline.marks import Painter
from generator.site.timeline.model import Chart, Lane, Mark, together
from generator.site.timeline.place import Box, Label, Place, Space
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width, wrap
from generator.site.view import View

ROW = 22
SIZE = 14
LINE = SIZE * svg.LEADING
BAR = 15
HEAD = 46
"""Above the axis: the years, and where the sources end."""
FOOT = 24
"""Below the last lane: the years once more."""
PAD = 10
BESIDE = 7
"""Between a mark and its label."""
PATH = "tidslinje/"
"""The page that holds the list of all events."""
NEAR = 26
"""Points that lie closer than this are counted together where there is no room to name them."""


@dataclass(frozen=True)
class Sheet:
    """One width: where the plot begins, how wide labels may be, and how deep a lane may grow."""

    css: str
    width: float
    left: float
    label: float
    rows: int
    name: str
    apart: bool = False
    """True where each lane is a drawing of its own, so that paper can break between them."""


WIDE = Sheet("only-wide", 1208, 136, 330, 7, "tl-w")
MID = Sheet("only-mid", 680, 0, 250, 9, "tl-m", apart=True)
MOST_NAMED = 100
"""In one lane: so many bars, and so many marks of most weight, are named if there is room."""
DEEPER = 3
"""How many more rows there are for a name that would otherwise be left out."""


@dataclass(frozen=True)
class Drawn:
    """One thing with its place."""

    what: Bar | Mark
    place: Place


@dataclass
class LaneLayout:
    """A lane with everything in it placed; positions count from the lane's top."""

    lane: Lane
    height: float = 0
    drawn: list[Drawn] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """All of one drawing, placed."""

    sheet: Sheet
    chart: Chart
    painter: Painter
    lanes: tuple[LaneLayout, ...]


def lay_out(site: Site, chart: Chart, sheet: Sheet) -> Layout:
    """Place everything so that nothing overlaps."""
    scale = Scale(chart.first, chart.last, sheet.left, sheet.width - sheet.left)
    painter = Painter(scale, BAR, chart.horizon, name=sheet.name)
    lanes = tuple(_lane(site, painter, sheet, lane) for lane in chart.lanes)
    return Layout(sheet, chart, painter, lanes)


def _lane(site: Site, painter: Painter, sheet: Sheet, lane: Lane) -> LaneLayout:
    top = PAD + (0 if sheet.left else ROW)
    edge = painter.scale.at(painter.horizon)
    space = Space(sheet.left, sheet.width)
    found = LaneLayout(lane)

    def put(what: Bar | Mark, places: list[Place], rows: int) -> bool:
        """No name of what lies before the end of the sources reaches beyond it."""
        inside = [
            place
            for place in places
            if place.label is None
            or place.label.box.right <= edge + 1
            or place.marks[0].right > edge + 1
        ]
        placed = space.first(inside, [(0, top + row * ROW) for row in range(rows)])
        if placed is not None:
            found.drawn.append(Drawn(what, placed))
        return placed is not None

    for number, bar in enumerate(lane.bars):
        bare = painter.box(*painter.extent(bar), (ROW - BAR) / 2, BAR)
        ways: Sequence[list[Place]] = ([Place((bare,))],)
        if number < MOST_NAMED:
            ways = (_bar_places(painter, bar), _bar_apart(painter, sheet, bar), *ways)
        any(put(bar, way, 99) for way in ways)
    limit = max(sheet.rows, round((space.bottom - top) / ROW) + DEEPER if lane.bars else 0)
    rest = []
    for number, mark in enumerate(sorted(lane.marks, key=lambda mark: mark.weight)):
        rows = limit if mark.weight > 1 else limit + DEEPER
        if number >= MOST_NAMED or not put(mark, _mark_places(painter, sheet, mark), rows):
            rest.append(mark)
    for mark in crowds(site, painter, rest, NEAR):
        named = mark.label and put(mark, _mark_places(painter, sheet, mark), limit + DEEPER)
        if not named:
            put(mark, [Place((painter.room(mark, 0, ROW),))], 99)
    name_lines = len(wrap(lane.name, sheet.left - 12, SIZE, bold=True)) if sheet.left else 0
    found.height = max(space.bottom, top + max(ROW, LINE * name_lines)) + PAD
    return found


def _label(x: float, y: float, lines: tuple[str, ...], *, end: bool, note: str = "") -> Label:
    """A label beginning (or ending) at x, its first line in the row that begins at y."""
    wide = max(width(line, SIZE) for line in lines)
    if note:
        wide = max(wide, width(f"{lines[-1]} {note}", SIZE))
    box = Box(x - wide if end else x, y + (ROW - LINE) / 2, wide, LINE * len(lines))
    return Label(box, lines, SIZE, end, note)


def _bar_places(painter: Painter, bar: Bar) -> list[Place]:
    """The label beside the bar, or above it; what it says of the end is left out first."""
    start, end = painter.extent(bar)
    low = painter.box(start, end, ROW + (ROW - BAR) / 2 - 2, BAR)
    flat = painter.box(start, end, (ROW - BAR) / 2, BAR)
    found = []
    for note in dict.fromkeys((bar.note, "")):
        found += [
            Place((flat,), _label(end + BESIDE, 0, (bar.name,), end=False, note=note)),
            Place((flat,), _label(start - BESIDE, 0, (bar.name,), end=True, note=note)),
            Place((low,), _label(start, 0, (bar.name,), end=False, note=note)),
        ]
    return found


def _bar_apart(painter: Painter, sheet: Sheet, bar: Bar) -> list[Place]:
    """For a name that is longer than all that allows: back from the bar's end, or over all."""
    start, end = painter.extent(bar)
    above = painter.box(start, end, ROW + (ROW - BAR) / 2 - 2, BAR)
    lines = wrap(bar.name, sheet.width - sheet.left, SIZE)
    low = painter.box(start, end, LINE * len(lines) + (ROW - BAR) / 2, BAR)
    ends = [Place((above,), _label(x, 0, (bar.name,), end=True)) for x in (end, sheet.width)]
    return [*ends, Place((low,), _label(sheet.left, 0, lines, end=False))]


def _mark_places(painter: Painter, sheet: Sheet, mark: Mark) -> list[Place]:
    """The label to the right of the mark, or to the left; on one line or several."""
    room = painter.room(mark, 0, ROW)
    if not mark.label:
        return [Place((room,))]
    found = []
    for limit in (sheet.label, sheet.label * 0.62):
        lines = wrap(mark.label, limit, SIZE)
        found += [
            Place((room,), _label(room.right + BESIDE, 0, lines, end=False)),
            Place((room,), _label(room.x - BESIDE, 0, lines, end=True)),
        ]
    return found


def crowds(site: Site, painter: Painter, rest: list[Mark], near: float) -> Iterator[Mark]:
    """Marks without room for a name: those that lie close are one pill."""
    crowd: list[Mark] = []
    ordered = sorted(rest, key=lambda mark: (mark.background, painter.middle(mark)))
    for mark in ordered:
        apart = crowd and (
            painter.middle(mark) - painter.middle(crowd[0]) >= near
            or mark.background != crowd[0].background
        )
        if apart:
            yield together(site, crowd)
            crowd = []
        crowd.append(mark)
    if crowd:
        yield together(site, crowd)


def draw(view: View, layout: Layout, title: str) -> Markup:
    """The SVG of a layout, or one for each lane."""
    sheet = layout.sheet
    if not sheet.apart:
        return _sheet(view, layout, layout.lanes, sheet.name, title)
    return Markup("\n").join(
        _sheet(view, layout, (lane,), f"{sheet.name}-{lane.lane.theme}", lane.lane.name)
        for lane in layout.lanes
    )


def _sheet(
    view: View, layout: Layout, lanes: tuple[LaneLayout, ...], name: str, title: str
) -> Markup:
    sheet = layout.sheet
    bottom = HEAD + sum(lane.height for lane in lanes)
    many = len(lanes) > 1
    rules, bodies = Markup(), Markup()
    top = float(HEAD)
    for lane in lanes:
        if top > HEAD:
            rules += svg.line(0, top, sheet.width, top, "c-grid")
        bodies += _lane_name(sheet, lane.lane, top) + _lane_body(view, layout, lane, top)
        top += lane.height
    axes = svg.line(0, HEAD, sheet.width, HEAD, "c-axis")
    if many:
        axes += svg.line(0, bottom, sheet.width, bottom, "c-axis")
    return svg.drawing(
        name, sheet.width, bottom + (FOOT if many else 2), title, sheet.css,
        layout.painter.beyond(HEAD, bottom - HEAD), _years(layout, bottom, many), rules, axes,
        _horizon(view.site, layout), bodies,
    )  # fmt: skip


def _years(layout: Layout, bottom: float, many: bool) -> Markup:
    """The beginning of each year, named at the head, and below many lanes once more."""
    found = Markup()
    for year, start, end in layout.painter.scale.years():
        if start > layout.painter.scale.start:
            found += svg.line(start, HEAD - 18, start, bottom + (18 if many else 0), "c-grid")
        if end - start >= width(str(year), SIZE) + 8:
            found += svg.words(start + 5, HEAD - 7, str(year), "c-text c-soft")
            if many:
                found += svg.words(start + 5, bottom + 16, str(year), "c-text c-soft")
    return found


def _horizon(site: Site, layout: Layout) -> Markup:
    x = layout.painter.scale.at(layout.chart.horizon)
    text = site.say("Källorna slutar här", "The sources end here")
    fits = x + 6 + width(text, SIZE, bold=True) <= layout.sheet.width
    at, css = (x + 6, "") if fits else (x - 6, " c-end")
    return svg.line(x, 4, x, HEAD, "c-edge") + svg.words(at, 15, text, f"c-text c-strong{css}")


def _lane_name(sheet: Sheet, lane: Lane, top: float) -> Markup:
    limit = sheet.left - 12 if sheet.left else sheet.width
    found = Markup()
    for index, text in enumerate(wrap(lane.name, limit, SIZE, bold=True)):
        y = top + PAD + SIZE + index * LINE
        found += svg.words(0, y, text, "c-text c-strong c-halo")
    return found


def _lane_body(view: View, layout: Layout, lane: LaneLayout, top: float) -> Markup:
    if not lane.drawn:
        x = layout.sheet.left + 6 if layout.sheet.left else 0
        y = top + PAD + SIZE + (0 if layout.sheet.left else ROW)
        return svg.words(x, y, view.site.say("inga händelser", "no events"), "c-text c-soft")
    found = Markup()
    painter = layout.painter
    for drawn in sorted(lane.drawn, key=lambda drawn: in_time(drawn.what)):
        place = drawn.place.moved(dy=top)
        if isinstance(drawn.what, Bar):
            body = painter.bar(drawn.what, place.marks[0].y)
        else:
            body = painter.mark(drawn.what, place.marks[0])
        found += link_to(view, drawn.what, body + text_of(Drawn(drawn.what, place)))
    return found


def text_of(drawn: Drawn) -> Markup:
    """The label of a thing, if it has one; background is said more softly."""
    if drawn.place.label is None:
        return Markup()
    soft = isinstance(drawn.what, Mark) and drawn.what.background
    return svg.label(drawn.place.label, "c-text c-soft c-halo" if soft else "c-text c-halo")


def in_time(what: Bar | Mark) -> tuple[object, ...]:
    """The order in which links are met: that of time."""
    if isinstance(what, Bar):
        return what.first, what.last, what.subject
    return what.span.first, what.span.last, what.title


def link_to(view: View, what: Bar | Mark, body: Markup) -> Markup:
    """A mark as a link: to its subject, its event, or for a crowd to its place in the list."""
    if isinstance(what, Bar):
        return svg.link(view.href(what.subject), what.title, body)
    if what.count > 1:
        return svg.link(view.to(f"{PATH}#{what.events[0]}"), what.title, body)
    return svg.link(view.href(what.events[0]), what.title, body)
