"""Each file that shrinks also as `.br` and `.gz` beside itself, for servers that send those."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

LEAST = 1024
"""Bytes below which nothing is gained: the answer fits one packet anyhow."""
TEXT = frozenset(
    ".atom .css .csv .html .ics .js .json .jsonld .md .rdf .svg .ttl .txt .webmanifest .xml".split()
)
BEST, GOOD = 11, 9
"""Brotli's quality: for the assets, which every reader fetches, and for pages and data."""
WIDEST = 22
"""The logarithm of the largest window."""


def compress(site: Path, address: str) -> None:
    """The step of packaging, after which no file may change. The same bytes every time."""
    del address
    for path in sorted([*site.rglob("*.br"), *site.rglob("*.gz")]):
        path.unlink()
    files = [path for path in sorted(site.rglob("*")) if path.suffix in TEXT and path.is_file()]
    with ThreadPoolExecutor() as pool:  # both libraries work without the interpreter's lock
        list(pool.map(lambda path: _compress(path, site), files))


def _compress(path: Path, site: Path) -> None:
    content = path.read_bytes()
    if len(content) < LEAST:
        return
    quality = BEST if path.is_relative_to(site / "assets") else GOOD
    packed = {
        ".br": brotli.compress(
            content, mode=brotli.MODE_TEXT, quality=quality, lgwin=window(len(content))
        ),
        ".gz": gzip.compress(content, compresslevel=9, mtime=0),
    }
    for suffix, data in packed.items():
        if len(data) < len(content):
            path.with_name(path.name + suffix).write_bytes(data)


def window(size: int) -> int:
    """The logarithm of the smallest window for so many bytes (RFC 7932, section 9.1).

    A wider one finds no more, and clearing its memory takes most of the time for small files.
    """
    return min(WIDEST, (size + 15).bit_length())
