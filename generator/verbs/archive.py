"""`archive`: a copy of the site and its data that lasts without a server."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from generator.archiving.archive import name_of, write_archive
from generator.building import build_site
from generator.verbs.common import DATA, sound_record

if TYPE_CHECKING:
    from generator.verbs.common import Verbs

FOLDER = Path("build/archive")


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser(
        "archive", help="write the site for reading from disk, and all data, into one zip"
    )
    verb.add_argument("--site", type=Path, metavar="DIR", help="a built site; default: build one")
    verb.add_argument("--out", type=Path, metavar="FILE", help=f"default: {FOLDER}/NAME-DAY.zip")
    verb.set_defaults(run=_archive, data=DATA, as_of=None)


def _archive(options: argparse.Namespace) -> int:
    record = sound_record(options)
    if record is None:
        return 1
    site = options.site
    if site is None:
        site = FOLDER / "site"
        site.parent.mkdir(parents=True, exist_ok=True)
        code = build_site(site, options.environment, record)
        if code:
            return code
    elif not (site / "index.html").is_file():
        raise FileNotFoundError(2, "no site here", str(site))
    target = options.out or FOLDER / name_of(record)
    count = write_archive(record, site, Path(), target)
    size = target.stat().st_size / 1e6
    print(f"{target}: {count} files, {size:.1f} MB. Unzip it and open site/index.html.")
    return 0
