"""What is done to the finished HTML: names with hashes, packed files, sitemap, the policy."""

from __future__ import annotations

import gzip
import hashlib
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest

from generator.packaging.compress import LEAST, TEXT, WIDEST, compress, window
from generator.packaging.css import smaller
from generator.packaging.fingerprint import NotThere, fingerprint
from generator.packaging.security import (
    META,
    SCRIPTS,
    Refused,
    apply_policy,
    faults,
    hash_of,
    policy,
)
from generator.packaging.within import put_within
from generator.site.exports import assets
from tests.conftest import ROOT

HEAD = '<!doctype html><html lang="sv"><head><meta charset="utf-8">'
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


# --- the policy


def test_the_list_of_scripts_is_what_the_theme_holds() -> None:
    for hash_, where in SCRIPTS.items():
        text = (ROOT / where).read_text("utf-8")
        found = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
        assert found
        assert hash_of(found[1]) == hash_


def test_the_policy_is_strict() -> None:
    said = dict(part.split(" ", 1) for part in policy().split("; "))
    assert said["default-src"] == said["base-uri"] == "'none'"
    assert "unsafe-inline" not in policy()
    assert "'unsafe-eval'" not in policy()
    assert "http" not in policy()
    assert "*" not in policy()


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<SCRIPT >alert(1)</SCRIPT >",
        '<script type="module">alert(1)</script>',
        '<script type="text/javascript">x</script>',
        "<script>unended",
        "<style>a{}</style>",
        '<p style="color:red">',
        "<p style=color:red>",
        '<img src="a.png" onerror="alert(1)">',
        "<img src=a.png title='>' onload=alert(1)>",
        "<svg onload=alert(1)>",
        '<a href="javascript:alert(1)">',
        '<a href=" JavaScript:alert(1)">',
        '<base href="/elsewhere/">',
        '<script src="https://example.com/a.js"></script>',
        '<img src="//example.com/a.png">',
        '<iframe src="https://example.com/"></iframe>',
        '<link rel="stylesheet" href="https://example.com/a.css">',
        '<form action="https://example.com/">',
    ],
)
def test_what_is_not_on_the_list_ends_the_build(page: str, tmp_path: Path) -> None:
    assert list(faults(page)), page
    (tmp_path / "index.html").write_text(HEAD + page, "utf-8")
    with pytest.raises(Refused, match=r"index\.html: "):
        apply_policy(tmp_path, "")


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://example.com/">text</a>',
        '<script type="application/ld+json">{"a": "<b style=x>"}</script>',
        '<script src="../assets/a.js"></script>',
        "<p>onclick=alert(1) style=x</p>",
        '<img src="data:image/png;base64,AA==">',
        '<base target="_top">',
        '<input name="once" value="style=x">',
    ],
)
def test_what_is_allowed_passes(page: str) -> None:
    assert list(faults(page)) == []


def test_what_may_stand_in_a_page_is_reckoned_from_the_project() -> None:
    """The timeline's script and style, to the letter; a letter more is refused."""
    script, style = assets.script(), smaller(assets.style())
    for known in (f'<script type="module">{script}</script>', f"<style>{style}</style>"):
        assert list(faults(known)) == []
        assert list(faults(known.replace("</", " </", 1)))
    said = dict(part.split(" ", 1) for part in policy().split("; "))
    assert f"'{hash_of(script)}'" in said["script-src"].split()
    assert said["style-src"] == f"'self' '{hash_of(style)}'"


FRAMED_PAGE = """<link rel="stylesheet" href="../../assets/a.css" data-within>
<script type="module" src="/record/assets/a.js" data-within></script>"""


def framed_site(folder: Path, script: str = "let a = 1;\n") -> Path:
    """A page that may be framed, one that may not, and what they ask for."""
    for place in ("tidslinje/inbaddad", "om/mer"):
        (folder / place).mkdir(parents=True)
        (folder / place / "index.html").write_text(FRAMED_PAGE, "utf-8")
    (folder / "assets").mkdir()
    (folder / "assets" / "a.css").write_text("a { b: c; }\n", "utf-8")
    (folder / "assets" / "a.js").write_text(script, "utf-8")
    return folder


def test_marked_script_and_style_are_put_within_pages_that_may_be_framed(tmp_path: Path) -> None:
    site = framed_site(tmp_path)
    put_within(site, "https://example.org/record/")
    page = (site / "tidslinje/inbaddad/index.html").read_text("utf-8")
    assert page == '<style>a{b:c}\n</style>\n<script type="module">let a = 1;\n</script>'
    assert (site / "om/mer/index.html").read_text("utf-8") == FRAMED_PAGE


@pytest.mark.parametrize("script", ["'</SCRIPT >'", "'<!--'", "'</style'"])
def test_what_would_end_within_a_page_is_not_put_there(tmp_path: Path, script: str) -> None:
    with pytest.raises(NotThere, match="would end it"):
        put_within(framed_site(tmp_path, script), "https://example.org/record/")


def test_what_is_to_be_put_within_must_be_there(tmp_path: Path) -> None:
    site = framed_site(tmp_path)
    (site / "assets" / "a.js").unlink()
    with pytest.raises(NotThere, match=r"a\.js, which is not there"):
        put_within(site, "https://example.org/record/")


def test_embedded_timeline_asks_for_no_script_and_no_style(built_site: Path) -> None:
    for root in ("", "en/"):
        page = (built_site / root / "tidslinje/inbaddad/index.html").read_text("utf-8")
        assert f'<script type="module">{assets.script()}</script>' in page
        assert f"<style>{smaller(assets.style())}</style>" in page
        assert not re.search(r"<script[^>]* src=|rel=.stylesheet", page)
    assert not list((built_site / "assets").glob("timeline-embed*")), "no other page uses it"


def test_every_page_holds_the_policy_first(built_site: Path) -> None:
    pages = list(built_site.rglob("*.html"))
    assert len(pages) > 1000
    for page in pages:
        text = page.read_text("utf-8")
        assert f'<meta charset="utf-8">{META.format(policy())}' in text, page
        assert text.index(META[:20]) < text.index("<link"), page


# --- names that hold a hash


def test_names_hold_the_hash_of_the_content(built_site: Path) -> None:
    """And every asset that is there is used by some page."""
    assets = {p for p in (built_site / "assets").rglob("*") if p.suffix not in (".br", ".gz")}
    files = {path for path in assets if path.is_file()}
    assert len(files) > 10
    for path in files:
        found = re.fullmatch(r".*\.([0-9a-f]{8})\.\w+", path.name)
        assert found, path
        assert hashlib.sha256(path.read_bytes()).hexdigest()[:8] == found[1]
    used = set()
    for page in built_site.rglob("*.html"):
        text = page.read_text("utf-8")
        here = "https://example.org/record/" + page.relative_to(built_site).as_posix()
        for link in re.findall(r'(?:src|href|content)="([^"]*assets/[^"]*)"', text):
            path = urlsplit(urljoin(here, link)).path.removeprefix("/record/")
            assert (built_site / path).is_file(), f"{here}: {link}"
            used.add(built_site / path)
    assert used == files
    assert not (built_site / "en" / "assets").exists()
    assert not list(built_site.rglob("*.map"))


def small_site(folder: Path) -> Path:
    for name, text in {
        "index.html": '<link href="assets/a.css"><script src="assets/m.js"></script>',
        "404.html": '<link href="/record/assets/a.css"><meta content="https://example.org/record/assets/i.png">',
        "en/x/index.html": '<link href="../assets/a.css"><a href="https://example.org/assets/">',
        "assets/a.css": 'a { background: url("img/i.svg") ; b: url(data:x) } /* c */\n',
        "assets/img/i.svg": "<svg/>",
        "assets/i.png": "png",
        "assets/m.js": 'import { a } from "./n.js";\nimport("./n.js");\n//# sourceMappingURL=m.js.map\n',
        "assets/n.js": "export const a = 1;\n",
        "assets/m.js.map": "{}",
        "assets/unused.js": "0",
        "en/assets/a.css": 'a { background: url("img/i.svg") ; b: url(data:x) } /* c */\n',
        "en/assets/img/i.svg": "<svg/>",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_all_references_follow(tmp_path: Path) -> None:
    """In pages, also from the root and with the host; in style sheets; in modules."""
    site = small_site(tmp_path)
    fingerprint(site, "https://example.org/record/")
    left = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".#.", name) for name in left] == [
        "404.html", "assets/a.#.css", "assets/i.#.png", "assets/img/i.#.svg", "assets/m.#.js",
        "assets/n.#.js", "en/x/index.html", "index.html",
    ]  # fmt: skip
    by = {re.sub(r"\.[0-9a-f]{8}\.", ".", Path(name).name): name for name in left}
    style = by["a.css"]
    assert f'href="{style}"' in (site / "index.html").read_text("utf-8")
    assert f'href="/record/{style}"' in (site / "404.html").read_text("utf-8")
    assert f'content="https://example.org/record/{by["i.png"]}"' in (site / "404.html").read_text()
    english = (site / "en/x/index.html").read_text("utf-8")
    assert f'href="../../{style}"' in english
    assert 'href="https://example.org/assets/"' in english
    css = (site / style).read_text("utf-8")
    assert css == f'a{{background:url("./img/{Path(by["i.svg"]).name}");b:url(data:x)}}\n'
    module = (site / by["m.js"]).read_text("utf-8")
    assert (
        module
        == f'import {{ a }} from "./{Path(by["n.js"]).name}";\nimport("./{Path(by["n.js"]).name}");\n'
    )


def test_a_reference_to_nothing_ends_the_build(tmp_path: Path) -> None:
    site = small_site(tmp_path)
    (site / "assets/n.js").unlink()
    with pytest.raises(NotThere, match=r"assets/m\.js refers to assets/n\.js"):
        fingerprint(site, "")


def test_words_that_look_like_an_address_of_nothing_stay(tmp_path: Path) -> None:
    words = '<meta content="see http://[x/assets/y"><a href="https://[x/assets/"></a>'
    site = small_site(tmp_path)
    (site / "facts.html").write_text(words, "utf-8")
    fingerprint(site, "https://example.org/record/")
    assert (site / "facts.html").read_text("utf-8") == words


def test_a_smaller_style_sheet_says_the_same() -> None:
    css = 'a  >  b , c { content: "  ;  } /* */ " ; margin : 0 } /* x */\n@media (min-width: 1em) { d { e: f } }'
    assert smaller('a { b: "x  y" }\n') == 'a{b:"x  y"}\n'
    assert "  ;  }" in smaller(css)
    assert smaller(css).endswith("@media (min-width:1em){d{e:f}}\n")


# --- packed files


def test_packed_files_are_the_files(built_site: Path, tmp_path: Path) -> None:
    packed = list(built_site.rglob("*.br"))
    assert len(packed) > 800
    for path in packed[::25]:
        content = path.with_suffix("").read_bytes()
        assert brotli.decompress(path.read_bytes()) == content
        assert gzip.decompress(path.with_suffix(".gz").read_bytes()) == content
    for path in built_site.rglob("*"):
        if path.suffix in TEXT and path.is_file() and path.stat().st_size >= 4 * LEAST:
            assert path.with_name(path.name + ".br").is_file(), path
    (tmp_path / "index.html").write_bytes((built_site / "index.html").read_bytes())
    compress(tmp_path, "")
    for suffix in (".br", ".gz"):
        name = f"index.html{suffix}"
        assert (tmp_path / name).read_bytes() == (built_site / name).read_bytes()


@pytest.mark.parametrize("size", [LEAST, 4079, 4080, 4081, 65_520, 65_521, 10**6, 10**7])
def test_the_window_is_the_smallest_that_holds_the_file(size: int) -> None:
    """A window of n has 2ⁿ − 16 bytes (RFC 7932, section 9.1)."""
    wide = window(size)
    assert 2**wide - 16 >= size or wide == WIDEST
    assert 2 ** (wide - 1) - 16 < size


# --- sitemap and robots


def test_the_sitemap_lists_every_page_in_both_languages(built_site: Path) -> None:
    tree = ET.parse(built_site / "sitemap.xml").getroot()  # noqa: S314  (our own file)
    root = "https://example.org/record/"
    listed = {url.findtext(f"{MAP}loc"): url for url in tree}
    for page in built_site.rglob("index.html"):
        text = page.read_text("utf-8")
        path = page.relative_to(built_site).as_posix().removesuffix("index.html")
        hidden = "noindex" in text or 'http-equiv="refresh"' in text
        assert (root + path in listed) != hidden, path
    page_of_event = listed[root + "handelser/pilot-go-live/"]
    links = {link.get("hreflang"): link.get("href") for link in page_of_event if link.get("href")}
    assert links == {
        "sv": f"{root}handelser/pilot-go-live/",
        "x-default": f"{root}handelser/pilot-go-live/",
        "en": f"{root}en/handelser/pilot-go-live/",
    }
    assert re.fullmatch(r"2026-11-\d\d", page_of_event.findtext(f"{MAP}lastmod") or "")
    assert listed[root + "om/"].findtext(f"{MAP}lastmod") is None
    assert not (built_site / "en" / "sitemap.xml").exists()
    assert f"Sitemap: {root}sitemap.xml" in (built_site / "robots.txt").read_text("utf-8")
