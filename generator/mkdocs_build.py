"""One language built by MkDocs, in the process that this is called in."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from generator.facts.record import Record
from generator.handover import SETTINGS

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""The builders' advertisements for their successors."""


class _Log(logging.StreamHandler[Any]):
    """MkDocs' warnings and errors, named by language.

    That a page could not be built is held back until it is known why.
    """

    held: logging.LogRecord | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Print a message, or hold it back."""
        if record.getMessage().startswith("Error building page"):
            self.held = record
        else:
            super().emit(record)

    def let_go(self) -> None:
        """Print what was held back."""
        if self.held:
            super().emit(self.held)


@dataclass(frozen=True)
class Task:
    """One language to build strictly into `site`, from pages that are written into `docs`.

    A record that was checked already is not read again.
    """

    language: str
    site: Path
    docs: Path
    environment: Mapping[str, str]
    record: Record | None


def build_language(task: Task, tell: Connection) -> None:
    """Do it, in a forked process: it takes the environment over.

    Where MkDocs finds a fault, that is printed, and the process ends with 1. Where the disk
    refuses, the OSError is sent through `tell`.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    os.environ.update({**task.environment, **QUIET})  # noqa: TID251  (MkDocs reads SITE_URL there)
    try:
        _build(task)
    except OSError as error:
        tell.send(OSError(error.errno, error.strerror, str(error.filename or task.site)))
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _build(task: Task) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    handler = _Log()
    handler.setFormatter(logging.Formatter(f"%(levelname)s ({task.language}): %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    try:
        config = load_config(SETTINGS[task.language], site_dir=str(task.site), strict=True)
        config.extra["given"] = {"record": task.record, "docs": task.docs}
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except OSError:
        raise
    except MkDocsException as error:
        handler.let_go()
        print(f"{error} ({task.language})", file=sys.stderr)  # noqa: T201  (a process of its own)
        raise SystemExit(1) from None
    except BaseException:
        handler.let_go()
        raise
