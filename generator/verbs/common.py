"""What verbs share: how days are read from a command line, and the record they work on.

A verb gets the clock and the environment in its options: `today`, a function that gives
today's date, and `environment`. `generator.cli` puts them there.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checking.check import check
from generator.facts.record import Record
from generator.facts.when import NotADate, When
from generator.history.periods import FIRST_DAY, LAST_DAY
from generator.problems import Problem
from generator.reading.load import read_folder
from generator.report.problems import as_text

DATA = Path("data")
CONTENT = Path("content")
SITE = Path("site")

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  (argparse gives it no public name)


def data_options(verb: argparse.ArgumentParser) -> None:
    """Add the options of every verb that reads the facts: where they are, and the day."""
    verb.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data")
    verb.add_argument(
        "--as-of",
        type=day,
        default=None,
        metavar="DATE",
        help="the day of the check; default: today",
    )


def day(text: str) -> date:
    """A day of the command line. Raises ArgumentTypeError."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}” is not a day, YYYY-MM-DD")


def near_day(text: str) -> date:
    """A day within the years that lengths are computed for. Raises ArgumentTypeError."""
    found = day(text)
    if not FIRST_DAY <= found <= LAST_DAY:
        raise argparse.ArgumentTypeError(f"“{text}” is not between {FIRST_DAY} and {LAST_DAY}")
    return found


def near_when(text: str) -> When:
    """An EDTF date within those years. Raises ArgumentTypeError."""
    try:
        when = When.parse(text)
    except NotADate as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    first, last = when.begins
    if (first or last) < FIRST_DAY or last > LAST_DAY:
        raise argparse.ArgumentTypeError(f"“{text}” is not between {FIRST_DAY} and {LAST_DAY}")
    return when


def read(data: Path, as_of: date) -> tuple[Record | None, list[Problem], dict[str, list[str]]]:
    """The record, its problems and the lines of its files. Raises OSError."""
    if not data.is_dir():
        raise FileNotFoundError(2, "no such folder of facts", str(data))
    files = read_folder(data)
    loaded, problems = check(files, as_of, data.as_posix())
    lines = {
        f"{data.as_posix()}/{name}": content.decode("utf-8", "replace").split("\n")
        for name, content in files.items()
    }
    return loaded.record, problems, lines


def as_of(options: argparse.Namespace) -> date:
    """The day that a verb works for: the one asked for, else today."""
    asked: date | None = options.as_of
    today: date = options.today()
    return asked or today


def sound_record(options: argparse.Namespace) -> Record | None:
    """The record, or None after its errors were printed."""
    record, problems, lines = read(options.data, as_of(options))
    errors = [problem for problem in problems if problem.is_error]
    if record is None or errors:
        print(as_text(errors, lines), file=sys.stderr)
        return None
    return record
