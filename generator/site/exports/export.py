"""What an export is: files for other programs, and the lines that describe them to people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from generator.site.site import Site

ROOT = "data/v1/"
"""Where exports lie, from the root of the first language. The number is the contract's."""

Content = str | bytes


@dataclass(frozen=True)
class Listed:
    """A line on the page for re-users: an address, or a pattern such as `events/{id}.json`.

    `address` starts at the root of the first language. `{…}` stands for one part of an
    address, without a slash. `says` is a sentence in Swedish and one in English.
    """

    address: str
    media_type: str
    says: tuple[str, str]

    @property
    def short(self) -> str:
        """The address below `data/v1/`."""
        return self.address.removeprefix(ROOT)

    def matches(self, path: str) -> bool:
        """True where a file has this address."""
        return _pattern(self.address).fullmatch(path) is not None


@cache
def _pattern(address: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, re.split(r"\{\w+\}", address))))


def later(module: str, name: str) -> Callable[[Site], Iterator[tuple[str, Content]]]:
    """A function of a module beside this one, which is loaded when that is first called.

    For what is written with libraries that take long to load, and that pages do not need.
    """

    def called(site: Site) -> Iterator[tuple[str, Content]]:
        found = getattr(import_module(f"generator.site.exports.{module}"), name)
        yield from found(site)

    return called


@dataclass(frozen=True)
class Export:
    """Files that are written once, with the first language, and how they are listed.

    `files` gets the site in the first language and yields path and content of each file;
    paths start at the root of that language. An export with words in it holds those of all
    languages, or has a file for each: `Site(site.record, other, site.options)`.
    """

    files: Callable[[Site], Iterator[tuple[str, Content]]]
    listed: tuple[Listed, ...]
