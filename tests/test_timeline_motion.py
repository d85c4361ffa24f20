"""The timeline while it moves, in a real Chromium: all stands where its day is, in every frame.

A slow machine lays few lanes out anew in a frame and only moves the others, so the browser is
slowed down here.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.timeline_app import (
    FRAMED,
    PATH,
    WIDE,
    centre,
    days,
    drawn,
    opened,
    query,
    settle,
    view,
)

pytestmark = [pytest.mark.browser, pytest.mark.site]
FROM = date(2018, 6, 1)
NARROW: ViewportSize = {"width": 360, "height": 800}
SLOWER = 6


WATCH = """() => {
  const root = document.getElementById('tl'), svg = document.querySelector('.tl-svg');
  const middle = (element) => { const b = element.getBoundingClientRect(); return (b.left + b.right) / 2; };
  const look = () => {
    const { from, to, on } = root.view();
    const { right, width } = svg.getBoundingClientRect(), length = width - (width < 900 ? 0 : 136);
    const at = (day) => right - length + ((day - from) * length) / (to - from);
    const shown = (x) => x > right - length + 14 && x < right - 14;
    const off = [];
    for (const element of svg.querySelectorAll('.tl-mark')) {
      const { mark, over } = element.one, spot = element.querySelector('circle, .c-diamond');
      const { top, bottom } = element.getBoundingClientRect();
      if (spot && !over && bottom > 0 && top < innerHeight && shown(at(mark.mid))) off.push(middle(spot) - at(mark.mid));
    }
    const marks = off.length, line = svg.querySelector('.tl-cursor .tl-line'), years = [];
    if (line) off.push(middle(line) - at(on));
    for (const text of svg.querySelectorAll(':scope > svg > g > .c-strong')) {
      if (!/^\\d{4}$/.test(text.textContent)) continue;
      const x = at(Date.UTC(text.textContent, 0) / 864e5);
      if (shown(x)) off.push(text.getBoundingClientRect().left - 5 - x);
      years.push(text.textContent);
    }
    seen.push({ from, to, marks, years: years.length, line: Boolean(line), off: Math.max(...off.map(Math.abs)) });
  };
  globalThis.seen = [];
  const frame = () => {
    const { port1, port2 } = new MessageChannel(); // comes when the frame is drawn
    port1.onmessage = look;
    port2.postMessage(0);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
MARKUP = """() => {
  const svg = document.querySelector('.tl-svg'), bare = svg.cloneNode(true);
  for (const mark of bare.querySelectorAll('.tl-plot a')) mark.remove();
  const lanes = [...svg.querySelectorAll('.tl-plot')].map((lane) => [...lane.querySelectorAll('a')].map((a) => a.outerHTML).sort());
  return [bare.outerHTML, ...lanes];
}"""


def window(length: int) -> str:
    return f"?from={FROM}&to={FROM + timedelta(days=length)}"


def slowed(page: Page, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def frames(page: Page) -> list[dict[str, Any]]:
    """What was seen after each frame, one entry for each window."""
    seen: list[dict[str, Any]] = json.loads(page.evaluate("JSON.stringify(seen)"))
    last = {(one["from"], one["to"]): one for one in seen}
    worst = {key: max(o["off"] for o in seen if (o["from"], o["to"]) == key) for key in last}
    return [{**one, "off": worst[key]} for key, one in last.items()]


def drag(page: Page, across: int, down: int = 0) -> None:
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x + across * step / 10, y + down * step / 10)
        page.wait_for_timeout(30)


def wheel(page: Page) -> None:
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    for turn in [-100] * 5 + [100] * 3:
        page.mouse.wheel(0, turn)
        page.wait_for_timeout(50)
    page.keyboard.up("Control")


def fresh(page: Page, context: BrowserContext, address: str) -> None:
    """The picture is what a page that is opened at this address shows."""
    settle(page)
    again = opened(context, address + query(page))
    settle(again)
    assert view(again) == view(page)
    assert page.evaluate(MARKUP) == again.evaluate(MARKUP)
    again.close()


@pytest.mark.parametrize("hand", ["drag", "wheel"])
def test_while_it_moves_all_stands_where_its_day_is(
    context: BrowserContext, site_address: str, hand: str
) -> None:
    page = opened(context, site_address + FRAMED + "?from=2023-06-01&to=2025-06-01&on=2024-06-01")
    page.locator(".held > div").first.wait_for()
    slowed(page, SLOWER)
    page.evaluate(WATCH)
    if hand == "drag":
        drag(page, -150)
    else:
        wheel(page)
    page.wait_for_timeout(300)
    slowed(page, 1)
    seen = frames(page)
    assert len(seen) >= 5
    assert max(one["marks"] for one in seen) >= 3
    assert max(one["years"] for one in seen) >= 1
    assert any(one["line"] for one in seen)
    assert [one for one in seen if one["off"] > 1.5] == []


WATCH_DOWN = """() => {
  const root = document.getElementById('tl'), svg = document.querySelector('.tl-svg');
  globalThis.seen = { frames: 0, off: 0, years: 0, written: 0 };
  new MutationObserver((all) => all.forEach(({ target, addedNodes }) =>
    target.closest('.tl-plot') || (seen.written += addedNodes.length))).observe(svg, { childList: true, subtree: true });
  const look = () => {
    const { from, to } = root.view();
    for (const years of svg.querySelectorAll(':scope > g > g > g > svg')) {
      const { top } = years.parentNode.getBoundingClientRect(), zero = years.getScreenCTM().f;
      if (top > innerHeight) continue;
      for (const text of years.querySelectorAll('.c-strong')) {
        if (!/^\\d{4}$/.test(text.textContent)) continue;
        const y = (Date.UTC(text.textContent, 0) / 864e5 - from) * 400 / (to - from);
        if (y > 0 && y < 380) seen.years++, (seen.off = Math.max(seen.off, Math.abs(text.getScreenCTM().f + text.y.baseVal[0].value - zero - 11 - y)));
      }
    }
    seen.frames++;
    requestAnimationFrame(() => setTimeout(look));
  };
  look();
}"""


def test_years_of_each_lane_move_with_it_and_are_not_written_anew(
    browser: Browser, site_address: str
) -> None:
    """On the phone, where each lane has its own: only where the hand goes far, or zooms."""
    context = browser.new_context(viewport=NARROW)
    page = opened(context, site_address + FRAMED + "?from=2018-06-01&to=2021-06-01&on=2020-01-01")
    page.locator(".held > div").first.wait_for()
    drag(page, 0, -10)
    page.evaluate(WATCH_DOWN)
    for step in range(1, 16):
        page.mouse.move(150, 400 - step * 6)
        page.wait_for_timeout(30)
    seen = page.evaluate("seen")
    page.mouse.up()
    assert seen["frames"] > 8
    assert seen["years"] > 8
    assert seen["off"] <= 1
    assert seen["written"] <= 12, "each lane in sight once more at most"
    settle(page)
    page.evaluate("seen.years = seen.off = 0")
    wheel(page)
    seen = page.evaluate("seen")
    assert seen["years"] > 8
    assert seen["off"] <= 1
    context.close()


def test_a_hand_that_rests_fills_the_picture(browser: Browser, site_address: str) -> None:
    """Also while it still holds: nothing is missing at the edge that came in, in any lane in sight."""
    context = browser.new_context(viewport={"width": 1440, "height": 3000})
    page = opened(context, site_address + PATH + "?from=2022-01-01&to=2024-01-01")
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 10, y)
    page.wait_for_timeout(100)
    page.mouse.move(x - 610, y)  # one frame, in which nothing is laid out
    page.wait_for_timeout(500)
    held = drawn(page)
    page.mouse.up()
    settle(page)
    assert held == drawn(page)
    context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["across", "upright"])
def test_at_rest_it_is_what_a_fresh_page_shows(
    browser: Browser, site_address: str, size: ViewportSize
) -> None:
    context = browser.new_context(viewport=size)
    address = site_address + FRAMED
    page = opened(context, address)
    plot = page.locator(".tl-plot").first
    long = int(str(plot.get_attribute("width"))) if size is WIDE else 400
    page.goto(address + window(long))  # a day is a pixel, so a drag ends on whole days
    page.wait_for_selector("#tl[data-ready]", state="attached")
    slowed(page, SLOWER)
    if size is WIDE:
        drag(page, -200)
    else:
        drag(page, 0, -200)
    page.mouse.up()
    settle(page)
    assert view(page)["from"] == str(FROM + timedelta(days=200))
    fresh(page, context, address)
    wheel(page)
    settle(page)
    assert days(view(page)) != long
    page.get_by_label("Gå till år").select_option("2020")
    settle(page)
    assert view(page)["from"] == "2020-01-01"
    fresh(page, context, address)
    context.close()


def hidden(page: Page) -> list[int]:
    """Lanes that are left out of the picture, by their places; negative where they are in sight."""
    script = """[...document.querySelectorAll('.tl-plot')].map((plot, place) => {
      const { top, bottom } = plot.parentNode.firstChild.getBoundingClientRect();
      if (plot.checkVisibility()) return 0;
      return bottom > 0 && top < innerHeight ? -1 - place : 1 + place;
    }).filter(Boolean)"""
    found: list[int] = page.evaluate(script)
    return found


def test_lanes_out_of_sight_are_left_out_only_while_it_moves(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    page = opened(context, site_address + FRAMED + "?from=2020-01-01&to=2024-01-01")
    assert hidden(page) == []
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y)
    page.wait_for_timeout(200)
    out = hidden(page)
    assert out
    assert min(out) > 0
    page.mouse.wheel(0, 600)  # the page scrolls under the hand
    page.wait_for_timeout(400)
    assert page.evaluate("scrollY") > 100
    assert [place for place in hidden(page) if place < 0] == []
    page.mouse.up()
    settle(page)
    assert hidden(page) == []
    context.close()


def test_a_mark_out_of_sight_keeps_the_focus_while_it_moves(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 500})
    page = opened(context, site_address + FRAMED + "?from=2020-01-01&to=2024-01-01")
    middle = """[...[...document.querySelectorAll('.tl-plot')].at(-1).querySelectorAll('a.tl-mark')]
      .sort((a, b) => Math.abs(a.one.x - 550) - Math.abs(b.one.x - 550))[0]"""
    link = page.evaluate(f"{middle}.focus(), document.activeElement.getAttribute('href')")
    assert link
    page.evaluate("scrollTo(0, 0)")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top > innerHeight")
    page.keyboard.press("+")
    page.wait_for_timeout(60)
    settle(page)
    assert page.evaluate("document.activeElement.getAttribute('href')") == link
    context.close()
