"""All explanations by the id of their rule."""

from __future__ import annotations

from generator.rules.explained import Explained
from generator.rules.on_files import FILES
from generator.rules.on_meaning import MEANING
from generator.rules.on_values import VALUES

GROUPS: tuple[tuple[str, str, tuple[Explained, ...]], ...] = (
    ("Filerna", "The files", FILES),
    ("Nycklar och värden", "Keys and values", VALUES),
    ("Vad uppgifterna säger", "What the facts say", MEANING),
)
"""Swedish and English heading of each group, and its rules."""

EXPLAINED: dict[str, Explained] = {rule.id: rule for _, _, rules in GROUPS for rule in rules}
PAGE = "regler/"
"""The published page with all explanations; a rule's own place on it is its id."""
