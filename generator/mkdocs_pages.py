"""Generated pages as MkDocs has them: HTML already, and all in the same surroundings.

MkDocs puts every page through Markdown and the whole theme. Both are spared here: the Markdown
since there is none, the theme since all but a few of its blocks are alike for thousands of pages.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from jinja2.runtime import Context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

OWN_BLOCKS = ("site_meta", "htmltitle", "own_styles", "elsewhere", "content", "own_scripts")
"""The blocks of `main.html` that differ from page to page. What is outside differs by tab and
folder only, which `tests/test_mkdocs_pages.py` holds for every page."""
_ID = re.compile(r' id="([^"]+)"')
_SEAM = "\0"

Block = Callable[[Context], Iterator[str]]


def read_page(source: bytes) -> tuple[dict[str, Any], str]:
    """Front matter, as `generator.site.render.front_lines` writes it, and body of a page."""
    start = source.find(b"---\n\n") if source.startswith(b"---\n") else -1
    lines = source[4:start].decode().split("\n")[:-1] if start > 0 else []
    pairs = (line.partition(": ") for line in lines)
    # Not cut out first: a page may be large enough to be the peak of a build's memory.
    body = str(memoryview(source)[start + 5 if start > 0 else 0 :], "utf-8")
    return {key: _value(text) for key, _, text in pairs}, body


def _value(text: str) -> Any:
    """What stands for a key. Words of a hand are left as they are.

    A page written by hand is taken for a generated one where it was deleted while the facts
    have errors, under `serve`: the pages of before are shown until they are mended.
    """
    try:
        return json.loads(text)
    except ValueError:
        return text


class HtmlPage(Page):
    """A page whose file holds HTML. It is read when it is written, and forgotten then."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing yet: MkDocs reads all pages before it writes the first."""
        del config
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to convert."""
        del config, files
        self.content = ""

    @cached_property
    def _parts(self) -> tuple[dict[str, Any], str]:
        return read_page(self.file.content_bytes)

    @property
    def meta(self) -> dict[str, Any]:  # read when it is asked for
        """Its front matter."""
        return self._parts[0]

    @meta.setter
    def meta(self, value: object) -> None:
        """MkDocs begins with an empty one."""

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # only where one is linked to
        """What links to this page can name."""
        found = set(map(html.unescape, _ID.findall(self._parts[1])))
        self.forget()
        return found

    def fill(self) -> None:
        """Put the body into its place."""
        self.content = self._parts[1]

    def forget(self) -> None:
        """Let go of what was read."""
        self.content = ""
        self.__dict__.pop("_parts", None)


class MadeFile(File):
    """A file that was made and lies in no folder."""

    def __init__(self, config: MkDocsConfig, path: str, made: Mapping[str, bytes]) -> None:
        """`made` has its content under its path."""
        super().__init__(path, None, config.site_dir, config.use_directory_urls)
        self.generated_by = "generator"
        self._made = made

    @property  # type: ignore[misc]  # nobody sets it
    def content_bytes(self) -> bytes:
        """Its content."""
        return self._made[self.src_uri]

    @property  # type: ignore[misc]
    def content_string(self) -> str:
        """The same as text."""
        return self.content_bytes.decode()

    def is_modified(self) -> bool:
        """True where what was built before has other bytes."""
        there = Path(self.abs_dest_path)
        return not there.is_file() or there.read_bytes() != self.content_bytes

    def copy_file(self, dirty: bool = False) -> None:
        """Write it, or only where it is modified."""
        if dirty and not self.is_modified():
            return
        there = Path(self.abs_dest_path)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(self.content_bytes)


@dataclass(frozen=True)
class _Shell:
    """What surrounds pages: text and, by turns, blocks; and what blocks can see of it."""

    parts: list[str]
    blocks: dict[str, list[Block]]
    names: dict[str, Any]


class ShellTemplate(Template):
    """A template that is rendered whole once for all pages in the same surroundings.

    For the next ones only `OWN_BLOCKS` are; the result is the same.
    """

    def render(self, *arguments: Any, **more: Any) -> str:
        """Render a page, or anything else as it comes."""
        variables = dict(*arguments, **more)
        page = variables.get("page")
        if not isinstance(page, HtmlPage) or any(name not in self.blocks for name in OWN_BLOCKS):
            return super().render(variables)
        # Links are written as seen from the page, so pages in the same folder have them alike;
        # at the top, where the pages lie that all link to, each has its own.
        folder = posixpath.dirname(page.url.rstrip("/"))
        key = folder or page.url, bool(folder), page.meta.get("tab")
        shells: dict[Any, _Shell] = self.__dict__.setdefault("shells", {})
        if key not in shells:
            shells[key] = self._shell(variables)
        return self._within(shells[key], variables)

    def _shell(self, variables: dict[str, Any]) -> _Shell:
        context = self.new_context(variables)
        for name in OWN_BLOCKS:
            context.blocks[name].insert(0, _seam(name))
        text = "".join(self.root_render_func(context))
        for name in OWN_BLOCKS:
            del context.blocks[name][0]
        return _Shell(text.split(_SEAM), context.blocks, context.vars)

    def _within(self, shell: _Shell, variables: dict[str, Any]) -> str:
        context = self.new_context(variables | shell.names)
        context.blocks = shell.blocks
        found: list[str] = []
        for place, part in enumerate(shell.parts):
            if place % 2:
                found += shell.blocks[part][0](context)
            else:
                found.append(part)
        return "".join(found)


def _seam(name: str) -> Block:
    """A block that leaves its name, where the block of that name would be."""
    return lambda _: iter((f"{_SEAM}{name}{_SEAM}",))
