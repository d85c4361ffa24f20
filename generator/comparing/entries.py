"""Which entries were added, removed, renamed or corrected, and in which fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from generator.comparing.change import EntryChange, FieldChange, Json
from generator.facts.base import Entry, Model, Text
from generator.facts.record import KINDS, Record
from generator.facts.references import references
from generator.facts.when import When

CLERICAL = ("recorded", "verified")
"""Fields that tell of the record's own work and not of the matter."""


def as_data(model: BaseModel, renamed: Mapping[str, str] | None = None) -> dict[str, Json]:
    """A model as JSON, without what is left out in YAML, and with renamed ids led on."""
    data: dict[str, Json] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for loc, target, _ in references(model):
        if renamed and target in renamed:
            _put(data, loc, renamed[target])
    return data


def _put(data: Any, loc: tuple[int | str, ...], value: str) -> None:
    *way, last = loc
    for step in way:
        data = data[step]
    data[last] = value


def renames(before: Record, after: Record) -> dict[str, str]:
    """Former id to new id: as the record says itself, or where all else is the same."""
    found = {
        retired.id: retired.to
        for retired in after.retired.values()
        if retired.to is not None and retired.id in before.kind_of
    }
    for kind in KINDS:
        gone = {i: e for i, e in before.of_kind(kind).items() if i not in after.kind_of}
        new = {i: e for i, e in after.of_kind(kind).items() if i not in before.kind_of}
        taken = set(found.values())
        for old_id, old in gone.items():
            if old_id in found:
                continue
            same = [i for i, e in new.items() if i not in taken and _same(old, e, found)]
            if len(same) == 1:
                found[old_id] = same[0]
                taken.add(same[0])
    return found


def _same(old: Entry, new: Entry, renamed: Mapping[str, str]) -> bool:
    left, right = as_data(old, renamed), as_data(new)
    for field in ("id", *CLERICAL):
        left.pop(field, None)
        right.pop(field, None)
    return left == right


def entry_changes(
    before: Record, after: Record, renamed: Mapping[str, str]
) -> Iterator[EntryChange]:
    """Every entry that differs, kind by kind in the order of the files."""
    for kind in KINDS:
        old, new = before.of_kind(kind), after.of_kind(kind)
        former = {to: was for was, to in renamed.items() if was in old and to in new}
        for entry_id, entry in new.items():
            was = former.get(entry_id) if entry_id not in old else None
            if was is None and entry_id not in old:
                yield EntryChange("added", kind, entry_id)
                continue
            fields = tuple(field_changes(old[was or entry_id], entry, renamed))
            if was is not None:
                yield EntryChange("renamed", kind, entry_id, fields, was, was in after.retired)
            elif any(change.field not in CLERICAL for change in fields):
                yield EntryChange("corrected", kind, entry_id, fields)
            elif fields:
                yield EntryChange("verified", kind, entry_id, fields)
        for entry_id in old:
            if entry_id not in new and entry_id not in former.values():
                retired = after.retired.get(entry_id)
                leads_to = retired.to if retired else None
                yield EntryChange(
                    "removed", kind, entry_id, retired=retired is not None, leads_to=leads_to
                )


def field_changes(
    before: Model, after: Model, renamed: Mapping[str, str] | None = None
) -> Iterator[FieldChange]:
    """The fields in which two versions of an entry differ; the id is none of them."""
    left, right = as_data(before, renamed), as_data(after)
    for name, info in type(after).model_fields.items():
        key = info.alias or name
        old, new = left.get(key), right.get(key)
        if old == new or key == "id":
            continue
        value = getattr(after, name) if getattr(after, name) is not None else getattr(before, name)
        yield from _field(key, old, new, value)


def _field(key: str, old: Json, new: Json, value: object) -> Iterator[FieldChange]:
    if isinstance(value, Text):
        for language in Text.model_fields:
            was, now = (old or {}).get(language), (new or {}).get(language)
            if was != now:
                yield FieldChange(f"{key}.{language}", "text", was, now)
    elif isinstance(value, tuple):
        yield from _items(key, old or [], new or [])
    elif isinstance(value, Model):
        for inner in dict.fromkeys([*(old or {}), *(new or {})]):
            was, now = (old or {}).get(inner), (new or {}).get(inner)
            if was != now:
                yield FieldChange(f"{key}.{inner}", "value", was, now)
    else:
        yield FieldChange(key, _type(key, value), old, new)


def _type(key: str, value: object) -> str:
    if isinstance(value, When) or key in CLERICAL:
        return "date"
    if isinstance(value, int) and not isinstance(value, bool):
        return "number"
    return "text" if isinstance(value, str) and " " in value else "value"


def _items(key: str, old: list[Json], new: list[Json]) -> Iterator[FieldChange]:
    """Items that came, went or, where they name the same thing, changed."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    for item in gone:
        twin = next((other for other in come if _names(other) == _names(item) != ""), None)
        if twin is not None:
            come.remove(twin)
        yield FieldChange(key, "item", item, twin)
    for item in come:
        yield FieldChange(key, "item", None, item)
    if not gone and not [item for item in new if item not in old]:
        yield FieldChange(key, "order", old, new)


def _names(item: Json) -> str:
    """What an item of a list is about: the source it cites, the party or subject it names."""
    if not isinstance(item, dict):
        return ""
    pick: Callable[[str], Json] = item.get
    return next(
        (str(pick(k)) for k in ("source", "party", "subject", "organisation") if k in item), ""
    )


def consequence_changes(key: str, old: Json, new: Json) -> Iterator[FieldChange]:
    """What differs in something computed, down to the items of its lists."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for inner in dict.fromkeys([*old, *new]):
            yield from consequence_changes(f"{key}.{inner}", old.get(inner), new.get(inner))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _items(key, old, new)
    else:
        yield FieldChange(key, "value", old, new)
