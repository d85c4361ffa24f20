"""The security policy and the readers' privacy, in a real Chromium on real servers.

While everything is used, no policy is violated; and no page asks anybody else for anything,
sets a cookie or stores anything before the reader chooses something.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.serving import serve

TEMPLATES = (
    "", "tidslinje/", "tidslinje/alla/", "tidslinje/inbaddad/", "kommuner/",
    "kommuner/herrljunga/", "planer/", "kostnader/", "fragor/", "kallor/",
    "kallor/lakartidningen-2025-02/", "handelser/introduction-paused/", "optioner/",
    "optioner/option-2/", "avtal/", "avtal/pause-agreement-2025/", "arenden/",
    "arenden/millennium/", "pilot-och-paus/", "ansvar/", "uttalanden/", "rattelser/", "luckor/",
    "luckor/what-notice-triggers/", "parter/", "parter/vgr/", "personer/", "personer/boel-morck/",
    "allt/", "om/", "ordlista/", "ratta/", "tillganglighet/", "integritet/", "no-such-page/",
)  # fmt: skip
WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


def until(page: Page, expression: str) -> None:
    """Wait for something; Playwright's own way evaluates text in the page, which the policy stops."""
    deadline = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, expression
        page.wait_for_timeout(50)


class Visit:
    """A visit in which everything is noted that a strict site does not do."""

    def __init__(self, browser: Browser, server: str) -> None:
        self.server = server
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(bypass_csp=False)
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda m: self._note(m.text) if m.type != "log" else None)
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on(
            "request", lambda r: None if r.url.startswith(server) else self._note(f"asks {r.url}")
        )

    def _note(self, words: str) -> None:
        if "404 (Not Found)" not in words:  # of the page that is missing on purpose
            self.faults.append(f"{self.page.url}: {words}")

    def go(self, path: str) -> Page:
        """Open a page and leave what was noted of the one before in `faults`."""
        self.gather()
        self.page.goto(self.server + path)
        return self.page

    def gather(self) -> None:
        """What the page itself noted."""
        if self.page.url.startswith(self.server):
            for words in self.page.evaluate("window.violations.splice(0)"):
                self._note(words)

    def stored(self) -> Any:
        """Everything that the site has stored in the browser."""
        return self.page.evaluate(
            "async () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie,"
            " (await indexedDB.databases()).length, (await caches.keys()).length,"
            " (await navigator.serviceWorker?.getRegistrations() ?? []).length]"
        )


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[[], Visit]]:
    visits: list[Visit] = []

    def start() -> Visit:
        visits.append(Visit(browser, server))
        return visits[-1]

    yield start
    for one in visits:
        one.context.close()


def test_no_template_violates_asks_or_stores(visit: Callable[[], Visit]) -> None:
    """Every kind of page in both languages."""
    one = visit()
    for root in ("", "en/"):
        for path in TEMPLATES:
            page = one.go(root + path)
            assert page.locator("h1").count(), path
            if one.stored() != [[], [], "", 0, 0, 0]:
                one.faults.append(f"{root}{path} stores {one.stored()}")
    one.gather()
    assert one.faults == []
    assert one.context.cookies() == []


def test_everything_can_be_used(visit: Callable[[], Visit]) -> None:
    """Search, colours, menu, timeline, notice form, map and finder, in one visit."""
    one = visit()
    page = one.go("")
    page.keyboard.press("/")
    page.fill(".md-search__input", "kommunerna")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("Escape")
    page.locator("#namn").fill("Åmål")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/amal/")

    page = one.go("tidslinje/")
    page.wait_for_selector(".tl-on")
    page.keyboard.press("/")
    page.keyboard.type("paus")
    until(page, "location.search.includes('find')")

    page = one.go("avtal/pause-agreement-2025/")
    day = page.locator("form input[type=date]").first
    day.fill("2025-03-15")
    page.keyboard.press("Enter")

    page = one.go("kommuner/")
    page.get_by_text("Option 2", exact=True).first.click()
    page.locator("input[name=dag]").fill("2021-05-01")
    until(page, "document.querySelector('[data-matrix-head]').textContent === '1 maj 2021'")
    page = one.go("ansvar/")

    page.set_viewport_size({"width": 400, "height": 800})
    page.locator(".menu summary").click()
    assert page.locator(".menu nav").is_visible()
    assert one.stored()[0] == []
    page.locator("label[for^=__palette]:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert one.stored()[0] == ["/.__palette"], "the reader chose"
    page = one.go("om/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    one.gather()
    assert one.faults == []


def test_the_policy_is_in_force(visit: Callable[[], Visit]) -> None:
    """The notes of a violation do work, and what is not on the list does not run."""
    one = visit()
    page = one.go("om/")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); document.body.setAttribute('style', 'color: red');"
        " const i = new Image(); i.src = 'https://example.com/a.png'; }"
    )
    until(page, "window.violations.length >= 3")
    assert page.evaluate("window.ran") is None
    assert {words.split()[0] for words in page.evaluate("window.violations")} == {
        "script-src-elem",
        "style-src-attr",
        "img-src",
    }


def test_only_the_framed_pages_can_be_framed(
    visit: Callable[[], Visit], server: str, tmp_path: Path
) -> None:
    """From a page of another origin."""
    one = visit()
    page = one.context.new_page()
    for path, shown in (("tidslinje/inbaddad/", True), ("om/", False)):
        text = f'<iframe src="{server}{path}" width="600" height="400"></iframe>'
        (tmp_path / "parent.html").write_text(text, "utf-8")
        with serve(tmp_path) as elsewhere:
            page.goto(f"{elsewhere}parent.html")
            assert page.frames[-1].url.startswith(server) == shown, path
