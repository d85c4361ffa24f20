"""What a reader finds on the pages of a built site, whatever built them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

LEFT_OUT = ("script", "style")


@dataclass
class Page:
    """A page by what matters to those who link to it and read it."""

    language: str = ""
    title: str = ""
    anchors: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    text: str = ""
    """All that is read, without white space: builders differ in that."""


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.page = Page()
        self.within: list[str] = []
        self.titled = False
        self.skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("data-md-component") == "skip":  # the theme's, never shown: ours is there
            self.skip = True
        if self.skip:
            return
        if tag == "html":
            self.page.language = told.get("lang") or ""
        if told.get("id"):
            self.page.anchors.add(str(told["id"]))
        if tag == "a" and told.get("href"):
            self.page.links.add(self._whole(str(told["href"])))
        if tag in (*LEFT_OUT, "title"):
            self.within.append(tag)

    def _whole(self, link: str) -> str:
        """A link as seen from the root of the site."""
        if urlsplit(link).scheme or link.startswith("//"):
            return link
        path, mark, anchor = link.partition("#")
        if not path:
            return self.address + mark + anchor
        joined = posixpath.normpath(posixpath.join("/", self.address, path))
        ending = "/" if path.endswith(("/", ".")) and joined != "/" else ""
        return joined.lstrip("/") + ending + mark + anchor

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self.skip = False
        if self.within and self.within[-1] == tag:
            self.titled = self.titled or tag == "title"
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within and self.within[-1] == "title" and not self.titled:
            self.page.title += data
        elif not self.skip and self.within[-1:] in ([], ["title"]):
            self.page.text += "".join(data.split())


def page(address: str, html: str) -> Page:
    """Read one page, whose folder has this address from the root of the site."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    reader.page.title = " ".join(reader.page.title.split())
    return reader.page


def pages(site: Path) -> Iterator[tuple[str, Page]]:
    """Every page of a site with its address, `''` for the first."""
    for file in sorted(site.rglob("index.html")):
        folder = file.parent.relative_to(site).as_posix()
        address = "" if folder == "." else f"{folder}/"
        yield address, page(address, file.read_text("utf-8"))
