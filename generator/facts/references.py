"""Which ids an entry points to, and whether they exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from generator.facts.base import Ref
from generator.facts.canonical import model_in

Loc = tuple[int | str, ...]


@cache
def _ref_fields(model: type[BaseModel]) -> tuple[tuple[str, str, Ref | None], ...]:
    """(attribute, key in YAML, Ref or None for a nested model) of each field that can point."""
    fields = []
    for name, info in model.model_fields.items():
        ref = ref_of(info)
        if ref is not None or model_in(info.annotation) is not None:
            fields.append((name, info.alias or name, ref))
    return tuple(fields)


def ref_of(info: Any) -> Ref | None:
    """The kinds that a field of a model points to, or None."""
    direct = next((item for item in info.metadata if isinstance(item, Ref)), None)
    return direct or _ref_in(info.annotation)


def _ref_in(annotation: Any) -> Ref | None:
    if get_origin(annotation) is Annotated:
        return next((item for item in annotation.__metadata__ if isinstance(item, Ref)), None)
    for argument in get_args(annotation):
        if (ref := _ref_in(argument)) is not None:
            return ref
    return None


def references(entry: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, str, Ref]]:
    """Every (path, id, kinds it may have) that an entry or settings point to."""
    for name, key, ref in _ref_fields(type(entry)):
        value = getattr(entry, name)
        items = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        for index, item in items:
            path = (*loc, key) if index is None else (*loc, key, index)
            if isinstance(item, BaseModel):
                yield from references(item, path)
            elif ref is not None and isinstance(item, str):
                yield path, item, ref


def wrong_reference(target: str, ref: Ref, kind_of: Mapping[str, str]) -> str:
    """Why an id cannot stand there, or '' where it can."""
    kinds = " or ".join(ref.kinds) or "entry"
    if target not in kind_of:
        return f"no {kinds} has the id “{target}”"
    if ref.kinds and kind_of[target] not in ref.kinds:
        return f"“{target}” is of kind {kind_of[target]}; needed here: {kinds}"
    return ""
