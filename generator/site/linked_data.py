"""Linked data within each page: what it is about, in the words of schema.org (JSON-LD).

A page says what it is, where it stands and which sources it cites, and names the one thing
that it is about. Only what happened is called an event: a plan is an act of planning, a
statement a claim. Dates are given where the record knows them without “about” or “perhaps”.
It is data and never run, but stands within `<script>`: see `block`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.facts.base import LANGUAGES
from generator.facts.contract import Contract, Option, Term
from generator.facts.event import Event, EventType
from generator.facts.gap import Gap
from generator.facts.party import Classification, Party, Role
from generator.facts.question import Question
from generator.facts.source import Source
from generator.facts.subject import Subject
from generator.facts.when import When
from generator.history.links import citations
from generator.site.exports.catalog_ttl import DATASETS, PAGE
from generator.site.exports.catalog_ttl import PATH as CATALOG
from generator.site.exports.export import ROOT
from generator.site.exports.feeds import publisher
from generator.site.exports.media_types import media_type
from generator.site.licence import LICENCE
from generator.site.site import Site
from generator.site.view import publisher_short
from generator.site.words.dates import machine_date

CONTEXT = "https://schema.org"
PLANS = {EventType.PLAN, EventType.REPLAN}
CLAIMS = {EventType.STATEMENT, EventType.CLAIM, EventType.COST}
"""Somebody plans, or says that something is so: no proof that it happens, or is so."""

ORGANISATIONS = {
    Classification.REGION: "GovernmentOrganization",
    Classification.MUNICIPALITY: "GovernmentOrganization",
    Classification.AUTHORITY: "GovernmentOrganization",
    Classification.AUDITORS: "GovernmentOrganization",
    Classification.COURT: "GovernmentOrganization",
    Classification.COMPANY: "Corporation",
    Classification.HOSPITAL: "Hospital",
    Classification.PROVIDER: "MedicalOrganization",
    Classification.UNIVERSITY: "CollegeOrUniversity",
    Classification.MEDIA: "NewsMediaOrganization",
    Classification.PERSON: "Person",
}
"""Every other party is an organisation."""

MOST_CITED, MOST_MENTIONED = 12, 12
"""So many sources and parties are named in the head of a page, which shall stay light."""

Node = dict[str, Any]

_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def linked_data(site: Site, path: str, title: str, trail: Iterable[tuple[str, str]] = ()) -> str:
    """The JSON-LD of a page: its title, and name and path of each page above it."""
    entry_id = site.entry_at.get(path)
    entry = site.record.get(entry_id) if entry_id else None
    page: Node = {
        "@type": "WebPage",
        "@id": site.absolute(path),
        "name": title,
        "inLanguage": site.language,
        "isPartOf": _site(site, whole=not path),
        "license": LICENCE.url,
    }
    if path:
        page["breadcrumb"] = _trail(site, title, path, trail)
    if path == PAGE:
        page["mainEntity"] = _dataset(site)
    if entry is None:
        return block({"@context": CONTEXT} | page)
    page["lastReviewed"] = entry.verified.isoformat()
    page["mainEntity"] = _thing(site, entry)
    cited = dict.fromkeys(citation.source for citation in citations(entry))
    if cited:
        page["citation"] = [_source(site, name) for name in list(cited)[:MOST_CITED]]
    if isinstance(entry, Event):
        named = dict.fromkeys(part.party for part in entry.parties)
        if named:
            page["mentions"] = [_party(site, name) for name in list(named)[:MOST_MENTIONED]]
    return block({"@context": CONTEXT} | page)


def block(data: Mapping[str, Any]) -> str:
    """JSON for within `<script>`: no text in it can end the element or begin a comment."""
    text = _ENCODED(data)
    for sign in "<>&\u2028\u2029\x7f":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _site(site: Site, *, whole: bool) -> Node:
    found: Node = {
        "@type": "WebSite",
        "@id": site.absolute("#site"),
        "name": site.plain(site.record.settings.title),
    }
    if whole:
        found |= {
            "url": site.absolute(""),
            "description": site.plain(site.record.settings.description),
            "inLanguage": list(LANGUAGES),
        }
    return found


def _dataset(site: Site) -> Node:
    """The open data, for search engines of data sets."""
    record, address = site.record, site.options.address
    firsts = [event.when.begins[0] or event.when.begins[1] for event in site.events]
    whole = DATASETS[0]
    return {
        "@type": "Dataset",
        "@id": f"{address}{CATALOG}#{whole.id}",
        "name": site.plain(record.settings.title),
        "description": site.plain(record.settings.description),
        "url": site.absolute(PAGE),
        "license": LICENCE.url,
        "isAccessibleForFree": True,
        "inLanguage": list(LANGUAGES),
        "creator": {"@type": "Organization", "name": publisher(site)},
        "temporalCoverage": f"{min(firsts).isoformat()}/{site.horizon_day.isoformat()}",
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type(f"{ROOT}{file}").partition(";")[0],
                "contentUrl": f"{address}{ROOT}{file}",
            }
            for file in whole.files
        ],
    }


def _trail(site: Site, title: str, path: str, above: Iterable[tuple[str, str]]) -> Node:
    start = site.plain(site.record.settings.title)
    steps = [(start, ""), *above, (title, path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": site.absolute(where),
            }
            for number, (name, where) in enumerate(steps, 1)
        ],
    }


def permanent(site: Site, entry_id: str) -> str:
    """The address of an entry that never changes, the same in every language."""
    return f"{site.options.address}id/{entry_id}/"


def _thing(site: Site, entry: Any) -> Node:
    """What a page is about."""
    if isinstance(entry, Event):
        return _event(site, entry)
    if isinstance(entry, Party):
        return _party(site, entry.id, whole=True)
    if isinstance(entry, Source):
        return _source(site, entry.id)
    kinds: dict[type, str] = {Gap: "Question", Question: "Question"}
    other = (Contract, Option, Term, Subject)
    kind = "Thing" if isinstance(entry, other) else kinds.get(type(entry), "Thing")
    found: Node = {"@type": kind, "@id": permanent(site, entry.id), "name": site.name(entry.id)}
    if kind == "Thing" and getattr(entry, "text", None):
        found["description"] = site.plain(entry.text)
    return found


def _event(site: Site, event: Event) -> Node:
    found: Node = {
        "@type": "Event",
        "@id": permanent(site, event.id),
        "name": site.plain(event.title),
    }
    start, end = _days(event.when)
    if event.type in PLANS:
        found["@type"] = "PlanAction"
        found["agent"] = _agents(site, event, (Role.DECIDER, Role.RESPONSIBLE, Role.SPEAKER))
        if event.expects and (day := machine_date(event.expects)):
            found["scheduledTime"] = day
    elif event.type in CLAIMS:
        found["@type"] = "Claim"
        found["author"] = _agents(site, event, (Role.SPEAKER, Role.REPORTER, Role.REVIEWER))
        start, end = "", ""
        if day := machine_date(event.when):
            found["dateCreated"] = day
    if start:
        found["startDate" if found["@type"] == "Event" else "startTime"] = start
    if end:
        found["endDate" if found["@type"] == "Event" else "endTime"] = end
    return {key: value for key, value in found.items() if value}


def _days(when: When) -> tuple[str, str]:
    """Begin and end as ISO 8601, empty where not known. A span of time has neither."""
    if not when.interval:
        day = machine_date(when)
        return day, day if when.exact else ""
    start = when.start
    if when.end is None and start and not start.qualifier and not start.season:
        return str(start), ""
    return "", ""


def _agents(site: Site, event: Event, roles: tuple[Role, ...]) -> list[Node]:
    return [_party(site, part.party) for part in event.parties if part.role in roles]


def _party(site: Site, party_id: str, *, whole: bool = False) -> Node:
    party = site.record.parties[party_id]
    found: Node = {
        "@type": ORGANISATIONS.get(party.classification, "Organization"),
        "@id": permanent(site, party_id),
        "name": site.name(party_id),
    }
    if not whole:
        return found
    others = [party.short, *(other.name for other in party.other_names)]
    names = dict.fromkeys(site.plain(name) for name in others if name)
    if names:
        found["alternateName"] = list(names)
    if party.identifiers:
        found["identifier"] = [
            {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.id}
            for one in party.identifiers
        ]
    places = dict.fromkeys(place.organisation for place in party.memberships)
    if places:
        found["memberOf"] = [_party(site, name) for name in places]
    return found


def _source(site: Site, source_id: str) -> Node:
    source = site.record.sources[source_id]
    found: Node = {
        "@type": "CreativeWork",
        "@id": permanent(site, source_id),
        "name": source.title,
        "url": source.url,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": publisher_short(source)},
    }
    if source.published and (day := machine_date(source.published)):
        found["datePublished"] = day
    return found


def trail(path: str, tab: str, titles: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name and path of the pages above a page: its tab, and every folder that is a page."""
    above = [tab] if tab and tab != path else []
    parts = path.rstrip("/").split("/")
    above += [f"{'/'.join(parts[:length])}/" for length in range(1, len(parts))]
    return [(titles[name], name) for name in dict.fromkeys(above) if name in titles]
