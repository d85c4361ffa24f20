"""The chart of amounts of money: the time that each concerns, never how large it is.

One row for each thing that is measured, with heavy rules between rows. Across lies time
and nothing else; the size of an amount is only in its words. Every amount has a line of
its own, so that no two are read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from markupsafe import Markup

from generator.facts.base import Text
from generator.facts.figure import Figure
from generator.facts.when import When
from generator.site.site import Site
from generator.site.timeline import svg
from generator.site.timeline.place import Box, Label
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width, wrap
from generator.site.view import View
from generator.site.words.dates import when_words
from generator.site.words.numbers import CURRENCIES, figure_words

HEAD = 46
"""Above the axis: where the sources end, and the years."""
PAD = 9
"""Between a rule and what stands in the row, and between two lines of a row."""
GAP = 8
"""Between a mark and its amount, and between the names and the plot."""
POINT = 12
SOFT = 24
"""No uncertain date is drawn narrower."""
SPAN = 9
"""How thick an uncertain date is drawn."""
AFTER = 0.09
"""The share of the time before the horizon that is shown after it at least."""
AFTER_LAST = timedelta(days=60)


@dataclass(frozen=True)
class Sheet:
    """One width: where the plot begins (0: names stand above it), and its sizes of type."""

    css: str
    width: float
    left: float
    size: float
    amount: float
    name: str


SHEETS = (
    Sheet("only-wide", 1208, 340, 14, 22, "costs-w"),
    Sheet("only-mid", 680, 210, 14, 22, "costs-m"),
    Sheet("only-narrow", 328, 0, 12, 18, "costs-n"),
)


@dataclass(frozen=True)
class Amount:
    """One figure in the chart, in words."""

    figure: Figure
    words: str
    about: str
    language: str


@dataclass(frozen=True)
class Row:
    """One measure and its amounts in order of time."""

    name: str
    language: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Line:
    """An amount placed: its mark, its words, and what it is."""

    amount: Amount
    about: Label
    mark: Box
    words: Label

    @property
    def boxes(self) -> tuple[Box, ...]:
        """All the room that is taken."""
        return self.about.box, self.mark, self.words.box


@dataclass
class RowLayout:
    """A row placed between its rule and the next."""

    row: Row
    name: Label
    top: float
    bottom: float = 0
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """One drawing, placed."""

    sheet: Sheet
    edge: float
    """Where the sources end."""
    end: Label
    years: tuple[tuple[float, Label | None], ...]
    """Where each year begins, and its name where there is room."""
    rows: tuple[RowLayout, ...]

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.rows[-1].bottom

    def boxes(self) -> Iterator[Box]:
        """The room of every name, amount and mark."""
        yield self.end.box
        yield from (name.box for _, name in self.years if name)
        for row in self.rows:
            yield row.name.box
            for line in row.lines:
                yield from line.boxes


def is_money(figure: Figure) -> bool:
    """True for an amount in a currency."""
    return figure.unit in CURRENCIES["sv"]


def chart_rows(site: Site) -> list[Row]:
    """The measures of the settings that have amounts of money that may be used."""
    found = []
    for measure in site.record.settings.measures:
        figures = [
            figure
            for figure in site.record.figures.values()
            if figure.measure == measure.id and figure.usable and is_money(figure)
        ]
        figures.sort(key=lambda figure: figure.as_of.sort_key)
        if figures:
            name, language = measure.name.given_in(site.language)
            found.append(Row(name, language, tuple(_amount(site, figure) for figure in figures)))
    return found


def _amount(site: Site, figure: Figure) -> Amount:
    text: Text = figure.measures
    what, language = text.given_in(site.language)
    when = when_words(figure.as_of, language, short=True)
    return Amount(figure, figure_words(figure, site.language), f"{what}, {when}", language)


def cost_chart(view: View) -> Markup:
    """The drawings of all widths; nothing where there are no amounts."""
    rows = chart_rows(view.site)
    if not rows:
        return Markup()
    return Markup("\n").join(_draw(view, lay_out(view.site, rows, sheet)) for sheet in SHEETS)


# Placing


@dataclass(frozen=True)
class Plot:
    """Where days lie on one sheet, and where the sources end."""

    sheet: Sheet
    scale: Scale
    horizon: date

    @property
    def edge(self) -> float:
        """The pixel of the horizon."""
        return self.scale.at(self.horizon)

    @property
    def limit(self) -> float:
        """How wide names may be: beside the plot, or above it and before the horizon."""
        if self.sheet.left:
            return self.sheet.left - 2 * GAP
        return max(self.edge - GAP, self.sheet.width * 0.6)


def bounds(when: When, horizon: date) -> tuple[date, date]:
    """The first and last day that a figure may concern; with no end known, up to the horizon."""
    first, last = when.begins
    first = first or last
    if when.open_end:
        last = max(last, horizon)
    return first, last


def lay_out(site: Site, rows: list[Row], sheet: Sheet) -> Layout:
    """Place everything so that nothing overlaps."""
    horizon = site.horizon_day
    days = [bounds(amount.figure.as_of, horizon) for row in rows for amount in row.amounts]
    first = date(min(horizon, *(day for day, _ in days)).year, 1, 1)
    last = max(day for _, day in days) + AFTER_LAST
    last = max(last, horizon + (horizon - first) * AFTER)
    plot = Plot(sheet, Scale(first, last, sheet.left, sheet.width - sheet.left), horizon)
    placed: list[RowLayout] = []
    for row in rows:
        placed.append(_row(row, plot, placed[-1].bottom if placed else HEAD))
    words = site.say("Källorna slutar", "The sources end")
    end = _label((words,), sheet.size, 0, 2, bold=True)
    end = end.moved(min(plot.edge, sheet.width - end.box.w))
    return Layout(sheet, plot.edge, end, tuple(_years(plot)), tuple(placed))


def _years(plot: Plot) -> Iterator[tuple[float, Label | None]]:
    size, free = plot.sheet.size, 0.0
    for year, start, _ in plot.scale.years():
        name = _label((str(year),), size, start + 4, HEAD - size * svg.LEADING - 5)
        fits = name.box.x >= free and name.box.right <= plot.sheet.width
        yield start, name if fits else None
        if fits:
            free = name.box.right + GAP


def _label(lines: tuple[str, ...], size: float, x: float, y: float, *, bold: bool = False) -> Label:
    wide = max(width(words, size, bold=bold) for words in lines)
    return Label(Box(x, y, wide, size * svg.LEADING * len(lines)), lines, size)


def _row(row: Row, plot: Plot, top: float) -> RowLayout:
    size = plot.sheet.size
    name = _label(_fitted(row.name, plot.limit, size, bold=True), size, 0, top + PAD, bold=True)
    found = RowLayout(row, name, top)
    y = name.box.bottom + 1
    for amount in row.amounts:
        about = _label(_fitted(amount.about, plot.limit, size), size, 0, y)
        if not plot.sheet.left:
            y = about.box.bottom + 4
        line, y = _line(amount, about, plot, y)
        found.lines.append(line)
        y += PAD
    found.bottom = y + PAD / 2
    return found


def _line(amount: Amount, about: Label, plot: Plot, y: float) -> tuple[Line, float]:
    """An amount beside its mark where there is room, else above it; and where it ends."""
    start, end = _mark(amount.figure.as_of, plot)
    lines: tuple[str, ...] = (amount.words,)
    placed = _beside(width(amount.words, plot.sheet.amount, bold=True), start, end, plot)
    if placed is None:
        lines = _amount_lines(amount.words, plot.scale.length, plot.sheet.amount)
        wide = max(width(part, plot.sheet.amount, bold=True) for part in lines)
        x, at_end = _above(wide, start, end, plot)
    else:
        x, at_end = placed
    words = _label(lines, plot.sheet.amount, x, 0, bold=True)
    words = Label(words.box, words.lines, words.size, end=at_end)
    high, down = words.box.h, (words.box.h - POINT) / 2
    if placed is None:
        high, down = words.box.h + 2 + POINT, words.box.h + 2
    block = high
    if plot.sheet.left:
        block = max(high, about.box.h)
        about = about.moved(dy=(block - about.box.h) / 2)
    top = y + (block - high) / 2
    mark = Box(start, top + down, end - start, POINT)
    return Line(amount, about, mark, words.moved(dy=top)), y + block


def _mark(when: When, plot: Plot) -> tuple[float, float]:
    """The pixels of a point, or of a soft span, widened where its bounds lie close."""
    scale = plot.scale
    first, last = bounds(when, plot.horizon)
    start, end = scale.at(first), scale.at(last)
    least = POINT if when.exact else SOFT
    wide = max(least, end - start)
    before = wide if when.earliest is None else (wide - (end - start)) / 2
    start = min(max(start - before, scale.start), scale.end - wide)
    return start, start + wide


def _beside(wide: float, start: float, end: float, plot: Plot) -> tuple[float, bool] | None:
    """Where words begin beside a mark, and whether they end there instead.

    What lies before the horizon is named before it.
    """
    right, left = end + GAP, start - GAP - wide
    if right + wide <= plot.edge - GAP:
        return right, False
    if left >= plot.scale.start:
        return left, True
    if end > plot.edge and right + wide <= plot.scale.end:
        return right, False
    return None


def _above(wide: float, start: float, end: float, plot: Plot) -> tuple[float, bool]:
    """Where words above a mark begin: flush with its start, else with its end, else over it."""
    scale = plot.scale
    last = plot.edge - GAP if end <= plot.edge else scale.end
    if start + wide <= last:
        return start, False
    if end - wide >= scale.start:
        return end - wide, True
    middle = (start + end) / 2
    x = max(min(middle - wide / 2, last - wide), scale.start)
    return x, x > scale.start


def _fitted(words: str, limit: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines within a limit; a word that is longer is broken, so that it meets no mark."""
    broken = " ".join(_broken(word, limit, size, bold) for word in words.split(" "))
    return wrap(broken, limit, size, bold=bold)


def _broken(word: str, limit: float, size: float, bold: bool) -> str:
    parts = [""]
    for sign in word:
        if parts[-1] and width(f"{parts[-1]}{sign}-", size, bold=bold) > limit:
            parts.append("")
        parts[-1] += sign
    return "- ".join(parts)


def _amount_lines(words: str, limit: float, size: float) -> tuple[str, ...]:
    """An amount on as few lines as it needs, never broken within a number."""
    lines = wrap(words, limit, size, bold=True)
    if max(width(words, size, bold=True) for words in lines) <= limit:
        return lines
    loose = re.sub("(?<=[^0-9])\u00a0|\u00a0(?=[^0-9])", " ", words).replace("–", "– ")
    return wrap(loose, limit, size, bold=True)


# Drawing


def _draw(view: View, layout: Layout) -> Markup:
    sheet, height = layout.sheet, layout.height
    title = view.site.say(
        "Vilken tid varje belopp gäller. Läget i sidled säger inget om hur stort det är.",
        "The time that each amount concerns. The position sideways says nothing of its size.",
    )
    beyond = Box(layout.edge, HEAD, sheet.width - layout.edge, height - HEAD)
    frame = [svg.rect(beyond, "c-beyond"), svg.rect(beyond, fill="url(#p-beyond)")]
    for x, name in layout.years:
        frame.append(svg.line(x, HEAD, x, height, "c-grid"))
        if name:
            frame.append(svg.label(name, "c-text c-soft"))
    frame.append(svg.line(layout.edge, HEAD - 6, layout.edge, height, "c-edge"))
    frame.append(svg.label(layout.end, "c-text c-strong"))
    rows = [part for row in layout.rows for part in _draw_row(view, row, sheet)]
    return svg.drawing(sheet.name, sheet.width, height, title, sheet.css, *frame, *rows)


def _draw_row(view: View, row: RowLayout, sheet: Sheet) -> Iterator[Markup]:
    yield svg.line(0, row.top, sheet.width, row.top, "c-axis")
    yield _in(view, row.row.language, svg.label(row.name, "c-text c-strong c-halo"))
    for line in row.lines:
        amount = line.amount
        yield svg.link(
            view.href(amount.figure.id),
            f"{row.row.name}: {amount.words}. {amount.about}",
            _in(view, amount.language, svg.label(line.about, "c-text c-soft c-halo")),
            _draw_mark(line),
            svg.label(line.words, "c-text c-amount c-halo"),
        )


def _draw_mark(line: Line) -> Markup:
    box = line.mark
    middle = box.y + box.h / 2
    if line.amount.figure.as_of.exact:
        return svg.tag("circle", class_="c-point", cx=box.x + box.w / 2, cy=middle, r=POINT / 2)
    return svg.rect(Box(box.x, middle - SPAN / 2, box.w, SPAN), fill="url(#g-soft)")


def _in(view: View, language: str, drawn: Markup) -> Markup:
    """Marked with its language where it is not the page's."""
    return drawn if language == view.site.language else svg.tag("g", drawn, lang=language)
