"""Which changes must be confirmed in the data, and which are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.comparing.change import Demand, EntryChange, LifeChange
from generator.facts.logs import Confirmation
from generator.facts.record import KINDS, Record


@dataclass(frozen=True)
class Size:
    """What a record held before: how many histories, entries of each kind, and retired ids."""

    histories: int
    entries: Mapping[str, int]
    retired: Collection[str]


def new_confirmations(after: Record, known: Collection[str]) -> tuple[Confirmation, ...]:
    """Those that came with the change. One that was there before confirms nothing new."""
    return tuple(c for c in after.confirmed.values() if c.id not in known)


def demands(
    entries: Iterable[EntryChange],
    lives: Iterable[LifeChange],
    before: Size,
    after: Record,
    confirmations: Collection[Confirmation],
) -> Iterator[Demand]:
    """What is to be confirmed and is not."""
    changes = list(entries)
    rewritten = [life for life in lives if life.rewritten]
    size = sum(len(life.parties) for life in rewritten)
    free = before.histories * after.settings.guard.history // 100
    if size > free:
        subjects = dict.fromkeys(life.subject for life in rewritten)
        confirmed = {subject for c in confirmations for subject in c.history}
        open_ = tuple(subject for subject in subjects if subject not in confirmed)
        if open_:
            yield Demand("history", open_, (size, before.histories, free))
    gone = [c.before or c.id for c in changes if c.what in ("removed", "renamed") and not c.retired]
    gone += [name for name in before.retired if name not in {*after.retired, *after.kind_of}]
    yield from lost_ids(gone, confirmations)
    yield from shrinkage(before.entries, after, confirmations)


def lost_ids(gone: Iterable[str], confirmations: Collection[Confirmation]) -> Iterator[Demand]:
    """Ids that lead nowhere any more."""
    confirmed = {entry for c in confirmations for entry in c.removed}
    if lost := tuple(entry for entry in gone if entry not in confirmed):
        yield Demand("removed", lost)


def shrinkage(
    counts: Mapping[str, int], after: Record, confirmations: Collection[Confirmation]
) -> Iterator[Demand]:
    """Kinds of which more entries went than may go unnoticed."""
    for kind in KINDS:
        was, now = counts.get(kind, 0), len(after.of_kind(kind))
        free = was * after.settings.guard.fewer // 100
        allowed = max(
            (fewer.by for c in confirmations for fewer in c.fewer if fewer.kind == kind), default=0
        )
        if was - now > max(free, allowed):
            yield Demand("fewer", (kind,), (was - now, was, free))


def lost_addresses(
    gone: Iterable[str], confirmations: Collection[Confirmation]
) -> Iterator[Demand]:
    """Addresses at which nothing stands any more."""
    confirmed = {address for c in confirmations for address in c.addresses}
    if lost := tuple(address for address in gone if address not in confirmed):
        yield Demand("addresses", lost)
