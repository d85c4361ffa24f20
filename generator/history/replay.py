"""All tracks of a record: every subject, per party where it applies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.facts.event import Effect, Event, Scope
from generator.facts.lives import LIVES
from generator.facts.record import Record
from generator.facts.source import Source
from generator.history.publication import Known, public_by
from generator.history.track import Change, Step, Track, replay


@dataclass(frozen=True)
class History:
    """The tracks of a record, over all its events or as publicly known on a day.

    A subject without parties has one track, under the party ''.
    """

    record: Record
    known_by: date | None = None
    tracks: dict[str, dict[str, Track]] = field(default_factory=dict)
    newest_sources: dict[str, Source | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """By subject, what `horizon_of` has found already."""

    @classmethod
    def of(
        cls,
        record: Record,
        known_by: date | None = None,
        known: Mapping[str, Known] | None = None,
    ) -> History:
        """Replay all events, or those that had become public by a day.

        `known` is, for each event, whether it had, where the caller knows that already.
        """
        steps: dict[str, dict[str, list[Step]]] = defaultdict(lambda: defaultdict(list))
        for event in record.events.values():
            if not event.effects:
                continue
            if known_by is None:
                public = Known.YES
            else:
                public = known[event.id] if known else public_by(record, event.sources, known_by)
            if public is not Known.NO:
                for subject, party, step in _steps(record, event, public):
                    steps[subject][party].append(step)
        return cls(record, known_by, dict(_replayed(record, steps)))

    def by_party(self, subject: str) -> bool:
        """True where the subject's status is a matter of each party."""
        return "" not in self.tracks.get(subject, {"": None})

    @cached_property
    def events_about(self) -> dict[str, list[str]]:
        """Ids of the events that change or speak of each subject, in order of time."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in sorted(self.record.events.values(), key=lambda e: (e.when.sort_key, e.id)):
            named = [effect.subject for effect in event.effects]
            for subject in dict.fromkeys([*named, *event.about]):
                found[subject].append(event.id)
        return found


def _replayed(
    record: Record, steps: dict[str, dict[str, list[Step]]]
) -> Iterator[tuple[str, dict[str, Track]]]:
    for subject in record.followed:
        life = LIVES[record.life_of(subject)]
        domain = _domain(record, subject, steps[subject])
        done: dict[tuple[Step, ...], Track] = {}
        tracks = {}
        for party in domain:
            mine = tuple(sorted(steps[subject][party], key=lambda step: (step.event, step.first)))
            if mine not in done:
                done[mine] = replay(life, mine)
            tracks[party] = done[mine]
        yield subject, tracks


def _domain(record: Record, subject: str, steps: dict[str, list[Step]]) -> list[str]:
    if subject in record.options:
        members = record.parties[record.options[subject].holders].members
        return list(dict.fromkeys([*members, *(party for party in steps if party)])) or [""]
    parties = [party for party in steps if party]
    return parties or [""]


def _steps(record: Record, event: Event, known: Known) -> Iterator[tuple[str, str, Step]]:
    first, last = event.when.begins
    changes: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for effect in event.effects:
        for party, change in _changes(record, effect):
            changes[effect.subject, party].append(change)
    for (subject, party), mine in changes.items():
        yield (
            subject,
            party,
            Step(event.id, first or date.min, last, tuple(mine), known is Known.YES),
        )


def _changes(record: Record, effect: Effect) -> Iterator[tuple[str, Change]]:
    scope = effect.scope
    if scope is None and effect.subject in record.options:
        scope = Scope(all=record.options[effect.subject].holders)
    if scope is None:
        yield "", Change(effect.becomes)
        return
    for party in scope.party:
        yield party, Change(effect.becomes)
    for party in record.parties[scope.all].members if scope.all else ():
        yield party, Change(effect.becomes)
    if scope.some_of:
        members = record.parties[scope.some_of].members
        sure = scope.exactly is not None and scope.exactly == len(members)
        for party in members:
            yield party, Change(effect.becomes, sure, effect.others)
