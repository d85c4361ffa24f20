"""How much room words take in a drawing, estimated on the safe side."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MARGIN = 1.15
"""System fonts differ; labels are placed as if set in a wide one."""

BOLD = 1.08

_CLASSES = {
    222: "ijl'’‘|",
    278: " \u00a0\u202f!,./:;ItfI\\[]",
    340: '()-r“”"`',
    400: "*°",
    500: "ckJsvxyz",
    556: "abdeghnopqu0123456789?$#_–Lß",
    611: "FTZ¶+=<>~^",
    670: "ABEKPSVXY&",
    725: "CDHNRUw",
    780: "GOQ",
    833: "mM",
    944: "W",
    1000: "%@—…æÆœŒ",
}
"""Widths in thousandths of the type size, as in Helvetica and its kin."""

_WIDTHS = {sign: width for width, signs in _CLASSES.items() for sign in signs}
OTHER = 800
WIDE = 1100


def width(words: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line of text, in pixels."""
    total = _thousandths(words)
    return total / 1000 * size * MARGIN * (BOLD if bold else 1)


@lru_cache(maxsize=1 << 14)  # the same words are tried at many places
def _thousandths(words: str) -> int:
    """The width at a type size of one, in thousandths."""
    total = 0
    for sign in unicodedata.normalize("NFD", words):
        if unicodedata.combining(sign):
            continue
        known = _WIDTHS.get(sign)
        if known is None:
            known = WIDE if unicodedata.east_asian_width(sign) in "WF" else OTHER
        total += known
    return total


def wrap(words: str, limit: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines no wider than a limit, as even as their number allows. A long word stays whole."""
    lines = _filled(words, limit, size, bold)
    if len(lines) < 2:
        return lines
    longest = max(width(word, size, bold=bold) for word in words.split(" "))
    low, high = longest, limit
    while high - low > 4:
        middle = (low + high) / 2
        if len(_filled(words, middle, size, bold)) > len(lines):
            low = middle
        else:
            high = middle
    return _filled(words, high, size, bold)


def _filled(words: str, limit: float, size: float, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
