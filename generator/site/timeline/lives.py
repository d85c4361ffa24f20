"""The life of one subject as a bar: pieces that say what held, how surely, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.facts.lives import LIVES
from generator.history.horizon import horizon_of
from generator.history.state import Status, intervals
from generator.site.site import Site
from generator.site.words import labels
from generator.site.words.dates import when_words

LIVE, SOME, ENDED, CLOSED, UNDER_WAY = "in-force", "some", "ended", "closed", "under-way"
"""Status classes that a bar treats in its own way."""

BAR_CLASS = {
    ("option", "offered"): "planned",
    ("option", "authorised"): "planned",
    ("contract", "awarded"): UNDER_WAY,
    ("contract", "appealed"): UNDER_WAY,
}
"""Statuses that a bar draws more quietly than their badge: nothing is in force through them."""

Parties = tuple[tuple[int, Status], ...]
"""How many parties are in which status; one of one where parties do not matter."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar in one status class.

    `look` is `full` (known to hold), `in` and `out` (the change lies somewhere within),
    `dashed` (no later source speaks of it) or `hatched` (it ended, nobody knows when).
    """

    start: date
    end: date
    css: str
    look: str = "full"


@dataclass(frozen=True)
class Bar:
    """A followed subject, drawn.

    `known_until` is the first day that the newest source on the subject may be from;
    `end` is `closed`, `open` or `unknown`. `crosses` are the bounds of the days on which
    it stopped, and `events` those that the eye can see in the bar.
    """

    subject: str
    name: str
    note: str
    title: str
    pieces: tuple[Piece, ...]
    crosses: tuple[tuple[date, date], ...]
    known_until: date
    end: str
    events: frozenset[str]

    @property
    def first(self) -> date:
        """Where the bar begins."""
        return min(piece.start for piece in self.pieces)

    @property
    def last(self) -> date:
        """Where it ends, as far as it is drawn."""
        return max(piece.end for piece in self.pieces)


@dataclass(frozen=True)
class Stretch:
    """A class that surely held from `start` until `before`, and perhaps from `after` to `end`."""

    after: date
    start: date
    before: date
    end: date
    css: str
    parties: Parties
    events: frozenset[str]


def bar_of(site: Site, subject: str, first: date) -> Bar | None:
    """The bar of a subject, or None where no event tells of its life, or none lasted."""
    return _Life(site, subject, first).bar()


def phases(site: Site, subject: str, first: date) -> list[Stretch]:
    """What surely held of a subject, one status class after the other."""
    return _Life(site, subject, first).stretches


class _Life:
    def __init__(self, site: Site, subject: str, first: date) -> None:
        self.site = site
        self.subject = subject
        self.first = first
        self.kind = site.record.life_of(subject)
        self.each = site.history.by_party(subject)
        self.groups = self._groups()
        self.told = self._told()
        self.stretches = [stretch for stretch in self._joined() if stretch.css]

    def _groups(self) -> list[tuple[int, list[tuple[date, Status]]]]:
        """Parties with the same track are one group."""
        members: dict[object, list[str]] = {}
        for party, track in self.site.history.tracks[self.subject].items():
            members.setdefault(track, []).append(party)
        return [
            (len(parties), intervals(self.site.history, self.subject, parties[0]))
            for parties in members.values()
        ]

    def _on(self, day: date) -> Parties:
        return tuple(
            (count, [status for start, status in found if start <= day][-1])
            for count, found in self.groups
        )

    def _css(self, parties: Parties) -> str:
        """One class where parties agree, `some` where they differ."""
        found = {self._css_of(status) for _, status in parties}
        return found.pop() if len(found) == 1 else SOME

    def _css_of(self, status: Status) -> str:
        if status.status is None:
            return ""
        if status.status in labels.STATUS[self.kind]:
            return self._class(status.status)
        possible = {self._class(word) for word in status.possible}
        if self.each and LIVE in possible:
            return SOME
        return "planned" if self.each and "planned" in possible else "unknown"

    def _class(self, word: str | None) -> str:
        if word is None:
            return ""
        return BAR_CLASS.get((self.kind, word)) or labels.status_class(self.kind, word)

    def _told(self) -> list[Stretch]:
        """Days on which a change may lie are between stretches; every other day is in one."""
        windows = list(self._windows())
        days = sorted(
            {max(day, self.first) for _, found in self.groups for day, _ in found}
            | {max(last, self.first) for _, last in windows}
        )
        told: list[Stretch] = []
        change: date | None = None
        for day, following in zip(days, [*days[1:], date.max], strict=True):
            if any(a <= day < b for a, b in windows):
                change = change or day
                continue
            if told:
                told[-1] = replace(told[-1], end=day)
            parties = self._on(day)
            events = frozenset(status.event for _, status in parties if status.event)
            css = self._css(parties)
            told.append(Stretch(change or day, day, following, date.max, css, parties, events))
            change = None
        return told

    def _windows(self) -> Iterator[tuple[date, date]]:
        for event_id in self.site.history.events_about.get(self.subject, ()):
            event = self.site.record.events[event_id]
            if any(effect.subject == self.subject for effect in event.effects):
                first, last = event.when.begins
                yield first or date.min, last

    def _joined(self) -> list[Stretch]:
        """Neighbours of one class are one, unless another was possible between them."""
        joined: list[Stretch] = []
        for stretch in self.told:
            last = joined[-1] if joined else None
            if last and last.css == stretch.css and not self._broken(last, stretch):
                joined[-1] = replace(
                    last, before=stretch.before, end=stretch.end, parties=stretch.parties
                )
            else:
                joined.append(stretch)
        return joined

    def _broken(self, last: Stretch, following: Stretch) -> bool:
        if last.css == SOME or last.before >= following.start:
            return False
        return bool(self._possible(last.before, following.start) - {"", last.css})

    def _possible(self, start: date, end: date) -> set[str]:
        """Every class that is possible on some day from a start to before an end."""
        days = {start} | {day for _, found in self.groups for day, _ in found if start < day < end}
        return {
            self._class(word)
            for day in days
            for _, status in self._on(day)
            for word in status.possible
        }

    def bar(self) -> Bar | None:
        known, known_last = self._known()
        pieces: list[Piece] = []
        crosses: list[tuple[date, date]] = []
        end = "closed"
        for index, stretch in enumerate(self.stretches):
            if stretch.css == CLOSED:
                continue
            if stretch.css == ENDED:
                crosses.append((stretch.after, stretch.start))
            broken = index and self.stretches[index - 1].css == stretch.css
            if stretch.after < stretch.start:
                css = "unknown" if broken else stretch.css
                pieces.append(Piece(stretch.after, stretch.start, css, "full" if broken else "in"))
            if stretch.before < date.max:
                pieces.append(Piece(stretch.start, stretch.before, stretch.css))
                same = index + 1 < len(self.stretches) and (
                    self.stretches[index + 1].css == stretch.css
                )
                if stretch.before < stretch.end and not same:
                    pieces.append(Piece(stretch.before, stretch.end, stretch.css, "out"))
                continue
            sure = max(known, stretch.start)
            pieces.append(Piece(stretch.start, sure, stretch.css))
            end = self._end(stretch)
            if end == "unknown":
                pieces.append(Piece(sure, sure, "unknown", "hatched"))
                continue
            if known_last > sure:
                pieces.append(Piece(sure, known_last, stretch.css, "out"))
            if end == "open" and self.site.horizon_day > sure:
                pieces.append(Piece(sure, self.site.horizon_day, stretch.css, "dashed"))
        if all(piece.css == ENDED for piece in pieces):
            return None
        events = frozenset().union(*(stretch.events for stretch in self.stretches))
        return Bar(
            self.subject, self._name(), self._note(end), self._title(),
            tuple(piece for piece in pieces if piece.look != "full" or piece.start < piece.end
                  or len(pieces) == 1),
            tuple(crosses), known, end, events,
        )  # fmt: skip

    def _known(self) -> tuple[date, date]:
        """Bounds of the day of the newest source that speaks of the subject."""
        newest = horizon_of(self.site.history, self.subject)
        if newest is None or newest.published is None:
            return self.first, self.first
        first, last = newest.published.begins
        horizon = self.site.horizon_day
        return min(max(first or self.first, self.first), horizon), min(last, horizon)

    def _end(self, stretch: Stretch) -> str:
        """What a status without a later event means: it goes on, is over, or we do not know."""
        if stretch.css == UNDER_WAY:
            return "unknown"
        words = {word for _, status in stretch.parties for word in status.possible if word}
        if all(not LIVES[self.kind].follows[word] for word in words):
            return "closed"
        givers = (self.site.record.events[event].when for event in stretch.events)
        return "unknown" if any(when.unknown_end for when in givers) else "open"

    def _name(self) -> str:
        name = self.site.name(self.subject, short=True)
        count = self._count()
        return f"{name}, {count}" if count else name

    def _count(self) -> str:
        """For how many parties it held when it last held for any."""
        lived = [stretch for stretch in self.told if stretch.css in (LIVE, SOME)]
        if not self.each or not lived:
            return ""
        parties = lived[-1].parties
        total = sum(count for count, _ in parties)
        sure = sum(count for count, status in parties if self._css_of(status) == LIVE)
        settings = self.site.record.settings
        option = self.site.record.options.get(self.subject)
        of_members = option is not None and option.holders == settings.members
        noun = self.site.plain(settings.members_word).lower() if of_members else ""
        noun = noun or self.site.say("parter", "parties")
        if sure == total or not any(self._css_of(status) == SOME for _, status in parties):
            return self.site.say(f"{sure} av {total} {noun}", f"{sure} of {total} {noun}")
        stated = {
            effect.scope.exactly
            for event in lived[-1].events
            for effect in self.site.record.events[event].effects
            if effect.subject == self.subject and effect.scope and effect.scope.some_of
        }
        exact = stated.pop() if len(stated) == 1 else None
        if exact is not None:
            return self.site.say(
                f"{exact} av {total} {noun}, okänt vilka",
                f"{exact} of {total} {noun}, unknown which",
            )
        return self.site.say(
            f"några av {total} {noun}, okänt vilka", f"some of {total} {noun}, unknown which"
        )

    def _note(self, end: str) -> str:
        last = self.stretches[-1]
        if last.css == ENDED:
            whens = [status.since for _, status in last.parties if status.since]
            when = when_words(whens[0], self.site.language, short=True) if whens else ""
            return self.site.say(f"– slut {when}", f"– ended {when}")
        if end == "unknown":
            return self.site.say("– slut okänt", "– end not known")
        return self.site.say("– inget slut känt", "– no end known") if end == "open" else ""

    def _title(self) -> str:
        parts = []
        for stretch in self.told:
            if not stretch.css:
                continue
            status = stretch.parties[0][1]
            word = labels.status_words(self.kind, status.status, self.site.language)
            if len({status.status for _, status in stretch.parties}) > 1 or stretch.css == SOME:
                word = self.site.label(labels.ANY_STATUS["mixed"][:2]) if (
                    len(stretch.parties) > 1
                ) else self.site.say("Några, okänt vilka", "Some, not known which")  # fmt: skip
            when = when_words(status.since, self.site.language, short=True) if status.since else ""
            parts.append(f"{word.lower()} {when}".strip())
        newest = horizon_of(self.site.history, self.subject)
        told = f"{self._name()}: {'; '.join(dict.fromkeys(parts))}"
        if newest is None or newest.published is None:
            return told
        day = when_words(newest.published, self.site.language, short=True)
        return told + self.site.say(f". Senaste källa: {day}", f". Latest source: {day}")
