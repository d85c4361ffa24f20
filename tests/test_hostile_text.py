"""Hostile text in every text field of every kind is shown as it is, and nothing of it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from generator.packaging.share import picture
from generator.site.addresses import address
from tests.hostile import MEMBERS, ON_ONE_LINE, folded, hostile_files, hostile_record, met, said
from tests.open_data import leaves
from tests.pages import read_site
from tests.serving import serve
from tests.small_project import small_project
from tests.test_search import LINK, asked
from tests.timeline_app import FRAMED, PATH, WIDE, opened, settle

PHONE: ViewportSize = {"width": 360, "height": 760}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small record of all kinds, every text of which is hostile."""
    project = small_project(tmp_path_factory.mktemp("hostile") / "project")
    for name, content in hostile_files().items():
        (project / "data" / name).write_bytes(content)
    result = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


class Danger(HTMLParser):
    """What of the hostile text became markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        if tag == "hurt-me":
            self.found.append(tag)
        for name, value in attrs:
            target = (value or "").strip().lower()
            if name.startswith("on") or target.startswith(("javascript:", "data:text")):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """Look at the text of scripts."""
        if self.lasttag == "script" and "window.hurt" in data and "<script>window.hurt" in data:
            self.found.append(data)


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


@pytest.mark.slow
def test_no_hostile_text_becomes_markup(site: Path) -> None:
    shown = 0
    for path in [*pages(site), *sorted(site.rglob("*.svg"))]:
        text = path.read_text("utf-8")
        danger = Danger()
        danger.feed(text)
        assert danger.found == [], path
        shown += text.count("window.hurt")
    assert shown > 100


class Linked(HTMLParser):
    """The linked data of a page, as a browser finds it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.within = False
        self.blocks: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins."""
        self.within = tag == "script" and ("type", "application/ld+json") in attrs
        if self.within:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self.within = self.within and tag != "script"

    def handle_data(self, data: str) -> None:
        """Within it."""
        if self.within:
            self.blocks[-1] += data


@pytest.mark.slow
def test_each_page_shows_its_texts_to_the_letter(site: Path) -> None:
    record, built = hostile_record(), read_site(site)
    for root in ("", "en/"):
        for kind, entry in record.entries():
            path = address(record, entry.id).partition("#")[0]
            words = built[root + path].words
            keys = [
                key
                for key in ("name", "title", "question", "text", "answer")
                if hasattr(entry, key)
            ]
            for key in keys if "#" not in address(record, entry.id) else keys[:1]:
                assert folded(said(key)) in words, (root, path, kind, key)


@pytest.mark.slow
def test_linked_data_of_every_page_is_read_whole(site: Path) -> None:
    blocks = 0
    for path in pages(site):
        for block in Linked(path.read_text("utf-8")).blocks:
            blocks += 1
            met(leaves(json.loads(block)))
    assert blocks > 80


@pytest.mark.slow
def test_share_pictures_draw_the_words_of_the_title(site: Path) -> None:
    drawn = (site / "share" / "sv" / "handelser" / "contract-signed.png").read_bytes()
    title = folded(said("title"))
    assert drawn == picture(title, "Händelse", title)


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with serve(site, "/") as address:
        yield address


class Watched:
    """Pages of a browser in which it is heard when a hostile text runs."""

    def __init__(self, browser: Browser, size: ViewportSize) -> None:
        self.hurt: list[str] = []
        self.context: BrowserContext = browser.new_context(viewport=size)
        self.context.expose_function("told", lambda where: self.hurt.append(str(where)))
        self.context.add_init_script(
            "Object.defineProperty(window, 'hurt', {set: (how) => told(`${location} ${how}`)})"
        )
        self.context.on("dialog", lambda dialog: self.hurt.append(dialog.message))

    def done(self, page: Page) -> None:
        """Nothing was heard, nothing became an element, and what runs would have been heard."""
        page.wait_for_timeout(100)
        assert self.hurt == []
        assert (
            page.locator("hurt-me, [onerror], [onclick*=hurt], a[href^='javascript:']").count() == 0
        )
        page.evaluate("window.hurt = 'heard'")
        page.wait_for_timeout(300)
        assert [how.split()[-1] for how in self.hurt] == ["heard"]
        self.context.close()


@pytest.mark.browser
def test_nothing_runs_on_any_page(site: Path, root: str, browser: Browser) -> None:
    watched = Watched(browser, WIDE)
    page = watched.context.new_page()
    visited = 0
    for path in pages(site):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue  # it leads at once to another page, which is visited too
        page.goto(root + path.relative_to(site).as_posix(), wait_until="domcontentloaded")
        page.wait_for_timeout(60)
        visited += 1
    watched.done(page)
    assert visited > 50


@pytest.mark.browser
@pytest.mark.parametrize("language", ["", "en/"])
def test_search_shows_results_as_text(root: str, browser: Browser, language: str) -> None:
    watched = Watched(browser, WIDE)
    page = watched.context.new_page()
    page.goto(root + language)
    page.keyboard.press("/")
    for words in ("hurt", "onerror", "<script>window.hurt=1</script>", "{{ 7*7 }}"):
        found = asked(page, words)
        titles = page.locator(f"{LINK} .title").all_text_contents()
        assert len(titles) == len(found)
        if words == "hurt":
            assert met(map(folded, titles), ON_ONE_LINE) & {"title", "name"}
            assert len(found) == 8
            assert page.locator(f"{LINK} mark").count()
    watched.done(page)


@pytest.mark.browser
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_timeline_shows_names_and_texts_as_text(
    root: str, browser: Browser, size: ViewportSize
) -> None:
    """Every grouping, the filters, the chosen event and what held, also within a frame."""
    watched = Watched(browser, size)
    for group in ("theme", "party", "subject"):
        where = f"{root}{PATH}?group={group}&event=contract-signed&on=2021-07-01&find=hurt"
        page = opened(watched.context, where)
        settle(page)
        card = page.locator(".tl-card")
        assert card.locator("h2").text_content() == said("title")
        assert said("text") in card.locator("p").all_text_contents()
        held = page.locator(".tl-held dt").all_text_contents()
        assert held
        assert met(held) <= {"short", "name"}
        names = page.locator(".tl-svg title").all_text_contents()
        assert "title" in met(names)
        page.locator(".tl-filters summary").click()
        options = page.locator(".tl-filters option")
        options.last.wait_for(state="attached")
        assert "short" in met(options.all_text_contents())
        if group != "subject":
            page.close()
    framed = opened(watched.context, root + FRAMED)
    settle(framed)
    listed = framed.locator("ol.events h3").all_text_contents()
    assert met(map(folded, listed), ON_ONE_LINE) == {"title"}
    framed.close()
    watched.done(page)


@pytest.mark.browser
def test_the_map_of_members_shows_names_as_text(root: str, browser: Browser) -> None:
    watched = Watched(browser, WIDE)
    page = watched.context.new_page()
    page.goto(f"{root}oar/")
    page.locator("input[name=dag]").fill("2021-05-01")
    page.wait_for_timeout(300)
    tiles = page.locator("a.tile title").all_text_contents()
    assert len(tiles) >= len(MEMBERS)
    assert met(map(folded, tiles), ON_ONE_LINE) <= {"name", "short"}
    page.locator("#namn").press_sequentially("=hyp")
    found = page.locator(".finder li a").all_text_contents()
    assert len(found) == len(MEMBERS)
    assert met(map(folded, found), ON_ONE_LINE) == {"name"}
    watched.done(page)
