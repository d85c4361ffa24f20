"""What many runs say together: medians, and ratios to the floor of the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median

from benchmarks.timeline.measure import Run
from benchmarks.timeline.peers import FLOOR

SIZES = (30, 1_000, 10_000)
SLOWER = (1, 4)


class Results:
    """Runs, asked by peer, size and how much slower the processor was."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.runs = tuple(runs)

    @property
    def peers(self) -> tuple[str, ...]:
        """Their names, in the order in which they were measured."""
        return tuple(dict.fromkeys(run.peer for run in self.runs))

    def of(self, peer: str, events: int, slower: int) -> list[Run]:
        """The runs that came to an end."""
        return [
            run for run in self.runs
            if (run.peer, run.events, run.slower) == (peer, events, slower) and run.usable
        ]  # fmt: skip

    def middle(
        self, peer: str, events: int, slower: int, value: Callable[[Run], float | None]
    ) -> float | None:
        """The median of a value; None where no run came to an end."""
        values = [value(run) for run in self.of(peer, events, slower)]
        known = [one for one in values if one is not None]
        return median(known) if known else None

    def usable(self, peer: str, events: int, slower: int) -> float | None:
        """Seconds until usable."""
        found = self.middle(peer, events, slower, lambda run: run.usable)
        return None if found is None else found / 1000

    def ratio(self, peer: str, events: int, slower: int) -> float | None:
        """How many times the floor it takes until usable."""
        own, floor = self.usable(peer, events, slower), self.usable(FLOOR, events, slower)
        return own / floor if own and floor else None

    def heap(self, peer: str, events: int) -> float | None:
        """Megabytes of the script's memory."""
        found = self.middle(peer, events, 1, lambda run: run.heap)
        return None if found is None else found / 1e6

    def code(self, peer: str) -> float | None:
        """Kilobytes of script, style and fonts with brotli."""
        found = self.middle(peer, SIZES[0], 1, lambda run: run.code)
        return None if found is None else found / 1000

    def page(self, peer: str, events: int) -> float | None:
        """Kilobytes of all that is loaded, with brotli."""
        found = self.middle(peer, events, 1, lambda run: run.page)
        return None if found is None else found / 1000

    def frame(self, peer: str, events: int, slower: int, *gestures: str) -> float | None:
        """The frame, in milliseconds, than which 95 of 100 are no longer; of all runs together."""
        frames = sorted(
            frame
            for run in self.of(peer, events, slower)
            for name, own in run.frames.items()
            for frame in own
            if not gestures or name in gestures
        )
        return frames[min(len(frames) - 1, int(len(frames) * 0.95))] if frames else None

    def failure(self, peer: str, events: int, slower: int) -> str:
        """Why no run came to an end; empty where it was not tried."""
        found = [
            run.failed for run in self.runs
            if (run.peer, run.events, run.slower) == (peer, events, slower) and run.failed
        ]  # fmt: skip
        return found[0] if found else ""
