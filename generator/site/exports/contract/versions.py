"""The versions of the contract, from `versions.yaml`, and the outline of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from generator.facts.base import Text

HERE = Path(__file__).parent
OUTLINES = HERE / "outlines"
"""`1.0.0.txt`: every key, column and view of that version, a line each."""


@dataclass(frozen=True)
class Version:
    """A version of the contract: its number, its day, what changed, and its lines."""

    version: str
    date: date
    changes: tuple[Text, ...]
    outline: tuple[str, ...]

    @property
    def number(self) -> tuple[int, int, int]:
        """Major, minor, patch."""
        major, minor, patch = map(int, self.version.split("."))
        return major, minor, patch


def outline_file(version: str) -> Path:
    """Where the outline of a version lies."""
    return OUTLINES / f"{version}.txt"


def versions() -> tuple[Version, ...]:
    """All versions, newest first. One without an outline has none of its lines."""
    found = yaml.safe_load((HERE / "versions.yaml").read_text("utf-8"))
    return tuple(
        Version(
            version=item["version"],
            date=item["date"],
            changes=tuple(Text(**change) for change in item["changes"]),
            outline=_lines(outline_file(item["version"])),
        )
        for item in found
    )


def _lines(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text("utf-8").splitlines()) if file.is_file() else ()


VERSION = versions()[0].version
"""The version that the files of this build have."""
