"""Words in a row, as a sentence joins them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str], joint: str) -> str:
    """“a, b och c” with the joint “och”; at least one word must be given."""
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last
