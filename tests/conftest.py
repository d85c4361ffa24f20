"""What several tests share: the real record, and the site built from it once."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, sync_playwright

from generator.facts.record import Record
from generator.history.replay import History
from generator.reading.load import load, read_folder
from tests.servers import caddy, nginx
from tests.serving import serve

ROOT = Path(__file__).resolve().parent.parent
AS_OF = date(2026, 12, 31)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""For Chromium: nothing of its own runs beside the tests."""


def lost(request: Request) -> bool:
    """Failed for another reason than that the tab went on to the next page."""
    return request.failure != "net::ERR_ABORTED"


@pytest.fixture(scope="session")
def record() -> Record:
    """The real record."""
    loaded = load(read_folder(ROOT / "data"))
    assert loaded.record is not None, loaded.problems
    return loaded.record


@pytest.fixture(scope="session")
def history(record: Record) -> History:
    """The real record's history."""
    return History.of(record)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The whole site in both languages, built strictly from a copy of the project.

    Where tests run in several processes, the first that asks builds it, and the others wait.
    """
    if worker_id == "master":
        return _build_copy(tmp_path_factory.mktemp("project"))
    project = tmp_path_factory.getbasetemp().parent / "project"
    with (project.parent / "project.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not project.exists():
            project.mkdir()
            _build_copy(project)
    assert (project / "site").is_dir(), "the site does not build"
    return project / "site"


def _build_copy(project: Path) -> Path:
    for name in ("content", "data", "generator", "site_overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, project / name)
    subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        env=os.environ | {"SITE_URL": "https://example.org/record/"},
        check=True,
    )
    return project / "site"


@pytest.fixture(scope="session")
def hosting(built_site: Path) -> Path:
    """The configurations of servers that were written with the built site."""
    return built_site.parent / "build" / "hosting"


@pytest.fixture(scope="session")
def node_tools() -> Path:
    """The folder of the test tools from npm. On a CI machine missing is a failure."""
    folder = ROOT / "tests" / "node" / "node_modules"
    if not folder.is_dir():
        assert not os.environ.get("CI"), "no tools from npm: run the tests with `make test`"
        pytest.skip("npm is not on this machine")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _policy_lets_playwright_wait() -> Iterator[None]:
    """Playwright waits by evaluating text, which the pages' own policy stops.

    So the browsers of the tests pass the policy by, where they do not say otherwise, as
    test_policy_browser.py does.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("new_context", "new_page"):
            made = getattr(Browser, name)
            patch.setattr(Browser, name, _with_default(made))
        yield


def _with_default(made: Callable[..., Any]) -> Callable[..., Any]:
    def make(browser: Browser, **options: Any) -> Any:
        return made(browser, **({"bypass_csp": True} | options))

    return make


@pytest.fixture(scope="session")
def chrome() -> str:
    """A Chromium to test in. Missing is a failure and never a skip."""
    found = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("chrome")
    assert found, "no browser: run the tests with `make test`, which finds or installs one"
    return found


@pytest.fixture(scope="module")
def browser(chrome: str) -> Iterator[Browser]:
    """One browser for all tests of a file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of their own for each test, at a wide screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    built_site: Path,
    hosting: Path,
) -> Iterator[str]:
    """Each server in turn, with the built site below a path."""
    start = {"nginx": nginx, "caddy": caddy}[request.param]
    with start(tmp_path_factory.mktemp(request.param), built_site, hosting, "/record/") as address:
        yield address


@pytest.fixture(scope="session")
def site_address(built_site: Path) -> Iterator[str]:
    """The built site served on this machine below a folder, as on a project's Pages."""
    with serve(built_site, "/record/") as address:
        yield address
