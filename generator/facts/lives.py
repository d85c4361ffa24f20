"""The life of each kind of subject: its statuses and which may follow which."""

from __future__ import annotations

from dataclasses import dataclass, field

NO_STATUS = ""
"""The state of a subject before the first event that touches it."""


@dataclass(frozen=True)
class Life:
    """`follows[a]` are the statuses that may come after `a`.

    `passes_over[x]` are statuses that an effect “becomes x” leaves alone, because it
    only reaches what it can reach: cancelling an option for everybody does not touch
    one who never signed. `groups` name a set of statuses that together say one thing.
    """

    follows: dict[str, tuple[str, ...]]
    passes_over: dict[str, tuple[str, ...]] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def statuses(self) -> tuple[str, ...]:
        """All statuses, in the order of a life."""
        return tuple(status for status in self.follows if status != NO_STATUS)

    def allows(self, before: str, after: str) -> bool:
        """True where `after` may follow `before`; a status may always be confirmed."""
        return before == after or after in self.follows.get(before, ())


LIVES: dict[str, Life] = {
    "option": Life(
        follows={
            NO_STATUS: (
                "offered",
                "authorised",
                "not-authorised",
                "signed",
                "not-signed",
            ),
            "authorised": ("offered", "signed", "not-signed"),
            "not-authorised": ("offered", "not-signed"),
            "offered": ("authorised", "signed", "not-signed"),
            "signed": ("cancelled", "delivered"),
            "not-signed": (),
            "cancelled": (),
            "delivered": (),
        },
        passes_over={"cancelled": ("not-signed",)},
        groups={"not-in-force": ("cancelled", "not-signed")},
    ),
    "deployment": Life(
        follows={
            NO_STATUS: ("planned", "in-use"),
            "planned": ("in-use", "stopped"),
            "in-use": ("stopped",),
            "stopped": ("resumed",),
            "resumed": ("stopped",),
        }
    ),
    "pause": Life(
        follows={
            NO_STATUS: ("decided", "agreed"),
            "decided": ("agreed", "notice-given", "ended"),
            "agreed": ("notice-given", "ended"),
            "notice-given": ("ended",),
            "ended": (),
        }
    ),
    "contract": Life(
        follows={
            NO_STATUS: ("tendering", "awarded", "signed"),
            "tendering": ("awarded", "withdrawn"),
            "awarded": ("appealed", "signed", "withdrawn"),
            "appealed": ("awarded", "signed", "withdrawn"),
            "signed": ("amended", "expired", "terminated"),
            "amended": ("expired", "terminated"),
            "withdrawn": (),
            "expired": (),
            "terminated": (),
        }
    ),
    "programme": Life(
        follows={
            NO_STATUS: ("planning", "procurement", "implementation"),
            "planning": ("procurement",),
            "procurement": ("implementation",),
            "implementation": ("paused", "discontinuation-proposed", "discontinued"),
            "paused": ("discontinuation-proposed", "discontinued", "resumed"),
            "discontinuation-proposed": ("discontinued", "resumed"),
            "discontinued": (),
            "resumed": ("paused", "discontinuation-proposed", "discontinued"),
        }
    ),
    "review": Life(
        follows={
            NO_STATUS: ("opened", "reported"),
            "opened": ("reported", "closed"),
            "reported": ("closed",),
            "closed": (),
        }
    ),
    "supervision": Life(
        follows={
            NO_STATUS: ("opened", "reported", "closed"),
            "opened": ("reported", "closed"),
            "reported": ("closed",),
            "closed": (),
        }
    ),
    "milestone": Life(
        follows={
            NO_STATUS: ("planned", "met"),
            "planned": ("met", "missed", "withdrawn"),
            "missed": ("planned", "met", "withdrawn"),
            "met": (),
            "withdrawn": ("planned",),
        }
    ),
}
"""By kind of subject. Options and contracts are kinds of their own; see `subject.py`
for the others."""

IN_FORCE = ("signed", "amended")
"""Statuses of a contract under which its clauses bind."""
