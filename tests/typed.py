"""Records as editors may have typed them: every style of YAML, with comments, in any order.

`typed_files` draws how a drawn record is written. It shares no code with the generator: the
text is put together here, and the tests read it back.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from generator.facts.record import KINDS, PLURALS, Record

COMMENT_WORDS = ("see the minutes", "note: to check", "- id: not-an-entry", "'quoted\" {", "åäö")

FIRST_OF_ITS_KIND = {
    "id", "sv", "party", "source", "subject", "organisation", "says", "scheme", "name", "date",
    "number", "title", "days", "column", "some_of", "all",
}  # fmt: skip
"""Keys that may come to stand beside the dash, and their comment above it."""


def plain(model: Any) -> dict[str, Any]:
    """An entry as the texts that stand in YAML."""
    given: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return given


@st.composite
def typed_files(draw: st.DrawFn, record: Record, *, shuffle: bool = True) -> dict[str, bytes]:
    """All files of a record. Entries and keys stand in any order where `shuffle` says so."""
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    files = {"record.yaml": "\n".join(_lines(draw, plain(record.settings), 0, shuffle)) + "\n"}
    for kind in KINDS:
        entries = [plain(entry) for entry in record.of_kind(kind).values()]
        if shuffle:
            entries = draw(st.permutations(entries))
        files[f"{PLURALS[kind]}.yaml"] = _list(draw, entries, shuffle)
    return {
        name: text.removesuffix("\n" if draw(st.booleans()) else "").replace("\n", newline).encode()
        for name, text in files.items()
    }


def _list(draw: st.DrawFn, entries: list[dict[str, Any]], shuffle: bool) -> str:
    head = draw(st.sampled_from(("", "# One file.\n\n", "# A head\n# of two lines\n\n", "\n")))
    if not entries:
        return head + draw(st.sampled_from(("[]\n", "", "# nothing yet\n", "[]  # nothing yet\n")))
    indent = draw(st.sampled_from((0, 0, 0, 2)))
    gap = draw(st.sampled_from(("\n", "\n", "", "\n\n")))
    blocks: list[str] = []
    for entry in entries:
        lines = _item(_lines(draw, entry, indent + 2, shuffle), indent)
        blocks.append("\n".join([*_comments(draw, indent, len(blocks) > 0), *lines]) + "\n")
    tail = draw(st.sampled_from(("", "", "\n# the end\n")))
    return head + gap.join(blocks) + tail


def _item(lines: list[str], indent: int) -> list[str]:
    """Put the dash before the first key; comments of that key go above it."""
    first = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
    lines[first] = " " * indent + "- " + lines[first].lstrip()
    return lines


def _comments(draw: st.DrawFn, indent: int, wanted: bool = True) -> list[str]:
    if not wanted or draw(st.integers(0, 5)):
        return []
    return [" " * indent + "# " + draw(st.sampled_from(COMMENT_WORDS))]


def _lines(draw: st.DrawFn, mapping: dict[str, Any], indent: int, shuffle: bool) -> list[str]:
    keys = draw(st.permutations(list(mapping))) if shuffle else list(mapping)
    found: list[str] = []
    for key in keys:
        found += _comments(draw, indent, bool(found) and key not in FIRST_OF_ITS_KIND)
        found += _pair(draw, key, mapping[key], indent, shuffle)
    return found


def _pair(draw: st.DrawFn, key: str, value: Any, indent: int, shuffle: bool) -> list[str]:
    space = " " * indent
    remark = draw(st.sampled_from(("", "", "", "  # aside")))
    if isinstance(value, dict) and draw(st.booleans()):
        return [f"{space}{key}:{remark}", *_lines(draw, value, indent + 2, shuffle)]
    if isinstance(value, list) and draw(st.booleans()) and value:
        deeper = indent + draw(st.sampled_from((0, 2)))
        found = [f"{space}{key}:{remark}"]
        for item in value:
            if isinstance(item, dict) and draw(st.booleans()):
                found += _item(_lines(draw, item, deeper + 2, shuffle), deeper)
            else:
                found.append(f"{' ' * deeper}- {_flow(draw, item, shuffle)}")
        return found
    if isinstance(value, str) and draw(st.integers(0, 9)) == 0 and "\n" not in value:
        return [f"{space}{key}: {draw(st.sampled_from(('|-', '>-')))}", f"{space}  {value}"]
    return [f"{space}{key}: {_flow(draw, value, shuffle)}{remark}"]


def _flow(draw: st.DrawFn, value: Any, shuffle: bool) -> str:
    if isinstance(value, dict):
        keys = draw(st.permutations(list(value))) if shuffle else list(value)
        inner = ", ".join(f"{key}: {_flow(draw, value[key], shuffle)}" for key in keys)
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(draw, item, shuffle) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "null" if value is None else str(value)
    safe = text.replace("-", "").replace("/", "").replace(".", "").isalnum() and text[0].isalnum()
    return text if safe and draw(st.booleans()) else json.dumps(text, ensure_ascii=False)
