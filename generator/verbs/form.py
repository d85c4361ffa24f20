"""`format`: the data files in canonical order."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.editing import replace
from generator.problems import Problem
from generator.reading.form import formatted
from generator.reading.load import read_folder
from generator.report.problems import as_text
from generator.verbs.common import DATA

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser("format", help="put keys and events in canonical order")
    verb.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data")
    verb.add_argument(
        "--check", action="store_true", help="only say which files are not; exit 1 if any"
    )
    verb.set_defaults(run=_format)


def _format(options: argparse.Namespace) -> int:
    folder: Path = options.data
    if not folder.is_dir():
        raise FileNotFoundError(2, "no such folder of facts", str(folder))
    files = read_folder(folder)
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, before in files.items():
        after, wrong = formatted(before, name)
        problems += wrong
        if after != before:
            made[name] = after
    if not options.check:
        for name, after in made.items():
            replace(folder / name, files[name], after)
    word = "is not in canonical order" if options.check else "put in canonical order"
    for name in made:
        print(f"{(folder / name).as_posix()}: {word}")
    if problems:
        lines = {name: files[name].decode("utf-8", "replace").split("\n") for name in files}
        print(as_text(problems, lines), file=sys.stderr)
    if not made and not problems:
        print(f"{len(files)} files in canonical order.")
    elif made:
        again = "" if folder == DATA else f" --data {folder}"
        verb = "format" if options.check else "check"
        print(f"Next: python -m generator {verb}{again}")
    return 1 if problems or (options.check and made) else 0
