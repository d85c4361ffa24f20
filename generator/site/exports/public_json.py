"""`record.json`, a file for each kind and for each entry, and `history.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.facts.record import KINDS, PLURALS
from generator.site.exports.contract.contents import contents, envelope
from generator.site.exports.contract.shape import Shape
from generator.site.exports.export import ROOT, Export, Listed
from generator.site.site import Site
from generator.site.words import labels

JSON = "application/json"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, Shape) else value


def document(head: Mapping[str, Any], lists: Mapping[str, Iterable[Shape]]) -> str:
    """A JSON object: the keys of the envelope, then lists with an item on each line.

    An item on each line is small, and can be searched and compared line by line.
    """
    parts = [f"{_line(key)}: {_line(_plain(value))}" for key, value in head.items()]
    for key, items in lists.items():
        lines = ",\n".join(_line(_plain(item)) for item in items)
        parts.append(f"{_line(key)}: [\n{lines}\n]" if lines else f"{_line(key)}: []")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _files(site: Site) -> Iterator[tuple[str, str]]:
    found = contents(site)
    whole = {**found.lists, "history": found.history}
    yield _whole(site, "record", whole)
    yield _whole(site, "history", {"history": found.history})
    for kind in KINDS:
        plural = PLURALS[kind]
        yield _whole(site, plural, {plural: found.lists[plural]})
        for item in found.lists[plural]:
            yield _own(site, plural, kind, item)
    for gone in found.lists["retired"]:
        yield _own(site, PLURALS[gone.kind], "retired", gone)  # type: ignore[attr-defined]


def _own(site: Site, folder: str, name: str, item: Shape) -> tuple[str, str]:
    """The file of one entry, or of what became of it."""
    path = f"{ROOT}{folder}/{item.id}.json"  # type: ignore[attr-defined]
    content = {**envelope(site, path, name), name: item}
    plain = {key: _plain(value) for key, value in content.items()}
    return path, json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _whole(site: Site, name: str, lists: Mapping[str, Iterable[Shape]]) -> tuple[str, str]:
    path = f"{ROOT}{name}.json"
    return path, document(envelope(site, path, name), lists)


PLURAL_WORDS: dict[str, tuple[str, str]] = {
    "party": ("parter", "parties"),
    "source": ("källor", "sources"),
    "event": ("händelser", "events"),
    "contract": ("avtal", "contracts"),
    "option": ("optioner", "options"),
    "term": ("villkor", "terms"),
    "subject": ("ärenden", "subjects"),
    "figure": ("siffror", "figures"),
    "gap": ("luckor och konflikter", "gaps and conflicts"),
    "question": ("frågor och svar", "questions and answers"),
}


def _kind_lines() -> Iterator[Listed]:
    for kind in KINDS:
        plural, (sv, en) = PLURALS[kind], PLURAL_WORDS[kind]
        yield Listed(f"{ROOT}{plural}.json", JSON, (f"Alla {sv}.", f"All {en}."))
    for kind in KINDS:
        plural, (sv, en) = PLURALS[kind], labels.KINDS[kind]
        says = (f"En post: {sv.lower()}.", f"One entry: {en.lower()}.")
        yield Listed(f"{ROOT}{plural}/{{id}}.json", JSON, says)


EXPORT = Export(
    _files,
    (
        Listed(
            f"{ROOT}record.json",
            JSON,
            ("Allt i en fil.", "Everything in one file."),
        ),
        Listed(
            f"{ROOT}history.json",
            JSON,
            (
                "Vad som gällde när, och vad som var offentligt känt när.",
                "What held when, and what was publicly known when.",
            ),
        ),
        *_kind_lines(),
    ),
)
