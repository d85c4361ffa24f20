"""Numbers and amounts. Never rounded: a short form only where it is exact."""

from __future__ import annotations

import re

from generator.facts.figure import Figure

GROUP = {"sv": "\u00a0", "en": ","}
POINT = {"sv": ",", "en": "."}
SCALES = {
    "sv": ((10**9, "miljard", "miljarder"), (10**6, "miljon", "miljoner")),
    "en": ((10**9, "billion", "billion"), (10**6, "million", "million")),
}
CURRENCIES = {
    "sv": {"SEK": "kronor", "EUR": "euro", "USD": "dollar"},
    "en": {"SEK": "SEK", "EUR": "EUR", "USD": "USD"},
}
UNITS = {
    "percent": ("procent", "percent"),
    "municipalities": ("kommuner", "municipalities"),
    "options": ("optioner", "options"),
    "parties": ("parter", "parties"),
    "persons": ("personer", "persons"),
    "systems": ("system", "systems"),
    "reports": ("rapporter", "reports"),
    "documents": ("dokument", "documents"),
    "interviews": ("intervjuer", "interviews"),
    "processes": ("processer", "processes"),
    "days": ("dagar", "days"),
    "months": ("månader", "months"),
    "years": ("år", "years"),
}
QUALIFIERS = {
    "exact": ("", ""),
    "about": ("omkring ", "about "),
    "at-least": ("minst ", "at least "),
    "at-most": ("högst ", "at most "),
    "more-than": ("fler än ", "more than "),
}


def grouped(number: int, language: str) -> str:
    """Digits in groups of three: “2 332”, “2,332”."""
    return f"{number:,}".replace(",", GROUP[language])


def scaled(number: int, language: str) -> str:
    """“2,1 miljarder” where at most three decimals say it exactly, else all digits."""
    for factor, one, many in SCALES[language]:
        if abs(number) >= factor and number * 1000 % factor == 0:
            thousandths = number * 1000 // factor
            whole, rest = divmod(abs(thousandths), 1000)
            decimals = f"{rest:03d}".rstrip("0")
            text = grouped(whole, language) + (POINT[language] + decimals if decimals else "")
            word = one if abs(thousandths) == 1000 else many
            return f"{'-' if number < 0 else ''}{text}\u00a0{word}"
    return grouped(number, language)


def with_unit(number: str, unit: str, language: str) -> str:
    """A number with its unit: “799 miljoner kronor”, “SEK 799 million”, “49 kommuner”."""
    if unit in CURRENCIES[language]:
        currency = CURRENCIES[language][unit]
        return f"{number}\u00a0{currency}" if language == "sv" else f"{currency}\u00a0{number}"
    return f"{number}\u00a0{UNITS[unit][0 if language == 'sv' else 1]}"


def figure_words(figure: Figure, language: str) -> str:
    """A figure with its qualifier, range and unit."""
    money = figure.unit in CURRENCIES[language]
    form = scaled if money else grouped
    qualifier = QUALIFIERS[figure.qualifier][0 if language == "sv" else 1]
    if figure.qualifier == "more-than" and money and language == "sv":
        qualifier = "mer än "
    if figure.value is not None:
        return qualifier + with_unit(form(figure.value, language), figure.unit, language)
    if figure.minimum is None or figure.maximum is None:
        bound = figure.minimum if figure.minimum is not None else figure.maximum
        assert bound is not None
        word = QUALIFIERS["at-least" if figure.minimum is not None else "at-most"]
        return word[0 if language == "sv" else 1] + with_unit(
            form(bound, language), figure.unit, language
        )
    low, high = form(figure.minimum, language), form(figure.maximum, language)
    low_word, high_word = low.partition("\u00a0")[2], high.partition("\u00a0")[2]
    if low_word and low_word == high_word and not low_word[0].isdigit():
        low = low.partition("\u00a0")[0]
    elif re.search("[a-z]", high) and not re.search("[a-z]", low):
        high = grouped(figure.maximum, language)  # “500–2 miljarder” would scale both
    return qualifier + with_unit(f"{low}–{high}", figure.unit, language)
