"""`diff`: what a change does to the record and to the published site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checking.check import check
from generator.comparing.compare import compare
from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.report.change_words import Words
from generator.report.changes import FORMATS
from generator.report.problems import as_text
from generator.site.files import export_files, files_of
from generator.site.site import Site
from generator.verbs.common import CONTENT, as_of, data_options
from generator.verbs.versions import NoVersion, Version, in_git, working_tree

if TYPE_CHECKING:
    from generator.verbs.common import Verbs

WORKING_TREE = "."


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser(
        "diff", help="what a change does: facts, derived history, pages, addresses",
        description="Compares two versions of the record in git. Exits 1 where something must be "
        "confirmed in the data or the new version has errors, 2 where a version cannot be read.",
    )  # fmt: skip
    verb.add_argument("base", metavar="BASE", help="the version before: a branch, tag or commit")
    verb.add_argument(
        "head", metavar="HEAD", nargs="?", default=WORKING_TREE,
        help="the version after; default: the files as they are",
    )  # fmt: skip
    verb.add_argument("--format", choices=FORMATS, default="text")
    verb.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="default: sv")
    verb.add_argument(
        "--content", type=Path, default=CONTENT, metavar="DIR", help="default: content"
    )
    verb.add_argument(
        "--facts-only", action="store_true", help="say nothing of pages and addresses; quicker"
    )
    data_options(verb)
    verb.set_defaults(run=_diff)


def _diff(options: argparse.Namespace) -> int:
    try:
        before = in_git(options.base, options.data, options.content)
        after = (
            working_tree(options.data, options.content) if options.head == WORKING_TREE
            else in_git(options.head, options.data, options.content)
        )  # fmt: skip
    except NoVersion as error:
        print(f"generator: {error}", file=sys.stderr)
        return 2
    old = _record(options, before, options.base)
    if old is None:
        print(f"\ngenerator: the facts of “{options.base}” have errors, so nothing can be compared "
              "with them. Name a version whose facts are right.", file=sys.stderr)  # fmt: skip
        return 2
    new = _record(options, after, options.head)
    if new is None:
        print(
            "\ngenerator: correct these errors first; then see what the change does.",
            file=sys.stderr,
        )
        return 1
    files = ({}, {}) if options.facts_only else (_files(old, before), _files(new, after))
    changes = compare(old, new, *files)
    words = Words(Site(old, options.language), Site(new, options.language))
    print(FORMATS[options.format](changes, words, as_of(options)))
    return 1 if changes.demands else 0


def _record(options: argparse.Namespace, version: Version, name: str) -> Record | None:
    """The record of a version, or None after its errors were printed."""
    folder = options.data.as_posix()
    shown = folder if name == WORKING_TREE else f"{name}:{folder}"
    loaded, problems = check(version.data, as_of(options), shown)
    errors = [problem for problem in problems if problem.is_error]
    if loaded.record is None or errors:
        lines = {
            f"{shown}/{file}": content.decode("utf-8", "replace").split("\n")
            for file, content in version.data.items()
        }
        print(as_text(errors, lines), file=sys.stderr)
        return None
    return loaded.record


def _files(record: Record, version: Version) -> dict[str, bytes]:
    """Every file of the site by its path from the root, without what MkDocs makes of it."""
    files = dict(export_files(record))
    for language in LANGUAGES:
        below = "" if language == LANGUAGES[0] else f"{language}/"
        for name, made in files_of(Site(record, language)):
            files[f"{below}{name}"] = made
        for name, content in version.content.items():
            if name.startswith(f"{language}/"):
                files[f"{below}{name.removeprefix(f'{language}/')}"] = content
    return files
