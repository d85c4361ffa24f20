"""Puts a new entry into a list file, and leaves every other byte as it was.

An entry goes where canonical order wants it: an event after the last one of its time or
earlier, a party after the last one of its classification, anything else at the end.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Given
from typing import Any

from pydantic import BaseModel

from generator.facts.base import Text
from generator.facts.canonical import key_order, nested_models, time_key
from generator.facts.when import NotADate
from generator.problems import Problem
from generator.reading.document import Mapping, read_document
from generator.reading.layout import Layout, NoLayout

SAME_GROUP = {"party": "classification"}
"""The kinds whose files are grouped, and the key that tells the group."""


class Refused(Exception):
    """The file cannot take an entry; carries the problems that say why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(problem.message for problem in problems))


def inserted(data: bytes, name: str, kind: str, lines: list[str]) -> tuple[bytes, int]:
    """The bytes of a list file with an entry added, and the line (from 1) it begins at.

    `lines` are those of the entry, without line ends. Raises Refused.
    """
    tree, problems = read_document(data, name)
    if problems:
        raise Refused(problems)
    text = data.decode("utf-8")
    try:
        layout = Layout.of(text)
    except NoLayout as error:
        hint = "Begin each entry with “- id: …” on a line of its own."
        raise Refused([Problem("not-a-list", name, 1, 1, str(error), hint)]) from None
    if not layout.blocks:
        return _first(text, layout, lines)
    entry, _ = read_document("\n".join(lines).encode(), name)
    after = _place(tree, entry[0], kind)
    indent = " " * layout.blocks[0].indent
    added = [f"{indent}{line}" for line in lines]
    newline = layout.newline
    if after < 0:
        at = layout.blocks[0].lead
        body = newline.join([*added, "", ""])
        return _joined(layout.lines, at, body), at + 1
    at = layout.blocks[after].end
    ended = layout.lines[at - 1].endswith("\n")
    body = newline.join(["", *added])
    body = body + newline if ended else newline + body
    return _joined(layout.lines, at, body), at + 2


def _joined(lines: list[str], at: int, body: str) -> bytes:
    return "".join([*lines[:at], body, *lines[at:]]).encode()


def _first(text: str, layout: Layout, lines: list[str]) -> tuple[bytes, int]:
    """Into a file without entries: in place of “[]”, or at its end."""
    newline = layout.newline
    body = newline.join(lines)
    for number, line in enumerate(layout.lines):
        if line.lstrip().startswith("["):
            before, rest = "".join(layout.lines[:number]), line.lstrip()
            after = rest.partition("]")[2] + "".join(layout.lines[number + 1 :])
            return (before + body + after).encode(), number + 1
    gap = "" if not text or text.endswith("\n") else newline
    blank = newline if text.strip() and not text.endswith("\n\n") else ""
    end = newline if text.endswith("\n") or not text else ""
    made = text + gap + blank + body + end
    return made.encode(), (text + gap + blank).count("\n") + 1


def _place(tree: Any, entry: Any, kind: str) -> int:
    """The index of the entry after which a new one goes; -1 for the very first place."""
    group = SAME_GROUP.get(kind)
    if group is not None:
        same = [i for i, other in enumerate(tree) if _get(other, group) == _get(entry, group)]
        return same[-1] if same else len(tree) - 1
    try:
        mine = time_key(kind, entry)
    except NotADate:
        return len(tree) - 1
    if not mine:
        return len(tree) - 1
    place = -1
    for index, other in enumerate(tree):
        try:
            theirs = time_key(kind, other)
        except (NotADate, AttributeError):
            continue
        if theirs <= mine:
            place = index
    return place


def _get(entry: Any, key: str) -> Any:
    return entry.get(key) if isinstance(entry, Mapping) else None


# The text of an entry


def entry_lines(model: type[BaseModel], entry: Given[str, Any]) -> list[str]:
    """An entry as lines of YAML in canonical order.

    Texts stand on lines of their own, and lists of small mappings have one item to a line.
    """
    lines = _pairs(model, entry, "  ")
    return ["- " + lines[0].lstrip(), *lines[1:]]


def _pairs(model: type[BaseModel], given: Given[str, Any], space: str) -> list[str]:
    nested = nested_models(model)
    order = key_order(model)
    lines: list[str] = []
    for key in sorted(given, key=lambda key: order.index(key) if key in order else len(order)):
        value = given[key]
        inner = nested.get(key)
        if isinstance(value, dict) and inner is not None:
            lines += [f"{space}{key}:", *_pairs(inner, value, space + "  ")]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{space}{key}:")
            for item in value:
                lines += _item(inner, item, space + "  ")
        else:
            lines.append(f"{space}{key}: {_flow(value)}")
    return lines


def _item(model: type[BaseModel] | None, item: dict[str, Any], space: str) -> list[str]:
    deep = any(
        isinstance(value, list) and value and isinstance(value[0], dict) for value in item.values()
    )
    if model is None:
        return [f"{space}- {_flow(item)}"]
    nested = nested_models(model)
    if deep or any(nested.get(key) is Text for key in item):
        lines = _pairs(model, item, space + "  ")
        return [f"{space}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{space}- {_flow(item)}"]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inner(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inner(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _scalar(str(value), "- a: {}\n  b: c\n")


def _inner(value: Any) -> str:
    if isinstance(value, dict | list):
        return _flow(value)
    return _scalar(str(value), "- {{a: {}, b: c}}\n")


def _scalar(text: str, frame: str) -> str:
    """A text as it is where YAML reads it as such, else between double quotes."""
    tree, problems = read_document(frame.format(text).encode(), "")
    if not problems and tree == [{"a": text, "b": "c"}]:
        return text
    return json.dumps(text, ensure_ascii=False)
