"""Lengths of time in the calendar: where they end, and from which day they must be counted.

Years and months are added in one step, never in parts. The end has the same number in its
month as the day it is counted from; a month without that number ends on its last day, so
28, 29, 30 and 31 October and four months all give 28 February (29 in a leap year). Days are
added after that. Counting back is not the reverse of it: see `Length.latest_start`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from generator.facts.contract import Rule
from generator.facts.when import When

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2999, 12, 31)
"""The days that are computed with. Nothing in a record lies outside them."""


@dataclass(frozen=True)
class Bounds:
    """The first and the last day on which something can be. `first` is None for no bound."""

    first: date | None
    last: date


@dataclass(frozen=True)
class Length:
    """A length in years, months and days."""

    years: int = 0
    months: int = 0
    days: int = 0

    @classmethod
    def of(cls, rule: Rule | None) -> Length | None:
        """The length that a clause gives, or None."""
        if rule is None or (rule.years, rule.months, rule.days) == (None, None, None):
            return None
        return cls(rule.years or 0, rule.months or 0, rule.days or 0)

    def __add__(self, other: Length) -> Length:
        return Length(self.years + other.years, self.months + other.months, self.days + other.days)

    @property
    def _delta(self) -> relativedelta:
        return relativedelta(years=self.years, months=self.months, days=self.days)

    def after(self, day: date) -> date:
        """The day on which the length, counted from a day, is over."""
        return day + self._delta

    def latest_start(self, end: date) -> date:
        """The last day from which the length is over by `end`.

        For 28 February and four months 31 October, since it too gives 28 February.
        """
        start = end - self._delta
        while self.after(start) > end:
            start -= timedelta(days=1)
        while self.after(start + timedelta(days=1)) <= end:
            start += timedelta(days=1)
        return start

    def cautious_start(self, end: date) -> date:
        """The day that counting back from `end` gives; never later than `latest_start`.

        For 28 February and four months 28 October. It holds however ends of months are read.
        """
        return min(end - self._delta, self.latest_start(end))

    def after_when(self, when: When) -> Bounds:
        """The end counted from a date that need not be exact: from its first and last day."""
        first, last = when.begins
        return Bounds(self.after(first) if first else None, self.after(last))
