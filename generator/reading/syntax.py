"""What the YAML parser stumbled over, in words for people who do not know YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

Told = tuple[int, int, str, str]
"""Line and column from 0, the message and the remedy."""

KEY = re.compile(r"^\s*(?:- )*([A-Za-z_][\w-]*):(\s|$)")


def explain(error: yaml.MarkedYAMLError, text: str) -> Told:
    """Where a mistake stands, what it is, and what to do about it."""
    lines = text.split("\n")
    problem, context = error.problem or "", error.context or ""
    mark: Any = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, len(lines) - 1)
    opened = error.context_mark
    if "cannot start any token" in problem or "tab" in problem:
        return _bad_start(lines, line, column)
    if "mapping values are not allowed" in problem:
        return _colon(lines, line, column)
    if "expected ':'" in problem and opened:
        return _no_colon(lines, opened.line, opened.column)
    if "quoted scalar" in context and opened:
        return _quoted(problem, opened.line, opened.column, line, column)
    if "flow" in context and opened:
        return _brackets(lines, line, column, (opened.line, opened.column))
    if "block scalar" in context:
        hint = "Begin the text on the next line, indented."
        return line, column, "after “|” or “>” nothing may stand on the same line", hint
    if "alphabetic or numeric" in problem:
        sign = lines[line][max(0, column - 1) : column] or "*"
        return line, max(0, column - 1), *_needs_quotes(sign)
    if "sequence entries are not allowed" in problem:
        return (line, column, "a dash cannot begin a list here",
                "Put the items on lines of their own below the key, or write [a, b].")  # fmt: skip
    if "document start" in problem:
        return (line, column, "this line stands outside the list or the keys above it",
                "Indent it like its neighbours; an entry begins with “- id: …”.")  # fmt: skip
    if "expected key" in problem or "'-' indicator" in problem:
        return _neighbours(lines, line, column)
    reason = ", ".join(part for part in (context, problem) if part) or "no reason is given"
    return (line, column, f"this is not YAML: {reason}",
            "Look for a missing quotation mark, bracket or space after “:” here or just above.")  # fmt: skip


def _needs_quotes(sign: str) -> tuple[str, str]:
    return f"a text cannot begin with “{sign}”", "Put quotation marks round the whole text."


def _bad_start(lines: list[str], line: int, column: int) -> Told:
    sign = lines[line][column : column + 1]
    before = lines[line][:column]
    if sign == "\t" or "\t" in before:
        place = min(at for at in (before.find("\t"), column) if at >= 0)
        return (
            line,
            place,
            "a tab stands here, where YAML needs spaces",
            "Indent with spaces, not tabs.",
        )
    return line, column, *_needs_quotes(sign)


def _colon(lines: list[str], line: int, column: int) -> Told:
    before = lines[line][:column]
    if re.search(r"(?:^|[{,\s])[\w-]+:\s+\S", before):
        message = "a text with a colon and a space in it looks like a second key"
        return line, column, message, "Put quotation marks round the whole text."
    if "\t" in lines[line]:
        return (
            line,
            lines[line].index("\t"),
            "a tab stands here, where YAML needs spaces",
            "Indent with spaces, not tabs.",
        )
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)
    if joined := re.match(r"(\s*(?:- )?)([a-z_]+):([^\s:/].*)", lines[above]):
        return (above, len(joined[1]), "there is no space after the colon",
                f"Did you mean “{joined[2]}: {joined[3]}”?")  # fmt: skip
    start = len(before) - len(before.lstrip())
    message = "this line is indented deeper than the line above it allows"
    return (line, start, message,
            ("Give it the same indent as its neighbours; if it goes on with the text above, put "
            "quotation marks round that text."))  # fmt: skip


def _no_colon(lines: list[str], line: int, column: int) -> Told:
    words = lines[line][column:].strip()
    joined = re.match(r"([a-z_]+):(\S.*)", words)
    if joined:
        return (line, column, "there is no space after the colon",
                f"Did you mean “{joined[1]}: {joined[2]}”?")  # fmt: skip
    return (line, column, "a key without its colon, or a text that was left outside of its key",
            "Write “key: value”; a text goes on with a deeper indent.")  # fmt: skip


def _quoted(problem: str, line: int, column: int, at: int, at_column: int) -> Told:
    if "escape" in problem:
        return (at, at_column, "between double quotes a backslash needs another one after it",
                "Write “\\\\”, or put single quotes round the text.")  # fmt: skip
    return (line, column, "a quotation mark that opens here is never closed",
            "Close it where the text ends; within single quotes an apostrophe is written twice.")  # fmt: skip


def _brackets(lines: list[str], line: int, column: int, opened: tuple[int, int]) -> Told:
    sign = lines[opened[0]][opened[1] : opened[1] + 1] if opened[0] < len(lines) else ""
    if sign not in ("[", "{"):
        opened, sign = _last_open(lines, line, column)
    close = {"[": "]", "{": "}"}.get(sign, "]")
    rest = lines[line][column:]
    if line > opened[0] or not rest.strip():
        return (*opened, f"a “{sign}” that opens here is never closed",
                f"Close it with “{close}” on this line.")  # fmt: skip
    return (line, column, f"within “{sign} {close}” this cannot follow what stands before it",
            ("Put a comma between the parts, and quotation marks round a text that holds a comma, "
            "a colon, a bracket or quotation marks."))  # fmt: skip


def _last_open(lines: list[str], line: int, column: int) -> tuple[tuple[int, int], str]:
    """The last bracket before a place that is not closed before it."""
    closed = 0
    for number in range(min(line, len(lines) - 1), -1, -1):
        text = lines[number][:column] if number == line else lines[number]
        for at in range(len(text) - 1, -1, -1):
            if text[at] in "]}":
                closed += 1
            elif text[at] in "[{" and closed:
                closed -= 1
            elif text[at] in "[{":
                return (number, at), text[at]
    return (line, column), "["


def _neighbours(lines: list[str], line: int, column: int) -> Told:
    before = lines[line][:column].rstrip()
    if joined := re.match(r"(\s*)-([a-z_]+:.*)", lines[line]):
        return (line, len(joined[1]), "there is no space after the dash",
                f"Did you mean “- {joined[2]}”?")  # fmt: skip
    if before.endswith(('"', "'")):
        return (line, column, "the text goes on after its closing quotation mark",
                "Put the quotation marks round the whole text, and use “ ” within it.")  # fmt: skip
    if before.strip(" -"):
        return (line, column, "this cannot follow what stands before it on the line",
                "Put quotation marks round the whole text, or begin a new line.")  # fmt: skip
    if KEY.match(lines[line]) or lines[line].lstrip().startswith("- "):
        return (line, column, "this line is indented differently from those it belongs with",
                "Give it the same indent as the lines above at its level.")  # fmt: skip
    return (line, column, "this line is neither a key nor an item of a list",
            "Write “key: value”; a text of several lines is indented deeper than its key.")  # fmt: skip
