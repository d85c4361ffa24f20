"""An explanation of a rule, and all of them by id."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """What a rule asks and why, in both languages, with a wrong and a right example.

    The examples are lines of `file`. Replacing `right` by `wrong` in the small record of the
    tests breaks the rule; with `after`, both are put in after that text. “⟨U+200B⟩” stands for
    a character that cannot be seen, “⟨0xE5⟩” for a byte. Without a file, there is no such
    place, and the examples are file names or words.
    """

    id: str
    file: str
    sv: str
    en: str
    wrong: str
    right: str
    after: str = ""
    warning: bool = False
