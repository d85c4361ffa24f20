"""Rules on our own texts: both languages, each in its place, and none that speaks of now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.rule import Checked, Finding, Loc, rule
from generator.facts.base import Text

NOW_WORDS = {
    "sv": re.compile(
        r"\b(i dag|idag|nu|ännu|fortfarande|för närvarande|just nu|numera|nuvarande)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(today|now|still|currently|nowadays|at present|current)\b", re.IGNORECASE),
}


def texts(checked: Checked) -> Iterator[tuple[str, Loc, Text]]:
    """Every text of ours in the record and its settings."""
    for entry_id, loc, model in checked.parts:
        if isinstance(model, Text):
            yield entry_id, loc, model


def is_former(loc: Loc) -> bool:
    """True for a wording that was corrected: it stands as it was."""
    return "corrections" in loc and loc[-1] == "was"


@rule("missing-english", warning=True)
def missing_english(checked: Checked) -> Iterator[Finding]:
    """A text that exists in Swedish only."""
    for entry_id, loc, text in texts(checked):
        if text.en is None and not is_former(loc):
            yield Finding(
                entry_id, loc, f"“{loc[-1]}” has no English text",
                "Add “en: …” beside “sv”; until then the English page shows the Swedish.",
            )  # fmt: skip


@rule("says-now")
def says_now(checked: Checked) -> Iterator[Finding]:
    """A text that speaks of its own present, which a record cannot."""
    for entry_id, loc, text in texts(checked):
        for language, pattern in NOW_WORDS.items():
            match = pattern.search(getattr(text, language) or "")
            if match and not is_former(loc):
                yield Finding(
                    entry_id, (*loc, language), f"“{match[0]}” says nothing about when",
                    "Write the date of the source instead, such as “enligt källor till och med …”.",
                )  # fmt: skip


MARKERS = {
    "sv": frozenset(
        "och att det som på av för är med till inte den ett om från eller har var vid kan ska sin "
        "när de enligt efter under mellan också men".split()
    ),
    "en": frozenset(
        "the and of to is was were that with not by which from has have had its this they after "
        "or be been will would about between but when".split()
    ),
}
"""Small words that occur in nearly every sentence of a language and in none of the other."""

ENOUGH = 2
"""So many of them, and none of the right language, show that a text is in the wrong one."""


def _language_of(text: str) -> str:
    """The language that a text is certainly in, or ''."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    found = {name: sum(map(known.__contains__, words)) for name, known in MARKERS.items()}
    for language, other in (("sv", "en"), ("en", "sv")):
        if found[language] >= ENOUGH and not found[other]:
            return language
    return ""


@rule("wrong-language")
def wrong_language(checked: Checked) -> Iterator[Finding]:
    """A text that stands under the other language: swapped, or not translated."""
    for entry_id, loc, text in texts(checked):
        if is_former(loc):
            continue
        swedish, english = _language_of(text.sv), _language_of(text.en or "")
        if swedish == "en" and english == "sv":
            yield Finding(
                entry_id, (*loc, "sv"), f"“sv” and “en” of “{loc[-1]}” are swapped",
                "Let the two texts change places.",
                ((entry_id, (*loc, "en"), "the Swedish text stands here"),),
            )  # fmt: skip
        elif swedish == "en":
            yield Finding(
                entry_id, (*loc, "sv"), f"“sv” of “{loc[-1]}” is in English",
                "Write the text in Swedish; it comes first and must be complete.",
            )  # fmt: skip
        elif english == "sv":
            yield Finding(
                entry_id, (*loc, "en"), f"“en” of “{loc[-1]}” is in Swedish",
                "Translate it, or remove “en” until somebody has.",
            )  # fmt: skip
