"""The interactive timeline in a real Chromium: how it moves, what it answers, its address."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from generator.site.exports import assets
from tests.timeline_app import (
    FRAMED,
    PATH,
    centre,
    days,
    drawn,
    focused,
    opened,
    query,
    settle,
    shown,
    view,
)

pytestmark = [pytest.mark.browser, pytest.mark.site]


def test_keyboard_from_end_to_end(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH)
    order = shown(page)
    page.locator(".tl-svg a[tabindex='0']").focus()
    page.keyboard.press("Home")
    assert focused(page) == order[0]
    for place in (1, 2, 3):
        page.keyboard.press("ArrowRight")
        assert focused(page) == order[place]
    page.keyboard.press("ArrowLeft")
    assert focused(page) == order[2]
    page.keyboard.press("End")
    assert focused(page) == order[-1]
    page.keyboard.press("Home")
    here = page.evaluate("document.activeElement.one.lane")
    page.keyboard.press("ArrowDown")
    there = page.evaluate("document.activeElement.one.lane")
    assert there != here
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.one.lane") == here
    before = view(page)
    page.keyboard.press("+")
    settle(page)
    after = view(page)
    assert days(after) < days(before)
    page.keyboard.press("-")
    settle(page)
    assert days(view(page)) > days(after)
    chosen = focused(page)
    page.keyboard.press("Enter")
    card = page.locator(".tl-card")
    card.wait_for()
    assert card.get_by_role("heading").get_by_role("link").evaluate("(e) => e.href") == (
        f"{site_address}handelser/{chosen}/"
    )
    assert page.evaluate("document.activeElement.classList.contains('tl-card')")
    assert f"event={chosen}" in query(page)
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert focused(page) == chosen
    page.keyboard.press("/")
    assert page.get_by_label("Sök händelse").evaluate("(e) => e === document.activeElement")


def test_picture_is_one_stop_of_the_tab_key_and_its_focus_is_seen(
    context: BrowserContext, site_address: str
) -> None:
    page = opened(context, site_address + PATH)
    assert page.locator(".tl-svg a[tabindex='0']").count() == 1
    page.locator(".tl-svg a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    ring = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement.querySelector('.tl-hit'));"
        " return [s.fill, parseFloat(s.strokeWidth), s.stroke]; })()"
    )
    assert ring[0] != "none"
    assert ring[1] >= 2
    assert page.locator(".tl-svg a[tabindex='0']").count() == 1


def test_wheel_scrolls_the_page_and_with_ctrl_zooms_at_the_pointer(
    context: BrowserContext, site_address: str
) -> None:
    page = opened(context, site_address + PATH)
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    top = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    settle(page)
    assert page.evaluate("scrollY") > top
    assert query(page) == ""
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    left, right = page.evaluate(
        "(() => { const b = document.querySelector('.tl-plot').getBoundingClientRect(), p = document.querySelector('.tl-pic').getBoundingClientRect(); return [p.left + 136, p.right]; })()"
    )
    part = (x - left) / (right - left)
    before = view(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    settle(page)
    after = view(page)
    assert days(after) < days(before) * 0.85

    def under(found: dict[str, Any]) -> date:
        return date.fromisoformat(found["from"]) + timedelta(days=part * days(found))

    assert abs((under(after) - under(before)).days) <= 3
    assert f"from={after['from']}" in query(page)


def test_drag_moves_the_picture_and_the_overview_its_window(
    context: BrowserContext, site_address: str
) -> None:
    page = opened(context, site_address + PATH + "?from=2019-01-01&to=2021-01-01")
    x, y = centre(page.locator(".tl-pic"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y, steps=4)
    page.mouse.up()
    settle(page)
    moved = view(page)
    assert moved["from"] > "2019-02-15"
    assert abs(days(moved) - days({"from": "2019-01-01", "to": "2021-01-01"})) <= 1
    assert page.locator(".tl-card").is_hidden(), "a drag is no click"
    x, y = centre(page.locator(".tl-over .tl-window"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 150, y, steps=4)
    page.mouse.up()
    settle(page)
    assert view(page)["from"] > "2020-06-01"


def test_buttons_years_and_fit(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH)
    page.get_by_role("button", name="Zooma in").click()
    settle(page)
    narrow = view(page)
    assert days(narrow) < 12 * 366 * 0.7
    page.get_by_role("button", name="Senare").click()
    settle(page)
    assert view(page)["from"] > narrow["from"]
    page.get_by_label("Gå till år").select_option("2022")
    settle(page)
    assert (view(page)["from"], view(page)["to"]) == ("2022-01-01", "2023-01-01")
    page.get_by_label("Sök händelse").fill("pausen")
    settle(page)
    page.get_by_role("button", name="Visa urvalet").click()
    settle(page)
    assert set(shown(page)) == drawn(page)
    page.get_by_role("button", name="Hela tiden").click()
    settle(page)
    assert view(page)["from"] == "2015-01-01"


def test_calendar_of_the_date_comes_with_the_hand_or_the_focus(
    context: BrowserContext, site_address: str
) -> None:
    """Until then it is a plain field that says how a date is written."""
    page = opened(context, site_address + "en/" + PATH)
    field = page.get_by_label("What applied on")
    assert (field.get_attribute("type"), field.get_attribute("placeholder")) == (None, "yyyy-mm-dd")
    page.locator(".tl-buttons").hover()
    assert field.get_attribute("type") == "date"

    page = opened(context, site_address + "en/" + PATH)
    field = page.get_by_label("What applied on")
    field.focus()  # as a screen reader goes there, past all others
    assert field.get_attribute("type") == "date"
    page.keyboard.type("11132024")
    assert field.input_value() == "2024-11-13"
    page.keyboard.press("Tab")
    page.locator(".held > div").first.wait_for()
    assert "on=2024-11-13" in query(page)

    page = opened(context, site_address + "en/" + PATH + "?on=2024-11-13")
    field = page.get_by_label("What applied on")
    assert (field.get_attribute("type"), field.input_value()) == ("date", "2024-11-13")


def test_reduced_motion_jumps(browser: Browser, site_address: str) -> None:
    frames = """() => new Promise((done) => {
      const seen = new Set(), until = performance.now() + 400;
      const look = () => { seen.add(document.querySelector('.tl-over .tl-window').getAttribute('width'));
        performance.now() < until ? requestAnimationFrame(look) : done(seen.size); };
      look();
      document.querySelector('.tl-buttons button:nth-child(2)').click();
    })"""
    for motion, smallest, largest in (("reduce", 2, 2), ("no-preference", 3, 99)):
        context = browser.new_context(
            viewport={"width": 1440, "height": 900},
            reduced_motion=motion,  # type: ignore[arg-type]
        )
        page = opened(context, site_address + PATH)
        assert smallest <= page.evaluate(frames) <= largest, motion
        context.close()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Stockholm"])
def test_a_date_is_that_day_in_every_time_zone(
    browser: Browser, site_address: str, zone: str
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, timezone_id=zone)
    page = opened(context, site_address + PATH + "?from=2024-11-01&to=2024-12-01&on=2024-11-15")
    assert view(page)["from"] == "2024-11-01"
    assert "15 november 2024" in page.locator("#tl-held").inner_text()
    line = page.locator(".tl-pic .tl-cursor .tl-line").get_attribute("d")
    mark = page.locator('.tl-svg a[href$="/introduction-paused/"]').first.get_attribute("transform")
    assert line
    assert mark
    assert abs(float(line[1:].split(" ")[0]) - float(mark[10:].split(" ")[0])) <= 1
    context.close()


def test_filters_narrow_picture_and_list_alike(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH)
    everything = shown(page)
    assert set(everything) == drawn(page)
    page.locator(".tl-filters summary").click()
    check = page.locator(".tl-filters .check", has=page.locator("input[value=pause]"))
    count = int(check.locator("span").inner_text())
    check.click()
    settle(page)
    assert len(shown(page)) == count < len(everything)
    assert set(shown(page)) == drawn(page)
    assert (
        f"{count} av {len(everything)} händelser visas." in page.locator(".tl-status").inner_text()
    )
    assert "type=pause" in query(page)
    option = page.locator(".tl-fields select").first.locator("option[value=vgr]")
    promised = int(re.search(r"\((\d+)\)", str(option.text_content()))[1])  # type: ignore[index]
    page.get_by_role("combobox", name="Part").select_option("vgr")
    settle(page)
    assert len(shown(page)) == promised
    page.get_by_label("Från år").select_option("2026")
    settle(page)
    assert shown(page) == []
    assert page.locator(".tl-empty").is_visible()
    page.locator(".tl-empty").get_by_role("button", name="Visa alla").click()
    settle(page)
    assert shown(page) == everything
    assert query(page) == ""


def test_search_folds_letters_and_forgives_inflections(
    context: BrowserContext, site_address: str
) -> None:
    page = opened(context, site_address + PATH)
    field = page.get_by_label("Sök händelse")

    def found(words: str) -> set[str]:
        field.fill(words)
        settle(page)
        assert set(shown(page)) == drawn(page)
        return set(shown(page))

    assert found("pausen") == found("pausar") == found("PAUS") != set()
    assert "introduction-paused" in found("pausen")
    assert found("lakartidningen") == found("läkartidningen")
    assert found("kommunernas option") == found("kommuner optionen")
    assert found("västkom") == found("vastkom") != set()
    assert found("xyzzy") == set()
    assert page.locator(".tl-empty").is_visible()


def test_everything_can_be_grouped_three_ways(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH)
    everything = set(shown(page))
    for name, group in (("Part", "party"), ("Ärende", "subject"), ("Tema", "theme")):
        page.locator(".seg").get_by_text(name, exact=True).first.click()
        settle(page)
        assert view(page)["group"] == group
        assert drawn(page) == everything, group


FULL = (
    "?from=2019-03-04&to=2025-06-07&group=party&type=pause,decision,plan&confidence=established,reported"
    "&party=vgr&since=2018&until=2025&find=paus&on=2024-12-24&known=1&event=introduction-paused"
)


@pytest.mark.parametrize("path", [PATH, FRAMED, "en/" + PATH, "en/" + FRAMED])
def test_address_gives_the_same_view_again(
    context: BrowserContext, site_address: str, path: str
) -> None:
    page = opened(context, site_address + path + FULL)
    first = view(page)
    assert first["type"] == ["pause", "decision", "plan"]
    assert first["known"] is True
    page.evaluate("document.querySelector('.tl-buttons button').click()")
    page.wait_for_function("!location.search.includes('from=2019-03-04')")
    rest = re.sub("from=[^&]*&to=[^&]*&", "", query(page))
    assert rest == re.sub("from=[^&]*&to=[^&]*&", "", FULL)
    settle(page)
    page.evaluate("history.back()")
    settle(page)
    assert view(page) == first
    again = opened(context, site_address + path + query(page))
    assert view(again) == first
    assert re.sub("%20|\\+", " ", query(again)) == FULL


def test_back_and_forward(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH)
    page.locator(".seg").get_by_text("Part", exact=True).first.click()
    page.get_by_label("Gå till år").select_option("2020")
    page.wait_for_function("location.search.includes('from=2020-01-01')")
    page.go_back()
    settle(page)
    assert (view(page)["group"], view(page)["from"]) == ("party", "2015-01-01")
    page.go_back()
    settle(page)
    assert view(page)["group"] == "theme"
    page.go_forward()
    page.go_forward()
    settle(page)
    assert (view(page)["group"], view(page)["from"]) == ("party", "2020-01-01")


@pytest.mark.parametrize(
    "bad",
    [
        "?from=x&to=2&group=zzz&type=nope&on=2024-02-31&event=none&since=9",
        "?find=%3Cimg src=x onerror=alert(1)%3E",
    ],
)
def test_a_broken_address_does_no_harm(
    context: BrowserContext, site_address: str, bad: str
) -> None:
    page = opened(context, site_address + PATH + bad)
    assert view(page)["from"] == "2015-01-01"
    assert view(page)["on"] is None
    assert page.locator("#tl img").count() == 0


def test_embedded_page_has_no_site_chrome_and_stores_nothing(
    context: BrowserContext, site_address: str
) -> None:
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(site_address) else outside.append(r.url))
    page.goto(site_address + FRAMED)
    page.wait_for_selector("#tl[data-ready]", state="attached")
    assert page.locator("header, footer, nav").count() == 0
    assert page.locator("[style]").count() == 0
    assert page.locator("script:not([type='application/json'])").all_text_contents() == [
        assets.script()
    ]
    assert outside == []
    links = page.evaluate(
        "[...document.querySelectorAll('.tl-svg a, ol.events a')].map((a) => new URL(a.getAttribute('href'), document.baseURI).href)"
    )
    assert len(links) > 50
    wrong = [
        a
        for a in links
        if not re.match(f"{site_address}(handelser|arenden|avtal|optioner|luckor)/", a)
    ]
    assert wrong == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
