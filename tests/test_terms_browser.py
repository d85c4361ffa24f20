"""The form of a notice in a real Chromium: the same answers as the verb, and without scripts."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.cli import main
from generator.history.periods import Length
from generator.site.words.terms import backwards_words, example_words

DATA = str(Path(__file__).resolve().parent.parent / "data")
PAGE = "avtal/pause-agreement-2025/"
DAYS = [(date(2020, 1, 1) + timedelta(days=number)) for number in range(3653)]
ASK = """days => {
  const [notice, end] = document.querySelectorAll('.notice input');
  const answers = document.querySelectorAll('.notice .answer');
  const ask = (input, answer, day) => {
    input.value = day;
    input.dispatchEvent(new Event('input', {bubbles: true}));
    return [[...answer.querySelectorAll('time')].map(t => t.dateTime), answer.textContent];
  };
  return days.map(day => [ask(notice, answers[0], day), ask(end, answers[1], day)]);
}"""


@pytest.mark.parametrize(("root", "language"), [("", "sv"), ("en/", "en")])
def test_the_browser_and_the_verb_agree_on_every_day_of_ten_years(
    browser: Browser,
    site_address: str,
    root: str,
    language: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    texts = [day.isoformat() for day in DAYS]
    main(["terms", "--data", DATA, "--format", "json", "--notice", *texts, "--end-by", *texts])
    terms = {term["id"]: term for term in json.loads(capsys.readouterr().out)["terms"]}
    verb = terms["pause-notice"]["notice"]
    page = browser.new_page()
    page.goto(site_address + root + PAGE)
    page.locator(".notice form").wait_for(state="visible")
    told = page.evaluate(ASK, texts)
    length = Length(months=4)
    rows = zip(DAYS, told, verb["asked"], verb["deadlines"], strict=True)
    for day, ((ends, words), (starts, back)), asked, deadline in rows:
        assert ends == [asked["notice"], asked["earliest_end"]]
        assert words == example_words(length, day, language)
        assert set(starts) == {*deadline.values()}
        assert back == backwards_words(length, day, language)
    page.close()


def test_typing_a_day_answers_and_clearing_it_empties(browser: Browser, site_address: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(site_address + PAGE)
    field = page.get_by_label("Om varslet lämnas")
    answer = page.locator(".notice .answer").first
    field.fill("2024-10-31")
    answer.get_by_text("28\u00a0februari 2025").wait_for()
    assert "inte ett beslut" in answer.inner_text()
    field.press("Enter")
    assert page.url.endswith(PAGE)
    field.fill("")
    assert answer.inner_text() == ""
    assert faults == []
    page.close()


def test_only_pages_with_a_notice_load_the_script(browser: Browser, site_address: str) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(site_address + "avtal/main-contract/")
    assert not [url for url in loaded if "/notice." in url]
    page.goto(site_address + PAGE)
    assert [url for url in loaded if "/notice." in url]
    page.close()


def test_without_scripts_a_table_of_worked_examples_stands_there(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + PAGE)
    assert not page.locator(".notice form").is_visible()
    table = page.locator("table", has_text="Tidigaste verkan")
    assert table.is_visible()
    assert table.get_by_text("28\u00a0februari").count() == 4
    context.close()
