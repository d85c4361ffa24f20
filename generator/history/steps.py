"""The steps that options took: a column of time for each, and how many it is known to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.facts.contract import Term, TermType
from generator.facts.event import Effect, Event
from generator.facts.lives import LIVES
from generator.facts.when import When
from generator.history.replay import History


@dataclass(frozen=True)
class Step:
    """The events that changed options at one date, as it is written, and what they gave.

    `day` is the first day on which all of them have certainly happened. `status` is the
    status furthest along in the life of an option that they gave.
    """

    when: When
    day: date
    status: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Some:
    """An option that some holders, not named, took to a status.

    `ceiling` is derived: an earlier event counts its holders, and `term` is the clause
    which that event brought, saying that nobody else could go further.
    """

    event: Event
    status: str
    others: str | None
    of: int
    exactly: int | None = None
    at_least: int | None = None
    at_most: int | None = None
    ceiling: int | None = None
    term: Term | None = None


def option_steps(history: History, options: Iterable[str]) -> tuple[Step, ...]:
    """All dates at which any of the options changed, in order of their last possible day."""
    wanted = set(options)
    groups: dict[str, list[Event]] = {}
    about = {name for option in wanted for name in history.events_about.get(option, ())}
    changed = (history.record.events[name] for name in about)
    for event in sorted(changed, key=lambda e: (e.when.sort_key, e.id)):
        if any(effect.subject in wanted for effect in event.effects):
            groups.setdefault(str(event.when), []).append(event)
    steps = [_step(events, wanted) for events in groups.values()]
    return tuple(sorted(steps, key=lambda step: step.day))


def _step(events: list[Event], wanted: set[str]) -> Step:
    order = LIVES["option"].statuses
    given = [
        effect.becomes for event in events for effect in event.effects if effect.subject in wanted
    ]
    furthest = max(given, key=order.index)
    return Step(events[0].when, events[0].when.begins[1], furthest, tuple(events))


def some_at(history: History, option: str, day: date) -> Some | None:
    """The last word, on a day, on how many unnamed holders took an option to a status.

    None where every change of the option up to that day names its holders.
    """
    found: Some | None = None
    counted: list[tuple[Event, int]] = []
    for step in option_steps(history, [option]):
        if step.day > day:
            break
        for event in step.events:
            effect = _some_effect(history, event, option)
            if effect is None:
                continue
            found = _some(history, option, event, effect, counted)
            most = found.exactly if found.exactly is not None else found.at_most
            if most is not None:
                counted.append((event, most))
    return found


def _some_effect(history: History, event: Event, option: str) -> Effect | None:
    for effect in event.effects:
        scope = effect.scope
        if effect.subject != option or scope is None or scope.some_of is None:
            continue
        if scope.exactly != len(history.record.parties[scope.some_of].members):
            return effect
    return None


def _some(
    history: History, option: str, event: Event, effect: Effect, counted: list[tuple[Event, int]]
) -> Some:
    scope = effect.scope
    assert scope is not None
    assert scope.some_of is not None
    members = len(history.record.parties[scope.some_of].members)
    limits = [
        (most, term) for earlier, most in counted for term in _limits(history, option, earlier)
    ]
    ceiling, term = min(limits, key=lambda pair: pair[0], default=(None, None))
    if scope.exactly is not None or scope.at_most is not None:
        ceiling, term = None, None
    return Some(
        event, effect.becomes, effect.others, members,
        scope.exactly, scope.at_least, scope.at_most, ceiling, term,
    )  # fmt: skip


def _limits(history: History, option: str, event: Event) -> list[Term]:
    return [
        term
        for term in history.record.terms.values()
        if term.type is TermType.SCOPE
        and term.introduced_by == event.id
        and option in term.subjects
    ]
