"""One YAML file as a tree of texts that know their positions.

Every scalar stays the text that was typed: whether `NO`, `2022` or `12:30` is a word,
a date or a number is for the models to decide. Refused before a tree exists: bytes
that are not UTF-8, invisible characters, anchors, aliases, tags, duplicate keys,
several documents, and files too large or too deep.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import yaml

from generator.problems import Problem, Related
from generator.reading.syntax import explain

MAX_BYTES = 64 * 1024 * 1024
MAX_VALUES = 2_000_000
"""Keys, texts, lists and mappings of one file: three times those of 10,000 events."""
MAX_DEPTH = 24
MOST_ODD = 100
"""So many invisible characters of a file are named one by one."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
"""Characters that a reader of the file cannot see, and code points that are none. The no-break
space U+00A0 and the narrow one U+202F are allowed, since good typography needs them."""

Position = tuple[int, int]
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A mapping whose keys and values know where they stand.

    `loose` is true for one in braces over several lines, which nobody reorders.
    """

    __slots__ = ("braces", "keys_at", "loose", "start", "values_at")

    def __init__(self, start: Position, braces: bool) -> None:
        super().__init__()
        self.start = start
        self.braces = braces
        self.loose = False
        self.keys_at: dict[str, Position] = {}
        self.values_at: dict[str, Position] = {}


class Sequence(list[Any]):
    """A list whose items know where they stand."""

    __slots__ = ("items_at", "start")

    def __init__(self, start: Position) -> None:
        super().__init__()
        self.start = start
        self.items_at: list[Position] = []


class Unreadable(Exception):
    """The file cannot be read any further; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def read_document(data: bytes, file: str) -> tuple[Any, list[Problem]]:
    """The tree of a file (Mapping, Sequence, str or None) and the problems met.

    The tree is None where the file could not be read; then there is at least one problem.
    """
    try:
        text = _decode(data, file)
        problems = list(_odd_characters(text, file))
        if problems:
            return None, problems
        return _Builder(file).build(text)
    except Unreadable as error:
        return None, [error.problem]


def _decode(data: bytes, file: str) -> str:
    if len(data) > MAX_BYTES:
        raise Unreadable(
            Problem(
                "file-too-large", file, 1, 1,
                f"the file is larger than {MAX_BYTES // 1024 // 1024} MB",
                "Split the record, or look for something pasted by mistake.",
            )
        )  # fmt: skip
    if data.startswith(b"\xef\xbb\xbf"):
        raise Unreadable(
            Problem(
                "byte-order-mark", file, 1, 1,
                "the file begins with a byte order mark, which nobody can see",
                "Save it as “UTF-8” rather than “UTF-8 with BOM”.",
            )
        )  # fmt: skip
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - before.rfind(b"\n")
        guess = data[error.start : error.start + 1].decode("latin-1")
        raise Unreadable(
            Problem(
                "not-utf8", file, line, column,
                f"the byte 0x{data[error.start]:02X} is not UTF-8 (in Latin-1 it is “{guess}”)",
                "Save the file as UTF-8; å, ä and ö become two bytes each.",
            )
        ) from None  # fmt: skip


def _odd_characters(text: str, file: str) -> Iterator[Problem]:
    text = text.replace("\r\n", "\n")
    row, begins = 1, 0
    for number, match in enumerate(INVISIBLE.finditer(text)):
        row += text.count("\n", begins, match.start())
        begins = max(begins, text.rfind("\n", begins, match.start()) + 1)
        more = number == MOST_ODD
        yield Problem(
            "invisible-character", file, row, match.start() - begins + 1,
            "more invisible characters stand from here on"
            if more
            else f"an invisible character stands here: {_named(match[0])}",
            "Delete it; it may have come along with pasted text.",
        )  # fmt: skip
        if more:
            break
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                marks = [i for i, c in enumerate(line) if unicodedata.combining(c)]
                yield Problem(
                    "not-nfc", file, number, marks[0] if marks else 1,
                    "a letter is written as two characters, a base and a mark (not NFC)",
                    "Type the letter again, such as å, ä or ö, instead of pasting it.",
                )  # fmt: skip


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    return f"U+{ord(character):04X}, {name}"


ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
NODES = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent)


class _Builder:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def fail(self, rule: str, at: Position, message: str, hint: str) -> Unreadable:
        return Unreadable(Problem(rule, self.file, *at, message, hint))

    def build(self, text: str) -> tuple[Any, list[Problem]]:
        root: Any = None
        documents = values = 0
        stack: list[Any] = []
        keys: list[str | None] = []
        for event in self._events(text):
            # Types are compared and not asked for subclasses: a big record has a million events.
            kind, mark = type(event), event.start_mark
            at = (mark.line + 1, mark.column + 1)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.fail(
                        "several-documents", at, "a second YAML document starts here",
                        "Remove the line “---”; a file holds one document.",
                    )  # fmt: skip
            elif kind in ENDS:
                ended = stack.pop()
                keys.pop()
                if kind is yaml.MappingEndEvent and ended.braces:
                    ended.loose = at[0] > ended.start[0]
            elif kind in NODES:
                values += 1
                if values > MAX_VALUES:
                    raise self.fail(
                        "file-too-large", at, f"the file holds more than {MAX_VALUES} values",
                        "Split the record, or look for something pasted by mistake.",
                    )  # fmt: skip
                if event.anchor is not None or event.tag is not None:
                    self._refuse_tricks(event, at)
                if kind is yaml.ScalarEvent:
                    if event.style == '"':
                        self._refuse_hidden(event, at)
                    node = event.value if event.value or event.style else None
                else:
                    mapping = kind is yaml.MappingStartEvent
                    node = Mapping(at, bool(event.flow_style)) if mapping else Sequence(at)
                if not stack:
                    root = node
                elif not self._attach(stack[-1], keys, node, at):
                    continue  # a key was read; its value comes next
                if kind is not yaml.ScalarEvent:
                    stack.append(node)
                    keys.append(None)
                    if len(stack) > MAX_DEPTH:
                        raise self.fail(
                            "too-deep", at, f"the file nests deeper than {MAX_DEPTH} levels",
                            "Look for brackets or an indent that were pasted by mistake.",
                        )  # fmt: skip
        return root, self.problems

    def _events(self, text: str) -> Iterator[Any]:
        try:
            loader = Loader(text)
            while type(event := loader.get_event()) is not yaml.StreamEndEvent:
                yield event
        except yaml.MarkedYAMLError as error:
            line, column, message, remedy = explain(error, text)
            raise self.fail("yaml-syntax", (line + 1, column + 1), message, remedy) from None
        except yaml.YAMLError as error:
            raise self.fail(
                "yaml-syntax",
                (1, 1),
                f"this is not YAML: {error}",
                "Look for a control character.",
            ) from None

    def _refuse_tricks(self, event: Any, at: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self.fail(
                "alias", at, f"“*{event.anchor}” refers to another part of the file",
                "Write the value out; if it is a text, put it between quotes.",
            )  # fmt: skip
        if event.anchor is not None:
            raise self.fail(
                "anchor", at, f"“&{event.anchor}” names this part of the file",
                "Remove it; if it is part of a text, put the text between quotes.",
            )  # fmt: skip
        raise self.fail(
            "tag", at, f"the tag “{event.tag}” is not read",
            "Remove it; if “!” begins a text, put the text between quotes.",
        )  # fmt: skip

    def _refuse_hidden(self, event: Any, at: Position) -> None:
        """Between double quotes an escape can stand for a character that nobody sees."""
        if match := INVISIBLE.search(event.value):
            raise self.fail(
                "invisible-character", at, f"the text holds an invisible character: {_named(match[0])}",
                "Delete the “\\” and the letters and digits after it that stand for it.",
            )  # fmt: skip
        if not unicodedata.is_normalized("NFC", event.value):
            raise self.fail(
                "not-nfc", at, "the text holds a letter written as two characters (not NFC)",
                "Type the letter itself, such as å, ä or ö, instead of an escape.",
            )  # fmt: skip

    def _attach(self, parent: Any, keys: list[str | None], node: Any, at: Position) -> bool:
        """Put a node into its parent. False where it was a key and not a value."""
        if isinstance(parent, Sequence):
            parent.append(node)
            parent.items_at.append(at)
            return True
        key = keys[-1]
        if key is None:
            if not isinstance(node, str):
                raise self.fail(
                    "key-not-text", at, "a key must be a word",
                    "Put quotes round a text that holds “{”, “[” or “?”.",
                )  # fmt: skip
            if node == "<<":
                raise self.fail(
                    "merge-key", at, "“<<” takes in keys from another part of the file",
                    "Write the keys out in each place.",
                )  # fmt: skip
            if node in parent.keys_at:
                line, column = parent.keys_at[node]
                self.problems.append(
                    Problem(
                        "duplicate-key", self.file, *at, f"the key “{node}” stands twice here",
                        "Keep one of them; YAML would silently use the last.",
                        related=(Related(self.file, line, column, "it stands here first"),),
                    )
                )  # fmt: skip
            else:
                parent.keys_at[node] = at
            keys[-1] = node
            return False
        if key not in parent:
            parent[key] = node
            parent.values_at[key] = at
        keys[-1] = None
        return True
