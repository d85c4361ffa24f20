"""Questions that readers ask, the answer, and the facts it rests on."""

from __future__ import annotations

from pydantic import Field

from generator.facts.base import Entry, FactId, Text


class Question(Entry):
    """A reader's question. `verified` is the day the answer was checked against the facts."""

    question: Text
    answer: Text
    short: Text | None = Field(None, description="The answer in one line, for the home page.")
    rests_on: tuple[FactId, ...] = Field(min_length=1)
