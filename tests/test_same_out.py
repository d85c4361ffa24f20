"""Same in, same out: every byte of a site, wherever, whenever and however it is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small_project import ROOT, manifest, small_project

YEAR = "+366d"
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "LANGUAGE": "de",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""Another time zone, locale and order of sets."""


@pytest.fixture(scope="module")
def a_year_ahead() -> list[str]:
    """The command before a command that lets it run a year later, on one processor."""
    found = subprocess.run(
        ["sh", str(ROOT / "scripts" / "find-faketime")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    one_processor = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    return [found.stdout.strip(), "-f", YEAR, *one_processor]


def build(project: Path, before: list[str], environment: dict[str, str]) -> dict[str, str]:
    """Build in a process with another clock and surroundings; every file by its hash."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED")
    }
    result = subprocess.run(
        [*before, sys.executable, "-m", "generator", "build"],
        cwd=project,
        env={**inherited, "SITE_URL": "https://example.org/record/", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return manifest(project / "site")


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_the_clock_is_really_a_year_ahead(a_year_ahead: list[str]) -> None:
    """Else the next tests would compare a build with its like."""
    ask = [sys.executable, "-c", "import time; print(int(time.time()))"]
    times = [
        int(subprocess.run([*before, *ask], capture_output=True, text=True, check=True).stdout)
        for before in ([], a_year_ahead)
    ]
    assert 365 < (times[1] - times[0]) / 86400 < 367


@pytest.mark.slow
def test_a_small_site_is_the_same_to_the_byte(tmp_path: Path, a_year_ahead: list[str]) -> None:
    here = build(small_project(tmp_path / "here"), [], {"PYTHONHASHSEED": "1"})
    there = small_project(tmp_path / "deep" / "er" / "in another folder")
    assert differing(here, build(there, a_year_ahead, ELSEWHERE)) == []
    assert len(here) > 200


def test_dates_in_the_sitemap_come_from_the_facts(built_site: Path) -> None:
    sitemap = (built_site / "sitemap.xml").read_text("utf-8")
    facts = "".join(path.read_text("utf-8") for path in (ROOT / "data").glob("*.yaml"))
    known = set(re.findall(r"(?:recorded|verified|date): (\d{4}-\d\d-\d\d)", facts))
    pages = re.findall(
        r"<loc>https://example\.org/record/(en/)?.*?</loc>(?:<lastmod>(.*?)</lastmod>)?", sitemap
    )
    for language in ("", "en/"):
        days = {day for found, day in pages if found == language and day}
        assert days
        assert days <= known


@pytest.mark.trials
def test_the_real_site_is_the_same_to_the_byte(tmp_path: Path, a_year_ahead: list[str]) -> None:
    """Two clones in different folders, built a year apart."""
    clones = [tmp_path / "one", tmp_path / "deep" / "er" / "the other"]
    for clone in clones:
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    one = build(clones[0], [], {})
    other = build(clones[1], a_year_ahead, ELSEWHERE)
    size = sum(path.stat().st_size for path in (clones[0] / "site").rglob("*") if path.is_file())
    print(f"{len(one)} files, {size} bytes compared")
    assert differing(one, other) == []
