"""The interactive timeline for everybody: paper, no script, touch, narrow, forced colours, axe."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pypdf import PdfReader

from generator.facts.record import Record
from tests.timeline_app import (
    FRAMED,
    PATH,
    WIDE,
    days,
    focused,
    opened,
    settle,
    shown,
    view,
)

pytestmark = [pytest.mark.browser, pytest.mark.site]


ROOT = Path(__file__).resolve().parent.parent
AXE = files("axe_playwright_python") / "axe.min.js"


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


@pytest.mark.parametrize(
    ("path", "lang"), [(PATH + "?type=pause", "sv"), (PATH + "alla/", "sv"), ("en/" + FRAMED, "en")]
)
def test_pdf_holds_the_title_of_every_event(
    context: BrowserContext, site_address: str, record: Record, path: str, lang: str
) -> None:
    """Also of those that a filter leaves out on the screen."""
    page = context.new_page()
    page.goto(site_address + path, wait_until="networkidle")
    text = "".join(
        sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages
    )
    said = letters(text)
    titles = [
        event.title.sv if lang == "sv" else event.title.en for event in record.events.values()
    ]
    missing = [title for title in titles if letters(str(title)) not in said]
    assert missing == []
    assert letters("No event is called this") not in said


def letters(text: str) -> str:
    """Letters and digits alone: lines, hyphens and the room between words are the printer's."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


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
    picture.evaluate("(e) => e.scrollIntoView({ block: 'start' })")
    before = page.evaluate("scrollY")
    fingers(page, [(200, 500)], [(200, 300)])
    assert page.evaluate("scrollY") > before + 100, "not chosen: the finger scrolls the page"
    assert view(page)["from"] == "2019-01-01"
    picture.evaluate("(e) => e.scrollIntoView({ block: 'start' })")
    picture.tap(position={"x": 200, "y": 12})
    before = page.evaluate("scrollY")
    fingers(page, [(200, 500)], [(200, 300)])
    assert page.evaluate("scrollY") == before, "chosen: the finger moves the picture"
    assert view(page)["from"] > "2019-03-01"
    page.evaluate("scrollTo(0, 0)")
    page.locator("h1").tap()
    assert "pan-y" in picture.evaluate("(e) => getComputedStyle(e).touchAction")
    context.close()


def test_pinch_zooms_between_the_fingers(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 800}, has_touch=True)
    page = opened(context, site_address + PATH)
    picture = page.locator(".tl-pic")
    picture.evaluate("(e) => e.scrollIntoView({ block: 'start' })")
    picture.evaluate("(e) => e.click()")
    left, right = picture.evaluate(
        "(e) => [e.getBoundingClientRect().left + 136, e.getBoundingClientRect().right]"
    )
    middle = 600.0
    before, scale = view(page), page.evaluate("visualViewport.scale")
    fingers(
        page, [(middle - 60, 300), (middle + 60, 300)], [(middle - 180, 300), (middle + 180, 300)]
    )
    after = view(page)
    assert days(after) == pytest.approx(days(before) / 3, rel=0.1)
    part = (middle - left) / (right - left)
    under = [
        date.fromisoformat(found["from"]).toordinal() + part * days(found)
        for found in (before, after)
    ]
    assert abs(under[0] - under[1]) < days(after) * 0.02, "what lay between the fingers stays there"
    assert page.evaluate("visualViewport.scale") == scale, "the page itself is not zoomed"
    fingers(
        page, [(middle - 180, 300), (middle + 180, 300)], [(middle - 60, 300), (middle + 60, 300)]
    )
    assert days(view(page)) > days(after) * 2
    context.close()


Spots = list[tuple[float, float]]


def fingers(page: Page, start: Spots, end: Spots) -> None:
    """Fingers that are put down, moved and lifted, as the browser gets them from a screen."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, spots: Spots) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(spots)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", start)
    for step in range(1, 9):
        part = step / 8
        moved = [
            (a + (c - a) * part, b + (d - b) * part)
            for (a, b), (c, d) in zip(start, end, strict=True)
        ]
        touch("touchMove", moved)
        page.wait_for_timeout(20)
    touch("touchEnd", [])
    settle(page)


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


OVERLAPS = """() => {
  const items = [...document.querySelectorAll('.tl-plot a, .tl-svg > svg > g, .tl-svg > g > g > g')];
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
    "?group=subject&from=2024-09-01&to=2025-03-01",
]


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("root", ["", pytest.param("en/", marks=pytest.mark.trials)])
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


STATES = {
    "at rest": "",
    "filters open, filtered": "?type=pause&find=paus",
    "cursor on": "?on=2024-12-24&known=1",
    "event open": "?event=introduction-paused",
    "crowd open": "?from=2024-01-01&to=2024-12-31&group=party",
    "nothing matches": "?find=xyzzy",
    "by subject": "?group=subject",
}
PLACES = [
    (PATH, "light", 1440),
    (PATH, "dark", 320),
    (FRAMED, "dark", 1440),
    (FRAMED, "light", 320),
    ("en/" + PATH, "light", 768),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(("path", "scheme", "width"), PLACES)
def test_axe_finds_no_violation(
    browser: Browser, site_address: str, path: str, scheme: str, width: int
) -> None:
    """Each state at two of the five places; `make trials` looks at each at all of them."""
    place = PLACES.index((path, scheme, width))
    names = [name for number, name in enumerate(STATES) if (number - place) % 5 in (0, 2)]
    check_with_axe(browser, site_address + path, names, scheme, width)


@pytest.mark.trials
@pytest.mark.parametrize(("path", "scheme", "width"), PLACES)
def test_axe_finds_no_violation_in_any_state(
    browser: Browser, site_address: str, path: str, scheme: str, width: int
) -> None:
    check_with_axe(browser, site_address + path, list(STATES), scheme, width)


def test_every_state_is_looked_at_with_axe_somewhere() -> None:
    places = range(len(PLACES))
    for number, name in enumerate(STATES):
        assert any((number - place) % 5 in (0, 2) for place in places), name


def check_with_axe(
    browser: Browser, address: str, names: list[str], scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    for name in names:
        page.goto(address + STATES[name])
        page.wait_for_selector("#tl[data-ready]", state="attached")
        if name.startswith("filters"):
            page.evaluate("document.querySelector('.tl-filters').open = true")
            page.wait_for_selector(".tl-fields select")
        if name.startswith("crowd"):
            page.evaluate(
                "document.querySelector('.tl-svg a.tl-crowd').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))"
            )
        settle(page)
        page.add_script_tag(path=str(AXE))
        result = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
        faults = [
            (rule["id"], [node["html"][:160] for node in rule["nodes"][:3]])
            for rule in result["violations"]
        ]
        assert faults == [], name
        assert len(result["passes"]) > 15
    context.close()


FORCED = """() => {
  const ink = document.createElement('span'), ground = document.createElement('span');
  ink.style.color = 'CanvasText';
  ground.style.color = 'Canvas';
  document.body.append(ink, ground);
  const found = [getComputedStyle(ink).color, getComputedStyle(ground).color];
  const look = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
  return [found, {
    point: look('.tl-svg .c-point', 'fill'), bar: look('.tl-svg .in-force .c-solid', 'fill'),
    words: look('.tl-svg .c-text', 'fill'), halo: look('.tl-svg .c-halo', 'stroke'),
    cursor: look('.tl-cursor .tl-line', 'stroke'),
  }, ['color', 'backgroundColor', 'forcedColorAdjust'].map((name) => look('.tl .seg :checked + span', name))];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_marks_and_words(
    browser: Browser, site_address: str, scheme: str
) -> None:
    """The reader's own ink on the reader's own ground, not merely something that differs."""
    context = browser.new_context(
        viewport=WIDE, forced_colors="active",
        color_scheme=scheme,  # type: ignore[arg-type]
    )  # fmt: skip
    for path in (PATH, FRAMED):
        page = opened(context, site_address + path + "?on=2024-12-24")
        (ink, ground), found, (chosen, behind, adjust) = page.evaluate(FORCED)
        assert chosen != behind
        assert adjust == "none", "else a plate of the ground lies over the chosen word"
        assert ink != ground
        assert found.pop("halo") == ground
        assert set(found.values()) == {ink}, found
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


def test_script_and_style_weigh_at_most_25_kilobytes(built_site: Path, tmp_path: Path) -> None:
    page = (built_site / FRAMED / "index.html").read_text("utf-8")
    names = []
    for place, words in enumerate(
        re.findall(r'<(?:style|script type="module")>(.*?)</', page, re.DOTALL)
    ):
        names.append(str(tmp_path / str(place)))
        Path(names[-1]).write_text(words, "utf-8")
    assert len(names) == 2
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
