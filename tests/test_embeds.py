"""Pages for frames on other sites: heights that fit, descriptions that tell them, no script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from generator.facts.record import Record
from generator.site.addresses import embeddable
from generator.site.exports.card_style import card_style
from generator.site.pages.cards import CARDS, OEMBED, Embed, embeds, oembed, snippet
from generator.site.site import Options, Site
from tests.serving import serve

ADDRESS = "https://example.org/record/"
WIDTHS = (320, 360, 480, 600, 768, 1024, 1200)


@pytest.fixture(scope="module")
def site(record: Record) -> Site:
    return Site(record, "sv", Options(address=ADDRESS))


def cards(site: Site) -> list[Embed]:
    return [embed for embed in embeds(site) if embed.path.startswith(CARDS)]


class Frame(HTMLParser):
    """The one element of a snippet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def test_a_snippet_is_one_frame_and_nothing_else(site: Site) -> None:
    for embed in embeds(site):
        ((tag, attributes),) = Frame(snippet(site, embed)).tags
        assert tag == "iframe"
        assert attributes["src"] == ADDRESS + embed.path
        assert attributes["title"] == embed.title
        assert int(attributes["height"]) == embed.height


def test_every_embeddable_page_is_allowed_in_a_frame(site: Site) -> None:
    found = embeds(site)
    assert len(found) == len(site.record.parties[site.record.settings.members].members) + 2
    assert all(embeddable(embed.path) for embed in found)
    assert all(embeddable(f"en/{embed.path}") for embed in found)


def test_a_description_is_oembed(site: Site) -> None:
    for embed in embeds(site):
        told = oembed(site, embed)
        assert (told["version"], told["type"]) == ("1.0", "rich")
        assert isinstance(told["width"], int)
        assert told["height"] == embed.height
        assert told["html"] == snippet(site, embed)
        assert told["provider_url"] == ADDRESS


def test_hostile_names_stay_in_their_attribute(site: Site) -> None:
    bad = Embed("inbaddad/lage/", "\"><script>alert(1)</script> onload='x", 100)
    ((_, attributes),) = Frame(snippet(site, bad)).tags
    assert set(attributes) == {"src", "title", "width", "height", "style", "loading"}


def test_the_style_of_a_card_has_both_colour_schemes_and_no_script_of_its_own() -> None:
    text = card_style()
    assert "@media (prefers-color-scheme: dark){:root{--bg: #10181e" in text
    assert 'data-md-color-scheme="slate"' not in text
    assert ".badge{" in text
    assert len(text) < 8_000


@pytest.mark.site
@pytest.mark.parametrize("root", ["", "en/"])
def test_built_cards_stand_alone_and_are_described(built_site: Path, site: Site, root: str) -> None:
    for embed in embeds(Site(site.record, "en" if root else "sv", site.options)):
        folder = built_site / root / embed.path
        text = (folder / "index.html").read_text("utf-8")
        told = json.loads((folder / OEMBED).read_text("utf-8"))
        assert f'src="{ADDRESS}{root}{embed.path}"' in told["html"]
        if embed.path.startswith(CARDS):
            assert f'type="application/json+oembed" title="{embed.title}"' in text
            assert "<script" not in text
            assert 'content="noindex"' in text
            links = re.findall(r'<a href="([^"]+)"([^>]*)>', text)
            assert len(links) >= 3
            assert all('target="_top"' in more for _, more in links)


@pytest.mark.site
@pytest.mark.parametrize("place", ["", "tidslinje/", "kommuner/"])
def test_a_page_names_the_page_to_embed_in_its_place(
    built_site: Path, record: Record, place: str
) -> None:
    if place == "kommuner/":
        place += record.parties[record.settings.members].members[0] + "/"
    text = (built_site / place / "index.html").read_text("utf-8")
    (target,) = re.findall(r'type="application/json\+oembed"[^>]*href="([^"]+)"', text)
    assert (built_site / target.removeprefix(ADDRESS)).is_file()


@pytest.fixture(scope="module")
def browser(chrome: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def host(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of another origin, which is given its frames by each test."""
    folder = tmp_path_factory.mktemp("other-site")
    (folder / "index.html").write_text("<!doctype html><title>Other</title><body></body>")
    with serve(folder, "/") as address:
        page = browser.new_page()
        page.goto(address)
        yield page
        page.close()


def framed(host: Page, html: str, width: int) -> tuple[int, int, int]:
    """Height and width that the page in the frame needs, and the height of its text."""
    host.set_viewport_size({"width": width, "height": 900})
    host.evaluate(
        "html => { document.body.style.margin = 0; document.body.innerHTML = html; }",
        html.replace('loading="lazy"', ""),
    )
    element = host.wait_for_selector("iframe")
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_selector("main dl", timeout=10_000)
    height, needed, text = frame.evaluate(
        """() => {
            const root = document.documentElement;
            const needed = [root.scrollHeight, root.scrollWidth];
            root.style.height = "auto";
            document.body.style.minHeight = "0";
            return [...needed, document.body.scrollHeight];
        }"""
    )
    return height, needed, text


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_card_fits_the_frame_of_its_snippet_at_every_width(
    host: Page, site_address: str, site: Site, language: str
) -> None:
    mine = Site(site.record, language, Options(address=site_address))
    assert not site_address.startswith(host.url)
    found = cards(mine)
    longest = max(found[1:], key=lambda embed: len(embed.title))
    for embed in (found[0], longest):
        tallest = 0
        for width in WIDTHS:
            height, needed, text = framed(host, snippet(mine, embed), width)
            assert height <= embed.height, f"{embed.path} at {width}: {height}"
            assert needed <= width, f"{embed.path} at {width} is {needed} wide"
            tallest = max(tallest, text)
        assert tallest > 0.7 * embed.height, f"{embed.path}: {tallest} of {embed.height}"
    assert all(embed.height <= longest.height for embed in found[1:])
