"""What the tests of the interactive timeline share: a page with it, and questions to it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
)

from tests.conftest import ROOT

PATH = "tidslinje/"
FRAMED = "tidslinje/inbaddad/"
WIDE: ViewportSize = {"width": 1440, "height": 900}


def opened(context: BrowserContext, address: str) -> Page:
    """The page with its timeline ready; any error in it fails the test."""
    page = context.new_page()

    def fail(error: object) -> None:
        raise AssertionError(error)

    page.on("pageerror", fail)
    page.goto(address)
    page.wait_for_selector("#tl[data-ready]", state="attached")
    return page


def plain_modules(page: Page) -> None:
    """Lets a page import modules as they are written: the site has all of them as one file."""
    page.route(
        "**/assets/timeline/*.js",
        lambda route: route.fulfill(
            path=ROOT / "site_overrides" / urlsplit(route.request.url).path.split("/", 2)[2],
            content_type="text/javascript",
        ),
    )


def view(page: Page) -> dict[str, Any]:
    """The view as the page has it."""
    script = """(() => {
      const view = document.getElementById('tl').view();
      const iso = (day) => new Date(Math.round(day) * 864e5).toISOString().slice(0, 10);
      return { ...view, from: iso(view.from), to: iso(view.to) };
    })()"""
    found: dict[str, Any] = page.evaluate(script)
    return found


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def shown(page: Page) -> list[str]:
    """The ids of the events that the list shows."""
    script = "[...document.querySelectorAll('ol.events > li[id]')].filter((e) => e.checkVisibility()).map((e) => e.id)"
    found: list[str] = page.evaluate(script)
    return found


def drawn(page: Page) -> set[str]:
    """The ids of the events that the picture shows, also those within a crowd."""
    script = """[...document.querySelectorAll('.tl-svg a')].flatMap(({ one }) => one.bar ? []
      : (one.crowd || [one]).map(({ ev }) => ev))"""
    order = page.evaluate(
        "fetch('events.json').then((r) => r.json()).then((r) => r.events.map((e) => e.id))"
    )
    return {order[index] for index in page.evaluate(script)}


def focused(page: Page) -> str:
    """The id of the event whose mark has the focus."""
    href = page.evaluate("document.activeElement.getAttribute('href') || ''")
    return str(href).rstrip("/").rpartition("/")[2]


def settle(page: Page) -> None:
    """Until nothing moves and the address is written."""
    page.wait_for_timeout(420)
    page.wait_for_function("document.getElementById('tl').still()")
    page.wait_for_timeout(30)


def days(found: dict[str, Any]) -> int:
    return (date.fromisoformat(found["to"]) - date.fromisoformat(found["from"])).days


def centre(where: Locator) -> tuple[float, float]:
    where.scroll_into_view_if_needed()
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] * 0.6, box["y"] + min(box["height"], 300) / 2
