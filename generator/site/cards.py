"""An entry in a few words: kind, date, status; for search results and for the list of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.facts.party import Classification
from generator.facts.when import When
from generator.site.addresses import address
from generator.site.site import Site
from generator.site.words import labels
from generator.site.words.dates import when_words
from generator.site.words.numbers import figure_words

NAMED = ("party", "contract", "option", "subject")
"""Kinds of entry that are asked for by their name."""


@dataclass(frozen=True)
class Card:
    """One entry. Where it shares its page with others, `text` says what it says there."""

    id: str
    path: str
    title: str
    kind: str
    date: str
    status: str
    id_word: str
    """The id as one word, which is how search reads a word with hyphens."""
    dates: str
    """Its date as it may be asked for: 2024-11-15, 15 november 2024, 15 nov. 2024."""
    name: str = ""
    """What a party, contract, option or subject is called, also for short."""
    happened: str = ""
    """The same as `dates`, of an event."""
    text: str = ""
    verified: str = ""
    """The day on which it was last checked against its sources."""


def cards(site: Site) -> Iterator[Card]:
    """A card for every entry, in the order of the files."""
    for kind, entry in site.record.entries():
        yield _card(site, kind, entry)


def _card(site: Site, kind: str, entry: Any) -> Card:
    path = address(site.record, entry.id)
    when = _when(kind, entry)
    return Card(
        id=entry.id,
        path=path,
        title=site.name(entry.id),
        kind=_kind(site, kind, entry),
        date=when_words(when, site.language) if when else "",
        status=_status(site, kind, entry),
        id_word=entry.id.replace("-", ""),
        dates="" if kind == "event" else _date_forms(site, when),
        name=_names(site, entry.id) if kind in NAMED else "",
        happened=_date_forms(site, when) if kind == "event" else "",
        text=_text(site, kind, entry) if "#" in path else "",
        verified=entry.verified.isoformat(),
    )


def _when(kind: str, entry: Any) -> When | None:
    field = {"event": "when", "source": "published", "figure": "as_of"}.get(kind)
    when: When | None = getattr(entry, field) if field else None
    return when


def _kind(site: Site, kind: str, entry: Any) -> str:
    """What kind of record it is, in words: “Händelse”, “Kommun”, “Drift”."""
    if kind == "party":
        if entry.id in site.record.parties[site.record.settings.members].members:
            return site.plain(site.record.settings.member_word).capitalize()
        return site.label(labels.CLASSIFICATIONS[Classification(entry.classification)])
    if kind == "subject":
        return site.label(labels.LIVES[entry.kind])
    if kind == "contract":
        return site.label(labels.CONTRACT_TYPES[entry.type])
    if kind == "gap" and entry.type == "conflict":
        return site.say("Konflikt mellan källor", "Conflict between sources")
    return site.label(labels.KINDS[kind])


def _status(site: Site, kind: str, entry: Any) -> str:
    """The status as of the horizon, or what makes the entry less than sure."""
    if entry.id in site.state.subjects:
        subject = site.state.subjects[entry.id]
        return labels.status_words(subject.kind, subject.overall.status, site.language)
    if kind == "figure" and not entry.usable:
        return site.say("Används inte", "Not used")
    if kind == "source" and entry.reliability != "ordinary":
        weak = entry.reliability == "weak"
        return site.say(
            "Svag källa" if weak else "Otillförlitlig källa",
            "Weak source" if weak else "Unreliable source",
        )
    confidence = getattr(entry, "confidence", "established")
    return "" if confidence == "established" else site.label(labels.CONFIDENCE[confidence])


def _names(site: Site, entry_id: str) -> str:
    names = (site.name(entry_id, short=True), site.name(entry_id))
    return "; ".join(dict.fromkeys(names))


def _date_forms(site: Site, when: When | None) -> str:
    if when is None:
        return ""
    words = (when_words(when, site.language, short=short) for short in (False, True))
    return " ".join(dict.fromkeys((str(when), *words)))


def _text(site: Site, kind: str, entry: Any) -> str:
    if kind == "question":
        return site.plain(entry.answer)
    if kind == "term":
        return f"{site.label(labels.TERM_TYPES[entry.type])}. {site.plain(entry.text)}"
    words = [figure_words(entry, site.language), entry.printed or ""]
    words += [site.plain(text) for text in (entry.scope, entry.computed, entry.remark) if text]
    return ". ".join(word.rstrip(".") for word in words if word) + "."
