"""Who is what to whom: responsibilities, roles by contract, and offices held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.base import Citation
from generator.facts.contract import Contract, ContractParty
from generator.facts.party import Party, Post
from generator.facts.when import When
from generator.site.render import Page, render
from generator.site.view import Site

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
    ), body)  # fmt: skip


def for_parties(contract: Contract) -> list[Citation]:
    """The citations of a contract that say who takes part in it."""
    return [c for c in contract.sources if not c.supports or "parties" in c.supports]
