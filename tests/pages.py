"""Built pages read back: ids, links, languages."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "img", "br", "hr", "input", "source", "col", "wbr"}


@dataclass
class BuiltPage(HTMLParser):
    """One HTML file and what the tests ask of it."""

    path: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    language: str = ""
    switch: str = ""
    text: list[str] = field(default_factory=list)
    refresh: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what a tag tells."""
        got = {name: value or "" for name, value in attrs}
        if "id" in got:
            self.ids.append(got["id"])
        if tag == "html":
            self.language = got.get("lang", "")
        if tag in ("a", "area") and "href" in got:
            self.links.append(got["href"])
            if "other-language" in got.get("class", ""):
                self.switch = got["href"]
        if tag in ("script", "img", "iframe", "source") and "src" in got:
            self.resources.append(got["src"])
        if tag == "link" and "hreflang" in got:
            self.alternates[got["hreflang"]] = got["href"]
        elif tag == "link" and "stylesheet" in got.get("rel", "") + got.get("rel", ""):
            self.resources.append(got["href"])
        if tag == "meta" and got.get("http-equiv") == "refresh":
            self.refresh = got["content"].partition("url=")[2]
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)
        self.inline += [f"{tag} {name}" for name in got if name == "style" or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self.text.append(data)

    @cached_property
    def words(self) -> str:
        """All text of the page, white space folded."""
        return " ".join("".join(self.text).split())

    def target(self, link: str) -> tuple[str, str] | None:
        """Page path and anchor of an internal link; None for an external one."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return self.path, unquote(parts.fragment)
        folder = posixpath.dirname(f"/{self.path}")
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))).lstrip("/")
        if (parts.path == "." or parts.path.endswith(("/", "/.", ".."))) and path not in ("", "."):
            path += "/"
        return "" if path == "." else path, unquote(parts.fragment)


def read_site(folder: Path) -> dict[str, BuiltPage]:
    """Every HTML page by its path from the root: `''`, `en/`, `handelser/x/`."""
    found: dict[str, BuiltPage] = {}
    for file in sorted(folder.rglob("*.html")):
        name = file.relative_to(folder).as_posix()
        path = name.removesuffix("index.html") if name.endswith("index.html") else name
        page = BuiltPage(path)
        page.feed(file.read_text(encoding="utf-8"))
        found[path] = page
    return found
