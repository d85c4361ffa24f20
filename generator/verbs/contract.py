"""`contract`: the shape of the open data, written down beside its version."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from generator.site.exports.contract.outline import what_is_wrong
from generator.site.exports.contract.versions import outline_file, versions
from generator.site.exports.contract_shape import present_outline

if TYPE_CHECKING:
    from generator.verbs.common import Verbs


def add_to(verbs: Verbs) -> None:
    """Add this verb to the command line."""
    verb = verbs.add_parser(
        "contract", help="write down the shape of a new version of the open data"
    )
    verb.set_defaults(run=_contract)


def _contract(_: argparse.Namespace) -> int:
    now, known = present_outline(), versions()
    wrong = what_is_wrong(now, known)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    newest = known[0]
    file = outline_file(newest.version)
    if newest.outline:
        print(f"Version {newest.version} is written down already: {len(now)} lines in {file.name}")
        return 0
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(now) + "\n", encoding="utf-8")
    print(f"Version {newest.version}: {len(now)} lines written to {file.name}. Next: make test")
    return 0
