"""The milestone chart: across when a plan was given, up the date that it promised."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from generator.history.plans import MilestoneHistory
from generator.site.charts.promise_labels import placed
from generator.site.charts.promises import SHEETS, Chart, Mark, R, Sheet, measured
from generator.site.site import Site
from generator.site.timeline import svg, text
from generator.site.timeline.place import Box
from generator.site.view import View


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
        fewer = math.inf if best is None else len(best.missing)
        chart = measured(site, histories, sheet, after, growth)
        best = placed(site, chart, closing, fewer) or best
        if best is not None and not best.missing:
            break
    assert best is not None
    return best


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
