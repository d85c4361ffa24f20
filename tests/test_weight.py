"""How much a first visit fetches, for every kind of page, as a real Chromium asks for it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.test_policy_browser import TEMPLATES

MOST = 68_000
"""Bytes of a page of text with all it loads, packed with Brotli, heads of the answers counted.
A plain Material page weighs 69 kB."""
MOST_REQUESTS = 9
HEAD = 880
"""Bytes that the head of an answer takes: 871 from nginx, 863 from Caddy."""
TIMELINE, TIMELINE_SCRIPTS = ("tidslinje/", "en/tidslinje/"), 25_000
ITS_OWN = ("events.json", "texts.json")
"""The timeline's events, which count beside the limit."""


def packed(file: Path) -> int:
    """What a server sends of a file."""
    file = file / "index.html" if file.is_dir() else file
    small = file.with_name(file.name + ".br")
    return (small if small.is_file() else file).stat().st_size + HEAD


def fetched(browser: Browser, address: str, path: str) -> list[str]:
    """Paths from the root of the site of all that a first visit asks for."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path, wait_until="networkidle")
    context.close()
    return [unquote(urlsplit(url).path).removeprefix("/record/") for url in asked]


@pytest.mark.parametrize("root", ["", "en/"])
def test_a_first_visit_is_light(
    browser: Browser, site_address: str, built_site: Path, root: str
) -> None:
    heaviest: tuple[int, str] = (0, "")
    for path in TEMPLATES[:-1]:
        asked = fetched(browser, site_address, root + path)
        assert not [name for name in asked if name.startswith("pagefind/")], path
        own = [name for name in asked if name.endswith(ITS_OWN)]
        weight = sum(packed(built_site / name) for name in asked if name not in own)
        limit = MOST + TIMELINE_SCRIPTS * (root + path in TIMELINE)
        assert weight <= limit, f"{root}{path}: {weight} bytes, {asked}"
        assert len(asked) - len(own) <= MOST_REQUESTS, f"{root}{path}: {asked}"
        if root + path not in TIMELINE:
            heaviest = max(heaviest, (weight, root + path))
    print(f"the heaviest page of text: {heaviest[1]}, {heaviest[0]} bytes")
