"""The page that explains every rule of the check, with a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.rules.all import GROUPS, PAGE
from generator.site.escape import escaped
from generator.site.render import Page, render
from generator.site.site import Site

NEWLINE, BLANK = Markup("&#10;"), Markup("&#32;")
"""A line end and a blank that survive Markdown."""


def code(example: str) -> Markup:
    """Lines of YAML with their indent, as one line of markup that nothing reflows."""
    lines = example.strip("\n").split("\n")
    return NEWLINE.join(
        BLANK * (len(line) - len(line.lstrip(" "))) + escaped(line.lstrip(" ")) for line in lines
    )


def rule_pages(site: Site) -> Iterator[Page]:
    """The one page of rules; each has its id as its place on the page."""
    title = site.say("Regler för uppgifterna", "Rules for the facts")
    groups = [
        (site.say(swedish, english), f"grupp-{number}", rules)
        for number, (swedish, english, rules) in enumerate(GROUPS, 1)
    ]
    body = render(site, PAGE, "rules.md", title=title, groups=groups, code=code)
    yield Page(PAGE, title, site.say(
        "Vad kontrollen säger om en uppgift, vad det betyder och hur man gör i stället.",
        "What the check says about an entry, what it means and what to do instead.",
    ), body)  # fmt: skip
