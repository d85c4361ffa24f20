"""The real record handed over to other builders: the same site comes of it. Run by `make builders`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.built_pages import Page, pages
from tests.serving import serve

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".cache" / "builders" / "bin"
ADDRESS = "https://example.org/record/"
SETTINGS = ("mkdocs.yml", "mkdocs.en.yml")
LINES = {
    "mkdocs": [sys.executable, "-m", "mkdocs", "build", "--quiet"],
    "properdocs": [str(TOOLS / "properdocs"), "build", "--strict"],
    "zensical": [str(TOOLS / "zensical"), "build"],
}
OTHERS = [name for name in LINES if name != "mkdocs"]
pytestmark = pytest.mark.builders


@dataclass(frozen=True)
class Built:
    """A site by one builder, and what it printed."""

    site: Path
    told: str
    pages: dict[str, Page]


class Builders:
    """Builds the handed-over folder with each builder, once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: dict[str, Built] = {}

    def by(self, name: str) -> Built:
        if name not in self.done:
            self.done[name] = self._build(name)
        return self.done[name]

    def _build(self, name: str) -> Built:
        project = self.folder / name
        environment = {**os.environ, "SITE_URL": ADDRESS, "NO_COLOR": "1"}
        subprocess.run(
            [sys.executable, "-m", "generator", "write", str(project)],
            cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        told = ""
        for settings in SETTINGS:
            run = subprocess.run(
                [*LINES[name], "-f", settings],
                cwd=project, env=environment, check=False, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            told += run.stdout
            assert run.returncode == 0, run.stdout[-4000:]
        site = project / "site"
        subprocess.run(
            [sys.executable, "-m", "generator", "index", str(site)],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        return Built(site, told, dict(pages(site)))


@pytest.fixture(scope="session")
def builders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builders]:
    folder = tmp_path_factory.mktemp("builders")
    yield Builders(folder)
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", OTHERS)
def test_it_builds_without_an_unexplained_warning(builders: Builders, name: str) -> None:
    told = [line for line in builders.by(name).told.splitlines() if "warning" in line.lower()]
    if name == "zensical":  # it looks for the theme's symbols in the text of the page
        told = [line for line in told if not line.endswith("anchor does not exist")]
    assert told == []


@pytest.mark.parametrize("name", OTHERS)
def test_the_same_pages_in_the_same_languages(builders: Builders, name: str) -> None:
    ours, theirs = builders.by("mkdocs").pages, builders.by(name).pages
    assert sorted(theirs) == sorted(ours)
    assert len(ours) > 900
    assert {a: page.language for a, page in theirs.items()} == {
        a: page.language for a, page in ours.items()
    }


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("part", ["title", "anchors", "links", "text"])
def test_every_page_is_the_same_to_a_reader(builders: Builders, name: str, part: str) -> None:
    ours, theirs = builders.by("mkdocs").pages, builders.by(name).pages
    wrong = [a for a in ours if getattr(ours[a], part) != getattr(theirs[a], part)]
    told = [(a, _difference(getattr(ours[a], part), getattr(theirs[a], part))) for a in wrong[:5]]
    assert not wrong, f"{len(wrong)} of {len(ours)} pages: {told}"


def _difference(ours: object, theirs: object) -> object:
    if isinstance(ours, set) and isinstance(theirs, set):
        return {"missing": sorted(ours - theirs)[:9], "more": sorted(theirs - ours)[:9]}
    if isinstance(ours, str) and isinstance(theirs, str):
        pairs = enumerate(zip(ours, theirs, strict=False))
        same = next((place for place, (one, other) in pairs if one != other), 0)
        return ours[same : same + 60], theirs[same : same + 60]
    return ours, theirs


@pytest.mark.parametrize("name", OTHERS)
def test_the_open_data_are_the_same(builders: Builders, name: str) -> None:
    ours, theirs = builders.by("mkdocs").site, builders.by(name).site
    files = [path.relative_to(ours) for path in (ours / "data").rglob("*") if path.is_file()]
    data = [path for path in files if path.suffix not in (".html", "")]
    assert len(data) > 1000
    different = [
        path
        for path in data
        if not (theirs / path).is_file()
        or (theirs / path).read_bytes() != (ours / path).read_bytes()
    ]
    assert different == []


@pytest.mark.browser
@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("language", ["", "en/"])
def test_search_and_timeline_work(
    builders: Builders, name: str, language: str, chrome: str
) -> None:
    with serve(builders.by(name).site, "/record/") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome)
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        wrong: list[str] = []
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        tab.goto(f"{address}{language}tidslinje/")
        tab.wait_for_selector(".tl-svg .tl-plot a", timeout=20_000)
        tab.keyboard.press("Escape")
        tab.locator(".md-search__input").click()
        tab.locator(".md-search__input").fill("amal")
        tab.wait_for_selector(".md-search-result__list li", timeout=20_000)
        first = tab.locator(".md-search-result__list li").first.inner_text()
        browser.close()
    assert "Åmål" in first
    assert wrong == []
