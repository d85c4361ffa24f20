"""Measures our timeline beside the libraries that people embed, and writes what came of it.

    python -m benchmarks.timeline.run [--minutes 13] [--rounds 9] [--only ours,floor] [--sizes 30,1000]
                                      [--keep] [--dry]

Runs are interleaved: each round loads every page of every size once, so that a busy machine
is busy for all. What took long in the first round is measured in it alone; what did not come
to an end in time is not tried with more events or a slower processor.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.timeline.curve import curve
from benchmarks.timeline.events import made
from benchmarks.timeline.measure import Run, Weights, load
from benchmarks.timeline.peers import FLOOR, OURS, PEERS, Peer, write_pages
from benchmarks.timeline.report import put, report
from benchmarks.timeline.results import SIZES, SLOWER, Results
from benchmarks.timeline.server import served

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENT, CURVE = ROOT / "benchmarks" / "README.md", HERE / "growth.svg"
RAW = ROOT / ".cache" / "bench" / "timeline.jsonl"
LIMIT = 30.0
"""Seconds after which a page is given up."""
LONG = 9.0
"""Seconds of a run after which it is not repeated."""
Case = tuple[str, int, int]


@dataclass
class Plan:
    """Which runs there are, and which are no use any more."""

    peers: tuple[Peer, ...]
    sizes: tuple[int, ...]
    long: set[Case] = field(default_factory=set)
    failed: list[Case] = field(default_factory=list)

    def round(self, number: int) -> Iterator[tuple[Peer, Run]]:
        """The runs of a round, sizes and speeds in turn."""
        for events in self.sizes:
            for slower in SLOWER:
                for peer in self.peers:
                    case = (peer.name, events, slower)
                    if self._worth(case) and not (number and case in self.long):
                        yield peer, Run(peer.name, events, slower)

    def _worth(self, case: Case) -> bool:
        return not any(
            case[0] == name and case[1] >= events and case[2] >= slower
            for name, events, slower in self.failed
        )

    def learn(self, run: Run, seconds: float) -> None:
        """What a run teaches about the next."""
        case = (run.peer, run.events, run.slower)
        if run.failed:
            self.failed.append(case)
        elif seconds > LONG and run.peer not in (OURS, FLOOR):
            self.long.add(case)


def measure(
    playwright: Playwright, plan: Plan, pages: dict[tuple[str, int], str], *,
    address: str, chrome: str, minutes: float, rounds: int,
) -> list[Run]:  # fmt: skip
    """Run round after round until the time or the rounds are over; at least one whole round."""
    begun, weights, runs = time.monotonic(), Weights(), list[Run]()
    RAW.parent.mkdir(parents=True, exist_ok=True)
    with RAW.open("w", encoding="utf-8") as raw:
        for number in range(rounds):
            for peer, run in plan.round(number):
                if number and time.monotonic() - begun > minutes * 60:
                    return runs
                start = time.monotonic()
                moves = number == 0 or (number < 3 and peer.name == OURS)
                load(playwright, chrome, peer, address + pages[peer.name, run.events], run,
                     limit=LIMIT, weights=weights, move=moves)  # fmt: skip
                seconds = time.monotonic() - start - (sum(map(sum, run.frames.values())) / 1000)
                plan.learn(run, seconds)
                runs.append(run)
                print(run.line(), file=raw, flush=True)
                say(number, run, time.monotonic() - start)
    return runs


def say(number: int, run: Run, seconds: float) -> None:
    """One line about a run."""
    usable = "–" if run.usable is None else f"{run.usable:6.0f}"
    print(
        f"{number + 1} {run.peer:28} {run.events:6} x{run.slower} usable {usable} ms  "
        f"nodes {run.nodes:6}  {seconds:4.1f} s  load {os.getloadavg()[0]:.1f}  {run.failed}",
        flush=True,
    )


def about(chrome: str, runs: list[Run], load_before: float) -> str:
    """When, where and with what."""
    version = subprocess.run([chrome, "--version"], capture_output=True, text=True, check=True)
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{day}, {len(runs)} runs, {version.stdout.strip()}, {platform.system()} on "
        f"{os.cpu_count()} cores, load {load_before:.1f} before the first run and "
        f"{os.getloadavg()[0]:.1f} after the last (the runs themselves make about 2)."
    )


def main() -> None:
    """Build, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=11)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="names of peers, divided by semicolons")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--site", type=Path, help="a built site; else one is built")
    parser.add_argument("--dry", action="store_true", help="print, and leave the document alone")
    given = parser.parse_args()
    chrome = os.environ.get("CHROME_PATH") or sys.exit("CHROME_PATH names no browser")
    names = [name for name in given.only.split(";") if name]
    peers = tuple(peer for peer in PEERS if not names or peer.name in names)
    sizes = tuple(int(size) for size in given.sizes.split(","))
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as made_folder:
        folder = Path(made_folder)
        built = given.site or _built(folder / "site")
        pages = write_pages(peers, {size: made(size) for size in sizes}, built, folder / "pages")
        with served(folder / "pages") as address, sync_playwright() as playwright:
            plan = Plan(peers, sizes)
            runs = measure(
                playwright, plan, pages,
                address=address, chrome=chrome, minutes=given.minutes, rounds=given.rounds,
            )  # fmt: skip
    results = Results(runs)
    text = report(
        results, about(chrome, runs, load_before), CURVE.relative_to(DOCUMENT.parent).as_posix()
    )
    print(text)
    if not given.dry:
        put(DOCUMENT, text)
        CURVE.write_text(curve(results, OURS), "utf-8")
        print(f"\nWritten: {DOCUMENT.relative_to(ROOT)}, {CURVE.relative_to(ROOT)}")


def _built(site: Path) -> Path:
    """The site, built as the tests build it: from a copy, so that nothing here is replaced."""
    project = site.parent / "project"
    for name in ("content", "data", "generator", "site_overrides"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, project / name)
    subprocess.run([sys.executable, "-m", "generator", "build"], cwd=project, check=True)
    return project / "site"


if __name__ == "__main__":
    main()
