"""Dates that say how exact they are: a subset of EDTF (ISO 8601-2).

Nine forms are read, and nothing else:

    2024-11-12   2024-11   2024   2020-21 (spring; 22 summer, 23 autumn, 24 winter)
    a suffix ~ (about), ? (uncertain) or % (both)
    A/B   A/.. (open end)   ../B (open start)   A/ (the end exists but is unknown)

Every date knows its earliest and its latest day. The suffixes never move these
bounds. An open or unknown end has no latest day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from generator.facts.base import FIRST_YEAR, LAST_YEAR

SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""First and last month of each EDTF season. Winter is named by the year in which
it starts and ends on the last day of February; months over 12 are the next year's."""

_POINT = r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])|-(?:0[1-9]|1[0-2])-\d{2})?[~?%]?"
PATTERN = rf"^(?:{_POINT}|{_POINT}/(?:{_POINT}|\.\.)?|\.\./{_POINT})$"
_POINT_PARTS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)", re.ASCII)
_WHOLE = re.compile(PATTERN, re.ASCII)


class NotADate(ValueError):
    """The text is none of the nine forms, or names a day that does not exist."""

    def __init__(self, text: str, reason: str) -> None:
        self.text = text
        self.reason = reason
        super().__init__(f"“{text}” {reason}")


@dataclass(frozen=True)
class Point:
    """One day, month, season or year, perhaps about or uncertain.

    Its bounds are asked for again and again, so they are reckoned once; so are those of When.
    """

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: str = ""

    @property
    def season(self) -> int | None:
        """The EDTF season number (21 to 24), or None."""
        return self.month if self.month in SEASON_MONTHS else None

    @property
    def precision(self) -> str:
        """`day`, `month`, `season` or `year`."""
        if self.day is not None:
            return "day"
        if self.month is None:
            return "year"
        return "season" if self.season else "month"

    @property
    def about(self) -> bool:
        """True for `~` and `%`."""
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        """True for `?` and `%`."""
        return self.qualifier in ("?", "%")

    @cached_property
    def earliest(self) -> date:
        """The first day that the point may mean."""
        if self.month is None:
            return date(self.year, 1, 1)
        if self.season:
            return date(self.year, SEASON_MONTHS[self.season][0], 1)
        return date(self.year, self.month, self.day or 1)

    @cached_property
    def latest(self) -> date:
        """The last day that the point may mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is not None:
            return date(self.year, self.month, self.day)
        last = SEASON_MONTHS[self.season][1] if self.season else self.month
        year, month = (self.year + 1, last - 12) if last > 12 else (self.year, last)
        return date(year, month, calendar.monthrange(year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + self.qualifier


@dataclass(frozen=True)
class When:
    """An EDTF date or interval. `start` is None for `../B`; `end` for `A/..` and `A/`.

    A plain date has the same start and end. `open_end` means in force until further
    notice; `unknown_end` means that it ended, or may have, and nobody says when.
    """

    start: Point | None
    end: Point | None
    interval: bool = False
    open_end: bool = False
    unknown_end: bool = False

    def __hash__(self) -> int:
        """As of any frozen dataclass, but reckoned once: dates in words are kept by their date."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.start, self.end, self.interval, self.open_end, self.unknown_end))

    @classmethod
    def parse(cls, text: str) -> When:
        """Read one of the nine forms. Raises NotADate with a reason in words."""
        return _parse(text)

    @classmethod
    def within_reach(cls, text: str) -> When:
        """The same, for a date that is reckoned with. Raises NotADate also for a far year."""
        when = _parse(text)
        for point in (when.start, when.end):
            if point is not None and not FIRST_YEAR <= point.year <= LAST_YEAR:
                raise NotADate(text, f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
        return when

    @cached_property
    def earliest(self) -> date | None:
        """The first day that is possible; None for an open start."""
        return self.start.earliest if self.start else None

    @cached_property
    def latest(self) -> date | None:
        """The last day that is possible; None for an open or unknown end."""
        return self.end.latest if self.end else None

    @cached_property
    def begins(self) -> tuple[date | None, date]:
        """Bounds of the day on which it happened, or on which it began to hold.

        For `A/..` and `A/` these are the bounds of A; the first is None for `../B`.
        """
        if self.end is None:
            assert self.start is not None
            return self.start.earliest, self.start.latest
        return self.earliest, self.end.latest

    @property
    def exact(self) -> bool:
        """True for one unqualified day."""
        return (
            not self.interval
            and self.start is not None
            and self.start.day is not None
            and not self.start.qualifier
        )

    @property
    def qualified(self) -> bool:
        """True where any part is about or uncertain."""
        return any(point is not None and point.qualifier for point in (self.start, self.end))

    @cached_property
    def sort_key(self) -> tuple[date, date, int]:
        """In order of time: the first possible day, then the last, open ends after.

        An open start is ordered by its last possible day, since that is all it says.
        """
        first, last = self.begins
        return first or last, last, 1 if self.end is None else 0

    def __str__(self) -> str:
        if not self.interval:
            return str(self.start)
        left = str(self.start) if self.start else ".."
        right = ".." if self.open_end else "" if self.unknown_end else str(self.end)
        return f"{left}/{right}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # A year alone is an integer to editors that resolve YAML types.
        return {"type": ["string", "integer"], "pattern": PATTERN}


def _validate(value: Any) -> When:
    if isinstance(value, When):
        return value
    if not isinstance(value, str):
        raise NotADate(str(value), "is not a date")
    return When.within_reach(value)


@lru_cache(maxsize=20_000)
def _parse(text: str) -> When:
    if not _WHOLE.fullmatch(text):
        raise NotADate(text, "is not a date in a form that this record reads")
    if "/" not in text:
        if text.startswith("9999"):
            raise NotADate(text, "lies in the year 9999; an open end is written “A/..”")
        point = _point(text)
        return When(point, point)
    left, right = text.split("/")
    if right.startswith("9999"):
        raise NotADate(text, "ends in the year 9999; an open end is written “/..”")
    start = None if left == ".." else _point(left)
    end = None if right in ("", "..") else _point(right)
    if start and end and start.earliest > end.latest:
        raise NotADate(text, "ends before it starts")
    return When(start, end, True, right == "..", right == "")


def _point(text: str) -> Point:
    match = _POINT_PARTS.fullmatch(text)
    assert match
    year, month, day, qualifier = match.groups()
    point = Point(int(year), int(month) if month else None, int(day) if day else None, qualifier)
    try:
        # Both bounds, since the winter of 9999 would end after the last possible year.
        _ = point.earliest, point.latest
    except ValueError:
        raise NotADate(text, "is a day that does not exist") from None
    return point


def day_before(day: date) -> date:
    """The day before, for the end of an interval that the next one closes."""
    return day - timedelta(days=1)
