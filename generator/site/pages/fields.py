"""Every field of every kind of entry, from the models themselves: the editors' reference."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from generator.facts.base import Model, Ref, Text, help_on
from generator.facts.labels import choice_labels
from generator.facts.record import KINDS, LOGS, PLURALS, Settings
from generator.facts.when import When
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words import labels
from generator.site.words.lists import listed

PATH = "falt/"


@dataclass(frozen=True)
class Row:
    """One field: its key, what it holds, whether it must be there, and what it is for."""

    key: str
    holds: str
    many: bool
    required: bool
    help: str
    choices: tuple[tuple[str, str], ...]
    """Legal values with what each is called."""


@dataclass(frozen=True)
class Table:
    """The fields of one model; `file` is where its entries stand, '' for a part of another."""

    name: str
    title: str
    file: str
    rows: tuple[Row, ...]


def field_pages(site: Site) -> Iterator[Page]:
    """The one page."""
    title = site.say("Fälten i uppgifterna", "The fields of the facts")
    body = render(site, PATH, "fields.md", title=title, tables=tables(site.language))
    yield Page(PATH, title, site.say(
        "För redaktörer: alla nycklar i YAML-filerna, vad de rymmer och vilka som måste finnas.",
        "For editors: every key of the YAML files, what it holds and which are required.",
    ), body)  # fmt: skip


def tables(language: str) -> list[Table]:
    """A table for each file, then one for each part that they share."""
    side = 0 if language == "sv" else 1
    found: dict[type[Model], Table] = {}
    for kind, model in [*KINDS.items(), *LOGS.items()]:
        title = labels.KINDS[kind][side] if kind in labels.KINDS else f"{kind}.yaml"
        file = f"{PLURALS.get(kind, kind)}.yaml"
        found[model] = Table(model.__name__, title, file, tuple(_rows(model, language)))
    found[Settings] = Table(
        "Settings",
        ("Inställningar", "Settings")[side],
        "record.yaml",
        tuple(_rows(Settings, language)),
    )
    waiting = [*found]
    while waiting:
        for part in _parts(waiting.pop(0)):
            if part not in found:
                rows = tuple(_rows(part, language))
                found[part] = Table(part.__name__, part.__name__, "", rows)
                waiting.append(part)
    return list(found.values())


def _rows(model: type[Model], language: str) -> Iterator[Row]:
    for name, info in model.model_fields.items():
        holds, many, choices = _holds(info.annotation, tuple(info.metadata), language)
        yield Row(
            info.alias or name, holds, many, info.is_required(), help_on(info.description, language),
            choices,
        )  # fmt: skip


def _parts(model: type[Model]) -> Iterator[type[Model]]:
    for info in model.model_fields.values():
        for kind in _flat(info.annotation):
            if isinstance(kind, type) and issubclass(kind, Model) and kind is not Text:
                yield kind


def _flat(annotation: Any) -> Iterator[Any]:
    """The types within a type: those of a list, of a choice, of an annotation."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _flat(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple):
        for argument in get_args(annotation):
            if argument not in (type(None), ...):
                yield from _flat(argument)
    else:
        yield annotation


def _refs(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[Ref]:
    yield from (item for item in metadata if isinstance(item, Ref))
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from _refs(inner, tuple(more))
    else:
        for argument in get_args(annotation):
            yield from _refs(argument, ())


def _holds(
    annotation: Any, metadata: tuple[Any, ...], language: str
) -> tuple[str, bool, tuple[tuple[str, str], ...]]:
    sv = language == "sv"
    many = "tuple" in str(annotation) and any(
        get_origin(part) is tuple for part in (annotation, *get_args(annotation))
    )
    refs = next(_refs(annotation, metadata), None)
    if refs is not None:
        kinds = [labels.KINDS[kind][0 if sv else 1].lower() for kind in refs.kinds]
        anything = "vad som helst" if sv else "anything"
        what = listed(kinds, "eller" if sv else "or") if kinds else anything
        return ("id: " + what), many, ()
    kind = next(iter(_flat(annotation)))
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        values = [str(v) for v in (get_args(kind) if get_origin(kind) is Literal else kind)]
        known = choice_labels(values)
        side = 0 if sv else 1
        pairs = tuple((value, known[value][side] if value in known else "") for value in values)
        return ("ett av" if sv else "one of"), many, pairs
    if kind is Text:
        return ("text, sv och en" if sv else "text, sv and en"), many, ()
    if kind is When:
        return ("datum" if sv else "date"), many, ()
    if isinstance(kind, type) and issubclass(kind, Model):
        return kind.__name__, many, ()
    plain = {"int": ("heltal", "whole number"), "bool": ("true/false", "true/false"),
             "date": ("en dag", "a day"), "str": ("text", "text")}  # fmt: skip
    return plain[kind.__name__][0 if sv else 1], many, ()
