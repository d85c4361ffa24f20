"""The table of `hosting.py` as `_headers` and `_redirects`, at the root of the site.

Netlify, Cloudflare Pages and others read them. All rules that fit an address are added up there, and two policies narrow each other. So what
holds everywhere stands once, and the pages that may not be framed are listed by folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.packaging.hosting import (
    COMMON,
    FORWARDED,
    NOT_FRAMED,
    VARYING,
    base_path,
    missing_pages,
    redirects,
)
from generator.packaging.security import policy
from generator.site.addresses import embeddable

HEADERS, REDIRECTS = "_headers", "_redirects"


def write_static_hosts(site: Path, address: str) -> None:
    """The step of packaging: write both files into the site."""
    base = base_path(address)
    (site / HEADERS).write_text(headers(site, base), "utf-8")
    (site / REDIRECTS).write_text(redirected(site, base), "utf-8")


def headers(site: Path, base: str) -> str:
    """Rules by place; nothing is said twice of a file but the policy, which adds up."""
    rules = {"*": [*COMMON, ("Content-Security-Policy", policy())]}
    for place in not_framed(site):
        rules[place] = [("Content-Security-Policy", NOT_FRAMED)]
    for varying in VARYING:
        if varying.header == "Cache-Control" or not varying.otherwise:
            for place, value in varying.places:
                rules.setdefault(place, []).append((varying.header, value))
    lines = []
    for place, said in rules.items():
        lines += [base + place, *(f"  {name}: {value}" for name, value in said)]
    return "\n".join(lines) + "\n"


def not_framed(site: Path, folder: str = "") -> Iterator[str]:
    """Places that hold every page that may not be framed, and no other."""
    if (site / folder / "index.html").is_file():
        yield folder
    for path in sorted((site / folder).iterdir()):
        name = f"{folder}{path.name}/" if path.is_dir() else f"{folder}{path.name}"
        if path.is_file():
            if name.endswith("404.html"):
                yield name
        elif embeddable(name) or next(path.rglob("index.html"), None) is None:
            continue
        elif any(embeddable(_name(site, page)) for page in path.rglob("index.html")):
            yield from not_framed(site, name)
        else:
            yield f"{name}*"


def _name(site: Path, page: Path) -> str:
    return f"{page.parent.relative_to(site).as_posix()}/"


def redirected(site: Path, base: str) -> str:
    """A line for each address that sends on, and the page for what is not there."""
    lines = [f"{here} {there} {FORWARDED}" for here, there in redirects(site, base).items()]
    lines += [f"{base}{prefix}* {base}{page} 404" for prefix, page in missing_pages(site).items()]
    return "\n".join(lines) + "\n"
