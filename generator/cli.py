"""The verbs. The only place that reads the clock, the environment and the command line."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from generator.building import build_site
from generator.checking.check import check
from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.facts.when import NotADate, When
from generator.history.periods import FIRST_DAY, LAST_DAY
from generator.history.replay import History
from generator.history.state import State, state_on
from generator.history.terms import computed_terms
from generator.problems import Problem
from generator.reading.load import read_folder
from generator.report.problems import FORMATS, as_text
from generator.report.schemas import data_schemas
from generator.report.terms import terms_text
from generator.scaffold import new_record
from generator.site.view import Options
from generator.write import language_files, write

DATA = Path("data")
CONTENT = Path("content")
SITE = Path("site")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns 0, 1 where the facts have errors, 2 where the call is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without “å” still gets lines
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"generator: {error.strerror or error}{where}", file=sys.stderr)
        return 2
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description="Checks the facts of a record and derives history and pages from them.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)

    verb = verbs.add_parser("check", help="find every problem in the facts")
    verb.add_argument("--format", choices=FORMATS, default="text")
    _common(verb)
    verb.set_defaults(run=_check)

    verb = verbs.add_parser("state", help="what held on a day")
    verb.add_argument("--on", type=_day, required=True, metavar="DATE")
    verb.add_argument("--known-by", type=_day, metavar="DATE", help="as publicly known on DATE")
    verb.add_argument("--format", choices=("text", "json"), default="text")
    _common(verb)
    verb.set_defaults(run=_state)

    verb = verbs.add_parser("terms", help="what follows from the clauses of the contracts")
    verb.add_argument(
        "--notice",
        type=_when,
        nargs="+",
        default=[],
        metavar="DATE",
        help="days of notice, to see the earliest end of each; a month or year gives a range",
    )
    verb.add_argument(
        "--end-by",
        type=_near_day,
        nargs="+",
        default=[],
        metavar="DATE",
        help="days of end, to see the last day of notice for each",
    )
    verb.add_argument("--format", choices=("text", "json"), default="text")
    _common(verb)
    verb.set_defaults(run=_terms)

    verb = verbs.add_parser("new", help="start something: a whole record in a new folder")
    kinds = verb.add_subparsers(metavar="KIND", required=True)
    kind = kinds.add_parser("record", help="a minimal valid record: data/ and content/")
    kind.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that is not there, or empty"
    )
    kind.add_argument("--as-of", type=_day, default=None, metavar="DATE", help="default: today")
    kind.set_defaults(run=_new_record)

    verb = verbs.add_parser("build", help="check the facts and build the site into site/")
    verb.set_defaults(run=_build, data=DATA, as_of=None)

    verb = verbs.add_parser("schema", help="write the JSON Schemas into data/schema/")
    verb.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data")
    verb.set_defaults(run=_schema)

    verb = verbs.add_parser("write", help="write the Markdown of all languages into a folder")
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--content", type=Path, default=CONTENT, metavar="DIR")
    _common(verb)
    verb.set_defaults(run=_write)

    return parser


def _common(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data")
    verb.add_argument(
        "--as-of",
        type=_day,
        default=None,
        metavar="DATE",
        help="the day of the check; default: today",
    )


def _day(text: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"“{text}” is not a day, YYYY-MM-DD")


def _near_day(text: str) -> date:
    day = _day(text)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise argparse.ArgumentTypeError(f"“{text}” is not between {FIRST_DAY} and {LAST_DAY}")
    return day


def _when(text: str) -> When:
    try:
        when = When.parse(text)
    except NotADate as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    first, last = when.begins
    if (first or last) < FIRST_DAY or last > LAST_DAY:
        raise argparse.ArgumentTypeError(f"“{text}” is not between {FIRST_DAY} and {LAST_DAY}")
    return when


def today() -> date:
    """The clock, read in one place."""
    return datetime.now().astimezone().date()


def read(
    data: Path, as_of: date | None
) -> tuple[Record | None, list[Problem], dict[str, list[str]]]:
    """The record, its problems and the lines of its files. Raises OSError."""
    if not data.is_dir():
        raise FileNotFoundError(2, "no such folder of facts", str(data))
    files = read_folder(data)
    loaded, problems = check(files, as_of or today(), data.as_posix())
    lines = {
        f"{data.as_posix()}/{name}": content.decode("utf-8", "replace").split("\n")
        for name, content in files.items()
    }
    return loaded.record, problems, lines


def _check(options: argparse.Namespace) -> int:
    _, problems, lines = read(options.data, options.as_of)
    print(FORMATS[options.format](problems, lines))
    return 1 if any(problem.is_error for problem in problems) else 0


def _sound_record(options: argparse.Namespace) -> Record | None:
    """The record, or None after its errors were printed."""
    record, problems, lines = read(options.data, options.as_of)
    errors = [problem for problem in problems if problem.is_error]
    if record is None or errors:
        print(as_text(errors, lines), file=sys.stderr)
        return None
    return record


def _build(options: argparse.Namespace) -> int:
    if _sound_record(options) is None:
        return 1
    code = build_site(SITE, os.environ)
    if code == 0:
        print(f"Built {SITE}/. Look at it: python -m http.server --directory {SITE}")
    return code


def _new_record(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(
            17, "there is something already, and nothing was written", str(folder)
        )
    files = new_record(options.as_of or today())
    write({name: text.encode() for name, text in files.items()}, folder)
    print(f"{folder}: {len(files)} files. Next: python -m generator check --data {folder / 'data'}")
    return 0


def _schema(options: argparse.Namespace) -> int:
    files = {name: text.encode() for name, text in data_schemas().items()}
    written, removed = write(files, options.data / "schema")
    print(f"{options.data / 'schema'}: {len(files)} schemas, {written} written, {removed} removed")
    return 0


def _write(options: argparse.Namespace) -> int:
    record = _sound_record(options)
    if record is None:
        return 1
    for language in LANGUAGES:
        files = language_files(record, language, options.content / language, Options())
        written, removed = write(files, options.folder / language)
        print(
            f"{options.folder / language}: {len(files)} files, {written} written, {removed} removed"
        )
    return 0


def _state(options: argparse.Namespace) -> int:
    record = _sound_record(options)
    if record is None:
        return 1
    state = state_on(History.of(record, options.known_by), options.on)
    if options.format == "json":
        print(json.dumps(state.as_json(), ensure_ascii=False, indent=2))
    else:
        print(_state_text(state))
    return 0


def _terms(options: argparse.Namespace) -> int:
    record = _sound_record(options)
    if record is None:
        return 1
    found = computed_terms(History.of(record), options.notice, options.end_by)
    if options.format == "json":
        answer = {"terms": [item.as_json() for item in found]}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print(terms_text(found))
    return 0


def _state_text(state: State) -> str:
    known = f", as publicly known by {state.known_by}" if state.known_by else ""
    lines = [f"On {state.on}{known} (sources up to {state.horizon}):"]
    for subject_id, subject in state.subjects.items():
        status = subject.overall
        words = status.status or "no status"
        if status.status in ("unknown", "mixed", "not-in-force"):
            words += f" ({', '.join(word or 'none' for word in status.possible)})"
        since = f" since {status.since} by {status.event}" if status.event else ""
        until = " until .." if status.open_end else f" until {status.until}" if status.until else ""
        lines.append(f"  {subject_id} [{subject.kind}]: {words}{since}{until}")
        lines += [f"    term {term.term.id}" for term in subject.terms if status.event]
    return "\n".join(lines)
