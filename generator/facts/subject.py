"""Subjects whose life is followed, beside options and contracts."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.facts.base import ContractId, Entry, PartyId, SubjectId, Text
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

    kind: SubjectKind
    name: Text
    text: Text
    short: Text | None = Field(None, description="The short form used in tables and charts.")
    other_names: tuple[OtherName, ...] = Field((), description="Former names, oldest first.")
    part_of: SubjectId | None = None
    contract: ContractId | None = Field(None, description="The agreement that governs it.")
    parties: tuple[PartyId, ...] = Field((), description="Parties or collectives it concerns.")
