"""A small record of all kinds in which every text field holds hostile text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any, get_origin

import yaml
from pydantic import BaseModel

from generator.facts.base import Line, Text
from generator.facts.logs import Retired
from generator.facts.record import KINDS, PLURALS, Record, Settings
from generator.reading.load import load, read_folder
from tests.test_mistakes import MISTAKES

HOSTILE = (
    "=HYPERLINK(1);,\\N|'/C x'!A0 \\n\\, "
    "<script>window.hurt=1</script><img src=x onerror=window.hurt=2><hurt-me>"
    "[a](javascript:window.hurt=3) <javascript:window.hurt=4> ![b](data:text/html,x) "
    "*c* `d` {{ 7*7 }} {% raw %} {: onclick=window.hurt=5 } --8<-- 'x' | e | &lt; &#60; "
    "\"'> :smile: ==f== ^^g^^ [[h]] [^1] ${i} $& $' %0d%0a ]]> --> "
    "</script><!--<script> </title></textarea></svg></iframe></style>\n\n"
    "END:VEVENT\nATTENDEE:mailto:x@example.org\n# j\n\n    k\n\n- l\n"
    "::error file=x,line=1::m%0A::set-output name=n::o ##[error]p"
)
"""HTML, scripts, links, Markdown of every extension, attribute lists, Jinja, snippets, entities,
formulas, ends of elements and comments, lines of calendars and of workflow commands."""
MEMBERS = ("sando", "klippo", "vasso")
"""The members of the record, which get squares on a map."""


def folded(text: str) -> str:
    """The text as a page shows it: white space, also the ends of lines, as single spaces."""
    return " ".join(text.split())


WHOLE = re.compile(re.escape(HOSTILE) + " ([a-z_]+)", re.IGNORECASE)
ON_ONE_LINE = re.compile(re.escape(folded(HOSTILE)) + " ([a-z_]+)", re.IGNORECASE)


def met(texts: Iterable[str], whole: re.Pattern[str] = WHOLE) -> set[str]:
    """The keys of the hostile texts in some texts. Fails where one is not whole."""
    keys: set[str] = set()
    for text in texts:
        keys.update(match[1] for match in whole.finditer(text))
        assert "hurt" not in whole.sub("", text), text
    return keys


def said(key: str) -> str:
    """The hostile text of a field."""
    return f"{HOSTILE} {key}"


def _is_free(info: Any) -> bool:
    """A line without a pattern or choices of its own, also where it may be absent."""
    return not any(getattr(item, "pattern", None) for item in info.metadata) and (
        info.annotation is str or str(info.annotation) == str(Line | None)
    )


def text_places(model: type[BaseModel], tree: Any) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Where an entry has or may have text: the mapping, the key, and line, text or texts."""
    for item in tree if isinstance(tree, list) else [tree]:
        for name, info in model.model_fields.items():
            key = info.alias or name
            kind: type[BaseModel] | None = next(
                (
                    found
                    for found in (info.annotation, *getattr(info.annotation, "__args__", ()))
                    if isinstance(found, type) and issubclass(found, BaseModel)
                ),
                None,
            )
            if kind is Text:
                yield item, key, "texts" if get_origin(info.annotation) is tuple else "text"
            elif kind is not None and isinstance(item.get(key), list | dict):
                yield from text_places(kind, item[key])
            elif kind is None and _is_free(info):
                yield item, key, "line"


def value_of(form: str, text: str) -> Any:
    """A text in the form that its place asks for."""
    return {"line": text, "text": {"sv": text, "en": text}, "texts": [{"sv": text, "en": text}]}[
        form
    ]


def hostile(model: type[BaseModel], tree: Any) -> Any:
    """The tree of an entry with the hostile text in every text field that its model has."""
    made = deepcopy(tree)
    for holder, key, form in list(text_places(model, made)):
        holder[key] = value_of(form, said(key))
    return made


def _corrected(tree: dict[str, Any], kind: str) -> dict[str, Any]:
    """An entry with a correction of the field that it is called by."""
    names = ("title", "name", "question", "measures")
    field = next(name for name in names if name in KINDS[kind].model_fields)
    words = {"sv": said("was"), "en": said("was")}
    reason = {"sv": said("reason"), "en": said("reason")}
    one = {"date": "2022-01-10", "field": field, "was": words, "reason": reason}
    return tree | {"corrections": [one]}


@cache
def hostile_files() -> dict[str, bytes]:
    """The data folder of the record."""
    base = read_folder(MISTAKES / "base")
    trees = {name: yaml.load(data, yaml.CBaseLoader) for name, data in base.items()}  # noqa: S506  (texts only)
    made: dict[str, Any] = {"record.yaml": hostile(Settings, trees["record.yaml"])}
    for kind, plural in PLURALS.items():
        entries = [hostile(KINDS[kind], tree) for tree in trees[f"{plural}.yaml"]]
        made[f"{plural}.yaml"] = [_corrected(tree, kind) for tree in entries]
    for column, member in enumerate(MEMBERS, 1):
        party = next(tree for tree in made["parties.yaml"] if tree["id"] == member)
        party["tile"] = {"column": str(column), "row": "1"}
    gone = {"id": "gone", "kind": "event", "when": "2021-05-01", "date": "2022-01-10"}
    made["retired.yaml"] = [hostile(Retired, gone)]
    dumped = {
        name: yaml.dump(tree, allow_unicode=True, sort_keys=False, default_style='"', width=10**6)
        for name, tree in made.items()
    }
    return {name: text.encode() for name, text in dumped.items()}


@cache
def hostile_record() -> Record:
    """The record."""
    loaded = load(hostile_files())
    assert loaded.record is not None
    assert not [problem for problem in loaded.problems if problem.is_error], loaded.problems[:3]
    return loaded.record
