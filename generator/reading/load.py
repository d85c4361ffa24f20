"""A data folder as a Record, or as all the problems that stand in the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.facts.base import Model
from generator.facts.record import KINDS, LOGS, PLURALS, Place, Record, Settings
from generator.facts.references import references, wrong_reference
from generator.problems import Problem, Related, in_order
from generator.reading.document import Mapping as Tree
from generator.reading.document import Sequence, read_document
from generator.reading.hints import did_you_mean
from generator.reading.shape import locate, validate

SETTINGS_FILE = "record.yaml"
STARTS = re.compile(r"\s*-\s*id:\s*[\"']?([a-z0-9-]+)")
"""The first line of an entry."""
FILES = {f"{plural}.yaml": kind for kind, plural in PLURALS.items()}
"""The file of each kind; `record.yaml` beside them holds the settings."""

LOG_FILES = {f"{name}.yaml": name for name in LOGS}
"""Lists that hold no facts, and that a record may lack."""

MOST = 2_000
"""So many problems of a file are told, and then that there are more."""

LONGEST_ID = 200
"""What is longer is no id, and is not repeated with each problem of its entry."""

MODELS: dict[str, type[Model]] = {**KINDS, **LOGS}


@dataclass
class Loaded:
    """What was read. The record is complete only where no problem is an error.

    `record` is None where the settings could not be read.
    """

    record: Record | None
    problems: list[Problem]
    trees: dict[str, Any] = field(default_factory=dict)
    """By entry id: the tree of texts, for finding lines."""
    files: dict[str, str] = field(default_factory=dict)
    """By entry id: the file it stands in."""

    def place(self, entry_id: str, loc: tuple[int | str, ...] = ()) -> tuple[str, int, int]:
        """File, line and column of a field of an entry."""
        tree = self.trees[entry_id]
        return (self.files[entry_id], *locate(tree, loc))


def read_folder(folder: Path) -> dict[str, bytes]:
    """The bytes of every YAML file of a data folder, by name. The edge to the disk.

    Raises OSError where the folder or a file cannot be read.
    """
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def load(files: Mapping[str, bytes], folder: str = "data") -> Loaded:
    """Read files (name to bytes) into a record. `folder` is put before names in problems."""
    return _Loading(folder).load(files)


class _Loading:
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.entries: dict[str, dict[str, Any]] = {kind: {} for kind in MODELS}
        self.trees: dict[str, Any] = {}
        self.files: dict[str, str] = {}
        self.kind_of: dict[str, str] = {}
        self.unread: set[str] = set()

    def load(self, files: Mapping[str, bytes]) -> Loaded:
        self._file_names(files)
        for name, kind in FILES.items():
            if name in files:
                self._read_list(name, kind, files[name])
            else:
                self._missing_file(name)
        for name, log in LOG_FILES.items():
            if name in files:
                self._read_list(name, log, files[name])
        settings = self._read_settings(files)
        self._check_references(settings)
        self.problems = [self._with_record(p, files) for p in self.problems]
        record = self._record(settings) if settings else None
        return Loaded(record, in_order(self.problems), self.trees, self.files)

    def _with_record(self, problem: Problem, files: Mapping[str, bytes]) -> Problem:
        """A problem met before there were entries, with the id of the entry it stands in.

        For a word that is no id, the entry whose name it is, where there is one.
        """
        name = problem.file.removeprefix(f"{self.folder}/")
        if not problem.record and name in FILES and name in files:
            lines = files[name].decode("utf-8", "replace").split("\n")[: problem.line]
            found = next((m for line in reversed(lines) if (m := STARTS.match(line))), None)
            if found:
                problem = replace(problem, record=found[1])
        if problem.rule == "not-an-id":
            named = self.names.get(problem.message.partition("”")[0].strip("“").casefold())
            if named:
                problem = replace(problem, hint=f"Did you mean “{named}”? That is its id.")
        return problem

    @cached_property
    def names(self) -> dict[str, str]:
        """By name or title, in lower case: the id of the entry that bears it."""
        found: dict[str, str] = {}
        for entry_id, tree in self.trees.items():
            for key in ("name", "short", "title"):
                value = tree.get(key) if entry_id else None
                for text in value.values() if isinstance(value, Tree) else [value]:
                    if isinstance(text, str):
                        found.setdefault(text.casefold(), entry_id)
        return found

    def _file_names(self, files: Iterable[str]) -> None:
        known = [SETTINGS_FILE, *FILES, *LOG_FILES]
        for name in files:
            if name not in known:
                self.problems.append(
                    Problem(
                        "unknown-file", self._path(name), 1, 1, f"no kind of fact has a file “{name}”",
                        did_you_mean(name, known) or "Files: " + ", ".join(known) + ".",
                    )
                )  # fmt: skip

    def _missing_file(self, name: str) -> None:
        self.unread.add(FILES[name])
        self.problems.append(
            Problem(
                "missing-file", self._path(name), 1, 1, f"the file “{name}” is missing",
                "Create it; an empty list is “[]”.",
            )
        )  # fmt: skip

    def _path(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name

    def _read_list(self, name: str, kind: str, data: bytes) -> None:
        file = self._path(name)
        tree, problems = read_document(data, file)
        self.problems += problems
        if tree is None and not problems:
            return
        if not isinstance(tree, Sequence):
            self.unread.add(kind)
            if not problems:
                self.problems.append(
                    Problem(
                        "not-a-list", file, 1, 1,
                        "the file must be a list of entries", "Begin each entry with “- id: …”.",
                    )
                )  # fmt: skip
            return
        told = len(self.problems)
        for index, item in enumerate(tree):
            if len(self.problems) - told > MOST:
                self._too_many(kind, file, tree.items_at[index])
                break
            self._read_entry(item, tree.items_at[index], kind, file)

    def _too_many(self, kind: str, file: str, at: tuple[int, int]) -> None:
        """What is below is not read: whoever names it shall not be told that it is missing."""
        self.unread.add(kind)
        last = self.problems[-1].rule
        hint = "Mend those above first."
        self.problems.append(Problem(last, file, *at, "more problems stand from here on", hint))

    def _read_entry(self, item: Any, at: tuple[int, int], kind: str, file: str) -> None:
        if not isinstance(item, Tree):
            self.problems.append(
                Problem(
                    "not-an-entry", file, *at, "an entry must hold keys and values",
                    "Begin it with “- id: …”.",
                )
            )  # fmt: skip
            return
        entry_id = item["id"] if isinstance(item.get("id"), str) else ""
        if not entry_id:
            self.unread.add(kind)  # whoever names it shall not be told that it is missing
        duplicate = entry_id in self.trees
        if duplicate:
            self._duplicate(entry_id, item, file)
        elif entry_id:
            if kind in KINDS:
                self.kind_of[entry_id] = kind
            self.trees[entry_id] = item
            self.files[entry_id] = file
        model, problems = validate(MODELS[kind], item, file, entry_id[:LONGEST_ID])
        self.problems += problems
        if model is not None and not duplicate:
            self.entries[kind][entry_id] = model

    def _duplicate(self, entry_id: str, item: Tree, file: str) -> None:
        line, column = locate(self.trees[entry_id], ("id",))
        other = self.files[entry_id]
        self.problems.append(
            Problem(
                "duplicate-id", file, *locate(item, ("id",)),
                f"the id “{entry_id}” is already used in {other}:{line}",
                "Ids are unique among all kinds; give this entry another one.", entry_id,
                related=(Related(other, line, column, "the first use of the id"),),
            )
        )  # fmt: skip

    def _read_settings(self, files: Mapping[str, bytes]) -> Settings | None:
        file = self._path(SETTINGS_FILE)
        if SETTINGS_FILE not in files:
            self.problems.append(
                Problem(
                    "missing-file", file, 1, 1, f"the file “{SETTINGS_FILE}” is missing",
                    "It holds the record’s title, lanes and home page.",
                )
            )  # fmt: skip
            return None
        tree, problems = read_document(files[SETTINGS_FILE], file)
        self.problems += problems
        if problems or not isinstance(tree, Tree):
            if not problems:
                self.problems.append(
                    Problem("wrong-shape", file, 1, 1, "the file must hold keys and values",
                            "Begin with “title:”.")
                )  # fmt: skip
            return None
        self.trees[""], self.files[""] = tree, file
        settings, problems = validate(Settings, tree, file, "")
        self.problems += problems
        return settings

    def _check_references(self, settings: Settings | None) -> None:
        sources = [
            (entry.id, entry) for of_kind in self.entries.values() for entry in of_kind.values()
        ]
        for entry_id, model in [*sources, *([("", settings)] if settings else [])]:
            for loc, target, ref in references(model):
                why = wrong_reference(target, ref, self.kind_of)
                if not why or (target not in self.kind_of and self._may_be_unread(ref.kinds)):
                    continue
                pool = [i for i, kind in self.kind_of.items() if not ref.kinds or kind in ref.kinds]
                self.problems.append(
                    Problem(
                        "unknown-id" if target not in self.kind_of else "wrong-kind",
                        self.files[entry_id], *locate(self.trees[entry_id], loc), why,
                        self._moved(target) or did_you_mean(target, pool) or self._remedy(target),
                        entry_id,
                    )
                )  # fmt: skip

    def _moved(self, target: str) -> str:
        retired = self.entries["retired"].get(target)
        if retired is None:
            return ""
        if retired.to is None:
            return "That id was retired. Name another entry, or leave this out."
        return f"That id was retired and leads on: write “{retired.to}”."

    def _remedy(self, target: str) -> str:
        if target in self.kind_of:
            return "Name an entry of that kind, or move this line."
        return "Add it first, or correct the id."

    def _may_be_unread(self, kinds: tuple[str, ...]) -> bool:
        return bool(self.unread & set(kinds)) or (not kinds and bool(self.unread))

    def _record(self, settings: Settings) -> Record:
        places = {
            entry_id: Place(self.files[entry_id], tree.start[0])
            for entry_id, tree in self.trees.items()
            if entry_id
        }
        groups: dict[str, Any] = {
            PLURALS.get(kind, kind): entries for kind, entries in self.entries.items()
        }
        return Record(settings=settings, **groups, places=places)
