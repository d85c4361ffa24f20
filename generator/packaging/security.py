"""The content security policy: what a page may load and run, and the check that pages obey.

The hashes of inline scripts are a list that a person wrote. Were they taken from the built
pages, a script that somebody got into a page would be allowed with them; so a script, style
or handler that is not on the list ends the build.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from generator.packaging.css import smaller
from generator.site.exports import assets

SCRIPTS = {
    "sha256-+Sj1f5aQr9qnjseaFJdvMaGzIGd4sQBtH43E33AP5pM=": "site_overrides/partials/javascripts/palette.html",
}
"""The inline scripts of the theme, each by its hash, and where it is written."""

DATA_BLOCKS = ("application/json", "application/ld+json")
"""Types of `<script>` that no browser runs."""

POLICY = (
    ("default-src", "'none'"),
    # Not for code of ours: the search is compiled to WebAssembly.
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's icons are data in its style sheet
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("frame-src", "'self'"),  # the guide to embedding shows what it speaks of
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
)
"""What every page may do, beside what may stand in it. Who may frame it is said by the server alone."""

META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_CHARSET = re.compile(r'<meta charset="utf-8">')
_TAG = re.compile(r"""<([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
LOADS = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "track": "src", "embed": "src", "object": "data", "form": "action",
}  # fmt: skip
"""Elements that fetch or send something, and the attribute that says what."""


class Refused(ValueError):
    """A page holds what the policy does not allow."""


@cache
def scripts() -> frozenset[str]:
    """The hashes of all scripts that may stand in a page: the theme's, and the timeline's own.

    The timeline's is reckoned from its modules in the project, never from a page.
    """
    return frozenset((*SCRIPTS, hash_of(assets.script())))


@cache
def styles() -> frozenset[str]:
    """The hash of the one style that may stand in a page: the embedded timeline's."""
    return frozenset((hash_of(smaller(assets.style())),))


def policy() -> str:
    """The policy of every page, as a header or a meta element says it."""
    within = {"script-src": scripts(), "style-src": styles()}
    return "; ".join(
        " ".join((name, value, *(f"'{hash_}'" for hash_ in sorted(within.get(name, ())))))
        for name, value in POLICY
    )


def hash_of(script: str) -> str:
    """The hash of an inline script as the policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def faults(page: str) -> Iterator[str]:
    """What a page holds that the policy does not allow, each in words."""
    at = 0
    while tag := _TAG.search(page, at):
        at = tag.end()
        name = tag[1].lower()
        wrong, inline = _tag_faults(name, tag[2])
        yield from wrong
        if name in _END:
            end = _END[name].search(page, at)
            words = page[at : end.start()] if end else page[at:]
            at = end.end() if end else len(page)
            known = scripts() if name == "script" else styles()
            if inline and (hash_ := hash_of(words)) not in known:
                yield f"an unknown inline {name}, {hash_}: {' '.join(words.split())[:60]!r}"


@lru_cache(maxsize=50_000)  # the same tags stand on every page
def _tag_faults(name: str, text: str) -> tuple[tuple[str, ...], bool]:
    """What is wrong with a tag by itself; and whether it begins a script or style within the page."""
    attributes = {
        key.lower(): (value or "").strip("\"'") for key, value in _ATTRIBUTE.findall(text)
    }
    found = [*_attribute_faults(name, attributes)]
    if name == "applet" or (name == "base" and "href" in attributes):
        found.append(f"<{name}>")
    inline = "src" not in attributes and attributes.get("type", "") not in DATA_BLOCKS
    return tuple(found), name == "style" or (name == "script" and inline)


def _attribute_faults(name: str, attributes: dict[str, str]) -> Iterator[str]:
    for key, value in attributes.items():
        if key == "style" or (key.startswith("on") and key.isalpha()):
            yield f"<{name} {key}=…>"
        if re.match(r"\s*(javascript|vbscript):", value, re.IGNORECASE):
            yield f"<{name} {key}={value[:40]!r}>"
    loads = attributes.get(LOADS.get(name, ""), "")
    if name == "link" and re.search("stylesheet|preload|icon|manifest", attributes.get("rel", "")):
        loads = attributes.get("href", "")
    parts = urlsplit(loads)
    if parts.netloc or (parts.scheme and parts.scheme != "data"):
        yield f"<{name}> fetches from elsewhere: {loads[:80]!r}"


def apply_policy(site: Path, address: str) -> None:
    """The step of packaging: refuse what the policy does not allow, and write it into each page.

    The meta element is what is left where a host sends no headers of ours. Raises Refused.
    """
    del address
    meta = META.format(policy())
    found = []
    for file in sorted(site.rglob("*.html")):
        page = file.read_text("utf-8")
        found += [f"{file.relative_to(site)}: {fault}" for fault in faults(page)]
        with_policy = _CHARSET.sub(lambda match: match[0] + meta, page, count=1)
        if with_policy == page:
            found.append(f'{file.relative_to(site)}: no <meta charset="utf-8">')
        file.write_text(with_policy, "utf-8")
    if found:
        more = f"\n… and {len(found) - 20} more" if len(found) > 20 else ""
        raise Refused("the content security policy refuses:\n" + "\n".join(found[:20]) + more)
