"""Dates in words: as exact as they are, and no more."""

from __future__ import annotations

from datetime import date

import pytest

from generator.facts.when import When
from generator.site.words.dates import (
    distance_words,
    machine_date,
    precision_words,
    when_words,
)
from generator.site.words.lists import listed

CASES = {
    "2024-11-15": ("15 november 2024", "15 November 2024"),
    "2024-11": ("november 2024", "November 2024"),
    "2024": ("2024", "2024"),
    "2020-21": ("våren 2020", "spring 2020"),
    "2024-22": ("sommaren 2024", "summer 2024"),
    "2024-23": ("hösten 2024", "autumn 2024"),
    "2024-24": ("vintern 2024/25", "winter 2024–25"),
    "2018-11~": ("omkring november 2018", "about November 2018"),
    "2022?": ("troligen 2022", "probably 2022"),
    "2022%": ("troligen omkring 2022", "probably about 2022"),
    "2016-01/2017-12": ("januari 2016 – december 2017", "January 2016 – December 2017"),
    "2025-02/..": ("från februari 2025, tills vidare", "from February 2025, until further notice"),
    "2024-11-12/": (
        "från 12 november 2024, slutdatum okänt",
        "from 12 November 2024, end date unknown",
    ),
    "../2019-09": ("senast september 2019", "by September 2019"),
}


@pytest.mark.parametrize("edtf", CASES)
def test_every_form_in_words(edtf: str) -> None:
    """All nine forms in both languages; a no-break space keeps day and month together."""
    when = When.parse(edtf)
    for language, words in zip(("sv", "en"), CASES[edtf], strict=True):
        assert when_words(when, language).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-11-15", "dagen är känd"),
        ("2024-11", "dagen är okänd"),
        ("2020-21", "månad och dag är okända"),
        ("2018-11~", "ungefärligt datum, dagen är okänd"),
        ("2022?", "osäkert datum, månad och dag är okända"),
        ("2025-02/..", "inget slutdatum är känt"),
        ("2024-11-12/", "slutdatum okänt"),
    ],
)
def test_precision_in_words(edtf: str, words: str) -> None:
    """What is not known is said."""
    assert precision_words(When.parse(edtf), "sv") == words


def test_machine_dates_only_where_exact() -> None:
    """`datetime` takes no season, interval or doubt."""
    assert machine_date(When.parse("2024-11-15")) == "2024-11-15"
    assert machine_date(When.parse("2024-11")) == "2024-11"
    for edtf in ("2020-21", "2024~", "2024/..", "../2019"):
        assert machine_date(When.parse(edtf)) == ""


@pytest.mark.parametrize(
    ("days", "sv", "en"),
    [
        (0, "samma dag", "the same day"),
        (1, "dagen efter", "the day after"),
        (-1, "dagen före", "the day before"),
        (4, "fyra dagar efter", "four days after"),
        (-92, "omkring tre månader före", "about three months before"),
        (731, "omkring två år efter", "about two years after"),
    ],
)
def test_distance_in_words(days: int, sv: str, en: str) -> None:
    """How far one day lies from another."""
    start = date(2024, 11, 15)
    other = date.fromordinal(start.toordinal() + days)
    assert distance_words(start, other, "sv") == sv
    assert distance_words(start, other, "en") == en


def test_words_in_a_row() -> None:
    assert listed(["a"], "eller") == "a"
    assert listed(["a", "b"], "eller") == "a eller b"
    assert listed(iter(["a", "b", "c"]), "or") == "a, b or c"
