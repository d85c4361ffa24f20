"""How the record's words map to the Open Contracting Data Standard, term by term."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site.exports.ocds_json import PATH as FILE
from generator.site.exports.ocds_json import package
from generator.site.exports.ocds_words import MAPPING
from generator.site.render import Page, render
from generator.site.site import Site

PATH = "data/ocds/"


def ocds_pages(site: Site) -> Iterator[Page]:
    """The one page."""
    title = site.say("Avtalen som OCDS", "The contracts as OCDS")
    releases = package(site)["releases"]
    body = render(
        site, PATH, "ocds.md",
        title=title, mapping=MAPPING, file=FILE, releases=len(releases),
        left_out=len(site.record.contracts) - len(releases),
        kept=sum(term.kept for term in MAPPING),
    )  # fmt: skip
    yield Page(PATH, title, site.say(
        "Vad av registret som ryms i Open Contracting Data Standard, ord för ord.",
        "What of the record the Open Contracting Data Standard can hold, term by term.",
    ), body, "kallor/")  # fmt: skip
