"""Templates are compiled once and kept; what is kept never decides what a page says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from generator.compiled import Compiled, compiled_templates


def environment(kept: Compiled, source: str) -> Environment:
    return Environment(loader=DictLoader({"x": source}), bytecode_cache=kept, autoescape=True)


def said(kept: Compiled, source: str) -> str:
    return environment(kept, source).get_template("x").render()


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_is_kept_is_taken_and_a_change_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert said(Compiled(folder, [b"1"]), "one") == "one"
    first = only_file(folder).read_bytes()
    assert said(Compiled(folder, [b"1"]), "one") == "one"
    assert only_file(folder).read_bytes() == first
    assert said(Compiled(folder, [b"1"]), "two") == "two"
    second = only_file(folder).read_bytes()
    assert said(Compiled(folder, [b"2"]), "two") == "two"
    assert len({first, second, only_file(folder).read_bytes()}) == 3


def test_it_is_not_compiled_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(Compiled(tmp_path, []), "one")
    monkeypatch.setattr(Environment, "compile", None)
    assert said(Compiled(tmp_path, []), "one") == "one"
    with pytest.raises(TypeError):
        said(Compiled(tmp_path, []), "other")


@pytest.mark.parametrize("cut", [0, 3, 40, 90, -1])
def test_what_is_damaged_is_compiled_again(tmp_path: Path, cut: int) -> None:
    said(Compiled(tmp_path, []), "one")
    file = only_file(tmp_path)
    whole = file.read_bytes()
    for damaged in (whole[:cut], whole[:cut] + b"\xff" * 40):
        file.write_bytes(damaged)
        assert said(Compiled(tmp_path, []), "one") == "one"


def test_a_folder_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert said(Compiled(tmp_path / "file", []), "one") == "one"


def test_nothing_is_kept_where_python_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled_templates.cache_clear()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled_templates() is None
    compiled_templates.cache_clear()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert isinstance(compiled_templates(), Compiled)
    compiled_templates.cache_clear()


def test_pages_are_made_without_the_libraries_of_open_data() -> None:
    """They take long to load, and only open data need them."""
    code = (
        "import sys, generator.site.files; "
        "print({name.partition('.')[0] for name in sys.modules} & {'rdflib', 'icalendar'})"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
