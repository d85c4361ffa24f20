"""Every template in every state: axe, what is measured, and the keyboard alone.

`make test` takes each template in two states, one of them in English, so that all states are
met many times; `make trials` takes every template in every state and both languages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from generator.facts.record import Record
from tests.accessibility import (
    MEASURED,
    PALE,
    STATES,
    Kind,
    before,
    kinds,
    prepare,
    rest,
    violations,
    walk,
)
from tests.conftest import ARGUMENTS
from tests.pages import read_site


@pytest.fixture(scope="module")
def tab(chrome: str) -> Iterator[Tab]:
    """One page of one browser for all tests of this file."""
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chrome, args=ARGUMENTS)
        yield browser.new_page()
        browser.close()


@pytest.fixture(scope="module")
def every_kind(record: Record, built_site: Path) -> list[Kind]:
    return [*kinds(record), *rest(built_site)]


def visited(tab: Tab, address: str, state: str, most_stops: int) -> list[str]:
    """All faults of a page in a state."""
    before(tab, state)
    response = tab.goto(address)
    assert response is not None
    assert response.ok, address
    prepare(tab, state)
    faults = [*violations(tab, state), *tab.evaluate(MEASURED)]
    if state in ("light", "dark", "print"):
        faults += tab.evaluate(PALE)
    if state in ("light", "narrow", "forced", "large"):
        faults += stops(tab, most_stops)
    return [f"{address} ({state}): {fault}" for fault in faults]


def stops(tab: Tab, most: int) -> list[str]:
    """Faults met by the keyboard alone: the first stop skips, each is seen and not covered."""
    faults = []
    first = ""
    for stop in walk(tab, most):
        first = first or stop["name"]
        if not stop["ring"]:
            faults.append(f"focus is not shown: {stop['name']}")
        if not stop["inside"] or not stop["clear"]:
            faults.append(f"focus is covered by {stop['over']}: {stop['name']}")
    if (
        tab.locator(".md-header").count()
        and "innehåll" not in first
        and "content" not in first.lower()
    ):
        faults.append(f"the first stop does not skip to the content: {first}")
    return faults


@pytest.mark.browser
@pytest.mark.site
@pytest.mark.trials  # three minutes and more on two cores
def test_every_template_in_two_states(tab: Tab, site_address: str, every_kind: list[Kind]) -> None:
    faults: list[str] = []
    met: list[str] = []
    for number, kind in enumerate(every_kind):
        page = kind.pages[0]
        for step, root in enumerate(("", "en/")):
            state = STATES[(2 * number + step + number // 4) % len(STATES)]
            at_root = page == "404.html"
            met.append(state)
            faults += visited(tab, site_address + ("" if at_root else root) + page, state, 12)
    assert len(every_kind) >= 28
    assert all(met.count(state) >= 5 for state in STATES), met
    assert faults == [], "\n".join(faults)


@pytest.mark.trials
@pytest.mark.browser
@pytest.mark.site
@pytest.mark.parametrize("state", STATES)
def test_every_template_in_every_state(
    tab: Tab, site_address: str, every_kind: list[Kind], state: str
) -> None:
    """The shortest and the longest page of each template, in both languages."""
    faults: list[str] = []
    for kind in every_kind:
        for page in dict.fromkeys((kind.pages[0], kind.pages[-1])):
            for root in ("",) if page == "404.html" else ("", "en/"):
                faults += visited(tab, site_address + root + page, state, 60)
    assert faults == [], "\n".join(faults)


@pytest.mark.browser
def test_the_measures_see_what_is_wrong(tab: Tab) -> None:
    """A page with one fault of each kind, so that the silence above means something."""
    before(tab, "narrow")
    tab.set_content(
        "<html lang=sv><head><title>x</title><style>:focus { outline: none }"
        " .over { position: fixed; inset: 0 } </style></head><body><main>"
        "<h1>x</h1><h1>y</h1><p style='color: #aaa'>pale</p><div style='width: 900px'>wide</div>"
        "<button style='width: 16px; height: 16px; padding: 0'>b</button><table><tr><td>a</table>"
        "<div style='width: 40px; height: 20px; overflow: hidden'>muchtoolongaword</div>"
        "<iframe srcdoc='<style>:focus { outline: none }</style><button>framed</button>'></iframe>"
        "<img src=x><div class=over></div></main></body></html>"
    )
    told = " ".join([*violations(tab, "narrow"), *tab.evaluate(MEASURED), *tab.evaluate(PALE)])
    for fault in ("image-alt", "px wide", "not one h1", "16 × 16", "without th", "cut off", "pale"):
        assert fault in told, told
    met = " ".join(stops(tab, 3))
    for fault in (
        "focus is not shown: button b",
        "focus is covered by DIV over: button b",
        "focus is not shown: button framed",
        "focus is covered by DIV over: button framed",
    ):
        assert fault in met, met


SWEDISH = re.compile(r"(?<![\w/-])(och|att|för|inte|eller|enligt|som|med)(?![\w/-])")
UNMARKED = re.compile(r"<(\w+)[^>]*\blang=\"(?!en)[^\"]*\"[^>]*>.*?</\1>", re.DOTALL)
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
"""Blocks of code. The guide's are commands and YAML with English keys, and Swedish and English texts
in one block, often on one line: no one language is true of such a block, and marks within it cannot
be written in the fenced blocks that a test follows word for word (test_guide.py)."""
HIDDEN = re.compile(r"<(script|style|datalist|head)\b.*?</\1>|<[^>]*>", re.DOTALL)


@pytest.mark.site
def test_swedish_on_english_pages_is_marked(built_site: Path) -> None:
    """Swedish words on English pages stand in an element with their language (WCAG 3.1.2).

    Blocks of code are left out, for the reason given at CODE.
    """
    found = []
    for path in sorted((built_site / "en").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        words = html.unescape(HIDDEN.sub(" ", UNMARKED.sub(" ", CODE.sub(" ", text))))
        swedish = SWEDISH.findall(words)
        if len(swedish) >= 2:
            found.append(f"{path.relative_to(built_site)}: {swedish[:6]}")
    assert found == [], "\n".join(found[:20])


@pytest.mark.site
def test_headings_do_not_skip_a_level(built_site: Path) -> None:
    for path, page in read_site(built_site).items():
        levels = [int(tag[1]) for tag in page.headings]
        skips = [b for a, b in pairwise(levels) if b > a + 1]
        assert not skips, path
        assert not levels or levels[0] == 1 or path.endswith("inbaddad/"), path
