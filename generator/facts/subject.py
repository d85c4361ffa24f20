"""Subjects whose life is followed, beside options and contracts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.facts.base import ContractId, Entry, PartyId, SubjectId, Text, said
from generator.facts.party import OtherName


class SubjectKind(StrEnum):
    """Which life a subject has; see `lives.py`."""

    PROGRAMME = "programme"
    DEPLOYMENT = "deployment"
    PAUSE = "pause"
    REVIEW = "review"
    SUPERVISION = "supervision"
    MILESTONE = "milestone"


class Subject(Entry):
    """A programme, deployment, pause, review, supervision case or milestone."""

    kind: SubjectKind = Field(
        description=said("Vilket slags liv ärendet har.", "Which life the subject has.")
    )
    name: Text = Field(description=said("Vad ärendet heter.", "What the subject is called."))
    text: Text = Field(
        description=said("Vad ärendet är, i en mening.", "What the subject is, in a sentence.")
    )
    short: Text | None = Field(
        None,
        description=said(
            "Kortformen i tabeller och diagram.", "The short form used in tables and charts."
        ),
    )
    other_names: tuple[OtherName, ...] = Field(
        (), description=said("Tidigare namn, det äldsta först.", "Former names, oldest first.")
    )
    part_of: SubjectId | None = Field(
        None,
        description=said(
            "Ärendet som det här är en del av.", "The subject that this is a part of."
        ),
    )
    contract: ContractId | None = Field(
        None, description=said("Avtalet som styr det.", "The agreement that governs it.")
    )
    parties: tuple[PartyId, ...] = Field(
        (),
        description=said(
            "Parter eller grupper som det berör.", "Parties or collectives it concerns."
        ),
    )
