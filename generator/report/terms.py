"""What follows from the clauses, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.history.periods import Bounds, Length
from generator.history.terms import Computed, End

CONVENTION = (
    "Months are added in one step; the end has the same number in its month, or is the month's "
    "last day. Every end by a notice is a worked example and no decision."
)


def terms_text(found: Sequence[Computed]) -> str:
    """All clauses, one after the other."""
    return "\n".join([CONVENTION, *(line for item in found for line in _lines(item))])


def _lines(item: Computed) -> Iterator[str]:
    term = item.term
    sources = ", ".join(f"{citation.source} {citation.at}" for citation in term.sources)
    yield ""
    yield f"{term.id} [{term.type}, {term.contract}] {term.confidence}; {sources}"
    if item.disputed_by:
        yield f"  sources disagree: {', '.join(item.disputed_by)}"
    if item.is_notice and item.length is not None:
        yield from _notice(item, item.length)
    if item.end is not None:
        yield f"  {_end(item.end)}"
    if item.payment is not None:
        payment = item.payment
        share = f"{payment.percent} per cent" if payment.percent is not None else "an amount"
        whose = " (our calculation)" if payment.computed else ""
        amount = f" = {payment.amount} {payment.currency or ''}{whose}" if payment.amount else ""
        price = f", of a price of {payment.price} (our calculation)" if payment.price else ""
        point = f"; due at {payment.counted_from}" if payment.counted_from else ""
        reached = f", reached {payment.reached}" if payment.reached else ""
        until = f"; until {term.ended_by}" if term.ended_by else ""
        since = f"; since {term.introduced_by}" if term.introduced_by else ""
        yield f"  pays {share}{amount}{price}{point}{reached}{since}{until}"
    for bound in item.bounds:
        if bound.at_most is not None:
            yield f"  {bound.option}: at most {bound.at_most} of {bound.of}"
        if bound.closed is not None:
            yield f"  {bound.option}: nobody could join after {bound.closed}"
    rule = term.rule
    if rule is not None and item.payment is None:
        for word, amount_ in (("at least", rule.minimum), ("at most", rule.maximum)):
            if amount_ is not None:
                yield f"  {word} {amount_} {rule.currency or ''}".rstrip()
    if rule is not None and rule.missing is not None:
        yield f"  missing: {rule.missing.en or rule.missing.sv}"


def _notice(item: Computed, length: Length) -> Iterator[str]:
    yield f"  earliest effect = day of notice + {length_words(length)}"
    if not item.given:
        yield "  no notice is known"
    for notice in (*item.given, *item.asked):
        what = f"given by {notice.event}" if notice.event else "worked example, no decision"
        yield f"  notice {notice.when}: {_bounds(notice.earliest_end)} at the earliest ({what})"
    for deadline in item.deadlines:
        yield (
            f"  effect by {deadline.end_by}: notice by {deadline.cautious_notice} to be safe, "
            f"{deadline.last_notice} as counted forward (worked example, no decision)"
        )


def _end(end: End) -> str:
    formula = f"end = {end.counted_from} + {length_words(end.length)} ({' + '.join(end.adds)})"
    if end.bounds is None or end.start is None:
        return f"{formula}; not computable: no event tells when {end.counted_from} came about"
    return f"{formula}; {end.counted_from} {end.start}, so {_bounds(end.bounds)}"


def _bounds(bounds: Bounds) -> str:
    if bounds.first == bounds.last:
        return str(bounds.last)
    return f"{bounds.first or '..'} to {bounds.last}"


def length_words(length: Length) -> str:
    """“4 months”, “10 years and 6 months”."""
    parts = [
        f"{number} {word if number != 1 else word.removesuffix('s')}"
        for number, word in (
            (length.years, "years"),
            (length.months, "months"),
            (length.days, "days"),
        )
        if number
    ]
    return " and ".join(parts) or "0 days"
