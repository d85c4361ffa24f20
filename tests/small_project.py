"""A whole project with the smallest record: it builds in two seconds of processor time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.facts.record import Record
from generator.reading.load import load, read_folder
from generator.replacing import start_folder
from generator.scaffold import new_record

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 20)
TITLE = "Ägaren börjar planera programmet"


def small_project(folder: Path) -> Path:
    """The generator, the theme and a new record, put into a folder that is not there."""
    start_folder(folder, {name: text.encode() for name, text in new_record(DAY).items()})
    for name in ("generator", "site_overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def record_of(project: Path) -> Record:
    """The record of such a project."""
    record = load(read_folder(project / "data")).record
    assert record is not None
    return record


def retitle(project: Path, title: str) -> None:
    """Give the record's only event another title."""
    file = project / "data" / "events.yaml"
    start, _, rest = file.read_text(encoding="utf-8").partition("title: {sv: ")
    file.write_text(f"{start}title: {{sv: {title},{rest.partition(',')[2]}", encoding="utf-8")


def build(
    project: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m generator build` in a project."""
    return subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def manifest(folder: Path) -> dict[str, str]:
    """Every file below a folder, by path, with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
