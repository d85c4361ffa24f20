"""`build` and `write`: the record as a site, or as a folder for any builder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.building import Vanishing, build_site
from generator.comparing.manifest import NAME, Manifest, NotAManifest
from generator.handover import hand_over
from generator.packaging.search import FOLDER, index
from generator.report.changes import demands_text
from generator.verbs.common import DATA, SITE, as_of, data_options, sound_record

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add these verbs to the command line."""
    verb = verbs.add_parser("build", help="check the facts and build the site into site/")
    verb.add_argument(
        "--published",
        type=Path,
        default=SITE / NAME,
        metavar="FILE",
        help="the manifest of the published site, whose ids and addresses must remain; "
        "default: that of the old site",
    )
    verb.set_defaults(run=_build, data=DATA, as_of=None)

    verb = verbs.add_parser("index", help="write the search index of a built site into it")
    verb.add_argument("folder", type=Path, nargs="?", default=SITE, metavar="DIR")
    verb.set_defaults(run=_index)

    verb = verbs.add_parser(
        "write", help="write pages, theme and settings into a folder that any builder can take over"
    )
    verb.add_argument("folder", type=Path, metavar="DIR")
    verb.add_argument("--project", type=Path, default=Path(), metavar="DIR", help="default: here")
    data_options(verb)
    verb.set_defaults(run=_write)


def _build(options: argparse.Namespace) -> int:
    record = sound_record(options)
    if record is None:
        return 1
    file: Path = options.published
    published = None
    try:
        if file != SITE / NAME or file.is_file():
            published = Manifest.read(file.read_bytes())
        code = build_site(SITE, options.environment, record, published)
    except NotAManifest as error:
        print(f"generator: {file} is no manifest of a site ({error})", file=sys.stderr)
        return 2
    except Vanishing as vanishing:
        print(f"What {file} says was published would vanish; the old site stays:", file=sys.stderr)
        print(demands_text(vanishing.demands, "en", as_of(options)), file=sys.stderr)
        print(
            "\nEither retire it in data/retired.yaml, or add the lines above to data/confirmed.yaml.",
            file=sys.stderr,
        )
        if file == SITE / NAME:
            print(f"If {SITE}/ was never published: remove it and build again.", file=sys.stderr)
        return 1
    if code == 0:
        print(f"Built {SITE}/. Look at it: python -m http.server --directory {SITE}")
    return code


def _index(options: argparse.Namespace) -> int:
    if not (options.folder / "index.html").is_file():
        raise FileNotFoundError(2, "no site here", str(options.folder))
    print(f"{options.folder / FOLDER}: {index(options.folder)} pages and entries")
    return 0


def _write(options: argparse.Namespace) -> int:
    record = sound_record(options)
    if record is None:
        return 1
    told = hand_over(record, options.project, options.folder, options.environment)
    for part, (files, written, removed) in told.items():
        print(f"{options.folder / part}: {files} files, {written} written, {removed} removed")
    return 0
