"""What follows from clauses, against dateutil and against a second way written here."""

from __future__ import annotations

import calendar
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from generator.cli import main
from generator.facts.contract import Rule
from generator.facts.record import Record
from generator.facts.when import When
from generator.history.periods import Bounds, Length
from generator.history.replay import History
from generator.history.terms import computed, computed_terms
from generator.report.terms import terms_text
from generator.site.words.terms import (
    backwards_words,
    bounds_words,
    example_words,
    examples,
    length_words,
)
from tests.strategies import event, record_of, source
from tests.test_history import clause

DATA = str(Path(__file__).resolve().parent.parent / "data")
FOUR = Length(months=4)
DAYS = st.dates(date(1901, 1, 1), date(2899, 12, 31))
LENGTHS = st.builds(
    Length, st.integers(0, 30), st.integers(0, 40), st.one_of(st.just(0), st.integers(0, 400))
)


def by_hand(day: date, years: int, months: int, days: int) -> date:
    """The second way: walk to the month, take the number or the last day, then walk days."""
    year, month = day.year + years, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = min(day.day, calendar.monthrange(year, month)[1])
    return date.fromordinal(date(year, month, number).toordinal() + days)


def test_lengths_add_part_by_part() -> None:
    assert Length(1, 2, 3) + Length(10, 20, 30) == Length(11, 22, 33)


@given(DAYS, LENGTHS)
def test_the_end_is_the_one_of_dateutil_whenever_and_the_calendar(
    day: date, length: Length
) -> None:
    end = length.after(day)
    assert end == day + relativedelta(years=length.years, months=length.months, days=length.days)
    assert end == by_hand(day, length.years, length.months, length.days)
    second = Date(day.year, day.month, day.day).add(months=12 * length.years + length.months)
    assert end == second.add(days=length.days).to_stdlib()


@given(DAYS, LENGTHS)
def test_the_last_start_is_the_last_and_the_cautious_one_not_later(
    end: date, length: Length
) -> None:
    start = length.latest_start(end)
    assert by_hand(start, length.years, length.months, length.days) <= end
    after = start + timedelta(days=1)
    assert by_hand(after, length.years, length.months, length.days) > end
    cautious = length.cautious_start(end)
    assert cautious <= start
    assert length.after(cautious) <= end


@given(DAYS, DAYS, LENGTHS)
def test_a_later_start_never_ends_earlier(one: date, other: date, length: Length) -> None:
    first, second = sorted((one, other))
    assert length.after(first) <= length.after(second)


def test_the_ends_of_months() -> None:
    """28 to 31 October all give 28 February; back from it there are two answers."""
    ends = {FOUR.after(date(2024, 10, day)) for day in (28, 29, 30, 31)}
    assert ends == {date(2025, 2, 28)}
    assert FOUR.after(date(2027, 10, 31)) == date(2028, 2, 29)
    assert FOUR.latest_start(date(2025, 2, 28)) == date(2024, 10, 31)
    assert FOUR.cautious_start(date(2025, 2, 28)) == date(2024, 10, 28)
    assert Length(months=5).after(date(2024, 10, 31)) == date(2025, 3, 31)  # not in parts


def test_an_inexact_day_gives_a_range() -> None:
    assert FOUR.after_when(When.parse("2025-03")) == Bounds(date(2025, 7, 1), date(2025, 7, 31))
    assert FOUR.after_when(When.parse("../2025-03")) == Bounds(None, date(2025, 7, 31))
    assert FOUR.after_when(When.parse("2025-02-25/2025-02-28")) == Bounds(
        date(2025, 6, 25), date(2025, 6, 28)
    )


@given(st.sampled_from(["2025", "2024-10", "2020-21", "2024-10-31", "2024-11~"]))
def test_a_range_holds_the_end_of_every_day_in_it(text: str) -> None:
    when = When.parse(text)
    first, last = when.begins
    assert first is not None
    bounds = FOUR.after_when(when)
    assert bounds.first is not None
    for number in range((last - first).days + 1):
        assert bounds.first <= FOUR.after(first + timedelta(days=number)) <= bounds.last


def test_a_rule_without_a_length_has_none() -> None:
    assert Length.of(None) is None
    assert Length.of(Rule(percent=2)) is None
    assert Length.of(Rule(months=4)) == FOUR


# The real clauses


def found(record: Record, term: str) -> Any:
    return computed(History.of(record), record.terms[term])


def test_the_length_of_the_contract_lacks_its_start(record: Record) -> None:
    duration = found(record, "main-contract-duration").end
    assert (duration.length, duration.start, duration.bounds) == (Length(years=10), None, None)
    extension = found(record, "main-contract-extension").end
    assert extension.length == Length(years=14)
    assert extension.adds == ("main-contract-duration", "main-contract-extension")
    assert extension.counted_from == "full-introduction"
    assert extension.bounds is None


def test_payments_before_and_after_the_amendment(record: Record) -> None:
    before = found(record, "payment-mf1-original").payment
    after = found(record, "payment-mf1-amended").payment
    assert (before.percent, before.amount, before.price) == (40, 310_571_360, 776_428_400)
    assert (after.percent, after.amount, after.price) == (15, 116_464_260, 776_428_400)
    assert (before.computed, after.computed) == (False, True)
    assert before.reached is None  # the start came, but after the clause had ended
    assert after.reached is None


@pytest.mark.parametrize(
    ("percent", "amount", "price"),
    [(15, None, None), (None, 300, None), (0, 300, None), (40, 310, 775), (11, 1, None)],
)
def test_a_price_is_worked_out_only_where_it_comes_out_whole(
    record: Record, percent: int | None, amount: int | None, price: int | None
) -> None:
    rule = Rule(percent=percent, amount=amount)
    term = record.terms["payment-mf1-amended"].model_copy(update={"rule": rule})
    payment = computed(History.of(record), term).payment
    assert payment is not None
    assert payment.price == price


@pytest.mark.parametrize(
    ("reached", "ended", "shown"),
    [
        ("2020-02", "2020-02-15", True),
        ("2020-02", "2020-01-31", False),
        ("../2020-02", "2020-01-31", True),
    ],
)
def test_a_point_of_payment_is_shown_unless_the_clause_had_certainly_ended_before(
    reached: str, ended: str, shown: bool
) -> None:
    rule = {"percent": "15", "counted_from": "reached"}
    told = [event("reached", reached, []), event("ended", ended, [])]
    payment = computed(
        History.of(record_of(told)), clause(type="payment", rule=rule, ended_by="ended")
    ).payment
    assert payment is not None
    assert payment.reached == (When.parse(reached) if shown else None)


def test_the_cure_period_is_a_range(record: Record) -> None:
    end = found(record, "complaint-cure-period").end
    assert end.bounds == Bounds(date(2022, 4, 2), date(2022, 4, 29))


def test_the_bounds_of_the_options(record: Record) -> None:
    bounds = {b.option: (b.at_most, b.of) for b in found(record, "authorisation-scope").bounds}
    assert bounds == {"option-2": (34, 49), "option-3": (25, 49)}
    later = found(record, "no-later-joining").bounds
    assert [bound.at_most for bound in later] == [None, None, None]
    closed = {bound.option: str(bound.closed) for bound in later}
    assert closed == {"option-1": "2020-21", "option-2": "2020-21", "option-3": "2020-21"}


def test_a_bound_knows_all_that_may_be_told_by_the_newest_source() -> None:
    """The source is of some day in March, and tells of the tenth."""
    some = {"some_of": "all-three"}
    told = [
        event("mandate", "2020-01-10", [
            {"subject": "thing", "becomes": "authorised", "for": some | {"exactly": "2"}},
        ]),
        event("signing", "2020-03-10", [{"subject": "thing", "becomes": "signed", "for": some}]),
    ]  # fmt: skip
    scope = clause(type="scope", introduced_by="mandate", subjects=["deal", "thing"])
    record = record_of(told, "option", [source("paper", "2020-03")])
    found = computed(History.of(replace(record, terms={scope.id: scope})), scope).bounds
    assert [(bound.at_most, bound.of) for bound in found] == [(2, 3)]


def test_nobody_joined_after_it_was_closed(record: Record) -> None:
    for term in record.terms.values():
        for bound in found(record, term.id).bounds:
            for each in record.events.values() if bound.closed else ():
                if any(e.subject == bound.option and e.becomes == "signed" for e in each.effects):
                    assert each.when.begins[0] <= bound.closed.begins[1]


def test_the_disputed_clause_names_its_conflict(record: Record) -> None:
    assert found(record, "pause-notice").disputed_by == ("what-notice-triggers",)
    assert found(record, "pause-notice").given == ()
    gap = record.gaps["what-notice-triggers"].model_copy(update={"type": "gap"})
    other = replace(record, gaps={**record.gaps, gap.id: gap})
    assert found(other, "pause-notice").disputed_by == ()


# The verb


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["terms", "--data", DATA, "--format", "json", *arguments]) == 0
    return {term["id"]: term for term in json.loads(capsys.readouterr().out)["terms"]}


def test_the_verb_answers_every_day_of_ten_years(capsys: pytest.CaptureFixture[str]) -> None:
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(3653)]
    texts = [day.isoformat() for day in days]
    told = answer(capsys, "--notice", *texts, "--end-by", *texts)["pause-notice"]["notice"]
    for day, asked, deadline in zip(days, told["asked"], told["deadlines"], strict=True):
        assert asked["notice"] == deadline["end_by"] == day.isoformat()
        assert asked["earliest_end"] == asked["at_the_latest"]
        assert asked["earliest_end"] == by_hand(day, 0, 4, 0).isoformat()
        last = date.fromisoformat(deadline["last_notice"])
        assert by_hand(last, 0, 4, 0) <= day < by_hand(last + timedelta(days=1), 0, 4, 0)
        assert deadline["cautious_notice"] == (day - relativedelta(months=4)).isoformat()


def test_the_verb_as_json_gives_a_rule_as_far_as_it_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = answer(capsys)
    assert told["pause-notice"]["rule"] == {"months": 4}
    assert told["main-contract-extension"]["end"] == {
        "counted_from": "full-introduction",
        "start": None,
        "years": 14,
        "months": 0,
        "days": 0,
        "adds": ["main-contract-duration", "main-contract-extension"],
        "first": None,
        "last": None,
    }
    assert told["complaint-cure-period"]["end"]["first"] == "2022-04-02"
    assert told["complaint-cure-period"]["end"]["last"] == "2022-04-29"


def test_the_verb_as_text(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["terms", "--data", DATA, "--notice", "2024-10-31", "2025-03", "--end-by",
                 "2025-02-28"])  # fmt: skip
    out = capsys.readouterr().out
    assert code == 0
    assert "notice 2024-10-31: 2025-02-28 at the earliest (worked example, no decision)" in out
    assert "notice 2025-03: 2025-07-01 to 2025-07-31 at the earliest" in out
    assert (
        "notice by 2024-10-28 to be safe, 2024-10-31 as counted forward (worked example, no decision)"
        in out
    )
    assert "no notice is known" in out
    assert "not computable: no event tells when full-introduction came about" in out
    assert "option-2: at most 34 of 49" in out
    assert terms_text(computed_terms(History.of(record))).count("\n\n") == len(record.terms)


@pytest.mark.parametrize(
    "day", ["31 oktober", "2024-11-31", "1899-12-31", "3000-01-01", "9999-12-31"]
)
def test_a_day_that_is_none_is_answered_in_words(
    day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in ("--notice", "--end-by"):
        with pytest.raises(SystemExit) as stopped:
            main(["terms", "--data", DATA, option, day])
        assert stopped.value.code == 2
        assert "Traceback" not in capsys.readouterr().err


def test_the_first_and_the_last_day_compute(capsys: pytest.CaptureFixture[str]) -> None:
    days = ["1900-01-01", "2999-12-31"]
    assert answer(capsys, "--notice", *days, "--end-by", *days)


# The words


def test_words() -> None:
    assert length_words(FOUR, "sv") == "4\u00a0månader"
    assert length_words(Length(10, 1, 0), "en") == "10\u00a0years and 1\u00a0month"
    assert example_words(FOUR, date(2024, 10, 31), "sv") == (
        "Räkneexempel, inte ett beslut: ett varsel den 31\u00a0oktober 2024 "
        "kan få verkan tidigast den 28\u00a0februari 2025."
    )
    assert "notice on 28\u00a0October 2024 is in time" in backwards_words(
        FOUR, date(2025, 2, 28), "en"
    )
    assert "last day for notice is 1\u00a0October 2024" in backwards_words(
        FOUR, date(2025, 2, 1), "en"
    )
    assert bounds_words(Bounds(date(2022, 4, 2), date(2022, 4, 29)), "sv") == (
        "tidigast 2\u00a0april 2022 och senast 29\u00a0april 2022"
    )


@given(LENGTHS, DAYS)
def test_worked_examples_hold_for_any_length(length: Length, horizon: date) -> None:
    shown = list(examples(length, horizon))
    assert [end for _, end in shown] == [length.after(day) for day, _ in shown]
    assert len(shown) >= 3


def test_worked_examples_show_the_ends_of_months() -> None:
    shown = dict(examples(FOUR, date(2025, 12, 31)))
    assert {shown[date(2025, 10, day)] for day in (28, 29, 30, 31)} == {date(2026, 2, 28)}
