"""The milestone chart: across when a plan was given, up the date that it promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from markupsafe import Markup

from generator.facts.when import When
from generator.history.plans import MilestoneHistory
from generator.site.timeline import svg, text
from generator.site.timeline.place import Box, Label, Place, Space
from generator.site.timeline.scale import Scale
from generator.site.view import Site, View
from generator.site.words.dates import when_words
from generator.site.words.labels import status_words

R = 7
"""Half the width of a mark."""

SOFT = 28
"""Least length of a soft span; it fades over its outer parts, so shorter would not show."""

NEAR = 12
"""A label further off than this gets a leader."""

TALLEST = 640
"""The most that the years may take together."""


@dataclass(frozen=True)
class Sheet:
    """One drawing's measures: width, type size, height of a year, room after the horizon."""

    css: str
    width: int
    size: int
    year: float
    beyond: int


SHEETS = (
    Sheet("only-wide", 1208, 14, 68, 112),
    Sheet("only-mid", 680, 14, 62, 56),
    Sheet("only-narrow", 328, 12, 46, 16),
)


@dataclass(frozen=True)
class Mark:
    """A promise or an outcome where it is drawn, with its words and the event behind it."""

    shape: str
    x: float
    y: float
    event: str
    words: tuple[str, ...]
    title: str
    soft: tuple[Box, ...] = ()
    """Sideways where it is not known when it was given; upward where the date is not exact."""

    @property
    def box(self) -> Box:
        """The room it takes."""
        return Box(self.x - R, self.y - R, 2 * R, 2 * R)


@dataclass(frozen=True)
class Line:
    """A series: its name, its marks in order, and the corners of its line in steps."""

    name: str
    marks: tuple[Mark, ...]
    corners: tuple[tuple[float, float], ...]

    @property
    def boxes(self) -> list[Box]:
        """The room that its strokes take."""
        return [_stroke(a, b) for a, b in pairwise(self.corners)]


@dataclass(frozen=True)
class Chart:
    """One drawing, everything placed."""

    sheet: Sheet
    across: Scale
    up: Scale
    top: float
    lines: tuple[Line, ...]
    labels: tuple[tuple[Label, str], ...] = ()
    leads: tuple[tuple[float, float, float, float], ...] = ()
    missing: tuple[str, ...] = ()
    """Words for which no free place was found."""

    @property
    def floor(self) -> float:
        """Where the axis lies."""
        return self.top + self.up.length

    @property
    def height(self) -> float:
        """With the years and the name of the axis below it."""
        return self.floor + 3.2 * self.sheet.size

    @property
    def marks(self) -> list[Mark]:
        """Of all lines."""
        return [mark for line in self.lines for mark in line.marks]

    @property
    def obstacles(self) -> list[Box]:
        """All that no label may touch."""
        found = [mark.box for mark in self.marks]
        found += [box for line in self.lines for box in line.boxes]
        found += [box for mark in self.marks for box in mark.soft]
        found += _along(*self.diagonal) if self.diagonal else []
        return [*found, Box(self.across.end - 1, self.top, 2, self.up.length)]

    @property
    def diagonal(self) -> tuple[float, float, float, float] | None:
        """Where the day on which a plan is given is the day that it promises."""
        first = max(self.across.first, self.up.first)
        last = min(self.across.last, self.up.last)
        if first >= last:
            return None
        return (self.across.at(first), self.y(first), self.across.at(last), self.y(last))

    def y(self, day: date) -> float:
        """How high up a promised day lies."""
        return self.floor - self.up.at(day)


def milestone_chart(
    site: Site, path: str, histories: Sequence[MilestoneHistory], after: str = "", closing: str = ""
) -> Markup:
    """The drawings for each width of page.

    `after` is said with the first outcome, `closing` beyond the horizon, where it fits.
    """
    view = View(site, path)
    return Markup("\n").join(
        draw(view, lay_out(site, histories, sheet, after, closing)) for sheet in SHEETS
    )


def lay_out(
    site: Site,
    histories: Sequence[MilestoneHistory],
    sheet: Sheet,
    after: str = "",
    closing: str = "",
) -> Chart:
    """Place marks and labels; where a label finds no room the years grow, up to four times."""
    best: Chart | None = None
    for growth in (1, 1.2, 1.45, 1.75):
        chart = _placed(site, _measured(site, histories, sheet, after, growth), closing)
        if best is None or len(chart.missing) < len(best.missing):
            best = chart
        if not chart.missing:
            break
    assert best is not None
    return best


def _measured(
    site: Site, histories: Sequence[MilestoneHistory], sheet: Sheet, after: str, growth: float
) -> Chart:
    promises = [promise for found in histories for promise in found.promises]
    outcomes = [found.outcome.when for found in histories if found.outcome]
    given = [*(p.event.when for p in promises), *outcomes]
    aimed = [*(p.date for p in promises), *outcomes]
    left = text.width("2000", sheet.size) + 8
    start = date(min(_middle(when) for when in given).year, 1, 1)
    across = Scale(start, site.horizon_day, left, sheet.width - sheet.beyond - left)
    low = date(min(_middle(when) for when in aimed).year, 1, 1) - timedelta(150)
    high = date(max(_middle(when) for when in aimed).year + 1, 1, 1) + timedelta(60)
    years = (high - low).days / 365.25
    up = Scale(low, high, 0, years * min(sheet.year * growth, TALLEST * growth / years))
    chart = Chart(sheet, across, up, 2.9 * sheet.size, ())
    shapes = ("diamond", "square")
    lines = (
        _line(site, chart, found, shapes[min(index, 1)], after if not index else "")
        for index, found in enumerate(histories)
    )
    return replace(chart, lines=tuple(lines))


def _line(site: Site, chart: Chart, found: MilestoneHistory, shape: str, after: str) -> Line:
    marks = []
    name = site.name(found.milestone, short=True)
    for promise in found.promises:
        words = when_words(promise.date, site.language, short=True)
        marks.append(_mark(
            chart, shape, promise.event.when, promise.date, promise.event.id, (words,),
            f"{site.plain(promise.event.title)}. {name}: {words}",
        ))  # fmt: skip
    if found.outcome is not None:
        met = found.outcome_status == "met"
        word = status_words("milestone", found.outcome_status, site.language).lower()
        if met:
            word = site.say("blev av", "happened")
        words = f"{word} {when_words(found.outcome.when, site.language, short=True)}"
        told = (words,) if not after else (f"{words},", after)
        marks.append(_mark(
            chart, "point" if met else "ended", found.outcome.when, found.outcome.when,
            found.outcome.id, told, f"{site.plain(found.outcome.title)}. {name}: {words}",
        ))  # fmt: skip
    corners: list[tuple[float, float]] = []
    for mark in marks:
        if corners:
            corners.append((mark.x, corners[-1][1]))
        corners.append((mark.x, mark.y))
    return Line(site.name(found.milestone), tuple(marks), tuple(corners))


def _mark(
    chart: Chart, shape: str, given: When, aimed: When, event: str,
    words: tuple[str, ...], title: str,
) -> Mark:  # fmt: skip
    x, y = chart.across.at(_middle(given)), chart.y(_middle(aimed))
    soft = []
    if not given.exact:
        first = chart.across.first if given.earliest is None else given.earliest
        left, right = chart.across.at(first), chart.across.at(given.begins[1])
        right = max(right, x + R + 5 if given.earliest is None else x + SOFT / 2)
        left = min(left, x - SOFT / 2)
        left, right = max(left, chart.across.start), min(right, chart.across.end)
        soft.append(Box(left, y - 4, right - left, 8))
    if not aimed.exact:
        first = aimed.begins[0] or (aimed.end.earliest if aimed.end else aimed.begins[1])
        upper, lower = chart.y(aimed.begins[1]), chart.y(first)
        upper, lower = min(upper, y - SOFT / 2), max(lower, y + SOFT / 2)
        soft.append(Box(x - 4, upper, 8, lower - upper))
    return Mark(shape, x, y, event, words, title, tuple(soft))


def _middle(when: When) -> date:
    """Where a date is drawn: the middle of its days, or the last one where it says “by”."""
    first, last = when.begins
    return last if first is None else first + (last - first) / 2


def _stroke(a: tuple[float, float], b: tuple[float, float]) -> Box:
    (x1, y1), (x2, y2) = a, b
    return Box(min(x1, x2) - 1, min(y1, y2) - 1, abs(x2 - x1) + 2, abs(y2 - y1) + 2)


def _along(x1: float, y1: float, x2: float, y2: float) -> list[Box]:
    """A slanting stroke as small boxes."""
    steps = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) / 3))
    return [
        Box(x1 + (x2 - x1) * i / steps - 2, y1 + (y2 - y1) * i / steps - 2, 4, 4)
        for i in range(steps + 1)
    ]


# ---- labels ------------------------------------------------------------------------


@dataclass
class _Desk:
    """Where labels are laid out one after the other."""

    chart: Chart
    space: Space
    labels: list[tuple[Label, str]]
    leads: list[tuple[float, float, float, float]]
    missing: list[str]

    def fits(self, label: Label, lead: Iterable[Box] = ()) -> bool:
        """True where a label lies within the plot and, with its leader, clear of all else."""
        box = label.box
        if box.y < self.chart.top or box.bottom > self.chart.floor - 4:
            return False
        others = [other.box for other, _ in self.labels] + [m.box for m in self.chart.marks]
        clear = not any(piece.overlaps(other, 1) for piece in lead for other in others)
        return clear and self.space.free((box,))

    def put(self, label: Label, css: str) -> None:
        """Lay a label down."""
        self.space.take(Place((), label))
        self.labels.append((label, css))


def _placed(site: Site, chart: Chart, closing: str) -> Chart:
    sheet = chart.sheet
    space = Space(0, chart.across.end - 4, 2, list(chart.obstacles))
    desk = _Desk(chart, space, [], [], [])
    for mark in sorted(chart.marks, key=lambda m: (m.shape == "point", m.x)):
        _beside(desk, mark)
    _diagonal_name(desk, site.say("här infaller det planerade datumet", "the planned date is here"))
    if sheet.width > 400:
        for line in chart.lines:
            _line_name(desk, line)
    end = _label((site.say("Källorna slutar här", "The sources end here"),), sheet.size)
    box = Box(chart.across.end - end.box.w, chart.top - end.box.h - 2, end.box.w, end.box.h)
    desk.labels.append((replace(end, box=box, end=True), "c-text c-soft"))
    if closing:
        lines = text.wrap(closing, sheet.beyond - 12, sheet.size, bold=True)
        last = _label(lines, sheet.size)
        if last.box.w <= sheet.beyond - 8:
            desk.labels.append(
                (last.moved(chart.across.end + 7, chart.top + 6), "c-text c-strong c-halo")
            )
    return replace(
        chart, labels=tuple(desk.labels), leads=tuple(desk.leads), missing=tuple(desk.missing)
    )


def _label(lines: tuple[str, ...], size: float) -> Label:
    wide = max(text.width(words, size, bold=True) for words in lines)
    return Label(Box(0, 0, wide, len(lines) * size * svg.LEADING), lines, size)


def _beside(desk: _Desk, mark: Mark) -> None:
    """The words of a mark beside it, or further off with a leader."""
    size = desk.chart.sheet.size
    shapes = [_label(mark.words, size)]
    if desk.chart.sheet.width < 400:
        limit = shapes[0].box.w * 0.7
        lines = (text.wrap(words, limit, size, bold=True) for words in mark.words)
        shapes.append(_label(tuple(line for wrapped in lines for line in wrapped), size))
    for off in range(0, 200, 4):
        for label in shapes:
            for place, x, y in _around(mark, label, off):
                far = off > NEAR
                if far and x is None:
                    continue
                lead = () if x is None else _along(mark.x, y[0], x, y[1])
                if desk.fits(place, lead if far else ()):
                    if far and x is not None:
                        desk.leads.append((mark.x, y[0], x, y[1]))
                        desk.space.taken += lead
                    desk.put(place, "c-text c-strong c-halo")
                    return
    desk.missing.append(mark.words[0])


def _around(
    mark: Mark, label: Label, off: float
) -> Iterator[tuple[Label, float | None, tuple[float, float]]]:
    """Places round a mark, best first, each with the ends of its leader if it can have one."""
    w, h = label.box.w, label.box.h
    room = (mark.box, *mark.soft)
    left, right = min(box.x for box in room) - 4 - off, max(box.right for box in room) + 4 + off
    above = min(box.y for box in room) - 3 - h - off
    below = max(box.bottom for box in room) + 3 + off
    up, down = (mark.y - R - 4, above + h), (mark.y + R + 4, below)
    centred = mark.x - w / text.MARGIN / 2
    level = mark.y - h / 2

    def at(x: float, y: float, end: bool = False) -> Label:
        return replace(label, box=Box(x, y, w, h), end=end)

    yield at(centred, above), mark.x, up
    yield at(left - w, level, True), None, (0, 0)
    yield at(centred, below), mark.x, down
    yield at(right, level), None, (0, 0)
    for share in (0.2, 0.4, 0.6, 0.8, 0.95):
        yield at(mark.x - w * share, above), mark.x, up
        yield at(mark.x - w * share, below), mark.x, down
    for lift in (above, below):
        yield at(mark.x + 4, lift), None, (0, 0)
        yield at(mark.x - 4 - w, lift, True), None, (0, 0)


def _diagonal_name(desk: _Desk, words: str) -> None:
    """Below the diagonal, as far down as there is room."""
    ends = desk.chart.diagonal
    if ends is None:
        return
    x1, y1, x2, y2 = ends
    size = desk.chart.sheet.size
    for limit in (400, 150, 100):
        lines = text.wrap(words, limit, size)
        wide = max(text.width(line, size) for line in lines)
        label = Label(Box(0, 0, wide, len(lines) * size * svg.LEADING), lines, size)
        for step in range(8, 60):
            share = step / 60
            x, y = x1 + (x2 - x1) * share + 12, y1 + (y2 - y1) * share
            here = label.moved(x, y + 3)
            if desk.fits(here):
                desk.put(here, "c-text c-soft c-halo")
                return


def _line_name(desk: _Desk, line: Line) -> None:
    """The name of a series along its longest level stretch, or beside its last mark."""
    size = desk.chart.sheet.size
    wide = text.width(line.name, size)
    label = Label(Box(0, 0, wide, size * svg.LEADING), (line.name,), size)
    level = [(a, b) for a, b in pairwise(line.corners) if a[1] == b[1]]
    places = []
    for (x1, y), (x2, _) in sorted(level, key=lambda ab: ab[0][0] - ab[1][0]):
        for x in (x1 + 2 * R, (x1 + x2 - wide) / 2, x2 - wide - R):
            places += [label.moved(x, y + 6), label.moved(x, y - 6 - label.box.h)]
    last = line.marks[-1]
    places.insert(
        0 if last.shape == "square" else len(places),
        label.moved(last.x + 22, last.y - label.box.h / 2),
    )
    for place in places:
        if desk.fits(place):
            desk.put(place, "c-text c-halo")
            return


# ---- drawing -----------------------------------------------------------------------


def draw(view: View, chart: Chart) -> Markup:
    """One drawing as SVG."""
    sheet, site = chart.sheet, view.site
    name = f"plan-{sheet.css.removeprefix('only-')}"
    title = site.say(
        "Diagram: när varje plan gavs och vilket datum den lovade. Samma uppgifter står i tabellen.",
        "Chart: when each plan was given and which date it promised. The table says the same.",
    )
    parts = [*_ground(chart), *_axes(view, chart)]
    if chart.diagonal:
        x1, y1, x2, y2 = chart.diagonal
        parts.append(svg.tag(
            "line", class_="c-lead", stroke_dasharray="6 5", x1=x1, y1=y1, x2=x2, y2=y2
        ))  # fmt: skip
    for mark in chart.marks:
        parts += [
            svg.rect(box, fill="url(#g-soft-up)" if box.w == 8 else "url(#g-soft)")
            for box in mark.soft
        ]
    for index, line in reversed(list(enumerate(chart.lines))):
        points = " ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in line.corners)
        second = {"class_": "c-line", "stroke_dasharray": "2 4"} if index else {"class_": "c-axis"}
        stroke = svg.tag("polyline", points=points, fill="none", **second)
        marks = [_drawn(view, mark) for mark in line.marks]
        parts.append(svg.group(stroke, class_="proposed" if index else ""))
        parts.append(svg.group(*marks, class_="proposed" if index else ""))
    parts += [svg.line(x1, y1, x2, y2, "c-lead") for x1, y1, x2, y2 in chart.leads]
    parts += [svg.label(label, css) for label, css in chart.labels]
    return svg.drawing(name, sheet.width, chart.height, title, sheet.css, *parts)


def _ground(chart: Chart) -> Iterator[Markup]:
    left, right = chart.across.end, float(chart.sheet.width)
    beyond = Box(left, chart.top, right - left, chart.up.length)
    yield svg.rect(beyond, "c-beyond")
    yield svg.rect(beyond, fill="url(#p-beyond)")
    for year in range(chart.up.first.year + 1, chart.up.last.year + 1):
        y = chart.y(date(year, 1, 1))
        yield svg.line(chart.across.start, y, left, y, "c-grid")
        yield svg.words(0, y + chart.sheet.size * 0.35, str(year), "c-text c-soft")
    yield svg.line(left, chart.top, left, chart.floor, "c-edge")


def _axes(view: View, chart: Chart) -> Iterator[Markup]:
    size, floor = chart.sheet.size, chart.floor
    yield svg.line(chart.across.start, floor, chart.sheet.width, floor, "c-axis")
    free = 0.0
    for year, start, end in chart.across.years():
        yield svg.line(start, floor, start, floor + 5, "c-row")
        wide = text.width(str(year), size)
        if start >= free and end - start > wide * 0.4:
            yield svg.words(start + 3, floor + 1.2 * size, str(year), "c-text c-soft")
            free = start + wide + 8
    yield svg.words(0, size, view.site.say("Planerat datum", "Planned date"), "c-text c-strong")
    yield svg.words(
        chart.sheet.width, floor + 2.6 * size,
        view.site.say("När planen gavs", "When the plan was given"), "c-text c-strong c-end",
    )  # fmt: skip


def _drawn(view: View, mark: Mark) -> Markup:
    x, y = mark.x, mark.y
    if mark.shape == "point":
        shown = svg.tag("circle", class_="c-point", cx=x, cy=y, r=R - 0.5)
    elif mark.shape == "square":
        shown = svg.rect(Box(x - R + 1, y - R + 1, 2 * R - 2, 2 * R - 2), "c-square")
    elif mark.shape == "ended":
        shown = svg.tag("use", href="#st-ended", x=x - 8, y=y - 8, width=16, height=16)
    else:
        n = svg.number
        shown = svg.tag(
            "path", class_="c-diamond", d=f"M{n(x)} {n(y - R)}l{R} {R}-{R} {R}-{R}-{R}z"
        )
    room = svg.tag(
        "rect", fill="none", pointer_events="all", x=x - 12, y=y - 12, width=24, height=24
    )
    return svg.link(view.href(mark.event), mark.title, room, shown)
