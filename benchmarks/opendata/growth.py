"""How the open data grows: size and time of every kind of file, with up to 10,000 events.

    python benchmarks/opendata/growth.py [EVENTS…]

Writes its table into benchmarks/README.md. Times are processor seconds of one run. A record of
so many events is the real one as many times over as it takes, each time with ids of its own, so
that texts, dates, effects and citations are as in life.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from generator.facts.record import PLURALS, Record  # noqa: E402  (the project is not installed)
from generator.reading.load import load, read_folder  # noqa: E402
from generator.site.exports.contract.contents import contents  # noqa: E402
from generator.site.exports.contract.table_set import rows  # noqa: E402
from generator.site.exports.registry import EXPORTS  # noqa: E402
from generator.site.view import Site  # noqa: E402

README = HERE.parent / "README.md"
BEGIN, END = "<!-- opendata: begin -->", "<!-- opendata: end -->"
SIZES = (1_000, 10_000)
NO_ID = (
    "kind",
    "type",
    "theme",
    "measure",
    "becomes",
    "others",
    "classification",
    "scheme",
    "unit",
)
"""Keys whose words may be ids of entries by chance."""


def multiplied(files: dict[str, bytes], times: int) -> dict[str, bytes]:
    """The data files of a record so many times over, each copy with ids of its own.

    The first copy keeps its ids, so that the settings still fit.
    """
    lists = {
        name: yaml.load(files[f"{name}.yaml"], yaml.CBaseLoader)  # noqa: S506  (plain texts)
        for name in PLURALS.values()
    }
    ids = {entry["id"] for entries in lists.values() for entry in entries}

    def copy(value: Any, number: int) -> Any:
        if isinstance(value, dict):
            return {
                key: inner if key in NO_ID else copy(inner, number) for key, inner in value.items()
            }
        if isinstance(value, list):
            return [copy(inner, number) for inner in value]
        return f"{value}-copy-{number}" if number and value in ids else value

    made = {name: content for name, content in files.items() if name == "record.yaml"}
    for name, entries in lists.items():
        every = [copy(entry, number) for number in range(times) for entry in entries]
        made[f"{name}.yaml"] = json.dumps(every).encode()  # JSON is YAML
    return made


def read(files: dict[str, bytes]) -> Record:
    """A record. Raises SystemExit where it does not load."""
    loaded = load(files)
    if loaded.record is None or loaded.problems:
        sys.exit(str(loaded.problems[:3]))
    return loaded.record


def kind(path: str) -> str:
    """The column of a file."""
    if path.count("/") > 2 and path.endswith(".json") and "/schema/" not in path:
        return "own JSON files" if "/feed" not in path else ".json feeds"
    name = path.rpartition("/")[2]
    return name if name in ("record.json", "history.json") else Path(path).suffix


def measure(record: Record) -> tuple[float, dict[str, float], dict[str, int], dict[str, int]]:
    """Seconds of the shapes and of each export; bytes and number of files of each kind."""
    site = Site(record, "sv")
    begun = time.process_time()
    rows(contents(site))
    shapes = time.process_time() - begun
    seconds: dict[str, float] = {}
    sizes: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for export in EXPORTS:
        begun = time.process_time()
        for path, content in export.files(site):
            data = content.encode() if isinstance(content, str) else content
            sizes[kind(path)] += len(data)
            counts[kind(path)] += 1
        name = export.files.__module__.rpartition(".")[2]
        seconds[name] = time.process_time() - begun
    return shapes, seconds, sizes, counts


def cell(size: int) -> str:
    """A number of bytes in MB, as exact as it is of use."""
    return f"{size / 1e6:.2f}" if size < 10_000_000 else f"{size / 1e6:.0f}"


def table(records: Iterable[dict[str, bytes]]) -> str:
    """The table in Markdown."""
    lines: list[str] = []
    for files in records:
        record = read(files)
        shapes, seconds, sizes, counts = measure(record)
        if not lines:
            kinds = [k for k in ("record.json", "history.json", ".csv", ".sqlite", "own JSON files",
                                 ".ics", ".atom") if k in sizes]  # fmt: skip
            heads = ["events", "entries", *(f"{k}, MB" for k in kinds), "all, MB", "files",
                     "shapes, s", *(f"{module}, s" for module in seconds), "memory, MB"]  # fmt: skip
            lines = ["| " + " | ".join(heads) + " |", "|--:" * len(heads) + "|"]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        cells = [f"{len(record.events):,}", f"{len(record.kind_of):,}", *(cell(sizes[k]) for k in kinds),
                 cell(sum(sizes.values())), f"{sum(counts.values()):,}", f"{shapes:.1f}",
                 *(f"{s:.1f}" for s in seconds.values()), str(memory)]  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write the table between its marks."""
    files = read_folder(ROOT / "data")
    real = read(files)
    copies = [1, *(round(int(word) / len(real.events)) for word in sys.argv[1:] or SIZES)]
    written = table([multiplied(files, number) for number in copies])
    if BEGIN in (text := README.read_text("utf-8")):
        before, _, rest = text.partition(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{written}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
