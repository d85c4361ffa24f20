"""What follows from a clause, in words: formulas, examples, and what they are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.history.periods import Bounds, Length
from generator.site.words.dates import MONTHS, day_words

UNITS = (("år", "år", "year", "years"), ("månad", "månader", "month", "months"),
         ("dag", "dagar", "day", "days"))  # fmt: skip

EXAMPLE = (
    "Räkneexempel, inte ett beslut: ett varsel den {notice} kan få verkan tidigast den {end}.",
    (
        "Worked example, not a decision: notice given on {notice} could take effect on {end} "
        "at the earliest."
    ),
)
BACKWARDS = (
    (
        "Räkneexempel, inte ett beslut: för verkan senast den {end} räcker ett varsel den {safe}. "
        "Räknat framåt ger också ett varsel den {last} verkan den dagen eller tidigare."
    ),
    (
        "Worked example, not a decision: for an effect by {end}, notice on {safe} is in time. "
        "Counted forwards, notice on {last} also takes effect by that day."
    ),
)
BACKWARDS_SAME = (
    "Räkneexempel, inte ett beslut: för verkan senast den {end} är den {safe} sista dag för varsel.",
    "Worked example, not a decision: for an effect by {end}, the last day for notice is {safe}.",
)


@dataclass(frozen=True)
class Wording:
    """What the page's script needs to say the same as the page itself."""

    example: str
    backwards: str
    backwards_same: str
    months: str


def wording(language: str) -> Wording:
    """The sentences with places to fill, and the names of the months."""
    side = 0 if language == "sv" else 1
    return Wording(EXAMPLE[side], BACKWARDS[side], BACKWARDS_SAME[side], " ".join(MONTHS[language]))


def length_words(length: Length, language: str) -> str:
    """“4 månader”, “10 years and 6 months”."""
    offset = 0 if language == "sv" else 2
    parts = [
        f"{number}\u00a0{words[offset if number == 1 else offset + 1]}"
        for number, words in zip((length.years, length.months, length.days), UNITS, strict=True)
        if number
    ]
    return (" och " if language == "sv" else " and ").join(parts)


def example_words(length: Length, notice: date, language: str) -> str:
    """The earliest day of effect of a notice, as an example."""
    return EXAMPLE[0 if language == "sv" else 1].format(
        notice=day_words(notice, language), end=day_words(length.after(notice), language)
    )


def backwards_words(length: Length, end: date, language: str) -> str:
    """The last day of notice for an effect by a day, as an example."""
    safe, last = length.cautious_start(end), length.latest_start(end)
    pair = BACKWARDS_SAME if safe == last else BACKWARDS
    return pair[0 if language == "sv" else 1].format(
        end=day_words(end, language),
        safe=day_words(safe, language),
        last=day_words(last, language),
    )


def bounds_words(bounds: Bounds, language: str) -> str:
    """“28 februari 2025”, “tidigast 2 april och senast 29 april 2022”."""
    last = day_words(bounds.last, language)
    if bounds.first == bounds.last:
        return last
    if bounds.first is None:
        return f"senast {last}" if language == "sv" else f"by {last}"
    first = day_words(bounds.first, language)
    if language == "sv":
        return f"tidigast {first} och senast {last}"
    return f"{first} at the earliest and {last} at the latest"


def examples(length: Length, horizon: date) -> Iterator[tuple[date, date]]:
    """Days of notice in the year of the horizon, and the ends: plain days and month ends.

    With the last days of the month from which the end falls in a February, where they meet.
    """
    year = horizon.year
    before_february = (1 - length.years * 12 - length.months) % 12 + 1
    days = {date(year, 1, 1), date(year, 6, 15), horizon}
    for day in range(28, 32):
        try:
            days.add(date(year, before_february, day))
        except ValueError:
            break
    for day_ in sorted(days):
        yield day_, length.after(day_)
