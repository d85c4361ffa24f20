"""Nothing half-done: killed, doubled, on a full disk, where nothing may be written."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import replacing
from generator.building import build_site
from generator.cli import main
from generator.replacing import REPLACED, replace, start_folder, workspace, write, write_whole
from generator.spool import Spool
from tests.small_project import build, manifest, record_of, retitle, small_project

REPLACER = """
import sys
from pathlib import Path
from generator.replacing import replace, workspace
target, generation = Path(sys.argv[1]), int(sys.argv[2])
print("started", flush=True)
while True:
    generation += 1
    with workspace(target, lambda: None) as work:
        new = work / "new"
        new.mkdir()
        for number in range(20):
            (new / f"{number}").write_text(str(generation))
        replace(new, target)
"""
"""Replaces a folder of 20 files without end: killed at random, each step is met."""


def unused() -> None:
    pytest.fail("nobody else builds")


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, str]]]:
    """A project, and the manifests of the sites that it gives with one title and another."""
    project = small_project(tmp_path_factory.mktemp("half-done") / "project")
    sites: dict[str, dict[str, str]] = {}
    for title in ("Första rubriken", "Andra rubriken"):
        retitle(project, title)
        result = build(project)
        assert result.returncode == 0, result.stderr
        sites[title] = manifest(project / "site")
    assert len({tuple(site.items()) for site in sites.values()}) == 2
    return project, sites


def beside(target: Path) -> list[str]:
    """What lies beside a folder because of its replacement, but for the lock."""
    return sorted(path.name for path in target.parent.glob(f"{target.name}.*"))


def kill_builds(project: Path, sites: dict[str, dict[str, str]], times: int) -> tuple[int, int]:
    """Kill builds at random points. Returns how many left the old site, and how many the new."""
    draw = random.Random(times)  # noqa: S311  (no secret)
    titles = list(sites)
    begun = time.monotonic()
    assert build(project).returncode == 0
    usual = time.monotonic() - begun
    old = new = 0
    for _ in range(times):
        before = manifest(project / "site")
        title = next(title for title in titles if sites[title] != before)
        retitle(project, title)
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "build"],
            cwd=project,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(draw.uniform(0, usual * 1.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        after = manifest(project / "site")
        assert after in (before, sites[title]), "the site is neither the old nor the new"
        old, new = old + (after == before), new + (after != before)
    assert build(project).returncode == 0
    assert beside(project / "site") == []
    return old, new


@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_site(
    two_sites: tuple[Path, dict[str, dict[str, str]]],
) -> None:
    old, new = kill_builds(*two_sites, 5)
    assert old + new == 5


@pytest.mark.trials
def test_200_killed_builds_leave_a_whole_site(
    two_sites: tuple[Path, dict[str, dict[str, str]]],
) -> None:
    old, new = kill_builds(*two_sites, 200)
    print(f"200 builds killed: {old} left the old site, {new} the new")
    assert old > 0
    assert new > 0


def kill_replacers(folder: Path, times: int) -> int:
    """Kill what replaces a folder without end. Returns how many generations were seen."""
    draw = random.Random(times)  # noqa: S311  (no secret)
    target = folder / "target"
    with workspace(target, unused) as work:
        start_folder(work / "new", {f"{number}": b"0" for number in range(20)})
        replace(work / "new", target)
    seen = {0}
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-c", REPLACER, str(target), str(max(seen))],
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"started\n"
        time.sleep(draw.uniform(0, 0.1))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert sorted(path.name for path in target.iterdir()) == sorted(map(str, range(20)))
        generations = {int(path.read_text()) for path in target.iterdir()}
        assert len(generations) == 1, "the folder is mixed"
        seen |= generations
    with workspace(target, unused) as work:
        assert beside(target) == [work.name], "what a killed one left is not cleared away"
    return len(seen)


def test_a_folder_replaced_is_whole_whenever_it_is_killed(tmp_path: Path) -> None:
    assert kill_replacers(tmp_path, 10) > 1


@pytest.mark.trials
def test_a_folder_replaced_is_whole_however_often_it_is_killed(tmp_path: Path) -> None:
    seen = kill_replacers(tmp_path, 500)
    print(f"500 replacements killed: {seen} generations seen, each whole")


def test_two_builds_at_once_do_not_mix(
    two_sites: tuple[Path, dict[str, dict[str, str]]],
) -> None:
    """The second says that it waits, and builds when the first is done."""
    project, sites = two_sites
    last = list(sites)[-1]
    retitle(project, last)
    shutil.rmtree(project / "site")
    command = [sys.executable, "-m", "generator", "build"]
    both = [
        subprocess.Popen(
            command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = sorted(process.communicate()[1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert told == ["", "Another build of site/ is running. Waiting for its end.\n"]
    assert manifest(project / "site") == sites[last]
    assert beside(project / "site") == []


def test_a_build_ended_in_order_leaves_nothing_beside(
    two_sites: tuple[Path, dict[str, dict[str, str]]],
) -> None:
    project, _ = two_sites
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"], cwd=project, stderr=subprocess.PIPE
    )
    while not beside(project / "site"):
        time.sleep(0.01)
    process.terminate()
    assert process.communicate()[1] == b""
    assert process.returncode == 128 + signal.SIGTERM
    assert beside(project / "site") == []
    again = build(project)
    assert (again.returncode, again.stderr) == (0, "")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk; the two tests after these need none")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


@pytest.mark.parametrize("left", [30_000, 1_000_000], ids=["at-once", "later"])
def test_a_full_disk_is_said_in_one_line(
    two_sites: tuple[Path, dict[str, dict[str, str]]], small_disk: Path, left: int
) -> None:
    """`site` is a link to a folder on the disk, where the new one is then made too."""
    project = small_project(small_disk.parent / "project")
    (small_disk / "site").mkdir()
    (small_disk / "site" / "index.html").write_text("the old site", encoding="utf-8")
    (small_disk / "filler").write_bytes(bytes(2 * 1024 * 1024 - left))
    (project / "site").symlink_to(small_disk / "site")
    result = build(project)
    assert result.returncode == 2
    assert result.stderr.startswith("generator: No space left on device (")
    assert result.stderr.count("\n") == 1
    assert manifest(project / "site").keys() == {"index.html"}
    assert beside(small_disk / "site") == []
    (small_disk / "filler").unlink()


def test_a_disk_that_may_not_be_written_is_said_in_one_line(small_disk: Path) -> None:
    project = small_project(small_disk.parent / "project")
    (small_disk / "site").mkdir()
    (project / "site").symlink_to(small_disk / "site")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    result = build(project)
    assert result.returncode == 2
    assert result.stderr.startswith("generator: Read-only file system (")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS])
def test_what_the_disk_refuses_is_said_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    reason: int,
) -> None:
    """The same where nobody may mount a disk: the refusal comes while pages are written."""

    def refuse(spool: Spool, name: str, data: bytes) -> None:
        raise OSError(reason, os.strerror(reason))

    project = small_project(tmp_path / "project")
    (project / "site").mkdir()
    monkeypatch.chdir(project)
    monkeypatch.setattr(Spool, "put", refuse)
    assert main(["build"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"generator: {os.strerror(reason)} (")
    assert said.count("\n") == 1
    assert list((project / "site").iterdir()) == []
    assert beside(project / "site") == []


def test_a_refusal_at_the_exchange_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(site: Path, address: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(site))

    project = small_project(tmp_path / "project")
    (project / "site").mkdir()
    monkeypatch.chdir(project)
    monkeypatch.setattr("generator.building.package", refuse)
    with pytest.raises(OSError, match="No space left"):
        build_site(project / "site", os.environ, record_of(project))
    assert list((project / "site").iterdir()) == []
    assert beside(project / "site") == []


def test_replace_takes_the_place_of_the_whole_folder(tmp_path: Path) -> None:
    """New files come, old ones go, and nothing else is left beside."""
    target = tmp_path / "site"
    for there in (False, True):
        target.mkdir(exist_ok=True)
        (target / "old").write_text("old", encoding="utf-8")
        if not there:
            shutil.rmtree(target)
        with workspace(target, unused) as work:
            start_folder(work / "new", {"new": b"new"})
            replace(work / "new", target)
        assert [path.name for path in target.iterdir()] == ["new"]
        assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_a_signal_just_after_the_workspace_was_made_leaves_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def make_and_end(self: Path, *arguments: Any, **options: Any) -> None:
        make(self, *arguments, **options)
        raise SystemExit(128 + signal.SIGTERM)

    target = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", make_and_end)
        with pytest.raises(SystemExit), workspace(target, unused):
            pytest.fail("it went on")
    assert beside(target) == []
    assert not target.exists()


def test_where_names_cannot_be_exchanged_a_cut_between_the_renames_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_exchange", lambda *_: False)
    target = tmp_path / "site"
    start_folder(target, {"old": b"old"})
    killed = tmp_path / "site.next-killed"
    start_folder(killed / "new", {"new": b"new"})
    target.rename(killed / REPLACED)
    with workspace(target, unused) as work:
        assert [path.name for path in target.iterdir()] == ["old"]
        assert beside(target) == [work.name]
        start_folder(work / "new", {"new": b"new"})
        replace(work / "new", target)
    assert [path.name for path in target.iterdir()] == ["new"]
    with pytest.raises(FileNotFoundError), workspace(target, unused) as work:
        replace(work / "never-made", target)
    assert [path.name for path in target.iterdir()] == ["new"]
    assert beside(target) == []


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "page.md"
    write_whole(file, b"old")

    def half(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space left"):
        write([("page.md", b"the new page")], tmp_path)
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]
    with pytest.raises(OSError, match="No space left"):
        start_folder(tmp_path / "new", {"a.md": b"a", "b/c.md": b"c"})
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_a_new_record_goes_into_an_empty_folder_too(tmp_path: Path) -> None:
    for folder in (tmp_path / "absent" / "deep", tmp_path):
        if folder == tmp_path:
            shutil.rmtree(tmp_path / "absent")
        start_folder(folder, {"data/a.yaml": b"a", "content/b.md": b"b"})
        assert manifest(folder).keys() == {"data/a.yaml", "content/b.md"}
