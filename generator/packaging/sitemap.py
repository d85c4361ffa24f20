"""`sitemap.xml` for all languages together, and `robots.txt` that names it.

A page was last changed when the entries on it were last checked against their sources, never
when the site happened to be built. Pages that no entry has for itself bear no date.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

from generator.facts.base import LANGUAGES
from generator.packaging.search import CARDS

_LEFT_OUT = re.compile(r'http-equiv="refresh"|name="robots" content="noindex"')
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def write_sitemap(site: Path, address: str) -> None:
    """The step of packaging, before the cards of the search are used up.

    Without an address of the site there is no sitemap: it must hold whole addresses.
    """
    for path in [*site.rglob("sitemap.xml"), *site.rglob("sitemap.xml.gz")]:
        path.unlink()
    robots = "User-agent: *\nAllow: /\n"
    if address:
        root = address.rstrip("/") + "/"
        (site / "sitemap.xml").write_text(sitemap(site, root), "utf-8")
        robots += f"\nSitemap: {root}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, "utf-8")


def sitemap(site: Path, root: str) -> str:
    """Every page that a search engine may show, with the same page in the other languages."""
    changed = _changed(site)
    prefixes = {
        language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES
    }
    listed: dict[str, list[str]] = {}
    for file in sorted(site.rglob("index.html")):
        if _LEFT_OUT.search(file.read_text("utf-8")):
            continue
        path = file.parent.relative_to(site).as_posix()
        path = "" if path == "." else f"{path}/"
        others = [(name, prefix) for name, prefix in prefixes.items() if prefix]
        language, prefix = next(
            (found for found in others if path.startswith(found[1])), (LANGUAGES[0], "")
        )
        listed.setdefault(path.removeprefix(prefix), []).append(language)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {NAMESPACES}>"]
    for path, languages in sorted(listed.items()):
        ordered = sorted(languages, key=LANGUAGES.index)
        links = [(name, html.escape(root + prefixes[name] + path)) for name in ordered]
        alternates = [
            f'<xhtml:link rel="alternate" hreflang="{name}" href="{link}"/>'
            for name, link in [*links, ("x-default", links[0][1])]
        ]
        day = f"<lastmod>{changed[path]}</lastmod>" if path in changed else ""
        lines += [f"<url><loc>{link}</loc>{day}{''.join(alternates)}</url>" for _, link in links]
    return "\n".join([*lines, "</urlset>", ""])


def _changed(site: Path) -> dict[str, str]:
    """The newest day of check among the entries of each page, by path within a language."""
    found: dict[str, str] = {}
    file = site / CARDS
    for card in json.loads(file.read_text("utf-8")) if file.is_file() else ():
        path = card["path"].partition("#")[0]
        found[path] = max(found.get(path, ""), card["verified"])
    return found
