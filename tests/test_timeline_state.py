"""What held on a day, in a real Chromium: the same as Python says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator.facts.record import Record
from generator.history.publication import published_by
from generator.history.replay import History
from generator.history.state import state_on
from tests.timeline_app import PATH, WIDE, opened, plain_modules, query, settle, view

pytestmark = [pytest.mark.browser, pytest.mark.site]


FROM, TO = date(2015, 1, 1), date(2027, 12, 31)


EVERY_DAY = """async ([from, days]) => {
  const { horizonOn, subjectOn } = await import(new URL('../assets/timeline/state.js', location));
  const history = await (await fetch('history.json')).json();
  const once = new Map(), rows = [];
  for (let n = 0; n < days; n++) {
    const day = new Date(Date.parse(from) + n * 864e5).toISOString().slice(0, 10);
    rows.push([null, day].map((known) => {
      const subjects = Object.keys(history.subjects).map((id) => [id, subjectOn(history, id, day, known)]);
      const text = JSON.stringify([horizonOn(history, known), Object.fromEntries(subjects)]);
      if (!once.has(text)) once.set(text, once.size);
      return once.get(text);
    }));
  }
  return [[...once.keys()], rows];
}"""
Answers = tuple[list[Any], list[list[int]]]


@pytest.fixture(scope="module")
def answers(browser: Browser, site_address: str) -> Answers:
    """What the page says of every day, without and with the switch: each state once."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    plain_modules(page)
    page.goto(site_address + PATH)
    texts, rows = page.evaluate(EVERY_DAY, [FROM.isoformat(), (TO - FROM).days + 1])
    context.close()
    assert len(texts) > 100
    return [json.loads(text) for text in texts], rows


def differing(answers: Answers, place: int, past: Callable[[date], History]) -> list[date]:
    """The days on which the page says something else than Python."""
    states, rows = answers
    found = []
    for number, row in enumerate(rows):
        day = FROM + timedelta(days=number)
        expected = state_on(past(day), day).as_json()
        if states[row[place]] != [expected["horizon"], expected["subjects"]]:
            found.append(day)
    return found


@pytest.mark.slow
def test_what_held_equals_python_on_every_day(answers: Answers, history: History) -> None:
    assert differing(answers, 0, lambda _: history) == []


@pytest.mark.slow
def test_what_was_known_equals_python_on_every_day(answers: Answers, record: Record) -> None:
    """A history is replayed anew whenever any source becomes more public than the day before."""
    last: list[tuple[object, History]] = []

    def past(day: date) -> History:
        published = tuple(published_by(source, day) for source in record.sources.values())
        if not last or last[0][0] != published:
            last[:] = [(published, History.of(record, day))]
        return replace(last[0][1], known_by=day)

    assert differing(answers, 1, past) == []


@pytest.mark.trials
def test_what_was_known_equals_python_replayed_on_every_day(
    answers: Answers, record: Record
) -> None:
    assert differing(answers, 1, lambda day: History.of(record, day)) == []


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
    field = page.get_by_label("Vad gällde den")
    field.focus()  # which makes it a date's field
    field.fill(day.isoformat())
    field.press("Tab")
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


@pytest.mark.parametrize(
    ("root", "words"),
    [("", "antingen tecknat och ändrat, tilldelat eller tecknat"),
     ("en/", "either signed and amended, awarded or signed")],
)  # fmt: skip
def test_panel_names_what_may_have_held(
    context: BrowserContext, site_address: str, root: str, words: str
) -> None:
    page = opened(context, site_address + root + PATH + "?on=2025-01-15&known=1")
    page.locator(".held > div").first.wait_for()
    assert words in page.locator("[data-subject=main-contract]").inner_text()


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
