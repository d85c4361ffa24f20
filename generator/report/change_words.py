"""Changes in words: fields, dates, statuses, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.comparing.change import FieldChange, StatusChange
from generator.facts.record import Record
from generator.facts.when import NotADate, When
from generator.history.state import Status
from generator.site.site import Site
from generator.site.words.dates import day_words, when_words
from generator.site.words.labels import Pair, status_words
from generator.site.words.lists import listed
from generator.site.words.numbers import grouped

FIELDS: dict[str, Pair] = {
    "about": ("handlar om", "about"),
    "as_of": ("gäller per", "as of"),
    "at": ("ställe", "place"),
    "confidence": ("säkerhet", "confidence"),
    "contract": ("avtal", "contract"),
    "corrections": ("rättelser", "corrections"),
    "deadlines": ("sista dag", "deadlines"),
    "effects": ("följder", "effects"),
    "end": ("slut", "end"),
    "expects": ("väntat datum", "expected date"),
    "given": ("lämnad", "given"),
    "maximum": ("högsta värde", "maximum"),
    "members": ("medlemmar", "members"),
    "minimum": ("lägsta värde", "minimum"),
    "name": ("namn", "name"),
    "notice": ("uppsägning", "notice"),
    "parties": ("parter", "parties"),
    "payment": ("betalning", "payment"),
    "positions": ("vad källorna säger", "positions"),
    "posts": ("uppdrag", "posts"),
    "published": ("publicerad", "published"),
    "publisher": ("utgivare", "publisher"),
    "question": ("fråga", "question"),
    "answer": ("svar", "answer"),
    "recorded": ("registrerad", "recorded"),
    "remark": ("anmärkning", "remark"),
    "rests_on": ("vilar på", "rests on"),
    "rule": ("villkor", "rule"),
    "settles": ("vad som avgör", "what settles it"),
    "sources": ("källor", "sources"),
    "status": ("läge", "status"),
    "text": ("text", "text"),
    "title": ("rubrik", "title"),
    "type": ("typ", "type"),
    "url": ("adress", "address"),
    "value": ("värde", "value"),
    "verified": ("kontrollerad", "verified"),
    "when": ("datum", "date"),
}  # fmt: skip
"""What fields are called; one that is not here stands under its key."""

IN_LANGUAGE: dict[str, Pair] = {
    "sv": ("på svenska", "in Swedish"),
    "en": ("på engelska", "in English"),
}


@dataclass(frozen=True)
class Code:
    """A part of a line that stands as it is typed: an id, a path, a date in EDTF."""

    text: str


Part = str | Code


@dataclass(frozen=True)
class Words:
    """What the renderers say in one language; names come from whichever version has them."""

    before: Site
    after: Site

    @property
    def language(self) -> str:
        """The language of all words."""
        return self.after.language

    def say(self, swedish: str, english: str) -> str:
        """One of two wordings."""
        return self.after.say(swedish, english)

    def name(self, entry_id: str) -> str:
        """The name of an entry, also of one that is gone."""
        for site in (self.after, self.before):
            if entry_id in site.record.kind_of:
                return site.name(entry_id)
        return entry_id

    def record_of(self, entry_id: str) -> Record:
        """The newest version that has the entry."""
        return (self.after if entry_id in self.after.record.kind_of else self.before).record

    def label(self, field: str) -> str:
        """What a field is called: “rubrik på engelska”."""
        key, _, rest = field.partition(".")
        words = FIELDS[key][0 if self.language == "sv" else 1] if key in FIELDS else key
        if rest in IN_LANGUAGE:
            return f"{words} {IN_LANGUAGE[rest][0 if self.language == 'sv' else 1]}"
        return f"{words}, {self.label(rest)}" if rest else words

    def when(self, when: When | None) -> str:
        """A date in words."""
        return when_words(when, self.language) if when else self.say("okänt", "not known")

    def value(self, change: FieldChange, value: Any) -> list[Part]:
        """What a field holds, in words."""
        if value is None:
            return [self.say("inget", "nothing")]
        if change.type == "date":
            return [self.dated(str(value))]
        if change.type == "number":
            return [grouped(int(value), self.language)]
        if change.type == "text":
            return [self.say(f"”{value}”", f"“{value}”")]
        return [Code(flow(value))]

    def dated(self, text: str) -> str:
        """A date in words and as it is written."""
        try:
            return f"{when_words(When.parse(text), self.language)} ({text})"
        except NotADate:
            return text

    def status(self, kind: str, status: Status) -> str:
        """A status with what it may be: “Okänt (tecknad eller inte tecknad)”."""
        words = status_words(kind, status.status, self.language)
        if len(status.possible) < 2:
            return words
        may = [status_words(kind, p, self.language).lower() for p in status.possible]
        return f"{words} ({listed(may, self.say('eller', 'or'))})"

    def span(self, status: Status) -> str:
        """From when until when."""
        since = self.when(status.since)
        if status.until is not None and status.until == status.since:
            return self.say(f"någon gång {since}", f"at some time {since}")
        begun = self.say(f"från {since}", f"from {since}")
        if status.open_end:
            return begun + self.say(", inget slut känt", ", no end known")
        return begun + self.say(
            f" till {self.when(status.until)}", f" until {self.when(status.until)}"
        )

    def status_change(self, kind: str, change: StatusChange) -> list[Part]:
        """One status before and after."""
        old = change.before.status if change.before else None
        new = change.after.status if change.after else None
        if old is None:
            assert new is not None
            words = self.status(kind, new)
            return [
                self.say(f"ny: {words} {self.span(new)}", f"new: {words} {self.span(new)}"),
                *self.by(new),
            ]
        words = self.status(kind, old)
        if new is None:
            return [self.say(f"gäller inte längre: {words} {self.span(old)}",
                             f"no longer holds: {words} {self.span(old)}")]  # fmt: skip
        if old == new:
            assert change.before is not None
            assert change.after is not None
            first, then = (
                day_words(day, self.language) for day in (change.before.first, change.after.first)
            )
            earliest = self.say("tidigast möjligt", "earliest possible")
            return [f"{words} {self.span(new)}, {earliest}: {first} → {then}"]
        if self.span(old) == self.span(new) and self.status(kind, new) != words:
            return [f"{words} → {self.status(kind, new)} {self.span(new)}", *self.by(new)]
        if self.span(old) == self.span(new):
            why = self.say("vilar på en annan händelse", "rests on another event")
            return [f"{words} {self.span(new)}, {why}", *self.by(new)]
        return [f"{words}: {self.span(old)} → {self.span(new)}"]

    def by(self, status: Status) -> list[Part]:
        """The event that gave a status."""
        return (
            [self.say(" genom ", " by "), self.name(status.event), " ", Code(status.event)]
            if status.event
            else []
        )

    def whom(self, parties: Sequence[str], everyone: str) -> str:
        """For whom; empty where the subject has no parties."""
        if list(parties) == [""]:
            return ""
        count = len(parties)
        if everyone == "*":
            return self.say(f"alla {count}", f"all {count}")
        if everyone:
            return f"{self.name(everyone)} ({count})"
        shown = ", ".join(self.name(party) for party in parties[:6])
        rest = self.say(f" och {count - 6} till", f" and {count - 6} more") if count > 6 else ""
        return shown + rest


def flow(value: Any) -> str:
    """JSON as the flow form of YAML, without the quotes that it does without."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "–" if value is None else str(value)
