"""Pictures for social media: one for each page that names one, with its title and kind.

Drawn from the finished page, without network, in few colours and with the same bytes for the
same words. A picture is kept under `build/`, so only pages whose words changed cost time.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from font_source_serif_pro import SourceSerifPro, SourceSerifProSemibold
from PIL import Image, ImageDraw, ImageFont

KEPT = Path("build/share")
WIDTH, HEIGHT = 1200, 630
MARGIN = 72
SIZES = (84, 76, 68, 60, 54, 48, 42)
"""Sizes of the title, tried from the largest until it fits."""
MOST_HEIGHT = 330
LEADING = 1.14
SHADES = 4
PAPER, INK = (255, 255, 255), (19, 33, 43)
BAR = (WIDTH * 84 // 100, 26)
"""The record bar: solid as far as the sources go, hatched after, as in every header."""
GREY = 255 // 3 + 1
"""One of the shades: for what is not the title."""
VERSION = 1
"""To be raised when pictures are drawn otherwise."""

_META = re.compile(r'<meta property="([a-z_:]+)" content="([^"]*)">')
_PLACE = re.compile(r"share/([a-z]{2})/[a-z0-9/-]+\.png$")
HEAD = 32768
"""How much of a page is read: its head lies within."""


def share_pictures(site: Path, address: str) -> None:
    """Draw the pictures that the pages of a site name, each from the page it is the picture of.

    Raises OSError, also where a page names a picture that is no page's own.
    """
    del address
    words: dict[str, tuple[str, str, str]] = {}
    named: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        with path.open(encoding="utf-8") as page:
            head = page.read(HEAD)
        told = {name: html.unescape(value) for name, value in _META.findall(head)}
        place = _PLACE.search(urlsplit(told.get("og:image", "")).path)
        if not place:
            continue
        name = path.relative_to(site).as_posix()
        named[place[0]] = name
        if place[0] == _own(name, place[1]):
            title, kind = told.get("og:title", ""), told.get("article:section", "")
            words[place[0]] = (title, kind, told.get("og:site_name", ""))
    for missing in sorted(named.keys() - words.keys()):
        raise OSError(2, f"no page has the picture that this page names, {missing}", named[missing])
    KEPT.mkdir(parents=True, exist_ok=True)
    for place_, said in words.items():
        target = site / place_
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_kept(*said))


def _own(name: str, language: str) -> str:
    """Where the picture of a page lies: its file's folder below the language's."""
    folder = name.removesuffix("index.html").removesuffix(".html").strip("/")
    folder = folder.removeprefix(f"{language}/") if folder != language else ""
    return f"share/{language}/{folder or 'index'}.png"


def _kept(title: str, kind: str, name: str) -> bytes:
    said = repr((VERSION, title, kind, name)).encode()
    file = KEPT / f"{hashlib.sha256(said).hexdigest()[:32]}.png"
    if file.is_file():
        return file.read_bytes()
    data = picture(title, kind, name)
    beside = file.with_suffix(".part")
    beside.write_bytes(data)
    beside.replace(file)
    return data


def picture(title: str, kind: str, name: str) -> bytes:
    """A PNG with a title, what kind of page it is, and the name of the site."""
    image = _ground().copy()
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, 62), name, font=_font(36), fill=GREY)
    size, lines = fitted(title)
    step = round(size * LEADING)
    top = 150 + (MOST_HEIGHT - step * len(lines)) // 3
    for number, line in enumerate(lines):
        draw.text((MARGIN, top + number * step), line, font=_font(size, bold=True), fill=0)
    draw.rectangle((MARGIN, HEIGHT - 118, MARGIN + 64, HEIGHT - 112), fill=0)
    draw.text((MARGIN, HEIGHT - 98), kind, font=_font(36), fill=GREY)
    return _as_png(image)


def fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines; the smallest one cuts it."""
    for size in SIZES:
        font = _font(size, bold=True)
        lines = wrapped(title, size)
        fits = all(font.getlength(line) <= WIDTH - 2 * MARGIN for line in lines)
        if fits and len(lines) * size * LEADING <= MOST_HEIGHT:
            return size, lines
    lines = wrapped(title, SIZES[-1])[: int(MOST_HEIGHT / SIZES[-1] / LEADING)]
    return SIZES[-1], [*lines[:-1], f"{lines[-1]} …"]


def wrapped(title: str, size: int) -> list[str]:
    """A title in lines of a size, broken between words; soft hyphens are not shown."""
    font = _font(size, bold=True)
    lines: list[str] = [""]
    for word in title.replace("\u00ad", "").split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=32)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    file = SourceSerifProSemibold if bold else SourceSerifPro
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _ground() -> Image.Image:
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    end, height = BAR
    draw.rectangle((0, 0, end, height), fill=0)
    for x in range(end + 10, WIDTH + height, 18):
        draw.polygon(((x, height), (x + height, 0), (x + height + 8, 0), (x + 8, height)), fill=0)
    return image


def _as_png(image: Image.Image) -> bytes:
    shades = image.point([value * (SHADES - 1) // 255 for value in range(256)])
    palette = []
    for step in range(SHADES):
        palette += [
            ink + (paper - ink) * step // (SHADES - 1)
            for ink, paper in zip(INK, PAPER, strict=True)
        ]
    few = Image.frombytes("P", image.size, shades.tobytes())
    few.putpalette(palette)
    out = io.BytesIO()
    few.save(out, "PNG", bits=2, compress_level=4)
    return out.getvalue()
