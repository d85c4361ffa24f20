"""Time as a length: linear, from a day to a pixel and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Scale:
    """The days from `first` to `last` laid out from `start` over `length` pixels."""

    first: date
    last: date
    start: float
    length: float

    @property
    def end(self) -> float:
        """The pixel of the last day."""
        return self.start + self.length

    @property
    def per_day(self) -> float:
        """Pixels for one day."""
        return self.length / (self.last - self.first).days

    def at(self, day: date) -> float:
        """The pixel of a day; a day outside lies at the nearer end."""
        inside = min(max(day, self.first), self.last)
        return self.start + (inside - self.first).days * self.per_day

    def day(self, pixel: float) -> date:
        """The day of a pixel; the inverse of `at` for days inside."""
        days = round((pixel - self.start) / self.per_day)
        return self.first + timedelta(days=min(max(days, 0), (self.last - self.first).days))

    def years(self) -> Iterator[tuple[int, float, float]]:
        """Each year with the pixels at which it begins and ends."""
        for year in range(self.first.year, self.last.year + 1):
            start, end = self.at(date(year, 1, 1)), self.at(date(year + 1, 1, 1))
            if end - start > 1:
                yield year, start, end
