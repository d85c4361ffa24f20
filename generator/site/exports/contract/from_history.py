"""History to shapes: intervals by all that the record holds, and as publicly known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.facts.record import Record
from generator.facts.when import day_before
from generator.history.clocks import relevant, versions
from generator.history.horizon import horizon_of
from generator.history.replay import History
from generator.history.state import Status, standings
from generator.site.exports.contract.from_facts import edtf_or_none
from generator.site.exports.contract.past import Interval, KnownInterval, SubjectHistory

NONE = "none"
"""How the lists of possible statuses say that there may be none."""


@dataclass(frozen=True)
class _Piece:
    """An interval of some parties."""

    first: date | None
    last: date | None
    status: Status
    parties: tuple[str, ...]


def subject_history(record: Record, subject: str) -> SubjectHistory:
    """The whole life of one subject under both clocks."""
    mine = relevant(record, subject)
    history = History.of(mine)
    newest = horizon_of(history, subject)
    return SubjectHistory(
        subject_id=subject,
        life=record.life_of(subject),
        as_of=edtf_or_none(newest.published if newest else None),
        as_of_source_id=newest.id if newest else None,
        intervals=tuple(Interval(**_fields(piece)) for piece in _pieces(history, subject)),
        known=tuple(_known(mine, subject)),
    )


def _pieces(history: History, subject: str) -> list[_Piece]:
    """The intervals with a status, parties with the same one together, in order of time."""
    groups: dict[tuple[date, date | None, Status], list[str]] = {}
    for party in history.tracks[subject]:
        found = standings(history, subject, party)
        ends = [day_before(start) for start, _ in found[1:]]
        for (start, status), end in zip(found, [*ends, None], strict=True):
            if status.status is not None:
                groups.setdefault((start, end, status), []).append(party)
    ordered = sorted(groups.items(), key=lambda item: item[0][0])
    return [
        _Piece(None if start == date.min else start, end, status, tuple(filter(None, parties)))
        for (start, end, status), parties in ordered
    ]


def _known(record: Record, subject: str) -> Iterator[KnownInterval]:
    """The intervals as known, each with the days between which it was known so."""
    open_since: dict[_Piece, date] = {}
    done: list[tuple[date, date | None, _Piece]] = []
    for day, history in versions(record, subject):
        pieces = _pieces(history, subject)
        held = set(pieces)
        over = [piece for piece in open_since if piece not in held]
        done += [(open_since.pop(piece), day_before(day), piece) for piece in over]
        for piece in pieces:
            open_since.setdefault(piece, day)
    done += [(day, None, piece) for piece, day in open_since.items()]
    done.sort(key=lambda item: (item[0], item[2].first or date.min, item[2].parties))
    for first, last, piece in done:
        yield KnownInterval(
            **_fields(piece), known_from=None if first == date.min else first, known_to=last
        )


def _fields(piece: _Piece) -> dict[str, Any]:
    status = piece.status
    return {
        "party_ids": piece.parties,
        "first_day": piece.first,
        "last_day": piece.last,
        "status": status.status,
        "possible": tuple(word or NONE for word in status.possible),
        "since": edtf_or_none(status.since),
        "until": edtf_or_none(status.until),
        "event_id": status.event,
    }


def histories(record: Record) -> Iterable[SubjectHistory]:
    """Of everything that has a life, in the order of the files."""
    return (subject_history(record, subject) for subject in record.followed)
