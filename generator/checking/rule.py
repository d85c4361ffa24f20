"""What a rule is: a small function that yields findings; and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

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
    def parts(self) -> tuple[tuple[str, Loc, BaseModel], ...]:
        """Every model within the settings (id '') and the entries, with its path in YAML keys."""
        everything: list[tuple[str, BaseModel]] = [("", self.record.settings)]
        everything += [(entry.id, entry) for _, entry in self.record.entries()]
        return tuple((name, *part) for name, model in everything for part in _walk(model, ()))

    @cached_property
    def history(self) -> History:
        """The whole history."""
        return History.of(self.record)

    @cached_property
    def links(self) -> Links:
        """Who names whom."""
        return Links.of(self.record)


def _walk(model: BaseModel, loc: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    yield loc, model
    for name, value in model.__dict__.items():
        if isinstance(value, BaseModel):
            yield from _walk(value, (*loc, _key(type(model), name)))
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _walk(item, (*loc, _key(type(model), name), index))


@cache
def _key(kind: type[BaseModel], name: str) -> str:
    """The YAML key of a field."""
    return kind.model_fields[name].alias or name


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
