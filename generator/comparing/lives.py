"""Which derived histories differ, for whom, and whether anything said before is unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.comparing.change import LifeChange, Lived, StatusChange
from generator.facts.record import Record
from generator.history.replay import History
from generator.history.state import Status, intervals

Life = tuple[Lived, ...]


def life_changes(
    before: History, after: History, renamed: Mapping[str, str]
) -> Iterator[LifeChange]:
    """Subject by subject; parties of the same change stand together."""
    former = {to: was for was, to in renamed.items()}
    gone = [s for s in before.tracks if s not in after.tracks and s not in renamed]
    for subject in [*after.tracks, *gone]:
        lived = _lives(before, former.get(subject, subject), renamed)
        lives = _lives(after, subject, {})
        groups: dict[tuple[tuple[StatusChange, ...], bool], list[str]] = {}
        for party in dict.fromkeys([*lives, *lived]):
            old, new = lived.get(party, ()), lives.get(party, ())
            found = tuple(_changes(old, new))
            if found:
                groups.setdefault((found, not _goes_on(old, new)), []).append(party)
        record = after.record if subject in after.tracks else before.record
        everybody = set(lives) | set(lived)
        for (changes, rewritten), parties in groups.items():
            yield LifeChange(
                subject, record.life_of(subject), tuple(parties), changes, rewritten,
                _everyone(record, parties, everybody),
            )  # fmt: skip


def _lives(history: History, subject: str, renamed: Mapping[str, str]) -> dict[str, Life]:
    """By party every status from the first, with renamed ids led on."""
    if subject not in history.tracks:
        return {}
    lives: dict[str, Life] = {}
    seen: dict[int, Life] = {}
    for party, track in history.tracks[subject].items():
        if id(track) not in seen:
            told = intervals(history, subject, party)
            seen[id(track)] = tuple(
                Lived(first, replace(status, event=renamed.get(status.event, status.event)))
                for first, status in told
                if status.event is not None
            )
        lives[renamed.get(party, party)] = seen[id(track)]
    return lives


def _changes(old: Life, new: Life) -> Iterator[StatusChange]:
    """Statuses that went or came, in order of time.

    One that only moved stands beside itself, and one that took the place of another beside it.
    """
    gone = [status for status in old if status not in new]
    come = [status for status in new if status not in old]
    pairs: list[tuple[Lived | None, Lived | None]] = []
    for alike in (_same_word, _same_time):
        for status in [*gone]:
            twin = next((other for other in come if alike(status.status, other.status)), None)
            if twin is not None:
                gone.remove(status)
                come.remove(twin)
                pairs.append((status, twin))
    pairs += [(status, None) for status in gone] + [(None, status) for status in come]
    yield from (StatusChange(*pair) for pair in sorted(pairs, key=_when))


def _same_word(one: Status, other: Status) -> bool:
    return (one.status, one.possible) == (other.status, other.possible)


def _same_time(one: Status, other: Status) -> bool:
    return (one.since, one.until, one.open_end) == (other.since, other.until, other.open_end)


def _when(pair: tuple[Lived | None, Lived | None]) -> tuple[object, ...]:
    """By when it begins; a time of uncertainty comes before what follows from it."""
    lived = pair[1] or pair[0]
    assert lived is not None
    status = lived.status
    assert status.since is not None
    return (status.since.sort_key, status.until != status.since, lived.first, pair[1] is not None)


def _goes_on(old: Life, new: Life) -> bool:
    """True where all that was said still is, except how long the last status lasts."""
    if not old:
        return True
    if len(new) < len(old) or old[:-1] != new[: len(old) - 1]:
        return False
    last, same = old[-1], new[len(old) - 1]
    open_ended = replace(same.status, until=None, open_end=True)
    return last.status.open_end and last == Lived(same.first, open_ended)


def _everyone(record: Record, parties: list[str], everybody: set[str]) -> str:
    if len(parties) < 2:
        return ""
    for party in record.parties.values():
        if party.members and set(party.members) == set(parties):
            return party.id
    return "*" if set(parties) == everybody else ""


def histories(history: History) -> int:
    """How many histories a record tells: of each subject, for each party that it concerns."""
    return sum(
        len(track.spans) > 1 for tracks in history.tracks.values() for track in tracks.values()
    )
