"""The timeline's words in a real Chromium: search that forgives inflections, and lines that fit."""

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


LINES = """async ([limit, most, bold]) => {
  const { setType, wide, wrap } = await import(new URL('../assets/timeline/measure.js', location));
  setType(document.body);
  const { events } = await (await fetch('events.json')).json();
  return events.map(({ t }) => {
    const lines = wrap(t, limit, most, bold);
    const whole = lines.every((line) => line && !line.endsWith("…")), next = (place) => lines[place + 1].split(" ")[0];
    return { said: t, lines: [...lines], w: lines.w, each: lines.map((line) => wide(line, bold)),
      longer: whole ? lines.slice(0, -1).map((line, place) => wide(`${line} ${next(place)}`, bold)) : [] };
  });
}"""


@pytest.mark.parametrize("limit", [30, 60, 154, 330])
@pytest.mark.parametrize(("most", "bold"), [(1, False), (2, False), (3, True)])
def test_lines_are_as_wide_as_is_said_and_hold_the_words_in_order(
    page: Page, limit: int, most: int, bold: bool
) -> None:
    found = page.evaluate(LINES, [limit, most, bold])
    assert limit != 60 or any(len(one["lines"]) == most for one in found)
    for one in found:
        lines = one["lines"]
        assert len(lines) <= most
        assert all(lines), "half a label says something else"
        if not lines:
            assert limit == 30, "no room for the beginning of a word"
            continue
        assert abs(one["w"] - max(one["each"])) <= 1, "sums of parts may be rounded otherwise"
        kept = " ".join(line.removesuffix("…") for line in lines)
        assert max(one["each"]) <= limit + 1, one
        assert kept == one["said"] or any(line[-1] == "…" for line in lines), one
        for width in one["longer"]:
            assert width >= limit, "the next word had room"
