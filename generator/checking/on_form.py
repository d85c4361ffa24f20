"""The rule on how the files are written: in canonical order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checking.rule import Checked, Finding, Loc, rule
from generator.facts.canonical import BY_DATE
from generator.facts.record import KINDS, Settings
from generator.reading.document import Mapping, Position, Sequence
from generator.reading.form import misplaced

REMEDY = "Run: python -m generator format"


@rule("not-canonical", warning=True, last=True)
def not_canonical(checked: Checked) -> Iterator[Finding]:
    """A file whose keys or entries are not in canonical order; told once for each kind."""
    for kind in KINDS:
        found = next(_of_kind(checked, kind), None)
        if found is not None:
            yield found
    if "" in checked.trees:
        for at, key, before in misplaced(checked.trees[""], Settings):
            yield _key_finding("", checked.trees[""], at, key, before)
            break


def _of_kind(checked: Checked, kind: str) -> Iterator[Finding]:
    """Every place where the file of a kind is out of order."""
    previous = None
    for entry in checked.record.of_kind(kind).values():
        tree = checked.trees.get(entry.id)
        for at, key, before in misplaced(tree, KINDS[kind]):
            yield _key_finding(entry.id, tree, at, key, before)
        name = BY_DATE.get(kind)
        if name is None:
            continue
        when = getattr(entry, name)
        if previous is not None and when.sort_key < getattr(previous, name).sort_key:
            yield Finding(
                entry.id, (name,), f"{when} stands after {getattr(previous, name)}", REMEDY,
                ((previous.id, (name,), f"“{previous.id}” is later and stands before it"),),
            )  # fmt: skip
        previous = entry


def _key_finding(entry_id: str, tree: Any, at: Position, key: str, before: str) -> Finding:
    return Finding(entry_id, _path_to(tree, at), f"“{key}” belongs before “{before}”", REMEDY)


def _path_to(tree: Any, at: Position, loc: Loc = ()) -> Loc:
    """The path of the key that stands at a position; () where there is none."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if tree.keys_at[key] == at:
                return (*loc, key)
            if found := _path_to(value, at, (*loc, key)):
                return found
    elif isinstance(tree, Sequence):
        for index, item in enumerate(tree):
            if found := _path_to(item, at, (*loc, index)):
                return found
    return ()
