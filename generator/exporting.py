"""The open data of a build, written beside the pages by a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path

from generator.facts.record import Record
from generator.forks import in_a_fork
from generator.site.files import export_files
from generator.site.site import Options


class Sizes(Mapping[str, int]):
    """How many bytes each file has, by its path. Who asks first waits until all are written."""

    def __init__(self, told: Connection) -> None:
        self._told = told

    @cached_property
    def _known(self) -> dict[str, int]:
        known: dict[str, int] = json.loads(Path(self._told.recv()).read_text("utf-8"))
        return known

    def __getitem__(self, path: str) -> int:
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def write_exports(
    record: Record, options: Options, folder: Path, waiting: Sequence[Connection], tell: Connection
) -> None:
    """Write them into `folder`, in a forked process, and let those that wait for sizes go on."""
    with in_a_fork(folder, tell):
        sizes = {}
        made: set[Path] = set()
        for name, content in export_files(record, options):
            path = folder / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(content)
            sizes[name] = len(content)
        told = folder.with_name(f"{folder.name}.json")  # too much for a pipe that nobody reads
        told.write_text(json.dumps(sizes), "utf-8")
        for connection in waiting:
            connection.send(str(told))


def merge(folder: Path, site: Path) -> None:
    """Move all files of a folder to the same places of a site.

    Raises FileExistsError where the site has a file there.
    """
    for path in sorted(folder.iterdir()):
        target = site / path.name
        if not target.exists():
            path.rename(target)
        elif path.is_dir() and target.is_dir():
            merge(path, target)
        else:
            raise FileExistsError(17, "a page has the address of open data", str(target))
