"""Changes as text, as Markdown for a pull request, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from generator.comparing.change import Changes, Demand, Lived
from generator.facts.when import When
from generator.report.change_sections import Line, Section, confirmation, demand_line, sections
from generator.report.change_words import Code, Words
from generator.report.problems import visible
from generator.site.escape import in_markdown

VERSION = 1


def as_text(changes: Changes, words: Words, today: date) -> str:
    """For the terminal."""
    return "\n\n".join("\n".join(_text(section)) for section in sections(changes, words, today))


def demands_text(demands: Sequence[Demand], language: str, today: date) -> str:
    """What must be confirmed, and the entry that would confirm it."""
    lines = [
        f"  {text}" for demand in demands for text in _text_line(demand_line(demand, language), "")
    ]
    block = (f"    {line}" for line in confirmation(demands, today).split("\n"))
    return "\n".join([*lines, "", *block])


def _text(section: Section) -> Iterable[str]:
    yield visible(section.title)
    for line in section.lines:
        yield from _text_line(line, "  ")
    if section.block:
        yield ""
        yield from (f"    {line}" for line in section.block.split("\n"))


def _text_line(line: Line, indent: str) -> Iterable[str]:
    parts = (_code(part.text) if isinstance(part, Code) else part for part in line.parts)
    yield f"{indent}{visible(''.join(parts))}"
    for below in line.below:
        yield from _text_line(below, f"{indent}    ")


def _code(text: str) -> str:
    return text if text.startswith(("{", "[")) else f"[{text}]"


def as_markdown(changes: Changes, words: Words, today: date) -> str:
    """For a pull request. Every text of the record is escaped: nothing in it is markup."""
    head = words.say("Vad ändringen gör", "What the change does")
    return (
        "\n\n".join(
            [f"## {head}", *("\n".join(_markdown(s)) for s in sections(changes, words, today))]
        )
        + "\n"
    )


def _markdown(section: Section) -> Iterable[str]:
    sign = "⚠️ " if section.urgent else ""
    yield f"### {sign}{in_markdown(section.title)}"
    yield ""
    for line in section.lines:
        yield from _markdown_line(line, "")
    if section.block:
        yield ""
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", section.block + "`")))
        yield from (f"{fence}yaml", *section.block.split("\n"), fence)


def _markdown_line(line: Line, indent: str) -> Iterable[str]:
    parts = (
        f"<code>{in_markdown(part.text)}</code>" if isinstance(part, Code) else in_markdown(part)
        for part in line.parts
    )
    yield f"{indent}- {''.join(parts)}"
    for below in line.below:
        yield from _markdown_line(below, f"{indent}  ")


def as_json(changes: Changes, _words: Words, _today: date) -> str:
    """All of it, under the names of `generator/comparing/change.py`."""
    return json.dumps({"version": VERSION, **_plain(changes)}, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if isinstance(value, Lived):
        return value.as_json()
    if isinstance(value, When):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


FORMATS: dict[str, Callable[[Changes, Words, date], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
