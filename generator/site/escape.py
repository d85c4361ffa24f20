"""The one door through which text enters a page, and the way of a page into Markdown.

Pages are HTML. Where one is put into Markdown, which is where other builders find it, and where
prose written by hand asks for a block, every character that any extension could take for
markup becomes a numeric entity: the page is the same, and nothing in it is Markdown.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
_TAG = re.compile(r"""(<script\b.*?</script>|<(?:[^<>"]|"[^"]*")*>)""", re.DOTALL)
_QUOTED = re.compile(r'(?<==)"([^"]*[^\w "-][^"]*)"')
"""The value of an attribute that is more than names."""
_MARKDOWN = re.compile(r"&#?\w+;|([^0-9A-Za-z\s\u00a0-\U0010ffff])")
_LINK_START = re.compile(r"(?i)\b(www|https?|ftp)")


markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Markup of a text whose every part is escaped or ours, without asking the text whether it is."""


def escaped(value: Any) -> Markup:
    """Text made safe for HTML, also in a quoted attribute. Markup passes as it is."""
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
    # What a page is made of: the slow steps are left out where a quick look shows nothing to do.
    if "  " in text or not text.isprintable():
        text = re.sub(r"\s+", lambda m: m[0] if m[0] in "\u00a0\u202f" else " ", text)
        text = _CONTROL.sub("", text)
    return markup(html.escape(text))


def for_markdown(page: str) -> str:
    """HTML whose texts and attributes no extension of Markdown takes for markup. It means the same.

    `page` is made of what `escaped` gives and of elements whose attributes are in double quotes.
    """
    parts = _TAG.split(page)
    parts[::2] = map(_without_markdown, parts[::2])
    parts[1::2] = [
        tag if tag.startswith("<script") else _QUOTED.sub(_quoted, tag) for tag in parts[1::2]
    ]
    return "".join(parts)


def _quoted(value: re.Match[str]) -> str:
    return f'"{_without_markdown(value[1])}"'


def _without_markdown(text: str) -> str:
    text = _MARKDOWN.sub(lambda m: f"&#{ord(m[1])};" if m[1] else m[0], text)
    return _LINK_START.sub(lambda m: f"&#{ord(m[0][0])};{m[0][1:]}", text)


def in_markdown(value: Any) -> str:
    """Text that stands in Markdown as it is."""
    return for_markdown(escaped(value))


def anchor(href: Markup, words: Markup) -> Markup:
    """A link, of parts that are escaped already. Pages hold hundreds, so it is made plainly."""
    return markup(f'<a href="{href}">{words}</a>')


def joined(*parts: Markup, between: str = "") -> Markup:
    """One after the other, with something between them."""
    return markup(str.join(between, parts))


def dated(machine: str, words: Markup) -> Markup:
    """Words for a date, with the date for machines."""
    return markup(f'<time datetime="{escaped(machine)}">{words}</time>')


def front_matter(value: str) -> str:
    """Text for `title` and `description`, which themes print without escaping."""
    return html.escape(re.sub(r"\s+", " ", _CONTROL.sub("", value)).strip(), quote=True)


def mailto(address: str) -> str:
    """The link that writes to a mail address, nothing of which becomes a part of the link."""
    return f"mailto:{quote(address, safe='@')}"


def data_block(value: Any) -> Markup:
    """A value as JSON for a `<script type="application/json">`: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return markup(re.sub("[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text))
