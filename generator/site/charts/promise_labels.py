"""The labels of the milestone chart, each where it touches nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product

from generator.site.charts.promises import Chart, Line, Mark, R, stroke
from generator.site.site import Site
from generator.site.timeline import svg, text
from generator.site.timeline.place import Box, Label, Place, Rectangle, Space

NEAR = 12
"""A label further off than this gets a leader."""


@dataclass
class _Desk:
    """Where labels are laid out one after the other."""

    chart: Chart
    space: Space
    labels: list[tuple[Label, str]]
    leads: list[tuple[float, float, float, float]]
    missing: list[str]
    marks: list[Box]
    top: float
    low: float
    """Between which labels lie."""

    def fits(self, box: Rectangle) -> bool:
        """True where a label's room lies within the plot and clear of all else."""
        _, y, _, h = box
        return y >= self.top and y + h <= self.low and self.space.free((box,))

    def crosses(self, lead: Box) -> bool:
        """True where a leader runs over a label or a mark."""
        others = [other.box for other, _ in self.labels] + self.marks
        return any(lead.overlaps(other, 1) for other in others)

    def put(self, label: Label, css: str) -> None:
        """Lay a label down."""
        self.space.take(Place((), label))
        self.labels.append((label, css))


SHARES = (0.5, 0.2, 0.4, 0.6, 0.8, 0.95)
LEANS = (SHARES, (0.05, 0.2, *SHARES), (0.95, 0.8, *SHARES))
"""How much of a label lies to the left of its mark: about the middle, to the right, to the left."""


def placed(site: Site, chart: Chart, closing: str, most: float = math.inf) -> Chart | None:
    """The chart with its labels, in the first of several ways that leaves none out.

    Else in that which leaves out the fewest; None where all leave out `most` or more.
    """
    best: Chart | None = None
    for way in product(LEANS, (1, -1)):
        fewer = most if best is None else len(best.missing)
        best = _laid(site, chart, closing, way, fewer) or best
        if best is not None and not best.missing:
            return best
    return best


def _laid(
    site: Site, chart: Chart, closing: str, way: tuple[tuple[float, ...], int], fewer: float
) -> Chart | None:
    """The chart labelled in one way: how labels lean, and in which direction they are laid.

    None where that does not leave out fewer than so many.
    """
    lean, direction = way
    sheet = chart.sheet
    space = Space(chart.across.start - 4, chart.across.end - 4, 2, list(chart.obstacles))
    marks = [mark.box for mark in chart.marks]
    desk = _Desk(chart, space, [], [], [], marks, chart.top, chart.floor - 4)
    for mark in sorted(chart.marks, key=lambda m: (m.shape == "point", direction * m.x)):
        _beside(desk, mark, lean)
        if len(desk.missing) >= fewer:
            return None
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


def _beside(desk: _Desk, mark: Mark, lean: tuple[float, ...]) -> None:
    """The words of a mark beside it, or further off with a leader."""
    size = desk.chart.sheet.size
    shapes = [_label(mark.words, size)]
    if desk.chart.sheet.width < 400:
        limit = shapes[0].box.w * 0.7
        lines = (text.wrap(words, limit, size, bold=True) for words in mark.words)
        shapes.append(_label(tuple(line for wrapped in lines for line in wrapped), size))
    for off in range(0, 160, 4):
        for label in shapes:
            for box, at_end, start, end in _around(mark, label, off, lean):
                if (off > NEAR and start is None) or not desk.fits(box):
                    continue
                if off > NEAR and start is not None:
                    lead = stroke((mark.x, start), (mark.x, end))
                    if desk.crosses(lead):
                        continue
                    desk.leads.append((mark.x, start, mark.x, end))
                    desk.space.taken.append(lead)
                desk.put(replace(label, box=Box(*box), end=at_end), "c-text c-strong c-halo")
                return
    desk.missing.append(mark.words[0])


def _around(
    mark: Mark, label: Label, off: float, lean: tuple[float, ...]
) -> Iterator[tuple[Rectangle, bool, float | None, float]]:
    """Places round a mark, best first, and whether the words end at their right edge.

    Then the ends of its leader, where it can have one.
    """
    w, h = label.box.w, label.box.h
    room = (mark.box, *mark.soft)
    left, right = min(box.x for box in room) - 4 - off, max(box.right for box in room) + 4 + off
    above = min(box.y for box in room) - 3 - h - off
    below = max(box.bottom for box in room) + 3 + off
    up, down = (mark.y - R - 4, above + h + 2), (mark.y + R + 4, below - 2)
    centred = mark.x - w / text.MARGIN / 2
    level = mark.y - h / 2

    first = centred if lean is SHARES else mark.x - w * lean[0]
    yield (first, above, w, h), False, *up
    yield (left - w, level, w, h), True, None, 0
    yield (centred, below, w, h), False, *down
    yield (right, level, w, h), False, None, 0
    for share in lean[1:]:
        yield (mark.x - w * share, above, w, h), False, *up
        yield (mark.x - w * share, below, w, h), False, *down
    for lift in (above, below):
        yield (mark.x + 4, lift, w, h), False, None, 0
        yield (mark.x - 4 - w, lift, w, h), True, None, 0


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
            if desk.fits(here.box):
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
        if desk.fits(place.box):
            desk.put(place, "c-text c-halo")
            return
