"""The committed JSON Schemas are those of the models, and the real files agree with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # its types are a package of their own
import pytest
import yaml

from generator.facts.base import LANGUAGES, help_on, said
from generator.history.replay import History
from generator.history.state import state_on
from generator.problems import Problem, Related
from generator.report.problems import problem_json
from generator.report.schemas import data_schemas

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = sorted(DATA.glob("*.yaml"))


def test_committed_schemas_are_those_of_the_models() -> None:
    """Stale schemas mislead editors."""
    committed = {path.name: path.read_text("utf-8") for path in (DATA / "schema").glob("*")}
    assert committed == data_schemas(), "run: .venv/bin/python -m generator schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_data_files_agree_with_their_schema(path: Path) -> None:
    """As an editor with completion sees them: types resolved by YAML, dates left as text."""
    first = path.read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema=schema/{path.stem}.schema.json"
    schema = json.loads(data_schemas()[f"{path.stem}.schema.json"])
    jsonschema.validate(yaml.load(path.read_bytes(), _Core), schema)  # noqa: S506  (a SafeLoader)


class _Core(yaml.SafeLoader):
    """Resolves numbers and booleans as YAML 1.2 does, and no dates."""


_Core.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_a_description_is_told_in_each_language() -> None:
    both = said("Vad det är.", "What it is.")
    assert [help_on(both, language) for language in LANGUAGES] == ["Vad det är.", "What it is."]
    assert [help_on("Vad det är.", language) for language in LANGUAGES] == ["Vad det är."] * 2
    assert help_on(None, "en") == ""


@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2022, 7, 1), date(2025, 3, 1)])
def test_state_agrees_with_its_schema(history: History, day: date) -> None:
    """The contract that scripts rely on."""
    schema = json.loads(data_schemas()["state.schema.json"])
    jsonschema.validate(state_on(history, day).as_json(), schema)


def test_check_agrees_with_its_schema() -> None:
    """The contract that scripts rely on."""
    related = (Related("data/a.yaml", 1, 1, "there"),)
    problem = Problem("rule", "data/a.yaml", 2, 3, "wrong", "mend", "x", related=related)
    schema = json.loads(data_schemas()["check.schema.json"])
    jsonschema.validate({"problems": [problem_json(problem)]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"problems": [{**problem_json(problem), "line": 0}]}, schema)
