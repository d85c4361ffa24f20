"""What held on a day, for every subject and party."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from generator.facts.contract import Term
from generator.facts.lives import IN_FORCE, LIVES, NO_STATUS
from generator.facts.record import Record
from generator.facts.when import When
from generator.history.horizon import horizon, horizon_of
from generator.history.replay import History
from generator.history.track import Track

UNKNOWN = "unknown"
MIXED = "mixed"


@dataclass(frozen=True)
class Status:
    """What is known of one subject, or of it for one party, on a day.

    `status` is None before the first event; `unknown` where several statuses are
    possible and no word covers them all; `mixed` where parties differ. `since` and
    `until` are the dates of the events on either side; `until` is None, and
    `open_end` true, where no event ends it.
    """

    status: str | None
    possible: tuple[str | None, ...] = ()
    since: When | None = None
    until: When | None = None
    open_end: bool = False
    event: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The shape that `state --format json` prints."""
        return {
            "status": self.status,
            "possible": list(self.possible),
            "since": str(self.since) if self.since else None,
            "until": ".." if self.open_end else str(self.until) if self.until else None,
            "event": self.event,
        }


@dataclass(frozen=True)
class TermInForce:
    """A clause that binds on a day, or may bind."""

    term: Term
    certain: bool

    def as_json(self) -> dict[str, Any]:
        """The clause with what can be computed from it."""
        rule = (
            self.term.rule.model_dump(mode="json", exclude_defaults=True) if self.term.rule else {}
        )
        return {
            "id": self.term.id,
            "type": str(self.term.type),
            "certain": self.certain,
            "rule": rule,
        }


@dataclass(frozen=True)
class SubjectState:
    """One subject on a day: its status, how new the news of it is, clauses, parties."""

    id: str
    kind: str
    overall: Status
    as_of: str | None
    as_of_date: When | None
    terms: tuple[TermInForce, ...] = ()
    by_party: dict[str, Status] = field(default_factory=dict)

    def count(self, status: str) -> int:
        """For how many parties the status is certain."""
        return sum(1 for state in self.by_party.values() if state.status == status)

    def as_json(self) -> dict[str, Any]:
        """The shape that `state --format json` prints."""
        return {
            "kind": self.kind,
            **self.overall.as_json(),
            "as_of": str(self.as_of_date) if self.as_of_date else None,
            "as_of_source": self.as_of,
            "terms": [term.as_json() for term in self.terms],
            "by_party": {party: state.as_json() for party, state in self.by_party.items()},
        }


@dataclass(frozen=True)
class State:
    """Everything that held on a day."""

    on: date
    known_by: date | None
    horizon: When | None
    subjects: dict[str, SubjectState]

    def as_json(self) -> dict[str, Any]:
        """The shape that `state --format json` prints."""
        return {
            "on": self.on.isoformat(),
            "known_by": self.known_by.isoformat() if self.known_by else None,
            "horizon": str(self.horizon) if self.horizon else None,
            "subjects": {key: subject.as_json() for key, subject in self.subjects.items()},
        }


def state_on(history: History, day: date) -> State:
    """What held on a day, according to a history."""
    newest = horizon(history.record, history.known_by)
    return State(
        on=day,
        known_by=history.known_by,
        horizon=newest.published if newest else None,
        subjects={subject: subject_on(history, subject, day) for subject in history.tracks},
    )


def subject_on(history: History, subject: str, day: date) -> SubjectState:
    """What held for one subject on a day."""
    record = history.record
    kind = record.life_of(subject)
    tracks = history.tracks[subject]
    newest = horizon_of(history, subject)
    by_party: dict[str, Status] = {}
    if history.by_party(subject):
        told: dict[int, Status] = {}  # parties to which the same happened share a track
        for party, track in tracks.items():
            if id(track) not in told:
                told[id(track)] = _status(record, kind, track, day)
            by_party[party] = told[id(track)]
        overall = _together(list(told.values()))
    else:
        overall = _status(record, kind, tracks[""], day)
    return SubjectState(
        id=subject,
        kind=kind,
        overall=overall,
        as_of=newest.id if newest else None,
        as_of_date=newest.published if newest else None,
        terms=tuple(terms_on(history, subject, day)),
        by_party=by_party,
    )


def intervals(history: History, subject: str, party: str = "") -> list[tuple[date, Status]]:
    """Every status that a subject takes, with the first day on which it is possible.

    Days of uncertainty within the span of an inexact date come as `unknown`.
    """
    track = history.tracks[subject][party]
    kind = history.record.life_of(subject)
    return [(span.start, _status(history.record, kind, track, span.start)) for span in track.spans]


def standings(history: History, subject: str, party: str = "") -> list[tuple[date, Status]]:
    """The same as `intervals`, but exactly what `subject_on` says on every day.

    Within one span the event that is named may change, on the last possible day of the
    event that began it.
    """
    record, kind = history.record, history.record.life_of(subject)
    track = history.tracks[subject][party]
    found: list[tuple[date, Status]] = []
    for index, span in enumerate(track.spans):
        days = [span.start]
        if span.cause and track.on(settled := record.events[span.cause].when.begins[1]) == index:
            days.append(settled)
        for day in days:
            status = _status(record, kind, track, day)
            if not found or found[-1][1] != status:
                found.append((day, status))
    return found


def word_for(kind: str, statuses: frozenset[str]) -> str | None:
    """The one word for a set of possible statuses: itself, a group of the life, `unknown`."""
    if statuses == {NO_STATUS}:
        return None
    if len(statuses) == 1:
        return next(iter(statuses))
    for name, members in LIVES[kind].groups.items():
        if statuses <= set(members):
            return name
    return UNKNOWN


def _status(record: Record, kind: str, track: Track, day: date) -> Status:
    index = track.on(day)
    span = track.spans[index]
    if span.statuses == {NO_STATUS}:
        return Status(None)
    givers = [event for _, event in span.possible if event]
    event = max(givers, key=lambda e: (record.events[e].when.sort_key, e))
    word = word_for(kind, span.statuses)
    if word == UNKNOWN and index and _unsettled(record, span.cause, day):
        event = span.cause
    later = track.spans[index + 1] if index + 1 < len(track.spans) else None
    return Status(
        status=word,
        possible=tuple(sorted((status or None for status in span.statuses), key=lambda s: s or "")),
        since=record.events[event].when,
        until=record.events[later.cause].when if later else None,
        open_end=later is None,
        event=event,
    )


def _unsettled(record: Record, event: str, day: date) -> bool:
    return bool(event) and day < record.events[event].when.begins[1]


def _together(states: list[Status]) -> Status:
    """One status for all parties: the common one, or `mixed`."""
    if len(set(states)) == 1:
        return states[0]
    words = {state.status for state in states}
    dates = [state for state in states if state.since is not None]
    first = min(dates, key=lambda s: s.since.sort_key if s.since else ()) if dates else None
    possible = {word for state in states for word in state.possible}
    return Status(
        status=words.pop() if len(words) == 1 else MIXED,
        possible=tuple(sorted(possible, key=lambda s: s or "")),
        since=first.since if first else None,
        open_end=all(state.open_end for state in dates),
        event=first.event if first else None,
    )


def terms_on(history: History, subject: str, day: date) -> list[TermInForce]:
    """The clauses that bear on a subject and bind, or may bind, on a day.

    A clause binds while its contract is in force; where no event tells of the
    contract's life, from the event that introduced it. It ends with `ended_by`.
    """
    found = []
    for term in history.record.terms_about.get(subject, ()):
        begun = _contract_in_force(history, term.contract, day)
        if term.introduced_by is not None:
            introduced = _happened(history, term.introduced_by, day)
            begun = introduced if begun is None else min(begun, introduced)
        ended = max(
            _happened(history, term.ended_by, day) if term.ended_by else 0,
            _run_out(history, term, day),
        )
        binds = min(begun or 0, 2 - ended)
        if binds:
            found.append(TermInForce(term, binds == 2))
    return found


def _run_out(history: History, term: Term, day: date) -> int:
    """Whether a number of days that an event started has passed: 0 no, 1 perhaps, 2 yes."""
    if term.rule is None or term.rule.days is None or term.rule.counted_from is None:
        return 0
    start = history.record.events.get(term.rule.counted_from)
    if start is None:
        return 0
    first, last = start.when.begins
    length = timedelta(days=term.rule.days)
    if last + length < day:
        return 2
    return 1 if first is None or first + length < day else 0


def _contract_in_force(history: History, contract: str, day: date) -> int | None:
    """0 no, 1 perhaps, 2 yes; None where nothing is told of the contract's life."""
    track = history.tracks[contract].get("")
    if track is None or len(track.spans) == 1:
        return None
    statuses = track.spans[track.on(day)].statuses
    binding = statuses & set(IN_FORCE)
    return 0 if not binding else 2 if binding == statuses else 1


def _happened(history: History, event_id: str, day: date) -> int:
    """0 no, 1 perhaps, 2 yes."""
    first, last = history.record.events[event_id].when.begins
    return 2 if last <= day else 1 if first is None or first <= day else 0
