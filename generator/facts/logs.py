"""What the record remembers of itself: ids that are gone, and large changes that were meant.

Both are lists that only grow. Neither holds facts.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.facts.base import Day, FactId, Id, Model, NotConsistent, Text, Whole, said
from generator.facts.when import When

Kind = Literal[
    "party", "source", "event", "contract", "option", "term", "subject", "figure", "gap", "question",
]  # fmt: skip
Address = Annotated[str, Field(pattern=r"^(?:[a-z0-9]+(?:-[a-z0-9]+)*/)+$", max_length=200)]


class Retired(Model):
    """An id or page that was published and is gone: it leads on, or leaves a page that says why."""

    id: Id = Field(
        description=said(
            "Det id som är borta. Det används aldrig igen.",
            "The id that is gone. It is never used again.",
        )
    )
    kind: Kind | Literal["page"] = Field(
        description=said(
            "Vad det var. page: adressen till en sida som inte hör till någon uppgift.",
            "What it was. “page”: the address of a page that belongs to no entry.",
        )
    )
    to: FactId | None = Field(
        None, description=said("Det id som det leder vidare till.", "The id that it leads on to.")
    )
    name: Text | None = Field(
        None,
        description=said(
            "Vad det hette. Blir rubrik på sidan som blir kvar.",
            "What it was called; heads the page it leaves.",
        ),
    )
    addresses: tuple[Address, ...] = Field(
        (),
        description=said(
            "Adresser till dess sidor, när slaget inte ger dem: mapp/namn/.",
            "Paths of its former pages, where the kind does not give them: folder/name/.",
        ),
    )
    when: When | None = Field(
        None,
        description=said(
            "För en händelse: den dag den hade, så att kalendrar kan stryka den.",
            "For an event: the day that it had, so that calendars can cancel it.",
        ),
    )
    date: Day = Field(
        description=said("Den dag då det togs ur bruk.", "The day on which it was retired.")
    )
    reason: Text | None = Field(
        None,
        description=said(
            "Varför. Behövs om det inte leder vidare.", "Why. Needed unless it leads on."
        ),
    )

    @model_validator(mode="after")
    def _leads_on_or_says_why(self) -> Retired:
        if self.to is None and self.reason is None:
            raise NotConsistent(
                "has neither “to” nor “reason”",
                "Add “to: id” where it has a new id, or “reason” with sv and en: why it is gone.",
            )
        if self.kind == "page" and not self.addresses:
            raise NotConsistent(
                "is a page and has no “addresses”",
                "Add “addresses: [path/]”: where the page was.",
            )
        return self


class Fewer(Model):
    """How many entries of a kind go."""

    kind: Kind = Field(description=said("Vilket slag.", "Which kind."))
    by: Whole = Field(description=said("Hur många som försvinner.", "How many go."))


class Confirmation(Model):
    """A large change that is meant: what, by whom, when and why.

    It holds for the change that brings it and for no later one.
    """

    id: Id = Field(description=said("Ett id för bekräftelsen.", "An id of the confirmation's own."))
    date: Day = Field(description=said("Den dag då den gavs.", "The day on which it was given."))
    by: Text = Field(
        description=said(
            "Funktionen som bekräftar, aldrig ett personnamn.",
            "The office that confirms; never the name of a person.",
        )
    )
    why: Text = Field(description=said("Varför ändringen är rätt.", "Why the change is right."))
    history: tuple[Id, ...] = Field(
        (),
        description=said(
            "Ärenden vars härledda historia berättas på annat sätt än förut.",
            "Subjects whose derived history is told otherwise than before.",
        ),
    )
    removed: tuple[Id, ...] = Field(
        (),
        description=said(
            "Id som försvinner och inte lämnar någon sida.", "Ids that go and leave no page."
        ),
    )
    fewer: tuple[Fewer, ...] = Field(
        (),
        description=said(
            "Slag som många uppgifter försvinner ur.", "Kinds of which many entries go."
        ),
    )
    addresses: tuple[Address, ...] = Field(
        (),
        description=said(
            "Adresser som försvinner och inte lämnar någon sida.",
            "Addresses that go and leave no page.",
        ),
    )
