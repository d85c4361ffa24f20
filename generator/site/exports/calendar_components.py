"""Calendars as iCalendar (RFC 5545) writes them. What is in which: `calendar_ics.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, vCategory, vDuration, vText
from icalendar import Event as Component

from generator.facts.base import LANGUAGES, Text
from generator.facts.event import Event
from generator.facts.logs import Retired
from generator.site.addresses import address
from generator.site.exports.calendar_ics import (
    Entry,
    calendar_path,
    entry_of,
    known_day,
    span_of,
    spans_path,
)
from generator.site.exports.scopes import Scope, permanent, scopes
from generator.site.site import Site
from generator.site.words import labels
from generator.site.words.dates import day_words, precision_words, when_words

PRODUCT = "-//Public record//Calendar 1//EN"
REMOVED = 1_000
"""The SEQUENCE of an event that is gone: above that of any correction before."""

REFRESH = timedelta(days=1)
"""How often a calendar program is asked to look for changes."""


class Words(vText):
    """A text as RFC 5545 escapes it. The library takes a backslash and N for the end of a line."""

    def to_ical(self) -> bytes:
        """The text as it stands in the file."""
        found = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return "\\n".join(found.replace("\r\n", "\n").replace("\r", "\n").split("\n")).encode()


def _stamp(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def component(site: Site, event: Event, entry: Entry) -> Component:
    """An event as the calendar has it."""
    found = Component()
    language = {"LANGUAGE": site.language}
    revised = max(event.recorded, event.verified, *(c.date for c in event.corrections))
    found.add("uid", str(permanent(site.record, event.id)))
    found.add("dtstamp", _stamp(revised))
    found.add("created", _stamp(event.recorded))
    found.add("last-modified", _stamp(revised))
    found.add("sequence", len(event.corrections))
    found.add("dtstart", entry.first)
    found.add("dtend", entry.last + timedelta(days=1))  # the day after: the end is outside
    found.add("summary", Words(_summary(site, event)), _spoken(site, event.title, language))
    found.add("description", Words(description(site, event)), language)
    found.add("url", site.absolute(address(site.record, event.id)))
    theme = Scope("theme", site.record.theme_of(event), ()).name(site)
    categories = vCategory([theme], language)
    categories.cats = [Words(theme)]
    found.add("categories", categories)
    found.add("transp", "TRANSPARENT")
    if entry.cancelled:
        found.add("status", "CANCELLED")
    return found


def _spoken(site: Site, text: Text, language: dict[str, str]) -> dict[str, str]:
    return language | {"LANGUAGE": text.given_in(site.language)[1]}


def _summary(site: Site, event: Event) -> str:
    words = site.plain(event.title)
    if known_day(event.when) is None:
        when = when_words(event.when, site.language)
        return f"{words} ({when}; {precision_words(event.when, site.language)})"
    if not event.when.exact:
        return f"{words} ({when_words(event.when, site.language)})"
    return words


def description(site: Site, event: Event) -> str:
    """The text, when and how sure, each source with its place, what was corrected."""
    lines = [site.plain(event.text), ""]
    when = when_words(event.when, site.language)
    lines.append(f"{site.say('När', 'When')}: {when}")
    sure = site.label(labels.CONFIDENCE[event.confidence])
    remark = f". {site.plain(event.remark)}" if event.remark else ""
    lines.append(f"{site.say('Säkerhet', 'Confidence')}: {sure}{remark}")
    lines.append(site.say("Källor", "Sources") + ":")
    for citation in dict.fromkeys(event.sources):
        source = site.record.sources[citation.source]
        place = citation.at if citation.at[0] == "¶" else site.label(labels.PLACES[citation.at])
        lines.append(f"- {source.publisher}: {source.title}, {place}. {source.url}")
    for correction in event.corrections:
        day = day_words(correction.date, site.language)
        reason = site.plain(correction.reason)
        lines.append(f"{site.say('Rättad', 'Corrected')} {day}: {reason}")
    return "\n".join(lines)


def calendar(site: Site, name: str, about: str, where: str) -> Calendar:
    """A calendar without its events: what it is called, what it holds, and its page."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    for key in ("name", "x-wr-calname"):
        found.add(key, Words(name))
    for key in ("description", "x-wr-caldesc"):
        found.add(key, Words(about))
    found.add("url", site.absolute(where))
    found.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(REFRESH))
    return found


def _filled(frame: Calendar, events: Iterable[bytes]) -> bytes:
    """The calendar with events that were written already; as the library would write it."""
    written: bytes = frame.to_ical()
    head, end, after = written.rpartition(b"END:VCALENDAR")
    return head + b"".join(events) + end + after


def removed(site: Site, retired: Retired) -> Component | None:
    """An event that is gone, cancelled on the day it had; None where that is not known."""
    day = known_day(retired.when) if retired.kind == "event" and retired.when else None
    if day is None:
        return None
    found = Component()
    language = {"LANGUAGE": site.language}
    found.add("uid", str(permanent(site.record, retired.id)))
    found.add("dtstamp", _stamp(retired.date))
    found.add("last-modified", _stamp(retired.date))
    found.add("sequence", REMOVED)
    found.add("dtstart", day)
    found.add("dtend", day + timedelta(days=1))
    name = site.plain(retired.name) if retired.name else retired.id
    found.add("summary", Words(name), language)
    if retired.reason:
        found.add("description", Words(site.plain(retired.reason)), language)
    found.add("url", f"{site.options.address}id/{retired.id}/")
    found.add("transp", "TRANSPARENT")
    found.add("status", "CANCELLED")
    return found


def calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every calendar in the site's language: path and bytes."""
    title = site.plain(site.record.settings.title)
    found: dict[str, bytes] = {}
    for event in site.events:
        if (entry := entry_of(event)) is not None:
            found[event.id] = component(site, event, entry).to_ical()
    order = {event: place for place, event in enumerate(found)}
    gone = [
        cancelled.to_ical()
        for retired in site.record.retired.values()
        if (cancelled := removed(site, retired))
    ]
    unknown = {event.id for event in site.events if known_day(event.when) is None}
    for scope in scopes(site.record):
        mine = set(scope.ids)
        name = f"{title}: {scope.name(site)}" if scope.place else title
        about = site.say(
            "Händelser med känd dag. Antal utan känd dag, som bara står på webbplatsen: {}.",
            "Events whose day is known. Number without a known day, on the web site only: {}.",
        ).format(len(mine & unknown))
        where = address(site.record, scope.id) if scope.kind == "party" else "tidslinje/"
        frame = calendar(site, name, about, where)
        texts = [found[event] for event in sorted(mine & found.keys(), key=order.__getitem__)]
        if not scope.place:
            texts += gone
        yield calendar_path(scope, site.language), _filled(frame, texts)
    yield spans_path(site.language), _spans(site, title)


def _spans(site: Site, title: str) -> bytes:
    name = site.say(f"{title}: utan känd dag", f"{title}: day not known")
    about = site.say(
        "Händelser vars dag inte är känd, över alla dagar som de kan ha hänt. Det betyder inte "
        "att de varade så länge.",
        "Events whose day is not known, over all days on which they may have happened. It does "
        "not mean that they lasted so long.",
    )
    spans = ((event, span_of(event)) for event in site.events)
    texts = (component(site, event, span).to_ical() for event, span in spans if span)
    return _filled(calendar(site, name, about, "tidslinje/"), texts)


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every calendar in every language."""
    for language in LANGUAGES:
        yield from calendars(Site(site.record, language, site.options))
