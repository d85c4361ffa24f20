"""Which entries concern a party: those that name it, or a collective that lists it."""

from __future__ import annotations

from collections import defaultdict

from generator.facts.record import Record
from generator.facts.references import references

ASKED = "ask"
"""The field of a gap that names who could know the answer: the gap is not about them."""


def concerning(record: Record) -> dict[str, tuple[str, ...]]:
    """For every party the ids of the entries that concern it, in the order of the files.

    Events, contracts, options, clauses, figures and gaps; an entry with several ways to a
    party stands once.
    """
    named: dict[str, set[str]] = defaultdict(set)
    order = [
        entry
        for kind, entry in record.entries()
        if kind in ("event", "contract", "option", "term", "figure", "gap")
    ]
    for entry in order:
        for loc, target, _ in references(entry):
            if target in record.parties and loc[0] != ASKED:
                named[target].add(entry.id)
    place = {entry.id: index for index, entry in enumerate(order)}
    through: dict[str, list[str]] = defaultdict(list)
    for collective in record.parties.values():
        for member in collective.members:
            through[member].append(collective.id)
    return {
        party: tuple(
            sorted(
                named[party].union(*(named[collective] for collective in through[party])),
                key=place.__getitem__,
            )
        )
        for party in record.parties
    }
