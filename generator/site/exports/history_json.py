"""`tidslinje/history.json`: what held on any day, also as publicly known on any day.

Packed for the browser; the same in the open data, in words of its own, is `history.json`
of `contract/`.

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
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from generator.facts.record import Record
from generator.history.clocks import days_of_change, horizons, relevant, versions
from generator.history.horizon import horizon
from generator.history.replay import History
from generator.history.state import Status, subject_on
from generator.site.site import Site
from generator.site.timeline.across import PATH as TIMELINE

PATH = f"{TIMELINE}history.json"
VERSION = 1


class _Once:
    """A list in which things with the same key have one place."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._places: dict[Hashable, int] = {}

    def place(self, key: Hashable, item: Callable[[], Any]) -> int:
        """Where the item of a key stands; it is made and added if the key is new."""
        if key not in self._places:
            self._places[key] = len(self.items)
            self.items.append(item())
        return self._places[key]


class _Writer:
    def __init__(self) -> None:
        self.statuses, self.states, self.tracks = _Once(), _Once(), _Once()

    def status(self, status: Status) -> int:
        """Where a status stands; it is written out once."""
        return self.statuses.place(status, status.as_json)

    def subject(self, record: Record, subject: str) -> dict[str, Any]:
        """One subject under both clocks."""
        mine = relevant(record, subject)
        known = [
            (day.isoformat(), self.track(mine, history, subject))
            for day, history in versions(mine, subject)
        ]
        return {
            "kind": record.life_of(subject),
            "all": self.track(mine, History.of(mine), subject),
            "known": _changes(known),
        }

    def track(self, record: Record, history: History, subject: str) -> int:
        """All states of a subject in order of time."""
        states = _changes(
            (day.isoformat(), self.state(history, subject, day))
            for day in days_of_change(record, history, subject)
        )
        return self.tracks.place(tuple(map(tuple, states)), lambda: states)

    def state(self, history: History, subject: str, day: date) -> int:
        """What `state` prints of a subject, with parties of the same status together."""
        found = subject_on(history, subject, day)
        places: dict[int, int] = {}  # parties share a status, which is long to compare
        groups: dict[int, list[str]] = {}
        for party, status in found.by_party.items():
            if id(status) not in places:
                places[id(status)] = self.status(status)
            groups.setdefault(places[id(status)], []).append(party)
        overall, as_of_date = self.status(found.overall), found.as_of_date
        terms = tuple((term.term.id, term.certain) for term in found.terms)
        parties = tuple((status, tuple(named)) for status, named in groups.items())
        return self.states.place(
            (overall, as_of_date, found.as_of, terms, parties),
            lambda: {
                "status": overall,
                "as_of": str(as_of_date) if as_of_date else None,
                "as_of_source": found.as_of,
                "terms": [term.as_json() for term in found.terms],
                "by_party": [[status, named] for status, named in groups.items()],
            },
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


def history_file(site: Site) -> Iterator[tuple[str, bytes]]:
    """The file, with its path. It holds no words and is the same for all languages."""
    text = json.dumps(history_data(site.record), ensure_ascii=False, separators=(",", ":"))
    yield PATH, text.encode()
