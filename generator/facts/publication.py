"""Who publishes a record, how readers are treated, and how accessible the site is.

What the law asks for has a required key. A key whose value nobody has given yet holds
`null`: pages show it as to be filled in, and the check warns of it.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field

from generator.facts.base import NOT_IN_URL, Day, Flag, Line, Model, Text, Url, said

T = TypeVar("T")


def _null(value: Any) -> Any:
    return None if value == "null" else value


OrNull = Annotated[T | None, BeforeValidator(_null)]
"""A value, or `null` where it is to be filled in."""

Email = Annotated[str, Field(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+\.[A-Za-z]{2,}$", max_length=200)]
Contact = Annotated[
    str,
    Field(
        pattern=rf"^(https://[^\s<>\"{NOT_IN_URL}]+|[^@\s<>\"':/]+@[^@\s<>\"':/]+\.[A-Za-z]{{2,}})$",
        max_length=600,
    ),
]
"""A mail address, or a web address that nobody on the way can change."""


class Publisher(Model):
    """The body that answers for the record and its site, and how it is reached."""

    name: OrNull[Text] = Field(
        description=said("Den som ansvarar för registret.", "Who answers for the record.")
    )
    url: Url | None = Field(None, description=said("Dess egen webbplats.", "Its own website."))
    email: OrNull[Email] = Field(description=said("E-postadress.", "Mail address."))
    telephone: OrNull[Line] = Field(description=said("Telefonnummer.", "Telephone number."))
    address: OrNull[Line] = Field(description=said("Postadress.", "Postal address."))
    answers: OrNull[Text] = Field(
        description=said("När den som skriver får svar.", "When a reader can expect an answer.")
    )
    corrections: OrNull[Text] = Field(
        description=said("Vart läsare skickar rättelser.", "Where readers send corrections.")
    )


class Privacy(Model):
    """What the site keeps of its readers, and whom the record names."""

    controller: OrNull[Text] = Field(
        description=said("Den personuppgiftsansvariga.", "The controller of personal data.")
    )
    contact: OrNull[Line] = Field(
        description=said("Hur den nås.", "How the controller is reached.")
    )
    host: OrNull[Text] = Field(description=said("Vem som driver servern.", "Who runs the server."))
    logs: OrNull[Text] = Field(
        description=said(
            "Vad serverns logg innehåller, och hur länge det sparas.",
            "What the server's log holds, and for how long.",
        )
    )
    persons: tuple[Text, ...] = Field(
        (),
        description=said(
            "Vilka personer registret nämner, ett stycke var.",
            "Whom the record names, a paragraph each.",
        ),
    )


class Shortcoming(Model):
    """Content that is not accessible, and why."""

    what: Text = Field(description=said("Vad som inte är tillgängligt.", "What is not accessible."))
    why: Text = Field(description=said("Skälet.", "The reason."))


class Authority(Model):
    """The authority that supervises, and its form for complaints."""

    name: Text = Field(description=said("Myndighetens namn.", "The name of the authority."))
    url: Url = Field(description=said("Dess sida för anmälan.", "Its page for complaints."))


class Accessibility(Model):
    """The statement that the Swedish act (2018:1937) asks of a public body."""

    act_applies: OrNull[Flag] = Field(
        description=said(
            "Om lagen gäller för den som ansvarar.", "Whether the act applies to the publisher."
        )
    )
    conformance: OrNull[Literal["full", "partial", "none"]] = Field(
        description=said(
            "Hur väl webbplatsen följer lagen, enligt den som ansvarar.",
            "How far the site meets the act, as the publisher has assessed it.",
        )
    )
    assessed: OrNull[Day] = Field(
        description=said("Dagen för den senaste bedömningen.", "The day of the latest assessment.")
    )
    method: OrNull[Text] = Field(
        description=said("Hur den gjordes, och av vem.", "How it was assessed, and by whom.")
    )
    published: OrNull[Day] = Field(
        description=said(
            "Dagen då webbplatsen publicerades.", "The day on which the site was published."
        )
    )
    updated: OrNull[Day] = Field(
        description=said(
            "Dagen då redogörelsen senast ändrades.",
            "The day on which this statement was last changed.",
        )
    )
    tested: tuple[Text, ...] = Field(
        (), description=said("Vad som är prövat, med utfall.", "What was tested, with its result.")
    )
    untested: tuple[Text, ...] = Field(
        (), description=said("Vad ingen har prövat.", "What nobody has tested.")
    )
    shortcomings: tuple[Shortcoming, ...] = Field(
        description=said(
            "Kända brister; en tom lista säger att ingen är känd.",
            "Known faults; an empty list says that none is known.",
        )
    )
    burdensome: tuple[Shortcoming, ...] = Field(
        (), description=said("Undantaget enligt 12 § i lagen.", "Exempted by 12 § of the act.")
    )
    outside: tuple[Shortcoming, ...] = Field(
        (), description=said("Omfattas inte, enligt lagens 9 §.", "Outside the act, by its 9 §.")
    )
    supervision: Authority = Field(
        description=said("Myndigheten som har tillsyn.", "The authority that supervises.")
    )


class Security(Model):
    """Whom to tell of a hole in the site's security: `security.txt` by RFC 9116."""

    contact: OrNull[Contact] = Field(
        description=said(
            "Vart den som hittar en säkerhetsbrist vänder sig: en e-postadress, eller en webbadress som börjar med https://.",
            "Where to report a security flaw: a mail address, or a web address that begins with https://.",
        )
    )
    expires: OrNull[Day] = Field(
        description=said(
            "Sista dagen då kontakten gäller, högst ett år fram.",
            "The last day on which the contact holds, at most a year ahead.",
        )
    )


class Publication(Model):
    """What a record says of its own publication."""

    publisher: Publisher = Field(description=said("Den som ansvarar.", "Who is responsible."))
    privacy: Privacy = Field(description=said("Integritet.", "Privacy."))
    accessibility: Accessibility = Field(
        description=said("Tillgänglighetsredogörelsen.", "The accessibility statement.")
    )
    security: Security | None = Field(
        None,
        description=said(
            "Vart säkerhetsbrister anmäls. Med båda värdena skrivs filen security.txt.",
            "Where security flaws are reported. With both values, the file security.txt is written.",
        ),
    )


def to_fill_in(publication: Publication) -> list[tuple[str, str]]:
    """Section and key of every value that nobody has given yet."""
    return [
        (section, key)
        for section in type(publication).model_fields
        if (said_there := getattr(publication, section)) is not None
        for key, info in type(said_there).model_fields.items()
        if info.is_required() and getattr(said_there, key) is None
    ]


def unstated() -> dict[str, Any]:
    """A publication of which nobody has said anything, as it is read."""
    said_all_the_same = {
        "shortcomings": [],
        "supervision": {"name": {"sv": "–", "en": "–"}, "url": "https://example.org/"},
    }
    return {
        section: {
            key: said_all_the_same.get(key, "null")
            for key, info in model.annotation.model_fields.items()
            if info.is_required()
        }
        for section, model in Publication.model_fields.items()
        if isinstance(model.annotation, type) and issubclass(model.annotation, Model)
    }
