"""`check`, `state`, `terms` and `schema`: what the facts say, and whether they are right."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from generator.history.replay import History
from generator.history.state import State, state_on
from generator.history.terms import computed_terms
from generator.replacing import write
from generator.report.problems import FORMATS
from generator.report.schemas import data_schemas
from generator.report.terms import terms_text
from generator.verbs.common import (
    DATA,
    as_of,
    data_options,
    day,
    near_day,
    near_when,
    read,
    sound_record,
)

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add these verbs to the command line."""
    verb = verbs.add_parser("check", help="find every problem in the facts")
    verb.add_argument("--format", choices=FORMATS, default="text")
    data_options(verb)
    verb.set_defaults(run=_check)

    verb = verbs.add_parser("state", help="what held on a day")
    verb.add_argument("--on", type=day, required=True, metavar="DATE")
    verb.add_argument("--known-by", type=day, metavar="DATE", help="as publicly known on DATE")
    verb.add_argument("--format", choices=("text", "json"), default="text")
    data_options(verb)
    verb.set_defaults(run=_state)

    verb = verbs.add_parser("terms", help="what follows from the clauses of the contracts")
    verb.add_argument(
        "--notice",
        type=near_when,
        nargs="+",
        default=[],
        metavar="DATE",
        help="days of notice, to see the earliest end of each; a month or year gives a range",
    )
    verb.add_argument(
        "--end-by",
        type=near_day,
        nargs="+",
        default=[],
        metavar="DATE",
        help="days of end, to see the last day of notice for each",
    )
    verb.add_argument("--format", choices=("text", "json"), default="text")
    data_options(verb)
    verb.set_defaults(run=_terms)

    verb = verbs.add_parser("schema", help="write the JSON Schemas into data/schema/")
    verb.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data")
    verb.set_defaults(run=_schema)


def _check(options: argparse.Namespace) -> int:
    _, problems, lines = read(options.data, as_of(options))
    print(FORMATS[options.format](problems, lines))
    return 1 if any(problem.is_error for problem in problems) else 0


def _state(options: argparse.Namespace) -> int:
    record = sound_record(options)
    if record is None:
        return 1
    state = state_on(History.of(record, options.known_by), options.on)
    if options.format == "json":
        print(json.dumps(state.as_json(), ensure_ascii=False, indent=2))
    else:
        print(_state_text(state))
    return 0


def _terms(options: argparse.Namespace) -> int:
    record = sound_record(options)
    if record is None:
        return 1
    found = computed_terms(History.of(record), options.notice, options.end_by)
    if options.format == "json":
        answer = {"terms": [item.as_json() for item in found]}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print(terms_text(found))
    return 0


def _schema(options: argparse.Namespace) -> int:
    files = {name: text.encode() for name, text in data_schemas().items()}
    written, removed = write(files.items(), options.data / "schema")
    print(f"{options.data / 'schema'}: {len(files)} schemas, {written} written, {removed} removed")
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
