"""What follows from the clauses: ends, notices, payments and bounds. Arithmetic, no opinions.

Where an input is missing the result is missing, and the formula says which one it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.facts.contract import Term, TermType
from generator.facts.event import Event
from generator.facts.lives import IN_FORCE
from generator.facts.when import When
from generator.history.horizon import horizon
from generator.history.periods import Bounds, Length
from generator.history.replay import History
from generator.history.steps import Some, some_at

REACHED = ("met", "in-use", *IN_FORCE)
"""Statuses through which something that a clause counts from has come about."""

NOTICE_GIVEN = "notice-given"


@dataclass(frozen=True)
class Notice:
    """A notice on a day, given or only asked about, and the earliest day of its effect."""

    when: When
    earliest_end: Bounds
    event: str | None = None


@dataclass(frozen=True)
class Deadline:
    """The last day on which notice takes effect by a day, and the one to be safe with."""

    end_by: date
    last_notice: date
    cautious_notice: date


@dataclass(frozen=True)
class End:
    """The end of a length: what it is counted from, when that was, and both bounds.

    `adds` are the clauses whose lengths are added, the contract's own duration first.
    """

    counted_from: str
    start: When | None
    length: Length
    adds: tuple[str, ...]
    bounds: Bounds | None


@dataclass(frozen=True)
class Payment:
    """A share of a price. `price` is the whole that share and amount give; None if not exact.

    `reached` is when the point of payment came about, if the clause had not ended before;
    None where no event says so.
    """

    percent: int | None
    amount: int | None
    currency: str | None
    computed: bool
    price: int | None
    counted_from: str | None
    reached: When | None


@dataclass(frozen=True)
class OptionBound:
    """How a clause bounds the holders of an option.

    `at_most` of all holders could take it; nobody could after `closed`.
    """

    option: str
    of: int
    at_most: int | None
    closed: When | None


@dataclass(frozen=True)
class Computed:
    """A clause and all that follows from it."""

    term: Term
    length: Length | None = None
    given: tuple[Notice, ...] = ()
    asked: tuple[Notice, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    end: End | None = None
    payment: Payment | None = None
    bounds: tuple[OptionBound, ...] = ()
    disputed_by: tuple[str, ...] = field(default=())

    @property
    def is_notice(self) -> bool:
        """True where a day of notice gives an earliest end."""
        return self.term.type is TermType.NOTICE and self.length is not None

    def as_json(self) -> dict[str, Any]:
        """The shape that `terms --format json` prints."""
        term, rule = self.term, self.term.rule
        return {
            "id": term.id,
            "contract": term.contract,
            "type": str(term.type),
            "basis": term.basis,
            "confidence": str(term.confidence),
            "sources": [{"source": c.source, "at": c.at} for c in term.sources],
            "disputed_by": list(self.disputed_by),
            "introduced_by": term.introduced_by,
            "ended_by": term.ended_by,
            "rule": rule.model_dump(mode="json", exclude_defaults=True) if rule else {},
            "notice": self._notice_json() if self.is_notice else None,
            "end": _end_json(self.end) if self.end else None,
            "payment": _payment_json(self.payment) if self.payment else None,
            "bounds": [
                {
                    "option": bound.option,
                    "of": bound.of,
                    "at_most": bound.at_most,
                    "closed": _text(bound.closed),
                }
                for bound in self.bounds
            ],
        }

    def _notice_json(self) -> dict[str, Any]:
        return {
            "given": [_notice_json(notice) for notice in self.given],
            "asked": [_notice_json(notice) for notice in self.asked],
            "deadlines": [
                {
                    "end_by": deadline.end_by.isoformat(),
                    "last_notice": deadline.last_notice.isoformat(),
                    "cautious_notice": deadline.cautious_notice.isoformat(),
                }
                for deadline in self.deadlines
            ],
        }


def _text(value: When | date | None) -> str | None:
    return None if value is None else str(value)


def _notice_json(notice: Notice) -> dict[str, Any]:
    return {
        "notice": str(notice.when),
        "event": notice.event,
        "earliest_end": _text(notice.earliest_end.first),
        "at_the_latest": notice.earliest_end.last.isoformat(),
    }


def _end_json(end: End) -> dict[str, Any]:
    return {
        "counted_from": end.counted_from,
        "start": _text(end.start),
        "years": end.length.years,
        "months": end.length.months,
        "days": end.length.days,
        "adds": list(end.adds),
        "first": _text(end.bounds.first) if end.bounds else None,
        "last": _text(end.bounds.last) if end.bounds else None,
    }


def _payment_json(payment: Payment) -> dict[str, Any]:
    return {
        "percent": payment.percent,
        "amount": payment.amount,
        "currency": payment.currency,
        "computed": payment.computed,
        "price": payment.price,
        "counted_from": payment.counted_from,
        "reached": _text(payment.reached),
    }


def computed_terms(
    history: History, notices: Sequence[When] = (), ends: Sequence[date] = ()
) -> list[Computed]:
    """Every clause with what follows from it, for days of notice and of end asked about."""
    return [computed(history, term, notices, ends) for term in history.record.terms.values()]


def computed(
    history: History, term: Term, notices: Sequence[When] = (), ends: Sequence[date] = ()
) -> Computed:
    """What follows from one clause."""
    length = Length.of(term.rule)
    notice = length if term.type is TermType.NOTICE else None
    return Computed(
        term,
        length,
        given=tuple(_given(history, term, notice)) if notice else (),
        asked=tuple(Notice(when, notice.after_when(when)) for when in notices) if notice else (),
        deadlines=tuple(_deadline(notice, end) for end in ends) if notice else (),
        end=_end(history, term, length) if length and not notice else None,
        payment=_payment(history, term) if term.type is TermType.PAYMENT else None,
        bounds=tuple(_bounds(history, term)) if term.type is TermType.SCOPE else (),
        disputed_by=tuple(
            gap.id
            for gap in history.record.gaps.values()
            if gap.type == "conflict" and term.id in gap.touches
        ),
    )


def _deadline(length: Length, end: date) -> Deadline:
    return Deadline(end, length.latest_start(end), length.cautious_start(end))


def _given(history: History, term: Term, length: Length) -> Iterator[Notice]:
    """The notices that events tell of, for what the clause bears on."""
    for event in _events(history, term.subjects):
        for effect in event.effects:
            if effect.subject in term.subjects and effect.becomes == NOTICE_GIVEN:
                yield Notice(event.when, length.after_when(event.when), event.id)


def _events(history: History, subjects: Sequence[str]) -> Iterator[Event]:
    names = {name for subject in subjects for name in history.events_about.get(subject, ())}
    events = [history.record.events[name] for name in names]
    yield from sorted(events, key=lambda event: (event.when.sort_key, event.id))


def came_about(history: History, fact: str) -> When | None:
    """When an event happened, or something else came about; None where no event says so."""
    record = history.record
    if record.kind_of[fact] == "event":
        return record.events[fact].when
    for event in _events(history, [fact]):
        if any(e.subject == fact and e.becomes in REACHED for e in event.effects):
            return event.when
    return None


def _end(history: History, term: Term, length: Length) -> End | None:
    """The end of a clause's length; an extension is added to the contract's duration."""
    base = _duration(history, term) if term.type is TermType.EXTENSION else None
    counted_from = term.rule.counted_from if term.rule else None
    adds: tuple[str, ...] = (term.id,)
    if base is not None and base.rule is not None:
        longer = Length.of(base.rule)
        assert longer is not None
        length, adds = longer + length, (base.id, term.id)
        counted_from = counted_from or base.rule.counted_from
    if counted_from is None:
        return None
    start = came_about(history, counted_from)
    return End(counted_from, start, length, adds, length.after_when(start) if start else None)


def _duration(history: History, term: Term) -> Term | None:
    for other in history.record.terms.values():
        same = other.contract == term.contract and other.type is TermType.DURATION
        if same and Length.of(other.rule) is not None:
            return other
    return None


def _payment(history: History, term: Term) -> Payment | None:
    rule = term.rule
    if rule is None:
        return None
    price = None
    if rule.percent and rule.amount is not None and rule.amount * 100 % rule.percent == 0:
        price = rule.amount * 100 // rule.percent
    reached = came_about(history, rule.counted_from) if rule.counted_from else None
    if reached is not None and term.ended_by is not None:
        ended = history.record.events[term.ended_by].when.begins[1]
        reached = None if ended < (reached.begins[0] or date.min) else reached
    return Payment(
        rule.percent, rule.amount, rule.currency, rule.computed, price, rule.counted_from, reached
    )


def _bounds(history: History, term: Term) -> Iterator[OptionBound]:
    newest = horizon(history.record)
    if newest is None or newest.published is None:
        return
    day = newest.published.begins[1]
    closing = term.rule.closed_by if term.rule else None
    closed = history.record.events[closing].when if closing else None
    for subject in term.subjects:
        if subject not in history.record.options:
            continue
        some: Some | None = some_at(history, subject, day)
        mine = some is not None and some.term is not None and some.term.id == term.id
        most = some.ceiling if some and mine else None
        if most is not None or closed is not None:
            members = history.record.parties[history.record.options[subject].holders].members
            yield OptionBound(subject, len(members), most, closed)
