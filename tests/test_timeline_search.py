"""The timeline's search: letters folded, inflections forgiven; and what must not be found."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.timeline_app import PATH, WIDE, plain_modules

pytestmark = [pytest.mark.browser, pytest.mark.site]

SAME = [
    "paus pausen pausa pausas pausade pausar pauser pausens",
    "kommun kommunen kommuner kommunerna kommunernas kommuns",
    "avtal avtalet avtalen avtalets avtalens",
    "beslut beslutet besluten beslutar beslutade beslutades",
    "region regionen regioner regionerna regionernas regionens",
    "leverantör leverantören leverantörer leverantörerna leverantörens leverantor",
    "läkare läkaren läkarna läkarnas lakare lakarna LÄKARE",
    "sjukhus sjukhuset sjukhusen sjukhusets",
    "granskning granskningen granskningar granskningarna granskningens",
    "kostnad kostnaden kostnader kostnaderna kostnadernas",
    "option optionen optioner optionerna optionernas",
    "pilot piloten piloter piloterna",
    "journal journalen journaler journalerna",
    "styrelse styrelsen styrelser styrelserna",
    "införande införandet inforande inforandet",
    "försening förseningen förseningar forsening",
    "upphandling upphandlingen upphandlingar upphandlingarna",
    "vårdcentral vårdcentralen vårdcentraler vardcentralerna",
    "delay delays delayed",
    "decision decisions",
    "contract contracts contracted",
]
APART = [
    ("paus", "kostnaden för journalen"),
    ("vgr", "kommunernas avtal"),
    ("option", "regionen beslutar"),
    ("pilot", "avtalet sägs upp"),
    ("sjukhus", "sjuk personal"),
    ("kommun leverantör", "kommunerna tecknar avtal"),
    ("ed", "beslutet ledde vidare"),
]
FILTER = """async (pairs) => {
  const { fold, matcher } = await import(new URL('../assets/timeline/filter.js', location));
  const hay = (text) => ' ' + fold(text).replace(/[^a-z0-9]+/g, ' ');
  return pairs.map(([asked, said]) => matcher(asked)(hay(said)));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, site_address: str) -> Page:
    page = browser.new_context(viewport=WIDE).new_page()
    plain_modules(page)
    page.goto(site_address + PATH)
    return page


def test_every_form_of_a_word_finds_every_other(page: Page) -> None:
    pairs = [
        (asked, f"Här står {said}, sade nämnden.")
        for line in SAME
        for asked in line.split()
        for said in line.split()
    ]
    found = page.evaluate(FILTER, pairs)
    assert [pair for pair, one in zip(pairs, found, strict=True) if not one] == []


def test_other_words_are_not_found(page: Page) -> None:
    found = page.evaluate(FILTER, APART)
    assert [pair for pair, one in zip(APART, found, strict=True) if one] == []
