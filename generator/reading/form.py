"""A data file in canonical order, with every byte but the order kept.

Which order that is stands in `generator/facts/canonical.py`. Whole entries and whole keys are
moved with their comments; what separates them stays where it is. A mapping in braces over
several lines is left as it is. The result is read again before it is handed out: it holds the
same facts, or nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel

from generator.facts.canonical import nested_models, ranks, time_key
from generator.facts.record import KINDS, Settings
from generator.facts.when import NotADate
from generator.problems import Problem
from generator.reading.document import Loader, Mapping, Position, Sequence, read_document
from generator.reading.layout import (
    Layout,
    NoLayout,
    comment_indent,
    is_blank,
    last_line,
    lines_of,
    newline_of,
    scalars,
    text_lines,
)
from generator.reading.load import FILES

MOST_MOVES = 1000
"""Mappings put in order within one entry before we give up; each takes one step."""


def misplaced(tree: Any, model: type[BaseModel]) -> Iterator[tuple[Position, str, str]]:
    """Each mapping out of order: where a key stands, its name, and the key it belongs before."""
    if isinstance(tree, Sequence):
        for item in tree:
            yield from misplaced(item, model)
    if not isinstance(tree, Mapping):
        return
    keys = tuple(tree)
    places = ranks(keys, model)
    if not tree.loose and places != sorted(places):
        at = next(i for i in range(1, len(keys)) if places[i] < places[i - 1])
        before = next(key for key, place in zip(keys, places, strict=True) if place > places[at])
        yield tree.keys_at[keys[at]], keys[at], before
    nested = nested_models(model)
    for key, value in tree.items():
        inner = nested.get(key)
        if inner is not None:
            yield from misplaced(value, inner)


def formatted(data: bytes, name: str) -> tuple[bytes, list[Problem]]:
    """The bytes of a data file (named as in the folder) in canonical order, and no problem.

    Where the file cannot be read or put in order: the bytes as they were, and why.
    """
    tree, problems = read_document(data, name)
    if problems or tree is None or name not in (*FILES, "record.yaml"):
        return data, problems
    text = data.decode("utf-8")
    try:
        made = _settings(text, tree) if name == "record.yaml" else _list(text, tree, FILES[name])
    except NoLayout as error:
        hint = "Begin each entry with “- id: …” on a line of its own."
        return data, [Problem("not-a-list", name, 1, 1, str(error), hint)]
    except NotADate:
        return data, []  # `check` tells of it; until then the order of time is not known
    after, wrong = read_document(made.encode(), name)
    return (data, []) if wrong or not _same(tree, after) else (made.encode(), [])


def _same(before: Any, after: Any) -> bool:
    """The same entries, in whatever order. Mappings are equal in any order of their keys."""
    if isinstance(before, Sequence) and isinstance(after, Sequence):
        left = list(after)
        for entry in before:
            if entry not in left:
                return False
            left.remove(entry)
        return not left
    return bool(before == after)


def _settings(text: str, tree: Any) -> str:
    return _ordered(text, Settings) if any(misplaced(tree, Settings)) else text


def _list(text: str, tree: Any, kind: str) -> str:
    layout = Layout.of(text)
    if not layout.blocks:
        return text
    model = KINDS[kind]
    chunks = []
    for block, entry in zip(layout.blocks, tree, strict=True):
        chunk = layout.chunk(block)
        chunks.append(_ordered(chunk, model) if any(misplaced(entry, model)) else chunk)
    keys = [time_key(kind, e) if isinstance(e, Mapping) else () for e in tree]
    order = sorted(range(len(chunks)), key=lambda index: keys[index])
    ends = [_end_of(chunk) for chunk in chunks]
    parts = ["".join(layout.lines[: layout.blocks[0].lead])]
    for place, index in enumerate(order):
        block = layout.blocks[place]
        body = chunks[index].removesuffix(ends[index])
        parts.append(body + _line_end(ends[index], ends[place], layout.newline, place, order))
        following = layout.blocks[place + 1].lead if place + 1 < len(order) else len(layout.lines)
        parts.append("".join(layout.lines[block.end : following]))
    return "".join(parts)


def _end_of(chunk: str) -> str:
    return "\r\n" if chunk.endswith("\r\n") else "\n" if chunk.endswith("\n") else ""


def _line_end(own: str, there: str, newline: str, place: int, order: list[int]) -> str:
    """A block keeps its own line end, but a file without a last one stays without."""
    if place == len(order) - 1:
        return own if there else ""
    return own or newline


def _ordered(chunk: str, model: type[BaseModel]) -> str:
    """A chunk of YAML with the keys of every mapping in canonical order."""
    given_up: set[tuple[Any, ...]] = set()
    for _ in range(MOST_MOVES):
        root = yaml.compose(chunk, Loader=Loader)
        found = next(_out_of_order(root, model, (), given_up), None)
        if found is None:
            break
        path, node, order = found
        moved = _reordered(chunk, root, node, order)
        if moved is None or not _same(_tree(chunk), _tree(moved)):
            given_up.add(path)
        else:
            chunk = moved
    return chunk


def _tree(chunk: str) -> Any:
    tree, problems = read_document(chunk.encode(), "")
    return problems or tree


def _out_of_order(
    node: Any, model: type[BaseModel], path: tuple[Any, ...], given_up: set[tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], Any, list[int]]]:
    """Mappings out of order, the outer before the inner: path, node and the order to take."""
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _out_of_order(item, model, (*path, index), given_up)
    if not isinstance(node, yaml.MappingNode):
        return
    keys = tuple(str(key.value) for key, _ in node.value)
    places = ranks(keys, model)
    loose = node.flow_style and node.start_mark.line != node.end_mark.line
    if places != sorted(places) and not loose and path not in given_up:
        yield path, node, sorted(range(len(keys)), key=lambda index: places[index])
    nested = nested_models(model)
    for key, (_, value) in zip(keys, node.value, strict=True):
        if (inner := nested.get(key)) is not None:
            yield from _out_of_order(value, inner, (*path, key), given_up)


def _reordered(chunk: str, root: Any, node: Any, order: list[int]) -> str | None:
    """The chunk with the pairs of one mapping in this order, or None where it cannot be done."""
    if node.flow_style:
        return _in_braces(chunk, node, order)
    return _in_lines(chunk, root, node, order)


def _in_braces(chunk: str, node: Any, order: list[int]) -> str:
    lines = lines_of(chunk)
    number = node.start_mark.line
    line = lines[number]
    spans = [(key.start_mark.column, value.end_mark.column) for key, value in node.value]
    made = line[: spans[0][0]]
    for place, index in enumerate(order):
        start, end = spans[index]
        following = spans[place + 1][0] if place + 1 < len(spans) else len(line)
        made += line[start:end] + line[spans[place][1] : following]
    return "".join([*lines[:number], made, *lines[number + 1 :]])


def _in_lines(chunk: str, root: Any, node: Any, order: list[int]) -> str | None:
    lines = lines_of(chunk)
    newline = newline_of(chunk)
    ended = bool(_end_of(chunk))
    if not ended:
        lines[-1] += newline
    inside = text_lines(lines, root)
    column = node.start_mark.column
    keys = [key.start_mark.line for key, _ in node.value]
    if any(key.start_mark.column != column for key, _ in node.value) or len(set(keys)) < len(keys):
        return None
    prefix = lines[keys[0]][:column]
    if prefix.strip(" -"):
        return None  # “? key”, or something that we do not know
    leads = [keys[0]]
    for line in keys[1:]:
        lead = line
        while lead - 1 not in inside and _comment_of(lines[lead - 1], column):
            lead -= 1
        leads.append(lead)
    ends = [_trimmed(lines, lead, inside) for lead in leads[1:]]
    ends.append(_last(lines, node.value[-1], inside, column))
    comments = ["".join(lines[lead:key]) for lead, key in zip(leads, keys, strict=True)]
    bodies = [
        lines[key][column:] + "".join(lines[key + 1 : end])
        for key, end in zip(keys, ends, strict=True)
    ]
    gaps = ["".join(lines[end:lead]) for end, lead in zip(ends, leads[1:], strict=False)]
    made = ["".join(lines[: keys[0]])]
    for place, index in enumerate(order):
        made.append(comments[index])
        made.append((prefix if place == 0 else " " * column) + bodies[index])
        made.append(gaps[place] if place < len(gaps) else "")
    made.append("".join(lines[ends[-1] :]))
    text = "".join(made)
    return text if ended else text.removesuffix(newline)


def _comment_of(line: str, column: int) -> bool:
    depth = comment_indent(line)
    return depth is not None and depth <= column


def _trimmed(lines: list[str], lead: int, inside: set[int]) -> int:
    """The line after the last of a pair that ends before `lead`: without blank lines."""
    end = lead
    while end - 1 not in inside and is_blank(lines[end - 1]):
        end -= 1
    return end


def _last(lines: list[str], pair: tuple[Any, Any], inside: set[int], column: int) -> int:
    """The line after the last of the last pair: its text, and comments as deep as its key."""
    key, value = pair
    last: int = max([key.start_mark.line, *(last_line(lines, s) for s in scalars(value))])
    end = last + 1
    if not isinstance(value, yaml.ScalarNode) and value.flow_style:
        end = max(end, value.end_mark.line + 1)
    for number in range(end, len(lines)):
        depth = comment_indent(lines[number])
        if number in inside or (depth is not None and depth >= column):
            end = number + 1
        elif not is_blank(lines[number]):
            break
    return end
