"""`ocds.json`: the contracts as far as the Open Contracting Data Standard 1.1 can hold them.

A release package with a release for each contract and procurement of the record. What the
standard cannot say is left out and not bent: a date that is not known to the day, an amount
that is “about”, an option, a pause. `MAPPING` says term by term what becomes of what. It is
no publication by the buyer: the record has no registered prefix, so an `ocid` here is the
record's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.facts.contract import Contract
from generator.facts.event import Event
from generator.facts.party import Role
from generator.facts.subject import Subject
from generator.facts.when import When
from generator.history.links import citations
from generator.history.state import subject_on
from generator.site.exports.export import ROOT, Export, Listed
from generator.site.exports.feeds import publisher
from generator.site.exports.ocds_words import (
    CONTRACT_STATUS,
    MILESTONE_STATUS,
    PROCESSES,
    ROLES,
    TENDER_STATUS,
)
from generator.site.exports.scopes import permanent
from generator.site.licence import LICENCE
from generator.site.site import Site

PATH = f"{ROOT}ocds.json"
Node = dict[str, Any]


def package(site: Site) -> Node:
    """The release package."""
    contracts = [c for c in site.record.contracts.values() if c.type in PROCESSES]
    return {
        "uri": f"{site.options.address}{PATH}",
        "version": "1.1",
        "publishedDate": _moment(max((_revised(c) for c in contracts), default=site.verified)),
        "publisher": {"name": publisher(site)},
        "license": LICENCE.url,
        "releases": [_release(site, contract) for contract in contracts],
    }


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _exact(when: When | None) -> str | None:
    """A day as the standard writes it, or None where the day is not known."""
    day = when.begins[0] if when is not None and when.exact else None
    return _moment(day) if day else None


def _revised(contract: Contract) -> date:
    return max([contract.recorded, *(c.date for c in contract.corrections)])


def _known(**fields: Any) -> Node:
    """Only what has a value."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _events(site: Site, subject: str, *statuses: str) -> Iterator[Event]:
    for name in site.history.events_about.get(subject, ()):
        event = site.record.events[name]
        if any(e.subject == subject and e.becomes in statuses for e in event.effects):
            yield event


def _release(site: Site, contract: Contract) -> Node:
    parties = _parties(site, contract)
    buyers = [party for party in parties if "buyer" in party["roles"]]
    buyer = {key: buyers[0][key] for key in ("id", "name")} if len(buyers) == 1 else None
    revised = _revised(contract)
    tendered = contract.type == "procurement"
    return _known(
        ocid=permanent(site.record, contract.id).urn,
        id=f"{contract.id}-{revised.isoformat()}",
        date=_moment(revised),
        language=site.language,
        tag=["tender" if tendered else "contract"],
        initiationType="tender",
        parties=parties,
        buyer=buyer,
        tender=_tender(site, contract) if tendered else None,
        awards=[] if tendered else [_award(site, contract, parties)],
        contracts=[] if tendered else [_contract(site, contract)],
    )


def _parties(site: Site, contract: Contract) -> list[Node]:
    roles: dict[str, list[str]] = {}
    for part in contract.parties:
        role = ROLES.get(part.role)
        if role and role not in roles.setdefault(part.party, []):
            roles[part.party].append(role)
    remarks = {part.party: part.remark for part in contract.parties if part.remark}
    return [
        _known(
            id=party,
            name=site.name(party),
            roles=found,
            details={"remark": site.plain(remarks[party])} if party in remarks else None,
        )
        for party, found in roles.items()
        if found
    ]


def _status(site: Site, subject: str, words: dict[str, str]) -> str | None:
    found = subject_on(site.history, subject, site.horizon_day).overall.status
    return words.get(found or "")


def _tender(site: Site, contract: Contract) -> Node:
    return _known(
        id=contract.id,
        title=site.plain(contract.title),
        description=site.plain(contract.text),
        status=_status(site, contract.id, TENDER_STATUS),
        procuringEntity=_of_role(site, contract, Role.PROCURING_ENTITY),
        documents=_documents(site, contract),
    )


def _of_role(site: Site, contract: Contract, role: Role) -> Node | None:
    found = [part.party for part in contract.parties if part.role is role]
    return {"id": found[0], "name": site.name(found[0])} if len(found) == 1 else None


def _award(site: Site, contract: Contract, parties: Iterable[Node]) -> Node:
    awarded = next(_events(site, contract.id, "awarded"), None)
    suppliers = [
        {key: party[key] for key in ("id", "name")}
        for party in parties
        if "supplier" in party["roles"]
    ]
    return _known(
        id=f"{contract.id}-award",
        title=site.plain(contract.title),
        date=_exact(awarded.when) if awarded else None,
        suppliers=suppliers,
    )


def _contract(site: Site, contract: Contract) -> Node:
    signed = next(_events(site, contract.id, "signed"), None)
    milestones = [
        found
        for subject in site.record.subjects.values()
        if subject.kind == "milestone" and subject.contract == contract.id
        if (found := _milestone(site, subject))
    ]
    return _known(
        id=contract.id,
        awardID=f"{contract.id}-award",
        title=site.plain(contract.title),
        description=site.plain(contract.text),
        status=_status(site, contract.id, CONTRACT_STATUS),
        dateSigned=_exact(signed.when) if signed else None,
        documents=_documents(site, contract),
        amendments=[_amendment(site, e) for e in _events(site, contract.id, "amended")],
        implementation=_known(milestones=milestones),
    )


def _amendment(site: Site, event: Event) -> Node:
    return _known(
        id=event.id,
        date=_exact(event.when),
        description=site.plain(event.title),
        rationale=site.plain(event.text),
    )


def _milestone(site: Site, subject: Subject) -> Node | None:
    status = _status(site, subject.id, MILESTONE_STATUS)
    if status is None:
        return None
    met = next(_events(site, subject.id, "met"), None)
    return _known(
        id=subject.id,
        title=site.plain(subject.name),
        description=site.plain(subject.text),
        status=status,
        dateMet=_exact(met.when) if met else None,
    )


def _documents(site: Site, contract: Contract) -> list[Node]:
    cited = dict.fromkeys(citation.source for citation in citations(contract))
    sources = [site.record.sources[name] for name in cited]
    return [
        _known(
            id=source.id,
            title=source.title,
            url=source.url,
            language=source.language,
            datePublished=_exact(source.published),
        )
        for source in sources
    ]


def _files(site: Site) -> Iterator[tuple[str, str]]:
    yield PATH, json.dumps(package(site), ensure_ascii=False, indent=1) + "\n"


EXPORT = Export(
    _files,
    (
        Listed(
            PATH,
            "application/json",
            (
                "Avtal och upphandlingar enligt OCDS 1.1, så långt standarden räcker.",
                "Contracts and procurements by OCDS 1.1, as far as the standard goes.",
            ),
        ),
    ),
)
