"""The order of names in Swedish: a to z, then å, ä and ö."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")

_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}"})
"""The three last letters, and their Nordic kin, as the three signs after z in ASCII."""

_WRITTEN = {"{": "Å", "|": "Ä", "}": "Ö"}
_NO_MARK = str.maketrans({"ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ł": "l"})


@lru_cache(maxsize=50_000)
def swedish_key(name: str) -> tuple[str, str]:
    """Orders names as a Swedish list does, in any language of the page.

    Capitals and accents do not count (é as e), å, ä and ö are letters of their own after
    z, and hyphens, points and apostrophes do not divide; the name itself breaks ties.
    """
    text = re.sub("[{|}]", "", unicodedata.normalize("NFC", name)).casefold()
    text = text.translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text.translate(_NO_MARK))
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = re.sub(r"[^0-9a-z{|}\s]", lambda m: " " if m[0] in "-–/" else "", text)
    return " ".join(text.split()), name


def initial(name: str) -> str:
    """The letter that a name stands under in a list; `0–9` for a digit, `–` for neither."""
    first = swedish_key(name)[0][:1]
    if first.isdigit():
        return "0–9"
    return _WRITTEN.get(first, first.upper()) or "–"


def by_name(items: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Items in the order of their names."""
    return sorted(items, key=lambda item: swedish_key(name(item)))


def by_letter(items: Iterable[T], name: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Items in the order of their names, under their initial letters."""
    ordered = by_name(items, name)
    return [(letter, list(group)) for letter, group in groupby(ordered, lambda i: initial(name(i)))]
