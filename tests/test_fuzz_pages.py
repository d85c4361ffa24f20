"""What `check` lets through is built: odd texts, dates and numbers in a valid record.

Rules and renderer are fuzzed together. A record is drawn; where `check` finds no error, every
page and every export is made, and is well-formed. Where it does, the problems have places.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checking.check import check
from generator.facts.base import LANGUAGES
from generator.facts.record import KINDS, PLURALS, Record, Settings
from generator.reading.load import read_folder
from generator.site.files import export_files, site_files
from tests.hostile import HOSTILE, text_places, value_of
from tests.strategies import dates
from tests.test_mistakes import MISTAKES

AS_OF = date(9999, 12, 31)
"""Nothing is still to come, so that far years are let through too."""

BASE = read_folder(MISTAKES / "base")
PIECES = (
    HOSTILE, "---\n", "...\n", "\n---\n\n", "# x\n", "    x", "\t", "\n\n- x\n1. y\n", "|a|b|\n|-|-|\n",
    "```\n", "~~~", "<!--", "-->", "]]>", "<?php ?>", "<![CDATA[", "&#0;", "&#x1f;", "&nbsp", "\\", "\\\n",
    "{{", "}}", "{%", "%}", "{#", "*", "__", "`", "[x]: y", "[^1]: z", ": d", "*[HTML]: h", "!!! note",
    "http://x.example/_a_", "www.x.example", "a@b.example", "$1", "${x}", "%s", "%(x)s", "{0}", "{x}",
    "\u00a0", "\u202f", "\u3000", "\u0430", "\U0001f600", "\U0010fffd", "\ue000", "ß", "İ", "ǆ", "ﷺ",
    "א", "א\u0621x", "x" * 1900, "x " * 900, "''", '""', "=1", "+1", "-", "@", ";", ",", ".", "..", "/", "?", "#",
    "null", "true", "0", "~", "Ⅷ", "½", "a\u0327", "1\u20e3",
)  # fmt: skip
ODD = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join),
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")),
        min_size=1,
    ),
).map(lambda text: unicodedata.normalize("NFC", text)[:2000])
WHOLE = st.one_of(
    st.sampled_from(("0", "1", "-1", "999999999999999999", "-999999999999999999", "1000000")),
    st.integers(-(10**18) + 1, 10**18 - 1).map(str),
)
FAR = st.one_of(*map(dates, ((1000, 2999), (1000, 1001), (2998, 2999), (2015, 2030), (999, 3000))))
DATED = ("when", "expects", "as_of", "seen", "start", "end", "published", "date", "starts", "until")
NUMBERS = ("value", "high", "low", "number", "stated_count", "months", "days", "years")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def places(tree: Any, keys: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    """Every mapping of a tree with a key of these that holds one text."""
    if isinstance(tree, list):
        for item in tree:
            yield from places(item, keys)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in keys and isinstance(value, str):
                yield tree, key
            else:
                yield from places(value, keys)


def drawn(data: st.DataObject) -> dict[str, bytes]:
    """The files of a record with some odd texts, dates and numbers."""
    trees = {name: yaml.load(content, yaml.CBaseLoader) for name, content in BASE.items()}  # noqa: S506  (texts only)
    models = {f"{PLURALS[kind]}.yaml": KINDS[kind] for kind in KINDS} | {"record.yaml": Settings}
    texts = [place for name, model in models.items() for place in text_places(model, trees[name])]
    for holder, key, form in data.draw(st.lists(st.sampled_from(texts), max_size=8, unique_by=id)):
        holder[key] = value_of(form, data.draw(ODD))
    for keys, values in ((DATED, FAR), (NUMBERS, WHOLE)):
        found = list(places(list(trees.values()), keys))
        for holder, key in data.draw(st.lists(st.sampled_from(found), max_size=2, unique_by=id)):
            holder[key] = data.draw(values)
    return {
        name: yaml.dump(
            tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_style='"'
        ).encode()
        for name, tree in trees.items()
    }


def built(record: Record, language: str) -> None:
    """Make every page and export, and read back what has a form."""
    for name, text in site_files(record, language).items():
        text.encode()
        assert not CONTROL.search(text), (name, CONTROL.search(text))
        if name.endswith(".md"):
            head = text.split("\n---\n", 1)[0]
            meta = yaml.load(head, yaml.CSafeLoader)
            assert {"title", "description", "linked"} <= meta.keys(), name
            json.loads(meta["linked"])
        elif name.endswith(".json"):
            json.loads(text)
    for name, content in export_files(record):
        if name.endswith(".sqlite"):
            continue
        text = content.decode("utf-8")
        assert not CONTROL.search(text.replace("\r\n", "\n")), name
        if name.endswith(".json"):
            json.loads(text)


def answered(data: st.DataObject) -> None:
    files = drawn(data)
    loaded, problems = check(files, AS_OF)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
    if not any(problem.is_error for problem in problems):
        assert loaded.record is not None
        built(loaded.record, data.draw(st.sampled_from(LANGUAGES)))


FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(st.data())
def test_what_check_lets_through_is_built(data: st.DataObject) -> None:
    answered(data)


@pytest.mark.trials
@MANY
@given(st.data())
def test_much_that_check_lets_through_is_built(data: st.DataObject) -> None:
    answered(data)
