"""Processes that a build parts into. They share what was read; the first fault ends all."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

ENDS = {signal.SIGTERM}


class Forks:
    """Starts and joins processes; on leaving, those that still run are ended.

    Forked, so that they share the record: nothing may have started a thread.
    """

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("fork")
        self._refusals, self._tell = self._context.Pipe(duplex=False)
        self._started: list[ForkProcess] = []

    def pipe(self) -> tuple[Connection, Connection]:
        """The end that receives and the end that sends."""
        return self._context.Pipe(duplex=False)

    def start(self, name: str, work: Callable[..., None], *arguments: Any) -> None:
        """Call `work` in a process of its own; its last argument is for `in_a_fork`."""
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # or one just started would be forgotten
        try:
            process = self._context.Process(None, work, name, (*arguments, self._tell))
            process.start()
            self._started.append(process)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)

    def join(self) -> tuple[str, int]:
        """Wait for all, in the order in which they were started.

        Where the first ends with a fault, for which the others may wait, they are not waited
        for. Returns name and exit code of the first with a fault, negative where it was
        killed; else '' and 0. Raises the OSError that one has told.
        """
        faults = []
        for process in self._started:
            process.join()
            if process.exitcode:
                faults.append((process.name, process.exitcode))
                if process is self._started[0]:
                    break
        if self._refusals.poll():
            raise self._refusals.recv()
        return faults[0] if faults else ("", 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._started:
            process.kill()
            process.join()


@contextmanager
def in_a_fork(place: Path, tell: Connection) -> Iterator[None]:
    """What a process does first and last: signals end it, and an OSError is told.

    `place` is named where the error names no file.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
    try:
        yield
    except OSError as error:
        tell.send(OSError(error.errno, error.strerror, str(error.filename or place)))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
