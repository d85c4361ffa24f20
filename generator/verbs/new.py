"""`new`: start something."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from generator.scaffold import new_record
from generator.verbs.common import as_of, day
from generator.write import start_folder

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser("new", help="start something: a whole record in a new folder")
    kinds = verb.add_subparsers(metavar="KIND", required=True)
    kind = kinds.add_parser("record", help="a minimal valid record: data/ and content/")
    kind.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that is not there, or empty"
    )
    kind.add_argument("--as-of", type=day, default=None, metavar="DATE", help="default: today")
    kind.set_defaults(run=_new_record)


def _new_record(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(
            17, "there is something already, and nothing was written", str(folder)
        )
    files = new_record(as_of(options))
    start_folder(folder, {name: text.encode() for name, text in files.items()})
    print(f"{folder}: {len(files)} files. Next: python -m generator check --data {folder / 'data'}")
    return 0
