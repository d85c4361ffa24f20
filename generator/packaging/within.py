"""Script and style within the pages that stand in frames: one request, and they can be drawn.

A page marks with `data-within` what is to be put in place of the link to it. The policy allows
these words alone to be there (`security.py`).
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

from generator.packaging.css import smaller
from generator.packaging.fingerprint import NotThere
from generator.packaging.hosting import base_path
from generator.site.addresses import embeddable

MARKED = re.compile(
    r'<link rel="stylesheet" href="(?P<style>[^"]*)" data-within>'
    r'|<script type="module" src="(?P<script>[^"]*)" data-within></script>'
)
_ENDS = re.compile(r"</(?:style|script)|<!--", re.IGNORECASE)


def put_within(site: Path, address: str) -> None:
    """The step of packaging: put what is marked into the pages that may be framed.

    Raises NotThere for what is not in the site or could not stand within a page.
    """
    base = base_path(address)
    for file in sorted(site.rglob("index.html")):
        place = file.parent.relative_to(site).as_posix() + "/"
        if not embeddable(place):
            continue
        page = file.read_text("utf-8")

        def words(match: re.Match[str], place: str = place) -> str:
            link = match["style"] or match["script"]
            path = posixpath.normpath(posixpath.join(base + place, urlsplit(link).path))
            source = site / path.removeprefix(base)
            if not source.is_file():
                raise NotThere(f"{place} refers to {link}, which is not there")
            found = source.read_text("utf-8")
            if _ENDS.search(found):
                raise NotThere(f"{link} holds words that would end it within {place}")
            if match["style"]:
                return f"<style>{smaller(found)}</style>"
            return f'<script type="module">{found}</script>'

        changed = MARKED.sub(words, page)
        if changed != page:
            file.write_text(changed, "utf-8")
