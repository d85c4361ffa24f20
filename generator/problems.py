"""One problem in the data: what, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops a build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the problem has to do with."""

    file: str
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule at a place. Lines and columns count from 1; `record` is an entry's id."""

    rule: str
    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    record: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()

    @property
    def is_error(self) -> bool:
        """True where it must stop a build."""
        return self.severity is Severity.ERROR


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file and place."""
    return sorted(
        set(problems),
        key=lambda p: (p.file, p.line, p.column, p.rule, p.message, p.record),
    )
