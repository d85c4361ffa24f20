"""What stands around the content of every JSON file, and the files themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field, create_model

from generator.facts.base import SourceId
from generator.facts.record import PLURALS
from generator.site.exports.contract.kinds import SHAPES
from generator.site.exports.contract.past import SubjectHistory
from generator.site.exports.contract.shape import AnyId, EdtfDate, Shape, Words


class Licence(Shape):
    """The terms on which the data may be used."""

    name: str = Field(description="SPDX identifier.")
    title: str
    url: str


class Envelope(Shape):
    """What file this is, how far it reaches, and on which terms it may be used."""

    version: str = Field(description="Of this contract, by Semantic Versioning.")
    title: Words = Field(description="Of the record.")
    licence: Licence
    attribution: Words = Field(description="How to credit it.")
    url: str = Field(description="The address of this file.")
    described_by: str = Field(description="The address of its JSON Schema.")
    horizon: EdtfDate = Field(
        description="The newest publication that the record rests on. It claims nothing later."
    )
    horizon_source_id: SourceId


class Theme(Shape):
    """A lane of the timeline and the types of event that belong to it."""

    id: str
    name: Words
    types: tuple[str, ...]


class Measure(Shape):
    """A group of figures that measure the same thing."""

    id: str
    name: Words
    description: Words | None


class Retired(Shape):
    """An entry that was published and is gone: what it became, or why it went."""

    id: str = Field(description="It is never used again.")
    uri: str = Field(description="The permanent address; it leads on or says why.")
    kind: str
    became_id: AnyId | None = Field(description="The entry that it leads on to.")
    name: Words | None = Field(description="What it was called.")
    date: date
    reason: Words | None = Field(description="Why it went.")


LISTS: dict[str, type[Shape]] = {
    "themes": Theme,
    "measures": Measure,
    "retired": Retired,
    **{PLURALS[kind]: shape for kind, shape in SHAPES.items()},
}
"""Every list of `record.json` but the history, by its key."""


def _file(name: str, says: str, content: dict[str, Any]) -> type[Envelope]:
    """The shape of a file: the envelope, and keys with the type of each."""
    assert not set(content) & set(Envelope.model_fields), f"{name} hides a key of the envelope"
    keys: dict[str, Any] = {key: (type_, ...) for key, type_ in content.items()}
    return create_model(name, __base__=Envelope, __doc__=says, **keys)


LIST_FILES: dict[str, type[Envelope]] = {
    PLURALS[kind]: _file(
        f"{shape.__name__}List",
        f"All entries of the kind {kind}, in the order of the record.",
        {PLURALS[kind]: tuple[shape, ...]},  # type: ignore[valid-type]
    )
    for kind, shape in SHAPES.items()
}
"""`events.json` and its like, by the name of the file."""

ENTRY_FILES: dict[str, type[Envelope]] = {
    kind: _file(f"{shape.__name__}Entry", f"One entry of the kind {kind}.", {kind: shape})
    for kind, shape in SHAPES.items()
}
"""`events/<id>.json` and its like, by kind."""


class HistoryFile(Envelope):
    """`history.json`: all intervals of everything that has a life, under both clocks."""

    history: tuple[SubjectHistory, ...]


RecordFile = _file(
    "RecordFile",
    "`record.json`: everything.",
    {
        **{key: tuple[shape, ...] for key, shape in LISTS.items()},  # type: ignore[valid-type]
        "history": tuple[SubjectHistory, ...],
    },
)

FILES: dict[str, type[Envelope]] = {
    "record": RecordFile,
    "history": HistoryFile,
    **LIST_FILES,
    **ENTRY_FILES,
    "retired": _file(
        "RetiredEntry", "At the address of an entry that is gone.", {"retired": Retired}
    ),
}
"""The shape of every JSON file of the contract, by the name of its schema."""


def addresses() -> dict[str, tuple[str, ...]]:
    """Each address below `data/v1/`, and the names of the files that may lie there."""
    whole: dict[str, tuple[str, ...]] = {
        f"{name}.json": (name,) for name in ("record", "history", *LIST_FILES)
    }
    own = {f"{PLURALS[kind]}/{{id}}.json": (kind, "retired") for kind in ENTRY_FILES}
    return {**whole, **own}
