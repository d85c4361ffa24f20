"""Bad input of every sort: always problems with places, never a traceback, a hang or a lost fact."""

from __future__ import annotations

import re
import tracemalloc
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checking.check import check
from generator.facts.record import PLURALS
from generator.facts.when import NotADate, When
from generator.reading.load import Loaded, read_folder
from generator.report.problems import FORMATS

ROOT = Path(__file__).resolve().parent.parent
BASE = read_folder(ROOT / "tests" / "mistakes" / "base")
REAL = read_folder(ROOT / "data")
AS_OF = date(2026, 12, 31)
IDS = re.compile(rb"^- id: ([a-z0-9-]+)\s*$", re.MULTILINE)
ODD = (
    "\x00", "\x07", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028",
    "\ud800", "\U000e0041", "a\u030a", "\r", "\t", "\u0085", "\ufffe", "\U0010ffff", "🏳️‍🌈",
)  # fmt: skip
"""NUL, control, bidi, zero width, byte order mark, surrogate, tag, decomposed, and the like."""
SHAPES: tuple[Any, ...] = (
    None, "", "x", "x" * 5000, "NO", "2022", "-1", "1e999", "9" * 400, "true", [], {}, [[]], [{}], [None],
    {"sv": []}, {"sv": {"sv": "x"}}, {"x": "y"}, ["a", ["b"]], "../..", "9999-99-99", "0000", "2024-02-30/..",
)  # fmt: skip


def judged(files: dict[str, bytes]) -> Loaded:
    """Check and print in every form; each problem has a place, and each fact is there or told of."""
    loaded, problems = check(files, AS_OF)
    lines = {f"data/{n}": c.decode("utf-8", "replace").split("\n") for n, c in files.items()}
    for form in FORMATS.values():
        form(problems, lines)
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


def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """Content with one to three mutations of bytes or lines."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(content)))
        lines = content.split(b"\n")
        row = draw(st.integers(0, len(lines) - 1))
        way = draw(st.integers(0, 8))
        if way == 0:
            content = content[:at]
        elif way == 1:
            content = content[:at] + draw(st.binary(max_size=8)) + content[at:]
        elif way == 2:
            odd = draw(st.sampled_from(ODD)).encode("utf-8", "surrogatepass")
            content = content[:at] + odd + content[at:]
        elif way == 3:
            content = b"\n".join(lines[:row] + lines[row + 1 :])
        elif way == 4:
            content = b"\n".join([*lines[:row], lines[row], *lines[row:]])
        elif way == 5:
            content = b"\n".join([*lines[:row], b"  " + lines[row], *lines[row + 1 :]])
        elif way == 6:
            content = content[:at] + content[draw(st.integers(at, len(content))) :]
        elif way == 7:
            content = content.replace(b"\n", draw(st.sampled_from((b"\r\n", b"\r"))))
        else:
            content = content.decode("utf-8", "replace").encode(
                draw(st.sampled_from(("latin-1", "utf-16", "utf-8-sig", "cp1252"))), "replace"
            )
    return content


def fuzzed(data: st.DataObject, files: dict[str, bytes]) -> None:
    name = data.draw(st.sampled_from(sorted(files)))
    content = data.draw(st.composite(lambda draw: mutated(draw, files[name]))())
    judged({**files, name: content})


def reshaped(data: st.DataObject, files: dict[str, bytes]) -> None:
    """A value of another type anywhere in a real tree."""
    name = data.draw(st.sampled_from(sorted(files)))
    tree = yaml.load(files[name], yaml.CBaseLoader)  # noqa: S506  (texts only)
    node = tree
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.integers(0, 3)) == 0:
            node[key] = data.draw(st.sampled_from(SHAPES))
            break
        node = inner
    dumped = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    judged({**files, name: dumped.encode()})


FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(st.data())
def test_files_with_mutations_are_answered(data: st.DataObject) -> None:
    fuzzed(data, BASE)


@FEW
@given(st.data())
def test_values_of_another_type_are_answered(data: st.DataObject) -> None:
    reshaped(data, BASE)


@pytest.mark.trials
@MANY
@given(st.data())
def test_real_files_with_mutations_are_answered(data: st.DataObject) -> None:
    fuzzed(data, REAL)


@pytest.mark.trials
@MANY
@given(st.data())
def test_real_values_of_another_type_are_answered(data: st.DataObject) -> None:
    reshaped(data, REAL)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"[-0-9/.~?%]{0,24}", fullmatch=True)))
def test_any_text_is_a_date_or_is_said_not_to_be(text: str) -> None:
    try:
        when = When.parse(text)
    except NotADate:
        return
    assert str(when) == text
    first, last = when.begins
    assert first is None or first <= last


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n".encode()
    for n in range(12)
)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (BOMB, "anchor"),
        (b"[" * 100_000, "too-deep"),
        (b"- " * 100_000, "too-deep"),
        (b"{a: " * 50_000, "too-deep"),
        (b"? " * 50_000, "key-not-text"),
        (b"- !!python/object/apply:os.system [true]\n", "tag"),
        ("- id: x".encode("utf-16"), "not-utf8"),
        (b"- id: \xed\xa0\x80\n", "not-utf8"),
        (b"\x00" * 100_000, "invisible-character"),
        ("- id: a\u0308\n".encode(), "not-nfc"),
        ("- id: x\u202ey\n".encode(), "invisible-character"),
        (b'- id: "\\ud800"\n', "yaml-syntax"),
        (b'- id: "x\\uFFFF"\n', "invisible-character"),  # no XML may hold it
        (b'- id: "x\\U0001FFFE"\n', "invisible-character"),
        ("- id: x\u3164y\n".encode(), "invisible-character"),
        (b"- id: " + b"x" * 1_000_000 + b"\n", "too-long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tricks_are_refused_in_bounded_memory(content: bytes, rule: str) -> None:
    tracemalloc.start()
    try:
        problems = check({**BASE, "gaps.yaml": content}, AS_OF)[1]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rule in {problem.rule for problem in problems if problem.file == "data/gaps.yaml"}
    assert peak < 300 * 1024 * 1024


def test_an_id_in_two_forms_of_a_letter_is_never_two_ids() -> None:
    """NFC and NFD of one word look alike; neither is an id, and both are told of."""
    for form in ("NFC", "NFD"):
        word = unicodedata.normalize(form, "åsa")
        content = BASE["gaps.yaml"].replace(b"- id: ", f"- id: {word}".encode(), 1)
        problems = check({**BASE, "gaps.yaml": content}, AS_OF)[1]
        assert {"not-an-id", "not-nfc"} & {problem.rule for problem in problems}
