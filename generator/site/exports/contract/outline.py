"""The shape of the open data as lines of text, so that a change of it shows.

GET events.json EventList          an address of a JSON file and what it holds
EventList.events [Event]           a key and its type
EventType = go-live                a word that a key may have
events.when_earliest date          a column of a CSV file and of the database
events -> themes                   a key of another table
view plans.planned                 a column of a view
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator.site.exports.contract.envelope import FILES, addresses
from generator.site.exports.contract.table_set import tables
from generator.site.exports.contract.versions import Version


def outline(schema: Callable[[str], dict[str, Any]], views: dict[str, list[str]]) -> list[str]:
    """All lines, sorted. `schema` gives that of a file; `views` the columns of each view."""
    found: set[str] = set()
    for address, names in addresses().items():
        found |= {f"GET {address} {FILES[name].__name__}" for name in names}
    for name, model in FILES.items():
        whole = schema(name)
        found |= set(_shape(model.__name__, whole))
        for part, definition in whole.get("$defs", {}).items():
            found |= set(_shape(part, definition))
    for table in tables():
        found |= {
            f"{table.name}.{column.name} {column.type}{'' if column.required else '?'}"
            for column in table.columns
        }
        found |= {
            f"{table.name} ({' '.join(key.columns)}) -> {key.table}" for key in table.foreign_keys
        }
    found |= {f"view {name}.{column}" for name, columns in views.items() for column in columns}
    return sorted(found)


def _shape(name: str, schema: dict[str, Any]) -> Iterator[str]:
    for word in schema.get("enum", ()):
        yield f"{name} = {word}"
    for key, value in schema.get("properties", {}).items():
        yield f"{name}.{key} {_type(value)}"
        for word in _words(value):
            yield f"{name}.{key} = {word}"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type"))


def _words(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema.get("enum", ())
    for one in (*schema.get("anyOf", ()), schema.get("items", {})):
        yield from _words(one) if one else ()


def added(old: tuple[str, ...] | list[str], new: tuple[str, ...] | list[str]) -> list[str]:
    """Lines of the new outline that the old one does not have."""
    return [line for line in new if line not in set(old)]


def what_is_wrong(now: list[str], versions: tuple[Version, ...]) -> list[str]:
    """Why the newest version may not have this outline; nothing where it may.

    `versions` is newest first. A version without an outline is one to be written; it is
    compared with the one before it.
    """
    newest = versions[0]
    if newest.outline:
        new, gone = added(newest.outline, now), added(now, newest.outline)
        if not new and not gone:
            return []
        need = next_version(newest, breaks=bool(gone))
        remedy = (
            f"The open data is no longer what version {newest.version} promises. Take the change "
            f"back, or add version {need} at the top of versions.yaml with what changed, and run: "
            "python -m generator contract"
        )
        return [
            remedy,
            *(f"- {line}" for line in gone),
            *(f"+ {line}" for line in new),
        ]
    if len(versions) == 1:
        return []
    before = versions[1]
    new, gone = added(before.outline, now), added(now, before.outline)
    need = next_version(before, breaks=bool(gone))
    if (new or gone) and newest.number < tuple(map(int, need.split("."))):
        return [
            f"Version {newest.version} should be {need} or higher.",
            *(f"- {line}" for line in gone),
            *(f"+ {line}" for line in new),
        ]
    return []


def next_version(version: Version, *, breaks: bool) -> str:
    """The least version after one, where something is gone, or where something is new."""
    major, minor, _ = version.number
    return f"{major + 1}.0.0" if breaks else f"{major}.{minor + 1}.0"
