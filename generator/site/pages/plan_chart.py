"""The chart of the plans for one milestone: a row for each plan, down to what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from generator.facts.when import When
from generator.history.plans import MilestoneHistory
from generator.history.state import intervals
from generator.site.site import Site
from generator.site.words.dates import when_words
from generator.site.words.labels import status_class, status_words

WIDTHS = (("only-wide", 1208, 14), ("only-mid", 680, 14), ("only-narrow", 328, 12))
"""Class of each drawing, its width and the size of its text."""

SOFT = 44
"""Least width of the soft span of an inexact date, so that it shows beside the diamond."""

MARK = 8
"""Half the width of a diamond or a point."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Bar:
    """A stretch of a deployment's life with the class of its status."""

    css: str
    start: date
    end: date


@dataclass(frozen=True)
class Line:
    """One row: what it is, its date in words, and what is drawn."""

    head: str
    words: tuple[str, ...]
    link: str
    first: date | None
    last: date
    exact: bool = False
    met: bool = False
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Written:
    """A text where it is drawn, and the box that it takes at most."""

    words: str | Markup
    css: str
    x: float
    y: float
    box: Box


@dataclass(frozen=True)
class Placed:
    """A row where it is drawn: its mark, and each text with its box and class."""

    line: Line
    y: float
    mark: Box
    texts: tuple[Written, ...]


@dataclass(frozen=True)
class Layout:
    """One drawing: rows placed on a scale of days."""

    width: int
    size: int
    left: float
    start: date
    end: date
    horizon: date
    rows: tuple[Placed, ...]
    top: float
    height: float

    def x(self, day: date) -> float:
        """Where a day lies across."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(self.left + share * (self.width - self.left), 1)


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is at most: common sans widths, plus 15 %."""
    total = 0.0
    for sign in words:
        if sign in "iljtfrI.,:;'|!()[] \u00a0":
            total += 0.32
        elif sign in "mwMW%—":
            total += 0.88
        elif sign.isupper():
            total += 0.7
        else:
            total += 0.56
    return total * size * (1.08 if bold else 1) * 1.15


def lines_of(site: Site, history: MilestoneHistory) -> list[Line]:
    """The rows of the chart: each plan in the order it was given, then the outcome."""
    language = site.language
    rows = []
    for promise in history.promises:
        given = when_words(promise.event.when, language, short=True)
        first, last = promise.date.begins
        rows.append(Line(
            site.say(f"Plan {given}", f"Plan {given}"),
            (when_words(promise.date, language, short=True),),
            promise.event.id, first, last, exact=promise.date.exact,
        ))  # fmt: skip
    outcome = history.outcome
    if outcome is None:
        return rows
    first, last = outcome.when.begins
    word = status_words("milestone", history.outcome_status, language).lower()
    rows.append(Line(
        site.say("Utfall", "Outcome"),
        (f"{word} {when_words(outcome.when, language, short=True)}",),
        outcome.id, first, last, exact=outcome.when.exact, met=history.outcome_status == "met",
    ))  # fmt: skip
    changed = [effect.subject for effect in outcome.effects]
    for subject in changed:
        entry = site.record.subjects.get(subject)
        if entry is None or entry.kind != "deployment" or entry.part_of in changed:
            continue
        if (row := _deployment(site, subject)) is not None:
            rows.append(row)
    return rows


def _deployment(site: Site, subject: str) -> Line | None:
    spans = [(day, s) for day, s in intervals(site.history, subject) if s.event is not None]
    spans = [(day, s) for day, s in spans if day <= site.horizon_day]
    if not spans:
        return None
    bars = []
    words = []
    for index, (day, status) in enumerate(spans):
        end = spans[index + 1][0] if index + 1 < len(spans) else site.horizon_day
        bars.append(Bar(status_class("deployment", status.status), day, end))
        since: When | None = status.since
        assert since is not None
        word = status_words("deployment", status.status, site.language).lower()
        words.append(f"{word} {when_words(since, site.language, short=True)}")
    name = site.name(subject, short=True)
    event = spans[0][1].event or ""
    return Line(name, tuple(words), event, spans[0][0], site.horizon_day, bars=tuple(bars))


def lay_out(lines: list[Line], horizon: date, width: int, size: int) -> Layout:
    """Place every row so that no text meets another text, mark or bar."""
    narrow = width < 400
    days = [day for line in lines for day in (line.first, line.last) if day is not None]
    start = date(min(days).year, 1, 1)
    end = max(horizon + timedelta(150), max(days) + timedelta(60))
    heads = [text_width(line.head, size, bold=True) for line in lines]
    left = 0.0 if narrow else round(max(heads) + 16, 1)
    layout = Layout(width, size, left, start, end, horizon, (), size + 10, 0)
    y = layout.top + 4
    rows = []
    for line in lines:
        placed, y = _place(layout, line, y, narrow=narrow)
        rows.append(placed)
    return Layout(width, size, left, start, end, horizon, tuple(rows), layout.top, y + 6)


def _mark(layout: Layout, line: Line, middle: float) -> Box:
    right = layout.x(line.last)
    left = layout.x(line.first) if line.first else right
    if line.bars:
        return left, middle - 8, max(right, left + 24), middle + 8
    reach = MARK if line.exact else SOFT / 2
    middle_x = (left + right) / 2
    return min(left, middle_x - reach), middle - 8, max(right, middle_x + reach), middle + 8


def _place(layout: Layout, line: Line, y: float, *, narrow: bool) -> tuple[Placed, float]:
    size, step = layout.size, layout.size + 5
    widest = max(text_width(words, size) for words in line.words)
    probe = _mark(layout, line, 0)
    side = "above"
    if not narrow and probe[0] - 8 - widest >= layout.left:
        side = "left"
    elif not narrow and probe[2] + 8 + widest <= layout.width:
        side = "right"
    if side == "above":
        return _above(layout, line, y)
    height = max(34.0, step * len(line.words) + 12)
    middle = y + height / 2
    mark = _mark(layout, line, middle)
    texts = [_text(line.head, "c-text c-strong", 0, middle + size * 0.35, size)]
    baseline = middle + size * 0.35 - step * (len(line.words) - 1) / 2
    for words in line.words:
        if side == "left":
            texts.append(_text(words, "c-text c-halo c-end", mark[0] - 8, baseline, size))
        else:
            texts.append(_text(words, "c-text c-halo", mark[2] + 8, baseline, size))
        baseline += step
    return Placed(line, middle, mark, tuple(texts)), y + height


def _above(layout: Layout, line: Line, y: float) -> tuple[Placed, float]:
    """Texts on lines of their own above the mark, as on the phone."""
    size, step = layout.size, layout.size + 5
    baseline = y + size + 5
    words = Markup('<tspan class="c-strong">{}</tspan>').format(line.head)
    wide = text_width(line.head, size, bold=True)
    texts = []
    for index, part in enumerate(line.words):
        comma = "," if index < len(line.words) - 1 else ""
        room = text_width(f" {part}{comma}", size)
        if wide + room > layout.width:
            texts.append(_text(words, "c-text c-halo", 0, baseline, size, wide=wide))
            words, wide, baseline = Markup(), 0, baseline + step
        words += Markup(" {}{}").format(part, comma)
        wide += room
    texts.append(_text(words, "c-text c-halo", 0, baseline, size, wide=wide))
    middle = baseline + 18
    return Placed(line, middle, _mark(layout, line, middle), tuple(texts)), middle + 14


def _text(
    words: str | Markup, css: str, x: float, baseline: float, size: int, *, wide: float = 0
) -> Written:
    wide = wide or text_width(words, size, bold="c-strong" in css)
    left = x - wide if "c-end" in css else x
    box = (left, baseline - size * 0.8, left + wide, baseline + size * 0.25)
    return Written(words, css, round(x, 1), round(baseline, 1), box)


def plan_chart(site: Site, history: MilestoneHistory, key: str, title: str) -> Markup:
    """The drawings of a milestone's plans, one for each width of page."""
    lines = lines_of(site, history)
    return Markup("\n").join(
        _draw(lay_out(lines, site.horizon_day, width, size), css, f"{key}-{css}", title)
        for css, width, size in WIDTHS
    )


def _draw(layout: Layout, css: str, key: str, title: str) -> Markup:
    height = round(layout.height)
    return Markup(
        '<svg class="chart {}" role="img" aria-labelledby="{}" width="{}" height="{}" '
        'viewBox="0 0 {} {}"><title id="{}">{}</title>{}{}</svg>'
    ).format(
        css, key, layout.width, height, layout.width, height, key, title,
        _frame(layout, height), Markup().join(_row(layout, placed) for placed in layout.rows),
    )  # fmt: skip


def _frame(layout: Layout, height: int) -> Markup:
    top, edge = layout.top, layout.x(layout.horizon)
    beyond = (edge, top, round(layout.width - edge, 1), round(height - top, 1))
    parts = [
        Markup('<rect class="c-beyond" x="{}" y="{}" width="{}" height="{}"/>').format(*beyond),
        Markup('<rect fill="url(#p-beyond)" x="{}" y="{}" width="{}" height="{}"/>').format(
            *beyond
        ),
    ]
    free = 0.0
    for year in range(layout.start.year, layout.end.year + 1):
        x = layout.x(date(year, 1, 1))
        parts.append(
            Markup('<line class="c-grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
                x, top, height
            )
        )
        wide = text_width(str(year), layout.size)
        if x >= free and x + 4 + wide <= layout.width:
            parts.append(
                Markup('<text class="c-text c-soft" x="{}" y="{}">{}</text>').format(
                    x + 4, top - 7, year
                )
            )
            free = x + 4 + wide
    parts.append(
        Markup('<line class="c-edge" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
            edge, top, height
        )
    )
    parts.append(
        Markup('<line class="c-axis" x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(layout.width, top)
    )
    return Markup().join(parts)


def _row(layout: Layout, placed: Placed) -> Markup:
    parts = [
        Markup('<text class="{}" x="{}" y="{}">{}</text>').format(t.css, t.x, t.y, t.words)
        for t in placed.texts
    ]
    line, y = placed.line, round(placed.y, 1)
    left, _, right, _ = (round(value, 1) for value in placed.mark)
    if line.bars:
        return Markup().join([*parts, *_bars(layout, line, y)])
    middle = round((left + right) / 2, 1)
    if not line.exact:
        parts.append(Markup(
            '<rect fill="url(#g-soft)" x="{}" y="{}" width="{}" height="8"/>'
        ).format(left, y - 4, round(right - left, 1)))  # fmt: skip
    if line.met:
        parts.append(Markup('<circle class="c-point" cx="{}" cy="{}" r="6"/>').format(middle, y))
    else:
        parts.append(
            Markup('<path class="c-diamond" d="M{} {}l7 7-7 7-7-7z"/>').format(middle, y - 7)
        )
    return Markup().join(parts)


def _bars(layout: Layout, line: Line, y: float) -> list[Markup]:
    parts = []
    free = 0.0
    for bar in line.bars:
        x = max(layout.x(bar.start), free)
        wide = max(round(layout.x(bar.end) - x, 1), 4)
        if bar.css == "ended":
            parts.append(Markup(
                '<use href="#st-ended" x="{0}" y="{1}" width="16" height="16"/>'
                '<g class="ended"><line class="c-line" x1="{2}" x2="{3}" y1="{4}" y2="{4}"/></g>'
            ).format(x + 1, y - 8, x + 17, max(x + wide, x + 17), y))  # fmt: skip
        elif bar.css in ("paused", "unknown", "under-way"):
            parts.append(Markup(
                '<rect fill="url(#p-{0})" x="{1}" y="{2}" width="{3}" height="15"/>'
                '<g class="{0}"><rect class="c-frame" x="{1}" y="{2}" width="{3}" height="15"/></g>'
            ).format(bar.css, x, y - 7.5, wide))  # fmt: skip
        else:
            parts.append(Markup(
                '<g class="{}"><rect class="c-solid" x="{}" y="{}" width="{}" height="15"/></g>'
            ).format(bar.css, x, y - 7.5, wide))  # fmt: skip
        free = x + wide
    return parts
