"""The date that somebody meant who wrote it in words, in another order, or as no day that exists.

What comes out is never more exact than what was written: “slutet av 2024” is 2024.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.facts.when import NotADate, When

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb febr", "mars march mar", "april apr",
            "maj may", "juni june jun", "juli july jul", "augusti august aug",
            "september sept sep", "oktober october okt oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {
    "våren": 21, "vår": 21, "vårvintern": 21, "spring": 21,
    "sommaren": 22, "sommar": 22, "summer": 22,
    "hösten": 23, "höst": 23, "autumn": 23, "fall": 23,
    "vintern": 24, "vinter": 24, "winter": 24,
}  # fmt: skip
SHORT_SEASONS = {"vt": "01/{}-06", "ht": "08/{}-12"}
"""Terms of a school or budget year: “VT 2024”, “HT 2024”."""

PARTS = {
    "första": 1, "1:a": 1, "first": 1, "1st": 1, "andra": 2, "2:a": 2, "second": 2, "2nd": 2,
    "tredje": 3, "3:e": 3, "third": 3, "3rd": 3, "fjärde": 4, "4:e": 4, "fourth": 4, "4th": 4,
}  # fmt: skip
ABOUT = r"(?:omkring|runt|cirka|circa|ca\.?|c\.|ungefär|about|around|approximately|approx\.?)\s+"
SINCE = {
    "från",
    "fr",
    "fro",
    "sedan",
    "since",
    "from",
    "vidare",
    "until",
    "efter",
    "after",
    "tills",
}
BEFORE = {"före", "before", "senast", "innan", "by", "fram"}
POINT = r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?[~?%]?"
DASH = r"\s*(?:–|—|--|/| till och med | till | t o m | t\.o\.m\. | to | until | och | and )\s*"


def nearest_date(text: str) -> str:
    """The EDTF form that a text most likely means, “A or B” where there are two, or ''."""
    valid = [found for found in _candidates(text.strip().lower()) if _valid(found)]
    return " or ".join(list(dict.fromkeys(valid))[:2])


def _valid(text: str) -> bool:
    try:
        When.parse(text)
    except NotADate:
        return False
    return True


def _candidates(text: str) -> Iterator[str]:
    """What a text may mean, the likeliest first; the first kind that says anything decides."""
    plain = re.sub(r"\s+", " ", text.strip(" \"'“”().,;"))
    about = ""
    if match := re.match(rf"{ABOUT}|~\s*", plain):
        plain, about = plain[match.end() :], "~"
    plain = re.sub(r"\s*\([^)]*\)$", "", plain)
    plain = re.sub(r"^(?:den|the|on|on the|i|in)\s+", "", plain)
    for reader in (
        _open,
        _budget_year,
        _in_numbers,
        _parts,
        _weeks,
        _spans,
        _in_words,
        _year_alone,
    ):
        found = [candidate for candidate in reader(plain) if _valid(candidate)]
        if found:
            for candidate in found:
                yield candidate + about if about and candidate[-1] not in "~?%./" else candidate
            return
    if about:
        yield plain + about


def _open(text: str) -> Iterator[str]:
    """An open end, an open start, or a year that stands for “for ever”."""
    ends = r"(?:open|öppet|pågår|pågående|ongoing|tills vidare|until further notice|nu|now|idag|null|9999.*)"
    if match := re.fullmatch(rf"(.+?)(?:\s*[/–—-]+\s*|\s+){ends}", text):
        yield from (f"{start}/.." for start in _one(match[1]))
        return
    if match := re.fullmatch(rf"({POINT})\s*[–—-]+\s*", text):
        yield f"{match[1]}/.."
    words = set(re.findall(r"[^\W\d_]+", text))
    if words & SINCE and not words & BEFORE and not re.search(r"\d\D+(till|to|until)\D+\d", text):
        yield from (
            f"{start}/.." for start in _one(_without(text, SINCE | {"och", "med", "o", "m"}))
        )
    if words & BEFORE:
        rest = _without(text, BEFORE | {"till", "och", "med", "the", "end", "of"})
        yield from (f"../{end}" for end in _one(rest))


def _budget_year(text: str) -> Iterator[str]:
    """Two years that follow each other, such as 2023/24."""
    match = re.fullmatch(r"(\d{4})\s*[/–]\s*(\d{2})", text)
    if match and int(match[1][2:]) + 1 == int(match[2]):
        yield f"{match[1]}/{match[1][:2]}{match[2]}"


def _without(text: str, words: set[str]) -> str:
    kept = [word for word in re.split(r"[\s.]+", text) if word and word not in words]
    return " ".join(kept)


def _one(text: str) -> Iterator[str]:
    """A single date in numbers or words."""
    if _valid(text) and "/" not in text:
        yield text
        return
    for reader in (_in_numbers, _in_words, _year_alone):
        found = [c for c in reader(text) if _valid(c) and "/" not in c]
        if found:
            yield found[0]
            return


def _in_numbers(text: str) -> Iterator[str]:
    text = re.sub(r"(?<=\d)(?:t| kl\.? ?| )\d{1,2}[:.]\d{2}.*$", "", text)  # a time of day
    apart = r"(\d{4})[-–/. ](\d{1,2})[-–/. ](\d{1,2})([~?%]?)"
    match = re.fullmatch(apart, text) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)([~?%]?)", text)
    if match:
        yield from _numbered(*match.groups())
    if match := re.fullmatch(r"(\d{1,2})[-–/. ]+(\d{1,2})[-–/.,  ]+(\d{4}|\d{2})", text):
        first, second, year = match.groups()
        year = year if len(year) == 4 else f"20{year}"
        if len(match[3]) == 2 and text[2:3] == "-":  # the year stands first, as in 24-11-12
            yield f"20{int(first):02d}-{int(second):02d}-{int(match[3]):02d}"
        yield f"{year}-{int(second):02d}-{int(first):02d}"
        yield f"{year}-{int(first):02d}-{int(second):02d}"
    if match := re.fullmatch(r"(\d\d)(\d\d)(\d\d)", text):
        yield f"{text[:4]}-{text[4:]}" if 1900 <= int(text[:4]) <= 2100 else ""
        yield f"20{match[1]}-{match[2]}-{match[3]}"
    if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", text):
        yield f"{match[2]}-{int(match[1]):02d}"
    if match := re.fullmatch(r"(\d{4})[-/. ](\d{1,2})([~?%]?)", text):
        yield f"{match[1]}-{int(match[2]):02d}{match[3]}"
        if int(match[2]) > 24 or int(match[2]) == 0:
            yield match[1]


def _numbered(year: str, month: str, day: str, mark: str) -> Iterator[str]:
    exact = f"{year}-{int(month):02d}-{int(day):02d}{mark}"
    yield exact
    yield f"{year}-{int(day):02d}-{int(month):02d}{mark}" if int(month) > 12 else ""
    if 1 <= int(month) <= 12 and not _valid(exact):  # a day that the month does not have
        yield f"{year}-{int(month):02d}{mark}"


def _parts(text: str) -> Iterator[str]:
    """Quarters, halves, terms and decades, as spans of months or years."""
    ordinal = "|".join(re.escape(word) for word in PARTS)
    year = r"(?:av |of |år |in |, ?)?(\d{4})"
    for pattern, months in (
        (rf"(?:q|kv\.? ?|kvartal |quarter )([1-4])[ ,/-]*{year}", 3),
        (rf"({ordinal}) (?:kvartalet|kvartal|quarter),? {year}", 3),
        (rf"(?:h|halvår )([12])[ ,/-]*{year}", 6),
        (rf"({ordinal}) (?:halvåret|halvår|half),? {year}", 6),
    ):
        if match := re.fullmatch(pattern, text):
            yield _span(match[2], match[1], months)
    if match := re.fullmatch(r"(\d{4})[ -]*([qh])([1-4])", text):
        yield _span(match[1], match[3], 3 if match[2] == "q" else 6)
    if match := re.fullmatch(r"(vt|ht)[ -]*(\d{4}|\d{2})", text):
        full = match[2] if len(match[2]) == 4 else f"20{match[2]}"
        yield f"{full}-" + SHORT_SEASONS[match[1]].format(full)
    if match := re.fullmatch(r"(\d{3})0(?:-talet|s|-tal)", text):
        yield f"{match[1]}0/{match[1]}9"
    if match := re.fullmatch(
        r"(?:årsskiftet|nyår|turn of the year) (\d{4})\s*[/–-]\s*(\d{4}|\d{2})", text
    ):
        end = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        yield f"{match[1]}-12/{end}-01"


def _span(year: str, part: str, months: int) -> str:
    number = PARTS.get(part) or int(part)
    if number * months > 12:
        return ""
    return f"{year}-{(number - 1) * months + 1:02d}/{year}-{number * months:02d}"


def _weeks(text: str) -> Iterator[str]:
    match = re.fullmatch(r"(?:vecka|v\.?|week|wk) ?(\d{1,2}),? ?(?:år |av |of )?(\d{4})", text)
    year, week = (match[2], match[1]) if match else ("", "")
    if match := re.fullmatch(r"(\d{4})-?w(\d{1,2})(?:-?\d)?", text):
        year, week = match[1], match[2]
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return
    yield f"{monday}/{monday + timedelta(days=6)}"


def _spans(text: str) -> Iterator[str]:
    text = re.sub(r"^(?:mellan|between|från|from) ", "", text)
    if match := re.fullmatch(rf"({POINT}){DASH}({POINT})", text):
        yield f"{match[1]}/{match[2]}"
        yield f"{match[2]}/{match[1]}"
    if match := re.fullmatch(r"(\d{4})\s*-\s*(\d{4})", text):
        yield f"{match[1]}/{match[2]}"
    days = r"(\d{1,2})\.?\s*(?:[–—-]|till|to)\s*(\d{1,2})\.? ([^\W\d_]+)\.? (\d{4})"
    if (match := re.fullmatch(days, text)) and (month := _month(match[3])):
        base = f"{match[4]}-{month:02d}"
        yield f"{base}-{int(match[1]):02d}/{base}-{int(match[2]):02d}"
    if match := re.fullmatch(
        r"([^\W\d_]+)\.?\s*(?:[–—/-]|till|to|och|and)\s*([^\W\d_]+)\.? (\d{4})", text
    ):
        first, last = _month(match[1]), _month(match[2])
        if first and last:
            yield f"{match[3]}-{first:02d}/{match[3]}-{last:02d}"
    sides = re.split(r"\s+(?:till och med|till|to|until|–|—|-)\s+", text)
    if len(sides) == 2:
        ends = [next(_one(side), "") for side in sides]
        if all(ends):
            yield "/".join(ends)


def _month(word: str) -> int:
    """The number of a month, also of one that is misspelt, or 0."""
    if word in MONTHS:
        return MONTHS[word]
    near = difflib.get_close_matches(word, [m for m in MONTHS if len(m) > 3], n=1, cutoff=0.8)
    return MONTHS[near[0]] if len(word) > 3 and near else 0


def _season(word: str) -> int:
    if word in SEASONS:
        return SEASONS[word]
    near = difflib.get_close_matches(word, SEASONS, n=1, cutoff=0.8)
    return SEASONS[near[0]] if len(word) > 4 and near else 0


def _in_words(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+|\d+", text)
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    short = re.search(r"[^\W\d_]\.?\s*['’-]?(\d\d)$", text)  # “nov -24”, “hösten 24”
    numbers = [int(word) for word in words if re.fullmatch(r"\d{1,2}", word)]
    if not years and short:
        years = [f"20{short[1]}"]
        numbers = numbers[:-1]
    if len(years) != 1:
        return
    for word in words:
        if month := _month(word):
            base = f"{years[0]}-{month:02d}"
            exact = f"{base}-{numbers[0]:02d}" if numbers else ""
            yield exact if _valid(exact) else base
        elif season := _season(word):
            yield f"{years[0]}-{season}"
        elif word in ("jul", "julen", "christmas"):
            yield f"{years[0]}-12"


def _year_alone(text: str) -> Iterator[str]:
    """A year beside words that say no more than which part of it, such as “slutet av 2024”."""
    years = re.findall(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)", text)
    if len(set(years)) == 1:
        yield years[0]
    elif len(years) == 2 and years[0] < years[1]:
        yield f"{years[0]}/{years[1]}"


def date_remedy(text: str) -> str:
    """What to do about a text that is no date: the form it most likely means, or other advice."""
    near = nearest_date(text)
    if near:
        return f"Did you mean {near}? "
    word = text.strip().lower()
    if word.startswith("9999"):
        return "Leave the key out where the end is open or not known. "
    if word in ("i dag", "idag", "today", "nu", "now", "igår", "i går", "yesterday"):
        return "Write the date itself. "
    if word in ("okänt", "okänd", "unknown", "?", "n/a", "-", "tbd", "saknas", "null", "none"):
        return "Give the widest span that is certain, such as ../2024, or leave the key out where it may be. "
    if re.search(r"[^\W\d_]", word) and any(
        _month(w) or _season(w) for w in re.findall(r"[^\W\d_]+", word)
    ):
        return "Add the year. "
    return ""
