"""Every rule is explained, and its examples are what they say."""

from __future__ import annotations

import html
import json
import re

import pytest

from generator import cli
from generator.checking.check import check
from generator.checking.rule import RULES
from generator.facts.record import Record
from generator.problems import Problem
from generator.reading.load import read_folder
from generator.report.problems import as_sarif
from generator.rules.all import EXPLAINED, GROUPS, PAGE
from generator.site.pages.rules import rule_pages
from generator.site.site import Options, Site
from tests.test_mistakes import AS_OF, MISTAKES, all_rules

BASE = read_folder(MISTAKES / "base")
WITHOUT_PLACE = {"file-too-large", "missing-file", "unknown-file", "not-valid"}
"""Rules whose example is no line of a file."""


def as_bytes(text: str) -> bytes:
    """An example with the characters that cannot be seen, as it would be saved."""
    text = re.sub(r"⟨U\+([0-9A-F]{4})⟩", lambda m: chr(int(m[1], 16)), text)
    parts = re.split(r"⟨0x([0-9A-F]{2})⟩", text)
    return b"".join(
        bytes.fromhex(part) if number % 2 else part.encode() for number, part in enumerate(parts)
    )


def test_every_rule_is_explained() -> None:
    assert set(EXPLAINED) == all_rules(), "explain the rule in generator/rules/"
    assert sum(len(rules) for _, _, rules in GROUPS) == len(EXPLAINED)
    assert len({rule.sv for rule in EXPLAINED.values()}) == len(EXPLAINED)
    for rule_id, checked in RULES.items():
        assert EXPLAINED[rule_id].warning == (checked.severity == "warning"), rule_id
    for rule in EXPLAINED.values():
        assert rule.sv != rule.en
        assert rule.sv.endswith(".")
        assert rule.en.endswith(".")
        assert bool(rule.file) != (rule.id in WITHOUT_PLACE)


@pytest.mark.parametrize("rule_id", sorted(set(EXPLAINED) - WITHOUT_PLACE))
def test_the_wrong_example_breaks_the_rule_and_the_right_one_none(rule_id: str) -> None:
    rule = EXPLAINED[rule_id]
    before = BASE[rule.file]
    anchor, wrong, right = (as_bytes(text) for text in (rule.after, rule.wrong, rule.right))
    if anchor:
        assert before.count(anchor) >= 1
        mended = before.replace(anchor, anchor + right, 1)
        broken = before.replace(anchor, anchor + wrong, 1)
    else:
        assert right in before, "the right example is not in the record of the tests"
        mended, broken = before, before.replace(right, wrong, 1)
    assert check({**BASE, rule.file: mended}, AS_OF)[1] == []
    found = [problem.rule for problem in check({**BASE, rule.file: broken}, AS_OF)[1]]
    assert rule_id in found


def test_explain_tells_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "not-a-date"]) == 0
    said = capsys.readouterr().out
    assert EXPLAINED["not-a-date"].sv in said
    assert EXPLAINED["not-a-date"].en in said
    assert "    when: den 15 september 2021" in said
    assert cli.main(["explain", "not-a-date", "--language", "en"]) == 0
    assert EXPLAINED["not-a-date"].sv not in capsys.readouterr().out
    assert cli.main(["explain"]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {rule_id} " in listed for rule_id in EXPLAINED)
    assert cli.main(["explain", "not-a-dat"]) == 2
    assert "Did you mean “not-a-date”" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_explains_every_rule(record: Record, language: str) -> None:
    site = Site(record, language, Options())
    (made,) = rule_pages(site)
    page = html.unescape(made.body)
    assert made.path == PAGE
    for rule in EXPLAINED.values():
        assert f'<h3 id="{rule.id}">' in page
        assert rule.wrong.strip("\n") in page
        assert rule.right.strip("\n") in page


def test_sarif_helps_with_each_rule() -> None:
    problem = Problem("not-a-date", "data/a.yaml", 2, 3, "wrong", "mend", "x")
    (rule,) = json.loads(as_sarif([problem], {}))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["id"] == "not-a-date"
    assert EXPLAINED["not-a-date"].en in rule["help"]["markdown"]
    assert "when: 2021-09-15" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}
