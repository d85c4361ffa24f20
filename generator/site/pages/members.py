"""One page for each member of the settings' collective, and the index of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from generator.facts.contract import Term, TermType
from generator.facts.event import Event
from generator.facts.gap import Gap
from generator.facts.party import Membership, Party, Post, Role
from generator.facts.source import Source
from generator.facts.subject import Subject
from generator.history.plans import MilestoneHistory, milestone_history
from generator.history.publication import latest_publication
from generator.site.addresses import address
from generator.site.exports.scopes import Scope
from generator.site.pages.brief import Brief
from generator.site.pages.holdings import Cell, Holdings, all_holdings, holdings_of, other_names
from generator.site.pages.matrix import Layer, Line, Matrix
from generator.site.pages.plan_chart import plan_chart
from generator.site.pages.subscribe import choice
from generator.site.render import Page, render
from generator.site.site import Site, in_order
from generator.site.view import View
from generator.site.words.holdings import answer, answer_of_all
from generator.site.words.sorting import by_letter

IDENTIFIERS = {"scb": ("SCB-kod", "SCB code")}
"""What the codes of well-known schemes are called; others go by the scheme's name."""


@dataclass(frozen=True)
class Plan:
    """A milestone that concerns a member, through which collectives, and its drawings."""

    milestone: Subject
    through: tuple[Party, ...]
    history: MilestoneHistory
    chart: Markup


@dataclass(frozen=True)
class Duty:
    """Who is responsible for what: a clause or an event of the settings."""

    entry: Event | Term
    who: tuple[tuple[str, Role | None], ...]


@dataclass(frozen=True)
class Unknown:
    """Gaps shown in full, and those only linked."""

    shown: tuple[Gap, ...]
    more: tuple[Gap, ...]


@dataclass(frozen=True)
class Member:
    """All that follows for one member."""

    site: Site
    party: Party
    holdings: Holdings

    @cached_property
    def name(self) -> str:
        """Its name without markup."""
        return self.site.plain(self.party.name)

    @cached_property
    def brief(self) -> Brief:
        """What is said first."""
        return Brief(self.site, self.party.id, self.holdings)

    @cached_property
    def answer(self) -> str:
        """The whole answer, as the lede."""
        held = [
            (option.number, self.holdings.at_horizon(option.id, self.party.id))
            for option in self.holdings.options
        ]
        return " ".join(answer(self.name, held, self.site.language))

    @cached_property
    def cells(self) -> list[list[Cell]]:
        """The option table: a row for each option, a cell for each step."""
        return [
            [
                self.holdings.cell(option.id, index, self.party.id)
                for index in range(len(self.holdings.steps))
            ]
            for option in self.holdings.options
        ]

    @cached_property
    def collectives(self) -> list[Party]:
        """The smaller collectives that it is listed in."""
        return [
            party
            for party in self.site.record.parties.values()
            if self.party.id in party.members and party.id != self.site.record.settings.members
        ]

    @cached_property
    def own(self) -> list[Event]:
        """The events that name it, or a smaller collective of it."""
        names = {self.party.id, *(party.id for party in self.collectives)}
        named = {e.id: e for name in names for e in self.site.events_naming.get(name, ())}
        return in_order(named.values())

    @cached_property
    def of_all(self) -> list[Event]:
        """The events that name the collective of all members."""
        members = self.site.record.settings.members
        return self.site.events_naming.get(members, [])

    @cached_property
    def steps(self) -> list[Event]:
        """The events that changed its options and do not name it."""
        changed = {event.id for step in self.holdings.steps for event in step.events}
        named = {event.id for event in self.own}
        return in_order(self.site.record.events[name] for name in changed - named)

    @cached_property
    def named_in(self) -> Source | None:
        """The newest source of what is recorded of this member alone."""
        facts: list[Event | Party | Membership | Post] = [
            *self.own, *self.collectives, *self.party.memberships, *self.party.posts,
        ]  # fmt: skip
        return self._newest({citation.source for fact in facts for citation in fact.sources})

    @cached_property
    def options_as_of(self) -> Source | None:
        """The newest source that speaks of any of its options."""
        states = (self.site.state.subjects[option.id] for option in self.holdings.options)
        return self._newest({state.as_of for state in states if state.as_of})

    def _newest(self, sources: set[str]) -> Source | None:
        newest = latest_publication(self.site.record, sources)
        return self.site.record.sources[newest] if newest else None

    @cached_property
    def plans(self) -> list[Plan]:
        """The milestones whose parties include it, itself or through a smaller collective."""
        names = {party.id: party for party in (self.party, *self.collectives)}
        found = []
        for subject in self.site.record.subjects.values():
            through = tuple(names[party] for party in subject.parties if party in names)
            if subject.kind != "milestone" or not through:
                continue
            history = milestone_history(self.site.history, subject.id)
            if history.promises or history.outcome:
                title = self.site.plain(subject.name)
                chart = plan_chart(self.site, history, f"plan-{subject.id}", title)
                found.append(Plan(subject, through, history, chart))
        return found

    @cached_property
    def unknown(self) -> Unknown:
        """Gaps on its options, on itself and its milestones; those it could answer in full."""
        settings = self.site.record.settings
        mine = {self.party.id, *(party.id for party in self.collectives)}
        mine |= {plan.milestone.id for plan in self.plans}
        near = {option.id for option in self.holdings.options}
        near |= {event.id for step in self.holdings.steps for event in step.events}
        near |= {event.id for event in self.own} | mine
        shown, more = [], []
        for gap in self.site.record.gaps.values():
            touched, related = set(gap.touches), set(gap.related)
            could_know = bool({self.party.id, settings.members} & set(gap.ask))
            if touched & mine or (could_know and (touched | related) & near):
                shown.append(gap)
            elif (touched | related) & near or settings.first_start in touched:
                more.append(gap)
        return Unknown(tuple(shown), tuple(more)) if shown else Unknown(tuple(more), ())


def member_pages(site: Site) -> Iterator[Page]:
    """The index of the members and one page for each."""
    settings = site.record.settings
    index = f"{settings.members_path}/"
    everyone = site.record.parties[settings.members]
    yield _index(site, index, everyone)
    shared: dict[tuple[str, ...], Holdings] = {}
    for party_id in everyone.members:
        holdings = holdings_of(site, party_id)
        key = tuple(option.id for option in holdings.options)
        member = Member(site, site.record.parties[party_id], shared.setdefault(key, holdings))
        yield _page(site, index, member)


def _page(site: Site, index: str, member: Member) -> Page:
    settings = site.record.settings
    party = member.party
    path = address(site.record, party.id)
    body = render(
        site, path, "member.md",
        member=member, party=party, holdings=member.holdings,
        trail=[(site.plain(settings.members_word), index), (member.name, None)],
        duties=duties(site), everyone=site.record.parties[settings.members],
        members_word=members_words(site), identifiers=IDENTIFIERS, other_names=other_names,
        follow=choice(site, Scope("party", party.id, ())),
        card=f"inbaddad/lage/{party.id}/" if member.holdings.options else "",
    )  # fmt: skip
    description = member.answer or site.plain(settings.description)
    return Page(path, member.name, description, body, index)


def members_words(site: Site) -> str:
    """“kommuner”: what the members are called, in a running text."""
    return site.plain(site.record.settings.members_word).lower()


def duties(site: Site) -> list[Duty]:
    """The clauses and events that say who is responsible for what."""
    found = []
    for entry_id in site.record.settings.responsibilities:
        entry = site.record.get(entry_id)
        if isinstance(entry, Term):
            found.append(Duty(entry, tuple((party, None) for party in entry.parties)))
        elif isinstance(entry, Event):
            said = [(part.party, part.role) for part in entry.parties]
            acting = [(party, role) for party, role in said if role is not Role.SPEAKER]
            found.append(Duty(entry, tuple(dict.fromkeys(acting or said))))
    return found


@dataclass(frozen=True)
class Snapshot:
    """The map and the sums of the options on a day, under the head of a step."""

    head: str
    day: date
    chart: Markup
    sums: tuple[tuple[Layer, list[Line]], ...]


def snapshots(site: Site, matrix: Matrix, path: str) -> list[Snapshot]:
    """One for each step of the options; the last step as at the end of the sources."""
    view, steps = View(site, path), matrix.holdings.steps
    found = []
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        day = site.horizon_day if last else min(step.day, site.horizon_day)
        chart = matrix.drawing(view, matrix.options, day, f"karta-{index + 1}")
        sums = tuple((layer, matrix.sums(layer, day)) for layer in matrix.options)
        found.append(Snapshot(matrix.holdings.head(step), day, chart, sums))
    return found


def scope_terms(site: Site, holdings: Holdings) -> list[Term]:
    """The clauses that bound how many could take the options."""
    options = {option.id for option in holdings.options}
    return [
        term
        for term in site.record.terms.values()
        if term.type is TermType.SCOPE and options & {*term.subjects}
    ]


def _index(site: Site, path: str, everyone: Party) -> Page:
    holdings = all_holdings(site, everyone.id)
    members = [site.record.parties[party] for party in everyone.members]
    letters = by_letter(members, lambda party: site.plain(party.name))
    ordered = [party for _, group in letters for party in group]
    title = site.plain(everyone.name)
    sums = [(option, holdings.sums(option.id)) for option in holdings.options]
    lede = " ".join(answer_of_all(
        [(option.number, [(s.status, s.count) for s in counts]) for option, counts in sums],
        len(members), members_words(site), site.language,
    ))  # fmt: skip
    unknown = {
        option.id: told
        for option in holdings.options
        if (told := holdings.unknown_at_end(option.id))
    }
    matrix = Matrix(site)
    body = render(
        site, path, "members.md",
        matrix=matrix, maps=snapshots(site, matrix, path), rules=scope_terms(site, holdings),
        everyone=everyone, letters=letters, ordered=ordered, holdings=holdings, sums=sums,
        lede=lede, unknown=unknown, members_word=members_words(site),
        places=[(site.plain(party.name), address(site.record, party.id)) for party in ordered],
    )  # fmt: skip
    return Page(path, title, lede or title, body, path, (("finder", True), ("matrix", True)))
