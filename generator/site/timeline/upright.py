"""The timeline with time running down, for the phone: one lane after the other, on one scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.site.site import Site
from generator.site.timeline import svg
from generator.site.timeline.across import (
    BESIDE,
    MOST_NAMED,
    Drawn,
    LaneLayout,
    crowds,
    in_time,
    link_to,
    text_of,
)
from generator.site.timeline.lives import Bar
from generator.site.timeline.marks import Painter
from generator.site.timeline.model import Chart, Lane, Mark, together
from generator.site.timeline.place import Box, Label, Place, Space
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width, wrap
from generator.site.view import View

WIDTH = 328
AXIS = 36
LEFT = AXIS + 8
BAR = 12
SIZE = 12
LINE = SIZE * svg.LEADING
NAME = 14
HEAD = 26
"""The name of a lane."""
ROOM = 12
"""Between a lane's name and what is drawn first."""
FOOT = 30
STEP = 2
NEAR = 25
PER_YEAR = (46, 52, 60, 72, 84, 96, 120, 150)
"""Lengths of a year to try: the first at which everything finds its place."""
MOST_BARS = 40
"""Where a lane has more, or more marks than are named, no length of a year has room for all:
the longest is taken at once."""
RISES = range(0, 240, 5)
"""How far above its bar a name may stand, on a leader."""
LIMITS = (230, 150, 105)
"""Widths of labels to try."""
STRIP = 34
"""Kept at the right for pills: names of marks do not reach into it."""
NARROWEST = 80
"""No bar stands so far to the right that less is left for its name, while there is room."""
NAME_OF_SHEET = "tl-n"


@dataclass(frozen=True)
class Column:
    """One lane, placed; positions count from its first day."""

    painter: Painter
    layout: LaneLayout
    whole: bool
    """True where everything found a place, and all bars a name."""

    @property
    def length(self) -> float:
        """How far its time reaches down."""
        return self.painter.scale.length

    @property
    def above(self) -> float:
        """The room that labels take above the first day."""
        boxes = [box for drawn in self.layout.drawn for box in drawn.place.boxes]
        return ROOM + max(0.0, -min((box.y for box in boxes), default=0))


@dataclass(frozen=True)
class Layout:
    """The whole drawing, placed."""

    chart: Chart
    columns: tuple[Column, ...]

    def tops(self) -> list[tuple[Column, float, float]]:
        """Each lane, the height of its name, and the height of its first day."""
        found, top = [], 0.0
        for column in self.columns:
            found.append((column, top, top + HEAD + column.above))
            top = found[-1][2] + column.length + FOOT
        return found

    @property
    def height(self) -> float:
        """The height of the drawing."""
        column, _, first = self.tops()[-1]
        return first + column.length + 2


def lay_out(site: Site, chart: Chart) -> Layout:
    """Place everything, with years as short as the names of the bars allow."""
    columns: tuple[Column, ...] = ()
    crowded = any(
        len(lane.bars) > MOST_BARS or len(lane.marks) > MOST_NAMED for lane in chart.lanes
    )
    for per_year in PER_YEAR[-1:] if crowded else PER_YEAR:
        columns = tuple(_column(site, chart, lane, per_year) for lane in chart.lanes)
        if all(column.whole for column in columns):
            break
    return Layout(chart, columns)


def _column(site: Site, chart: Chart, lane: Lane, per_year: float) -> Column:
    if lane.first is None:
        painter = Painter(
            Scale(chart.first, chart.last, 0, SIZE * 2), BAR, chart.horizon, upright=True
        )
        return Column(painter, LaneLayout(lane), whole=True)
    first = date(lane.first.year, 1, 1)
    length = (chart.last - first).days / 365.25 * per_year
    painter = Painter(
        Scale(first, chart.last, 0, length), BAR, chart.horizon, upright=True, name=NAME_OF_SHEET
    )
    space = Space(LEFT, WIDTH, gap=2)
    space.occupy([_end_box(site, painter)])
    shifts = [(float(LEFT + dx), 0.0) for dx in range(0, WIDTH - LEFT, STEP)]
    found = LaneLayout(lane, drawn=_bars(painter, space, lane, shifts))
    whole = len(found.drawn) == len(lane.bars) and all(d.place.label for d in found.drawn)
    space.right = WIDTH - STRIP
    rest: list[Mark] = []
    for number, mark in enumerate(sorted(lane.marks, key=lambda mark: mark.weight)):
        tried = mark.label and number < MOST_NAMED
        named = space.first(_mark_places(painter, mark), shifts) if tried else None
        if named is None:
            rest.append(mark)
        else:
            found.drawn.append(Drawn(mark, named))
    space.right = WIDTH
    crowd = _crowd(site, painter, space, rest, shifts)
    found.drawn += crowd or []
    return Column(painter, found, whole and crowd is not None)


def _crowd(
    site: Site, painter: Painter, space: Space, rest: list[Mark], shifts: list[tuple[float, float]]
) -> list[Drawn] | None:
    """Marks without a name. Where one finds no place, it and its neighbour become one."""
    marks = list(crowds(site, painter, rest, NEAR))
    placed: list[tuple[int, Place]] = []  # how many boxes were taken before it
    while len(placed) < len(marks):
        mark = marks[len(placed)]
        before = len(space.taken)
        place = space.first([Place((painter.room(mark, 0, BAR),))], shifts)
        if place is not None:
            placed.append((before, place))
            continue
        missing = len(placed)
        if len(marks) == 1:
            return None
        marks.pop(missing)
        near = min(
            range(len(marks)), key=lambda i: abs(painter.middle(marks[i]) - painter.middle(mark))
        )
        marks[near] = together(site, [marks[near], mark])
        if near < missing:  # those before it stand where they stood
            space.rewind(placed[near][0])
            del placed[near:]
    return [Drawn(mark, place) for mark, (_, place) in zip(marks, placed, strict=True)]


def _bars(
    painter: Painter, space: Space, lane: Lane, shifts: list[tuple[float, float]]
) -> list[Drawn]:
    """Bars from the left in order of time; then their names, those of the latest first.

    A name stands above its bar's first day and reaches over the bars to the right of it,
    which begin later. Where those begin at the same time it rises over their names.
    """
    roomy = (WIDTH - LEFT) / 2 / max(1, len(lane.bars))
    pitch = min(BAR * 1.5, max(BAR + 2, roomy))
    stood: list[tuple[Bar, Box]] = []
    for bar in lane.bars:
        start, end = painter.extent(bar)
        right = stood[-1][1].x + pitch if stood else 0
        further = [shift for shift in shifts if right <= shift[0] < WIDTH - NARROWEST]
        placed = space.first([Place((painter.box(start, end, 0, BAR),))], further or shifts)
        if placed is not None:
            stood.append((bar, placed.marks[0]))
    named = []
    for bar, box in reversed(stood):
        place = next((p for p in _names(bar, box) if space.free(p.boxes[1:])), Place((box,)))
        space.occupy(place.boxes[1:])
        named.append(Drawn(bar, place))
    return named[::-1]


def _names(bar: Bar, box: Box) -> Iterator[Place]:
    for rise in RISES:
        for limit in LIMITS:
            lines = wrap(bar.name, min(limit, WIDTH - box.x), SIZE)
            label = _label(box.x, box.y - rise - 4 - LINE * len(lines), lines)
            leader = Box(box.x + box.w / 2 - 0.7, label.box.bottom + 2.5, 1.4, rise - 1)
            yield Place((box, leader) if rise else (box,), label)
            if not rise:
                yield Place((box,), _label(box.right + BESIDE, box.y - 1, lines))


def _end_box(site: Site, painter: Painter) -> Box:
    wide = width(_end_words(site), SIZE, bold=True)
    return Box(LEFT, painter.scale.at(painter.horizon) + 4, wide, LINE)


def _end_words(site: Site) -> str:
    return site.say("Källorna slutar här", "The sources end here")


def _label(x: float, y: float, lines: tuple[str, ...]) -> Label:
    wide = max(width(line, SIZE) for line in lines)
    return Label(Box(x, y, wide, LINE * len(lines)), lines, SIZE)


def _mark_places(painter: Painter, mark: Mark) -> list[Place]:
    room = painter.room(mark, 0, BAR)
    room = room.moved(dx=-room.x)
    middle = painter.middle(mark)
    found = []
    for limit in LIMITS:
        lines = wrap(mark.label, limit, SIZE)
        y = middle - LINE * len(lines) / 2
        found.append(Place((room,), _label(room.w + BESIDE, y, lines)))
    return found


def draw(view: View, layout: Layout, title: str) -> Markup:
    """The SVG of a layout."""
    found = layout.columns[0].painter.defs() if layout.columns else Markup()
    for column, top, first in layout.tops():
        name = column.layout.lane.name
        if top:
            found += svg.line(0, top - FOOT / 2, WIDTH, top - FOOT / 2, "c-row")
        found += svg.words(0, top + NAME, name, "c-text c-strong")
        if not column.layout.drawn:
            text = view.site.say("inga händelser", "no events")
            found += svg.words(0, first + SIZE, text, "c-text c-soft")
            continue
        body = _frame(view.site, column)
        for drawn in sorted(column.layout.drawn, key=lambda drawn: in_time(drawn.what)):
            body += link_to(view, drawn.what, _body(column, drawn))
        found += svg.tag("g", body, transform=f"translate(0 {svg.number(first)})")
    return svg.drawing(NAME_OF_SHEET, WIDTH, layout.height, title, "only-narrow", found)


def _frame(site: Site, column: Column) -> Markup:
    painter = column.painter
    found = painter.beyond(AXIS, WIDTH - AXIS)
    for year, start, end in painter.scale.years():
        found += svg.line(AXIS, start, WIDTH, start, "c-grid")
        if end - start > SIZE:
            found += svg.words(0, start + SIZE - 1, str(year), "c-text c-soft")
    found += svg.line(AXIS, 0, AXIS, column.length, "c-axis")
    box = _end_box(site, painter)
    y = box.y + SIZE * svg.BASELINE * svg.LEADING
    return found + svg.words(box.x, y, _end_words(site), "c-text c-strong c-halo")


def _body(column: Column, drawn: Drawn) -> Markup:
    mark = drawn.place.marks[0]
    if isinstance(drawn.what, Bar):
        leaders = Markup().join(
            svg.line(box.x + box.w / 2, box.y, box.x + box.w / 2, box.bottom + 2, "c-lead")
            for box in drawn.place.marks[1:]
        )
        return leaders + column.painter.bar(drawn.what, mark.x) + text_of(drawn)
    return column.painter.mark(drawn.what, mark) + text_of(drawn)
