"""Who points to whom: for “everything that rests on this” and “related facts”."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel

from generator.facts.base import Citation
from generator.facts.canonical import model_in
from generator.facts.record import Record
from generator.facts.references import references


def citations(model: BaseModel) -> Iterator[Citation]:
    """Every citation in an entry, however deep."""
    for name in _with_parts(type(model)):
        value = getattr(model, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Citation):
                yield item
            elif isinstance(item, BaseModel):
                yield from citations(item)


@cache
def _with_parts(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold models."""
    fields = kind.model_fields.items()
    return tuple(name for name, info in fields if model_in(info.annotation) is not None)


@dataclass(frozen=True)
class Links:
    """For every id the ids of the entries that name it, each once, in the order of files."""

    named_by: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record) -> Links:
        """Walk every entry once. A member of a collective is not named by it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for _, entry in record.entries():
            for loc, target, _ in references(entry):
                if loc[0] != "members":
                    found[target][entry.id] = None
        return cls({target: tuple(names) for target, names in found.items()})

    def to(self, entry_id: str, kind: str, record: Record) -> list[str]:
        """Entries of one kind that name an id."""
        return [name for name in self.named_by.get(entry_id, ()) if record.kind_of[name] == kind]
