"""Processes of a build: what the first of them promises to the others, and how faults end them."""

from __future__ import annotations

import errno
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from generator.exporting import Sizes, merge, write_exports
from generator.facts.record import Record
from generator.forks import Forks, in_a_fork
from generator.site.files import export_files
from generator.site.site import Options

PLACE = Path("somewhere")


def does_nothing(tell: Connection) -> None:
    with in_a_fork(PLACE, tell):
        pass


def ends_with(code: int, tell: Connection) -> None:
    with in_a_fork(PLACE, tell):
        raise SystemExit(code)


def finds_the_disk_full(tell: Connection) -> None:
    with in_a_fork(PLACE, tell):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def waits(tell: Connection) -> None:
    with in_a_fork(PLACE, tell):
        time.sleep(600)


def is_killed(tell: Connection) -> None:
    with in_a_fork(PLACE, tell):
        os.kill(os.getpid(), signal.SIGKILL)


def test_no_fault() -> None:
    with Forks() as forks:
        forks.start("one", does_nothing)
        forks.start("other", does_nothing)
        assert forks.join() == ("", 0)


def test_the_first_fault_in_order_is_told() -> None:
    with Forks() as forks:
        forks.start("one", does_nothing)
        forks.start("two", ends_with, 3)
        forks.start("three", ends_with, 4)
        assert forks.join() == ("two", 3)


def test_a_process_that_was_killed_has_a_negative_code() -> None:
    with Forks() as forks:
        forks.start("one", does_nothing)
        forks.start("two", is_killed)
        assert forks.join() == ("two", -signal.SIGKILL)


def test_who_waits_for_the_first_does_not_outlive_its_fault() -> None:
    begun = time.monotonic()
    with Forks() as forks:
        forks.start("one", ends_with, 1)
        forks.start("two", waits)
        assert forks.join() == ("one", 1)
    assert time.monotonic() - begun < 60


def test_what_still_runs_is_ended_on_leaving() -> None:
    begun = time.monotonic()
    with Forks() as forks:
        forks.start("one", waits)
    assert time.monotonic() - begun < 60


def test_a_refusal_of_the_disk_is_told_with_its_place() -> None:
    with Forks() as forks:
        forks.start("one", finds_the_disk_full)
        with pytest.raises(OSError, match="No space left") as found:
            forks.join()
    assert found.value.filename == str(PLACE)


def test_open_data_are_written_and_their_sizes_told(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "open-data"
    with Forks() as forks:
        told, tell = forks.pipe()
        forks.start("open data", write_exports, record, Options(), folder, [tell])
        sizes = Sizes(told)
        files = {name: len(content) for name, content in export_files(record)}
        assert dict(sizes) == files
        assert (len(sizes), sizes["data/v1/record.json"]) == (
            len(files),
            files["data/v1/record.json"],
        )
        assert forks.join() == ("", 0)
    written = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert {name: path.stat().st_size for name, path in written.items()} == files


def test_folders_are_merged_and_nothing_is_written_over(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "open-data"
    for path in (site / "data" / "page.html", folder / "data" / "v1" / "a", folder / "b"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    merge(folder, site)
    there = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert there == {"data/page.html", "data/v1/a", "b"}
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "page.html").write_text("other")
    with pytest.raises(FileExistsError, match="a page has the address of open data"):
        merge(folder, site)
    assert (site / "data" / "page.html").read_text() == "page.html"
