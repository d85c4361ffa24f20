"""From a tree of texts to a model, or to problems at the right line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from generator.facts.base import (
    LONGEST,
    NOT_IN_URL,
    NotADay,
    NotConsistent,
    NotTrueOrFalse,
    NotWhole,
)
from generator.facts.canonical import model_in
from generator.facts.labels import statuses
from generator.facts.when import NotADate
from generator.problems import Problem
from generator.reading.document import Mapping, Position, Sequence
from generator.reading.hints import (
    DATE_FORMS,
    choices,
    meant_choice,
    meant_flag,
    meant_keys,
    meant_place,
    meant_status,
    question,
)
from generator.reading.meant_dates import date_remedy, nearest_date
from generator.reading.meant_numbers import whole_remedy

Loc = tuple[int | str, ...]
M = TypeVar("M", bound=BaseModel)


def locate(tree: Any, loc: Loc, *, key: bool = False) -> Position:
    """Where the value at a path stands, or its key; of the nearest parent if it is absent."""
    at: Position = getattr(tree, "start", (1, 1))
    for depth, step in enumerate(loc):
        last = depth == len(loc) - 1
        if isinstance(tree, Mapping) and step in tree.keys_at:
            name = str(step)
            at = tree.keys_at[name] if (last and key) else tree.values_at.get(name, at)
            tree = tree.get(name)
        elif isinstance(tree, Sequence) and isinstance(step, int) and step < len(tree):
            at = tree.items_at[step]
            tree = tree[step]
        else:
            break
    return at


def _parent_key(tree: Any, loc: Loc) -> Position:
    """Where the key stands under which something is missing."""
    while loc and isinstance(loc[-1], int):
        return locate(tree, loc)
    return locate(tree, loc, key=True)


def validate(model: type[M], tree: Any, file: str, record: str) -> tuple[M | None, list[Problem]]:
    """The model that the tree holds, or None and every problem in it."""
    empty = list(_empty_values(tree, file, record))
    if empty:
        return None, empty
    try:
        return model.model_validate(tree), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=True)
    problems = [_problem(model, tree, item, file, record) for item in _one_each(found)]
    return None, problems


def _empty_values(tree: Any, file: str, record: str) -> Iterator[Problem]:
    if isinstance(tree, Mapping):
        for name, value in tree.items():
            if value is None:
                hint = "Write a value or remove the line."
                if re.fullmatch(r"[a-z_]+:\S+", name):
                    hint = f"Did you mean “{name.replace(':', ': ', 1)}”, with a space?"
                elif " " in name:
                    hint = "If it belongs to a text with a comma, put quotes round that text."
                yield Problem(
                    "empty-value", file, *tree.keys_at[name], f"“{name}” has no value",
                    hint, record,
                )  # fmt: skip
            else:
                yield from _empty_values(value, file, record)
    elif isinstance(tree, Sequence):
        for index, value in enumerate(tree):
            if value is None:
                yield Problem(
                    "empty-value", file, *tree.items_at[index], "an item of this list is empty",
                    "Write a value or remove the dash.", record,
                )  # fmt: skip
            else:
                yield from _empty_values(value, file, record)


def _one_each(found: list[Any]) -> Iterator[Any]:
    """One problem a mistake.

    A misspelt key also makes the right one missing, and a list whose only item is wrong
    also counts as too short.
    """
    extra = [item["loc"] for item in found if item["type"] == "extra_forbidden"]
    for item in found:
        if item["type"] == "missing":
            name, parent = str(item["loc"][-1]), item["loc"][:-1]
            beside = [str(loc[-1]) for loc in extra if loc[:-1] == parent]
            if any(name in meant_keys(key, [name]) for key in beside):
                continue
        if item["type"] == "too_short" and len(item["input"]) > 0:
            continue
        yield item


def _fields_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that are legal at the parent of a path."""
    current: Any = model
    for step in loc[:-1]:
        if isinstance(step, int):
            continue
        fields = {(f.alias or n): f.annotation for n, f in current.model_fields.items()}
        nested = model_in(fields.get(str(step)))
        if nested is None:
            return []
        current = nested
    return [field.alias or name for name, field in current.model_fields.items()]


def _problem(model: type[BaseModel], tree: Any, item: Any, file: str, record: str) -> Problem:
    loc: Loc = item["loc"]
    kind: str = item["type"]
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    cause = item.get("ctx", {}).get("error")
    if kind == "extra_forbidden":
        legal = _fields_at(model, loc)
        hint = question(meant_keys(name, legal)) or choices(legal)
        at = locate(tree, loc, key=True)
        return Problem("unknown-key", file, *at, f"unknown key “{name}”", hint, record)
    if kind == "missing":
        at = _parent_key(tree, loc[:-1])
        where = f" under “{loc[-2]}”" if len(loc) > 1 and isinstance(loc[-2], str) else ""
        hint = (
            "Every text is given in Swedish; English may follow."
            if name == "sv"
            else (f"Add a line “{name}: …”.")
        )
        return Problem("missing-key", file, *at, f"“{name}” is missing{where}", hint, record)
    at = locate(tree, loc)
    if isinstance(cause, NotConsistent):
        at = locate(tree, (*loc, cause.key), key=True)
        where = f"“{name}” " if name else "this entry "
        return Problem("not-consistent", file, *at, where + str(cause), cause.hint, record)
    if isinstance(item["input"], str) and len(item["input"]) > LONGEST:
        limit = item.get("ctx", {}).get("max_length", LONGEST)
        message = f"“{name}” is longer than {limit} characters"  # and is not repeated here
        return Problem("too-long", file, *at, message, "Shorten it.", record)
    rule, message, hint = value_problem(kind, item, name, cause)
    return Problem(rule, file, *at, message, hint, record)


SHAPES = {
    "for": "Write “for: {all: GROUP}”, “for: {some_of: GROUP}” or “for: {party: [a, b]}”.",
    "sources": "Write “{source: ID, at: ¶ 8}”.",
    "parties": "Write “{party: ID, role: ROLE}”.",
    "effects": "Write “{subject: ID, becomes: STATUS}”.",
    "rule": "Write “{months: 6}”, or the other keys that the clause has.",
}
"""How mappings under some keys are written, for those who wrote a word in their place."""

ONE_VALUE = ("enum", "literal_error", "string_type")
"""Errors of fields that hold one word, date or number."""


def value_problem(kind: str, item: Any, name: str, cause: Any) -> tuple[str, str, str]:
    """Rule, message and hint for a value that pydantic refused, in its `kind` of error."""
    value = item["input"]
    if isinstance(value, Mapping | Sequence) and (cause or kind in ONE_VALUE):
        what = "a list" if isinstance(value, Sequence) else "keys and values"
        return (
            "wrong-shape",
            f"“{name}” must be one value, and this is {what}",
            "Write one value on the line of the key.",
        )
    if isinstance(cause, NotADate):
        return "not-a-date", str(cause), f"{date_remedy(cause.text)}Forms: {DATE_FORMS}."
    if isinstance(cause, NotADay):
        near = nearest_date(str(value)).split(" or ")
        days = [day for day in near if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and day != value]
        hint = (
            f"Did you mean {' or '.join(days)}?" if days else "Write one day, such as 2024-11-12."
        )
        return "not-a-day", str(cause), hint
    if isinstance(cause, NotWhole):
        rest = "Write digits only; amounts in whole units of the currency."
        return "not-whole", str(cause), whole_remedy(str(value)) + rest
    if isinstance(cause, NotTrueOrFalse):
        return (
            "not-true-or-false",
            str(cause),
            f"{meant_flag(str(value))} Write true or false.".strip(),
        )
    if kind in ("enum", "literal_error"):
        legal = re.findall(r"'([^']*)'", str(item["ctx"]["expected"]))
        near_choice = meant_choice(str(value), legal)
        return (
            "not-a-choice",
            f"“{value}” is not possible as {_what(item)}",
            f"{near_choice} {choices(legal)}".strip(),
        )
    if kind == "string_pattern_mismatch":
        return _pattern_problem(name, str(value))
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        text = item.get("ctx", {}).get("class_name") == "Text"
        return (
            "wrong-shape",
            f"{_what(item)} must hold keys and values",
            (
                "Write “sv: …” and “en: …” on lines of their own."
                if text
                else SHAPES.get(name, "Write “key: value” lines, indented.")
            ),
        )
    if kind in ("tuple_type", "list_type"):
        plain = isinstance(value, str) and re.fullmatch(r"[a-z0-9-]+(?:, ?[a-z0-9-]+)*", value)
        hint = f"Did you mean “{name}: [{value}]”?" if plain else "Begin each item with “- ”."
        return "wrong-shape", f"“{name}” must be a list", hint
    if kind == "string_type":
        return (
            "wrong-shape",
            f"“{name}” must be one text",
            "Write the text on one line.",
        )
    if kind == "too_short":
        return (
            "missing-item",
            f"“{name}” must have at least one item",
            "Add one, or more.",
        )
    if kind == "string_too_short":
        return (
            "empty-value",
            f"“{name}” has no value",
            "Write a value or remove the line.",
        )
    if kind == "string_too_long":
        limit = item["ctx"]["max_length"]
        return "too-long", f"“{name}” is longer than {limit} characters", "Shorten it."
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = item["msg"].removeprefix("Input should be ")
        return "not-whole", f"“{name}” must be {limit}", "Look for a digit too many or too few."
    return (
        "not-valid",
        f"“{name}”: {item['msg']}",
        "Compare with another entry of the same kind.",
    )


def _what(item: Any) -> str:
    loc = item["loc"]
    names = [str(step) for step in loc if isinstance(step, str)]
    whole = f"“{names[-1]}”" if names else "the entry"
    return f"an item of {whole}" if loc and isinstance(loc[-1], int) else whole


def _pattern_problem(name: str, value: str) -> tuple[str, str, str]:
    if name == "at":
        near = f"{meant_place(value)} ".lstrip()
        return (
            "not-a-place",
            f"“{value}” is not a place in a source",
            (
                f"{near}Write “¶ 8”, “¶ 3-5”, “¶ 2, 4”, or whole, list, lead, agenda, fact-box, "
                "title, date or address."
            ),
        )
    if name == "email":
        return "not-an-address", f"“{value}” is not an e-mail address", "Such as name@example.org."
    if name == "contact":
        return (
            "not-an-address",
            f"“{value}” is neither an e-mail address nor a secure web address",
            f"{_address_remedy(value)}Such as name@example.org or https://example.org/report.",
        )
    if name == "url":
        return (
            "not-an-address",
            f"“{value}” is not a web address",
            _address_remedy(value) + "It must begin with https:// or http:// and hold no spaces.",
        )
    if name in ("becomes", "others") and (near := meant_status(value, statuses(), {})):
        return "not-an-id", f"“{value}” is not a status", near
    slug = re.sub(r"[^a-z0-9]+", "-", _fold(value.lower())).strip("-")
    hint = f"Did you mean “{slug}”? " if slug else ""
    return (
        "not-an-id",
        f"“{value}” is not a well-formed id",
        (f"{hint}Lower-case a to z, digits and single hyphens."),
    )


def _address_remedy(value: str) -> str:
    """The address that was meant where only its beginning is wrong, or the code for a sign."""
    sign = re.search(f"[{NOT_IN_URL}]", value)
    if sign and re.match("https?://", value):
        return f"Write “{quote(sign[0])}” for “{sign[0]}”. "
    bare = re.sub(r"^[a-z]{0,8}:?/{1,3}", "", value.strip().strip("<>\"'"))
    if re.fullmatch(rf"[\w.-]+\.[a-z]{{2,}}(?:/[^\s<>\"{NOT_IN_URL}]*)?", bare):
        return f"Did you mean “https://{bare}”? "
    return ""


def _fold(text: str) -> str:
    return text.translate(str.maketrans("åäöéüæø", "aaoeuao"))
