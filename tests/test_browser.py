"""The main pages in a real Chromium: no error, nothing from elsewhere, nothing stored."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from generator.facts.record import Record
from tests.conftest import lost

MAIN = [
    "",
    "tidslinje/",
    "kommuner/",
    "kommuner/herrljunga/",
    "planer/",
    "kostnader/",
    "fragor/",
    "kallor/",
    "kallor/lakartidningen-2025-02/",
    "handelser/introduction-paused/",
    "optioner/",
    "optioner/option-2/",
    "avtal/pause-agreement-2025/",
    "arenden/millennium/",
    "pilot-och-paus/",
    "ansvar/",
    "uttalanden/",
    "rattelser/",
    "luckor/",
    "luckor/what-notice-triggers/",
    "parter/",
    "parter/vgr/",
    "personer/boel-morck/",
    "om/",
    "ordlista/",
    "ratta/",
    "tillganglighet/",
    "integritet/",
]
WIDTHS = (1440, 768, 360, 320)


@pytest.mark.parametrize("root", ["", "en/"])
def test_main_pages_without_errors_or_outside_requests(
    browser: Browser, site_address: str, root: str
) -> None:
    """No console message, no failed or outside request, no cookie, no storage, no overflow."""
    context = browser.new_context()
    faults: list[str] = []
    page = context.new_page()
    page.on(
        "console", lambda m: faults.append(f"{page.url}: {m.text}") if m.type != "log" else None
    )
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda r: faults.append(f"failed {r.url}") if lost(r) else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith(site_address) else faults.append(f"outside {r.url}"),
    )
    for path in MAIN:
        response = page.goto(site_address + root + path)
        assert response is not None
        assert response.ok, path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.append(f"{root}{path}: {wide} px wide at {width}")
        stored = page.evaluate("localStorage.length + sessionStorage.length")
        if stored:
            faults.append(f"{root}{path}: {stored} items stored")
    assert not faults, "\n".join(faults)
    assert context.cookies() == []
    context.close()


def test_without_javascript_everything_is_there(browser: Browser, site_address: str) -> None:
    """The pages are whole without scripts; the finder is a list of links."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address)
    assert page.locator("table.ledger tbody tr").count() >= 7
    page.get_by_role("link", name="Kommuner").first.click()
    page.get_by_role("link", name="Åmål").first.click()
    assert page.locator("h1").inner_text() == "Åmål"
    page.goto(site_address + "tidslinje/")
    assert page.locator("ol.events > li").count() >= 112
    context.close()


def test_finder_goes_to_the_municipality(
    browser: Browser, site_address: str, record: Record
) -> None:
    """Typing a name and pressing Enter opens that member's page."""
    page = browser.new_page()
    member = record.parties["ockero"]
    page.goto(site_address)
    page.locator("#namn").fill(member.name.sv)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/ockero/")
    assert page.locator("h1").inner_text() == member.name.sv
    page.close()


def test_permanent_address_forwards(browser: Browser, site_address: str) -> None:
    """`/id/x/` ends on the Swedish page, which links to the English one."""
    page = browser.new_page()
    page.goto(site_address + "id/introduction-paused/")
    page.wait_for_url("**/handelser/introduction-paused/")
    page.get_by_role("link", name="English").first.click()
    page.wait_for_url("**/en/handelser/introduction-paused/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.close()


def test_keyboard_reaches_the_content(browser: Browser, site_address: str) -> None:
    """The first stop of the Tab key skips to the content; focus is visible."""
    page = browser.new_page()
    page.goto(site_address)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href", timeout=2000).startswith("#")  # type: ignore[union-attr]
    assert _outlined(page)
    page.close()


def _outlined(page: Page) -> bool:
    return bool(
        page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none'; })()"
        )
    )
