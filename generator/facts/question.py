"""Questions that readers ask, the answer, and the facts it rests on."""

from __future__ import annotations

from pydantic import Field

from generator.facts.base import Entry, FactId, Text, said


class Question(Entry):
    """A reader's question. `verified` is the day the answer was checked against the facts."""

    question: Text = Field(description=said("Läsarens fråga.", "The reader's question."))
    answer: Text = Field(
        description=said(
            "Svaret, som inte säger mer än uppgifterna det vilar på.",
            "The answer, which says no more than the facts it rests on.",
        )
    )
    short: Text | None = Field(
        None,
        description=said(
            "Svaret på en rad, för startsidan.", "The answer in one line, for the home page."
        ),
    )
    rests_on: tuple[FactId, ...] = Field(
        min_length=1,
        description=said("Uppgifterna som svaret vilar på.", "The facts that the answer rests on."),
    )
