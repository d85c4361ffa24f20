"""Dates: nine forms, honest bounds, nothing else read, and the same text written back."""

from __future__ import annotations

import re
from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from generator.facts.when import PATTERN, NotADate, Point, When, day_before
from generator.reading.meant_dates import nearest_date
from tests.strategies import dates, intervals, points

FORMS = [
    # text, precision of the start, earliest, latest
    ("2024-11-12", "day", "2024-11-12", "2024-11-12"),
    ("2024-11", "month", "2024-11-01", "2024-11-30"),
    ("2024-02", "month", "2024-02-01", "2024-02-29"),
    ("2023-02", "month", "2023-02-01", "2023-02-28"),
    ("2024", "year", "2024-01-01", "2024-12-31"),
    ("2020-21", "season", "2020-03-01", "2020-05-31"),
    ("2020-22", "season", "2020-06-01", "2020-08-31"),
    ("2020-23", "season", "2020-09-01", "2020-11-30"),
    ("2020-24", "season", "2020-12-01", "2021-02-28"),
    ("2023-24", "season", "2023-12-01", "2024-02-29"),
    ("2024~", "year", "2024-01-01", "2024-12-31"),
    ("2024-11?", "month", "2024-11-01", "2024-11-30"),
    ("2024-11-12%", "day", "2024-11-12", "2024-11-12"),
    ("2020-21~", "season", "2020-03-01", "2020-05-31"),
    ("2020/2022", "year", "2020-01-01", "2022-12-31"),
    ("2020~/2022~", "year", "2020-01-01", "2022-12-31"),
    ("2025-12/2026-03", "month", "2025-12-01", "2026-03-31"),
    ("2025-02/..", "month", "2025-02-01", None),
    ("2025-02/", "month", "2025-02-01", None),
    ("../2023", None, None, "2023-12-31"),
    ("2024-11-12/2024-11-12", "day", "2024-11-12", "2024-11-12"),
    ("2024/2024-03", "year", "2024-01-01", "2024-03-31"),
]

REFUSED = [
    "", " ", "x", "20", "202", "24-11-12", "2024-1", "2024-1-1", "2024-13", "2024-00", "2024-20",
    "2024-25", "2024-33", "2024-11-00", "2024-11-31", "2023-02-29", "2024-02-30", "2024-21-01",
    "12/11/2024", "12.11.2024", "2024.11.12", "2024/11/12", "20241112", "2024-11-12T05:30",
    "2024-11-12 ", " 2024-11-12", "2024-11-12\n", "2024 ", "hösten 2024", "autumn 2024",
    "2024~?", "~2024", "?2024-11", "2024-11~-12", "2024-?11", "2024-XX", "201X", "Y20240",
    "+2024", "-2024", "02024", "2024-11-12/open", "2024/unknown", "..", "../..", "/", "/2024",
    "../", "/..", "2024/2025/2026", "2025/2024", "2024-11-13/2024-11-12", "2024-12/2024-11",
    "[2024..2025]", "{2024}", "2024..2025", "2024–2025", "2024-11-12/9999-12-31", "0000",
    "2024-11-12/P1Y", "null", "~", "２０２４", "2024-11-1２", "9999-24",
]  # fmt: skip


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("text", "precision", "earliest", "latest"), FORMS)
def test_form(text: str, precision: str | None, earliest: str | None, latest: str | None) -> None:
    when = When.parse(text)
    assert when.earliest == day(earliest)
    assert when.latest == day(latest)
    assert (when.start.precision if when.start else None) == precision
    assert str(when) == text


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(NotADate) as caught:
        When.parse(text)
    assert caught.value.reason
    assert caught.value.text in text


@pytest.mark.parametrize("value", [2024, 2024.5, None, True, ["2024"], {"when": "2024"}])
def test_only_text_is_read(value: object) -> None:
    class Holder(BaseModel):
        when: When

    with pytest.raises(ValidationError):
        Holder.model_validate({"when": value})
    assert Holder.model_validate({"when": "2024"}).when == When.parse("2024")
    assert Holder(when=When.parse("2024")).model_dump(mode="json") == {"when": "2024"}


def test_open_and_unknown_ends_are_told_apart() -> None:
    opened, unknown, closed = (When.parse(text) for text in ("2025/..", "2025/", "2025/2026"))
    assert (opened.open_end, opened.unknown_end) == (True, False)
    assert (unknown.open_end, unknown.unknown_end) == (False, True)
    assert (closed.open_end, closed.unknown_end) == (False, False)
    assert opened != unknown


def test_where_an_open_interval_begins() -> None:
    assert When.parse("2025-02/..").begins == (date(2025, 2, 1), date(2025, 2, 28))
    assert When.parse("2025-02/").begins == (date(2025, 2, 1), date(2025, 2, 28))
    assert When.parse("../2019-09").begins == (None, date(2019, 9, 30))
    assert When.parse("2020~/2022~").begins == (date(2020, 1, 1), date(2022, 12, 31))


def test_only_one_unqualified_day_is_exact() -> None:
    exact = [text for text, *_ in FORMS if When.parse(text).exact]
    assert exact == ["2024-11-12"]


def test_qualifiers() -> None:
    about = {mark: Point(2024, qualifier=mark) for mark in ("", "~", "?", "%")}
    assert [p.about for p in about.values()] == [False, True, False, True]
    assert [p.uncertain for p in about.values()] == [False, False, True, True]
    assert When.parse("2020/2022~").qualified
    assert not When.parse("2020/2022").qualified
    assert When.parse("../2022?").qualified


def test_order_of_time() -> None:
    texts = [
        "2024/..",
        "2025/..",
        "2024-12",
        "2024",
        "2024-11-12",
        "2024-11",
        "../2019-09",
        "2020-21",
        "2020",
    ]
    ordered = sorted(texts, key=lambda text: When.parse(text).sort_key)
    assert ordered == [
        "../2019-09",
        "2020",
        "2020-21",
        "2024",
        "2024/..",
        "2024-11",
        "2024-11-12",
        "2024-12",
        "2025/..",
    ]


def test_the_day_before() -> None:
    assert day_before(date(2024, 3, 1)) == date(2024, 2, 29)


@given(dates())
def test_round_trip(text: str) -> None:
    when = When.parse(text)
    assert str(when) == text
    assert When.parse(str(when)) == when


@given(dates())
def test_bounds_are_in_order(text: str) -> None:
    when = When.parse(text)
    if when.earliest is not None and when.latest is not None:
        assert when.earliest <= when.latest
    first, last = when.begins
    assert first is None or first <= last
    assert (when.latest is None) == (when.open_end or when.unknown_end)


@given(points(qualifiers=("",)), st.sampled_from("~?%"))
def test_a_qualifier_never_moves_a_bound(text: str, mark: str) -> None:
    bare, qualified = When.parse(text), When.parse(text + mark)
    assert (bare.earliest, bare.latest) == (qualified.earliest, qualified.latest)
    assert bare.sort_key == qualified.sort_key


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_is_refused_in_words(text: str) -> None:
    try:
        when = When.parse(text)
    except NotADate:
        with pytest.raises(NotADate, match=r"^“"):
            When.parse(text)
    else:
        assert str(when) == text


@given(st.text(alphabet="0123456789-/.~?%", max_size=21))
def test_any_near_date_is_read_or_refused(text: str) -> None:
    try:
        when = When.parse(text)
    except NotADate:
        return
    assert str(when) == text
    assert re.search(PATTERN, text), "the pattern in the JSON Schema refuses what is read"


@given(dates())
def test_the_pattern_of_the_schema_takes_every_date(text: str) -> None:
    assert re.search(PATTERN, text)
    assert not re.search(PATTERN, f"x{text}")
    assert not re.search(PATTERN, f"{text}x")


@given(st.one_of(st.text(max_size=24), dates().map(lambda text: f"omkring {text}")))
def test_a_proposed_form_is_always_a_date(text: str) -> None:
    for proposal in filter(None, nearest_date(text).split(" or ")):
        When.parse(proposal)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("våren 2020", "2020-21"),
        ("sommaren 2020", "2020-22"),
        ("Hösten 2024", "2024-23"),
        ("vintern 2020", "2020-24"),
        ("spring 2020", "2020-21"),
        ("winter 2020", "2020-24"),
        ("den 12 november 2024", "2024-11-12"),
        ("12 nov 2024", "2024-11-12"),
        ("November 2024", "2024-11"),
        ("omkring 2020", "2020~"),
        ("ca november 2018", "2018-11~"),
        ("about 2018", "2018~"),
        ("2024-11-12 05:30", "2024-11-12"),
        ("2024-11-12T05:30:00", "2024-11-12"),
        ("2025-02/tills vidare", "2025-02/.."),
        ("2025-02/9999-12-31", "2025-02/.."),
        ("före 2019", "../2019"),
        ("2024-11-12 – 2024-11-15", "2024-11-12/2024-11-15"),
        ("2025/2024", "2024/2025"),
        ("2024-02-30", "2024-02"),
        ("12/11/2024", "2024-11-12 or 2024-12-11"),
        ("snart", ""),
        ("2024-13", "2024"),
    ],
)
def test_nearest_form(words: str, form: str) -> None:
    assert nearest_date(words) == form


def referee(text: str) -> tuple[date, date]:
    """The first and last day according to the `edtf` library."""
    parsed = edtf.parse_edtf(text)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return date(*first[:3]), date(*last[:3])


def known_to_referee(text: str) -> bool:
    """Not winter, which the library cuts short; not a qualified season, which it refuses."""
    season = re.fullmatch(r"\d{4}-2([1-4])([~?%]?)", text)
    return season is None or (season[1] != "4" and not season[2])


CLOSED = [text for text, *_ in FORMS if ".." not in text and not text.endswith("/")]


@pytest.mark.parametrize("text", [text for text in CLOSED if known_to_referee(text)])
def test_the_referee_agrees(text: str) -> None:
    assert (When.parse(text).earliest, When.parse(text).latest) == referee(text)


@given(points(years=(1000, 3000)).filter(known_to_referee))
def test_the_referee_agrees_on_every_point(text: str) -> None:
    assert (When.parse(text).earliest, When.parse(text).latest) == referee(text)


@pytest.mark.parametrize(
    "text", ["2024-13", "2023-02-30", "12/11/2024", "hösten 2024", "2024/open"]
)
def test_the_referee_refuses_too(text: str) -> None:
    with pytest.raises(edtf.EDTFParseException):
        edtf.parse_edtf(text)
    with pytest.raises(NotADate):
        When.parse(text)


def test_winter_is_named_by_its_first_year_and_the_library_cuts_it_short() -> None:
    assert (When.parse("2020-24").earliest, When.parse("2020-24").latest) == (
        date(2020, 12, 1),
        date(2021, 2, 28),
    )
    assert referee("2020-24") == (date(2020, 12, 1), date(2020, 12, 31))


def test_the_library_takes_a_reversed_interval_and_we_do_not() -> None:
    assert edtf.parse_edtf("2025/2024")
    with pytest.raises(NotADate, match="ends before it starts"):
        When.parse("2025/2024")


@given(intervals(), st.sampled_from(["a", "/", "..", " "]))
def test_nothing_may_follow_an_interval(text: str, rest: str) -> None:
    if text.endswith("/") and rest == "..":
        return
    with pytest.raises(NotADate):
        When.parse(text + rest)
