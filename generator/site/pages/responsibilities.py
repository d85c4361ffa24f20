"""Who is what to whom: a picture, each period in words, contracts, and offices held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.facts.base import Citation
from generator.facts.contract import Contract, ContractParty
from generator.facts.party import Party, Post
from generator.facts.when import When
from generator.history.duties import Duty, Holding, Period, periods
from generator.site.charts.duties import DUTIES, duty_chart
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import View

PATH = "ansvar/"


@dataclass(frozen=True)
class Held:
    """A person in a post."""

    person: Party
    post: Post

    @property
    def order(self) -> tuple[object, ...]:
        """By the first day that is known of it."""
        when: When | None = self.post.start or self.post.seen or self.post.end
        return (when.sort_key if when else (), self.person.id)


@dataclass(frozen=True)
class Part:
    """A party in a duty during a period, and what says so."""

    party: str
    entries: tuple[Holding, ...]
    certain: bool


@dataclass(frozen=True)
class Told:
    """A period in words: its days, and each duty with the parties that have it."""

    period: Period
    duties: tuple[tuple[str, tuple[Part, ...]], ...]
    last: bool


def told_periods(site: Site) -> list[Told]:
    """Every period from the start of the record to the end of the sources."""
    first = date(int(site.record.settings.starts), 1, 1)
    found = periods(site.history, first, site.horizon_day)
    return [
        Told(period, tuple(_duties(site, period)), period is found[-1])
        for period in found
        if period.certain or period.perhaps or period is not found[0]
    ]


def facing(site: Site, held: Holding, day: date) -> tuple[str, ...]:
    """To whom somebody is what, without those who came into the contract after a day."""
    contract = site.record.contracts.get(held.entry)
    if contract is None:
        return held.to
    later = {
        part.party
        for part in contract.parties
        if part.start is not None and part.start.begins[1] > day
    }
    return tuple(party for party in held.to if party not in later)


def _duties(site: Site, period: Period) -> Iterator[tuple[str, tuple[Part, ...]]]:
    for duty in Duty:
        parts: dict[tuple[str, bool], list[Holding]] = defaultdict(list)
        for certain, held in [(True, h) for h in period.certain] + [
            (False, h) for h in period.perhaps
        ]:
            if held.duty is duty:
                parts[held.party, certain].append(held)
        if parts:
            yield (
                site.label(DUTIES[duty]),
                tuple(
                    Part(party, tuple(held), certain) for (party, certain), held in parts.items()
                ),
            )


def responsibility_pages(site: Site) -> Iterator[Page]:
    """The page on who is responsible for what."""
    record = site.record
    offices: dict[str, list[Held]] = defaultdict(list)
    for party in record.parties.values():
        for post in party.posts:
            offices[post.organisation].append(Held(party, post))
    roles: list[tuple[str, tuple[ContractParty, ...], list[Citation]]] = [
        (contract.id, contract.parties, for_parties(contract))
        for contract in record.contracts.values()
    ]
    title = site.say("Vem ansvarar för vad", "Who is responsible for what")
    body = render(
        site, PATH, "responsibilities.md",
        title=title, roles=roles,
        facing=partial(facing, site), chart=duty_chart(View(site, PATH)), periods=told_periods(site),
        facts=[
            (record.kind_of[name], record.get(name)) for name in record.settings.responsibilities
        ],
        offices=[
            (organisation, sorted(held, key=lambda item: item.order))
            for organisation, held in sorted(
                offices.items(), key=lambda item: list(record.parties).index(item[0])
            )
        ],
        states=site.state.subjects,
    )  # fmt: skip
    yield Page(PATH, title, site.say(
        "Parternas ansvar och roller i varje avtal, och vem som har haft vilken post.",
        "The responsibilities and roles of the parties in each contract, and who held which office.",
    ), body, extra=(("periods", True),))  # fmt: skip


def for_parties(contract: Contract) -> list[Citation]:
    """The citations of a contract that say who takes part in it."""
    return [c for c in contract.sources if not c.supports or "parties" in c.supports]
