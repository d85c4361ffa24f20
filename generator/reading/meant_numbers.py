"""The whole number that somebody meant who wrote an amount in words, with blanks or a unit."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

SCALES = {
    "tusen": 10**3, "thousand": 10**3, "tkr": 10**3, "tsek": 10**3, "k": 10**3, "ksek": 10**3,
    "miljon": 10**6, "miljoner": 10**6, "million": 10**6, "millions": 10**6, "mkr": 10**6,
    "mnkr": 10**6, "mn": 10**6, "milj": 10**6, "mio": 10**6, "msek": 10**6, "meur": 10**6,
    "musd": 10**6, "m": 10**6,
    "miljard": 10**9, "miljarder": 10**9, "billion": 10**9, "billions": 10**9, "mdkr": 10**9,
    "mdr": 10**9, "mdrkr": 10**9, "mrd": 10**9, "md": 10**9, "bn": 10**9, "bnsek": 10**9,
    "gsek": 10**9, "mdsek": 10**9, "b": 10**9,
    "biljon": 10**12, "biljoner": 10**12, "trillion": 10**12,
}  # fmt: skip
WORDS = {
    word: number
    for number, words in enumerate(
        (
            "noll zero", "en ett one", "två two", "tre three", "fyra four", "fem five", "sex six",
            "sju seven", "åtta eight", "nio nine", "tio ten", "elva eleven", "tolv twelve",
            "tretton thirteen", "fjorton fourteen", "femton fifteen", "sexton sixteen",
            "sjutton seventeen", "arton eighteen", "nitton nineteen", "tjugo twenty",
        )
    )
    for word in words.split()
}  # fmt: skip
QUALIFIERS = {
    "cirka": "about", "ca": "about", "ca.": "about", "omkring": "about", "runt": "about",
    "ungefär": "about", "about": "about", "around": "about", "circa": "about", "nästan": "about",
    "nearly": "about", "almost": "about", "drygt": "more-than", "över": "more-than",
    "mer än": "more-than", "more than": "more-than", "over": "more-than", ">": "more-than",
    "minst": "at-least", "at least": "at-least", "högst": "at-most", "at most": "at-most",
    "upp till": "at-most", "up to": "at-most", "max": "at-most", "~": "about",
}  # fmt: skip
CURRENCY = r"(?:svenska kronor|kronor|kronan|krona|kr|sek|euro|euros|eur|€|dollar|dollars|usd|\$|:-|st|procent|percent|per cent|%)"


def nearest_whole(text: str) -> str:
    """The whole number that an amount most likely means, or ''."""
    return _read(_qualified(text)[1])


def whole_remedy(text: str) -> str:
    """What to do about a text that is no whole number."""
    qualifier, plain = _qualified(text)
    if re.fullmatch(r"[\d .,]+\s*(?:–|—|-|till|to)\s*[\d .,]+\D*", plain):
        return "A range has “minimum” and “maximum” instead of “value”. "
    near = _read(plain)
    if near and qualifier:
        return f"Did you mean {near}, with “qualifier: {qualifier}”? "
    if near:
        return f"Did you mean {near}? "
    if re.fullmatch(r"-?\d+[.,]\d+\s*\D*", plain):
        return "There are no decimals here. "
    if plain.strip("?- ") in ("", "okänt", "okänd", "unknown", "n/a", "null", "none"):
        return "Leave the key out where no source gives a number. "
    return ""


def _qualified(text: str) -> tuple[str, str]:
    plain = re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text).strip().lower()
    for word in sorted(QUALIFIERS, key=len, reverse=True):
        if plain.startswith(word) and not plain[len(word) :][:1].isalpha():
            return QUALIFIERS[word], plain[len(word) :].strip()
    return "", plain


def _read(plain: str) -> str:
    plain = re.sub(rf"^{CURRENCY}\s*(?=\d)", "", plain)
    match = re.fullmatch(r"([+-]?)(\d[\d .,'’_]*|[a-zåäö]+)\s*([a-zåäö€$%:. -]*)", plain)
    if match is None:
        return ""
    sign, number, rest = match.groups()
    factor = _scale(rest)
    if not number[:1].isdigit():
        if number not in WORDS:
            return ""
        value = Decimal(WORDS[number])
    else:
        found = _number(number.strip(), scaled=factor > 1)
        if found is None:
            return ""
        value = found
    value *= factor
    if value != value.to_integral_value() or value >= 10**18:
        return ""
    return ("-" if sign == "-" and value else "") + str(int(value))


def _scale(rest: str) -> int:
    """The factor that the words after a number stand for; 1 where they are a unit."""
    words = [word.strip(".") for word in rest.split()]
    joined = "".join(words)
    if words and words[0] in SCALES:
        return SCALES[words[0]]
    return SCALES.get(joined, 1)


def _number(text: str, *, scaled: bool) -> Decimal | None:
    """A number with blanks, points or commas, which group thousands or mark decimals."""
    text = re.sub(r"[ '’_]", "", text).rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text) and not (
        scaled and text.count(",") < 2 and "." not in text
    ):
        text = re.sub(r"[.,]", "", text)
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", text):
        text = text.replace(",", "")
    else:
        text = text.replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
