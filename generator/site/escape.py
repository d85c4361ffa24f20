"""The one door through which text enters a page.

In Markdown every ASCII character that is not a letter, a digit or a space becomes a
numeric entity, so that no extension can take it for markup. The same text is right
within raw HTML and in a quoted attribute, so that one door is enough.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
_PUNCTUATION = re.compile("([^0-9A-Za-z \u00a0-\U0010ffff])")
_ENTITY = {chr(code): f"&#{code};" for code in range(0xA0)}
_LINK_START = re.compile(r"(?i)\b(www|https?|ftp)")


_MADE: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Markup of text that is escaped: the type itself, without asking the text whether it is."""


def escaped(value: Any) -> Markup:
    """Text made safe for Markdown, HTML and attributes. Markup passes as it is."""
    if isinstance(value, Markup):
        return value
    text = str(value)
    return _kept(text) if len(text) <= SHORT else _escaped(text)


SHORT = 80
"""Texts up to this length are names and links, which come again on page after page."""


@lru_cache(maxsize=50_000)
def _kept(text: str) -> Markup:
    return _escaped(text)


def _escaped(text: str) -> Markup:
    # What a page is made of: each step is left out where a quick look shows nothing to do.
    if "  " in text or not text.isprintable():
        text = re.sub(r"\s+", lambda m: m[0] if m[0] in "\u00a0\u202f" else " ", text)
        text = _CONTROL.sub("", text)
    parts = _PUNCTUATION.split(text)
    parts[1::2] = [_ENTITY[sign] for sign in parts[1::2]]
    text = "".join(parts)
    small = text.lower()
    if "www" in small or "http" in small or "ftp" in small:
        text = _LINK_START.sub(lambda m: f"&#{ord(m[0][0])};{m[0][1:]}", text)
    return _MADE(text)


def anchor(href: Markup, words: Markup) -> Markup:
    """A link, of parts that are escaped already. Pages hold hundreds, so it is made plainly."""
    return _MADE(f'<a href="{href}">{words}</a>')


def joined(*parts: Markup) -> Markup:
    """One after the other."""
    return _MADE("".join(parts))


def dated(machine: str, words: Markup) -> Markup:
    """Words for a date, with the date for machines."""
    return Markup(f'<time datetime="{escape(machine)}">{words}</time>')  # noqa: S704  (escaped)


def front_matter(value: str) -> str:
    """Text for `title` and `description`, which themes print without escaping."""
    return html.escape(re.sub(r"\s+", " ", _CONTROL.sub("", value)).strip(), quote=True)


def mailto(address: str) -> str:
    """The link that writes to a mail address, nothing of which becomes a part of the link."""
    return f"mailto:{quote(address, safe='@')}"


def data_block(value: Any) -> Markup:
    """A value as JSON for a `<script type="application/json">`: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(re.sub("[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text))  # noqa: S704  (escaped here)
