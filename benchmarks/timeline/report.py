"""The results as Markdown, put between two marks of a document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.timeline.peers import FLOOR, OURS
from benchmarks.timeline.results import SIZES, SLOWER, Results

BEGIN, END = "<!-- timeline: begin (written by make bench) -->", "<!-- timeline: end -->"
AIMS = dict(zip(SIZES, (1.5, 1.0, 0.25), strict=True))
FRAMES = dict(zip(SLOWER, (17.0, 33.0), strict=True))
CODE, HEAP = 25.0, 10.0
REST = """Weight, memory, and how long the frames are while hands move it (95 of 100 are no longer;
milliseconds; in brackets four times slower). Nothing moves in the floor and in react-chrono,
which only scroll. Frames come at most every 16.7 ms. Web fonts of other hosts are not in the weight."""
NAMES = {OURS: "**ours**", FLOOR: "floor"}


def number(value: float | None) -> str:
    """Three digits at most; a dash where nothing was measured."""
    if value is None:
        return "–"
    if value == float("inf"):
        return "hangs"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown; all columns but the first stand at the right."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def report(results: Results, about: str, curve: str) -> str:
    """All of it. `about` says when and where; `curve` is the path of the picture."""
    parts = [
        about,
        "Seconds until usable; medians, in brackets how many runs they are of where it is one.",
        _usable(results),
        REST,
        _rest(results),
        "Ours against what it should reach:",
        _aims(results),
        "Growth of ours with the number of events, beside the floor:",
        _growth(results),
        f"![Seconds until usable, memory and page weight at 30, 1,000 and 10,000 events]({curve})",
    ]
    return "\n\n".join(parts)


def _usable(results: Results) -> str:
    def cell(peer: str, events: int, slower: int) -> str:
        value = results.usable(peer, events, slower)
        if value is None:
            return "not in time" if results.failure(peer, events, slower) else "–"
        count = len(results.of(peer, events, slower))
        return number(value) + (" (1)" if count == 1 else "")

    head = [
        "",
        *(f"{n:,}{', 4 times slower' if t > 1 else ' events'}" for t in SLOWER for n in SIZES),
    ]
    rows = (
        [NAMES.get(peer, peer), *(cell(peer, n, t) for t in SLOWER for n in SIZES)]
        for peer in results.peers
    )
    return table(head, rows)


def _rest(results: Results) -> str:
    last = SIZES[-1]
    head = ["", "kB of script and style (brotli)", "kB of the page at 10,000", "heap at 10,000, MB",
            *(f"frame at {n:,}" for n in SIZES), "other hosts asked"]  # fmt: skip
    rows = []
    for peer in results.peers:
        hosts = sorted({host for run in results.runs if run.peer == peer for host in run.hosts})
        frames = [
            f"{number(results.frame(peer, n, 1))} ({number(results.frame(peer, n, 4))})"
            for n in SIZES
        ]  # fmt: skip
        rows.append([
            NAMES.get(peer, peer), number(results.code(peer)), number(results.page(peer, last)),
            number(results.heap(peer, last)), *frames, ", ".join(hosts) or "none",
        ])  # fmt: skip
    return table(head, rows)


def _verdict(value: float | None, most: float, rest: float = 0) -> str:
    return "not measured" if value is None else "yes" if value <= most + rest else "**no**"


def _aims(results: Results) -> str:
    rows = []
    for slower in SLOWER:
        speed = ", 4 times slower" if slower > 1 else ""
        for events, most in AIMS.items():
            value = results.ratio(OURS, events, slower)
            rows.append([f"usable at {events:,}{speed}, times the floor", number(value),
                         f"{most:g}", _verdict(value, most)])  # fmt: skip
            for gesture, words in (("wheel", "Ctrl + wheel"), ("drag", "drag"), ("pinch", "pinch")):
                frame = results.frame(OURS, events, slower, gesture)
                # A screen of 60 Hz shows a frame every 16.7 ms, give or take the clock's grain.
                rows.append([f"frame of {words} at {events:,}{speed}, ms", number(frame),
                             f"{FRAMES[slower]:g}", _verdict(frame, FRAMES[slower], 0.4)])  # fmt: skip
    code, heap = results.code(OURS), results.heap(OURS, SIZES[-1])
    rows.append(["script and style, kB", number(code), f"{CODE:g}", _verdict(code, CODE)])
    rows.append(["heap at 10,000, MB", number(heap), f"{HEAP:g}", _verdict(heap, HEAP)])
    return table(["", "measured", "at most", "reached"], rows)


def _growth(results: Results) -> str:
    rows = [
        [
            f"{NAMES[peer]}, {events:,} events", number(results.usable(peer, events, 1)),
            number(results.usable(peer, events, 4)), number(results.heap(peer, events)),
            number(results.page(peer, events)),
        ]
        for peer in (OURS, FLOOR)
        for events in SIZES
    ]  # fmt: skip
    return table(["", "usable, s", "4 times slower, s", "heap, MB", "page, kB (brotli)"], rows)


def put(document: Path, text: str) -> None:
    """Replace what stands between the marks of a document."""
    old = document.read_text("utf-8")
    before, rest = old.split(BEGIN)
    after = rest.split(END)[1]
    document.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")
