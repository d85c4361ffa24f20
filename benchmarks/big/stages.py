"""Times the stages of one record in one process, as JSON.

    python benchmarks/big/stages.py DATA

check: reading and every rule. derive: the history, and what held on the last day; the median
of five. render: the files of both languages, side by side in a process each, as in a build.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.checking.check import check  # noqa: E402  (the project is not installed)
from generator.facts.base import LANGUAGES  # noqa: E402
from generator.facts.record import Record  # noqa: E402
from generator.history.replay import History  # noqa: E402
from generator.history.state import state_on  # noqa: E402
from generator.reading.load import read_folder  # noqa: E402
from generator.site.files import files_of  # noqa: E402
from generator.site.render import compile_templates  # noqa: E402
from generator.site.site import Options, Site  # noqa: E402

DAY = date(2026, 11, 20)


def main() -> None:
    """Print seconds by stage, and the number of pages."""
    took: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        found = work()
        took[name] = time.perf_counter() - begun
        return found

    files = read_folder(Path(sys.argv[1]))
    loaded, problems = timed("check", lambda: check(files, DAY))
    errors = [problem for problem in problems if problem.is_error]
    if errors or loaded.record is None:
        sys.exit(f"the record has errors: {errors[:3]}")
    record = loaded.record
    gc.freeze()  # as a build does before it derives and renders
    every = []
    for _ in range(5):
        for kept in set(vars(record)) - {field.name for field in fields(record)}:
            del record.__dict__[kept]  # what was derived from it the last time
        timed("derive", lambda: state_on(History.of(record), DAY))
        every.append(took["derive"])
    took["derive"] = statistics.median(every)
    compile_templates()
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as processes:
        pages = timed("render", lambda: sum(processes.map(partial(rendered, record), LANGUAGES)))
    print(json.dumps(took | {"pages": pages}))


def rendered(record: Record, language: str) -> int:
    """Render the files of a language and let them go; returns how many are pages."""
    return sum(name.endswith(".md") for name, _ in files_of(Site(record, language, Options())))


if __name__ == "__main__":
    main()
