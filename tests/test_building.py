"""Builds: nothing half-done, the old site stays, `serve` shows errors and recovers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from generator import mkdocs_hook
from generator.replacing import write
from tests.conftest import ROOT

EVENTS = Path("data/events.yaml")
PATIENCE = 180
"""Seconds to wait for a page on a busy machine; usually it takes two or three."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project to break."""
    for name in ("content", "data", "generator", "site_overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the project's Python in the copy."""
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=project, capture_output=True, text=True, check=False
    )


def spoil(project: Path, old: str, new: str) -> None:
    """Replace text in the events, which must be there."""
    file = project / EVENTS
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_failed_build_leaves_the_old_site(project: Path) -> None:
    """Errors in the facts stop `build` and `mkdocs build` with places and no traceback."""
    old = project / "site"
    old.mkdir()
    (old / "index.html").write_text("the old site", encoding="utf-8")
    spoil(project, "when: 2024-11-15", "when: 15 nov 2024")
    for command in (("generator", "build"), ("mkdocs", "build", "--strict")):
        result = run(project, *command)
        output = result.stdout + result.stderr
        assert result.returncode == 1, output
        assert "data/events.yaml:" in output
        assert "Did you mean 2024-11-15?" in output
        assert "Traceback" not in output
        assert [path.name for path in old.iterdir()] == ["index.html"]
        assert not list(project.glob("site.next*"))


def test_write_touches_only_what_changed(tmp_path: Path) -> None:
    """Same bytes are left alone, gone files are removed with their folders."""
    assert write([("a.md", b"a"), ("b/c.md", b"c")], tmp_path) == (2, 0)
    before = (tmp_path / "a.md").stat().st_mtime_ns
    assert write([("a.md", b"a"), ("d.md", b"d")], tmp_path) == (1, 1)
    assert (tmp_path / "a.md").stat().st_mtime_ns == before
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "d.md"]


@pytest.fixture
def serving(project: Path) -> Iterator[tuple[Path, str]]:
    """`mkdocs serve` on the copy; yields the project and the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", address],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": f"http://{address}/"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield project, f"http://{address}/"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def until(address: str, wanted: str, *, absent: bool = False) -> str:
    """Ask again until the page holds the words, or no longer does."""
    text = ""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310  (loopback)
                text = answer.read().decode()
        except OSError:
            text = ""
        if text and (wanted in text) is not absent:
            return text
        time.sleep(0.2)
    pytest.fail(f"{address} never {'lost' if absent else 'showed'} {wanted!r}")


def test_serve_reloads_shows_errors_and_recovers(serving: tuple[Path, str]) -> None:
    """An edit shows; an error stands on top of the last good page; the next save recovers."""
    project, address = serving
    page = address + "handelser/introduction-paused/"
    until(page, "Regionen pausar hela införandet")
    until(address + "en/", 'lang="en"')
    spoil(project, "Regionen pausar hela införandet", "Regionen pausar precis allt")
    until(page, "Regionen pausar precis allt")
    until(address + "data/v1/events/introduction-paused.json", "Regionen pausar precis allt")
    spoil(project, "  when: 2024-11-15", "  when: 15 nov 2024")
    broken = until(page, 'class="faults"')
    assert "data/events.yaml:" in broken
    assert "Did you mean 2024-11-15?" in broken
    assert "Regionen pausar precis allt" in broken
    until(address + "kostnader/", 'class="faults"')  # a page whose own text is as it was
    spoil(project, "  when: 15 nov 2024", "  when: 2024-11-15")
    until(page, 'class="faults"', absent=True)
    until(address + "kostnader/", 'class="faults"', absent=True)
    until(address + "en/handelser/introduction-paused/", 'lang="en"')


def test_serve_builds_for_an_edit_of_the_generator_not_for_what_python_keeps_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "generator" / "site" / "__pycache__"
    kept.mkdir(parents=True)
    monkeypatch.setattr(mkdocs_hook, "ROOT", tmp_path)
    config = load_config(str(ROOT / "mkdocs.yml"))
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, root=str(tmp_path)) as server:
        server.watch(config.docs_dir)
        mkdocs_hook.on_serve(server, config=config, builder=None)
        for path in config.watch:
            server.watch(path)
        server.observer.start()

        def builds(file: Path, patience: float) -> bool:
            file.write_bytes(b"anew")
            deadline = time.monotonic() + patience
            while not server._want_rebuild and time.monotonic() < deadline:
                time.sleep(0.05)
            return server._want_rebuild

        assert not builds(kept / "page.pyc", 0.5)
        assert builds(kept.parent / "page.py", PATIENCE)
        server.observer.stop()
        server.observer.join()


def test_nothing_writes_any_more_into_a_site_that_is_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under serve the other language and the index of the search are made beside the edits."""
    still = [sys.executable, "-c", "import time; time.sleep(60)"]
    beside = [subprocess.Popen(still) for _ in range(2)]
    emptied = []

    def empty(folder: str) -> None:
        assert [process.poll() for process in beside] == [-signal.SIGTERM] * 2
        emptied.append(folder)

    monkeypatch.setattr(mkdocs_hook._State, "second", beside[0])
    monkeypatch.setattr(mkdocs_hook._State, "index", beside[1])
    monkeypatch.setattr(mkdocs_hook, "clean_directory", empty)
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    try:
        mkdocs_hook._all_anew_where_needed(config, tmp_path, tmp_path / "docs")
    finally:
        for process in beside:
            process.kill()
            process.wait()
    assert emptied == [config.site_dir]
