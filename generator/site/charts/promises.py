"""Promises as marks and lines: what the milestone chart shows, measured but without labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from generator.facts.when import When
from generator.history.plans import MilestoneHistory
from generator.site.site import Site
from generator.site.timeline import text
from generator.site.timeline.place import Box, Label
from generator.site.timeline.scale import Scale
from generator.site.words.dates import when_words
from generator.site.words.labels import status_words

R = 7
"""Half the width of a mark."""

SOFT = 28
"""Least length of a soft span; it fades over its outer parts, so shorter would not show."""

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
        return [stroke(a, b) for a, b in pairwise(self.corners)]


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
        found += along(*self.diagonal) if self.diagonal else []
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


def measured(
    site: Site, histories: Sequence[MilestoneHistory], sheet: Sheet, after: str, growth: float
) -> Chart:
    """The scales and the lines. The height of a year is multiplied by `growth`."""
    promises = [promise for found in histories for promise in found.promises]
    outcomes = [found.outcome.when for found in histories if found.outcome]
    given = [*(p.event.when for p in promises), *outcomes]
    aimed = [*(p.date for p in promises), *outcomes]
    left = text.width("2000", sheet.size) + 8
    start = date(min(middle(when) for when in given).year, 1, 1)
    across = Scale(start, site.horizon_day, left, sheet.width - sheet.beyond - left)
    low = date(min(middle(when) for when in aimed).year, 1, 1) - timedelta(150)
    high = date(max(middle(when) for when in aimed).year + 1, 1, 1) + timedelta(60)
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
        event, words = promise.event, when_words(promise.date, site.language, short=True)
        title = f"{site.plain(event.title)}. {name}: {words}"
        marks.append(
            _mark(
                chart, shape, event.when, promise.date,
                event=event.id, words=(words,), title=title,
            )
        )  # fmt: skip
    if (outcome := found.outcome) is not None:
        met = found.outcome_status == "met"
        word = status_words("milestone", found.outcome_status, site.language).lower()
        if met:
            word = site.say("blev av", "happened")
        words = f"{word} {when_words(outcome.when, site.language, short=True)}"
        title = f"{site.plain(outcome.title)}. {name}: {words}"
        told = (f"{words},", after) if after else (words,)
        marks.append(
            _mark(
                chart, "point" if met else "ended", outcome.when, outcome.when,
                event=outcome.id, words=told, title=title,
            )
        )  # fmt: skip
    corners: list[tuple[float, float]] = []
    for mark in marks:
        if corners:
            corners.append((mark.x, corners[-1][1]))
        corners.append((mark.x, mark.y))
    return Line(site.name(found.milestone), tuple(marks), tuple(corners))


def _mark(
    chart: Chart,
    shape: str,
    given: When,
    aimed: When,
    *,
    event: str,
    words: tuple[str, ...],
    title: str,
) -> Mark:
    x, y = chart.across.at(middle(given)), chart.y(middle(aimed))
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


def middle(when: When) -> date:
    """Where a date is drawn: the middle of its days, or the last one where it says “by”."""
    first, last = when.begins
    return last if first is None else first + (last - first) / 2


def stroke(a: tuple[float, float], b: tuple[float, float]) -> Box:
    """The room of a level or an upright stroke."""
    (x1, y1), (x2, y2) = a, b
    return Box(min(x1, x2) - 1, min(y1, y2) - 1, abs(x2 - x1) + 2, abs(y2 - y1) + 2)


def along(x1: float, y1: float, x2: float, y2: float) -> list[Box]:
    """A slanting stroke as small boxes."""
    steps = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) / 5))
    return [
        Box(x1 + (x2 - x1) * i / steps - 3, y1 + (y2 - y1) * i / steps - 3, 6, 6)
        for i in range(steps + 1)
    ]
