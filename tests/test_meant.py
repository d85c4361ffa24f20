"""What somebody meant who typed a date, an amount, a place or a word in another form."""

from __future__ import annotations

import pytest

from generator.facts.event import EventType
from generator.facts.party import Classification, Role
from generator.reading.hints import meant_choice, meant_flag, meant_keys, meant_place
from generator.reading.meant_dates import MONTHS, PARTS, SEASONS, date_remedy, nearest_date
from generator.reading.meant_numbers import SCALES, WORDS, nearest_whole, whole_remedy

DATES = {
    "12/11 2024": "2024-11-12 or 2024-12-11",
    "12.11.24": "2024-11-12 or 2024-12-11",
    "24-11-12": "2024-11-12 or 2012-11-24",
    "241112": "2024-11-12",
    "210105": "2021-01-05",
    "20241112": "2024-11-12",
    "202411": "2024-11",
    "2024/11/12": "2024-11-12",
    "2024-9-5": "2024-09-05",
    "2024-13-01": "2024-01-13",
    "2024-00-12": "2024",
    "2024-11-00": "2024-11",
    "2023-02-29": "2023-02",
    "2024-12-32": "2024-12",
    "2024-01-32": "2024-01",
    "2024/24": "2024-24",
    "2024/25": "2024/2025",
    "den 31 april 2024": "2024-04",
    "hosten 2024": "2024-23",
    "hösten -24": "2024-23",
    "varen 2024": "2024-21",
    "november 12, 2024": "2024-11-12",
    "12th November 2024": "2024-11-12",
    "12:e november 2024": "2024-11-12",
    "tisdag 12 november 2024": "2024-11-12",
    "12nov2024": "2024-11-12",
    "novmber 2024": "2024-11",
    "nov -24": "2024-11",
    "Q3 2024": "2024-07/2024-09",
    "2024-Q3": "2024-07/2024-09",
    "tredje kvartalet 2024": "2024-07/2024-09",
    "första halvåret 2024": "2024-01/2024-06",
    "second half of 2024": "2024-07/2024-12",
    "vecka 46 2024": "2024-11-11/2024-11-17",
    "2024-W46": "2024-11-11/2024-11-17",
    "HT 2024": "2024-08/2024-12",
    "1990-talet": "1990/1999",
    "årsskiftet 2024/2025": "2024-12/2025-01",
    "årsskiftet 2024/25": "2024-12/2025-01",
    "2023/24": "2023/2024",
    "mellan 2023 och 2024": "2023/2024",
    "2024 till 2023": "2023/2024",
    "2023-2024": "2023/2024",
    "12–15 november 2024": "2024-11-12/2024-11-15",
    "nov-dec 2024": "2024-11/2024-12",
    "1 maj 2024 till 3 juni 2024": "2024-05-01/2024-06-03",
    "från och med 15 november 2024": "2024-11-15/..",
    "2024-11-15 tills vidare": "2024-11-15/..",
    "ca 2024-11-15 tills vidare": "2024-11-15/..",
    "senast 2024": "../2024",
    "cirka 12 nov 2024": "2024-11-12~",
    "~2024": "2024~",
    "slutet av 2024": "2024",
    "in late 2024": "2024",
    "slutet av november 2024": "2024-11",
    "åren 2023, 2024": "2023/2024",
    "åren 2024, 2023": "",
    "någon gång": "",
}


@pytest.mark.parametrize("words", DATES)
def test_dates(words: str) -> None:
    assert nearest_date(words) == DATES[words]


def test_every_month_season_and_part_of_a_year() -> None:
    months = (
        "januari january jan", "februari february feb febr", "mars march mar", "april apr",
        "maj may", "juni june jun", "juli july jul", "augusti august aug",
        "september sept sep", "oktober october okt oct", "november nov", "december dec",
    )  # fmt: skip
    for number, names in enumerate(months, 1):
        assert {nearest_date(f"{name} 2024") for name in names.split()} == {f"2024-{number:02d}"}
    assert {*" ".join(months).split()} == {*MONTHS}
    seasons = {
        21: "våren vår vårvintern spring",
        22: "sommaren sommar summer",
        23: "hösten höst autumn fall",
        24: "vintern vinter winter",
    }
    for number, names in seasons.items():
        assert {nearest_date(f"{name} 2024") for name in names.split()} == {f"2024-{number}"}
    assert {*" ".join(seasons.values()).split()} == {*SEASONS}
    quarters = {
        "2024-01/2024-03": "första 1:a first 1st",
        "2024-04/2024-06": "andra 2:a second 2nd",
        "2024-07/2024-09": "tredje 3:e third 3rd",
        "2024-10/2024-12": "fjärde 4:e fourth 4th",
    }
    for span, words in quarters.items():
        assert {nearest_date(f"{word} kvartalet 2024") for word in words.split()} == {span}
    assert {*" ".join(quarters.values()).split()} == {*PARTS}


def test_a_date_that_cannot_be_guessed_gets_advice() -> None:
    assert date_remedy("15 november") == "Add the year. "
    assert date_remedy("i dag") == "Write the date itself. "
    assert "../2024" in date_remedy("okänt")
    assert date_remedy("någon gång") == ""


AMOUNTS = {
    "799 miljoner": "799000000",
    "2,1 miljarder kronor": "2100000000",
    "1 500 000 kr": "1500000",
    "1\u00a0500\u202f000": "1500000",
    "1.500.000": "1500000",
    "1,500,000": "1500000",
    "1_000": "1000",
    "3.7 mdkr": "3700000000",
    "799 MSEK": "799000000",
    "799 tkr": "799000",
    "799 milj. kr": "799000000",
    "SEK 799 million": "799000000",
    "€2bn": "2000000000",
    "2.5M": "2500000",
    "1,234 miljarder": "1234000000",
    "två miljarder": "2000000000",
    "tolv": "12",
    "49 kommuner": "49",
    "12 %": "12",
    "0799": "799",
    "+5": "5",
    "-5 miljoner": "-5000000",
    "799 000,00": "799000",
    "999 999 999 999 999 999": "999999999999999999",
    "1 000 000 000 000 000 000": "",
    "799,5": "",
    "1,2345678 miljoner": "",
    "många": "",
}


@pytest.mark.parametrize("words", AMOUNTS)
def test_amounts(words: str) -> None:
    assert nearest_whole(words) == AMOUNTS[words]


WORDS_OF_SCALES = {
    3: "tusen thousand tkr tsek k ksek",
    6: "miljon miljoner million millions mkr mnkr mn milj mio msek meur musd m",
    9: "miljard miljarder billion billions mdkr mdr mdrkr mrd md bn bnsek gsek mdsek b",
    12: "biljon biljoner trillion",
}


@pytest.mark.parametrize("zeros", WORDS_OF_SCALES)
def test_every_word_for_a_scale(zeros: int) -> None:
    for word in WORDS_OF_SCALES[zeros].split():
        assert nearest_whole(f"2 {word}") == "2" + "0" * zeros, word
    assert {w for words in WORDS_OF_SCALES.values() for w in words.split()} == {*SCALES}


def test_every_number_in_words() -> None:
    english = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty"
    )
    swedish = (
        "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
        "sjutton arton nitton tjugo"
    )
    for words in (english, swedish):
        assert [nearest_whole(word) for word in words.split()] == [str(n) for n in range(21)]
    assert {*WORDS} == {*english.split(), *swedish.split(), "en"}


def test_an_amount_tells_what_else_is_in_it() -> None:
    assert "qualifier: about" in whole_remedy("ca 799 miljoner")
    assert "qualifier: more-than" in whole_remedy("drygt 2 miljarder")
    assert "minimum" in whole_remedy("1,5-2 miljarder")
    assert "decimals" in whole_remedy("799,5")
    assert "Leave the key out" in whole_remedy("okänt")


@pytest.mark.parametrize(
    ("word", "legal", "meant"),
    [
        ("beslut", EventType, "“decision”"),
        ("Beslut", EventType, "“decision”"),
        ("DECISION", EventType, "“decision”"),
        ("go live", EventType, "“go-live”"),
        ("upphandling", EventType, "“procurement”"),
        ("option_signed", EventType, "“option-signed”"),
        ("desicion", EventType, "“decision”"),
        ("leverantör", Role, "“supplier”"),
        ("beställare", Role, "“buyer”"),
        ("kommun", Classification, "“municipality”"),
        ("företag", Classification, "“company”"),
        ("säker", ("established", "reported", "disputed"), "“established”"),
        ("omstridd", ("established", "reported", "disputed"), "“disputed”"),
        ("kronor", ("SEK", "EUR", "percent"), "“SEK”"),
        ("svenska", ("sv", "en", "de"), "“sv”"),
    ],
)
def test_values(word: str, legal: tuple[str, ...], meant: str) -> None:
    assert meant_choice(word, [str(value) for value in legal]) == f"Did you mean {meant}?"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("datum", "when"), ("Titel", "title"), ("källor", "sources"), ("WHEN", "when"),
        ("tittle", "title"), ("parties ", "parties"), ("beskrivning", "text"),
    ],
)  # fmt: skip
def test_keys(word: str, key: str) -> None:
    assert meant_keys(word, ["when", "title", "sources", "text", "parties"]) == [key]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("stycke 8", "¶ 8"), ("8", "¶ 8"), ("¶8", "¶ 8"), ("st. 3 till 5", "¶ 3-5"),
        ("§ 2 och 4", "¶ 2, 4"), ("paragraph 12", "¶ 12"), ("ingressen", "lead"),
        ("rubrik", "title"), ("faktaruta", "fact-box"), ("hela", "whole"),
    ],
)  # fmt: skip
def test_places(text: str, place: str) -> None:
    assert meant_place(text) == f"Did you mean “{place}”?"


def test_flags() -> None:
    assert meant_flag("Ja") == "Did you mean “true”?"
    assert meant_flag("off") == "Did you mean “false”?"
    assert meant_flag("kanske") == ""
