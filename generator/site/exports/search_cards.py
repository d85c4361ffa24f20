"""`search/cards.json`: what search says of each entry, and under what words it is found.

The index is made from the finished pages (`generator/packaging/search.py`), which adds
these cards to them. An entry that shares its page with others is found by its card alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from generator.site.cards import cards
from generator.site.site import Site

PATH = "search/cards.json"


def search_cards(site: Site) -> Iterator[tuple[str, str]]:
    """The file of one language, by its path."""
    found = [{key: value for key, value in asdict(card).items() if value} for card in cards(site)]
    yield PATH, json.dumps(found, ensure_ascii=False, separators=(",", ":"))
