"""What statuses are called, and the names of all fixed words for those who word pages."""

from __future__ import annotations

from generator.facts.labels import (
    ANY_STATUS,
    CLASSIFICATIONS,
    CONFIDENCE,
    CONFIDENCE_TEXT,
    CONFORMANCE,
    CONTRACT_TYPES,
    EVENT_TYPES,
    KINDS,
    LANGUAGES,
    LIVES,
    PLACES,
    ROLES,
    STATUS,
    SUPPORTS,
    TERM_BASES,
    TERM_TYPES,
    Pair,
)

__all__ = [
    "ANY_STATUS",
    "CLASSIFICATIONS",
    "CONFIDENCE",
    "CONFIDENCE_TEXT",
    "CONFORMANCE",
    "CONTRACT_TYPES",
    "EVENT_TYPES",
    "KINDS",
    "LANGUAGES",
    "LIVES",
    "PLACES",
    "ROLES",
    "STATUS",
    "SUPPORTS",
    "TERM_BASES",
    "TERM_TYPES",
    "Pair",
    "status_class",
    "status_words",
]


def status_words(kind: str, status: str | None, language: str) -> str:
    """What a status is called."""
    return _status(kind, status)[0 if language == "sv" else 1]


def status_class(kind: str, status: str | None) -> str:
    """The class and symbol of a status's badge."""
    return _status(kind, status)[2]


def _status(kind: str, status: str | None) -> tuple[str, str, str]:
    return STATUS[kind].get(status or "") or ANY_STATUS[status]
