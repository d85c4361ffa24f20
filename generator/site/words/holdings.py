"""How it is said what a holder has done with its options, and what nobody knows of it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.facts.lives import LIVES
from generator.history.state import UNKNOWN, Status
from generator.history.steps import Some
from generator.site.words.labels import status_words
from generator.site.words.lists import listed

STEP_HEADS: dict[str, tuple[str, str]] = {
    "offered": ("Erbjuden", "Offered"),
    "authorised": ("Fullmakt", "Authorised"),
    "not-authorised": ("Fullmakt", "Authorised"),
    "signed": ("Tecknad", "Signed"),
    "not-signed": ("Tecknad", "Signed"),
    "cancelled": ("Efter avbeställningen", "After the cancellation"),
    "delivered": ("Levererad", "Delivered"),
}
"""The head of a column of time, by the status that it brought; its date follows."""

HAS: dict[str, tuple[str, str]] = {
    "offered": ("har erbjudits {}", "has been offered {}"),
    "authorised": ("har gett fullmakt för {}", "has authorised {}"),
    "not-authorised": ("har inte gett fullmakt för {}", "has not authorised {}"),
    "signed": ("har tecknat {}", "has signed {}"),
    "not-signed": ("har inte tecknat {}", "has not signed {}"),
    "cancelled": ("har tecknat {} som sedan avbeställdes", "signed {} that was later cancelled"),
    "delivered": ("har fått {} levererad", "has taken delivery of {}"),
}
"""What a holder did, by the status of the option."""


def option_names(numbers: Sequence[int], language: str, *, either: bool = False) -> str:
    """“option 1”, “option 2 och 3”, “options 2 or 3”."""
    sv = language == "sv"
    joint = ("eller" if either else "och") if sv else ("or" if either else "and")
    one = sv or either or len(numbers) == 1
    return f"{'option' if one else 'options'}\u00a0{listed(map(str, numbers), joint)}"


def _sentence(phrases: Sequence[str], language: str) -> str:
    return listed(phrases, "och" if language == "sv" else "and")


def answer(name: str, held: Sequence[tuple[int, Status]], language: str) -> list[str]:
    """The whole answer for one holder in at most four sentences.

    `held` gives each option's number and status; what is certain stands first.
    """
    sv = language == "sv"
    side = 0 if sv else 1
    certain: dict[str, list[int]] = {}
    perhaps: dict[str | None, list[int]] = {}
    for number, status in held:
        known = status.status in HAS and len(status.possible) == 1
        (certain if known else perhaps).setdefault(status.status or "", []).append(number)
    told: list[str] = []
    if certain:
        phrases = [
            HAS[status][side].format(option_names(numbers, language))
            for status, numbers in certain.items()
        ]
        told.append(f"{name} {_sentence(phrases, language)}.")
    also = (" också " if sv else " also ") if "signed" in certain else " "
    for word, numbers in perhaps.items():
        told += _perhaps(name, word or None, numbers, also, held=held, language=language)
    return told


def _perhaps(
    name: str,
    word: str | None,
    numbers: list[int],
    also: str,
    *,
    held: Sequence[tuple[int, Status]],
    language: str,
) -> list[str]:
    sv = language == "sv"
    either = option_names(numbers, language, either=True)
    if word is None:
        return [
            f"För {either} finns ingen uppgift om {name}." if sv
            else f"There is no information on {either} for {name}."
        ]  # fmt: skip
    if word in LIVES["option"].groups:
        many = len(numbers) > 1
        whether = (
            f"Om {name}{also}tecknade {either} framgår inte av någon källa." if sv
            else f"No source says whether {name}{also}signed {either}."
        )  # fmt: skip
        if sv:
            out = (
                "De är avbeställda där de var tecknade"
                if many
                else ("Den är avbeställd där den var tecknad")
            )
            return [whether, f"{out}, och gäller inte."]
        out = (
            "They are cancelled where they were signed"
            if many
            else ("It is cancelled where it was signed")
        )
        return [whether, f"{out}, and not in force."]
    candidates = dict.fromkeys(
        status_words("option", possible, language).lower()
        for number, status in held
        if number in numbers
        for possible in status.possible
    )
    words = listed(candidates, "eller" if sv else "or")
    return [
        f"Läget för {option_names(numbers, language)} framgår inte av någon källa: {words}." if sv
        else f"No source gives the status of {option_names(numbers, language)}: {words}."
    ]  # fmt: skip


def of_all(some: Some, members: str, language: str) -> str:
    """How many unnamed holders: “34 av 49 kommuner, inga namn”.

    Where no source counts them: “några av 49 kommuner, okänt vilka och hur många”.
    """
    sv = language == "sv"
    whole = f"{some.of}\u00a0{members}"
    of = "av" if sv else "of"
    if some.exactly is not None:
        return f"{some.exactly}\u00a0{of} {whole}, {'inga namn' if sv else 'no names'}"
    least = [
        ("minst" if sv else "at least", some.at_least),
        ("högst" if sv else "at most", some.at_most),
    ]
    counted = [f"{word} {number}" for word, number in least if number is not None]
    if counted:
        names = "inga namn" if sv else "no names"
        return f"{(' och ' if sv else ' and ').join(counted)} {of} {whole}, {names}"
    if sv:
        return f"några av {whole}, okänt vilka och hur många"
    return f"some of {whole}, not known which or how many"


def ceiling(some: Some, language: str) -> str:
    """The derived ceiling in words; '' where there is none."""
    if some.ceiling is None:
        return ""
    if language == "sv":
        return f"högst {some.ceiling}, ett härlett tak"
    return f"at most {some.ceiling}, a derived ceiling"


def is_open(status: Status) -> bool:
    """True where it is not known which of several statuses holds."""
    return status.status in (UNKNOWN, None)


def answer_of_all(
    sums: Sequence[tuple[int, Sequence[tuple[str | None, int]]]],
    total: int,
    members: str,
    language: str,
) -> list[str]:
    """The whole answer for all holders: by option number, how many have each status."""
    sv = language == "sv"
    side = 0 if sv else 1
    told: list[str] = []
    common: dict[str | None, list[int]] = {}
    for number, counts in sums:
        if len(counts) == 1:
            common.setdefault(counts[0][0], []).append(number)
    for status, numbers in common.items():
        names = option_names(numbers, language)
        if status in HAS:
            phrase = HAS[status][side].format(names)
            everyone = f"Alla {total} {members}" if sv else f"All {total} {members}"
            told.append(f"{everyone} {phrase if sv else _plural(phrase)}.")
        elif status in LIVES["option"].groups:
            either = option_names(numbers, language, either=True)
            many = len(numbers) > 1
            if sv:
                told.append(f"Vilka som tecknade {either} framgår inte av någon källa.")
                out = (
                    "De är avbeställda där de var tecknade"
                    if many
                    else ("Den är avbeställd där den var tecknad")
                )
                told.append(f"{out}, och gäller inte någonstans.")
            else:
                told.append(f"No source says which of them signed {either}.")
                out = (
                    "They are cancelled where they were signed"
                    if many
                    else ("It is cancelled where it was signed")
                )
                told.append(f"{out}, and in force nowhere.")
        else:
            told.append(
                f"Läget för {names} framgår inte av någon källa." if sv
                else f"No source gives the status of {names}."
            )  # fmt: skip
    for number, counts in sums:
        if len(counts) > 1:
            words = ", ".join(
                f"{count} {status_words('option', status, language).lower()}"
                for status, count in counts
            )
            told.append(f"{option_names([number], language).capitalize()}: {words}.")
    return told


def _plural(phrase: str) -> str:
    return f"have{phrase[3:]}" if phrase.startswith("has ") else phrase
