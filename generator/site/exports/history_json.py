"""`data/v1/history.json`: what held on any day, also as publicly known on any day.

    horizon   [[day, date]]: how far the sources reached, as known from a day on
    statuses  every status with its dates and event, each once
    states    what `state` prints of a subject, each once: a status, clauses, and for whom
    tracks    [[day, state]]: from which day on which state held
    subjects  for each its kind, the track of all that is known (`all`), and
              [[day, track]]: the track as publicly known from a day on (`known`)

Days are ISO dates that sort as text; numbers are places in the lists. The browser looks
things up and derives nothing, so that it cannot differ from `python -m generator state`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from generator.facts.record import Record
from generator.history.clocks import days_of_change, days_of_news, horizons, relevant
from generator.history.horizon import horizon, horizon_of
from generator.history.replay import History
from generator.history.state import subject_on
from generator.site.exports.export import Export, Listed
from generator.site.view import Site

PATH = "data/v1/history.json"
VERSION = 1


class _Once:
    """A list in which equal things have one place."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, item: Any) -> int:
        """Where an item stands; it is added if it is new."""
        key = json.dumps(item, sort_keys=True)
        if key not in self._places:
            self._places[key] = len(self.items)
            self.items.append(item)
        return self._places[key]


class _Writer:
    def __init__(self) -> None:
        self.statuses, self.states, self.tracks = _Once(), _Once(), _Once()

    def subject(self, record: Record, subject: str) -> dict[str, Any]:
        """One subject under both clocks."""
        mine = relevant(record, subject)
        known: list[tuple[str, int]] = []
        last: tuple[object, ...] = ()
        for day in days_of_news(mine):
            history = History.of(mine, day)
            newest = horizon_of(history, subject)
            same = (history.tracks, newest and newest.id)  # all that a state depends on
            track = known[-1][1] if same == last else self.track(mine, history, subject)
            known.append((day.isoformat(), track))
            last = same
        return {
            "kind": record.life_of(subject),
            "all": self.track(mine, History.of(mine), subject),
            "known": _changes(known),
        }

    def track(self, record: Record, history: History, subject: str) -> int:
        """All states of a subject in order of time."""
        states = [
            (day.isoformat(), self.state(history, subject, day))
            for day in days_of_change(record, history, subject)
        ]
        return self.tracks.place(_changes(states))

    def state(self, history: History, subject: str, day: date) -> int:
        """What `state` prints of a subject, with parties of the same status together."""
        found = subject_on(history, subject, day)
        groups: dict[int, list[str]] = {}
        for party, status in found.by_party.items():
            groups.setdefault(self.statuses.place(status.as_json()), []).append(party)
        return self.states.place(
            {
                "status": self.statuses.place(found.overall.as_json()),
                "as_of": str(found.as_of_date) if found.as_of_date else None,
                "as_of_source": found.as_of,
                "terms": [term.as_json() for term in found.terms],
                "by_party": [[status, parties] for status, parties in groups.items()],
            }
        )


def _changes(found: Iterable[tuple[str, int]]) -> list[list[Any]]:
    """Without the days on which nothing changes."""
    return [[next(same)[0], place] for place, same in groupby(found, key=lambda pair: pair[1])]


def history_data(record: Record) -> dict[str, Any]:
    """The content of the file."""
    writer = _Writer()
    subjects = {subject: writer.subject(record, subject) for subject in record.followed}
    newest = horizon(record)
    return {
        "version": VERSION,
        "horizon": {
            "all": str(newest.published) if newest and newest.published else None,
            "known": [[day.isoformat(), str(when)] for day, when in horizons(record)],
        },
        "statuses": writer.statuses.items,
        "states": writer.states.items,
        "tracks": writer.tracks.items,
        "subjects": subjects,
    }


def _files(site: Site) -> Iterator[tuple[str, str]]:
    yield PATH, json.dumps(history_data(site.record), ensure_ascii=False, separators=(",", ":"))


EXPORT = Export(
    _files,
    (
        Listed(
            PATH,
            "application/json",
            (
                "Vad som gällde varje dag, också så som det då var känt.",
                "What held on any day, also as publicly known on any day.",
            ),
        ),
    ),
)
