"""`new`: start something, be it a whole record or one entry of any kind."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.asking import Conversation, GivenUp
from generator.checking.check import check
from generator.editing import replace
from generator.facts.base import LANGUAGES, help_on
from generator.facts.record import KINDS, PLURALS
from generator.problems import Problem
from generator.reading.insert import Refused, entry_lines, inserted
from generator.reading.load import Loaded, read_folder
from generator.replacing import start_folder
from generator.report.problems import as_text
from generator.scaffold import new_record
from generator.scaffold_entry import (
    LEAST,
    WrongForm,
    completed,
    fields_of,
    from_address,
    proposed_id,
    read_flag,
)
from generator.verbs.common import CONTENT, DATA, as_of, day

if TYPE_CHECKING:
    from generator.verbs.common import Verbs

TO_COMPLETE = {
    "person-not-named", "disputed-without-conflict", "source-unused", "tile-missing",
    "question-outdated", "missing-english", "not-canonical",
}  # fmt: skip
"""Rules that another entry, or somebody later, has to satisfy. They are told, and no obstacle."""


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser("new", help="start something: an entry of any kind, or a whole record")
    kinds = verb.add_subparsers(metavar="KIND", required=True)
    kind = kinds.add_parser("record", help="a minimal valid record: data/ and content/")
    kind.add_argument(
        "folder", type=Path, metavar="DIR", help="a folder that is not there, or empty"
    )
    kind.add_argument("--as-of", type=day, default=None, metavar="DATE", help="default: today")
    kind.set_defaults(run=_new_record)
    for name in LEAST:
        _add_kind(kinds, name)


def _add_kind(kinds: Any, name: str) -> None:
    article = "an" if name[0] in "aeiou" else "a"
    parser = kinds.add_parser(
        name,
        help=f"{article} {name}, into data/{PLURALS[name]}.yaml",
        description="Asks for what is missing, on a terminal. Every other byte of the file stays.",
    )
    if name == "source":
        parser.add_argument("address", nargs="?", metavar="URL", help="where it is published")
    parser.add_argument("--id", help="default: made from the title")
    for key, field in fields_of(name).items():
        flag = "--" + FLAGS.get(key, key).replace("_", "-")
        help_text = help_on(field.info.description, "en").replace("%", "%%")
        several = field.form in ("citations", "parties", "effects", "ids", "mapping")
        parser.add_argument(
            flag, dest=f"f_{key}", action="append", metavar=FORMS.get(field.form, key.upper()),
            help=help_text + (" Can be given more than once." if several else ""),
        )  # fmt: skip
        if field.form == "text":
            parser.add_argument(
                f"{flag}-en", dest=f"e_{key}", metavar="ENGLISH", help="The same in English."
            )
    if name == "gap":
        parser.add_argument(
            "--position", dest="positions", action="append", nargs=3,
            metavar=("SWEDISH", "ENGLISH", "SOURCE"),
            help="What a source says, and where: “ID ¶ 8”. Can be given more than once.",
        )  # fmt: skip
    parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="default: data")
    parser.add_argument(
        "--recorded", dest="as_of", type=day, metavar="DATE", help="the day; default: today"
    )
    parser.add_argument(
        "--ask-in", choices=("sv", "en"), default="sv", help="language of the questions"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would be added")
    parser.set_defaults(run=_new_entry, kind=name)


FLAGS = {"sources": "source", "parties": "party", "effects": "effect"}
"""Fields whose flag names one item of the list."""

FORMS = {
    "citations": "“ID ¶ 8 [when]”", "parties": "“ID ROLE”", "effects": "“SUBJECT STATUS”",
    "ids": "ID,ID", "mapping": "KEY=VALUE,…", "text": "SWEDISH",
}  # fmt: skip


def _new_record(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(
            17, "there is something already, and nothing was written", str(folder)
        )
    files = new_record(as_of(options))
    for language in LANGUAGES:  # the editors' guide speaks of no programme
        guide = CONTENT / language / "guide.md"
        if guide.is_file():
            files[f"content/{language}/guide.md"] = guide.read_text("utf-8")
    start_folder(folder, {name: text.encode() for name, text in files.items()})
    print(f"{folder}: {len(files)} files. Next: python -m generator check --data {folder / 'data'}")
    return 0


@dataclass(frozen=True)
class _Folder:
    """The data folder as it was read, before anything is changed."""

    path: Path
    files: Mapping[str, bytes]
    loaded: Loaded
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, options: argparse.Namespace) -> _Folder:
        path: Path = options.data
        if not path.is_dir():
            raise FileNotFoundError(2, "no such folder of facts", str(path))
        files = read_folder(path)
        loaded, problems = check(files, as_of(options), path.as_posix())
        return cls(path, files, loaded, tuple(problems))

    def told(self, problems: list[Problem], name: str, content: bytes) -> str:
        """Problems with their lines, in a file as it would be."""
        files = {**self.files, name: content}
        lines = {
            f"{self.path.as_posix()}/{other}": data.decode("utf-8", "replace").split("\n")
            for other, data in files.items()
        }
        return as_text(problems, lines)


@dataclass(frozen=True)
class _Added:
    """A new entry: its lines, the file with it, and the line of the file it begins at."""

    id: str
    lines: list[str]
    content: bytes
    line: int


def _new_entry(options: argparse.Namespace) -> int:
    folder = _Folder.read(options)
    name = f"{PLURALS[options.kind]}.yaml"
    if name not in folder.files:
        raise FileNotFoundError(2, "no such file of facts", str(folder.path / name))
    try:
        given = _given(options, folder)
        entry = _entry(options, folder, given)
        lines = entry_lines(KINDS[options.kind], entry)
        content, line = inserted(folder.files[name], name, options.kind, lines)
    except GivenUp:
        print("\nnothing was written", file=sys.stderr)
        return 1
    except WrongForm as error:
        print(f"generator: {error}", file=sys.stderr)
        return 2
    except Refused as error:
        before = folder.files[name]
        path = f"{folder.path.as_posix()}/{name}"
        told = [p for p in folder.problems if p.file == path and p.is_error] or error.problems
        print(folder.told(told, name, before), file=sys.stderr)
        print("generator: the file is broken; nothing was written", file=sys.stderr)
        return 1
    return _written(options, folder, name, _Added(entry["id"], lines, content, line))


def _written(options: argparse.Namespace, folder: _Folder, name: str, added: _Added) -> int:
    content, entry_id = added.content, added.id
    _, problems = check({**folder.files, name: content}, as_of(options), folder.path.as_posix())
    before = {(p.rule, p.message, p.record) for p in folder.problems}
    fresh = [p for p in problems if (p.rule, p.message, p.record) not in before]
    wrong = [p for p in fresh if p.is_error and p.rule not in TO_COMPLETE]
    if wrong:
        print(folder.told(wrong, name, content), file=sys.stderr)
        print("generator: nothing was written", file=sys.stderr)
        return 1
    path = folder.path / name
    if options.dry_run:
        print("\n".join(added.lines))
        print(
            f"\n{path.as_posix()}:{added.line}: “{entry_id}” would be added. Nothing was written."
        )
        return 0
    replace(path, folder.files[name], content)
    print(f"{path.as_posix()}:{added.line}: added “{entry_id}”.")
    if fresh:
        print(folder.told(fresh, name, content))
    again = "" if folder.path == DATA else f" --data {folder.path}"
    after = "python -m generator new event" if options.kind == "source" else ""
    check_it = f"python -m generator check{again}"
    print("Next: " + (f"{after}{again}, then {check_it}" if after else check_it))
    return 0


def _given(options: argparse.Namespace, folder: _Folder) -> dict[str, Any]:
    """What the flags say. Raises WrongForm."""
    fields = fields_of(options.kind)
    found: dict[str, Any] = {}
    for key, field in fields.items():
        given: list[str] | None = getattr(options, f"f_{key}")
        if given is None:
            continue
        value = read_flag(field, given)
        english = getattr(options, f"e_{key}", None)
        if field.form == "text":
            value = {"sv": value, "en": english} if english else {"sv": value}
        found[key] = value
    if getattr(options, "positions", None):
        cited = fields_of("event")["sources"]
        found["positions"] = [
            {"says": {"sv": swedish, "en": english}, "sources": read_flag(cited, [source])}
            for swedish, english, source in options.positions
        ]
    if getattr(options, "address", None):
        found["url"] = options.address
    if options.kind == "source" and "url" in found:
        found = {**from_address(found["url"], folder.loaded.record), **found}
    return found


def _entry(options: argparse.Namespace, folder: _Folder, given: dict[str, Any]) -> dict[str, Any]:
    """The complete entry: given by flags, asked for on a terminal. Raises WrongForm, GivenUp."""
    fields = fields_of(options.kind)
    today = as_of(options).isoformat()
    taken = folder.loaded.files
    lacking = [key for key in LEAST[options.kind] if fields[key].required and key not in given]
    lacking = [key for key in lacking if key not in completed(options.kind, given, today)]
    if not lacking:
        entry = completed(options.kind, given, today)
        return {"id": options.id or proposed_id(options.kind, entry, taken), **entry}
    if not options.terminal():
        flags = ", ".join("--" + FLAGS.get(key, key).replace("_", "-") for key in lacking)
        raise WrongForm(f"{flags} missing, and there is no terminal to ask on")
    talk = Conversation(folder.loaded.record, options.ask_in, _ask, print)
    entry = completed(options.kind, talk.entry(options.kind, given), today)
    made = options.id or talk.own_id(proposed_id(options.kind, entry, taken), taken)
    entry = {"id": made, **entry}
    print("\n" + "\n".join(entry_lines(KINDS[options.kind], entry)) + "\n")
    if not options.dry_run and not talk.agreed(talk.say("Skriva in den?", "Write it?")):
        raise GivenUp
    return entry


def _ask(prompt: str) -> str:
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        raise GivenUp from None
