"""The page for re-users: it lists what there is, and each of its examples runs as it stands."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.facts.record import Record
from generator.site.exports.contract.versions import Version
from generator.site.exports.media_types import media_type
from generator.site.exports.registry import EXPORTS, exported
from generator.site.pages import open_data
from generator.site.pages.data_examples import EXAMPLES
from generator.site.pages.open_data import GROUPS, groups, size_words
from generator.site.site import Options, Site
from tests.open_data import ADDRESS, V1, files
from tests.pages import BuiltPage

LINES = [line for export in EXPORTS for line in export.listed]
PRE = re.compile(
    r'<h3 id="ex-(\w+)">.*?<pre data-runs="(\w+)"[^>]*><code>(.*?)</code></pre>', re.DOTALL
)


def page(built_site: Path, root: str) -> tuple[str, BuiltPage]:
    """The built page in a language, as text and taken apart."""
    text = (built_site / root / "data/index.html").read_text("utf-8")
    read = BuiltPage(f"{root}data/")
    read.feed(text)
    return text, read


@pytest.mark.site
@pytest.mark.parametrize("root", ["", "en/"])
def test_every_address_is_listed_with_its_type_and_size(built_site: Path, root: str) -> None:
    text, read = page(built_site, root)
    rows = re.findall(
        r'<tr role="row"><th role="rowheader".*?</tr>', html.unescape(text), re.DOTALL
    )
    assert len(rows) == len(LINES)
    for line in LINES:
        own = [row for row in rows if f">{line.short}<" in row]
        assert len(own) == 1, line.address
        assert line.media_type in own[0]
        assert line.says[1 if root else 0] in own[0]
        assert re.search(r'class="num">\d[^<]*(B|byte|bytes)<', own[0]), own[0]
    linked = {target[0] for link in read.links if (target := read.target(link))}
    for line in LINES:
        found = [path for path in linked if line.matches(path)]
        assert found, line.address
        assert all((built_site / path).is_file() for path in found)


def test_media_types_are_those_that_servers_are_told() -> None:
    for path in files():
        line = next(line for line in LINES if line.matches(path))
        assert line.media_type == media_type(path), path


def test_every_line_stands_in_one_group(record: Record) -> None:
    sizes = {path: len(data) for path, data in exported(Site(record, "sv"))}
    found = groups(Site(record, "sv", Options(sizes=sizes)))
    assert sorted(shown.line.address for group in found for shown in group.lines) == sorted(
        line.address for line in LINES
    )
    assert sum(shown.files for group in found for shown in group.lines) == len(sizes)
    assert {name for name, _, _ in GROUPS} <= {group.id for group in found}


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((67, 67), "67\u00a0byte"),
        ((999, 1000), "999\u00a0byte – 1\u00a0kB"),
        ((1400, 5600), "1–6\u00a0kB"),
        ((1_646_592, 1_646_592), "1,6\u00a0MB"),
    ],
)
def test_sizes_in_words(sizes: tuple[int, int], words: str) -> None:
    assert size_words(*sizes, "sv") == words


def code_of(built_site: Path, root: str, example: str) -> tuple[str, str]:
    """What runs an example, and its text as a reader copies it."""
    found = {name: (runs, html.unescape(code)) for name, runs, code in
             PRE.findall(page(built_site, root)[0])}  # fmt: skip
    assert list(found) == [one.id for one in EXAMPLES]
    return found[example]


EXPECTED = {
    "curl": '"event": {',
    "python": "2025",
    "pandas": "discontinuation-proposed",
    "r": "decision",
    "sqlite": "discontinuation-proposed",
    "datasette": '"when_earliest":',
    "duckdb": "go-live",
}


@pytest.mark.site
@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("example", [one.id for one in EXAMPLES])
def test_an_example_runs_as_it_stands(
    built_site: Path, site_address: str, tmp_path: Path, root: str, example: str
) -> None:
    """Copied from the built page; only the site's address is that of the server of the test."""
    runs, code = code_of(built_site, root, example)
    assert ADDRESS in code
    commands = {"sh": ["sh", "-ec"], "python": [sys.executable, "-c"], "R": ["Rscript", "-e"]}
    if runs == "R" and shutil.which("Rscript") is None:
        pytest.skip("R is not on this machine")
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*commands[runs], code.replace(ADDRESS, site_address)], cwd=tmp_path, text=True,
        capture_output=True, check=False, timeout=300, env={**os.environ, "PATH": tools},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert EXPECTED[example] in done.stdout
    assert not done.stderr, done.stderr
    if example == "curl":
        assert (tmp_path / "events.csv").read_bytes() == files()[f"{V1}events.csv"]
    if example == "datasette":
        assert len(json.loads(done.stdout)) == 3


@pytest.mark.site
@pytest.mark.parametrize("root", ["", "en/"])
def test_the_citation_names_version_horizon_address_and_licence(
    built_site: Path, record: Record, root: str
) -> None:
    site = Site(record, "en" if root else "sv", Options(address=ADDRESS))
    words = open_data.citation(site)
    assert words in page(built_site, root)[1].words
    for part in ("1.0.0", ADDRESS, "CC-BY-4.0", "2025", site.plain(record.settings.title)):
        assert part in words


def test_changes_show_what_came_and_went(monkeypatch: pytest.MonkeyPatch, record: Record) -> None:
    from datetime import date  # noqa: PLC0415

    from generator.facts.base import Text  # noqa: PLC0415

    told = (Text(sv="Ny nyckel.", en="A new key."),)
    known = (
        Version("2.0.0", date(2027, 2, 1), told, ("a", "c")),
        Version("1.0.0", date(2027, 1, 1), told, ("a", "b")),
    )
    monkeypatch.setattr(open_data, "versions", lambda: known)
    newest, oldest = open_data.changes()
    assert (newest.new, newest.gone, newest.first) == (["c"], ["b"], False)
    assert (oldest.new, oldest.gone, oldest.first) == (["a", "b"], [], True)
    pages = {made.path: made.body for made in open_data.open_data_pages(Site(record, "en"))}
    shown = pages[open_data.CHANGES]
    assert "<li><code>c</code></li>" in shown
    assert "<h3>Gone</h3>" in shown
    assert "2 keys" in shown
