"""Organisations, bodies, collectives and persons: an index of each, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.facts.contract import Contract, ContractParty, Term
from generator.facts.event import Event, Involvement
from generator.facts.gap import Gap
from generator.facts.party import Classification, Membership, Party, Post, Role
from generator.site.addresses import address
from generator.site.exports.scopes import Scope
from generator.site.pages.members import IDENTIFIERS
from generator.site.pages.statements import anchor
from generator.site.pages.subscribe import choice
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.labels import ROLES
from generator.site.words.sorting import by_name

INDEX = "parter/"
PERSONS = "personer/"

GROUPS: dict[str, tuple[str, str]] = {
    "region": ("Regioner", "Regions"),
    "body": ("Organ och grupper", "Bodies and groups"),
    "municipality": ("Andra kommuner", "Other municipalities"),
    "company": ("Företag", "Companies"),
    "association": ("Föreningar och förbund", "Associations"),
    "collective": ("Parter som nämns som grupp", "Parties named as a group"),
    "hospital": ("Sjukhus", "Hospitals"),
    "provider": ("Vårdgivare och vårdenheter", "Care providers and units"),
    "authority": ("Myndigheter", "Authorities"),
    "auditors": ("Revisorer", "Auditors"),
    "court": ("Domstolar", "Courts"),
    "university": ("Universitet", "Universities"),
    "media": ("Medier", "Media"),
}
"""The headings of the index, in its order; every classification but persons."""


@dataclass(frozen=True)
class Part:
    """An event and every way in which a party takes part in it."""

    event: Event
    involvements: tuple[Involvement, ...]


@dataclass(frozen=True)
class RoleGroup:
    """The events in which a party's first role is this one."""

    role: Role
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Profile:
    """All that the record says of one party, gathered from other entries."""

    site: Site
    party: Party

    @cached_property
    def groups(self) -> list[RoleGroup]:
        """The events that name it, by role; each once, under the role given first."""
        found: dict[Role, list[Part]] = {}
        for event in self.site.events_naming.get(self.party.id, ()):
            mine = tuple(part for part in event.parties if part.party == self.party.id)
            found.setdefault(mine[0].role, []).append(Part(event, mine))
        order = list(ROLES)
        return [
            RoleGroup(role, tuple(parts))
            for role, parts in sorted(found.items(), key=lambda item: order.index(item[0]))
        ]

    @cached_property
    def contracts(self) -> list[tuple[Contract, ContractParty]]:
        """The contracts that it is a party to, and as what."""
        return [
            (contract, part)
            for contract in self.site.record.contracts.values()
            for part in contract.parties
            if part.party == self.party.id
        ]

    @cached_property
    def terms(self) -> list[Term]:
        """The clauses that name it."""
        terms = self.site.record.terms.values()
        return [term for term in terms if self.party.id in term.parties]

    @cached_property
    def belonging(self) -> list[tuple[Party, Membership]]:
        """Parties that have a place in this one."""
        parties = self.site.record.parties.values()
        return [(p, m) for p in parties for m in p.memberships if m.organisation == self.party.id]

    @cached_property
    def holders(self) -> list[tuple[Party, Post]]:
        """Persons who held an office in it."""
        parties = self.site.record.parties.values()
        return [
            (p, post) for p in parties for post in p.posts if post.organisation == self.party.id
        ]

    @cached_property
    def collectives(self) -> list[Party]:
        """The collectives that list it."""
        return [p for p in self.site.record.parties.values() if self.party.id in p.members]

    @cached_property
    def members(self) -> list[Party]:
        """For a collective: its known members, in the order of their names."""
        members = (self.site.record.parties[party] for party in self.party.members)
        return by_name(members, lambda party: self.site.plain(party.name))

    @cached_property
    def gaps(self) -> list[Gap]:
        """The gaps that are about it."""
        gaps = self.site.record.gaps.values()
        return [gap for gap in gaps if self.party.id in (*gap.touches, *gap.related)]

    @cached_property
    def asked(self) -> list[Gap]:
        """The gaps that it could know the answer to, beside those about it."""
        gaps = self.site.record.gaps.values()
        return [gap for gap in gaps if self.party.id in gap.ask and gap not in self.gaps]

    @cached_property
    def named_by(self) -> list[str]:
        """Subjects, options, figures and questions that name it."""
        kinds = ("subject", "option", "figure", "question")
        named = self.site.links.named_by.get(self.party.id, ())
        return [name for name in named if self.site.record.kind_of[name] in kinds]

    @cached_property
    def statements(self) -> str:
        """Where its statements stand, or ''."""
        speaks = any(
            involvement.role is Role.SPEAKER
            for group in self.groups
            for part in group.parts
            for involvement in part.involvements
        )
        figures = self.site.record.figures.values()
        speaks = speaks or any(figure.said_by == self.party.id for figure in figures)
        return anchor(self.party.id) if speaks else ""

    @property
    def events(self) -> int:
        """How many events name it."""
        return sum(len(group.parts) for group in self.groups)


def party_pages(site: Site) -> Iterator[Page]:
    """The indexes of parties and of persons, and a page for each that has none elsewhere."""
    members = set(site.record.parties[site.record.settings.members].members)
    profiles = [
        Profile(site, party) for party in site.record.parties.values() if party.id not in members
    ]
    persons = [p for p in profiles if p.party.classification is Classification.PERSON]
    others = [p for p in profiles if p.party.classification is not Classification.PERSON]
    yield _parties(site, others, persons)
    if persons:
        yield _persons(site, persons)
    for profile in others:
        yield _page(site, profile, (site.say("Parter", "Parties"), INDEX))
    for profile in persons:
        yield _page(site, profile, (site.say("Personer", "Persons"), PERSONS))


def _ordered(site: Site, profiles: list[Profile]) -> list[Profile]:
    return by_name(profiles, lambda profile: site.plain(profile.party.name))


def _parties(site: Site, profiles: list[Profile], persons: list[Profile]) -> Page:
    groups = [
        (name, _ordered(site, [p for p in profiles if p.party.classification == name]))
        for name in GROUPS
    ]
    title = site.say("Parter", "Parties")
    body = render(
        site, INDEX, "parties.md",
        title=title, groups=[(name, found) for name, found in groups if found],
        heads=GROUPS, persons=len(persons), persons_path=PERSONS,
        everyone=site.record.parties[site.record.settings.members],
        members_path=f"{site.record.settings.members_path}/",
    )  # fmt: skip
    return Page(INDEX, title, site.say(
        f"De {len(profiles)} organisationer, organ och grupper som registret nämner.",
        f"The {len(profiles)} organisations, bodies and groups that the record names.",
    ), body)  # fmt: skip


def _persons(site: Site, persons: list[Profile]) -> Page:
    title = site.say("Personer", "Persons")
    body = render(
        site, PERSONS, "persons.md",
        title=title, persons=_ordered(site, persons), parties_path=INDEX,
    )  # fmt: skip
    return Page(PERSONS, title, site.say(
        f"De {len(persons)} personer med ett offentligt uppdrag som en händelse nämner.",
        f"The {len(persons)} persons with a public role whom an event names.",
    ), body)  # fmt: skip


def _page(site: Site, profile: Profile, index: tuple[str, str]) -> Page:
    party = profile.party
    path = address(site.record, party.id)
    name = site.plain(party.name)
    settings = site.record.settings
    body = render(
        site, path, "party.md",
        profile=profile, party=party, trail=[index, (name, None)], identifiers=IDENTIFIERS,
        is_person=party.classification is Classification.PERSON,
        are_members=party.id == settings.members, members_path=f"{settings.members_path}/",
        follow=choice(site, Scope("party", party.id, ())),
    )  # fmt: skip
    description = site.plain(party.text) if party.text else name
    return Page(path, name, description, body)
