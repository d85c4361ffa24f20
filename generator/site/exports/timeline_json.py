"""`tidslinje/events.json` and `texts.json`: what the interactive timeline draws and says.

It is the drawing's own model (`timeline/model.py`) without places. Keys are short, since
the file is read before anything is drawn; it is no contract, unlike `data/v1/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from generator.facts.event import Event
from generator.site import addresses
from generator.site.site import Site
from generator.site.timeline.across import PATH
from generator.site.timeline.lives import Bar
from generator.site.timeline.model import Lane, Mark, chart, span_of
from generator.site.view import publisher_short
from generator.site.words import labels
from generator.site.words.dates import precision_words, when_words

EVENTS, TEXTS = f"{PATH}events.json", f"{PATH}texts.json"


class _Index:
    """Ids in the order in which they are first met."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def of(self, ids: Iterable[str]) -> list[int]:
        """The places of some ids, each once."""
        return [self.places.setdefault(name, len(self.places)) for name in dict.fromkeys(ids)]


def events_data(site: Site) -> dict[str, Any]:
    """The content of `events.json`."""
    model = chart(site)
    parties, subjects = _Index(), _Index()
    events = [_event(site, event, model.first, parties, subjects) for event in site.events]
    place = {event.id: index for index, event in enumerate(site.events)}
    bars = [_bar(bar, lane, place, subjects) for lane in model.lanes for bar in lane.bars]
    plans = [
        _plan(mark, lane, place)
        for lane in model.lanes
        for mark in lane.marks
        if mark.planned
    ]  # fmt: skip
    shown = {site.record.life_of(subject) for subject in site.record.settings.home}
    return {
        "first": model.first.isoformat(),
        "last": model.last.isoformat(),
        "horizon": model.horizon.isoformat(),
        "themes": [[lane.theme, lane.name] for lane in model.lanes],
        "types": {type_: site.label(labels.EVENT_TYPES[type_]) for type_ in _types(site)},
        "confidence": {name: site.label(pair) for name, pair in labels.CONFIDENCE.items()},
        "parties": [[party, site.name(party, short=True)] for party in parties.places],
        "subjects": [
            [name, site.name(name, short=True), addresses.relative(
                addresses.address(site.record, name), PATH)]
            for name in subjects.places
        ],
        "folder": addresses.relative(f"{addresses.FOLDERS['event']}/", PATH),
        "home": list(site.record.settings.home),
        "members": _members(site),
        "dates": {
            str(source.published): when_words(source.published, site.language)
            for source in site.record.sources.values()
            if source.published is not None
        },
        "labels": {kind: _labels(site, kind) for kind in sorted(shown)},
        "events": events,
        "bars": bars,
        "plans": plans,
    }  # fmt: skip


def _event(
    site: Site, event: Event, lower: date, parties: _Index, subjects: _Index
) -> dict[str, Any]:
    span = span_of(event.when, lower)
    named = [*(effect.subject for effect in event.effects), *event.about]
    found: dict[str, Any] = {
        "id": event.id,
        "t": site.plain(event.title),
        "a": span.first.isoformat(),
        "z": span.last.isoformat(),
        "w": when_words(event.when, site.language, short=True),
        "k": str(event.type),
        "h": site.record.theme_of(event),
        "p": parties.of(involved.party for involved in event.parties),
        "s": subjects.of([*named, *([event.contract] if event.contract else [])]),
        "c": str(event.confidence),
    }
    if span.soft:
        found["u"] = precision_words(event.when, site.language)
    if span.by:
        found["by"] = 1
    if event.context:
        found["b"] = 1
    found["g"] = 0 if event.id in site.record.settings.story else 1 if event.effects else 2
    return found


def _bar(bar: Bar, lane: Lane, place: dict[str, int], subjects: _Index) -> dict[str, Any]:
    return {
        "s": subjects.of([bar.subject])[0],
        "h": lane.theme,
        "n": bar.name,
        "o": bar.note,
        "t": bar.title,
        "d": [
            [piece.start.isoformat(), piece.end.isoformat(), piece.css, piece.look]
            for piece in bar.pieces
        ],
        "x": [[first.isoformat(), last.isoformat()] for first, last in bar.crosses],
        "e": sorted(place[event] for event in bar.events),
    }


def _plan(mark: Mark, lane: Lane, place: dict[str, int]) -> dict[str, Any]:
    return {
        "e": place[mark.events[0]],
        "h": lane.theme,
        "a": mark.span.first.isoformat(),
        "z": mark.span.last.isoformat(),
        "n": mark.label,
        "t": mark.title,
        "g": mark.weight,
    }


def _types(site: Site) -> list[str]:
    met = {event.type for event in site.events}
    return [str(type_) for type_ in labels.EVENT_TYPES if type_ in met]


def _members(site: Site) -> str:
    return site.plain(site.record.settings.members_word).lower()


def _labels(site: Site, kind: str) -> dict[str, list[str]]:
    """Words and badge class of each status that a subject may have or come to."""
    words = [*labels.STATUS[kind], "unknown", "mixed", None]
    return {
        word or "": [
            labels.status_words(kind, word, site.language), labels.status_class(kind, word),
        ]
        for word in words
    }  # fmt: skip


def texts_data(site: Site) -> dict[str, Any]:
    """The content of `texts.json`: by event its text and its sources as words and link."""
    return {event.id: [site.plain(event.text), _cites(site, event)] for event in site.events}


def _cites(site: Site, event: Event) -> list[list[str]]:
    found = []
    for citation in dict.fromkeys(event.sources):
        source = site.record.sources[citation.source]
        place = (
            f"\u00a0{citation.at.replace('¶ ', '¶' + chr(160))}" if citation.at[0] == "¶" else ""
        )
        link = addresses.relative(addresses.address(site.record, source.id), PATH)
        found.append([publisher_short(source) + place.replace("-", "–"), link])
    return found[:3]


def timeline_files(site: Site) -> dict[str, str]:
    """Both files, by their paths."""
    return {EVENTS: _json(events_data(site)), TEXTS: _json(texts_data(site))}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
