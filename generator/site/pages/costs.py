"""Costs and other figures: every figure of the record, grouped by what it measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.facts.base import Citation, Text
from generator.facts.figure import Figure
from generator.facts.record import Record
from generator.facts.source import Source
from generator.site.charts.costs import cost_chart, is_money
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import View
from generator.site.words.numbers import figure_words

PATH = "kostnader/"
"""Every figure is an anchor of this page; see `addresses.py`."""

REST = Text(sv="Andra siffror", en="Other figures")
"""The heading of figures whose measure the settings do not name."""


@dataclass(frozen=True)
class Row:
    """A figure as the table shows it."""

    figure: Figure
    amount: str
    wording: Markup
    """As the source prints it, in the source's own language; empty where it is not noted."""
    citations: tuple[tuple[Citation, Source], ...]
    touching: tuple[str, ...]
    """Conflicts and gaps that the figure is in question in."""
    related: tuple[str, ...]
    """Conflicts and gaps that only refer to it."""


@dataclass(frozen=True)
class Group:
    """Figures that measure the same thing: oldest first, those not to be used last."""

    anchor: str
    name: Text
    text: Text | None
    rows: tuple[Row, ...]


def cost_pages(site: Site) -> Iterator[Page]:
    """The one page of all figures."""
    view = View(site, PATH)
    title = site.say("Kostnader och andra siffror", "Costs and other figures")
    money = [figure for figure in site.record.figures.values() if is_money(figure)]
    body = render(
        site, PATH, "costs.md",
        title=title, money=bool(money), chart=cost_chart(view), groups=list(groups(view)),
        left_out=not all(figure.usable for figure in money),
    )  # fmt: skip
    yield Page(PATH, title, site.say(
        "Varje siffra med vad den mäter, när den gäller, vem som säger det och hur säker den är.",
        "Every figure with what it measures, when it applies, who says so and how sure it is.",
    ), body)  # fmt: skip


def groups(view: View) -> Iterator[Group]:
    """The figures of each measure of the settings, in their order, then all others."""
    record = view.site.record
    left: dict[str, list[Figure]] = defaultdict(list)
    for figure in record.figures.values():
        left[figure.measure].append(figure)
    for measure in record.settings.measures:
        if figures := left.pop(measure.id, None):
            yield Group(f"matt-{measure.id}", measure.name, measure.text, _rows(view, figures))
    if others := [figure for figures in left.values() for figure in figures]:
        yield Group("matt", REST, None, _rows(view, others))


def _rows(view: View, figures: list[Figure]) -> tuple[Row, ...]:
    ordered = sorted(figures, key=lambda f: (not f.usable, f.as_of.sort_key))
    return tuple(_row(view, figure) for figure in ordered)


def _row(view: View, figure: Figure) -> Row:
    record = view.site.record
    cited = tuple(
        (citation, record.sources[citation.source]) for citation in dict.fromkeys(figure.sources)
    )
    naming = view.site.links.to(figure.id, "gap", record)
    return Row(
        figure,
        figure_words(figure, view.site.language),
        view.foreign(figure.printed, cited[0][1].language) if figure.printed else Markup(),
        cited,
        tuple(gap for gap in naming if _touches(record, gap, figure)),
        tuple(gap for gap in naming if not _touches(record, gap, figure)),
    )


def _touches(record: Record, gap: str, figure: Figure) -> bool:
    return figure.id in record.gaps[gap].touches
