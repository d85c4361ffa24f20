"""The command line. The only place that reads the clock and the environment."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from importlib import import_module

VERBS = {
    "archive": ("archive",),
    "facts": ("check", "state", "terms", "schema"),
    "explain": ("explain",),
    "diff": ("diff",),
    "form": ("format",),
    "site": ("build", "index", "write"),
    "new": ("new",),
    "contract": ("contract",),
    "todo": ("todo",),
}
"""The modules of `generator/verbs/`, and which verbs each has. To add one, name it here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb. Returns 0, 1 where the facts have errors, 2 where the call is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without “å” still gets lines
    given = sys.argv[1:] if arguments is None else arguments
    gc.disable()  # while modules are loaded: they stay
    parser = _parser(given[0] if given else "")
    gc.enable()
    options = parser.parse_args(given)
    options.today = today
    options.environment = os.environ
    options.terminal = sys.stdin.isatty
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"generator: {error.strerror or error}{where}", file=sys.stderr)
        return 2
    return code


def _parser(verb: str = "") -> argparse.ArgumentParser:
    """Of one verb, so that a check need not wait for all that a build needs; else of all."""
    parser = argparse.ArgumentParser(
        prog="python -m generator",
        description="Checks the facts of a record and derives history and pages from them.",
    )
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for module in [name for name, has in VERBS.items() if verb in has] or VERBS:
        import_module(f"generator.verbs.{module}").add_to(verbs)
    return parser


def today() -> date:
    """The clock, read in one place."""
    return datetime.now().astimezone().date()
