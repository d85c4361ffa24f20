"""One language built by MkDocs, in the process that this is called in."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from generator.compiled import compiled_templates
from generator.facts.record import Record
from generator.forks import in_a_fork
from generator.handover import SETTINGS
from generator.site.render import compile_templates

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
    """One language of a checked record to build strictly into `site`.

    Its pages lie in `docs` until they are built. Another process writes the open data; `sizes`
    tells how large they are.
    """

    language: str
    site: Path
    docs: Path
    environment: Mapping[str, str]
    record: Record
    sizes: Mapping[str, int]


def prepare() -> None:
    """Load what every language needs, before the languages part into processes."""
    import mkdocs.commands.build  # noqa: F401  (only now: another process writes already)

    compile_templates(compiled_templates())


def build_language(task: Task, tell: Connection) -> None:
    """Do it, in a forked process: it takes the environment over.

    Where MkDocs finds a fault, that is printed, and the process ends with 1. Where the disk
    refuses, the OSError is sent through `tell`.
    """
    os.environ.update({**task.environment, **QUIET})  # noqa: TID251  (MkDocs reads SITE_URL there)
    with in_a_fork(task.site, tell):
        _build(task)


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
        config.extra["given"] = {"record": task.record, "docs": task.docs, "sizes": task.sizes}
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
