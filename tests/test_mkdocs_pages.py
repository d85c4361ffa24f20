"""Generated pages in MkDocs: their front matter, their anchors, and what surrounds them."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.utils.meta import get_data

from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.handover import SETTINGS
from generator.mkdocs_pages import MadeFile, ShellTemplate, read_page
from generator.site.render import Page, front_lines
from generator.site.site import Options, Site
from generator.spool import Spool
from tests.small_project import small_project

values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"])) | st.booleans() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
    max_leaves=5,
)
fronts = st.dictionaries(st.text("abc", min_size=1), values, max_size=4)


class Sizes(dict[str, int]):
    """Every file of the open data, of one size."""

    def __missing__(self, path: str) -> int:
        return 1000


def built(language: str, record: Record, folder: Path) -> None:
    """The site of one language as MkDocs builds it, without the open data."""
    config = load_config(SETTINGS[language], site_dir=str(folder / "site"), strict=True)
    config.extra["given"] = {"record": record, "docs": folder / "docs", "sizes": Sizes()}
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


@pytest.mark.parametrize("language", LANGUAGES)
def test_surroundings_made_once_are_those_of_every_page(
    language: str, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page of the record, with the whole theme rendered for it alone, is the same."""
    quick, whole = ShellTemplate.render, Template.render
    rendered, alone = 0, 0

    def both(template: ShellTemplate, variables: dict[str, Any]) -> str:
        nonlocal rendered, alone
        before = len(template.__dict__.get("shells", {}))
        found = quick(template, variables)
        rendered += 1
        alone += len(template.__dict__.get("shells", {})) > before
        page = variables["page"]
        assert found == whole(template, variables), page and page.url
        return found

    monkeypatch.setattr(ShellTemplate, "render", both)
    monkeypatch.setenv("SITE_URL", "https://example.org/a/")
    built(language, record, tmp_path)
    assert alone < rendered / 4


@given(fronts, st.text("<p>\n-: "))
def test_front_matter_is_read_alike_by_all(front: dict[str, Any], body: str) -> None:
    lines = front_lines(front)
    text = f"---\n{lines}---\n\n<{body}"
    assert read_page(text.encode()) == (front, f"<{body}")
    assert yaml.safe_load(lines) == (front or None)
    if front:
        assert get_data(text) == (f"<{body}", front)


def test_words_of_a_hand_are_left_as_they_are() -> None:
    assert read_page(b"---\ntitle: Om registret\n---\n\n# Om\n") == (
        {"title": "Om registret"}, "# Om\n",
    )  # fmt: skip


def test_a_page_without_front_matter_is_all_body() -> None:
    assert read_page(b"<h1></h1>\n") == ({}, "<h1></h1>\n")


def test_links_from_prose_into_generated_pages_are_checked(
    record: Record,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """An anchor that is there passes; one that is not ends the build."""
    project = small_project(tmp_path / "project")
    monkeypatch.chdir(project)
    page = project / "content/sv/om.md"
    prose = page.read_text("utf-8")
    page.write_text(f"{prose}\n[a](fragor.md#question-01)\n", "utf-8")
    built("sv", record, tmp_path / "good")
    page.write_text(f"{prose}\n[a](fragor.md#missing)\n", "utf-8")
    with caplog.at_level(logging.WARNING, "mkdocs"), pytest.raises(Abort):
        built("sv", record, tmp_path / "bad")
    assert "does not contain an anchor '#missing'" in caplog.text


def test_a_made_file_is_written_where_it_differs(tmp_path: Path) -> None:
    config = load_config(SETTINGS["sv"], site_dir=str(tmp_path))
    made = {"a/b.json": b"{}"}
    file = MadeFile(config, "a/b.json", made)
    file.copy_file(dirty=True)
    there = tmp_path / "a/b.json"
    assert there.read_bytes() == b"{}"
    old = there.stat().st_mtime_ns - 10**9
    os.utime(there, ns=(old, old))
    file.copy_file(dirty=True)
    assert there.stat().st_mtime_ns == old
    made["a/b.json"] = b"[]"
    file.copy_file(dirty=True)
    assert there.read_bytes() == b"[]"
    os.utime(there, ns=(old, old))
    file.copy_file()
    assert there.stat().st_mtime_ns != old


def test_a_spool_gives_back_what_was_put_in(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    texts = {f"{n}.md": f"{n}å".encode() * n for n in range(50)}
    for name, data in texts.items():
        spool.put(name, data)
        assert spool[name] == data
    assert dict(spool) == texts
    assert len(spool) == 50
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KeyError):
        spool["x.md"]
    with pytest.raises(FileNotFoundError):
        Spool(tmp_path / "nowhere")


def test_a_page_that_is_no_html_is_refused(record: Record) -> None:
    """No builder puts a generated page through Markdown, and none would notice."""
    page = Page("x/", "X", "X", "# X")
    with pytest.raises(ValueError, match="the page x/ is not HTML"):
        page.markdown(Site(record, "sv", Options()))
