"""Plans against outcome: which date each plan gave a milestone, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts.event import Event
from generator.facts.when import When
from generator.history.replay import History


@dataclass(frozen=True)
class Promise:
    """One plan's date for one milestone."""

    event: Event
    date: When


@dataclass(frozen=True)
class MilestoneHistory:
    """All dates that plans gave a milestone, in the order they were given, and the outcome."""

    milestone: str
    promises: tuple[Promise, ...]
    outcome: Event | None
    outcome_status: str | None


def milestone_history(history: History, milestone: str) -> MilestoneHistory:
    """Collect the plans for a milestone and the event that settled it."""
    promises = []
    outcome: Event | None = None
    status: str | None = None
    for event_id in history.events_about.get(milestone, ()):
        event = history.record.events[event_id]
        for effect in event.effects:
            if effect.subject != milestone:
                continue
            if effect.becomes == "planned" and effect.date is not None:
                promises.append(Promise(event, effect.date))
            elif effect.becomes != "planned":
                outcome, status = event, effect.becomes
    return MilestoneHistory(milestone, tuple(promises), outcome, status)
