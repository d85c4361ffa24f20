"""What feeds hold: new facts, or corrections, as entries that any feed format can write.

New facts are the events, contracts, options, clauses and figures of the record, and the
gaps: what it learned that nobody knows. Parties, sources, subjects and questions are no
news and have no entry. Ordered by the day on which the record took the fact in, the newest
first; within a day by when it happened. A correction is not a new fact: it has a feed of
its own, and marks the entry of the fact as updated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from generator.facts.base import Correction
from generator.facts.event import Event
from generator.facts.figure import Figure
from generator.facts.gap import Gap
from generator.facts.logs import Retired
from generator.facts.record import Record
from generator.history.links import citations
from generator.site.addresses import address
from generator.site.exports.scopes import Scope, permanent
from generator.site.site import Site
from generator.site.view import publisher_short
from generator.site.words import labels
from generator.site.words.dates import when_words
from generator.site.words.numbers import figure_words

NEWS = ("event", "contract", "option", "term", "figure", "gap")
"""The kinds that have an entry."""


@dataclass(frozen=True)
class Item:
    """One entry of a feed, without any format."""

    id: str
    url: str
    title: str
    html: str
    published: date
    updated: date
    tags: tuple[tuple[str, str], ...]
    """Machine word and label: the kind, and the theme of an event."""


def new_facts(site: Site) -> dict[str, Item]:
    """An item for every fact that is news, by the fact's id, the newest first."""
    found = [(kind, entry) for kind, entry in site.record.entries() if kind in NEWS]
    found.sort(key=lambda pair: _order(*pair), reverse=True)
    return {entry.id: _fact(site, kind, entry) for kind, entry in found}


def _order(kind: str, entry: Any) -> tuple[date, date, int, str]:
    happened = date.min
    if isinstance(entry, Event):
        happened = entry.when.sort_key[0]
    elif isinstance(entry, Figure):
        happened = entry.as_of.sort_key[0]
    return entry.recorded, happened, -NEWS.index(kind), entry.id


def _fact(site: Site, kind: str, entry: Any) -> Item:
    updated = max([entry.recorded, *(correction.date for correction in entry.corrections)])
    tags = [(kind, site.label(labels.KINDS[kind]))]
    if isinstance(entry, Event):
        theme = site.record.theme_of(entry)
        tags.append((theme, Scope("theme", theme, ()).name(site)))
    return Item(
        permanent(site.record, f"{entry.id}/{site.language}").urn,
        site.absolute(address(site.record, entry.id)),
        _title(site, entry),
        _html(site, entry),
        entry.recorded,
        updated,
        tuple(tags),
    )


def _title(site: Site, entry: Any) -> str:
    name = site.name(entry.id)
    if isinstance(entry, Figure):
        return f"{name}: {figure_words(entry, site.language)}"
    return name


def text_of(site: Site, entry: Any) -> str:
    """What an entry says in a sentence or some."""
    if isinstance(entry, Figure):
        when = when_words(entry.as_of, site.language)
        said = f"{figure_words(entry, site.language)} ({when})."
        return f"{said} {site.plain(entry.scope)}" if entry.scope else said
    text = getattr(entry, "text", None)
    return site.plain(text) if text else site.name(entry.id)


def _html(site: Site, entry: Any) -> str:
    parts = [f"<p>{escape(text_of(site, entry))}</p>"]
    if isinstance(entry, Event):
        parts.append(_line(site.say("När", "When"), when_words(entry.when, site.language)))
    if not isinstance(entry, Gap):
        sure = site.label(labels.CONFIDENCE[entry.confidence])
        parts.append(_line(site.say("Säkerhet", "Confidence"), sure))
    if entry.remark:
        parts.append(f"<p>{escape(site.plain(entry.remark))}</p>")
    cited = list(dict.fromkeys((c.source, c.at) for c in citations(entry)))
    if cited:
        listed = "".join(f"<li>{_source(site, *one)}</li>" for one in cited)
        parts.append(f"<p>{site.say('Källor', 'Sources')}:</p><ul>{listed}</ul>")
    return "".join(parts)


def _line(head: str, words: str) -> str:
    return f"<p>{head}: {escape(words)}</p>"


def _source(site: Site, source_id: str, at: str) -> str:
    source = site.record.sources[source_id]
    place = at if at[0] == "¶" else site.label(labels.PLACES[at])
    link = f'<a href="{escape(source.url)}">{escape(source.title)}</a>'
    return f"{escape(publisher_short(source))}: {link}, {escape(place)}"


@dataclass(frozen=True)
class Corrected:
    """A correction with a number that tells it from others of the same day and field."""

    entry_id: str
    correction: Correction
    number: int


def corrections_of(record: Record) -> list[Corrected]:
    """Every correction of any entry, the newest first."""
    found = []
    for _, entry in record.entries():
        seen: dict[tuple[date, str], int] = {}
        for correction in entry.corrections:
            key = (correction.date, correction.field)
            seen[key] = seen.get(key, 0) + 1
            found.append(Corrected(entry.id, correction, seen[key]))
    return sorted(found, key=lambda item: item.correction.date, reverse=True)


def corrections(site: Site) -> list[tuple[str, Item]]:
    """The id and the item of every correction and of all that was removed, the newest first."""
    found = [(one.entry_id, _correction(site, one)) for one in corrections_of(site.record)]
    found += [(one.id, _removal(site, one)) for one in site.record.retired.values()]
    return sorted(found, key=lambda pair: pair[1].published, reverse=True)


def _removal(site: Site, retired: Retired) -> Item:
    name = site.plain(retired.name) if retired.name else retired.id
    if retired.to:
        title = site.say("Flyttat: {}", "Moved: {}").format(name)
        where = f"{site.say('Finns i', 'Is in')}: {site.name(retired.to)}"
    else:
        title, where = site.say("Borttaget: {}", "Removed: {}").format(name), ""
    why = site.plain(retired.reason) if retired.reason else ""
    return Item(
        permanent(site.record, f"{retired.id}/retired/{site.language}").urn,
        f"{site.options.address}id/{retired.id}/"
        if retired.kind != "page"
        else site.absolute(retired.addresses[0]),
        title,
        "".join(f"<p>{escape(words)}</p>" for words in (why, where) if words),
        retired.date,
        retired.date,
        (("correction", site.say("Rättelse", "Correction")),),
    )


def _correction(site: Site, found: Corrected) -> Item:
    correction = found.correction
    name = f"{found.entry_id}/{correction.date}/{correction.field}/{found.number}/{site.language}"
    title = site.say("Rättat: {}", "Corrected: {}").format(site.name(found.entry_id))
    was, why = site.plain(correction.was), site.plain(correction.reason)
    head = site.say("Tidigare lydelse", "Former wording")
    field = site.say("Fält", "Field")
    html = "".join((_line(field, correction.field), _line(head, was), f"<p>{escape(why)}</p>"))
    kind = site.record.kind_of[found.entry_id]
    return Item(
        permanent(site.record, name).urn,
        site.absolute(address(site.record, found.entry_id)),
        title,
        html,
        correction.date,
        correction.date,
        (("correction", site.say("Rättelse", "Correction")),
         (kind, site.label(labels.KINDS[kind]))),
    )  # fmt: skip
