"""A strict build of all languages beside the old site, put in its place when complete."""

from __future__ import annotations

import gc
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
from generator.exporting import Sizes, merge, write_exports
from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.forks import Forks
from generator.handover import options_of, settings_of
from generator.mkdocs_build import Task, build_language, prepare
from generator.packaging.package import package
from generator.packaging.servers import FOLDER as HOSTING
from generator.replacing import replace, workspace

if TYPE_CHECKING:
    from collections.abc import Iterator


EXPORTS = "open-data"
"""The open data in the workspace, until they are moved to their places in the site."""


class Vanishing(Exception):
    """Ids or addresses that were published would vanish. `demands` tells which."""

    def __init__(self, demands: Sequence[Demand]) -> None:
        self.demands = demands
        super().__init__("what was published would vanish")


def build_site(
    target: Path,
    environment: Mapping[str, str],
    record: Record,
    published: Manifest | None = None,
) -> int:
    """Build all languages of a checked record into `target`.

    It is replaced only by a complete new site, with a manifest of what it holds. Each language
    is built in a process of its own, from pages that no other build writes. Returns 0, or the
    exit code of the process that failed, which has said why. Raises Vanishing where something
    that `published` holds would be gone, and OSError where the disk refuses.
    """
    target = Path(os.path.realpath(target))
    with _ended_by_signal(), workspace(target, lambda: _say_that_it_waits(target)) as work:
        code = _build_parts(work, environment, record)
        if code:
            return code
        site = work / LANGUAGES[0]
        for language in LANGUAGES[1:]:
            (work / language).rename(site / language)
        merge(work / EXPORTS, site)
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


def _build_parts(work: Path, environment: Mapping[str, str], record: Record) -> int:
    """Each language and the open data in a process of its own."""
    options = options_of(settings_of(Path(), LANGUAGES[0], environment)["extra"])
    # Frozen, so that the collector does not go through it again and again, which would also
    # copy it.
    gc.freeze()
    with Forks() as forks:
        sizes = {language: forks.pipe() for language in LANGUAGES}
        waiting = [tell for _, tell in sizes.values()]
        forks.start("open data", write_exports, record, options, work / EXPORTS, waiting)
        prepare()
        gc.freeze()
        for language, (told, _) in sizes.items():
            site, docs = work / language, work / "docs"
            task = Task(language, site, docs, dict(environment), record, Sizes(told))
            forks.start(language, build_language, task)
        name, code = forks.join()
    if code < 0:
        print(f"generator: the build of “{name}” was killed", file=sys.stderr)  # noqa: T201  (nobody else is left to say it)
        return 128 - code
    return code


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
