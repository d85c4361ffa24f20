"""What editors get: help, completion and marks from the committed schemas, over LSP."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from generator.facts.base import help_on
from generator.facts.canonical import nested_models
from generator.facts.labels import EVENT_TYPES
from generator.facts.record import KINDS, Settings
from generator.report.problems import as_text
from tests.language_server import Client, language_server
from tests.test_mistakes import CASES, checked, files_of

ROOT = Path(__file__).resolve().parent.parent
EDITOR = ROOT / ".vscode"

EVENT = """\
# yaml-language-server: $schema=schema/events.schema.json

- id: example-board-decision
  when: 2030-05-14
  type: decision
  title:
    sv: Exempelnämnden beslutar
    en: The Example Board decides
  text: {sv: Nämnden beslutade., en: The board decided.}
  parties:
    - {party: example-board, role: decider}
  effects:
    - {subject: example-trial, becomes: planned}
  sources:
    - {source: example-minutes, at: "¶ 3", supports: [when]}
  confidence: established
  recorded: 2030-05-20
  verified: 2030-05-20
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the committed schemas, and nothing that is not committed."""
    made = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "data" / "schema", made / "data" / "schema")
    shutil.copytree(EDITOR, made / ".vscode")
    return made


def editor_settings(section: str) -> dict[str, Any]:
    """A section of the committed settings, as the editor hands it to the server."""
    found: dict[str, Any] = {}
    for name, value in json.loads((EDITOR / "settings.json").read_text("utf-8")).items():
        if name.startswith(f"{section}."):
            *path, last = name.split(".")[1:]
            inner = found
            for step in path:
                inner = inner.setdefault(step, {})
            inner[last] = value
    return found


@pytest.fixture(scope="module")
def by_modeline(node_tools: Path, folder: Path) -> Iterator[Client]:
    """A server that knows the schemas only from the line in the file."""
    settings = {"yaml": {**editor_settings("yaml"), "schemas": {}}}
    with language_server(node_tools, folder, settings) as client:
        yield client


def place(text: str, words: str, after: int = 0) -> tuple[int, int]:
    """Line and character, from 0, of some words."""
    at = text.index(words) + after
    return text[:at].count("\n"), at - text.rfind("\n", 0, at) - 1


def uri(folder: Path, name: str) -> str:
    return (folder / "data" / name).as_uri()


def test_a_right_file_has_no_mark(by_modeline: Client, folder: Path) -> None:
    assert by_modeline.open(uri(folder, "right.yaml"), EVENT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("type: decision", "type: beslut", "Value is not accepted"),
        ("when: 2030-05-14", "when: hösten 2030", "does not match"),
        ("confidence: established", "confidense: established", "confidense is not allowed"),
        ("  verified: 2030-05-20\n", "", 'Missing property "verified"'),
        ("title:\n    sv: Exempelnämnden beslutar\n", "title:\n", 'Missing property "sv"'),
        ('at: "¶ 3"', "at: third", "does not match"),
    ],
)
def test_a_wrong_one_is_marked(
    by_modeline: Client, folder: Path, right: str, wrong: str, says: str
) -> None:
    assert right in EVENT
    name = re.sub(r"\W+", "-", f"wrong-{right}") + ".yaml"
    found = by_modeline.open(uri(folder, name), EVENT.replace(right, wrong))
    assert any(says in diagnostic["message"] for diagnostic in found), found


@pytest.mark.parametrize(
    ("words", "swedish"),
    [
        ("when:", "När det hände, inte noggrannare än källan"),
        ("type:", "Vad för slags händelse det är."),
        ("decision\n  title", "Beslut / Decision"),
        ("confidence:", "Hur säker uppgiften är"),
        ("at:", "Stället i källan"),
        ("role:", "Vad parten är i händelsen."),
        ("becomes:", "Statusen som det får."),
        ("recorded:", "Dagen då uppgiften togs in i registret."),
        ("sv: Nämnden", "Texten på svenska."),
    ],
)
def test_hover_helps_in_swedish(
    by_modeline: Client, folder: Path, words: str, swedish: str
) -> None:
    address = uri(folder, "hover.yaml")
    by_modeline.open(address, EVENT)
    told = by_modeline.at("textDocument/hover", address, *place(EVENT, words, 1))
    assert told is not None
    shown = told["contents"]["value"].replace("\\", "")
    assert swedish in shown, shown


def completions(client: Client, address: str, text: str, words: str) -> dict[str, str]:
    """What is proposed just after some words, with the help beside it."""
    client.open(address, text)
    found = client.at("textDocument/completion", address, *place(text, words, len(words)))
    return {item["label"]: json.dumps(item, ensure_ascii=False) for item in found["items"]}


def test_completion_of_choices(by_modeline: Client, folder: Path) -> None:
    text = EVENT.replace("type: decision", "type: ")
    found = completions(by_modeline, uri(folder, "choices.yaml"), text, "type: ")
    assert set(found) >= set(EVENT_TYPES)
    assert "Beslut / Decision" in found["decision"]


def test_completion_of_keys(by_modeline: Client, folder: Path) -> None:
    text = EVENT + "  \n"
    found = completions(by_modeline, uri(folder, "keys.yaml"), text, "verified: 2030-05-20\n  ")
    assert {"remark", "announced", "context", "theme"} <= set(found)
    assert "when" not in found
    assert "Vad läsaren måste veta" in found["remark"]


def test_completion_of_statuses(by_modeline: Client, folder: Path) -> None:
    text = EVENT.replace("becomes: planned}", "becomes: }")
    found = completions(by_modeline, uri(folder, "statuses.yaml"), text, "becomes: ")
    assert {"in-use", "signed", "paused"} <= set(found)


def test_the_settings_of_the_editor_name_the_same_schemas(node_tools: Path, folder: Path) -> None:
    """A file without the line is known by its name."""
    settings = {"yaml": editor_settings("yaml")}
    text = EVENT.partition("\n\n")[2].replace("type: decision", "type: beslut")
    with language_server(node_tools, folder, settings) as client:
        found = client.open(uri(folder, "events.yaml"), text)
    assert any("Value is not accepted" in diagnostic["message"] for diagnostic in found), found


def test_every_data_file_has_its_schema_in_the_settings() -> None:
    schemas = json.loads((EDITOR / "settings.json").read_text("utf-8"))["yaml.schemas"]
    files = sorted(path.name for path in (ROOT / "data").glob("*.yaml"))
    assert sorted(schemas.values()) == [f"data/{name}" for name in files]
    for schema, name in schemas.items():
        assert schema == name.replace("data/", "data/schema/").replace(".yaml", ".schema.json")
        assert (ROOT / schema).is_file()


def test_the_task_reads_what_check_prints() -> None:
    """Problems of `check` stand at their lines in the editor."""
    tasks = json.loads((EDITOR / "tasks.json").read_text("utf-8"))["tasks"]
    pattern = re.compile(tasks[0]["problemMatcher"]["pattern"]["regexp"])
    for case in CASES:
        lines = checked(files_of(case), "text").split("\n")
        found = [match for line in lines if (match := pattern.match(line))]
        assert len(found) == 1, case
        assert found[0][6] == case.parent.name
    assert as_text([], {}) == "0 errors, 0 warnings."


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for inner in nested_models(model).values():
        if inner is not None:
            yield from models(inner, seen)


def test_every_field_has_help_in_both_languages() -> None:
    seen: set[type[BaseModel]] = set()
    everything: tuple[type[BaseModel], ...] = (*KINDS.values(), Settings)
    for kind in everything:
        for model in models(kind, seen):
            for name, info in model.model_fields.items():
                texts = [help_on(info.description, language) for language in ("sv", "en")]
                assert all(texts), f"{model.__name__}.{name}: description=said(…, …) in facts/"
                assert texts[0] != texts[1], f"{model.__name__}.{name}"
    assert len(seen) > 20
