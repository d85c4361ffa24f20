"""The verbs `check` and `state`: their formats, exit codes and answers to wrong calls."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.cli import VERBS, main
from generator.problems import Problem, Related, Severity, in_order
from generator.report.problems import FORMATS, visible

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "mistakes" / "base"
AS_OF = ["--as-of", "2022-02-01"]
EDTF_OR_OPEN = re.compile(r"^(\.\.|\d{4}.*|\.\./\d{4}.*)$")

ODD = Problem(
    rule="unknown-id",
    file="my data/a,b:c.yaml",
    line=3,
    column=7,
    message="50 % of “x”:\nnone, really",
    hint="Did you mean “y”?",
    record="some-id",
    related=(Related("data/b.yaml", 1, 2, "the other"),),
)
WARNING = Problem("source-unused", "data/b.yaml", 9, 1, "unused", severity=Severity.WARNING)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small valid record, in the current folder."""
    shutil.copytree(BASE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def break_it(data: Path) -> None:
    """One error and one warning."""
    events = (data / "events.yaml").read_text("utf-8")
    events = events.replace("when: 2021-06-01", "when: 1 juni 2021")
    events = events.replace(", en: Some islands sign the option}", "}")
    (data / "events.yaml").write_text(events, "utf-8")


def run(
    capsys: pytest.CaptureFixture[str], *arguments: str, code: int | None = None
) -> tuple[str, str]:
    found = main(arguments)
    if code is not None:
        assert found == code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    return captured.out, captured.err


def command(*arguments: str, folder: Path = ROOT, **environment: str) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


# check


def test_check_on_sound_facts(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", *AS_OF, code=0) == ("0 errors, 0 warnings.\n", "")


def test_check_counts_and_fails_on_an_error(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(data)
    out, _ = run(capsys, "check", *AS_OF, code=1)
    assert out.endswith("\n1 error, 1 warning.\n")
    assert "data/events.yaml:45:9: error (pilot-starts): “1 juni 2021”" in out
    assert "    45 |   when: 1 juni 2021\n       |         ^\n" in out


def test_a_warning_alone_does_not_fail(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = (data / "record.yaml").read_text("utf-8").replace(", en: facts}", "}")
    (data / "record.yaml").write_text(record, "utf-8")
    out, _ = run(capsys, "check", *AS_OF, code=0)
    assert out.endswith("\n0 errors, 1 warning.\n")


def test_check_as_json_keeps_its_contract(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(data)
    out, _ = run(capsys, "check", "--format", "json", *AS_OF, code=1)
    answer = json.loads(out)
    assert list(answer) == ["problems"]
    for problem in answer["problems"]:
        assert list(problem) == [
            "rule", "severity", "file", "line", "column", "record", "message", "hint", "related",
        ]  # fmt: skip
        assert problem["severity"] in ("error", "warning")
        assert isinstance(problem["line"], int)
        assert problem["line"] >= 1
        assert problem["column"] >= 1
    assert [(p["rule"], p["line"], p["column"]) for p in answer["problems"]] == [
        ("missing-english", 35, 10),
        ("not-a-date", 45, 9),
    ]


def test_json_without_problems_is_an_empty_list(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "check", "--format", "json", *AS_OF, code=0)
    assert json.loads(out) == {"problems": []}


def test_github_annotations_escape_what_would_end_them() -> None:
    line = FORMATS["github"]([ODD], {})
    assert line == (
        "::error file=my data/a%2Cb%3Ac.yaml,line=3,col=7,title=unknown-id::"
        "50 %25 of “x”:%0Anone, really. Did you mean “y”?"
    )
    assert FORMATS["github"]([WARNING], {}).startswith("::warning file=data/b.yaml,line=9,col=1,")
    assert FORMATS["github"]([ODD, WARNING], {}).count("\n") == 1


def test_check_as_github(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_it(data)
    out, _ = run(capsys, "check", "--format", "github", *AS_OF, code=1)
    assert re.fullmatch(
        r"::warning file=data/events\.yaml,line=35,col=10,title=missing-english::[^\n]+\n"
        r"::error file=data/events\.yaml,line=45,col=9,title=not-a-date::[^\n]+\n",
        out,
    )


def test_sarif_has_all_that_the_standard_requires() -> None:
    sarif = json.loads(FORMATS["sarif"]([ODD, WARNING], {}))
    assert sarif["version"] == "2.1.0"
    assert sarif["$schema"].endswith("sarif-2.1.0.json")
    (sarif_run,) = sarif["runs"]
    driver = sarif_run["tool"]["driver"]
    assert driver["name"]
    assert [rule["id"] for rule in driver["rules"]] == ["source-unused", "unknown-id"]
    assert sarif_run["columnKind"] == "unicodeCodePoints"
    first, second = sarif_run["results"]
    assert (first["ruleId"], first["level"], second["level"]) == ("unknown-id", "error", "warning")
    assert first["message"]["text"].startswith("50 % of")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20data/a%2Cb%3Ac.yaml"
    assert unquote(place["artifactLocation"]["uri"]) == ODD.file
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    (related,) = first["relatedLocations"]
    assert related["message"] == {"text": "the other"}
    assert related["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 2}


def test_check_as_sarif(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "check", "--format", "sarif", *AS_OF, code=0)
    assert json.loads(out)["runs"][0]["results"] == []
    break_it(data)
    out, _ = run(capsys, "check", "--format", "sarif", *AS_OF, code=1)
    assert [r["ruleId"] for r in json.loads(out)["runs"][0]["results"]] == [
        "missing-english",
        "not-a-date",
    ]


def test_text_shows_no_character_that_steers_a_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec\td\u00a0e\nf") == "a\ufffd[31mb\ufffdc d\u00a0e\ufffdf"
    block = FORMATS["text"]([ODD], {ODD.file: ["", "", "x\x1b[2J"]})
    assert "\x1b" not in block
    assert "50 % of “x”:\ufffdnone" in block
    assert "       > data/b.yaml:1:2: the other\n" in block


def test_each_problem_is_told_once_and_in_order() -> None:
    assert in_order([WARNING, ODD, WARNING]) == [WARNING, ODD]


def test_the_day_of_the_check_is_an_argument(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "check", "--as-of", "2022-01-01", code=0)
    assert "[not-yet]" in out
    out, _ = run(capsys, "check", code=0)
    assert "[not-yet]" not in out
    assert out.endswith("0 errors, 2 warnings.\n")  # days of 2021 and 2022 have passed
    assert "[assessment-old]" in out
    assert "[security-expired]" in out


# state


def test_state_as_json_keeps_its_contract(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(
        capsys, "state", "--on", "2025-03-01", "--data", str(ROOT / "data"), "--format", "json"
    )
    state = json.loads(out)
    assert list(state) == ["on", "known_by", "horizon", "subjects"]
    assert (state["on"], state["known_by"]) == ("2025-03-01", None)
    assert EDTF_OR_OPEN.match(state["horizon"])
    status_keys = {"status", "possible", "since", "until", "event"}
    for key, subject in state["subjects"].items():
        assert status_keys | {"kind", "as_of", "terms", "by_party"} <= set(subject), key
        for status in (subject, *subject["by_party"].values()):
            assert status_keys <= set(status)
            assert isinstance(status["possible"], list)
            assert status["status"] is None or isinstance(status["status"], str)
            for name in ("since", "until"):
                assert status[name] is None or EDTF_OR_OPEN.match(status[name]), (key, name)
            assert (status["event"] is None) == (status["since"] is None)
            if status["status"] is None:
                assert (status["until"], status["event"], status["possible"]) == (None, None, [])
            if status["status"] == "unknown":
                assert len(status["possible"]) > 1
        assert subject["as_of"] is None or EDTF_OR_OPEN.match(subject["as_of"])
        for term in subject["terms"]:
            assert {"id", "type", "certain"} <= set(term)
    pause = state["subjects"]["pause"]
    assert (pause["kind"], pause["status"], pause["until"]) == ("pause", "agreed", "..")
    notice = next(term for term in pause["terms"] if term["type"] == "notice")
    assert notice["rule"] == {"months": 4}
    assert len(state["subjects"]["option-1"]["by_party"]) == 49


def test_state_where_parties_differ_is_mixed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = (data / "events.yaml").read_text("utf-8")
    events = events.replace("for: {some_of: islands}, others: not-signed", "for: {party: [sando]}")
    events = events.replace(
        "becomes: cancelled, for: {all: islands}", "becomes: cancelled, for: {party: [sando]}"
    )
    (data / "events.yaml").write_text(events, "utf-8")
    out, _ = run(capsys, "state", "--on", "2021-05-15", "--format", "json", *AS_OF, code=0)
    option = json.loads(out)["subjects"]["self-service"]
    assert option["status"] == "mixed"
    assert {party: state["status"] for party, state in option["by_party"].items()} == {
        "sando": "signed",
        "klippo": None,
        "vasso": None,
    }


def test_state_within_an_inexact_date_is_unknown(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "state", "--on", "2021-04-15", "--format", "json", *AS_OF, code=0)
    option = json.loads(out)["subjects"]["self-service"]
    assert option["status"] == "unknown"
    assert option["possible"] == [None, "not-signed", "signed"]


def test_state_as_publicly_known(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(
        capsys,
        "state",
        "--on",
        "2021-07-01",
        "--known-by",
        "2021-07-01",
        "--format",
        "json",
        *AS_OF,
    )
    state = json.loads(out)
    assert state["known_by"] == "2021-07-01"
    assert state["horizon"] == "2021-03"
    assert state["subjects"]["main-contract"]["status"] == "signed"
    assert state["subjects"]["pilot-sando"]["status"] is None


def test_state_as_text(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "state", "--on", "2021-07-01", *AS_OF, code=0)
    assert out.startswith("On 2021-07-01 (sources up to 2022-01-05):\n")
    assert (
        "  pilot-sando [deployment]: in-use since 2021-06-01 by pilot-starts until 2021-09-15\n"
        in out
    )
    assert "  self-service [option]: unknown (not-signed, signed) since 2021-04 by some-sign" in out


def test_state_on_broken_facts_tells_the_errors(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_it(data)
    out, err = run(capsys, "state", "--on", "2021-07-01", *AS_OF, code=1)
    assert out == ""
    assert "[not-a-date]" in err
    assert "[missing-english]" not in err


# Wrong calls


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chek"],
        ["check", "--format", "xml"],
        ["check", "--as-of", "yesterday"],
        ["check", "--as-of", "2022-02-30"],
        ["state"],
        ["state", "--on", "2024"],
        ["state", "--on", "2024-11"],
        ["state", "--on", "20241112"],
        ["state", "--on", "2024-W46-2"],
        ["state", "--on", "12 november 2024"],
        ["state", "--on", ""],
        ["state", "--on", "2024-11-12", "--known-by", "2024-13-01"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_told_and_gives_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "usage:" in captured.err
    if "--on" in arguments or "--as-of" in arguments:
        assert "is not a day, YYYY-MM-DD" in captured.err


@pytest.mark.parametrize("verb", [["check"], ["state", "--on", "2024-11-12"]], ids=lambda v: v[0])
def test_a_missing_folder_is_told(
    verb: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = run(capsys, *verb, "--data", str(tmp_path / "nowhere"), code=2)
    assert out == ""
    assert err == f"generator: no such folder of facts ({tmp_path / 'nowhere'})\n"


def test_a_file_instead_of_a_folder_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, err = run(capsys, "check", "--data", "data/events.yaml", code=2)
    assert "no such folder of facts" in err


def test_an_empty_folder_lacks_every_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = run(capsys, "check", "--data", str(tmp_path), code=1)
    assert out.count("[missing-file]") == 11
    assert out.endswith("\n11 errors, 0 warnings.\n")


def test_an_unreadable_file_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "events.yaml").unlink()
    (data / "events.yaml").mkdir()
    _, err = run(capsys, "check", code=2)
    assert err == "generator: Is a directory (data/events.yaml)\n"


def test_a_file_without_permission_is_told(data: Path) -> None:
    (data / "events.yaml").chmod(0)
    if os.access(data / "events.yaml", os.R_OK):
        (data / "events.yaml").unlink()
        (data / "events.yaml").symlink_to("gone.yaml")  # root may read all, but not this
    found = command("check", folder=data.parent)
    assert found.returncode == 2
    assert found.stderr.startswith("generator: ")
    assert "(data/events.yaml)" in found.stderr
    assert "Traceback" not in found.stderr


def test_the_module_runs_as_a_program(data: Path) -> None:
    found = command("check", *AS_OF, folder=data.parent)
    assert (found.returncode, found.stdout, found.stderr) == (0, "0 errors, 0 warnings.\n", "")
    break_it(data)
    assert command("check", *AS_OF, folder=data.parent).returncode == 1


def test_a_terminal_that_cannot_show_a_letter_is_no_reason_to_stop(data: Path) -> None:
    break_it(data)
    found = command("check", *AS_OF, folder=data.parent, PYTHONIOENCODING="ascii")
    assert "Traceback" not in found.stderr
    assert found.returncode == 1
    assert "1 juni 2021" in found.stdout


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("verb", ["check", "state --on 2025-03-01 --format json"])
def test_a_reader_that_closes_early_is_no_reason_to_complain(verb: str, unbuffered: str) -> None:
    found = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m generator {verb} | true; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_every_verb_is_named_with_the_module_that_has_it() -> None:
    """Only that module is read for a call, so it must be the right one."""
    for module, named in VERBS.items():
        parser = argparse.ArgumentParser()
        import_module(f"generator.verbs.{module}").add_to(verbs := parser.add_subparsers())
        assert tuple(verbs.choices) == named
    modules = {path.stem for path in (ROOT / "generator/verbs").glob("*.py")}
    assert modules - {"__init__", "common", "links", "versions"} == set(VERBS)


def test_a_check_does_not_load_what_only_a_build_needs() -> None:
    """An editor checks at every save."""
    code = "import sys; from generator.cli import VERBS, main; main(['check', '--as-of', '2026-11-26']); print(sorted(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "generator.checking.check" in result.stdout
    assert not [
        name
        for name in ("generator.site.files", "mkdocs", "rdflib")
        if f"'{name}'" in result.stdout
    ]
