"""How time, memory and weight grow with the number of events, as one SVG; both axes logarithmic."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor, log10

from benchmarks.timeline.results import SIZES, Results

WIDE, HIGH, GAP, LEFT, FOOT, HEAD = 300, 240, 60, 44, 34, 34
DASHES = ("", "2 3", "8 3", "6 3 1 3", "1 4", "12 4", "4 2", "10 2 2 2")
Value = Callable[[str, int], float | None]


def curve(results: Results, ours: str) -> str:
    """Three plots side by side: ours is the heavy line, every peer has its own dashes."""
    plots: list[tuple[str, Value]] = [
        ("seconds until usable", lambda peer, events: results.usable(peer, events, 1)),
        ("heap, MB", results.heap),
        ("page with brotli, kB", results.page),
    ]
    peers = results.peers
    body = "".join(
        f'<g transform="translate({LEFT + place * (WIDE + GAP)} {HEAD})">{_plot(name, value, peers, ours)}</g>'
        for place, (name, value) in enumerate(plots)
    )
    width, height = LEFT + 3 * (WIDE + GAP), HEAD + HIGH + FOOT + 20 * ceil(len(peers) / 4) + 10
    legend = "".join(_key(place, peer, ours) for place, peer in enumerate(peers))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="13">'
        "<title>Seconds until usable, memory and page weight at 30, 1,000 and 10,000 events</title>"
        f'<rect width="{width}" height="{height}" fill="#fff"/>{body}'
        f'<g transform="translate({LEFT} {HEAD + HIGH + FOOT + 14})">{legend}</g></svg>\n'
    )


def _line(place: int, peer: str, ours: str) -> str:
    heavy = peer == ours
    return (f'fill="none" stroke="{"#005f86" if heavy else "#13212b"}" stroke-width="{3.5 if heavy else 1.4}" '
            f'stroke-dasharray="{"" if heavy else DASHES[place % len(DASHES)]}"')  # fmt: skip


def _key(place: int, peer: str, ours: str) -> str:
    x, y = place % 4 * 262, place // 4 * 20
    return (f'<path d="M{x} {y}h40" {_line(place, peer, ours)}/>'
            f'<text x="{x + 48}" y="{y + 4}">{peer}</text>')  # fmt: skip


def _plot(name: str, value: Value, peers: tuple[str, ...], ours: str) -> str:
    found = {peer: [(n, value(peer, n)) for n in SIZES] for peer in peers}
    every = [v for rows in found.values() for _, v in rows if v]
    if not every:
        return ""
    low, high = floor(log10(min(every))), ceil(log10(max(every)))
    high = max(high, low + 1)
    first, last = log10(SIZES[0]), log10(SIZES[-1])

    def x(events: int) -> float:
        return round((log10(events) - first) / (last - first) * WIDE, 1)

    def y(amount: float) -> float:
        return round(HIGH - (log10(amount) - low) / (high - low) * HIGH, 1)

    drawn = f'<text y="-14" font-weight="700">{name}</text>'
    for power in range(low, high + 1):
        at = y(10**power)
        drawn += f'<path d="M0 {at}H{WIDE}" stroke="#cbd4da"/>'
        drawn += f'<text x="-6" y="{at + 4}" text-anchor="end">{10.0**power:g}</text>'
    for events in SIZES:
        anchor = "start" if events == SIZES[0] else "end" if events == SIZES[-1] else "middle"
        drawn += f'<path d="M{x(events)} 0V{HIGH}" stroke="#cbd4da"/>'
        drawn += f'<text x="{x(events)}" y="{HIGH + 20}" text-anchor="{anchor}">{events:,}</text>'
    for place, (peer, rows) in enumerate(found.items()):
        points = " ".join(f"{x(n)},{y(v)}" for n, v in rows if v)
        drawn += f'<polyline points="{points}" {_line(place, peer, ours)}/>'
    return drawn
