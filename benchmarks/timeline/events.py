"""Synthetic events, the same on every machine: lanes, days, some with an end, a title, a text."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

LANES = ("Party A", "Party B", "Party C", "Party D", "Option 1", "Option 2", "Option 3", "Option 4")
FIRST, LAST = date(2000, 1, 1), date(2025, 12, 31)
SEED = 20240601
WITH_END = 0.2
TEXT = 195
WORDS = tuple(
    "council vote budget draft report hearing motion amendment housing transport harbour school "
    "clinic energy water audit charter ballot petition review appeal ruling contract tender "
    "survey protest statement coalition minister mayor committee district region treaty fund "
    "levy permit deadline consultation".split()
)


@dataclass(frozen=True)
class Made:
    """One event: a day, or from a day to another."""

    id: str
    title: str
    text: str
    lane: str
    start: date
    end: date | None


def made(number: int) -> list[Made]:
    """So many events in order of time."""
    chance = random.Random(SEED)
    days = (LAST - FIRST).days
    found = [_one(chance, index, days) for index in range(number)]
    return sorted(found, key=lambda event: (event.start, event.id))


def _one(chance: random.Random, index: int, days: int) -> Made:
    start = FIRST + timedelta(days=chance.randrange(days))
    end = None
    if chance.random() < WITH_END:
        end = min(LAST, start + timedelta(days=5 + chance.randrange(400)))
    words: list[str] = []
    while len(" ".join(words)) < TEXT:
        words.append(chance.choice(WORDS))
    id_ = f"E{index:05}"
    title = " ".join([id_, *chance.sample(WORDS, 3)])
    return Made(id_, title, " ".join(words).capitalize() + ".", chance.choice(LANES), start, end)
