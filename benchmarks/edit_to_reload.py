"""From a saved edit in YAML to the changed page under `serve`, beside one bare MkDocs build.

The bare build is MkDocs with the same theme and settings on the same Markdown of one language,
without the hook: nothing is read, checked or written for it. Both are measured in one run, in
turn, so that the ratio holds on a busy machine too. Prints one line for each round and the
medians. Run: .venv/bin/python benchmarks/edit_to_reload.py [ROUNDS]
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
PATIENCE = 300


def copy_to(folder: Path) -> None:
    """The project without what was built."""
    for name in ("content", "data", "generator", "site_overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, folder / name)


def first_title(project: Path) -> tuple[str, str]:
    """Id and Swedish title of the first event."""
    text = (project / "data" / "events.yaml").read_text("utf-8")
    found = re.search(r"^- id: (\S+)\n(?:  .*\n)*?  title:\n    sv: (.+)\n", text, re.MULTILINE)
    assert found
    return found[1], found[2]


def until(address: str, words: str) -> None:
    """Ask for the page until it holds the words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310  (loopback)
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit(f"{address} never showed {words!r}")


def bare_settings(project: Path) -> Path:
    """`mkdocs.yml` without the hook, on a copy of the Markdown that the hook wrote."""
    docs = project / "bare"
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(project / "build" / "docs" / "sv", docs)
    text = (project / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"^hooks:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^docs_dir: .*$", "docs_dir: bare", text, flags=re.MULTILINE)
    text = re.sub(r"^site_dir: .*$", "site_dir: bare-site", text, flags=re.MULTILINE)
    text += "\nnav:\n  - index.md\n  - handelser.md\n"
    (project / "bare.yml").write_text(text, "utf-8")
    return project / "bare.yml"


def main() -> None:
    """Measure."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        project = Path(folder)
        copy_to(project)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        address = f"http://127.0.0.1:{port}/"
        serve = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project, env={**os.environ, **QUIET, "SITE_URL": address},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            measure(project, serve.pid, address, rounds)
        finally:
            os.killpg(serve.pid, signal.SIGTERM)
            serve.wait()


def measure(project: Path, session: int, address: str, rounds: int) -> None:
    """Each round: one edit until its page shows, one bare build, while nothing else is built."""
    event, title = first_title(project)
    page = f"{address}handelser/{event}/"
    file = project / "data" / "events.yaml"
    until(page, "<h1")
    rest(session)
    edits, floors = [], []
    for number in range(1, rounds + 1):
        old, new = (title if number == 1 else f"{title} {number - 1}"), f"{title} {number}"
        begun = time.monotonic()
        file.write_text(file.read_text("utf-8").replace(f"sv: {old}\n", f"sv: {new}\n", 1), "utf-8")
        until(page, new)
        edits.append(time.monotonic() - begun)
        rest(session)
        settings = bare_settings(project)
        begun = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings)],
            cwd=project, env={**os.environ, **QUIET}, check=True, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        floors.append(time.monotonic() - begun)
        print(f"round {number}: edit to page {edits[-1]:.2f} s, bare build {floors[-1]:.2f} s, "
              f"ratio {edits[-1] / floors[-1]:.2f}", flush=True)  # fmt: skip
    ratios = [edit / floor for edit, floor in zip(edits, floors, strict=True)]
    print(f"median: edit to page {statistics.median(edits):.2f} s, bare build "
          f"{statistics.median(floors):.2f} s, ratio {statistics.median(ratios):.2f}")  # fmt: skip


def rest(session: int) -> None:
    """Wait until `serve` and all that it started have used no processor for three seconds.

    Else the second language, the open data or the search index would run beside a measurement.
    """
    last, same = -1, 0
    while same < 3:
        time.sleep(1)
        now = processor(session)
        same = same + 1 if now == last else 0
        last = now


def processor(session: int) -> int:
    """Clock ticks that the processes of one session have used so far, from /proc (Linux)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # ended meanwhile
            continue
        if int(fields[3]) == session:
            # A process that sleeps in its own timers still uses a tick now and then.
            ticks += (int(fields[11]) + int(fields[12])) // 10
    return ticks


if __name__ == "__main__":
    main()
