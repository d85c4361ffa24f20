"""`explain`: what a rule means, with a wrong and a right example."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from generator.reading.hints import did_you_mean
from generator.report.explained import LANGUAGES, rule_list, rule_text
from generator.rules.all import EXPLAINED

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser("explain", help="what a rule means, with a wrong and a right example")
    verb.add_argument("rule", nargs="?", metavar="ID", help="default: a list of all")
    verb.add_argument("--language", choices=LANGUAGES, help="default: both; the list in Swedish")
    verb.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    if options.rule is None:
        print(rule_list(options.language or LANGUAGES[0]))
        return 0
    rule = EXPLAINED.get(options.rule)
    if rule is None:
        near = did_you_mean(options.rule, EXPLAINED) or "All: python -m generator explain"
        print(f"generator: no rule has the id “{options.rule}”. {near}", file=sys.stderr)
        return 2
    print(rule_text(rule, (options.language,) if options.language else LANGUAGES))
    return 0
