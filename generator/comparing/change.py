"""What differs between two versions of a record: one object, which reports render."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.facts.when import When
from generator.history.state import Status

Json = Any
"""What a field holds, as JSON: text, number, list or mapping."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry, before and after; None where it was or is not there.

    `type` is `date`, `text`, `number`, `id`, `item` (of a list) or `value`. For a text
    the field is named with its language: `title.en`.
    """

    field: str
    type: str
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry that was `added`, `removed`, `corrected`, `renamed` or only `verified` anew.

    `before` is its former id where it was renamed. `leads_to` and `retired` tell what a
    removed entry leaves behind.
    """

    what: str
    kind: str
    id: str
    fields: tuple[FieldChange, ...] = ()
    before: str | None = None
    retired: bool = False
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Lived:
    """A status of a life, and the first day on which it is possible."""

    first: date
    status: Status

    def as_json(self) -> dict[str, Any]:
        """The status as `state` prints it, and the day; null where no day is known."""
        first = None if self.first == date.min else self.first.isoformat()
        return {**self.status.as_json(), "first": first}


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One status of a life: new, gone, or told with other dates."""

    before: Lived | None
    after: Lived | None


@dataclass(frozen=True, slots=True)
class LifeChange:
    """What differs in the history of a subject for some parties; `('',)` where it has none.

    It is `rewritten` where something that was said before is no longer said. Where a new
    event only goes on from where the history ended, nothing is rewritten.
    """

    subject: str
    kind: str
    parties: tuple[str, ...]
    changes: tuple[StatusChange, ...]
    rewritten: bool
    everyone: str = ""
    """The collective that these parties are all members of, or `*` for all that it has."""


@dataclass(frozen=True, slots=True)
class HorizonChange:
    """How far the sources reach: of a subject, or of the record (`''`)."""

    subject: str
    before: When | None
    after: When | None


@dataclass(frozen=True, slots=True)
class KnownChange:
    """When an event became public, by the first of its sources."""

    event: str
    before: When | None
    after: When | None


@dataclass(frozen=True, slots=True)
class TermChange:
    """What follows from a clause, field by field."""

    term: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """An entry that rests on what changed, and on which of it; it needs a new look."""

    kind: str
    id: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Paths of pages and other files of the site, from its root."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that must be confirmed in the data, and whether it is.

    `what` is `history`, `removed`, `fewer` or `addresses`; `items` are the subjects, ids,
    kinds or addresses not yet confirmed; `numbers` tells how much of how much.
    """

    what: str
    items: tuple[str, ...]
    numbers: tuple[int, int, int] = (0, 0, 0)
    """Changed, of all, and how many of them could change unconfirmed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs."""

    entries: tuple[EntryChange, ...]
    lives: tuple[LifeChange, ...]
    horizons: tuple[HorizonChange, ...]
    known: tuple[KnownChange, ...]
    terms: tuple[TermChange, ...]
    looks: tuple[Look, ...]
    settings: tuple[FieldChange, ...]
    files: FileChanges
    demands: tuple[Demand, ...]
    confirmed: tuple[str, ...]
    """Ids of confirmations that came with the change."""

    @property
    def any(self) -> bool:
        """True where anything differs."""
        files = self.files
        return bool(
            self.entries or self.lives or self.settings or self.confirmed
            or files.added or files.changed or files.removed
        )  # fmt: skip
