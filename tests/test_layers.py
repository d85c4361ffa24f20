"""The house of ARCHITECTURE.md: who may import whom, and what the generator may not know."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
MODULES = sorted(path for path in GENERATOR.rglob("*.py"))
TEMPLATES = sorted(
    path
    for path in GENERATOR.rglob("*")
    if path.is_file() and path.suffix not in (".py", ".pyc") and "__pycache__" not in path.parts
)
MOST_LINES = 500

MAY_IMPORT = {
    "facts": set(),
    "problems": set(),
    "rules": set(),
    "reading": {"facts", "problems"},
    "history": {"facts", "problems", "reading"},
    "checking": {"facts", "problems", "reading", "history"},
    "site": {"facts", "problems", "history", "rules"},
    "comparing": {"facts", "problems", "history"},
    "report": {"facts", "problems", "history", "comparing", "site", "rules"},
    "replacing": set(),
    "prose": {"facts", "problems", "history", "site"},
    "archiving": {"facts"},
    "packaging": {"facts", "problems", "history", "site", "replacing"},
}
"""Rooms below layer 5. Those above it (the hook, the verbs and what they share) may import
all of these, and `cli` and `mkdocs_hook` are imported by nobody."""

TOP = {"cli", "mkdocs_hook", "__main__"}
CLOCKS = re.compile(r"\b(today|now|utcnow|time|monotonic|localtime|gmtime)\(")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(module: str) -> str:
    """`generator.site.pages.events` lies in `site`."""
    return module.split(".")[1] if "." in module else ""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    """Every module of the generator that a module imports, also within functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            assert node.module is not None
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            else:
                yield node.module


def own(path: Path) -> list[str]:
    return [module for module in imported(path) if module.split(".")[0] == "generator"]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_layer_imports_lower_layers_only(path: Path) -> None:
    here = room(module_of(path))
    for module in own(path):
        there = room(module)
        if there == here:
            continue
        assert there not in TOP - {"cli"} or here in TOP, f"{name(path)} imports {module}"
        assert there != "cli" or here in TOP, f"{name(path)} imports {module}"
        if here in MAY_IMPORT:
            assert there in MAY_IMPORT[here], f"{name(path)} imports {module}"


def test_every_room_has_its_layer() -> None:
    """A new room under `generator/` is put into the table above, or is at the top."""
    above = {room(module_of(path)) for path in MODULES} - {""} - set(MAY_IMPORT)
    folders = {path.name for path in GENERATOR.iterdir() if (path / "__init__.py").is_file()}
    assert folders <= {*MAY_IMPORT, "verbs"}
    for path in MODULES:
        if room(module_of(path)) in MAY_IMPORT:
            assert not {room(module) for module in own(path)} & above


def test_no_module_imports_in_a_circle() -> None:
    known = {module_of(path): own(path) for path in MODULES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"circle: {' → '.join((*path, module))}"
        if module in done:
            return
        for other in known.get(module, []):
            visit(other, (*path, module))
        done.add(module)

    for module in known:
        visit(module, ())


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    "path",
    [
        p
        for p in MODULES
        if room(module_of(p)) in {*MAY_IMPORT} - {"prose", "packaging", "archiving", "replacing"}
    ],
    ids=name,
)
def test_lower_layers_read_no_clock_no_environment_and_no_disk(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not CLOCKS.search(source)
    edges = {"os", "time", "subprocess", "socket", "urllib.request", "http.client"}
    assert not edges & set(imported(path))
    if not name(path).startswith(("generator/reading/", "generator/site/")):
        assert not re.search(r"\bopen\(|\.read_(text|bytes)\(|\.write_(text|bytes)\(", source)


def test_only_the_hook_knows_mkdocs() -> None:
    for path in MODULES:
        if room(module_of(path)) in MAY_IMPORT:
            assert not [m for m in imported(path) if m.split(".")[0] in ("mkdocs", "material")]


def test_what_is_read_and_derived_never_changes() -> None:
    """Facts and what follows from them are handed round and kept, so nobody may change them."""
    changeable = set()
    for path in MODULES:
        if room(module_of(path)) not in ("facts", "reading", "history"):
            continue
        module = importlib.import_module(module_of(path))
        for made in vars(module).values():
            if not isinstance(made, type) or made.__module__ != module.__name__:
                continue
            if is_dataclass(made) and not vars(made)["__dataclass_params__"].frozen:
                changeable.add(made.__name__)
            if issubclass(made, BaseModel) and not made.model_config.get("frozen"):
                changeable.add(made.__name__)
    assert changeable == {"Loaded"}  # its problems are added as they are met


# The generator knows no programme


@cache
def data(file: str) -> Any:
    loader = yaml.BaseLoader  # all scalars stay text
    return yaml.load((ROOT / "data" / file).read_text("utf-8"), loader)  # noqa: S506


WORDS_OF_EVERYBODY = {
    # Words that name something here and are also words of the generator itself.
    "pause", "consultants", "municipalities", "mark", "programme", "region", "ale", "vara",
    "options", "option", "contract",
}  # fmt: skip


def words_of_the_programme() -> set[str]:
    """Ids and names of the record, and each part of a name that is a name itself."""
    words = {
        "Millennium", "Cerner", "Oracle", "VästKom", "VGR", "Västra Götaland", "Västragötaland",
        "FVM", "3R", "KPMG", "Säs", "Läkartidningen", "vgregion", "Kommun-FVM", "108K", "SSVIT",
    }  # fmt: skip
    for party in data("parties.yaml"):
        words |= {party["id"], *party["name"].values(), *party.get("short", {}).values()}
    for file in ("subjects.yaml", "options.yaml", "contracts.yaml", "terms.yaml", "figures.yaml",
                 "gaps.yaml", "questions.yaml", "sources.yaml", "events.yaml"):  # fmt: skip
        words |= {entry["id"] for entry in data(file)}
    words |= set(data("record.yaml")["title"].values())
    return {word for word in words if word.lower() not in WORDS_OF_EVERYBODY and len(word) > 1}


def found_in(text: str) -> list[str]:
    """Words of the programme that stand in a text as whole words."""
    pattern = "|".join(sorted(map(re.escape, words_of_the_programme()), key=len, reverse=True))
    return re.findall(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, re.IGNORECASE)


@pytest.mark.parametrize("path", [*MODULES, *TEMPLATES], ids=name)
def test_the_generator_knows_no_programme(path: Path) -> None:
    assert found_in(path.read_text("utf-8")) == []


def test_the_search_for_words_finds_them() -> None:
    assert found_in("the pilot-go-live of MILLENNIUM in Lilla Edet") == [
        "pilot-go-live",
        "MILLENNIUM",
        "Lilla Edet",
    ]
    assert found_in("not-pilot-go-live, millenniums, salery") == []
    assert len(words_of_the_programme()) > 350


@pytest.mark.parametrize("path", sorted((ROOT / "site_overrides").rglob("*.html")), ids=name)
def test_a_theme_override_is_plain_enough_for_other_builders(path: Path) -> None:
    """Zensical renders the theme with MiniJinja, which has no methods of Python."""
    assert not re.search(r"\.(get|items|keys|values|format|strip)\(", path.read_text("utf-8"))
