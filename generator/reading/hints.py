"""What an editor may have meant: near words, Swedish words for keys and values, places."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from generator.facts.base import PLACE_WORDS
from generator.facts.labels import PLACES, SUPPORTS, choice_labels, statuses

DATE_FORMS = (
    "2024-11-12, 2024-11, 2024, 2020-21 (spring), then ~ about, ? uncertain, % both; "
    "A/B, A/.. (open end), ../B, A/ (end unknown)"
)
KEYS = {
    "datum": "when", "date": "when", "dag": "when", "tid": "when", "när": "when",
    "källa": "source", "källor": "sources", "kalla": "source", "kallor": "sources",
    "citations": "sources", "references": "sources", "ref": "source",
    "rubrik": "title", "titel": "title", "heading": "title", "headline": "title",
    "beskrivning": "text", "description": "text", "body": "text", "innehåll": "text",
    "parter": "parties", "part": "party", "actors": "parties", "participants": "parties",
    "roll": "role", "typ": "type", "kind": "type", "kategori": "type", "category": "type",
    "slag": "kind", "namn": "name", "stycke": "at", "plats": "at", "ställe": "at", "page": "at",
    "sida": "at", "paragraph": "at", "place": "at", "styrker": "supports", "stöder": "supports",
    "värde": "value", "belopp": "value", "amount": "value", "summa": "value", "tal": "value",
    "enhet": "unit", "currency": "unit", "valuta": "currency", "fråga": "question",
    "svar": "answer", "status": "becomes", "blir": "becomes", "följder": "effects",
    "effekter": "effects", "effect": "effects", "subjekt": "subject", "ärende": "subject",
    "gäller": "for", "scope": "for", "för": "for", "säkerhet": "confidence",
    "konfidens": "confidence", "certainty": "confidence", "anmärkning": "remark",
    "kommentar": "remark", "comment": "remark", "note": "remark", "notes": "remark",
    "registrerad": "recorded", "added": "recorded", "created": "recorded",
    "kontrollerad": "verified", "checked": "verified", "updated": "verified", "tema": "theme",
    "svenska": "sv", "swedish": "sv", "se": "sv", "engelska": "en", "english": "en", "eng": "en",
    "språk": "language", "lang": "language", "utgivare": "publisher", "publicerad": "published",
    "publicerat": "published", "pubdate": "published", "länk": "url", "adress": "url",
    "link": "url", "address": "url", "href": "url", "medlemmar": "members", "avtal": "contract",
    "klassificering": "classification", "start_date": "start", "end_date": "end", "från": "start",
    "till": "end", "from": "start", "to": "end", "uppdrag": "posts", "handlar_om": "about",
    "rör": "touches", "affects": "touches", "bygger_på": "rests_on", "based_on": "rests_on",
    "månader": "months", "dagar": "days", "år": "years", "procent": "percent", "kort": "short", "mått": "measure", "gruppering": "measure",
}  # fmt: skip
"""Words that editors may write as keys, and the keys they stand for."""

ALSO = {
    "bolag": "company", "företaget": "company", "ab": "company", "kommunen": "municipality",
    "nämnd": "body", "styrelse": "body", "tidning": "media", "ja": "true", "beställare": "buyer",
    "kund": "buyer", "säker": "established", "bekräftad": "established", "fastslagen": "established",
    "confirmed": "established", "certain": "established", "high": "established", "hög": "established",
    "osäker": "reported", "uppgiven": "reported", "medium": "reported", "låg": "reported",
    "low": "reported", "motsagd": "disputed", "kontroversiell": "disputed", "driftstart": "go-live",
    "launch": "go-live", "möte": "decision", "protokoll": "report", "kr": "SEK", "kronor": "SEK",
    "tecknat": "signed", "undertecknat": "signed", "underskrivet": "signed", "undertecknad": "signed",
    "i bruk": "in-use", "live": "in-use", "driftsatt": "in-use", "pausad": "paused",
    "pausat": "paused", "avbruten": "stopped", "stoppat": "stopped", "godkänd": "authorised",
    "motsägelse": "conflict", "konflikt": "conflict", "lucka": "gap", "dålig": "unreliable",
    "hela": "whole", "allt": "whole", "ingress": "lead", "lista": "list", "dagordning": "agenda",
    "webbadress": "address", "url": "address", "avslutat": "ended", "klar": "met", "uppnådd": "met", "påbörjad": "opened",
}  # fmt: skip
"""More words for fixed values, beside the names that pages give them."""

TRUE = ("yes", "ja", "on", "1", "y", "j", "sant", "true")
FALSE = ("no", "nej", "off", "0", "n", "falskt", "false")


def did_you_mean(word: str, known: Iterable[str], limit: int = 3) -> str:
    """“Did you mean …?” with the nearest known words, or nothing."""
    return question(near_words(word, list(known), limit))


def near_words(word: str, pool: list[str], limit: int = 3) -> list[str]:
    """The known words nearest to one that is not known."""
    near = difflib.get_close_matches(word, pool, n=limit, cutoff=0.6)
    if not near and word.lower() != word:
        near = difflib.get_close_matches(word.lower(), pool, n=limit, cutoff=0.6)
    if not near:
        near = [other for other in pool if word and (other.startswith(word) or word in other)]
    return near[:limit]


def question(words: Iterable[str]) -> str:
    """“Did you mean “a” or “b”?”, or nothing."""
    shown = " or ".join(f"“{word}”" for word in words)
    return f"Did you mean {shown}?" if shown else ""


def choices(words: Iterable[str]) -> str:
    """“One of: …” for a short list of legal values."""
    return "One of: " + ", ".join(words) + "."


def meant_keys(word: str, legal: list[str]) -> list[str]:
    """The legal keys that a key may stand for, also one in Swedish."""
    meant = KEYS.get(word.lower().replace("-", "_").replace(" ", "_"))
    if meant in legal:
        return [meant]
    return near_words(word.replace("-", "_"), legal)


def meant_choices(
    word: str, legal: Iterable[str], labels: Mapping[str, tuple[str, str]]
) -> list[str]:
    """The legal values that a word may stand for: misspelt, in Swedish, or as pages show them."""
    pool = list(legal)
    plain = re.sub(r"[\s_]+", " ", word.strip().lower())
    dashed = plain.replace(" ", "-")
    same = [value for value in pool if value.lower() == dashed]
    if same:
        return same[:1]
    if ALSO.get(plain) in pool:
        return [ALSO[plain]]
    names = {
        name.lower(): value for value in pool for name in labels.get(value, ()) if value in labels
    }
    if plain in names:
        return [names[plain]]
    near = near_words(dashed, pool)
    if near and difflib.SequenceMatcher(None, dashed, near[0]).ratio() >= 0.75:
        return near
    by_name = difflib.get_close_matches(plain, names, n=2, cutoff=0.7)
    return list(dict.fromkeys(names[name] for name in by_name)) or near


def meant_choice(word: str, legal: Iterable[str]) -> str:
    """“Did you mean …?” for a value that is none of the legal ones."""
    pool = list(legal)
    return question(meant_choices(word, pool, choice_labels(pool)))


def meant_status(word: str, legal: Iterable[str], names: Mapping[str, tuple[str, str]]) -> str:
    """“Did you mean …?” for a status that a kind of life does not have."""
    return question(meant_choices(word, list(legal), {**statuses(), **names}))


def meant_flag(text: str) -> str:
    """Which of true and false a word stands for, as a question."""
    word = text.strip().lower()
    return question(["true"] if word in TRUE else ["false"] if word in FALSE else [])


def meant_place(text: str) -> str:
    """The place in a source that somebody wrote in another form, as a question."""
    plain = text.strip().lower()
    word = meant_choices(plain, PLACE_WORDS, PLACES)
    if not re.search(r"\d", plain):
        return question(word[:1])
    numbers = re.findall(r"\d+(?:\s*(?:[-–—]|till|to)\s*\d+)?", plain)
    spans = [re.sub(r"\s*(?:[-–—]|till|to)\s*", "-", number) for number in numbers]
    return question([f"¶ {', '.join(spans)}"])


def meant_field(word: str, legal: Iterable[str]) -> str:
    """“Did you mean …?” for the name of a field that a source supports or a correction names."""
    pool = list(legal)
    return question(meant_choices(word, pool, SUPPORTS) or meant_keys(word, pool))
