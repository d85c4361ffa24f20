"""Measures records of several sizes and the real one, and writes the table in README.md.

    python benchmarks/big/measure.py EVENTS…

Every size: the stages in a process of their own; then, one after the other, our build of both
languages from facts to HTML, with open data and without, and the floor's, each with its two
languages in two processes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE)]

from floor import floor  # noqa: E402  (programs beside this one)
from record import project  # noqa: E402

README = HERE.parent / "README.md"
BEGIN, END = "<!-- big: begin -->", "<!-- big: end -->"
ROUNDS = 3
"""Of builds of records of up to 1,000 events; larger ones are built once."""
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
QUIET.pop("PYTHONDONTWRITEBYTECODE", None)  # both sides start from compiled modules, as anyone does


def timed(*commands: tuple[list[str], Path]) -> tuple[float, str]:
    """How long commands that run side by side take, and what the first printed last."""
    begun = time.perf_counter()
    running = [
        subprocess.Popen(command, cwd=folder, env=QUIET, stdout=subprocess.PIPE, text=True)
        for command, folder in commands
    ]
    printed = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        sys.exit(f"a build failed: {commands}")
    return time.perf_counter() - begun, printed[0].strip().rpartition("\n")[2]


def measured(name: str, folder: Path, work: Path, rounds: int) -> dict[str, Any]:
    """All figures of one project; of builds the medians of interleaved rounds."""
    stages = [sys.executable, str(HERE / "stages.py"), str(folder / "data")]
    answer = subprocess.run(stages, check=True, capture_output=True, env=QUIET).stdout
    told: dict[str, Any] = json.loads(answer)
    subprocess.run(
        [sys.executable, "-m", "generator", "write", str(work / "docs")],
        cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    plain = [work / "floor" / language for language in ("sv", "en")]
    words = sum(floor(work / "docs" / path.name, path) for path in plain)
    ours = [sys.executable, str(HERE / "ours.py")]
    plainly = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    took: dict[str, list[float]] = {"ours": [], "alone": [], "floor": [], "peak": []}
    for _ in range(rounds):
        seconds, peak = timed((ours, folder))
        shutil.rmtree(folder / "site")  # or the next would miss what this one has published
        took["ours"].append(seconds)
        took["peak"].append(float(peak))
        took["alone"].append(timed(([*ours, "pages"], folder))[0])
        shutil.rmtree(folder / "site")
        took["floor"].append(timed(*((plainly, path) for path in plain))[0])
    told |= {key: statistics.median(values) for key, values in took.items()}
    told |= {"name": name, "words": words}
    print(json.dumps(told), flush=True)
    return told


def table(rows: list[dict[str, Any]]) -> str:
    """The figures as Markdown."""
    called = {"alone": "to HTML", "ours": "with open data"}
    lines = [
        "| record | pages | words | check, s | derive, s | render, s | to HTML, s | floor, s | to HTML / floor | own share | with open data, s | / floor | peak, MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        own = row["check"] + row["derive"] + row["render"]
        lines.append(
            f"| {row['name']} | {row['pages']:,} | {row['words']:,} | {row['check']:.1f} | {row['derive']:.2f} "
            f"| {row['render']:.1f} | {row['alone']:.1f} | {row['floor']:.1f} | {row['alone'] / row['floor']:.2f} "
            f"| {own / row['alone']:.0%} | {row['ours']:.1f} | {row['ours'] / row['floor']:.2f} | {row['peak']:.0f} |"
        )
    for small, large in pairwise(rows):
        if small["name"] == "1,000 events" and large["name"] == "10,000 events":
            grown = {
                n: large[n] / small[n]
                for n in ("check", "derive", "render", "alone", "ours", "floor")
            }
            told = ", ".join(
                f"{called.get(name, name)} {factor:.1f}" for name, factor in grown.items()
            )
            lines += ["", f"From 1,000 to 10,000 events, times as long: {told}."]
    return "\n".join(lines)


def main() -> None:
    """Measure the real record and every size named, and write the table."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        real = work / "real"
        real.mkdir()
        for part in ("generator", "site_overrides", "data", "content"):
            shutil.copytree(ROOT / part, real / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("mkdocs.yml", "mkdocs.en.yml"):
            shutil.copy(ROOT / part, real / part)
        rows.append(measured("the real one", real, work / "of-real", ROUNDS))
        for events in map(int, sys.argv[1:]):
            folder = work / f"{events}"
            project(events, folder)
            rounds = ROUNDS if events <= 1000 else 1
            rows.append(measured(f"{events:,} events", folder, work / f"of-{events}", rounds))
            shutil.rmtree(folder)
    load = os.getloadavg()[0]
    told = f"{table(rows)}\n\nBuilds up to 1,000 events: medians of {ROUNDS} interleaved rounds. On {os.cpu_count()} cores; load {load:.1f} at the end, of which 2 is the run itself."
    text = README.read_text("utf-8")
    block = f"{BEGIN}\n{told}\n{END}"
    README.write_text(re.sub(f"{BEGIN}.*?{END}", lambda _: block, text, flags=re.DOTALL), "utf-8")
    print(told)


if __name__ == "__main__":
    main()
