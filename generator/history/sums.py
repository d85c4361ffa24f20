"""How many holders have each status of an option on a day: never a guess, only bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.facts.lives import LIVES, NO_STATUS, Life
from generator.history.replay import History
from generator.history.steps import Some, some_at


@dataclass(frozen=True)
class Range:
    """A status, and between which numbers of holders have it."""

    status: str
    least: int
    most: int

    @property
    def certain(self) -> bool:
        """True where the number is known."""
        return self.least == self.most


def ranges_on(history: History, option: str, day: date) -> tuple[Range, ...]:
    """Every status that some holder may have on a day, in the order of a life.

    The least is how many have it for certain, the most how many may have it. Where an
    event says that only so many reached a status, that bounds it too, and what only can
    follow from it.
    """
    tracks = history.tracks[option].values()
    possible = [track.spans[track.on(day)].statuses for track in tracks]
    some = some_at(history, option, day)
    life = LIVES["option"]
    found = []
    for status in (NO_STATUS, *life.statuses):
        least = sum(1 for statuses in possible if statuses == {status})
        most = sum(1 for statuses in possible if status in statuses)
        if most and some is not None and _only_by(history, option, some):
            least, most = _bounded(some, status, (least, most), possible)
        if most:
            found.append(Range(status, least, most))
    return tuple(found)


def _bounded(
    some: Some, status: str, bounds: tuple[int, int], possible: list[frozenset[str]]
) -> tuple[int, int]:
    """The bounds that the event's own count and the derived ceiling give."""
    least, most = bounds
    life = LIVES["option"]
    limits = [some.exactly, some.at_most, some.ceiling]
    cap = min((limit for limit in limits if limit is not None), default=most)
    if status == some.status or _through(life, status, some.status):
        most = max(least, min(most, cap))
    gone = any(
        other != status and _reachable(life, some.status, other)
        for statuses in possible
        for other in statuses
    )
    floor = some.exactly if some.exactly is not None else some.at_least
    if status == some.status and floor is not None and not gone:
        least = max(least, min(floor, most))
    return least, most


def _only_by(history: History, option: str, some: Some) -> bool:
    """True where nothing else gives the status that a count bounds, also not as `others`."""
    given = [
        status
        for event in history.events_about.get(option, ())
        for effect in history.record.events[event].effects
        if effect.subject == option
        for status in (effect.becomes, effect.others)
    ]
    return given.count(some.status) == 1


def _through(life: Life, status: str, gate: str) -> bool:
    """True where a status can be reached through the gate alone."""
    before = {known for known, after in life.follows.items() if status in after}
    return bool(before) and all(known == gate or _through(life, known, gate) for known in before)


def _reachable(life: Life, start: str, goal: str, seen: frozenset[str] = frozenset()) -> bool:
    """True where a status can follow another, at once or later."""
    return any(
        after == goal or _reachable(life, after, goal, seen | {start})
        for after in life.follows.get(start, ())
        if after not in seen
    )
