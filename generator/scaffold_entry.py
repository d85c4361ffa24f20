"""What a new entry is made of: which fields are asked for, and what is proposed for them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel

from generator.facts.base import Citation, Ref, Text
from generator.facts.canonical import model_in
from generator.facts.contract import ContractParty
from generator.facts.event import Effect, Involvement
from generator.facts.record import KINDS, Record
from generator.facts.references import ref_of

LEAST: dict[str, tuple[str, ...]] = {
    "event": ("when", "type", "title", "text", "parties", "effects", "sources", "confidence"),
    "party": ("classification", "name", "text", "sources", "confidence"),
    "source": ("url", "title", "publisher", "language", "published", "date_basis"),
    "contract": ("type", "title", "text", "parties", "sources", "confidence"),
    "option": ("number", "contract", "holders", "name", "text", "sources", "confidence"),
    "term": ("contract", "type", "title", "text", "basis", "sources", "confidence"),
    "subject": ("kind", "name", "text"),
    "figure": ("measures", "measure", "value", "unit", "as_of", "sources", "confidence"),
    "gap": ("type", "question", "text", "touches", "settles"),
    "question": ("question", "answer", "rests_on"),
}
"""What is asked for, in this order. Everything else can be given by a flag or added later."""

DEFAULTS = {"confidence": "established", "language": "sv"}
NAMED_BY = {
    "event": "title", "party": "name", "source": "title", "contract": "title", "option": "name",
    "term": "title", "subject": "name", "figure": "measures", "gap": "question",
    "question": "question",
}  # fmt: skip
"""The field that an id is made from."""

SMALL_WORDS = set(
    "a an and are as at be by for from has have in is it its of on or that the this to was were "
    "which who with what how när vad vem vilka vilken vilket är av att den det de en ett för från "
    "har i med och om på som till var".split()
)
MOST_IN_ID = 5
"""Words of a title that become its id."""


@dataclass(frozen=True)
class Field:
    """A field of a kind: how it is given, and what it may hold."""

    key: str
    form: str
    """`text` (two languages), `citations`, `parties`, `effects`, `ids`, `mapping` or `value`."""
    required: bool
    info: Any
    ref: Ref | None = None


def fields_of(kind: str) -> dict[str, Field]:
    """The fields of a kind that can be asked for or given by a flag, by key."""
    found: dict[str, Field] = {}
    for name, info in KINDS[kind].model_fields.items():
        key = info.alias or name
        form = _form(info.annotation)
        if form and key not in ("id", "recorded", "verified", "corrections"):
            found[key] = Field(key, form, info.is_required(), info, ref_of(info))
    return found


def _form(annotation: Any) -> str:
    inner = model_in(annotation)
    several = any(
        getattr(part, "__origin__", None) is tuple for part in (annotation, *get_args(annotation))
    )
    if inner is Text:
        return "" if several else "text"
    if inner is Citation:
        return "citations"
    if inner in (Involvement, ContractParty):
        return "parties"
    if inner is Effect:
        return "effects"
    if inner is not None:
        return "" if several else "mapping"
    return "ids" if several else "value"


def asked(kind: str) -> list[Field]:
    """The fields asked for in a conversation, in order."""
    fields = fields_of(kind)
    return [fields[key] for key in LEAST[kind]]


# How flags are read


class WrongForm(ValueError):
    """A flag is not in the form that it takes; the message says which."""


def citation(text: str) -> dict[str, Any]:
    """“ID PLACE” or “ID PLACE [field, field]”, such as “svt-2024 ¶ 8 [when]”. Raises WrongForm."""
    match = re.fullmatch(r"\s*(\S+)\s+([^\[\]]+?)\s*(?:\[([^\]]*)\])?\s*", text)
    if match is None:
        raise WrongForm(
            f"“{text}” is no source with a place: write “ID ¶ 8”, or “ID ¶ 8 [when, text]”"
        )
    found: dict[str, Any] = {"source": match[1], "at": match[2]}
    if supports := _words(match[3] or ""):
        found["supports"] = supports
    return found


def involvement(text: str) -> dict[str, Any]:
    """“ID ROLE”, such as “board decider”. Raises WrongForm."""
    parts = re.split(r"[\s:]+", text.strip())
    if len(parts) != 2:
        raise WrongForm(
            f"“{text}” is no party with a role: write “ID ROLE”, such as “board decider”"
        )
    return {"party": parts[0], "role": parts[1]}


def effect(text: str) -> dict[str, Any]:
    """“SUBJECT STATUS”, then perhaps for whom, and the date of a plan. Raises WrongForm.

    For whom: “for PARTY,PARTY”, “for all GROUP” or “for some GROUP”; the date: “date DATE”.
    """
    match = re.fullmatch(
        r"\s*(\S+)[\s=]+(\S+)(?:\s+for\s+(?:(all|some)\s+)?(\S+))?(?:\s+date\s+(\S+))?\s*", text
    )
    if match is None:
        raise WrongForm(
            f"“{text}” is no effect: write “SUBJECT STATUS”, and perhaps “for PARTY,PARTY”, "
            "“for all GROUP”, “for some GROUP” or “date DATE”"
        )
    found: dict[str, Any] = {"subject": match[1], "becomes": match[2]}
    if match[4]:
        key = {"all": "all", "some": "some_of"}.get(match[3] or "", "party")
        found["for"] = {key: _words(match[4]) if key == "party" else match[4]}
    if match[5]:
        found["date"] = match[5]
    return found


def mapping(text: str) -> dict[str, Any]:
    """“key=value, key=value”. Raises WrongForm."""
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(equals and key.strip() and value.strip() for key, equals, value in pairs):
        raise WrongForm(f"“{text}” holds no values: write “key=value, key=value”")
    return {key.strip(): value.strip() for key, _, value in pairs}


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,]+", text) if word]


READERS: dict[str, Callable[[str], dict[str, Any]]] = {
    "citations": citation,
    "parties": involvement,
    "effects": effect,
}
"""How one item of a list is read from a flag or an answer."""


def read_flag(field: Field, given: list[str]) -> Any:
    """The value of a field from what was given, once or more often. Raises WrongForm."""
    if field.form in READERS:
        return [READERS[field.form](item) for item in given]
    if field.form == "ids":
        return [word for item in given for word in _words(item)]
    if field.form == "mapping":
        return {key: value for item in given for key, value in mapping(item).items()}
    return " ".join(given[-1].split())


# What is proposed


def slug(text: str) -> str:
    """A text as an id: its first words that say something."""
    folded = text.lower().replace("ø", "o").replace("æ", "ae").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in SMALL_WORDS] or words
    return "-".join(telling[:MOST_IN_ID])[:80].strip("-")


def proposed_id(kind: str, entry: Mapping[str, Any], taken: Iterable[str]) -> str:
    """An id that nobody has, from what the entry says."""
    named = entry.get(NAMED_BY[kind], "")
    text = (named.get("en") or named.get("sv", "")) if isinstance(named, dict) else str(named)
    base = slug(text)
    if kind == "source":
        when = re.sub(r"[^0-9-]", "", str(entry.get("published", "")).partition("/")[0])
        publisher = "-".join(slug(str(entry.get("publisher", ""))).split("-")[:2])
        base = "-".join(part for part in (publisher, when[:7].strip("-")) if part) or base
    if kind == "question":
        base = f"question-{base}"
    base = base or kind
    known = set(taken)
    number = 1
    while (found := base if number == 1 else f"{base}-{number}") in known:
        number += 1
    return found


def from_address(url: str, record: Record | None) -> dict[str, str]:
    """What the other sources of the same host tell of a new one: its publisher and language."""
    host = _host(url)
    same = [s for s in (record.sources.values() if record else ()) if host and _host(s.url) == host]
    if not same:
        return {}
    return {
        "publisher": Counter(source.publisher for source in same).most_common(1)[0][0],
        "language": Counter(str(source.language) for source in same).most_common(1)[0][0],
    }


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def completed(kind: str, given: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The entry with what follows from the rest: days, an undated source, an option's name."""
    entry = dict(given)
    if kind == "source" and "published" not in entry:
        entry.setdefault("undated", "true")
    if kind == "option" and "names" not in entry and entry.get("name"):
        seen = entry.pop("seen", day[:4])
        entry["names"] = [
            {"name": entry["name"], "seen": seen, "sources": entry.get("sources", [])}
        ]
    model: type[BaseModel] = KINDS[kind]
    for key, value in DEFAULTS.items():
        if key in model.model_fields:
            entry.setdefault(key, value)
    return {**entry, "recorded": day, "verified": day}
