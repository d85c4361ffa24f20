"""All files of a language: what is written by hand in `content/`, and what is generated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import yaml

from generator.site.addresses import page_path
from generator.site.files import files_of
from generator.site.head import head
from generator.site.pages.publication import with_blocks
from generator.site.render import front_lines
from generator.site.site import Site

FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


def language_files(
    site: Site, content: Path, exports: Mapping[str, bytes] | None = None
) -> Iterator[tuple[str, bytes]]:
    """All files of a language: those written by hand in `content`, then the generated ones.

    With the first language also `exports`, those of `export_files`, unless they are written
    elsewhere. How large they are is told by the site's options. One after the other, since
    those of a big record would fill the memory.

    Raises FileExistsError where a page written by hand has the address of a generated one,
    and OSError where it asks for a block that there is not, or lacks one that readers need.
    """
    by_hand = written_by_hand(content)
    for name, path in by_hand.items():
        yield name, _by_hand(site, path, name)
    for name, data in chain(files_of(site), (exports or {}).items() if site.swedish else ()):
        if name in by_hand:
            message = "a page written by hand has the address of a generated one"
            raise FileExistsError(17, message, str(by_hand[name]))
        yield name, data


def written_by_hand(content: Path) -> dict[str, Path]:
    """The files of a folder of prose by their paths below it."""
    return {
        path.relative_to(content).as_posix(): path
        for path in sorted(content.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _by_hand(site: Site, path: Path, name: str) -> bytes:
    """A file written by hand; a page with its blocks and what its head holds.

    Added to its front matter: its address in the other language, and the rest of its head.
    """
    data = path.read_bytes()
    if not name.endswith(".md"):
        return data
    try:
        text = with_blocks(site, name, data.decode("utf-8"))
    except LookupError as error:
        line, _, message = str(error.args[0]).partition(": ")
        raise OSError(22, message, f"{path}:{line}") from error
    page = page_path(name)
    match = FRONT_MATTER.match(text)
    title = _title(match[1] if match else "", text)
    told = {"alternate": f"{'en/' if site.swedish else ''}{page}"} if page else {}
    lines = front_lines(told | head(site, page, title))
    if match is None:
        return f"---\n{lines}---\n\n{text}".encode()
    return f"---\n{match[1]}{lines}---\n{text[match.end() :]}".encode()


def _title(front: str, text: str) -> str:
    """The title of a page: of its front matter, or its first heading; '' where it has none."""
    given = re.search(r"^title: *(.+)$", front, re.MULTILINE)
    if given is not None:
        return str(yaml.safe_load(given[1]))
    heading = re.search(r"^# +(.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else ""
