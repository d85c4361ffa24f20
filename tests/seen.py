"""What a reader of HTML finds in it, however its characters are written."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Seen(HTMLParser):
    """What a browser makes of HTML: its elements with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[object] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.parts.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self.parts.append(tag)

    def handle_data(self, data: str) -> None:
        """Its text."""
        self.parts.append(("", data))


def squeezed(page: str) -> str:
    """Without the white space that a browser does not show; all of it in a `pre`."""
    parts = re.split(r"(<pre.*?</pre>)", page, flags=re.DOTALL)
    return "".join(
        part if part.startswith("<pre") else re.sub(r"\s+", " ", part).replace("> <", "><")
        for part in parts
    )
