"""What holds for every input, however bad: problems with places, and no fact lost in silence.

Shared by hypothesis (`test_fuzz.py`) and the coverage-guided fuzzer (`coverage_fuzz.py`), which
has an environment without the tools of the tests.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.checking.check import check
from generator.facts.record import PLURALS
from generator.facts.when import NotADate, When
from generator.reading.load import Loaded, read_folder
from generator.reading.meant_dates import date_remedy, nearest_date
from generator.report.page import as_page
from generator.report.problems import FORMATS

ROOT = Path(__file__).resolve().parent.parent
BASE = read_folder(ROOT / "tests" / "mistakes" / "base")
AS_OF = date(2026, 12, 31)
NAMES = (*sorted(BASE), "retired.yaml", "confirmed.yaml")
IDS = re.compile(rb"^- id: ([a-z0-9-]+)\s*$", re.MULTILINE)


def lines_of(files: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines of each file by its path in problems."""
    return {f"data/{n}": c.decode("utf-8", "replace").split("\n") for n, c in files.items()}


def judged(files: dict[str, bytes]) -> Loaded:
    """Check and print in every form; each problem has a place, and each fact is there or told of."""
    loaded, problems = check(files, AS_OF)
    lines = lines_of(files)
    for form in FORMATS.values():
        form(problems, lines)
    if problems:
        as_page(problems, lines)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.file.startswith("data/")
    if not any(problem.is_error for problem in problems):
        assert loaded.record is not None
        for content in (files[f"{plural}.yaml"] for plural in PLURALS.values()):
            for entry_id in IDS.findall(content):
                assert entry_id.decode() in loaded.record.kind_of, "a fact was dropped in silence"
    return loaded


def dated(text: str) -> None:
    """Read a text as a date: it is one and prints as it was, or there is a word on what it is not."""
    try:
        when = When.parse(text)
    except NotADate:
        date_remedy(text)
        nearest_date(text)
        return
    assert str(when) == text
    first, last = when.begins
    assert first is None or first <= last


def answered(data: bytes) -> None:
    """Judge one input: its first byte says which file of a small record it is, or that a date."""
    if not data:
        return
    place, content = data[0], data[1:]
    if place < len(NAMES):
        judged({**BASE, NAMES[place]: content})
    else:
        dated(content.decode("utf-8", "replace"))
