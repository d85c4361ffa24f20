"""The chart of plans: what its rows say, and that no label meets anything."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.history.plans import milestone_history
from generator.site.pages.plan_chart import (
    WIDTHS,
    Bar,
    Box,
    Layout,
    Line,
    lay_out,
    lines_of,
    text_width,
)
from generator.site.site import Site


@pytest.fixture(scope="module")
def sites(record: Record) -> dict[str, Site]:
    return {language: Site(record, language) for language in LANGUAGES}


def overlaps(one: Box, two: Box) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def measure(layout: Layout) -> None:
    """No text meets another text, a mark or a bar, or leaves the drawing."""
    texts = [(text.words, text.box) for row in layout.rows for text in row.texts]
    marks = [("mark", row.mark) for row in layout.rows]
    for (first, one), (second, two) in combinations(texts + marks, 2):
        if first != "mark" or second != "mark":
            assert not overlaps(one, two), (layout.width, first, second)
    for said, box in texts:
        assert box[0] >= 0, (layout.width, said)
        assert box[2] <= layout.width, (layout.width, said)
        assert box[1] >= layout.top, (layout.width, said)
        assert box[3] <= layout.height, (layout.width, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_of_the_chart_meets_anything(sites: dict[str, Site], language: str) -> None:
    site = sites[language]
    for subject in site.record.subjects.values():
        history = milestone_history(site.history, subject.id)
        lines = lines_of(site, history) if subject.kind == "milestone" else []
        for _, width, size in WIDTHS if lines else ():
            measure(lay_out(lines, site.horizon_day, width, size))


def test_labels_find_room_at_the_edges() -> None:
    start = date(2020, 1, 1)
    lines = [
        Line("Plan", ("a very long label that takes much of the width",), "x", day, day, exact=True)
        for day in (start + timedelta(days) for days in range(0, 2400, 150))
    ]
    lines.append(Line("Bar", ("in use", "stopped"), "x", start, start, bars=(
        Bar("in-force", start, start),
    )))  # fmt: skip
    for _, width, size in WIDTHS:
        measure(lay_out(lines, date(2025, 1, 1), width, size))


def test_the_rows_end_in_what_happened(sites: dict[str, Site]) -> None:
    site = sites["sv"]
    lines = lines_of(site, milestone_history(site.history, "start-south"))
    assert [line.words[0] for line in lines[:3]] == ["våren 2021", "våren 2022", "hösten 2024"]
    assert lines[-2].met
    assert lines[-1].words == (
        "i drift 12\u00a0nov 2024",
        "stoppad 15\u00a0nov 2024",
    )
    assert [bar.css for bar in lines[-1].bars] == ["in-force", "ended"]


def test_text_width_overestimates() -> None:
    assert text_width("Herrljunga", 10) > 10 * 10 * 0.45
    assert text_width("Wide", 10, bold=True) > text_width("Wide", 10)
