"""One folder per mistake: what an editor types wrong, and all that `check` answers.

`mistakes/base/` is a small valid record of an invented programme. `mistakes/RULE/BRANCH/data/`
holds the files that differ from it; a file named `X.removed` takes X away. `expected.txt` is
the whole text that `check` prints.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checking.check import check
from generator.checking.rule import RULES
from generator.facts.gap import Gap
from generator.facts.record import Theme
from generator.problems import Problem
from generator.reading import document, syntax
from generator.reading.load import load, read_folder
from generator.reading.shape import locate, validate, value_problem
from generator.report.problems import FORMATS, visible

HERE = Path(__file__).resolve().parent
MISTAKES = HERE / "mistakes"
READING = HERE.parent / "generator" / "reading"
AS_OF = date(2022, 2, 1)
CASES = sorted(path.parent for path in MISTAKES.glob("*/*/expected.txt"))
REGENERATE = "REWRITE_EXPECTED=1 .venv/bin/python -m pytest tests/test_mistakes.py"
PLACE = re.compile(
    r"^(?P<file>\S+):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning)"
    r"(?: \((?P<record>[^)]*)\))?: (?P<message>.*)  \[(?P<rule>[a-z0-9-]+)\]$",
    re.MULTILINE,
)
WITHOUT_FOLDER = {
    "file-too-large": "64 MB do not belong in git; test_a_file_that_is_too_large",
    "not-valid": "for pydantic's errors that no field gives; test_an_error_without_words_of_its_own",
}


def name(case: Path) -> str:
    return case.relative_to(MISTAKES).as_posix()


def files_of(case: Path) -> dict[str, bytes]:
    files = read_folder(MISTAKES / "base")
    for path in (case / "data").iterdir():
        if path.suffix == ".removed":
            del files[path.stem]
        else:
            files[path.name] = path.read_bytes()
    return files


def checked(files: dict[str, bytes], form: str) -> str:
    """What `python -m generator check --format …` prints."""
    _, problems = check(files, AS_OF)
    lines = {
        f"data/{file}": content.decode("utf-8", "replace").split("\n")
        for file, content in files.items()
    }
    return FORMATS[form](problems, lines) + "\n"


def rules_in_reading() -> Iterator[str]:
    """Every rule id that `generator/reading/` can give, as it stands in the code."""
    for path in sorted(READING.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            first: ast.expr | None = None
            if isinstance(node, ast.Call) and node.args:
                called = node.func
                called_name = called.attr if isinstance(called, ast.Attribute) else ""
                called_name = called.id if isinstance(called, ast.Name) else called_name
                first = node.args[0] if called_name in ("Problem", "fail") else None
            elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
                first = node.value.elts[0] if len(node.value.elts) == 3 else None
            for choice in [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]:
                if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                    yield choice.value


def all_rules() -> set[str]:
    return {*RULES, *rules_in_reading()}


@pytest.mark.parametrize("case", CASES, ids=name)
def test_mistake(case: Path) -> None:
    found = checked(files_of(case), "text")
    expected = case / "expected.txt"
    if os.environ.get("REWRITE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text("utf-8"), (
        f"`check` answers {name(case)} differently. If it is meant, run: {REGENERATE}"
    )


@pytest.mark.parametrize("case", CASES, ids=name)
def test_one_mistake_gives_one_problem_of_its_rule_with_a_hint(case: Path) -> None:
    problems = check(files_of(case), AS_OF)[1]
    assert [problem.rule for problem in problems] == [case.parent.name]
    assert problems[0].hint


@pytest.mark.parametrize("case", CASES, ids=name)
def test_json_tells_the_same(case: Path) -> None:
    files = files_of(case)
    told = json.loads(checked(files, "json"))["problems"]
    shown = [match.groupdict() for match in PLACE.finditer(checked(files, "text"))]
    assert len(told) == len(shown)
    for problem, line in zip(told, shown, strict=True):
        problem["message"] = visible(problem["message"])
        assert {key: problem[key] and str(problem[key]) for key in line} == line


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_place_exists(case: Path) -> None:
    files = files_of(case)
    for problem in check(files, AS_OF)[1]:
        places = [(place.file, place.line, place.column) for place in problem.related]
        for file, line, column in [(problem.file, problem.line, problem.column), *places]:
            content = files.get(file.removeprefix("data/"), b"")
            lines = content.decode("utf-8", "replace").split("\n")
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_mistake_differs_from_the_base(case: Path) -> None:
    """A file that equals the base's does not belong in the folder."""
    base = read_folder(MISTAKES / "base")
    for path in (case / "data").iterdir():
        assert path.suffix == ".removed" or base.get(path.name) != path.read_bytes()


TABLE = MISTAKES / "README.md"
HEAD = """\
# Mistakes, and what the check says

Written by `{command}`; never by hand.
Each row is a folder here: what an editor typed wrong in a small invented record, where the check
says that it is, and what it says. What the rules mean: `python -m generator explain ID`.

{mistakes} mistakes of {rules} rules.

| rule | mistake | place | entry | message | remedy | related |
|---|---|---|---|---|---|---|
"""


def cell(text: str) -> str:
    """A text as a cell: no markup, no line ends, and not endless."""
    shown = visible(text).replace("\\", "\\\\").replace("|", "\\|").replace("`", "\\`")
    shown = re.sub(r"([*_<>&\[\]#~])", r"\\\1", shown)
    return shown if len(shown) < 330 else shown[:320].rstrip("\\ ") + " …"


def table() -> str:
    """The table of all mistakes."""
    rows = []
    for case in CASES:
        problem = check(files_of(case), AS_OF)[1][0]
        place = f"{problem.file.removeprefix('data/')}:{problem.line}:{problem.column}"
        related = "; ".join(
            f"{r.file.removeprefix('data/')}:{r.line}:{r.column} {r.message}"
            for r in problem.related
        )
        texts = (problem.record, problem.message, problem.hint, related)
        cells = [problem.rule, case.name, place, *(cell(text) for text in texts)]
        rows.append(f"| {' | '.join(cells)} |\n")
    rules = len({case.parent.name for case in CASES})
    return HEAD.format(command=REGENERATE, mistakes=len(CASES), rules=rules) + "".join(rows)


def test_the_table_of_mistakes_is_fresh() -> None:
    if os.environ.get("REWRITE_EXPECTED"):
        TABLE.write_text(table(), encoding="utf-8")
    assert TABLE.read_text("utf-8") == table(), f"run: {REGENERATE}"
    assert len({case.parent.name for case in CASES}) >= 60


WITHOUT_RECORD = {
    "byte-order-mark", "missing-file", "unknown-file", "not-a-list", "not-an-entry", "to-fill-in",
    "assessment-old", "security-expired",
}  # fmt: skip
"""Rules on whole files and on the settings, where there is no entry."""


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_problem_names_its_entry(case: Path) -> None:
    problem = check(files_of(case), AS_OF)[1][0]
    in_settings = problem.file == "data/record.yaml"
    assert problem.record or in_settings or problem.rule in WITHOUT_RECORD


def test_the_base_has_no_problem() -> None:
    assert checked(read_folder(MISTAKES / "base"), "text") == "0 errors, 0 warnings.\n"


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    folders = {case.parent.name for case in CASES}
    assert all_rules() - folders == set(WITHOUT_FOLDER)
    assert folders - all_rules() == set()
    assert len(all_rules()) > 50


def test_every_folder_is_whole() -> None:
    given = {path.parent for path in MISTAKES.glob("*/*/data")}
    assert given == set(CASES)


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_BYTES", 1024 * 1024)
    files = {**read_folder(MISTAKES / "base"), "gaps.yaml": b"#" * (1024 * 1024 + 1)}
    problems = check(files, AS_OF)[1]
    assert [(p.rule, p.file, p.line, p.column) for p in problems] == [
        ("file-too-large", "data/gaps.yaml", 1, 1)
    ]
    assert "1 MB" in problems[0].message


def test_an_invisible_character_on_the_first_line_has_its_column() -> None:
    [problem] = document.read_document("a\u200b: b\n".encode(), "x.yaml")[1]
    assert (problem.rule, problem.line, problem.column) == ("invisible-character", 1, 2)


def test_of_many_invisible_characters_the_first_are_named_and_no_more() -> None:
    content = "a: " + "\u200b" * (document.MOST_ODD + 50)
    *named, last = document.read_document(content.encode(), "x.yaml")[1]
    assert [problem.column for problem in named] == [*range(4, 4 + document.MOST_ODD)]
    assert last.message == "more invisible characters stand from here on"
    assert last.column == 4 + document.MOST_ODD


def test_what_the_parser_tells_without_a_place_stands_at_the_top() -> None:
    assert syntax.explain(yaml.MarkedYAMLError(problem="odd"), "a: b\n")[:3] == (
        0,
        0,
        "this is not YAML: odd",
    )


def test_what_is_absent_stands_where_its_parent_does() -> None:
    tree, _ = document.read_document(b"id: a\nitems:\n  - b: c\n", "x.yaml")
    places = {
        ("items", 0, "b"): (3, 8),
        ("items", 0, "other"): (3, 5),
        ("items", 1): (3, 3),
        ("other",): (1, 1),
        ("other", "id"): (1, 1),
    }
    assert {loc: locate(tree, loc) for loc in places} == places
    assert locate(tree, ("items", 0, "b"), key=True) == (3, 5)
    assert locate(tree, ("items", 0), key=True) == (3, 5)


def test_where_too_many_problems_are_cut_off_the_rule_is_that_of_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.reading.load.MOST", 20)
    several = b"- id: x\n  odd: y\n"
    problems = load({**BASE, "gaps.yaml": several + b"- b\n" * 30}).problems
    *_, before, last = (problem for problem in problems if problem.file == "data/gaps.yaml")
    assert last.message == "more problems stand from here on"
    assert (last.rule, last.line) == ("not-an-entry", before.line + 1)
    assert problems[1].rule == "missing-key"


@pytest.mark.parametrize("sign", ["*", "&"])
def test_a_sign_that_cannot_begin_a_text_is_named(sign: str) -> None:
    [problem] = document.read_document(f"a: {sign} b\n".encode(), "x.yaml")[1]
    assert (problem.rule, problem.line, problem.column) == ("yaml-syntax", 1, 4)
    assert problem.message == f"a text cannot begin with “{sign}”"


def test_a_bracket_that_is_closed_is_not_the_one_left_open() -> None:
    assert syntax._last_open(["a: [x, [y], {z: [1]},"], 0, 21) == ((0, 3), "[")


def test_a_misspelt_key_hides_nothing_else() -> None:
    tree, _ = document.read_document(b"id: a\nnmae: {sv: x}\ntypes: [nonsense]\n", "x.yaml")
    problems = validate(Theme, tree, "x.yaml", "a")[1]
    assert sorted(problem.rule for problem in problems) == ["not-a-choice", "unknown-key"]


def test_a_key_deep_in_lists_is_held_against_the_keys_that_are_legal_there() -> None:
    text = b"positions:\n  - says: {sv: x}\n    sources:\n      - {sorce: paper, at: whole}\n"
    tree, _ = document.read_document(text, "x.yaml")
    problems = validate(Gap, tree, "x.yaml", "a")[1]
    [hint] = [problem.hint for problem in problems if problem.rule == "unknown-key"]
    assert hint == "Did you mean “source”?"


def test_only_the_first_colon_lacks_its_space() -> None:
    tree, _ = document.read_document(b"{url:https://example.org}\n", "x.yaml")
    [problem] = validate(Theme, tree, "x.yaml", "")[1]
    assert problem.hint == "Did you mean “url: https://example.org”, with a space?"


def test_an_error_without_words_of_its_own() -> None:
    item = {"input": "x", "msg": "Input should be finite", "loc": ("value",)}
    rule, message, hint = value_problem("finite_number", item, "value", None)
    assert rule == "not-valid"
    assert message == "“value”: Input should be finite"
    assert hint


BASE = read_folder(MISTAKES / "base")
PIECES = [
    b"- id: x\n", b"  - ", b": ", b"{}", b"[]", b"null", b"\\ud800", b'"\\x00"', b"  [a]: b\n", b"  {a: b}: c\n",
    b"  ? - a\n  : b\n", b"  ? a\n", b"  : b\n", b"  <<: x\n", b"  []: []\n", b"...\n", b"%YAML 1.2\n", b"  when: {}\n",
    b"  id: []\n", b"  sources: x\n", b"  sources: [[]]\n", b"  effects: [{}]\n", b"  parties: {}\n", b"  title: []\n",
]  # fmt: skip
SPLICED = st.one_of(
    st.binary(max_size=6),
    st.text(max_size=6).map(str.encode),
    st.text(alphabet="-:[]{}&*!|>'\"\\%@`#?, \n\t~", max_size=6).map(str.encode),
    st.sampled_from(PIECES),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(BASE)),
    st.floats(0, 1, exclude_max=True),
    st.booleans(),
    st.integers(0, 30),
    SPLICED,
)
def test_whatever_is_typed_is_answered_without_a_traceback(
    file: str, place: float, at_line_start: bool, removed: int, typed: bytes
) -> None:
    content = BASE[file]
    start = int(place * len(content))
    if at_line_start:
        start, removed = content.rfind(b"\n", 0, start) + 1, 0
    files = {**BASE, file: content[:start] + typed + content[start + removed :]}
    for form in FORMATS:
        checked(files, form)


def test_all_problems_come_in_one_run_in_the_order_of_the_files() -> None:
    files = read_folder(MISTAKES / "base")
    for file, right, wrong in [
        ("events.yaml", b"when: 2021-06-01", b"when: 1 juni 2021"),
        ("events.yaml", b"type: stop", b"type: stopp"),
        ("figures.yaml", b"value: 799000", b"value: 799 tusen"),
        ("sources.yaml", b"published: 2021-03", b"pubished: 2021-03"),
    ]:
        assert right in files[file]
        files[file] = files[file].replace(right, wrong, 1)
    problems: list[Problem] = check(files, AS_OF)[1]
    assert [problem.rule for problem in problems] == [
        "not-a-date",
        "not-a-choice",
        "not-whole",
        "unknown-key",
    ]


def test_lines_that_end_as_on_windows_are_read() -> None:
    files = read_folder(MISTAKES / "base")
    windows = {name: content.replace(b"\n", b"\r\n") for name, content in files.items()}
    assert checked(windows, "text") == "0 errors, 0 warnings.\n"
    wrong = windows["events.yaml"].replace(b"when: 2021-06-01", b"when: 1 juni 2021")
    found = checked({**windows, "events.yaml": wrong}, "text")
    assert found.startswith("data/events.yaml:45:9: error (pilot-starts)")
    assert "\r" not in found


def test_the_line_shown_is_the_line_meant_after_an_odd_line_break() -> None:
    """U+2028 and its kin end a line for Python, but not for an editor of YAML."""
    files = read_folder(MISTAKES / "base")
    files["events.yaml"] = (
        files["events.yaml"]
        .replace(b"Bokbolaget ska leverera.", "Bokbolaget\u2028ska leverera.".encode())
        .replace("Sandö är först.".encode(), "Sandö är\u200b först.".encode())
    )
    found = checked(files, "text")
    assert "48 |   text: {sv: Sandö är\ufffd först., en: Sandö is first.}\n" in found


def test_every_entry_knows_the_line_it_begins_on() -> None:
    files = read_folder(MISTAKES / "base")
    record = load(files).record
    assert record is not None
    assert set(record.places) >= set(record.kind_of)
    for entry_id, place in record.places.items():
        lines = files[place.file.removeprefix("data/")].decode().split("\n")
        assert lines[place.line - 1] == f"- id: {entry_id}"


def test_what_is_typed_stays_what_was_typed() -> None:
    files = read_folder(MISTAKES / "base")
    for text in ("NO", "2022", "12:30", "0123", "1.10", "yes", "null"):
        changed = files["sources.yaml"].replace(
            "title: Avtalet är klart".encode(), f"title: {text}".encode()
        )
        record = load({**files, "sources.yaml": changed}).record
        assert record is not None
        assert record.sources["early-note"].title == text
