"""Search in a real Chromium: what is asked, what is found, keys, hostile text, no script."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, Page

from generator.packaging.search import NoIndex, index, index_site
from tests.serving import serve

PAIRS: dict[str, dict[str, str]] = yaml.load(
    (Path(__file__).parent / "search_pairs.yaml").read_text("utf-8"),
    yaml.BaseLoader,  # noqa: S506  (all scalars stay text)
)
ROOTS = {"sv": "", "en": "en/"}
INPUT, META, LINK = ".md-search__input", ".md-search-result__meta", ".md-search-result__link"


def asked(page: Page, words: str) -> list[dict[str, str]]:
    """What the search box shows for a question: address and text of each result."""
    start = page.get_attribute("[data-search]", "data-start")
    page.fill(INPUT, "")
    page.wait_for_function(f"document.querySelector('{META}').textContent === {json.dumps(start)}")
    page.fill(INPUT, words)
    page.wait_for_function(f"document.querySelector('{META}').textContent !== {json.dumps(start)}")
    found: list[dict[str, str]] = page.eval_on_selector_all(
        LINK, "all => all.map(a => ({ href: a.href, text: a.innerText }))"
    )
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_readers_find_what_they_ask_for(browser: Browser, site_address: str, language: str) -> None:
    """At least 40 questions in one visit: a page that answers is among the first three."""
    assert len(PAIRS[language]) >= 40
    root = site_address + ROOTS[language]
    page = browser.new_page()
    page.goto(root)
    page.keyboard.press("/")
    missed = []
    for words, wanted in PAIRS[language].items():
        pages = {root + path.strip() for path in wanted.split("|")}
        found = [hit["href"] for hit in asked(page, words)]
        if not pages & set(found[:3]):
            missed.append(f"{words}: {[href.removeprefix(root) for href in found[:3]]}")
    page.close()
    assert missed == []


def test_a_result_says_what_it_is_when_and_how_sure(browser: Browser, site_address: str) -> None:
    page = browser.new_page()
    page.goto(site_address)
    page.keyboard.press("s")
    shown = [hit["text"] for hit in asked(page, "fyra månaders varsel")]
    assert any("Händelse · februari 2025 · Omstridd" in text for text in shown)
    assert "Paus · Avtalad, utan slutdatum" in asked(page, "pausen")[0]["text"]
    assert asked(page, "Åmål")[0]["text"].startswith("Åmål\nKommun")
    page.close()


def test_loads_on_first_use_and_works_by_keyboard(browser: Browser, site_address: str) -> None:
    """Nothing of the index before the field is opened; arrows, Enter, Esc; announced."""
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(site_address + "kommuner/", wait_until="networkidle")
    assert not [url for url in fetched if "pagefind" in url]
    page.keyboard.press("/")
    assert page.locator(":focus").get_attribute("name") == "q"
    page.wait_for_function(
        "performance.getEntriesByType('resource').some(e => e.name.includes('pagefind'))"
    )
    hits = asked(page, "orust")
    assert page.locator(META).get_attribute("role") == "status"
    assert page.locator(META).inner_text().endswith("sökresultat")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == hits[0]["href"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator(":focus").get_attribute("name") == "q"
    page.keyboard.press("Escape")
    assert not page.is_checked("#__search")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("s")
    assert page.is_checked("#__search")
    asked(page, "orust")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/orust/")
    page.close()


def test_an_unknown_word_hides_nothing(browser: Browser, site_address: str) -> None:
    page = browser.new_page()
    page.goto(site_address)
    page.keyboard.press("/")
    assert asked(page, "åmål xqwzptfjk")[0]["href"].endswith("kommuner/amal/")
    assert asked(page, "xqwzptfjk") == []
    assert page.locator(META).inner_text() == "Inga sökresultat"
    page.close()


def test_more_results_on_demand(browser: Browser, site_address: str) -> None:
    page = browser.new_page()
    page.goto(site_address)
    page.keyboard.press("/")
    before = len(asked(page, "kommunerna"))
    page.click(".md-search-result .more")
    page.wait_for_function(f"document.querySelectorAll('{LINK}').length > {before}")
    assert page.evaluate("document.activeElement.className") == "md-search-result__link"
    page.close()


def test_without_javascript_the_form_lists_everything(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_address + "en/planer/")
    page.fill(INPUT, "pause")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/allt/?q=pause")
    assert page.locator("h1").inner_text() == "Everything from A to Z"
    assert page.get_by_role("link", name="Åmål").count() == 1
    context.close()


HOSTILE = "<img src=x onerror=alert(1)> &lt;b&gt; <script>alert(2)</script> \"'`{{7*7}}"


def hostile_site(folder: Path, built: Path) -> Path:
    """A site of one page and one entry whose texts are all hostile."""
    folder.mkdir()
    text = (built / "ordlista" / "index.html").read_text("utf-8")
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&#34;")
    body = f"<h1>zebra {escaped}</h1><p>okapi {escaped}</p></article>"
    start = text.index(">", text.index("<article")) + 1
    text = text[:start] + body + text[text.index("</article>") + len("</article>") :]
    (folder / "ordlista").mkdir()
    (folder / "ordlista" / "index.html").write_text(text, "utf-8")
    (folder / "index.html").write_text(text.replace("../", ""), "utf-8")
    shutil.copytree(built / "assets", folder / "assets")
    (folder / "search").mkdir()
    card: dict[str, Any] = {
        "path": "ordlista/#gnu", "title": f"gnu {HOSTILE}", "text": f"gnu {HOSTILE}",
        "kind": HOSTILE, "date": HOSTILE, "status": HOSTILE, "name": HOSTILE,
    }  # fmt: skip
    (folder / "search" / "cards.json").write_text(json.dumps([card]), "utf-8")
    return folder


def test_hostile_text_is_shown_as_it_is(browser: Browser, built_site: Path, tmp_path: Path) -> None:
    site = hostile_site(tmp_path / "site", built_site)
    index_site(site, "")
    assert not (site / "search").exists()
    with serve(site) as address:
        page = browser.new_page()
        fired: list[str] = []

        def note(dialog: Dialog) -> None:
            fired.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", note)
        page.goto(address + "ordlista/")
        page.keyboard.press("/")
        for word in ("zebra", "okapi", "gnu"):
            hits = asked(page, word)
            assert hits, word
            assert HOSTILE in hits[0]["text"], word
            assert page.locator(".md-search-result img, .md-search-result script").count() == 0
        assert asked(page, "gnu")[0]["text"].count(HOSTILE) == 5
        assert fired == []
        page.close()


def test_the_index_is_the_same_each_time(built_site: Path, tmp_path: Path) -> None:
    """And holds nothing that the search does not fetch."""
    for name in ("one", "two"):
        shutil.copytree(
            built_site, tmp_path / name, ignore=shutil.ignore_patterns("id", "en", "pagefind")
        )
        assert index(tmp_path / name) > 300
    files = [
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    ]
    assert files[0] == files[1]
    assert not [p for p in files[0] if "ui." in p.name or "highlight" in p.name]


def test_a_site_without_pages_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        index(tmp_path)
