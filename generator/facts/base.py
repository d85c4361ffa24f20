"""What all facts share: text in two languages, citations, confidence, ids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

LANGUAGES = ("sv", "en")
"""The languages of a record, first the one that must be complete."""

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks an id field as pointing to facts of these kinds; empty means any kind."""

    kinds: tuple[str, ...]


def said(swedish: str, english: str) -> str:
    """The description of a field in both languages, as editors show it: Swedish first."""
    return f"{swedish}\n\n{english}"


def help_on(description: str | None, language: str) -> str:
    """One language of a description that `said` put together."""
    swedish, _, english = (description or "").partition("\n\n")
    return swedish if language == "sv" else english or swedish


class NotWhole(ValueError):
    """The text is not a whole number."""


class NotADay(ValueError):
    """The text is not one exact day, YYYY-MM-DD."""


class NotTrueOrFalse(ValueError):
    """The text is neither true nor false."""


class NotConsistent(ValueError):
    """Fields that do not go together. `key` is the one to look at, where it is given."""

    def __init__(self, message: str, hint: str, key: str = "") -> None:
        self.hint = hint
        self.key = key
        super().__init__(message)


FIRST_YEAR, LAST_YEAR = 1000, 2999
"""The years that a record may name. What lies beyond is a slip, and no calendar counts past it."""


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?(?:0|[1-9][0-9]{0,17})", value):
        return int(value)
    raise NotWhole(f"“{value}” is not a whole number")


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
            raise NotADay(f"“{value}” lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    raise NotADay(f"“{value}” is not a day, YYYY-MM-DD")


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise NotTrueOrFalse(f"“{value}” is neither true nor false")


Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
LONGEST = 2000
"""Characters of the longest text that a field takes."""
Line = Annotated[str, Field(min_length=1, max_length=LONGEST)]

NOT_IN_URL = r"\\^`{|}"
"""Signs that no web address may hold as they are (RFC 3986), as within a pattern's brackets."""
Url = Annotated[str, Field(pattern=rf"^https?://[^\s<>\"{NOT_IN_URL}]+$", max_length=600)]

PartyId = Annotated[Id, Ref(("party",))]
SourceId = Annotated[Id, Ref(("source",))]
EventId = Annotated[Id, Ref(("event",))]
ContractId = Annotated[Id, Ref(("contract",))]
TermId = Annotated[Id, Ref(("term",))]
SubjectId = Annotated[Id, Ref(("subject", "option", "contract"))]
MilestoneId = Annotated[Id, Ref(("subject",))]
FactId = Annotated[Id, Ref(())]


class Model(BaseModel):
    """Frozen, and a key that no field has is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Model):
    """The same text in Swedish and English. Swedish is required, English may lag."""

    sv: Line = Field(
        description=said(
            "Texten på svenska. Den är alltid hel och kommer först.",
            "The text in Swedish, complete and first.",
        )
    )
    en: Line | None = Field(
        None,
        description=said(
            "Texten på engelska. Saknas den ges en varning, inget fel.",
            "The text in English; missing gives a warning.",
        ),
    )

    def given_in(self, language: str) -> tuple[str, str]:
        """The text and the language it is really in: Swedish where English is missing."""
        if language == "en" and self.en is not None:
            return self.en, "en"
        return self.sv, "sv"


class Confidence(StrEnum):
    """How sure the record is of a fact."""

    ESTABLISHED = "established"
    REPORTED = "reported"
    DISPUTED = "disputed"


Supported = Literal[
    "when",
    "title",
    "text",
    "parties",
    "effects",
    "value",
    "as_of",
    "names",
    "posts",
    "rule",
]

PLACE_WORDS = (
    "whole",
    "list",
    "lead",
    "agenda",
    "fact-box",
    "title",
    "date",
    "address",
)
"""Places in a source that have no paragraph number."""

AT_PATTERN = (
    r"^(?:¶ \d{1,3}(?:[-–]\d{1,3})?(?:, \d{1,3}(?:[-–]\d{1,3})?)*|" + "|".join(PLACE_WORDS) + r")$"
)


class Citation(Model):
    """A place in a source, and which of the fact's fields it supports."""

    source: SourceId = Field(
        description=said("Källans id i sources.yaml.", "The id of the source in sources.yaml.")
    )
    at: Annotated[str, Field(pattern=AT_PATTERN)] = Field(
        description=said(
            "Stället i källan: “¶ 8” är åttonde stycket, “¶ 3-5” tredje till femte, “¶ 2, 4” andra och fjärde. Eller ett av orden whole, list, lead, agenda, fact-box, title, date, address.",
            "The place in the source: “¶ 8”, “¶ 3-5”, “¶ 2, 4”, or one of whole, list, lead, agenda, fact-box, title, date, address.",
        )
    )
    supports: tuple[Supported, ...] = Field(
        (),
        description=said(
            "Vilka fält källan styrker. Utelämnat: hela uppgiften.",
            "Which fields it supports. Left out: the whole fact.",
        ),
    )


def _either_language(value: Any) -> Any:
    return {"sv": value, "en": value} if isinstance(value, str) else value


def _or_plain(schema: dict[str, Any]) -> None:
    schema["anyOf"] = [{"$ref": schema.pop("$ref")}, {"type": ["string", "number", "boolean"]}]


class Correction(Model):
    """A mistake that was put right: when, in which field, what it said before, and why."""

    date: Day = Field(
        description=said(
            "Dagen då uppgiften rättades här.", "The day on which this record was corrected."
        )
    )
    field: Line = Field(
        description=said(
            "Nyckeln som var fel, till exempel “when”.",
            "The key of this entry that was wrong, such as “when”.",
        )
    )
    was: Annotated[Text, BeforeValidator(_either_language)] = Field(
        json_schema_extra=_or_plain,
        description=said(
            "Hur det stod förut: sv och en, eller som det skrevs om det inte är en text.",
            "The former wording: sv and en, or as typed where it is no text.",
        ),
    )
    reason: Text = Field(description=said("Varför det rättades.", "Why it was corrected."))


class Entry(Model):
    """One record in a data file: an id, and when it was taken in and last checked."""

    id: Id = Field(
        description=said(
            "Uppgiftens namn i adresser: a–z, siffror och bindestreck. Unikt bland alla slag, och ändras aldrig.",
            "Lower-case ASCII with hyphens; unique among all kinds, and never changed.",
        )
    )
    recorded: Day = Field(
        description=said(
            "Dagen då uppgiften togs in i registret.", "The day this record took the fact in."
        )
    )
    verified: Day = Field(
        description=said(
            "Dagen då uppgiften senast jämfördes med sina källor.",
            "The day the fact was last checked against its sources.",
        )
    )
    remark: Text | None = Field(
        None,
        description=said(
            "Vad läsaren måste veta om uppgiften.", "What a reader must know about this fact."
        ),
    )
    corrections: tuple[Correction, ...] = Field(
        (),
        description=said(
            "Vad som var fel här tidigare. Nya händelser är inga rättelser.",
            "What was wrong here before. Newer facts are no corrections.",
        ),
    )


class Fact(Entry):
    """An entry that rests on sources."""

    sources: tuple[Citation, ...] = Field(
        min_length=1,
        description=said(
            "Källorna, var och en med stället i den.", "The sources, each with the place in it."
        ),
    )
    confidence: Confidence = Field(
        description=said(
            "Hur säker uppgiften är: established (källan är tydlig), reported (tveksam, och remark säger varför) eller disputed (källor går isär).",
            "How sure the fact is: established, reported (the remark says why) or disputed (sources differ).",
        )
    )
