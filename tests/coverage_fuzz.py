"""Fuzzes reader, dates and rules, guided by the lines of the generator that an input reaches.

A program and no test: `make fuzz MINUTES=10` runs it with atheris, in an environment of its own.
It begins with the files of the small record and the entries of the real one, keeps what reaches
new lines in `.cache/fuzz/corpus/`, and stops at the first input that goes wrong, which it writes
to `tests/found/`. From there `test_fuzz.py` runs it for ever.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from generator.reading.load import read_folder
    from tests import judging

CORPUS = judging.ROOT / ".cache" / "fuzz" / "corpus"
FOUND = judging.ROOT / "tests" / "found"
SLOWEST, MEMORY = 20, 2048
"""Seconds and megabytes after which an input counts as a hang or a bomb."""


def seeds() -> list[bytes]:
    """The files of the small record, each entry of the real one, and dates."""
    found = []
    for folder in (judging.BASE, read_folder(judging.ROOT / "data")):
        for name, content in folder.items():
            kind = bytes([judging.NAMES.index(name)])
            whole = folder is judging.BASE or name == "record.yaml"
            parts = [content] if whole else re.split(rb"\n(?=- id: )", content)[1::7]
            found += [kind + part for part in parts]
    dates = ("2024-11-12", "2024-21~", "../2024-02-30?", "2024/..", "2024%/", "15 nov 2024", "v. 7")
    return found + [b"\xff" + text.encode() for text in dates]


def main() -> None:
    """Fuzz for as many minutes as the first argument says."""
    for folder in (CORPUS, FOUND):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        (CORPUS / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    seconds = round(float(sys.argv[1]) * 60)
    options = [
        f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", "-max_len=16384",
        f"-artifact_prefix={FOUND}/", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(CORPUS)], judging.answered)
    atheris.Fuzz()


if __name__ == "__main__":
    Path(".cache").mkdir(exist_ok=True)
    main()
