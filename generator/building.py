"""A strict build of all languages beside the old site, put in its place when complete."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from generator.comparing.change import Demand
from generator.comparing.manifest import NAME, Manifest, losses
from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.mkdocs_build import Task, build_language
from generator.packaging.package import package
from generator.packaging.servers import FOLDER as HOSTING
from generator.replacing import replace, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import ForkProcess


class Vanishing(Exception):
    """Ids or addresses that were published would vanish. `demands` tells which."""

    def __init__(self, demands: Sequence[Demand]) -> None:
        self.demands = demands
        super().__init__("what was published would vanish")


def build_site(
    target: Path,
    environment: Mapping[str, str],
    record: Record | None = None,
    published: Manifest | None = None,
) -> int:
    """Build all languages into `target`, which is replaced only by a complete new site.

    A record that was checked already is not read again. Each language is built in a process
    of its own, from pages that no other build writes. Returns 0, or the exit code of the
    language that failed, which has said why. With the record it leaves a manifest. Raises
    Vanishing where something that `published` holds would be gone, and OSError where the
    disk refuses.
    """
    target = Path(os.path.realpath(target))
    with _ended_by_signal(), workspace(target, lambda: _say_that_it_waits(target)) as work:
        code = _build_languages(work, environment, record)
        if code:
            return code
        site = work / LANGUAGES[0]
        for language in LANGUAGES[1:]:
            (work / language).rename(site / language)
        if record is not None:
            _leave_manifest(site, record, published)
        package(site, environment.get("SITE_URL", ""))
        replace(site, target)
        hosting = target.parent / "build" / HOSTING
        hosting.parent.mkdir(exist_ok=True)
        replace(work / HOSTING, hosting)
    return 0


def _leave_manifest(site: Path, record: Record, published: Manifest | None) -> None:
    addresses = addresses_of(site)
    lost = tuple(losses(published, record, addresses)) if published else ()
    if lost:
        raise Vanishing(lost)
    (site / NAME).write_text(Manifest.of(record, addresses).text(), encoding="utf-8")


def addresses_of(site: Path) -> list[str]:
    """The address of every page and of all open data of a built site, from its root."""
    pages = (path.parent for path in site.rglob("index.html"))
    data = (path for path in (site / "data").rglob("*") if path.is_file())
    return sorted(
        [f"{page.relative_to(site).as_posix()}/" for page in pages if page != site]
        + [file.relative_to(site).as_posix() for file in data]
    )


def _build_languages(work: Path, environment: Mapping[str, str], record: Record | None) -> int:
    # Forked, so that they share the record; nothing here has started a thread. Frozen, so that
    # the collector does not go through it again and again, which would also copy it.
    gc.freeze()
    context = multiprocessing.get_context("fork")
    docs = work / "docs"
    refusals, tell = context.Pipe(duplex=False)
    started: list[ForkProcess] = []
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # what forks must not be cut off
    try:
        for language in LANGUAGES:
            task = Task(language, work / language, docs, dict(environment), record)
            process = context.Process(target=build_language, args=(task, tell))
            process.start()
            started.append(process)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        for process in started:
            process.join()
    finally:
        for process in started:
            process.kill()
            process.join()
    if refusals.poll():
        raise refusals.recv()
    for language, process in zip(LANGUAGES, started, strict=True):
        code = process.exitcode or 0
        if code < 0:
            print(f"generator: the build of “{language}” was killed", file=sys.stderr)  # noqa: T201  (nobody else is left to say it)
            return 128 - code
        if code:
            return code
    return 0


def _say_that_it_waits(target: Path) -> None:
    print(f"Another build of {target.name}/ is running. Waiting for its end.", file=sys.stderr)  # noqa: T201  (progress)


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let the signal that ends a process end it in order, with nothing left beside."""

    def end(number: int, frame: FrameType | None) -> None:
        del frame
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
