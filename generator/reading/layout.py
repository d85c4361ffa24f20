"""A data file as lines: where each entry of its list begins and ends, comments included.

A comment belongs to the entry that it stands above; one that is indented deeper than the
dashes belongs to the entry it stands in. The head of the file belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from generator.reading.document import Loader

BLANK = re.compile(r"[ \t]*\r?\n?")
COMMENT = re.compile(r"( *)#")


class NoLayout(Exception):
    """The file is no list of entries on lines of their own; the message says why."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with its end."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def newline_of(text: str) -> str:
    """The line end that a text uses; the first one decides."""
    first = text.partition("\n")[0]
    return "\r\n" if first.endswith("\r") and "\n" in text else "\n"


def is_blank(line: str) -> bool:
    """True for an empty line."""
    return BLANK.fullmatch(line) is not None


def comment_indent(line: str) -> int | None:
    """The column of the comment that fills a line, or None for another line."""
    match = COMMENT.match(line)
    return len(match[1]) if match else None


def scalars(node: Any) -> Iterator[Any]:
    """Every scalar below a node, keys too."""
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from scalars(part)


def last_line(lines: list[str], scalar: Any) -> int:
    """The last line, from 0, that a scalar fills; blank lines after it are not its own."""
    end = int(scalar.end_mark.line)
    if scalar.style not in ("|", ">"):
        return end
    if scalar.end_mark.column == 0:
        end -= 1  # else the file ends without a line end
    while end > scalar.start_mark.line and (end >= len(lines) or is_blank(lines[end])):
        end -= 1
    return end


def text_lines(lines: list[str], node: Any) -> set[int]:
    """Lines, from 0, that are inside a text of several lines: what looks like a comment is none."""
    found: set[int] = set()
    for scalar in scalars(node):
        found.update(range(scalar.start_mark.line + 1, last_line(lines, scalar) + 1))
    return found


@dataclass(frozen=True)
class Block:
    """An entry's lines: its comments from `lead`, its dash, and `end`, the line after its last."""

    lead: int
    dash: int
    end: int
    indent: int


@dataclass(frozen=True)
class Layout:
    """The lines of a list file and the blocks of its entries, in order."""

    lines: list[str]
    newline: str
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, text: str) -> Layout:
        """Read the layout of a text that is valid YAML. Raises NoLayout."""
        root = yaml.compose(text, Loader=Loader)
        lines = lines_of(text)
        if root is None:
            return cls(lines, newline_of(text), ())
        if not isinstance(root, yaml.SequenceNode):
            raise NoLayout("the file is no list of entries")
        if root.flow_style:
            if root.value:
                raise NoLayout("the list stands in brackets, not with a dash for each entry")
            return cls(lines, newline_of(text), ())
        dashes = [_dash(lines, item.start_mark.line, item.start_mark.column) for item in root.value]
        indent = root.start_mark.column
        blocks: list[Block] = []
        for number, (item, dash) in enumerate(zip(root.value, dashes, strict=True)):
            following = dashes[number + 1] if number + 1 < len(dashes) else len(lines)
            end = _end(lines, item, dash, following, indent)
            lead = _lead(lines, blocks[-1].end if blocks else None, dash)
            blocks.append(Block(lead, dash, end, indent))
        return cls(lines, newline_of(text), tuple(blocks))

    def chunk(self, block: Block) -> str:
        """The text of an entry with its comments."""
        return "".join(self.lines[block.lead : block.end])


def _dash(lines: list[str], line: int, column: int) -> int:
    """The line of the dash before an item: its own, or one above."""
    if "-" in lines[line][:column]:
        return line
    for above in range(line - 1, -1, -1):
        if lines[above].lstrip(" ").startswith("-"):
            return above
    raise NoLayout("an entry has no dash")


def _end(lines: list[str], item: Any, dash: int, following: int, indent: int) -> int:
    inside = text_lines(lines, item)
    end = dash + 1
    for number in range(dash, following):
        line = lines[number]
        if is_blank(line):
            continue
        depth = comment_indent(line)
        if number in inside or depth is None or depth > indent:
            if line.startswith("...") and number not in inside:
                break
            end = number + 1
    return end


def _lead(lines: list[str], previous_end: int | None, dash: int) -> int:
    if previous_end is not None:
        start = previous_end
        while start < dash and is_blank(lines[start]):
            start += 1
        return start
    start = dash
    while start > 0 and comment_indent(lines[start - 1]) is not None:
        start -= 1
    return start if start > 0 and is_blank(lines[start - 1]) else dash
