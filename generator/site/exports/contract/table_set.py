"""Every table of the contract, and the rows of a record in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, Field

from generator.facts.base import EventId, PartyId, SourceId, SubjectId
from generator.facts.record import PLURALS
from generator.site.exports.contract.contents import Contents
from generator.site.exports.contract.envelope import LISTS
from generator.site.exports.contract.past import Interval, KnownInterval
from generator.site.exports.contract.shape import AnyId, Cite, Corrected, EdtfDate, Shape, Words
from generator.site.exports.contract.tables import (
    Column,
    ForeignKey,
    Form,
    Table,
    child_name,
    columns,
    keys,
    lists,
    singular,
    target_table,
    values,
)

Row = tuple[Any, ...]
POSITION = Column("position", "integer", True, "The place in the list, from 0.")


class EntryRow(Shape):
    """Every entry of every kind: what an id is the id of."""

    id: str
    kind: str
    uri: str
    name: Words = Field(description="Its name, title, label or question.")


class CitationRow(Shape):
    """A place in a source that an entry cites, and what it supports."""

    entry_id: AnyId
    pointer: str = Field(description="JSON Pointer to the list in the entry: “/sources”.")
    position: int = Field(description="The place in the list, from 0.")
    source_id: SourceId
    at: str
    supports: tuple[str, ...] = Field(description="Empty: the whole of it.")


class CorrectionRow(Shape):
    """A mistake in an entry that was put right."""

    entry_id: AnyId
    position: int = Field(description="The place in the list, from 0.")
    date: date
    field: str
    was: Words
    reason: Words


class StatusRow(Shape):
    """Days on which a subject has one status, by all that the record holds."""

    row: int
    subject_id: SubjectId
    party_id: PartyId | None = Field(description="Empty: the subject itself.")
    first_day: date | None = Field(description="Empty: the start is open.")
    last_day: date | None = Field(description="Empty: no event ends it.")
    status: str
    possible: tuple[str, ...]
    since: EdtfDate | None
    until: EdtfDate | None
    event_id: EventId


class KnownStatusRow(StatusRow):
    """The same, as publicly known from one day to another."""

    known_from: date | None = Field(description="Empty: from the beginning.")
    known_to: date | None = Field(description="The last day. Empty: no such day is known.")


EXTRA: dict[str, tuple[type[Shape], tuple[str, ...]]] = {
    "entries": (EntryRow, ("id",)),
    "citations": (CitationRow, ("entry_id", "pointer", "position")),
    "corrections": (CorrectionRow, ("entry_id", "position")),
    "statuses": (StatusRow, ("row",)),
    "known_statuses": (KnownStatusRow, ("row",)),
}


@dataclass(frozen=True)
class _Node:
    """A table that a list becomes, and those of the lists within it."""

    field: str
    table: Table
    form: Form
    inner: tuple[_Node, ...]


def _says(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").partition("\n\n")[0].replace("\n    ", " ")


def _root(name: str, model: type[Shape]) -> _Node:
    own = list(columns(model))
    to_entries = [ForeignKey(("id",), "entries", ("id",))] if name in PLURALS.values() else []
    table = Table(name, _says(model), tuple(own), ("id",), (*to_entries, *keys(model)))
    above = (Column(f"{singular(name)}_id", "string", True, "The entry."),)
    return _Node("", table, Form(model, True, False, None), tuple(_inner(table, model, above)))


def _inner(parent: Table, model: type[BaseModel], above: tuple[Column, ...]) -> Iterator[_Node]:
    for field, what in lists(model):
        name = f"{singular(parent.name)}_{child_name(field)}"
        back = ForeignKey(tuple(column.name for column in above), parent.name, parent.key)
        key = (*(column.name for column in above), "position")
        if what.kinds is not None:
            cell = field.removesuffix("s") if field.endswith("_ids") else "entry_id"
            own = [Column(cell, "string", True, "")]
            named = [ForeignKey((cell,), target_table(what.kinds), ("id",))]
            inner: tuple[_Node, ...] = ()
        else:
            own, named = list(columns(what.type)), list(keys(what.type))
        says = _says(what.type) if what.kinds is None else f"{parent.name}: the list “{field}”."
        table = Table(name, says, (*above, POSITION, *own), key, (back, *named))
        if what.kinds is None:
            place = Column(f"{singular(field)}_position", "integer", True, POSITION.says)
            inner = tuple(_inner(table, what.type, (*above, place)))
        yield _Node(field, table, what, inner)


@cache
def _roots() -> dict[str, _Node]:
    return {name: _root(name, model) for name, model in LISTS.items()}


def _below(node: _Node) -> Iterator[Table]:
    yield node.table
    for inner in node.inner:
        yield from _below(inner)


@cache
def tables() -> tuple[Table, ...]:
    """Every table; one that others point to comes first as far as there is an order."""
    extra = {
        name: Table(name, _says(model), tuple(columns(model)), key, tuple(keys(model)))
        for name, (model, key) in EXTRA.items()
    }
    entries = extra.pop("entries")
    return (entries, *(t for node in _roots().values() for t in _below(node)), *extra.values())


def rows(contents: Contents) -> dict[str, list[Row]]:
    """The rows of every table, in the order of the record."""
    found: dict[str, list[Row]] = {table.name: [] for table in tables()}
    for name, node in _roots().items():
        for item in contents.lists[name]:
            found[name].append(tuple(values(item, node.form.type)))
            if name not in PLURALS.values():
                continue
            entry_id = item.id  # type: ignore[attr-defined]
            found["entries"].append(_cells(_entry(singular(name), item)))
            for extra, row in _aside(entry_id, item, ""):
                found[extra].append(row)
            for inner in node.inner:
                _fill(found, inner, item, (entry_id,))
    found["statuses"] = [_cells(row) for row in _statuses(contents)]
    found["known_statuses"] = [_cells(row) for row in _known_statuses(contents)]
    return found


def _cells(row: Shape) -> Row:
    return tuple(values(row, type(row)))


def _fill(found: dict[str, list[Row]], node: _Node, item: Any, above: Row) -> None:
    for position, value in enumerate(getattr(item, node.field)):
        if node.form.kinds is not None:
            found[node.table.name].append((*above, position, value))
            continue
        found[node.table.name].append((*above, position, *values(value, node.form.type)))
        for inner in node.inner:
            _fill(found, inner, value, (*above, position))


def _aside(entry_id: str, item: BaseModel, pointer: str) -> Iterator[tuple[str, Row]]:
    """Citations and corrections of an entry, however deep."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        if not isinstance(value, tuple):
            continue
        here = f"{pointer}/{name}"
        for place, inner in enumerate(value):
            if isinstance(inner, Cite):
                row: Shape = CitationRow(
                    entry_id=entry_id, pointer=here, position=place, **dict(inner)
                )
                yield "citations", _cells(row)
            elif isinstance(inner, Corrected):
                row = CorrectionRow(entry_id=entry_id, position=place, **dict(inner))
                yield "corrections", _cells(row)
            elif isinstance(inner, BaseModel):
                yield from _aside(entry_id, inner, f"{here}/{place}")


def _entry(kind: str, item: Any) -> EntryRow:
    name = next(getattr(item, key) for key in NAMES if hasattr(item, key))
    both = Words(sv=name, en=name) if isinstance(name, str) else name
    return EntryRow(id=item.id, kind=kind, uri=item.uri, name=both)


NAMES = ("name", "title", "label", "question")
"""The keys that may be the name of an entry."""


def _statuses(contents: Contents) -> Iterable[StatusRow]:
    row = 0
    for subject in contents.history:
        for interval in subject.intervals:
            for party in interval.party_ids or (None,):
                row += 1
                yield StatusRow(row=row, **_of(subject.subject_id, party, interval))


def _known_statuses(contents: Contents) -> Iterable[KnownStatusRow]:
    row = 0
    for subject in contents.history:
        for interval in subject.known:
            for party in interval.party_ids or (None,):
                row += 1
                yield KnownStatusRow(row=row, **_of(subject.subject_id, party, interval))


def _of(subject: str, party: str | None, interval: Interval | KnownInterval) -> dict[str, Any]:
    own = {name: value for name, value in interval if name != "party_ids"}
    return {"subject_id": subject, "party_id": party, **own}
