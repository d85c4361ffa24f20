"""Our build of both languages in the folder that this is called in, without packaging.

    python benchmarks/big/ours.py [pages]

From facts to HTML, with all open data; with `pages` the pages alone, which are told that
every file of the open data has 1,000 bytes. Prints how many megabytes its largest process had.
"""

from __future__ import annotations

import re
import resource
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, "")  # the project that is built brings its generator

from generator import building, cli


class Sizes(Mapping[str, int]):
    """Every file of the open data, of one size."""

    def __init__(self, told: object) -> None:
        del told

    def __getitem__(self, path: str) -> int:
        return 1000

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def no_packaging(site: Path, address: str) -> None:
    """Only what the build looks for afterwards."""
    del address
    (site.parent / "hosting").mkdir()


def no_exports(record: object, options: object, folder: Path, *others: Any) -> None:
    """Only the folder."""
    del record, options, others
    folder.mkdir()


building.package = no_packaging
if sys.argv[1:] == ["pages"]:
    building.write_exports = no_exports  # type: ignore[assignment]
    building.Sizes = Sizes  # type: ignore[assignment, misc]


def peak() -> int:
    """Megabytes of the largest process: of this one, since it was started, and of its own."""
    mine = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text("ascii"))
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(mine[1]) if mine else 0, theirs) // 1024


if __name__ == "__main__":
    code = cli.main(["build"])
    print(peak())
    raise SystemExit(code)
