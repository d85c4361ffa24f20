"""Pages without what theme and Markdown leave in them: blanks that nobody sees, and two faults."""

from __future__ import annotations

import re
from pathlib import Path

_KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]*\n[ \t\n]*")
_CHECKBOX = re.compile(r'<input\b(?=[^>]*\btype="checkbox")[^>]*>')
_HEADING = re.compile(r"<th(?=[ >])(?![^>]*\bscope=)")
_AUTOCOMPLETE = re.compile(r'\s+autocomplete="off"')


def tidy_site(site: Path, address: str) -> None:
    """Tidy every page of a site. Raises OSError where one cannot be read or written."""
    del address
    for path in sorted(site.rglob("*.html")):
        before = path.read_text(encoding="utf-8")
        after = tidied(before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="")


def tidied(page: str) -> str:
    """A page that means the same: line breaks stand alone, and no checkbox has `autocomplete`.

    A heading cell of a Markdown table, which has them in its first row only, says that it is
    its column's. Templates say it themselves, also of rows.
    Text whose blanks count, and scripts, whose hashes are known, stay as they are.
    """
    parts = _KEPT.split(page)
    return "".join(
        _tidy_part(part) if index % 3 == 0 else part
        for index, part in enumerate(parts)
        if index % 3 != 2  # the name of the element that was kept
    )


def _tidy_part(part: str) -> str:
    part = _HEADING.sub('<th scope="col"', _BLANKS.sub("\n", part))
    return _CHECKBOX.sub(lambda match: _AUTOCOMPLETE.sub("", match[0]), part)
