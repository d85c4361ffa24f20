"""Both clocks at once: the few days that stand for all others, held to a replay of each day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

import pytest

from generator.facts.record import Record
from generator.facts.when import When
from generator.history.clocks import (
    days_of_change,
    days_of_news,
    horizons,
    relevant,
    versions,
)
from generator.history.horizon import horizon
from generator.history.replay import History
from generator.history.state import subject_on
from tests.strategies import event, record_of, source

LAST = date(2027, 12, 31)
DAY = timedelta(days=1)


def around(days: list[date]) -> list[date]:
    """The days, and those before and after each."""
    near = {day + step * DAY for day in days if day > date.min for step in (-1, 0, 1)}
    return sorted(near | {date(2000, 1, 1)})


@pytest.fixture(scope="module")
def replays(record: Record) -> dict[date, History]:
    """The history as known on every day round one on which something became public."""
    return {day: History.of(record, day) for day in around(days_of_news(record))}


def test_a_version_is_what_a_replay_of_any_of_its_days_gives(
    record: Record, replays: dict[date, History]
) -> None:
    for subject in record.followed:
        mine = relevant(record, subject)
        found = list(versions(mine, subject))
        starts = [day for day, _ in found]
        assert starts[0] == date.min
        asked = around(days_of_change(mine, History.of(mine), subject))[::7]
        for day, history in replays.items():
            version = found[bisect_right(starts, day) - 1][1]
            for on in (day, *asked):
                assert subject_on(version, subject, on) == subject_on(history, subject, on)


def test_a_version_differs_from_the_one_before(record: Record) -> None:
    for subject in record.followed:
        for (_, before), (_, after) in pairwise(versions(relevant(record, subject), subject)):
            newest = [history.newest_sources[subject] for history in (before, after)]
            assert before.tracks != after.tracks or newest[0] != newest[1]


def test_between_two_days_of_change_nothing_changes(record: Record, history: History) -> None:
    for subject in record.followed:
        days = [*days_of_change(record, history, subject), LAST]
        assert days[0] == date.min
        for start, end in pairwise(days):
            held = subject_on(history, subject, start)
            for day in {start + (end - start) // 2, max(start, end - DAY)}:
                assert subject_on(history, subject, day) == held, (subject, day)


def test_the_state_changes_on_days_of_change(record: Record, history: History) -> None:
    """Most of them: they may hold days on which nothing does."""
    every = changed = 0
    for subject in record.followed:
        states = [subject_on(history, subject, day)
                  for day in days_of_change(record, history, subject)]  # fmt: skip
        every += len(states) - 1
        changed += sum(one != other for one, other in pairwise(states))
    assert changed > every / 2


def test_how_far_the_sources_reached(record: Record, replays: dict[date, History]) -> None:
    found = horizons(record)
    starts = [day for day, _ in found]
    assert starts == sorted(set(starts))
    assert all(one != other for (_, one), (_, other) in pairwise(found))
    for day in replays:
        newest = horizon(record, day)
        place = bisect_right(starts, day) - 1
        assert (newest and newest.published) == (found[place][1] if place >= 0 else None)


def test_of_two_sources_of_one_day_the_newer_tells_how_far_they_reached() -> None:
    """Either may have been public from the first day of 2020; one may be of its last day."""
    for names in (("a", "b"), ("b", "a")):
        month, year = source(names[0], "2020-01"), source(names[1], "2020")
        events = [
            event(f"by-{name}", "2020", [], sources=[{"source": name, "at": "whole"}])
            for name in names
        ]
        record = record_of(events, sources=[month, year])
        assert horizons(record) == [(date(2020, 1, 1), When.parse("2020"))]
