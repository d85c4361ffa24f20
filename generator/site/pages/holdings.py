"""What members hold: the columns of time of their options, for several pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.facts.base import Text
from generator.facts.contract import Option
from generator.facts.event import Event
from generator.facts.party import Party
from generator.history.state import Status, SubjectState, subject_on
from generator.history.steps import Some, Step, option_steps, some_at
from generator.site.site import Site
from generator.site.words.dates import when_words
from generator.site.words.holdings import STEP_HEADS, ceiling, is_open, of_all
from generator.site.words.sorting import by_name


@dataclass(frozen=True)
class Cell:
    """One option at one step for one member, or summed: what to print in a table."""

    status: Status
    event: Event | None
    bound: str = ""
    ceiling: str = ""
    term: str = ""


@dataclass(frozen=True)
class Sum:
    """How many members certainly have a status at a step; or some of them, not named."""

    status: str | None
    count: int
    of: int


@dataclass(frozen=True)
class Holdings:
    """The options that one collective could call off, and every step they took."""

    site: Site
    options: tuple[Option, ...]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The columns of time."""
        return option_steps(self.site.history, [option.id for option in self.options])

    @cached_property
    def members(self) -> list[Party]:
        """The members of the collective, in the order of their names."""
        record = self.site.record
        ids = dict.fromkeys(
            member for option in self.options for member in record.parties[option.holders].members
        )
        return by_name((record.parties[party] for party in ids), lambda p: self.site.plain(p.name))

    @cached_property
    def _states(self) -> dict[tuple[str, int], SubjectState]:
        return {
            (option.id, index): subject_on(
                self.site.history, option.id, min(step.day, self.site.horizon_day)
            )
            for option in self.options
            for index, step in enumerate(self.steps)
        }

    def at_horizon(self, option: str, party: str) -> Status:
        """The status of an option for a member on the last day that the sources speak of."""
        return self.site.state.subjects[option].by_party[party]

    def head(self, step: Step) -> str:
        """“Tecknad våren 2020”."""
        word = self.site.label(STEP_HEADS[step.status])
        return f"{word} {when_words(step.when, self.site.language, short=True)}"

    def cell(self, option: str, index: int, party: str) -> Cell:
        """One option after one step for one member."""
        status = self._states[option, index].by_party[party]
        event = self.site.record.events[status.event] if status.event else None
        some = some_at(self.site.history, option, self.steps[index].day)
        if some is None or not is_open(status):
            return Cell(status, event)
        return Cell(status, event, *self.bounds(some))

    def bounds(self, some: Some) -> tuple[str, str, str]:
        """How many unnamed members, the derived ceiling, and the clause it rests on."""
        language = self.site.language
        members = self.site.plain(self.site.record.settings.members_word).lower()
        term = some.term.id if some.term else ""
        return of_all(some, members, language), ceiling(some, language), term

    def some(self, option: str, index: int) -> Some | None:
        """How many unnamed members took an option somewhere, as known after a step."""
        return some_at(self.site.history, option, self.steps[index].day)

    def unknown_at_end(self, option: str) -> tuple[str, str, str, str] | None:
        """What the last step leaves unknown: of which step, how many, ceiling, clause."""
        some = self.some(option, len(self.steps) - 1) if self.steps else None
        if some is None:
            return None
        step = next(step for step in self.steps if some.event in step.events)
        return (self.head(step), *self.bounds(some))

    def sums(self, option: str, index: int | None = None) -> list[Sum]:
        """How many members have each status for certain: after a step, or at the horizon."""
        state = self.site.state.subjects[option] if index is None else self._states[option, index]
        counts = Counter(status.status for status in state.by_party.values())
        return [Sum(status, count, len(state.by_party)) for status, count in counts.most_common()]


def other_names(option: Option) -> list[Text]:
    """The names that sources use for an option beside the one that it has here."""
    found: dict[str, Text] = {}
    for naming in option.names:
        if naming.name.sv.casefold() != option.name.sv.casefold():
            found.setdefault(naming.name.sv.casefold(), naming.name)
    return list(found.values())


def holdings_of(site: Site, party: str) -> Holdings:
    """The options that a member of a collective could call off, by number."""
    parties = site.record.parties
    return Holdings(site, _ordered(
        [option for option in site.record.options.values() if party in parties[option.holders].members]
    ))  # fmt: skip


def all_holdings(site: Site, holders: str) -> Holdings:
    """The options of one collective, by number."""
    return Holdings(site, _ordered(
        [option for option in site.record.options.values() if option.holders == holders]
    ))  # fmt: skip


def _ordered(options: Sequence[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: (option.number, option.id)))
