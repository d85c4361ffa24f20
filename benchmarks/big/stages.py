"""Times the stages of one record in one process, as JSON.

    python benchmarks/big/stages.py DATA

check: reading and every rule. derive: the history, what held on the last day, who names whom.
render: all files of each language, one language after the other.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.checking.check import check  # noqa: E402  (the project is not installed)
from generator.history.replay import History  # noqa: E402
from generator.history.state import state_on  # noqa: E402
from generator.reading.load import read_folder  # noqa: E402
from generator.site.files import site_files  # noqa: E402

DAY = date(2026, 11, 20)


def main() -> None:
    """Print seconds by stage, and the peak of memory."""
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
    timed("derive", lambda: state_on(History.of(record), DAY))
    made = timed("render", lambda: [site_files(record, name) for name in ("sv", "en")])
    took["pages"] = sum(name.endswith(".md") for files in made for name in files)
    took["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took))


if __name__ == "__main__":
    main()
