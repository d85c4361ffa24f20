"""The options: an overview of them all, and one page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.contract import Option, Term
from generator.facts.event import Event
from generator.facts.gap import Gap
from generator.facts.party import Party
from generator.history.horizon import horizon_of
from generator.history.state import Status, intervals
from generator.site.addresses import address
from generator.site.pages.holdings import Holdings, Sum, all_holdings, other_names
from generator.site.pages.members import members_words
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.holdings import answer_of_all
from generator.site.words.sorting import by_name

INDEX = "optioner/"


@dataclass(frozen=True)
class Count:
    """How many have each status after a step; and what is known of those not named."""

    head: str
    events: tuple[Event, ...]
    sums: tuple[Sum, ...]
    unknown: tuple[str, str, str] | None


@dataclass(frozen=True)
class Life:
    """The statuses of an option over time, and the holders that had exactly these."""

    holders: tuple[Party, ...]
    everyone: bool
    spans: tuple[Status, ...]


def option_pages(site: Site) -> Iterator[Page]:
    """The overview of the options and one page for each, by collective and number."""
    groups = dict.fromkeys(option.holders for option in site.record.options.values())
    tables = {holders: all_holdings(site, holders) for holders in groups}
    if tables:
        yield _index(site, tables)
    for holdings in tables.values():
        for option in holdings.options:
            yield _page(site, holdings, option)


def _lede(site: Site, holders: str, holdings: Holdings) -> str:
    return " ".join(answer_of_all(
        [
            (option.number, [(s.status, s.count) for s in holdings.sums(option.id)])
            for option in holdings.options
        ],
        len(site.record.parties[holders].members), members_words(site), site.language,
    ))  # fmt: skip


def _index(site: Site, tables: dict[str, Holdings]) -> Page:
    title = site.say("Optionerna", "The options")
    ledes = [_lede(site, holders, holdings) for holders, holdings in tables.items()]
    counts = {
        option.id: counts_of(holdings, option.id)
        for holdings in tables.values()
        for option in holdings.options
    }
    gaps = _gaps(site, {option.id for h in tables.values() for option in h.options})
    body = render(
        site, INDEX, "options.md",
        title=title, lede=" ".join(ledes), tables=tables, counts=counts, gaps=gaps,
        members_word=members_words(site), members_path=f"{site.record.settings.members_path}/",
        other_names=other_names,
    )  # fmt: skip
    return Page(INDEX, title, " ".join(ledes) or title, body, _tab(site))


def _tab(site: Site) -> str:
    return f"{site.record.settings.members_path}/"


def counts_of(holdings: Holdings, option: str) -> list[Count]:
    """How many have each status, step by step. Steps of other options are left out."""
    found = []
    for index, step in enumerate(holdings.steps):
        events = tuple(
            event
            for event in step.events
            if any(effect.subject == option for effect in event.effects)
        )
        if not events:
            continue
        sums = tuple(holdings.sums(option, index))
        some = holdings.some(option, index)
        hidden = some is not None and any(total.status == "unknown" for total in sums)
        bounds = holdings.bounds(some) if some is not None and hidden else None
        found.append(Count(holdings.head(step), events, sums, bounds))
    return found


def lives_of(site: Site, option: Option) -> list[Life]:
    """The lives of an option, each with the holders that share it, the commonest first."""
    holders = site.record.parties[option.holders].members
    groups: dict[tuple[Status, ...], list[str]] = {}
    for party in holders:
        spans = intervals(site.history, option.id, party)
        life = tuple(
            status for day, status in spans if status.event is not None and day <= site.horizon_day
        )
        groups.setdefault(life, []).append(party)
    found = []
    for life, parties in sorted(groups.items(), key=lambda item: -len(item[1])):
        named = by_name((site.record.parties[p] for p in parties), lambda p: site.plain(p.name))
        found.append(Life(tuple(named), len(parties) == len(holders), life))
    return [life for life in found if life.spans]


def _gaps(site: Site, near: set[str]) -> list[Gap]:
    """Gaps that touch or relate to options or to the events that changed them."""
    changed = {
        event.id
        for event in site.record.events.values()
        if any(effect.subject in near for effect in event.effects)
    }
    return [
        gap for gap in site.record.gaps.values() if (near | changed) & {*gap.touches, *gap.related}
    ]


def _terms(site: Site, option: Option) -> list[Term]:
    return [
        term
        for term in site.record.terms.values()
        if option.id in term.subjects or (option.contract == term.contract and not term.subjects)
    ]


def _page(site: Site, holdings: Holdings, option: Option) -> Page:
    path = address(site.record, option.id)
    title = site.name(option.id)
    said = [site.record.events[name] for name in site.history.events_about.get(option.id, ())]
    changed = {
        event.id for event in said if any(effect.subject == option.id for effect in event.effects)
    }
    named = site.links.named_by.get(option.id, ())
    figures = [name for name in named if site.record.kind_of[name] in ("figure", "question")]
    body = render(
        site, path, "option.md",
        option=option, title=title,
        trail=[(site.say("Optionerna", "The options"), INDEX), (f"Option {option.number}", None)],
        source=horizon_of(site.history, option.id), sums=holdings.sums(option.id),
        counts=counts_of(holdings, option.id), lives=lives_of(site, option),
        unknown=holdings.unknown_at_end(option.id),
        terms=_terms(site, option), figures=figures, gaps=_gaps(site, {option.id}),
        changes=[event for event in said if event.id in changed],
        speaks=[event for event in said if event.id not in changed],
        members_word=members_words(site), members_path=_tab(site),
    )  # fmt: skip
    return Page(path, title, site.plain(option.text), body, _tab(site))
