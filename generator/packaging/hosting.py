"""The one table of what a server says of each file: headers, media types, redirects.

`static_hosts.py` and `servers.py` write it in the words of each host. A place is a pattern
from the root of the site in which `*` stands for anything, slashes too.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from generator.facts.base import LANGUAGES
from generator.packaging.security import policy
from generator.site.addresses import EMBEDDABLE
from generator.site.exports.media_types import BY_PATH, BY_SUFFIX, DATA_CACHE, SHARED

YEAR = 365 * 24 * 60 * 60

COMMON: tuple[tuple[str, str], ...] = (
    # Not for subdomains, and no preloading: that is for the owner of the domain to say.
    ("Strict-Transport-Security", f"max-age={YEAR}"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
"""What is said of every file."""

FRAMED, NOT_FRAMED = "frame-ancestors *", "frame-ancestors 'none'"
IMMUTABLE = f"public, max-age={YEAR}, immutable"
ASK_EACH_TIME = "no-cache"
"""A copy is kept, and the server is asked whether it is still the newest: nothing is sent twice."""

_EMBEDDED = tuple(
    f"{root}{path}*"
    for root in ("", *(f"{language}/" for language in LANGUAGES[1:]))
    for path in EMBEDDABLE
)


@dataclass(frozen=True)
class Varying:
    """A header whose value depends on the place: the first pattern that fits says it."""

    header: str
    name: str
    """What the servers' configurations call it."""
    places: tuple[tuple[str, str], ...]
    otherwise: str

    def of(self, path: str) -> str:
        """The value for a file; empty where the header is not sent."""
        for pattern, value in self.places:
            if re.fullmatch(regular(pattern), path):
                return value
        return self.otherwise


VARYING: tuple[Varying, ...] = (
    Varying(
        "Content-Security-Policy",
        "policy",
        tuple((place, f"{policy()}; {FRAMED}") for place in _EMBEDDED),
        f"{policy()}; {NOT_FRAMED}",
    ),
    Varying(
        "Cache-Control",
        "cache",
        (
            ("assets/*", IMMUTABLE),  # their names hold a hash of what is in them
            ("pagefind/fragment/*", IMMUTABLE),
            ("pagefind/index/*", IMMUTABLE),
            ("pagefind/*.pf_meta", IMMUTABLE),
            (f"{SHARED}*", DATA_CACHE),
        ),
        ASK_EACH_TIME,
    ),
    Varying("Access-Control-Allow-Origin", "sharing", ((f"{SHARED}*", "*"),), ""),
    Varying(
        "Cross-Origin-Resource-Policy",
        "resource",
        ((f"{SHARED}*", "cross-origin"), *((place, "cross-origin") for place in _EMBEDDED)),
        "same-origin",
    ),
)

TYPES: dict[str, str] = BY_SUFFIX | {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".pagefind": "application/octet-stream",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""Every ending that the site has, and its media type."""

TYPES_BY_PATH = BY_PATH
"""Narrower types of some files, which come before those by ending."""

FORWARDED = 302
"""Of permanent addresses: where an entry lives may change, its address does not."""
_REFRESH = re.compile(r'http-equiv="refresh" content="0; url=([^"]*)"')


def regular(pattern: str) -> str:
    """A place as a regular expression, without anchors."""
    return ".*".join(re.escape(part) for part in pattern.split("*"))


def base_path(address: str) -> str:
    """The path below which the site lives, with a slash at both ends: `/` or `/record/`."""
    path = urlsplit(address).path.strip("/")
    return f"/{path}/" if path else "/"


def redirects(site: Path, base: str) -> dict[str, str]:
    """Address to address of every page that only sends the reader on."""
    found = {}
    for file in sorted(site.rglob("index.html")):
        target = _REFRESH.search(file.read_text("utf-8"))
        if target:
            here = f"{base}{file.parent.relative_to(site).as_posix()}/"
            found[here] = urljoin(here, html.unescape(target[1]))
    return found


def missing_pages(site: Path) -> dict[str, str]:
    """Prefix to the page that says that there is no such page; the longest prefix first."""
    prefixes = [f"{language}/" for language in reversed(LANGUAGES[1:])]
    found = {prefix: f"{prefix}404.html" for prefix in (*prefixes, "")}
    return {prefix: page for prefix, page in found.items() if (site / page).is_file()}
