"""A finished site laid out for reading from disk, as MkDocs does without directory addresses.

A server answers `x/` with `x/index.html`; a disk does not. So `x/index.html` becomes
`x.html`, and every link is written anew, from file to file. MkDocs' own setting cannot do it:
it knows the links in Markdown only, and most of ours are made as HTML. Browsers run no modules
and fetch nothing from disk, so scripts are left out: the pages are whole without.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from generator.facts.base import LANGUAGES

ROOTS = ("", *LANGUAGES[1:])
"""The start page of each language keeps its name."""

LEFT_OUT = re.compile(
    r"(?:^|/)(?:pagefind/|assets/javascripts/)"
    r"|\.(?:js|br|gz)$"
    r"|(?:^|/)(?:_headers|_redirects|sitemap\.xml|robots\.txt|\.nojekyll)$"
    r"|^(?:\.well-known|hosting|servers)/"
)
"""What only a server or a script has use for."""

_SCRIPT = re.compile(r"\s*<script\b(?![^>]*application/ld\+json).*?</script\s*>", re.DOTALL)
_PRELOAD = re.compile(r'\s*<link\b[^>]*\brel="(?:preload|modulepreload|preconnect|prefetch)"[^>]*>')
_POLICY = re.compile(r'\s*<meta\b[^>]*http-equiv="Content-Security-Policy"[^>]*>', re.IGNORECASE)
_LINK = re.compile(r'(\s(?:href|src|action|data-href|xlink:href)=)"([^"]*)"')
_FORWARD = re.compile(r'(<meta http-equiv="refresh" content="\d+; ?url=)([^"]*)(")')


def laid_out(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site by its name on disk, sorted, with what it holds.

    Raises OSError where one cannot be read.
    """
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    kept = [name for name in names if not LEFT_OUT.search(name)]
    there = frozenset(kept)
    files = []
    for name in kept:
        data = (site / name).read_bytes()
        if name.endswith(".html"):
            data = page_on_disk(data.decode("utf-8"), name, there).encode()
        files.append((on_disk(name), data))
    yield from sorted(files)


def on_disk(name: str) -> str:
    """The name of a file on disk: `kallor/x/index.html` is `kallor/x.html`."""
    folder, _, file = name.rpartition("/")
    return f"{folder}.html" if file == "index.html" and folder not in ROOTS else name


def page_on_disk(text: str, name: str, there: frozenset[str]) -> str:
    """A page without scripts, whose links lead from file to file.

    `name` is the page's file in the site and `there` all files kept of it. A link to what is
    not there, such as one to another website, stays as it is.
    """
    text = _POLICY.sub("", _PRELOAD.sub("", _SCRIPT.sub("", text)))

    def link(match: re.Match[str]) -> str:
        return f'{match[1]}"{_moved(match[2], name, there)}"'

    def forward(match: re.Match[str]) -> str:
        return f"{match[1]}{_moved(match[2], name, there)}{match[3]}"

    return _FORWARD.sub(forward, _LINK.sub(link, text))


def _moved(written: str, name: str, there: frozenset[str]) -> str:
    address = html.unescape(written)
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return written
    folder = posixpath.dirname(name)
    path = unquote(parts.path)
    if path.startswith("/"):
        return written
    target = posixpath.normpath(posixpath.join(folder, path))
    target = "" if target == "." else target
    page = f"{target}/index.html" if target else "index.html"
    if page in there and target not in there:
        target = page
    elif target not in there:
        return written
    here = posixpath.dirname(on_disk(name))
    moved = quote(posixpath.relpath(f"/{on_disk(target)}", f"/{here}"))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return html.escape(moved + fragment, quote=True)
