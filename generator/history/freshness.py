"""What was last checked long ago, and which answers are older than what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic import BaseModel

from generator.facts.base import Text
from generator.facts.record import Record


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry and the day on which it was last checked."""

    kind: str
    id: str
    verified: date
    days: int
    """How long ago that is."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """An answer, and the facts it rests on that are newer than its last check."""

    question: str
    verified: date
    newer: tuple[tuple[str, date], ...]


def oldest_first(record: Record) -> list[tuple[str, str, date]]:
    """Kind, id and day of the last check of every entry, the longest ago first."""
    found = [(kind, entry.id, entry.verified) for kind, entry in record.entries()]
    return sorted(found, key=lambda item: item[2])  # a stable sort: else in the order of files


def stale(record: Record, day: date) -> Iterator[Stale]:
    """What was last checked longer ago than the settings allow its kind."""
    freshness = record.settings.freshness
    allowed = {"source": freshness.sources, "question": freshness.questions}
    for kind, entry_id, verified in oldest_first(record):
        limit = timedelta(days=allowed.get(kind, freshness.facts))
        if day - verified > limit:
            yield Stale(kind, entry_id, verified, (day - verified).days)


def overtaken(record: Record) -> Iterator[Overtaken]:
    """Answers that rest on something recorded or corrected after they were last checked."""
    for question in record.questions.values():
        newer = []
        for fact_id in question.rests_on:
            fact = record.get(fact_id)
            changed = max([fact.recorded, *(correction.date for correction in fact.corrections)])
            if changed > question.verified:
                newer.append((fact_id, changed))
        if newer:
            yield Overtaken(question.id, question.verified, tuple(newer))


def untranslated(record: Record) -> int:
    """How many texts lack English."""
    return sum(_lacking(entry) for _, entry in record.entries())


def _lacking(value: object) -> int:
    if isinstance(value, Text):
        return value.en is None
    if isinstance(value, BaseModel):
        return sum(_lacking(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, tuple):
        return sum(map(_lacking, value))
    return 0
