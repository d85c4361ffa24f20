"""What the tests of the open data share: its files, and readers that are not its writers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from generator.facts.record import Record
from generator.reading.load import load, read_folder
from generator.site.exports.registry import exported
from generator.site.site import Options, Site

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "https://example.org/record/"
V1 = "data/v1/"


@cache
def real() -> Record:
    """The real record."""
    loaded = load(read_folder(ROOT / "data"))
    assert loaded.record is not None
    return loaded.record


@cache
def files() -> dict[str, bytes]:
    """All exports of the real record, as the built site has them."""
    return dict(exported(Site(real(), "sv", Options(address=ADDRESS))))


@cache
def read_json(name: str) -> Any:
    """A JSON file below `data/v1/`."""
    return json.loads(files()[V1 + name])


def leaves(value: Any) -> Iterator[str]:
    """Every text and number within lists and mappings, as text."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif value is not None and not isinstance(value, bool):
        yield str(value)
