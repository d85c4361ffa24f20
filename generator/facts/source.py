"""Sources: publications that facts are cited to (Dublin Core, PROV)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from generator.facts.base import (
    Entry,
    Flag,
    Line,
    NotConsistent,
    SourceId,
    Supported,
    Text,
    Url,
    said,
)
from generator.facts.when import When


class Source(Entry):
    """A publication. It has a date of publication, or says that it is undated."""

    title: Line = Field(
        description=said(
            "Rubriken som den publicerades, på publikationens språk.",
            "As published, in the language of the publication.",
        )
    )
    title_basis: Literal["published", "address", "described"] = Field(
        "published",
        description=said(
            "address: återskapad ur webbadressen. described: vår egen beskrivning, när ingen rubrik finns.",
            "“address”: rebuilt from the web address; “described”: our own description, since no headline is at hand.",
        ),
    )
    language: Literal["sv", "en", "de"] = Field(
        description=said("Publikationens språk.", "The language of the publication.")
    )
    publisher: Line = Field(description=said("Vem som gav ut den.", "Who published it."))
    published: When | None = Field(
        None,
        description=said(
            "När den publicerades, inte noggrannare än vad som är känt.",
            "When it was published, no more exact than known.",
        ),
    )
    undated: Flag = Field(
        False,
        description=said(
            "true när publikationen saknar datum.", "True where the publication bears no date."
        ),
    )
    date_basis: Text = Field(description=said("Hur vi vet datumet.", "How the date is known."))
    url: Url = Field(
        description=said(
            "Webbadressen, med https:// eller http://.",
            "The web address, with https:// or http://.",
        )
    )
    reliability: Literal["ordinary", "weak", "unreliable"] = Field(
        "ordinary", description=said("Hur pålitlig källan är.", "How reliable the source is.")
    )
    reliability_note: Text | None = Field(
        None,
        description=said("Varför den är svag eller opålitlig.", "Why it is weak or unreliable."),
    )
    may_support: tuple[Supported, ...] = Field(
        (),
        description=said(
            "För en opålitlig källa: de enda fält den får styrka.",
            "For an unreliable source: the only fields it may be cited for.",
        ),
    )
    republishes: Line | None = Field(
        None,
        description=said(
            "Utgivaren vars text den återger.", "The publisher whose text it repeats."
        ),
    )
    same_address_as: SourceId | None = Field(
        None,
        description=said(
            "En annan version av samma webbsida.", "Another version of the same web page."
        ),
    )

    @model_validator(mode="after")
    def _dated_or_says_not(self) -> Source:
        if self.published is None and not self.undated:
            raise NotConsistent(
                "has neither “published” nor “undated: true”",
                "Add “published: …”, or “undated: true” where the publication bears no date.",
            )
        if self.reliability != "ordinary" and self.reliability_note is None:
            raise NotConsistent(
                f"is {self.reliability} but has no “reliability_note”",
                "Add “reliability_note” with sv and en: why it is weak or unreliable.",
                "reliability",
            )
        if self.reliability == "unreliable" and not self.may_support:
            raise NotConsistent(
                "is unreliable but has no “may_support”",
                "Add “may_support: [when]”, or the other fields that it may be cited for.",
                "reliability",
            )
        return self
