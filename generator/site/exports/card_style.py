"""The style of the status cards: tokens and badges of site.css, and card.css, as one file.

Pages choose light or dark by a script; a card has none and asks the reader's system.
"""

from __future__ import annotations

import re
from functools import cache

from generator.site.exports.assets import OVERRIDES
from generator.site.exports.shorten import NotPlain

STYLE = "assets/card-embed.css"
_DARK = re.compile(r'^\[data-md-color-scheme="slate"\] (\{.*?\n\})', re.MULTILINE | re.DOTALL)
_MATERIAL = re.compile(r"^\[data-md-color-scheme\] \{.*?\n\}", re.MULTILINE | re.DOTALL)


@cache
def card_style() -> str:
    """The whole style sheet."""
    text = (OVERRIDES / "site.css").read_text("utf-8")
    tokens, badges = (_section(text, name) for name in ("Tokens", "Badges"))
    tokens, found = _DARK.subn(r"@media (prefers-color-scheme: dark) { :root \1 }", tokens, 1)
    if not found:
        raise NotPlain("site.css has no dark tokens")
    tokens = _MATERIAL.sub("", tokens)
    whole = tokens + badges + (OVERRIDES / "card.css").read_text("utf-8")
    whole = re.sub(r"/\*.*?\*/", "", whole, flags=re.DOTALL)
    return re.sub(r"\s*([{};,])\s*", r"\1", whole).replace(";}", "}").strip() + "\n"


def _section(text: str, name: str) -> str:
    parts = re.split(r"^(?=/\* ---- )", text, flags=re.MULTILINE)
    found = [part for part in parts if part.startswith(f"/* ---- {name}")]
    if len(found) != 1:
        raise NotPlain(f"site.css has no section {name}")
    return found[0]


def card_assets() -> dict[str, str]:
    """The file, by its path."""
    return {STYLE: card_style()}
