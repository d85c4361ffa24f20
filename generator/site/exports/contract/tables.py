"""The contract as tables: columns and keys of each, for CSV, its descriptor and the database.

Made from the shapes, so that a new key becomes a column by itself:

    a text        two columns, `title_sv` and `title_en`
    a date        `when` (EDTF), `when_earliest` and `when_latest`
    a shape       its columns with its name before them, `rule_days`
    a list        a table of its own, `event_parties`, keyed by the entry and `position`
    citations     all in `citations`, by entry and the place in the entry's JSON (`pointer`)
    corrections   all in `corrections`
    plain words   one cell with spaces between them
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from generator.facts.base import Ref
from generator.facts.record import PLURALS
from generator.site.exports.contract.shape import Cite, Corrected, EdtfDate, Words

SINGULARS = {plural: kind for kind, plural in PLURALS.items()}
OPEN = "Empty: the end is open (A/..) or unknown (A/)."


@dataclass(frozen=True)
class Column:
    """A column: its type is `string`, `integer`, `boolean` or `date`."""

    name: str
    type: str
    required: bool
    says: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class ForeignKey:
    """Columns that are a key of another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: columns in order, its key, and the keys of others in it."""

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


@dataclass(frozen=True)
class Form:
    """What an annotation is: a plain type or shape, perhaps a list, perhaps null, a key."""

    type: Any
    many: bool
    nullable: bool
    kinds: tuple[str, ...] | None
    choices: tuple[str, ...] = ()


def form(annotation: Any, metadata: tuple[Any, ...] = ()) -> Form:
    """Take an annotation apart."""
    ref = next((item.kinds for item in metadata if isinstance(item, Ref)), None)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return form(args[0], (*metadata, *args[1:]))
    if origin in (Union, types.UnionType):
        inner = form(next(arg for arg in args if arg is not type(None)), metadata)
        return Form(inner.type, inner.many, True, inner.kinds, inner.choices)
    if origin is tuple:
        inner = form(args[0], metadata)
        return Form(inner.type, True, False, inner.kinds, inner.choices)
    if origin is Literal:
        return Form(str, False, False, ref, args)
    if issubclass(annotation, StrEnum):
        return Form(str, False, False, ref, tuple(map(str, annotation)))
    return Form(annotation, False, False, ref)


@cache
def fields(model: type[BaseModel]) -> tuple[tuple[str, Form, str], ...]:
    """Name, form and description of each key of a shape."""
    return tuple(
        (name, form(info.annotation, tuple(info.metadata)), info.description or "")
        for name, info in model.model_fields.items()
    )


def child_name(field: str) -> str:
    """What a list of ids is called as a table: `party_ids` is `parties`."""
    if not field.endswith("_ids"):
        return field
    return PLURALS.get(field[:-4], f"{field[:-4]}s")


def singular(name: str) -> str:
    """`parties` is `party`, `effects` is `effect`."""
    return SINGULARS.get(name, name.removesuffix("s"))


def target_table(kinds: tuple[str, ...]) -> str:
    """The table whose key an id is; `entries` where it may be of several kinds."""
    if len(kinds) != 1:
        return "entries"
    return PLURALS.get(kinds[0], f"{kinds[0]}s")


TYPES = {str: "string", int: "integer", bool: "boolean", date: "date"}


def columns(
    model: type[BaseModel], prefix: str = "", *, optional: bool = False
) -> Iterator[Column]:
    """The columns of what is not a list of shapes or ids."""
    for name, what, says in fields(model):
        full = prefix + name
        needed = not what.nullable and not optional
        if what.many:
            if what.type is str and what.kinds is None:
                yield Column(full, "string", False, says or "Words with spaces between them.")
        elif what.type is Words:
            yield Column(f"{full}_sv", "string", needed, says)
            yield Column(f"{full}_en", "string", False, says)
        elif what.type is EdtfDate:
            yield Column(full, "string", needed, says or "EDTF.")
            yield Column(f"{full}_earliest", "date", False, "The first possible day.")
            yield Column(f"{full}_latest", "date", False, f"The last possible day. {OPEN}")
        elif what.type in TYPES:
            yield Column(full, TYPES[what.type], needed, says, what.choices)
        else:
            yield from columns(what.type, f"{full}_", optional=not needed)


def keys(model: type[BaseModel], prefix: str = "") -> Iterator[ForeignKey]:
    """The columns that are keys of other tables."""
    for name, what, _ in fields(model):
        if what.many:
            continue
        if what.kinds is not None:
            yield ForeignKey((prefix + name,), target_table(what.kinds), ("id",))
        elif what.type not in (*TYPES, Words, EdtfDate):
            yield from keys(what.type, f"{prefix}{name}_")


def values(item: BaseModel | None, model: type[BaseModel]) -> Iterator[Any]:
    """The cells of `columns`, in the same order."""
    for name, what, _ in fields(model):
        value = None if item is None else getattr(item, name)
        if what.many:
            if what.type is str and what.kinds is None:
                yield " ".join(value) if value else None
        elif what.type is Words:
            yield value and value.sv
            yield value and value.en
        elif what.type is EdtfDate:
            yield value and value.edtf
            yield value and value.earliest
            yield value and value.latest
        elif what.type in TYPES:
            yield str(value) if isinstance(value, StrEnum) else value
        else:
            yield from values(value, what.type)


def lists(model: type[BaseModel]) -> Iterator[tuple[str, Form]]:
    """The keys that become tables of their own; not citations and corrections."""
    for name, what, _ in fields(model):
        plain = what.type is str and what.kinds is None
        if what.many and not plain and what.type not in (Cite, Corrected):
            yield name, what
