"""The interactive timeline in a real Chromium: what it shows, how it moves, what it answers."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from generator.facts.record import Record
from generator.history.replay import History
from generator.history.state import state_on

pytestmark = [pytest.mark.browser, pytest.mark.site]
ROOT = Path(__file__).resolve().parent.parent
AXE = files("axe_playwright_python") / "axe.min.js"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
PATH = "tidslinje/"
FRAMED = "tidslinje/inbaddad/"
FROM, TO = date(2015, 1, 1), date(2027, 12, 31)


@pytest.fixture(scope="module")
def browser(chrome: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def opened(context: BrowserContext, address: str) -> Page:
    """The page with its timeline ready; any error in it fails the test."""
    page = context.new_page()

    def fail(error: object) -> None:
        raise AssertionError(error)

    page.on("pageerror", fail)
    page.goto(address)
    page.wait_for_selector("#tl[data-ready]", state="attached")
    return page


def view(page: Page) -> dict[str, Any]:
    """The view as the page has it."""
    found: dict[str, Any] = page.evaluate("document.getElementById('tl').view()")
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
    page.wait_for_timeout(450)


# --- what held: equal to Python on every day

EVERY_DAY = """async ([from, days]) => {
  const root = document.getElementById('tl');
  await root.past();
  const sorted = (value) => value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
    : Array.isArray(value) ? value.map(sorted) : value;
  const once = new Map(), rows = [];
  for (let n = 0; n < days; n++) {
    const day = new Date(Date.parse(from) + n * 864e5).toISOString().slice(0, 10);
    const row = [];
    for (const known of [null, day]) {
      const state = root.stateOn(day, known);
      if (state.on !== day || state.known_by !== known) throw new Error(day);
      const text = JSON.stringify(sorted({ horizon: state.horizon, subjects: state.subjects }));
      if (!once.has(text)) once.set(text, once.size);
      row.push(once.get(text));
    }
    rows.push(row);
  }
  return [[...once.keys()], rows];
}"""


@pytest.mark.slow
def test_what_held_equals_python_on_every_day_with_and_without_the_switch(
    context: BrowserContext, site_address: str, record: Record, history: History
) -> None:
    page = opened(context, site_address + PATH)
    days = (TO - FROM).days + 1
    texts, rows = page.evaluate(EVERY_DAY, [FROM.isoformat(), days])
    states = [json.loads(text) for text in texts]
    assert len(states) > 100
    for number, (held, known) in enumerate(rows):
        day = FROM + timedelta(days=number)
        for past, place in ((history, held), (History.of(record, day), known)):
            expected = state_on(past, day).as_json()
            assert states[place]["horizon"] == expected["horizon"], day
            assert states[place]["subjects"] == expected["subjects"], (day, past.known_by)


def lines(page: Page) -> dict[str, str]:
    """The panel: subject and status."""
    return {
        str(line.get_attribute("data-subject")): str(line.get_attribute("data-status"))
        for line in page.locator(".held > div").all()
    }


def test_panel_says_what_held_and_by_which_event_and_source(
    context: BrowserContext, site_address: str, record: Record, history: History
) -> None:
    page = opened(context, site_address + PATH)
    assert page.locator(".tl-held").is_hidden()
    day = date(2024, 11, 13)
    page.get_by_label("Vad gällde den").fill(day.isoformat())
    page.get_by_label("Vad gällde den").press("Tab")
    page.locator(".held > div").first.wait_for()
    expected = state_on(history, day).subjects
    assert lines(page) == {
        subject: expected[subject].overall.status or "" for subject in record.settings.home
    }
    assert "on=2024-11-13" in query(page)
    assert "13 november 2024" in page.locator("#tl-held").inner_text()
    for subject in record.settings.home:
        event = expected[subject].overall.event
        if event is None:
            continue
        line = page.locator(f".held > div[data-subject={subject}]")
        assert line.locator(f'a[href$="handelser/{event}/"]').count() == 1
        assert line.locator('a[href*="kallor/"]').count() >= 1
    page.get_by_text("Vad som var känt då").click()
    page.wait_for_function("location.search.includes('known=1')")
    settle(page)
    known = state_on(History.of(record, day), day).subjects
    assert lines(page) == {
        subject: known[subject].overall.status or "" for subject in record.settings.home
    }
    assert lines(page) != {s: expected[s].overall.status or "" for s in record.settings.home}
    page.locator(".tl-held").get_by_role("button", name="Stäng").click()
    assert page.locator(".tl-held").is_hidden()
    assert query(page) == ""


def test_panel_counts_the_members(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH + "?on=2021-06-01")
    page.locator(".held > div").first.wait_for()
    assert "49 av 49 kommuner: tecknad" in page.locator("[data-subject=option-1]").inner_text()
    assert "49 av 49 kommuner: okänt" in page.locator("[data-subject=option-2]").inner_text()


def test_cursor_is_dragged(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH + "?on=2020-01-01")
    flag = page.locator(".tl-pic .tl-cursor .c-pill")
    flag.scroll_into_view_if_needed()
    box = flag.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 140, box["y"] + 10, steps=4)
    page.mouse.up()
    settle(page)
    days = (date.fromisoformat(re.search(r"on=([\d-]+)", query(page))[1]) - date(2020, 1, 1)).days  # type: ignore[index]
    assert 300 < days < 500
    assert view(page)["from"] == "2015-01-01", "the picture itself did not move"


# --- moving


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
    assert card.get_by_role("heading").get_by_role("link").get_attribute("href") == (
        f"../handelser/{chosen}/"
    )
    assert page.evaluate("document.activeElement.classList.contains('tl-card')")
    assert f"event={chosen}" in query(page)
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert focused(page) == chosen
    page.keyboard.press("/")
    assert page.get_by_label("Sök händelse").evaluate("(e) => e === document.activeElement")


def days(found: dict[str, Any]) -> int:
    return (date.fromisoformat(found["to"]) - date.fromisoformat(found["from"])).days


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


def centre(where: Locator) -> tuple[float, float]:
    where.scroll_into_view_if_needed()
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] * 0.6, box["y"] + min(box["height"], 300) / 2


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


def test_reduced_motion_jumps(browser: Browser, site_address: str) -> None:
    frames = """() => new Promise((done) => {
      const seen = new Set(), until = performance.now() + 400;
      const look = () => { seen.add(document.querySelector('.tl-over .tl-window').getAttribute('width'));
        performance.now() < until ? requestAnimationFrame(look) : done(seen.size); };
      look();
      document.querySelector('.tl-buttons button:nth-child(2)').click();
    })"""
    for motion, smallest, largest in (("reduce", 2, 2), ("no-preference", 4, 99)):
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
    plot = float(str(page.locator(".tl-plot").get_attribute("x")))
    assert abs(float(line[1:].split(" ")[0]) - plot - float(mark[10:].split(" ")[0])) <= 1
    context.close()


# --- asking


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


# --- address


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
    assert page.locator("script:not([src])").count() == 0
    assert outside == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


# --- without


def test_without_javascript_drawing_and_list_are_there(
    browser: Browser, site_address: str, record: Record
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + PATH)
    assert page.locator(".tl-static svg.only-wide").is_visible()
    assert page.locator("ol.events > li").count() == len(record.events)
    page.goto(site_address + FRAMED)
    assert page.locator("ol.events > li").count() == len(record.events)
    page.goto(site_address + PATH + "alla/")
    assert page.locator("ol.events > li").count() == len(record.events)
    context.close()


def test_paper_has_all_events_and_the_drawing(
    context: BrowserContext, site_address: str, record: Record
) -> None:
    page = opened(context, site_address + PATH + "?type=pause")
    assert len(shown(page)) < len(record.events)
    page.emulate_media(media="print")
    assert len(shown(page)) == len(record.events)
    assert page.locator(".tl-static svg.only-mid").first.is_visible()
    assert page.locator(".tl").is_hidden()


@pytest.mark.parametrize("path", [PATH, FRAMED])
def test_320_pixels_and_double_text_without_sideways_scroll(
    browser: Browser, site_address: str, path: str
) -> None:
    for width, script in ((320, ""), (640, "document.documentElement.style.fontSize = '250%'")):
        context = browser.new_context(viewport={"width": width, "height": 700})
        page = opened(context, site_address + path + "?on=2024-12-24&event=introduction-paused")
        page.locator(".tl-filters summary").click()
        if script:
            page.evaluate(script)
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_touch_scrolls_the_page_until_the_picture_is_chosen(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = opened(context, site_address + PATH + "?from=2019-01-01&to=2021-01-01")
    picture = page.locator(".tl-pic")
    assert "pan-y" in picture.evaluate("(e) => getComputedStyle(e).touchAction")
    touch(page, picture, -120)
    assert view(page)["from"] == "2019-01-01", "not chosen: the finger scrolls the page"
    picture.tap(position={"x": 200, "y": 12})
    assert picture.evaluate("(e) => getComputedStyle(e).touchAction") == "none"
    touch(page, picture, -120)
    settle(page)
    assert view(page)["from"] > "2019-03-01"
    page.locator("h1").tap()
    assert "pan-y" in picture.evaluate("(e) => getComputedStyle(e).touchAction")
    context.close()


def touch(page: Page, where: Locator, dy: int) -> None:
    """A finger that is put down, moved and lifted."""
    where.scroll_into_view_if_needed()
    where.evaluate(
        """(element, dy) => {
          const box = element.getBoundingClientRect(), x = box.left + 200, y = Math.max(box.top, 0) + 300;
          const send = (type, dy) => element.dispatchEvent(new PointerEvent(type, { pointerId: 7, pointerType: 'touch',
            isPrimary: true, bubbles: true, clientX: x, clientY: y + dy, button: type === 'pointermove' ? -1 : 0 }));
          send('pointerdown', 0); send('pointermove', dy / 2); send('pointermove', dy); send('pointerup', dy);
        }""",
        dy,
    )


def test_phone_stands_upright(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = opened(context, site_address + PATH)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.tl-svg a.tl-bar')].map((e) => e.querySelector('.in-force rect')).filter(Boolean).map((e) => e.getBBox()).map((b) => [b.width, b.height])"
    )
    assert boxes
    assert all(width <= 15 for width, _ in boxes)
    assert any(height > 50 for _, height in boxes)
    order = shown(page)
    page.locator(".tl-svg a[tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert focused(page) == order[1], "time runs along the arrow that points down"
    context.close()


# --- labels

OVERLAPS = """() => {
  const items = [...document.querySelectorAll('.tl-pic .tl-svg .tl-plot a, .tl-pic .tl-svg > g:not([class])')];
  const frame = document.querySelector('.tl-pic').getBoundingClientRect();
  const boxes = [];
  const add = (element, kind, owner) => {
    const b = element.getBoundingClientRect();
    const trim = kind === 'text' ? b.height * 0.14 : 0.5; // the room above and below letters
    const box = { kind, owner, words: element.textContent, l: b.left + 1, r: b.right - 1, t: b.top + trim, b: b.bottom - trim };
    if (box.r > box.l && box.b > box.t) boxes.push(box);
  };
  for (const item of items) {
    const names = item.querySelectorAll('text:not(.c-pill-text):not(.c-mid)');
    for (const text of names) add(text, 'text', item);
    if (item.localName !== 'a') continue;
    for (const mark of item.querySelectorAll('circle, .c-diamond, .c-pill, .c-solid, .c-frame, .c-square')) add(mark, 'mark', item);
  }
  const found = [];
  const texts = boxes.filter((box) => box.kind === 'text');
  for (const text of texts) {
    if (text.l < frame.left - 2 || text.r > frame.right + 2) found.push(['outside', text.words]);
    for (const other of boxes) {
      if (other === text || (other.kind === 'text' && boxes.indexOf(other) < boxes.indexOf(text))) continue;
      if (other.owner === text.owner && text.owner.localName !== 'a' && other.kind !== 'text') continue;
      if (text.l < other.r && other.l < text.r && text.t < other.b && other.t < text.b) found.push([text.words, other.words || other.kind]);
    }
  }
  return [texts.length, found];
}"""
WINDOWS = [
    "",
    "?from=2024-06-01&to=2026-02-01",
    "?from=2016-01-01&to=2019-06-01",
    "?group=party",
    "?group=subject",
    "?group=party&from=2022-01-01&to=2023-01-01",
]


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("root", ["", "en/"])
def test_no_label_overlaps_anything(
    browser: Browser, site_address: str, root: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = opened(context, site_address + root + PATH)
    for window in WINDOWS:
        page.goto(site_address + root + PATH + window)
        page.wait_for_selector("#tl[data-ready]", state="attached")
        settle(page)
        number, found = page.evaluate(OVERLAPS)
        assert number > 20
        assert found == [], (window, found[:8])
    context.close()


# --- accessibility

STATES = {
    "at rest": ("", ""),
    "filters open, filtered": ("?type=pause&find=paus", ".tl-filters summary"),
    "cursor on": ("?on=2024-12-24&known=1", ""),
    "event open": ("?event=introduction-paused", ""),
    "crowd open": ("?from=2024-10-01&to=2024-12-31&group=party", ""),
    "nothing matches": ("?find=xyzzy", ""),
    "by subject": ("?group=subject", ""),
}


@pytest.mark.parametrize(
    ("path", "scheme", "width"),
    [
        (PATH, "light", 1440),
        (PATH, "dark", 320),
        (FRAMED, "dark", 1440),
        (FRAMED, "light", 320),
        ("en/" + PATH, "light", 768),
    ],
)
def test_axe_finds_no_violation_in_any_state(
    browser: Browser, site_address: str, path: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = opened(context, site_address + path)
    for name, (address, click) in STATES.items():
        page.goto(site_address + path + address)
        page.wait_for_selector("#tl[data-ready]", state="attached")
        if click:
            page.locator(click).click()
        settle(page)
        page.add_script_tag(path=str(AXE))
        result = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        faults = [
            (rule["id"], [node["html"][:160] for node in rule["nodes"][:3]])
            for rule in result["violations"]
        ]
        assert faults == [], name
    context.close()


def test_forced_colours_keep_marks_and_words(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, forced_colors="active")
    page = opened(context, site_address + PATH + "?on=2024-12-24")
    colours = page.evaluate(
        "['.tl-svg .c-point', '.tl-svg .in-force .c-solid', '.tl-svg .c-text'].map((s) => [getComputedStyle(document.querySelector(s)).fill, getComputedStyle(document.body).backgroundColor])"
    )
    assert all(ink not in (ground, "rgb(255, 255, 255)") for ink, ground in colours)
    context.close()


def test_changes_are_said_once_and_politely(context: BrowserContext, site_address: str) -> None:
    page = opened(context, site_address + PATH)
    assert page.locator("#tl [role=status]").count() == 1
    assert page.locator("#tl [aria-live=assertive], #tl [role=alert]").count() == 0
    page.evaluate(
        "(() => { window.said = 0; new MutationObserver((all) => (said += all.length)).observe(document.querySelector('.tl-status'), { childList: true, subtree: true, characterData: true }); })()"
    )
    page.locator(".tl-svg a[tabindex='0']").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    settle(page)
    assert page.evaluate("said") == 0, "moving chatters"
    page.get_by_label("Sök händelse").fill("pausen")
    settle(page)
    assert page.evaluate("said") in (1, 2, 3)


# --- weight


def test_script_and_style_weigh_at_most_25_kilobytes(built_site: Path) -> None:
    names = ["assets/timeline.js", "assets/timeline-embed.css", "assets/timeline/scheme.js"]
    program = (
        "const z = require('zlib'), fs = require('fs'); console.log(process.argv.slice(1).reduce((sum, name) =>"
        " sum + z.brotliCompressSync(fs.readFileSync(name), { params: { [z.constants.BROTLI_PARAM_QUALITY]: 11 } }).length, 0))"
    )
    run = subprocess.run(
        ["node", "-e", program, *names], cwd=built_site, capture_output=True, text=True, check=True
    )
    assert int(run.stdout) <= 25_000


def test_modules_are_short_and_draw_without_styles() -> None:
    for path in sorted((ROOT / "site_overrides/assets/timeline").glob("*.js")):
        text = path.read_text("utf-8")
        assert len(text.splitlines()) < 300, path.name
        assert not re.search(
            r"\.style\b|localStorage|sessionStorage|document\.cookie|\beval\(", text
        )
        assert "http" not in text.replace("http://www.w3.org/2000/svg", ""), path.name
