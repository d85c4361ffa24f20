"""Bad input of every sort: always problems with places, never a traceback, a hang or a lost fact."""

from __future__ import annotations

import html
import re
import time
import tracemalloc
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checking.check import check
from generator.reading import document
from generator.reading.load import MOST, read_folder
from generator.report.page import as_page
from generator.report.problems import FORMATS, as_text
from tests.judging import AS_OF, BASE, ROOT, answered, dated, judged, lines_of
from tests.strategies import dates

REAL = read_folder(ROOT / "data")
FOUND = ROOT / "tests" / "found"
"""What coverage-guided fuzzing found (`make fuzz`): each file is an input that went wrong once."""
ODD = (
    "\x00", "\x07", "\x1b[31m", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028",
    "\ud800", "\U000e0041", "a\u030a", "\r", "\t", "\u0085", "\ufffe", "\U0010ffff", "🏳️‍🌈",
)  # fmt: skip
"""NUL, control, bidi, zero width, byte order mark, surrogate, tag, decomposed, and the like."""
SHAPES: tuple[Any, ...] = (
    None, "", "x", "x" * 5000, "NO", "2022", "-1", "1e999", "9" * 400, "true", [], {}, [[]], [{}], [None],
    {"sv": []}, {"sv": {"sv": "x"}}, {"x": "y"}, ["a", ["b"]], "../..", "9999-99-99", "0000", "2024-02-30/..",
)  # fmt: skip


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


def test_what_was_found_stays_mended() -> None:
    """Also the note that lies with it, which is as good an input as any."""
    for path in sorted(FOUND.iterdir()):
        answered(path.read_bytes())


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
@given(
    st.one_of(dates(), st.text(max_size=30), st.from_regex(r"[-0-9/.~?%]{0,24}", fullmatch=True))
)
def test_any_text_is_a_date_or_is_said_not_to_be(text: str) -> None:
    dated(text)


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
        (b"- id: x\n  text: {sv: " + b"x" * 50_000_000 + b"}\n", "too-long"),
        (b"- id: x\n  title: |\n    " + b"y\n    " * 200_000, "unknown-key"),
        (b"- id: x\n  x" + b"y" * 5_000_000 + b": z\n", "yaml-syntax"),
        (b"- id: x\n" + b"".join(b"  k%d: v\n" % n for n in range(1_500)), "unknown-key"),
        (b"- {id: x}\n" * 5_000, "duplicate-id"),
        ("\u200b".encode() * 1_000_000, "invisible-character"),
        (b"x" * (64 * 1024 * 1024 + 1), "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tricks_are_refused_in_bounded_time_and_memory(content: bytes, rule: str) -> None:
    """Also told of: no report of them is long, whatever the value."""
    files = {**BASE, "gaps.yaml": content}
    tracemalloc.start()
    begun = time.process_time()
    try:
        problems = check(files, AS_OF)[1]
        reports = [form(problems, lines_of(files)) for form in FORMATS.values()]
        reports.append(as_page(problems, lines_of(files)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert rule in {problem.rule for problem in problems if problem.file == "data/gaps.yaml"}
    assert peak < 600 * 1024 * 1024
    assert time.process_time() - begun < 30
    assert max(len(problem.message) for problem in problems) < 3_000
    assert len(problems) < 6_000
    assert max(map(len, reports)) < 5_000_000


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("events", "when"), ("events", "type"), ("events", "at"), ("events", "becomes"), ("gaps", "id"),
        ("gaps", "recorded"), ("figures", "value"), ("sources", "url"), ("sources", "undated"),
        ("parties", "organisation"), ("record", "email"), ("record", "lead"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", ["x", "9", "2021 ", "¶ ", "a.b@", "https://a "])
def test_a_value_of_a_megabyte_is_too_long_and_not_repeated(file: str, key: str, sign: str) -> None:
    """Nor is it looked at for what it may have meant, which would take for ever."""
    name = f"{file}.yaml"
    value = sign * (1_200_000 // len(sign))
    text = re.sub(rf"\b{key}: [^,}}\n]+", f'{key}: "{value}"', BASE[name].decode(), count=1)
    begun = time.process_time()
    problems = check({**BASE, name: text.encode()}, AS_OF)[1]
    page = as_page(problems, lines_of({name: text.encode()}))
    assert time.process_time() - begun < 5
    assert "too-long" in {problem.rule for problem in problems}
    assert len(page) < 100_000
    for form in FORMATS.values():
        assert len(form(problems, lines_of({name: text.encode()}))) < 100_000


def test_a_file_of_too_many_values_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_VALUES", 200)
    content = b"- [" + b"a," * 300 + b"]\n"
    (problem,) = [p for p in check({**BASE, "gaps.yaml": content}, AS_OF)[1] if "gaps" in p.file]
    assert (problem.rule, problem.line, problem.column) == ("file-too-large", 1, 4 + 2 * 198)


def test_many_problems_are_told_of_until_there_are_enough() -> None:
    problems = check({**BASE, "gaps.yaml": b"- x\n" * 5_000}, AS_OF)[1]
    mine = [problem for problem in problems if problem.file == "data/gaps.yaml"]
    assert len(mine) == MOST + 2
    assert mine[-1].message == "more problems stand from here on"
    assert mine[-1].line == MOST + 2
    assert not [problem for problem in problems if problem.rule == "unknown-id"]


def test_a_place_far_out_on_a_line_is_shown_with_what_stands_around_it() -> None:
    line = "- {" + ", ".join(f"k{n}: v" for n in range(400)) + ", id: [}"
    files = {**BASE, "gaps.yaml": line.encode()}
    problem = next(p for p in check(files, AS_OF)[1] if p.file == "data/gaps.yaml")
    assert problem.column > 1_000
    shown, caret = as_text([problem], lines_of(files)).split("\n")[1:3]
    assert shown[caret.index("^")] == line[problem.column - 1]
    page = as_page([problem], lines_of(files))
    before = page.split('<span class="row caret"><b></b>')[1]
    row = html.unescape(page.split("<b>1</b>")[1])
    assert row[len(before) - len(before.lstrip(" "))] == line[problem.column - 1]


def test_an_id_in_two_forms_of_a_letter_is_never_two_ids() -> None:
    """NFC and NFD of one word look alike; neither is an id, and both are told of."""
    for form in ("NFC", "NFD"):
        word = unicodedata.normalize(form, "åsa")
        content = BASE["gaps.yaml"].replace(b"- id: ", f"- id: {word}".encode(), 1)
        problems = check({**BASE, "gaps.yaml": content}, AS_OF)[1]
        assert {"not-an-id", "not-nfc"} & {problem.rule for problem in problems}
