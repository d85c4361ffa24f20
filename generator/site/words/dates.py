"""Dates in words, never more exact than they are."""

from __future__ import annotations

from datetime import date

from babel.dates import get_month_names

from generator.facts.when import Point, When

LOCALES = {"sv": "sv", "en": "en_GB"}
MONTHS = {
    language: [get_month_names("wide", locale=locale)[month] for month in range(1, 13)]
    for language, locale in LOCALES.items()
}
SHORT_MONTHS = {
    "sv": "jan feb mars apr maj juni juli aug sept okt nov dec".split(),
    "en": "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split(),
}
"""Without the points that CLDR gives, and never shorter than readers expect."""

SEASONS = {
    "sv": {21: "våren", 22: "sommaren", 23: "hösten", 24: "vintern"},
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
}
QUALIFIERS = {
    "sv": {"": "", "~": "omkring ", "?": "troligen ", "%": "troligen omkring "},
    "en": {"": "", "~": "about ", "?": "probably ", "%": "probably about "},
}


def point_words(point: Point, language: str, *, short: bool = False) -> str:
    """“15 november 2024”, “omkring november 2018”, “våren 2020”."""
    return QUALIFIERS[language][point.qualifier] + _bare(point, language, short)


def _bare(point: Point, language: str, short: bool) -> str:
    if point.month is None:
        return str(point.year)
    if point.season:
        year = str(point.year)
        if point.season == 24:
            joint = "/" if language == "sv" else "–"
            year += f"{joint}{(point.year + 1) % 100:02d}"
        return f"{SEASONS[language][point.season]} {year}"
    month = (SHORT_MONTHS if short else MONTHS)[language][point.month - 1]
    return f"{point.day}\u00a0{month} {point.year}" if point.day else f"{month} {point.year}"


def when_words(when: When, language: str, *, short: bool = False) -> str:
    """A date or interval in words."""
    swedish = language == "sv"
    if not when.interval:
        assert when.start is not None
        return point_words(when.start, language, short=short)
    start = point_words(when.start, language, short=short) if when.start else ""
    end = point_words(when.end, language, short=short) if when.end else ""
    if when.open_end:
        if short:
            return f"{start} –"
        return f"från {start}, tills vidare" if swedish else f"from {start}, until further notice"
    if when.unknown_end:
        return f"från {start}, slutdatum okänt" if swedish else f"from {start}, end date unknown"
    if not start:
        return f"senast {end}" if swedish else f"by {end}"
    return f"{start} – {end}"


def day_words(day: date, language: str, *, short: bool = False) -> str:
    """One day in words."""
    return _bare(Point(day.year, day.month, day.day), language, short)


def precision_words(when: When, language: str) -> str:
    """What is not known of the date, or that all is known."""
    sv = language == "sv"
    if when.interval:
        if when.open_end:
            return "inget slutdatum är känt" if sv else "no end date is known"
        if when.unknown_end:
            return "slutdatum okänt" if sv else "end date unknown"
        if when.start is None:
            return (
                "när är inte känt, bara att det var senast då"
                if sv
                else ("when is not known, only that it was by then")
            )
        return "tidsrum, inte närmare känt" if sv else "a span of time, not known more closely"
    point = when.start
    assert point is not None
    parts = []
    if point.about:
        parts.append("ungefärligt datum" if sv else "approximate date")
    if point.uncertain:
        parts.append("osäkert datum" if sv else "uncertain date")
    unknown = {
        "month": ("dagen är okänd", "the day is not known"),
        "season": ("månad och dag är okända", "month and day are not known"),
        "year": ("månad och dag är okända", "month and day are not known"),
        "day": ("", ""),
    }[point.precision][0 if sv else 1]
    if unknown:
        parts.append(unknown)
    return ", ".join(parts) or ("dagen är känd" if sv else "the day is known")


def machine_date(when: When) -> str:
    """The value of a `datetime` attribute: a day, month or year; '' for anything else."""
    if when.interval or when.start is None or when.start.season or when.start.qualifier:
        return ""
    return str(when.start)


def distance_words(first: date, second: date, language: str) -> str:
    """“dagen före”, “fyra dagar efter”, “omkring tre månader efter”: second seen from first."""
    days = (second - first).days
    sv = language == "sv"
    if days == 0:
        return "samma dag" if sv else "the same day"
    after = ("efter" if sv else "after") if days > 0 else ("före" if sv else "before")
    days = abs(days)
    if days == 1:
        return f"dagen {after}" if sv else f"the day {after}"
    if days < 45:
        return f"{number_word(days, language)} {'dagar' if sv else 'days'} {after}"
    months = round(days / 30.44)
    if months < 18:
        unit = (
            ("månader" if months > 1 else "månad") if sv else ("months" if months > 1 else "month")
        )
        number = number_word(months, language) if months > 1 else ("en" if sv else "one")
        return f"{'omkring' if sv else 'about'} {number} {unit} {after}"
    years = round(days / 365.25)
    unit = "år" if sv else "years"
    return f"{'omkring' if sv else 'about'} {number_word(years, language)} {unit} {after}"


NUMBER_WORDS = {
    "sv": "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve".split(),
}


def number_word(number: int, language: str) -> str:
    """Up to twelve in letters, then in digits."""
    words = NUMBER_WORDS[language]
    return words[number] if 0 <= number < len(words) else str(number)
