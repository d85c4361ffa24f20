"""The canonical order of a data file: of the keys of an entry, and of the entries of a file.

Keys stand in the order of their class; an entry begins with its id and ends with what all
entries share: sources, confidence, remark, corrections, recorded, verified. Events stand in
order of time; of one date, as the editor put them. Entries of other kinds stand as the editor
put them, since their order is a choice of its own that the head of the file tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from generator.facts.base import Entry, Fact
from generator.facts.when import NotADate, When

FIRST = ("id",)
LAST = ("sources", "confidence", "remark", "corrections", "recorded", "verified")
SHARED = {*Entry.model_fields, *Fact.model_fields}
BY_DATE = {"event": "when"}
"""The kinds whose entries stand in order of time, and the key that holds it."""


@cache
def key_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they are written, in canonical order."""
    fields = model.model_fields
    own = [
        info.alias or name
        for name, info in fields.items()
        if not (issubclass(model, Entry) and name in SHARED)
    ]
    if not issubclass(model, Entry):
        return tuple(own)
    return (*FIRST, *own, *(name for name in LAST if name in fields))


@cache
def nested_models(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """By key: the model of the mapping, or of the items of the list, that may stand there."""
    return {
        info.alias or name: model_in(info.annotation) for name, info in model.model_fields.items()
    }


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The first model within a type annotation, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if (nested := model_in(argument)) is not None:
            return nested
    return None


def ranks(keys: tuple[str, ...], model: type[BaseModel]) -> list[int]:
    """The place of each key among all keys; one that no field has goes with the key before it."""
    places = _places(model)
    found: list[int] = []
    for key in keys:
        found.append(places.get(key, found[-1] if found else 0))
    return found


@cache
def _places(model: type[BaseModel]) -> dict[str, int]:
    return {key: place for place, key in enumerate(key_order(model))}


def time_key(kind: str, entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """What entries of a kind are sorted by, from texts as typed; the same for all if nothing.

    Raises NotADate where the entry should have a date and has none that can be read.
    """
    key = BY_DATE.get(kind)
    if key is None:
        return ()
    text = entry.get(key)
    if not isinstance(text, str):
        raise NotADate(str(text), "is not a date")
    return When.parse(text).sort_key
