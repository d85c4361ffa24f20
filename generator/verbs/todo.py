"""`todo`: what to look at again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from generator.facts.base import LANGUAGES
from generator.history.freshness import overtaken, stale, untranslated
from generator.report.todo import FORMATS, Todo
from generator.site.site import Site
from generator.verbs.common import as_of, data_options, sound_record
from generator.verbs.links import check_links

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser(
        "todo", help="what to look at again: old checks, overtaken answers, links",
        description="Lists what was last verified longer ago than “freshness” in record.yaml allows, "
        "and answers older than what they rest on. Exits 0 whatever it finds.",
    )  # fmt: skip
    verb.add_argument("--links", action="store_true", help="ask for every source's address, too")
    verb.add_argument("--format", choices=FORMATS, default="text")
    verb.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="default: sv")
    data_options(verb)
    verb.set_defaults(run=_todo)


def _todo(options: argparse.Namespace) -> int:
    record = sound_record(options)
    if record is None:
        return 1
    todo = Todo(
        as_of(options), tuple(stale(record, as_of(options))), tuple(overtaken(record)),
        untranslated(record), check_links(record.sources.values()) if options.links else None,
    )  # fmt: skip
    print(FORMATS[options.format](todo, Site(record, options.language)))
    return 0
