"""Calendars (iCalendar, RFC 5545): everything, for each party and theme, in each language.

A calendar cannot say “about”, “some time in spring” or “by then”. So it holds the events
whose day is known, and those that began on a known day and go on; its description says how
many others there are. A calendar of its own holds those that lie within a month, season,
year or other span: over all days that it may mean, marked in words. What has no first
possible day is in neither. An entry that was taken once is corrected by its next version: the
same UID with a higher SEQUENCE, one for each correction in the record. An event whose known
day turned out not to be known is cancelled on the day it had, and so is one that was taken
out of the record (`when` in `data/retired.yaml`), in the calendar of everything.

What is in which calendar; `calendar_components.py` writes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.facts.base import LANGUAGES
from generator.facts.event import Event
from generator.facts.record import Record
from generator.facts.when import NotADate, When
from generator.site.exports.export import Export, Listed, later
from generator.site.exports.scopes import Scope, folder


@dataclass(frozen=True)
class Entry:
    """How an event stands in a calendar: from which day to which, and whether cancelled."""

    first: date
    last: date
    cancelled: bool = False


def known_day(when: When) -> date | None:
    """The day of an event, or on which something began that goes on; None where unknown."""
    if when.exact:
        return when.begins[0]
    start = when.start
    if when.interval and when.end is None and start and start.day and not start.qualifier:
        return start.earliest
    return None


def entry_of(event: Event) -> Entry | None:
    """How the event stands in a calendar; None where it cannot and never could."""
    if (day := known_day(event.when)) is not None:
        return Entry(day, day)
    former = [known_day(when) for when in _former(event)]
    days = [day for day in former if day is not None]
    return Entry(days[-1], days[-1], cancelled=True) if days else None


def span_of(event: Event) -> Entry | None:
    """All days that the event may lie on, where its day is not known; None without a first."""
    first, last = event.when.begins
    if known_day(event.when) is not None or first is None:
        return None
    return Entry(first, last)


def _former(event: Event) -> Iterator[When]:
    """The dates that were corrected, oldest correction first."""
    for correction in sorted(event.corrections, key=lambda correction: correction.date):
        if correction.field == "when":
            try:
                yield When.within_reach(correction.was.sv)
            except NotADate:
                continue


def calendar_path(scope: Scope, language: str) -> str:
    """Where a calendar lies, from the root of the first language."""
    name = f"calendars/{scope.place}.ics" if scope.place else "events.ics"
    return folder(language) + name


def spans_path(language: str) -> str:
    """Where the calendar of events without a known day lies."""
    return f"{folder(language)}calendars/spans.ics"


@dataclass(frozen=True)
class Counts:
    """How many events are in which calendar; together all events of the record."""

    known: int
    cancelled: int
    spans: int
    neither: int


def counts(record: Record) -> Counts:
    """Counted from the record; a cancelled one may be among the spans too."""
    events = record.events.values()
    known = sum(known_day(event.when) is not None for event in events)
    entries = sum(entry_of(event) is not None for event in events)
    spans = sum(span_of(event) is not None for event in events)
    return Counts(known, entries - known, spans, len(record.events) - known - spans)


def _listed() -> Iterator[Listed]:
    kind = "text/calendar; charset=utf-8"
    for language, (sv, en) in zip(LANGUAGES, (("svenska", "Swedish"), ("engelska", "English")),
                                  strict=True):  # fmt: skip
        root = folder(language)
        yield Listed(f"{root}events.ics", kind, (
            f"Kalender på {sv} med alla händelser vars dag är känd.",
            f"Calendar in {en} of every event whose day is known."))  # fmt: skip
        yield Listed(spans_path(language), kind, (
            f"Kalender på {sv} med händelser vars dag inte är känd, över hela den tid de gäller.",
            f"Calendar in {en} of events whose day is not known, over all days they may mean."))  # fmt: skip
        yield Listed(f"{root}calendars/parties/{{id}}.ics", kind, (
            f"Kalender på {sv} för en part.",
            f"Calendar in {en} for one party."))  # fmt: skip
        yield Listed(f"{root}calendars/themes/{{id}}.ics", kind, (
            f"Kalender på {sv} för ett tema.", f"Calendar in {en} for one theme."))  # fmt: skip


EXPORT = Export(later("calendar_components", "files"), tuple(_listed()))
