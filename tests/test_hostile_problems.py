"""Hostile text where none may stand: refused, and told of as text in every form of report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from generator.checking.check import check
from generator.facts.record import KINDS, Settings
from generator.problems import Problem
from generator.reading.load import read_folder
from generator.report.page import as_page
from generator.report.problems import FORMATS, as_github, as_text, visible
from tests.hostile import HOSTILE
from tests.open_data import leaves
from tests.test_mistakes import MISTAKES

AS_OF = date(2022, 2, 1)
BASE = read_folder(MISTAKES / "base")
TREES = {name: yaml.load(data, yaml.CBaseLoader) for name, data in BASE.items()}  # noqa: S506  (texts only)
COMMAND = re.compile("::(error|warning) ([^:\r\n]*)::([^\r\n]*)")
"""What GitHub reads as an annotation: one line."""

NOT_WEB = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x",
    "//example.org/x", "/x", "ftp://example.org/", "file:///etc/passwd", "mailto:a@example.org",
    "https:javascript:alert(1)", "https://", "https://x\" onclick=alert(1)", "https://x<script>",
    "https://x y", "https://x\nhttps://y", "blob:https://example.org/x", "view-source:https://x.se",
)  # fmt: skip


def changed(tree: Any, key: str, value: Any, *, rename: bool = False) -> Any:
    """A tree with another value, or another name, wherever it has a key."""
    if isinstance(tree, list):
        return [changed(item, key, value, rename=rename) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {
        (value if rename and name == key else name): value
        if name == key and not rename
        else changed(inner, key, value, rename=rename)
        for name, inner in tree.items()
    }


def keys(tree: Any) -> Iterator[str]:
    """Every key of a tree."""
    if isinstance(tree, list):
        for item in tree:
            yield from keys(item)
    elif isinstance(tree, dict):
        for name, inner in tree.items():
            yield name
            yield from keys(inner)


def written(trees: dict[str, Any]) -> dict[str, bytes]:
    return {
        name: yaml.dump(
            tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_style='"'
        ).encode()
        for name, tree in trees.items()
    }


@cache
def found() -> list[tuple[dict[str, bytes], Problem]]:
    """A problem of each sort that a hostile value or key gives, with its files."""
    sorts: dict[tuple[str, str], tuple[dict[str, bytes], Problem]] = {}
    for name, tree in TREES.items():
        for key in sorted(set(keys(tree))):
            for rename in (False, True):
                files = BASE | written({name: changed(tree, key, HOSTILE, rename=rename)})
                for problem in check(files, AS_OF)[1]:
                    sorts.setdefault((problem.rule, key), (files, problem))
    return list(sorts.values())


def lines_of(files: dict[str, bytes]) -> dict[str, list[str]]:
    return {f"data/{name}": data.decode().split("\n") for name, data in files.items()}


class Elements(HTMLParser):
    """The elements and the text of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text += data


def test_hostile_values_give_problems_of_many_sorts() -> None:
    told = [problem for _, problem in found() if "hurt" in problem.message + problem.hint]
    assert len({problem.rule for problem in told}) >= 8
    assert len(found()) > 150


def test_the_page_of_faults_shows_them_as_text() -> None:
    for files, problem in found():
        page = Elements(as_page([problem], lines_of(files)))
        assert page.tags <= {
            "div", "p", "h2", "h3", "code", "section", "pre", "span", "b", "strong", "ul", "li",
        }  # fmt: skip
        assert page.names <= {"class", "role", "id", "aria-labelledby", "tabindex"}
        assert visible(problem.message) in page.text
        assert visible(problem.hint) in page.text


def test_each_annotation_is_one_command_that_says_the_message() -> None:
    for _, problem in found():
        command = COMMAND.fullmatch(as_github([problem], {}))
        assert command, as_github([problem], {})
        text = command[3]
        for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):  # as GitHub's runner does
            text = text.replace(code, sign)
        assert text == ". ".join(part for part in (problem.message, problem.hint) if part)
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        assert properties.keys() == {"file", "line", "col", "title"}
        assert properties["file"] == problem.file


def test_the_terminal_gets_no_line_and_no_sign_from_a_value() -> None:
    for files, problem in found():
        rows = as_text([problem], lines_of(files)).split("\n")
        for row in rows:
            assert row == visible(row), "nothing steers the terminal"
            assert not row.lstrip().startswith(("::", "ATTENDEE")), "no line of a value's own"


@pytest.mark.parametrize("name", ["sarif", "json", "gitlab"])
def test_other_reports_are_json_that_says_the_message(name: str) -> None:
    form = FORMATS[name]
    for files, problem in found():
        told = list(leaves(json.loads(form([problem], lines_of(files)))))
        assert any(problem.message in text for text in told)


# Addresses


@pytest.mark.parametrize("value", NOT_WEB)
def test_only_web_addresses_stand_where_one_is_asked_for(value: str) -> None:
    trees = changed(TREES, "url", value)
    publisher = trees["record.yaml"]["publication"]["publisher"]
    publisher["url"] = value
    trees["record.yaml"]["publication"]["security"]["contact"] = value
    refused = {
        (problem.file, problem.line)
        for problem in check(written(trees), AS_OF)[1]
        if problem.rule == "not-an-address"
    }
    assert len(refused) == len(TREES["sources.yaml"]) + 3  # the publisher's, supervision's, contact
    for address in ("https://example.org/x?y=z&å#(1)", "http://localhost:8000/'a'*b*_c_"):
        fine = written(changed(TREES, "url", address))
        assert not [p for p in check(fine, AS_OF)[1] if p.rule == "not-an-address"]


def test_no_other_field_is_an_address() -> None:
    """A new field for one must be of the type that refuses what is no web address."""
    models: tuple[type[BaseModel], ...] = (*KINDS.values(), Settings)
    for model in models:
        schema = model.model_json_schema()
        for shape in (schema, *schema.get("$defs", {}).values()):
            for name, field in shape.get("properties", {}).items():
                if re.search("(^|_)(url|href|link|web|uri)(_|$)", name):
                    kinds = [field, *field.get("anyOf", ())]
                    patterns = [kind["pattern"] for kind in kinds if "pattern" in kind]
                    assert patterns, (shape["title"], name)
                    assert all(pattern.startswith("^https?://") for pattern in patterns)
