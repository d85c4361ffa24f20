"""What a rule is: a small function that yields findings; and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from generator.facts.record import Record
from generator.history.links import Links
from generator.history.replay import History
from generator.problems import Problem, Related, Severity
from generator.reading.load import Loaded

Loc = tuple[int | str, ...]


@dataclass(frozen=True)
class Finding:
    """A broken rule at a field of an entry; `''` is the settings file."""

    entry: str
    loc: Loc
    message: str
    hint: str
    related: tuple[tuple[str, Loc, str], ...] = ()


@dataclass(frozen=True)
class Checked:
    """What rules may look at: the facts, the day of the check, and what follows from them.

    `trees` are the entries as typed, by id, for rules on how they are written.
    """

    record: Record
    as_of: date
    trees: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def history(self) -> History:
        """The whole history."""
        return History.of(self.record)

    @cached_property
    def links(self) -> Links:
        """Who names whom."""
        return Links.of(self.record)


@dataclass(frozen=True)
class Rule:
    """A rule's id, how severe it is, and the function that finds what breaks it."""

    id: str
    severity: Severity
    find: Callable[[Checked], Iterator[Finding]]
    needs_whole_record: bool
    needs_no_error: bool = False

    def problems(self, checked: Checked, loaded: Loaded) -> Iterator[Problem]:
        """The findings as problems with places."""
        for finding in self.find(checked):
            file, line, column = loaded.place(finding.entry, finding.loc)
            yield Problem(
                self.id, file, line, column, finding.message, finding.hint, finding.entry,
                self.severity,
                tuple(
                    Related(*loaded.place(entry, loc), message)
                    for entry, loc, message in finding.related
                ),
            )  # fmt: skip


RULES: dict[str, Rule] = {}
Finder = Callable[[Checked], Iterator[Finding]]


def rule(
    rule_id: str, *, warning: bool = False, whole: bool = False, last: bool = False
) -> Callable[[Finder], Finder]:
    """Register a rule. `whole` rules run only when every entry could be read.

    `last` rules run only when no error was found, since they would tell of its traces.
    """

    def register(find: Finder) -> Finder:
        severity = Severity.WARNING if warning else Severity.ERROR
        RULES[rule_id] = Rule(rule_id, severity, find, whole or last, last)
        return find

    return register
