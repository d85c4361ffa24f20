"""What an editor sees in the browser while the facts have errors."""

from __future__ import annotations

import html
import re

from generator.problems import Problem, Related
from generator.report.page import MOST, as_page

LINES = {
    "data/a.yaml": [
        "- id: one",
        "  title: <b>x</b>",
        "  when: 15 nov 2024, late",
        "  type: stop",
        "  x: y",
    ]
}
WRONG = Problem(
    "not-a-date", "data/a.yaml", 3, 9, "“<i>” is no date", "Write 2024-11-15.", "one",
    related=(Related("data/b.yaml", 7, 1, "the & other"),),
)  # fmt: skip


def test_the_value_is_underlined_between_the_lines_around_it() -> None:
    page = as_page([WRONG], LINES)
    frame = re.search(r'<pre class="frame".*?</pre>', page)
    assert frame
    rows = re.findall(r'<span class="row([^"]*)"><b>(\d*)</b>([^\n]*?)</span>', frame[0])
    assert [(kind.strip(), number) for kind, number, _ in rows] == [
        ("", "1"), ("", "2"), ("hit", "3"), ("caret", ""), ("", "4"),
    ]  # fmt: skip
    assert rows[3][2] == " " * 8 + "^" * len("15 nov 2024")


def test_place_entry_rule_remedy_and_related_place_are_told() -> None:
    page = as_page([WRONG], LINES)
    for words in ("data/a.yaml:3:9", "one", "not-a-date", "data/b.yaml:7:1",
                  "python -m generator explain not-a-date"):  # fmt: skip
        assert f"<code>{words}</code>" in page
    assert "Write 2024-11-15." in page
    assert "the &amp; other" in page


def test_nothing_of_the_data_is_markup() -> None:
    page = as_page([WRONG], LINES)
    assert "<i>" not in page
    assert "<b>x" not in page
    assert html.escape("<b>x</b>") in page


def test_many_problems_are_cut_and_counted() -> None:
    page = as_page([WRONG] * (MOST + 3), LINES)
    assert page.count("<section") == MOST
    assert "… och 3 till" in page


def test_a_place_beyond_the_file_is_no_failure() -> None:
    assert 'class="frame"' in as_page([Problem("missing-file", "data/c.yaml", 1, 1, "missing")], {})
