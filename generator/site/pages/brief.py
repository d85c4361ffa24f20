"""A member's answer in one screen: had, offered, lost, unknown, stage, who is what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.facts.contract import Option
from generator.facts.event import Effect, Event
from generator.facts.gap import Gap
from generator.history.duties import Duty, Holding, holdings
from generator.history.state import Status
from generator.site.charts.duties import DUTIES
from generator.site.pages.holdings import Holdings
from generator.site.site import Site, once_a_site
from generator.site.words.holdings import is_open, option_names


@dataclass(frozen=True)
class Fact:
    """Options that share a status and the event that gave it."""

    names: str
    event: Event | None


@dataclass(frozen=True)
class Brief:
    """What is said first of a member; everything is on the page again with its sources."""

    site: Site
    party: str
    holdings: Holdings

    def _now(self) -> list[tuple[Option, Status]]:
        return [
            (option, self.holdings.at_horizon(option.id, self.party))
            for option in self.holdings.options
        ]

    def _grouped(self, found: list[tuple[Option, str | None]]) -> list[Fact]:
        events: dict[str | None, list[int]] = {}
        for option, event in found:
            events.setdefault(event, []).append(option.number)
        return [
            Fact(
                option_names(numbers, self.site.language),
                self.site.record.events[event] if event else None,
            )
            for event, numbers in events.items()
        ]

    @cached_property
    def has(self) -> list[Fact]:
        """The options that it is known to have."""
        held = ("signed", "delivered")
        return self._grouped([(o, s.event) for o, s in self._now() if s.status in held])

    @cached_property
    def lost(self) -> list[Fact]:
        """The options that are certainly not in force for it, after a step that was public."""
        gone = ("not-in-force", "cancelled")
        return self._grouped([(o, s.event) for o, s in self._now() if s.status in gone])

    @cached_property
    def offered(self) -> list[Fact]:
        """The options that it was offered."""
        found: list[tuple[Option, str | None]] = []
        for option in self.holdings.options:
            for event, effect in _offers(self.site).get(option.id, ()):
                if self._reaches(effect):
                    found.append((option, event.id))
                    break
        return self._grouped(found)

    def _reaches(self, effect: Effect) -> bool:
        scope = effect.scope
        if scope is None:
            return True
        everyone = self.site.record.parties[scope.all].members if scope.all else ()
        return self.party in (*scope.party, *everyone)

    @cached_property
    def unknown(self) -> str:
        """The options of which it is not known whether it ever had them."""
        statuses = dict(self._now())
        numbers = [o.number for o, s in statuses.items() if is_open(s) or len(s.possible) > 1]
        return option_names(numbers, self.site.language, either=True) if numbers else ""

    def gap(self, shown: tuple[Gap, ...]) -> Gap | None:
        """The gap that asks for it: one that touches an event which changed its options."""
        changed = {event.id for step in self.holdings.steps for event in step.events}
        return next((gap for gap in shown if changed & set(gap.touches)), None)

    def who(self, duty: Duty) -> list[Holding]:
        """Who has a duty at the end of the sources, each party once, the newest entry."""
        newest = {h.party: h for h in held_at_end(self.site) if h.duty == duty}
        return list(newest.values())

    @cached_property
    def own(self) -> list[tuple[str, Holding]]:
        """What all members are at the end of the sources: the duty in words, and by what."""
        members = self.site.record.settings.members
        return [
            (self.site.label(DUTIES[held.duty]).lower(), held)
            for held in held_at_end(self.site)
            if held.party in (self.party, members)
        ]


@once_a_site
def _offers(site: Site) -> dict[str, list[tuple[Event, Effect]]]:
    """For each option what offered it to somebody, in order of time."""
    found: dict[str, list[tuple[Event, Effect]]] = {}
    for event in site.events:
        for effect in event.effects:
            if effect.becomes == "offered":
                found.setdefault(effect.subject, []).append((event, effect))
    return found


@once_a_site
def held_at_end(site: Site) -> list[Holding]:
    """The duties that hold for certain at the end of the sources."""
    return [h for h in holdings(site.history) if h.on(site.horizon_day) == 2]
