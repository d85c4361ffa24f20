"""What an editor may have meant: near words, dates, amounts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from generator.facts.when import NotADate, When

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "mars march mar", "april apr",
            "maj may", "juni june jun", "juli july jul", "augusti august aug",
            "september sept sep", "oktober october okt oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {
    "våren": 21, "vår": 21, "spring": 21, "sommaren": 22, "sommar": 22, "summer": 22,
    "hösten": 23, "höst": 23, "autumn": 23, "fall": 23, "vintern": 24, "vinter": 24, "winter": 24,
}  # fmt: skip
ABOUT = ("omkring", "cirka", "ca", "ungefär", "about", "around", "circa", "c.", "ca.")
SCALES = {
    "tusen": 10**3, "thousand": 10**3, "tkr": 10**3,
    "miljon": 10**6, "miljoner": 10**6, "million": 10**6, "millions": 10**6, "mkr": 10**6,
    "mnkr": 10**6, "msek": 10**6, "m": 10**6,
    "miljard": 10**9, "miljarder": 10**9, "billion": 10**9, "mdkr": 10**9, "mdr": 10**9,
    "bn": 10**9,
}  # fmt: skip
DATE_FORMS = (
    "2024-11-12, 2024-11, 2024, 2020-21 (spring), then ~ about, ? uncertain, % both; "
    "A/B, A/.. (open end), ../B, A/ (end unknown)"
)


def did_you_mean(word: str, known: Iterable[str], limit: int = 3) -> str:
    """“Did you mean …?” with the nearest known words, or nothing."""
    pool = list(known)
    near = difflib.get_close_matches(word, pool, n=limit, cutoff=0.6)
    if not near:
        near = [other for other in pool if word and (other.startswith(word) or word in other)]
        near = near[:limit]
    if not near:
        return ""
    return "Did you mean " + " or ".join(f"“{other}”" for other in near) + "?"


def choices(words: Iterable[str]) -> str:
    """“One of: …” for a short list of legal values."""
    return "One of: " + ", ".join(words) + "."


def nearest_date(text: str) -> str:
    """The EDTF form that a date in words or in another order most likely means, or ''."""
    candidates = list(_candidates(text.strip().lower()))
    valid = [candidate for candidate in candidates if _valid(candidate)]
    return " or ".join(dict.fromkeys(valid))


def _valid(text: str) -> bool:
    try:
        When.parse(text)
    except NotADate:
        return False
    return True


def _candidates(text: str) -> Iterable[str]:
    about = ""
    for word in ABOUT:
        if text.startswith(word + " "):
            text, about = text[len(word) + 1 :], "~"
    text = text.removeprefix("den ").removeprefix("the ")
    for candidate in (*_in_numbers(text), *_in_words(text)):
        yield candidate if candidate[-1] in "~?%./" else candidate + about
    if about:
        yield text + about
    yield from _spans(text)


def _in_numbers(text: str) -> Iterable[str]:
    text = re.sub(r"(?<=\d)[t ]\d{1,2}[:.]\d{2}.*$", "", text)  # a time of day
    apart = r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})([~?%]?)"
    match = re.fullmatch(apart, text) or re.fullmatch(r"(\d{4})(\d\d)(\d\d)([~?%]?)", text)
    if match:
        year, month, day, mark = match.groups()
        yield f"{year}-{int(month):02d}-{int(day):02d}{mark}"
        if int(day) > 28 and 1 <= int(month) <= 12:
            yield f"{year}-{int(month):02d}{mark}"
    if match := re.fullmatch(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})", text):
        first, second, year = match.groups()
        yield f"{year}-{int(second):02d}-{int(first):02d}"
        yield f"{year}-{int(first):02d}-{int(second):02d}"
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        yield f"{match[2]}-{int(match[1]):02d}"
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text):
        yield f"{match[1]}-{int(match[2]):02d}"


def _in_words(text: str) -> Iterable[str]:
    words = re.findall(r"[^\W\d_]+|\d+", text)
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    if len(years) != 1:
        return
    year = years[0]
    days = [int(word) for word in words if re.fullmatch(r"\d{1,2}", word)]
    for word in words:
        if word in MONTHS:
            month = f"{year}-{MONTHS[word]:02d}"
            yield f"{month}-{days[0]:02d}" if days else month
        if word in SEASONS:
            yield f"{year}-{SEASONS[word]}"
    if "/" not in text and not any(word in MONTHS or word in SEASONS for word in words):
        if set(words) & {"tills", "vidare", "until", "från", "from", "sedan", "since"}:
            yield f"{year}/.."
        if set(words) & {"före", "before", "senast"}:
            yield f"../{year}"


def _spans(text: str) -> Iterable[str]:
    if match := re.fullmatch(r"(.+?)/(open|pågår|ongoing|tills vidare|null|9999.*)", text):
        yield f"{match[1]}/.."
    if match := re.fullmatch(r"(\d{4}[-\d]*)\s*(?:–|—|--| - | till | to )\s*(\d{4}[-\d]*)", text):
        yield f"{match[1]}/{match[2]}"
        yield f"{match[2]}/{match[1]}"
    if match := re.fullmatch(r"(\d{4}[-\d]*[~?%]?)/(\d{4}[-\d]*[~?%]?)", text):
        yield f"{match[2]}/{match[1]}"


def nearest_whole(text: str) -> str:
    """The whole number that an amount in words most likely means, or ''."""
    clean = text.strip().lower().replace("\u00a0", " ").replace("\u202f", " ")
    clean = re.sub(r"\s*(kronor|kr|sek|euro|eur|dollar|usd|:-)\.?$", "", clean)
    match = re.fullmatch(r"([\d .,']*\d)\s*([a-zåäö]*)\.?", clean)
    if not match:
        return ""
    number, scale = match.groups()
    if scale and scale not in SCALES:
        return ""
    number = re.sub(r"[ ']", "", number)
    if scale:
        whole, _, fraction = number.replace(",", ".").partition(".")
        factor = SCALES[scale]
        digits = len(str(factor)) - 1
        if not whole.isdigit() or "." in fraction or len(fraction) > digits:
            return ""
        return str(int(whole) * factor + int((fraction + "0" * digits)[:digits]))
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    return number if number.isdigit() else ""
