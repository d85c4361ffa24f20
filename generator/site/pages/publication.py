"""Who publishes the record: the statements of accessibility and privacy, and blocks for prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.site.addresses import page_path
from generator.site.escape import for_markdown
from generator.site.render import Page, render
from generator.site.site import Site

ACCESSIBILITY = "tillganglighet/"
PRIVACY = "integritet/"

BLOCKS = {"publisher": "publisher.md", "corrections": "corrections-to.md"}
"""What a page written by hand may ask for by `<!-- record: NAME -->` on a line of its own."""

NEEDED = {"om.md": "publisher", "ratta.md": "corrections"}
"""Pages that must have a block, since readers look for it there."""

_ASKED = re.compile(r"^<!-- record: ([^\n]*?) -->[ \t]*$", re.MULTILINE)


def publication_pages(site: Site) -> Iterator[Page]:
    """The accessibility statement and the page on privacy."""
    publication = site.record.settings.publication
    title = site.say("Tillgänglighetsredogörelse", "Accessibility statement")
    yield Page(ACCESSIBILITY, title, site.say(
        "Hur tillgänglig webbplatsen är, vad som är prövat och inte, och vart du vänder dig.",
        "How accessible the site is, what has been tested and what not, and where to turn.",
    ), render(site, ACCESSIBILITY, "accessibility.md", title=title, publication=publication))  # fmt: skip
    title = site.say("Integritet", "Privacy")
    yield Page(PRIVACY, title, site.say(
        "Webbplatsen använder inga kakor och hämtar inget från andra. Så hanteras uppgifter om dig.",
        "The site uses no cookies and fetches nothing from others. How facts about you are handled.",
    ), render(site, PRIVACY, "privacy.md", title=title, publication=publication))  # fmt: skip


def with_blocks(site: Site, name: str, text: str) -> str:
    """A page written by hand with what it asks of the record put in.

    Raises LookupError, with the line, where it asks for what there is not, or lacks a block
    that its readers need.
    """
    asked = [match[1] for match in _ASKED.finditer(text)]
    needed = NEEDED.get(name)
    if needed and needed not in asked:
        raise LookupError(f"1: add the line “<!-- record: {needed} -->”, which readers look for")

    def block(match: re.Match[str]) -> str:
        if match[1] not in BLOCKS:
            line = text.count("\n", 0, match.start()) + 1
            raise LookupError(
                f"{line}: no block is called “{match[1]}”; there are {', '.join(BLOCKS)}"
            )
        made = render(
            site, page_path(name), BLOCKS[match[1]], publication=site.record.settings.publication
        )
        return for_markdown(made).strip()

    return _ASKED.sub(block, text)
