"""The life of one subject for one party: which statuses are possible on which days.

Each event is a step that happens on an unknown day within the bounds of its date. A
day lies after a step once its last possible day has come, and may lie after it once
its first has. Where steps overlap, every order that the life allows is possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.facts.lives import NO_STATUS, Life

MAX_TOGETHER = 12
"""Up to so many overlapping steps every order is tried; above it, the order of dates."""

Possible = dict[str, str]
"""Each possible status with the id of the event that gave it ('' before any event)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One effect as it meets one party: sure, or only perhaps (`some_of`)."""

    becomes: str
    sure: bool = True
    others: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """All that one event changes for one party, and when."""

    event: str
    first: date
    last: date
    changes: tuple[Change, ...]
    known: bool = True
    """False where it is uncertain whether the event was public on the day asked about."""


@dataclass(frozen=True, slots=True)
class Span:
    """The statuses that are possible from a day on, until the next span starts."""

    start: date
    possible: tuple[tuple[str, str], ...]
    cause: str
    """The event by which the span differs from the one before; '' for the first."""

    @property
    def statuses(self) -> frozenset[str]:
        """The possible statuses alone."""
        return frozenset(status for status, _ in self.possible)


@dataclass(frozen=True, slots=True)
class Break:
    """A step that no possible status allows."""

    event: str
    becomes: str
    before: tuple[tuple[str, str], ...]
    """The statuses before it, each with the event that gave it."""


@dataclass(frozen=True, slots=True)
class Track:
    """Spans in order of time, the first from the beginning of time; and broken steps."""

    spans: tuple[Span, ...]
    breaks: tuple[Break, ...]

    def on(self, day: date) -> int:
        """The index of the span that a day lies in."""
        index = 0
        for i, span in enumerate(self.spans):
            if span.start > day:
                break
            index = i
        return index


def replay(life: Life, steps: Iterable[Step]) -> Track:
    """Replay steps in whatever order they come: the result depends on their dates only."""
    ordered = sorted(steps, key=lambda step: (step.first, step.last, step.event))
    spans = [Span(date.min, ((NO_STATUS, ""),), "")]
    breaks: list[Break] = []
    state: Possible = {NO_STATUS: ""}
    for cluster in _clusters(ordered):
        walk = _Walk(life, cluster, state)
        spans += walk.spans()
        breaks += walk.breaks
        state = walk.end
    return Track(tuple(_merged(spans)), tuple(breaks))


def _clusters(ordered: Sequence[Step]) -> Iterable[list[Step]]:
    cluster: list[Step] = []
    end = date.min
    for step in ordered:
        if cluster and step.first > end:
            yield cluster
            cluster = []
            end = date.min
        cluster.append(step)
        end = max(end, step.last)
    if cluster:
        yield cluster


def _merged(spans: Sequence[Span]) -> Iterable[Span]:
    """Leave out a span that the next replaces on the same day, or that changes nothing."""
    last: Span | None = None
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        if following is not None and following.start == span.start:
            continue
        if last is None or span.statuses != last.statuses:
            yield span
            last = span


class _Walk:
    """All orders of a cluster of overlapping steps. A node is a set of steps done."""

    def __init__(self, life: Life, steps: list[Step], start: Possible) -> None:
        self.life = life
        self.steps = steps
        self.breaks: list[Break] = []
        self.between: list[tuple[int, int, Possible]] = []
        self.nodes: dict[int, Possible] = {0: start}
        self.full = (1 << len(steps)) - 1
        self.allowed: set[int] | None = None
        if len(steps) <= MAX_TOGETHER:
            self._every_order()
            self.allowed = set(self.nodes)
        if self.full not in self.nodes:
            self._order_of_dates(max(self.nodes, key=lambda node: (node.bit_count(), -node)))
        self.end = self.nodes[self.full]

    def _every_order(self) -> None:
        before = [
            sum(1 << j for j, other in enumerate(self.steps) if other.last < step.first)
            for step in self.steps
        ]
        for done in range(self.full):
            if done not in self.nodes:
                continue
            for i, step in enumerate(self.steps):
                bit = 1 << i
                if done & bit or before[i] & ~done:
                    continue
                result, passing = self._apply(step, self.nodes[done])
                if result is None:
                    continue
                self._add(done | bit, result)
                if passing:
                    self.between.append((done, done | bit, passing))

    def _order_of_dates(self, done: int) -> None:
        """Do the steps that are left in the order of their dates, also where life forbids it.

        What was reached without force stays in `allowed`, so that a step that breaks a
        life changes nothing on the days before it.
        """
        for i, step in enumerate(self.steps):
            if done & 1 << i:
                continue
            result, passing = self._apply(step, self.nodes[done])
            if result is None:
                result = self._broken(step, self.nodes[done])
            if passing:
                self.between.append((done, done | 1 << i, passing))
            done |= 1 << i
            self.nodes[done] = result

    def _add(self, node: int, result: Possible) -> None:
        known = self.nodes.setdefault(node, {})
        for status, event in result.items():
            known.setdefault(status, event)

    def _apply(self, step: Step, state: Possible) -> tuple[Possible | None, Possible]:
        """The statuses after a step, or None where none allows it; and those in between."""
        passing: Possible = {}
        now = state
        for number, change in enumerate(step.changes):
            after = self._change(step.event, change, now)
            if not after:
                return (None if step.known else state), {}
            if number < len(step.changes) - 1:
                passing |= after
            now = after
        if not step.known:
            now = {**state, **now}
        return now, passing

    def _change(self, event: str, change: Change, state: Possible) -> Possible:
        after: Possible = {}
        untouched = self.life.passes_over.get(change.becomes, ())
        for status, giver in state.items():
            if status in untouched:
                after.setdefault(status, giver)
                continue
            if self.life.allows(status, change.becomes):
                after.setdefault(change.becomes, giver if status == change.becomes else event)
            if change.sure:
                continue
            other = change.others
            if other is not None and self.life.allows(status, other):
                after.setdefault(other, giver if status == other else event)
            else:
                after.setdefault(status, giver)
        return after

    def _broken(self, step: Step, state: Possible) -> Possible:
        now = state
        for change in step.changes:
            after = self._change(step.event, change, now)
            if not after:
                self.breaks.append(Break(step.event, change.becomes, tuple(sorted(now.items()))))
                after = {change.becomes: step.event}
            now = after
        return now

    def spans(self) -> Iterable[Span]:
        """The spans that begin within the cluster."""
        days = sorted({step.first for step in self.steps} | {step.last for step in self.steps})
        for day in days:
            certain = sum(1 << i for i, step in enumerate(self.steps) if step.last <= day)
            possible = sum(1 << i for i, step in enumerate(self.steps) if step.first <= day)
            statuses = self._between_bounds(certain, possible, self.allowed)
            statuses = statuses or self._between_bounds(certain, possible, None)
            touching = [step for step in self.steps if day in (step.first, step.last)]
            yield Span(day, tuple(sorted(statuses.items())), touching[-1].event)

    def _between_bounds(self, certain: int, possible: int, nodes: set[int] | None) -> Possible:
        """Statuses where at least the certain and at most the possible steps are done."""
        statuses: Possible = {}
        for node in sorted(self.nodes if nodes is None else nodes):
            if certain & ~node == 0 and node & ~possible == 0:
                for status, event in self.nodes[node].items():
                    statuses.setdefault(status, event)
        for done, after, passing in self.between:
            if nodes is not None and after not in nodes:
                continue
            if certain & ~done == 0 and after & ~possible == 0:
                for status, event in passing.items():
                    statuses.setdefault(status, event)
        return statuses
