"""The archive copy: the same bytes twice, whole by its manifest, and readable from disk."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from generator.archiving.archive import MANIFEST, manifest, name_of, write_archive
from generator.archiving.from_disk import LEFT_OUT, on_disk, page_on_disk
from generator.cli import main
from generator.facts.record import Record
from tests.conftest import ARGUMENTS, ROOT, lost
from tests.pages import BuiltPage, read_site

THERE = frozenset(
    ("index.html", "en/index.html", "kallor/index.html", "kallor/x/index.html", "a/site.css")
)


@pytest.fixture(scope="module")
def copy(record: Record, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked."""
    folder = tmp_path_factory.mktemp("archive")
    target = folder / name_of(record)
    count = write_archive(record, built_site, ROOT, target)
    with zipfile.ZipFile(target) as archive:
        assert len(archive.namelist()) == count
        assert archive.namelist() == sorted(archive.namelist())
        assert len({entry.date_time for entry in archive.infolist()}) == 1
        assert {entry.external_attr for entry in archive.infolist()} == {0o100644 << 16}
        archive.extractall(folder)
    return folder / target.stem


@pytest.fixture(scope="module")
def pages(copy: Path) -> dict[str, BuiltPage]:
    return read_site(copy / "site")


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("index.html", "index.html"),
        ("en/index.html", "en/index.html"),
        ("kallor/index.html", "kallor.html"),
        ("en/kallor/x/index.html", "en/kallor/x.html"),
        ("data/v1/record.json", "data/v1/record.json"),
        ("404.html", "404.html"),
    ],
)
def test_names_on_disk(name: str, there: str) -> None:
    assert on_disk(name) == there


@pytest.mark.parametrize(
    ("page", "link", "moved"),
    [
        ("index.html", "kallor/x/#s1", "kallor/x.html#s1"),
        ("index.html", ".", "index.html"),
        ("kallor/x/index.html", "../../", "../index.html"),
        ("kallor/x/index.html", "../", "../kallor.html"),
        ("kallor/x/index.html", "../../en/", "../en/index.html"),
        ("kallor/x/index.html", "&#46;&#46;&#47;", "../kallor.html"),
        ("kallor/x/index.html", "../../a/site.css", "../a/site.css"),
        ("kallor/x/index.html", "#top", "#top"),
        ("kallor/x/index.html", "https://example.org/x/", "https://example.org/x/"),
        ("kallor/x/index.html", "mailto:a@example.org", "mailto:a@example.org"),
        ("kallor/x/index.html", "gone/", "gone/"),
    ],
)
def test_links_from_file_to_file(page: str, link: str, moved: str) -> None:
    assert page_on_disk(f'<a href="{link}">x</a>', page, THERE) == f'<a href="{moved}">x</a>'


def test_scripts_go_and_what_describes_the_page_stays() -> None:
    kept = '<script type="application/ld+json">{"a":1}</script>'
    page = f'<script src="x.js"></script>{kept}<link rel="preload" href="y"><script>z</script>'
    assert page_on_disk(page, "index.html", THERE) == kept


def test_the_same_site_gives_the_same_bytes(
    record: Record, built_site: Path, copy: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    write_archive(record, built_site, ROOT, again)
    first = copy.with_name(name_of(record))
    assert again.read_bytes() == first.read_bytes()


def test_the_manifest_names_every_file_and_its_bytes(copy: Path) -> None:
    lines = (copy / MANIFEST).read_text("utf-8").splitlines()
    told = {line[66:]: line[:64] for line in lines}
    files = [path for path in copy.rglob("*") if path.is_file() and path.name != MANIFEST]
    assert set(told) == {path.relative_to(copy).as_posix() for path in files}
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert told[path.relative_to(copy).as_posix()] == digest, path
    changed = manifest([("a", b"1")])
    assert changed != manifest([("a", b"2")])


def test_all_data_and_the_versions_are_in_it(copy: Path, built_site: Path) -> None:
    for path in (ROOT / "data").rglob("*.yaml"):
        assert (copy / path.relative_to(ROOT)).read_bytes() == path.read_bytes()
    exports = [p for p in (built_site / "data").rglob("*") if p.is_file()]
    assert len(exports) > 50
    for path in exports:
        name = path.relative_to(built_site).as_posix()
        if path.suffix != ".html" and not LEFT_OUT.search(name):
            assert (copy / "site" / name).read_bytes() == path.read_bytes()
    lock = (ROOT / "requirements.txt").read_bytes()
    assert (copy / "versions" / "requirements.txt").read_bytes() == lock
    assert "site/index.html" in (copy / "README.txt").read_text("utf-8")


def test_every_page_is_in_it_and_every_link_leads_to_a_file(
    pages: dict[str, BuiltPage], built_site: Path, copy: Path
) -> None:
    built = list(built_site.rglob("*.html"))
    assert len(pages) == len([p for p in built if "pagefind" not in p.parts]) > 1000
    site = copy / "site"
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    dead = []
    seen = 0
    for path, page in pages.items():
        if path.endswith("404.html"):
            continue  # only a server shows it
        for link in [*page.links, *page.resources, *([page.refresh] if page.refresh else [])]:
            target = page.target(link)
            if target is None:
                continue
            seen += 1
            to, anchor = target
            shown = to.removesuffix("index.html")
            if (to or "index.html") not in files and f"{to}index.html" not in files:
                dead.append(f"{path} → {link}")
            elif to.endswith("/") and "/" in to.strip("/"):
                dead.append(f"{path} → {link}: a folder")
            elif anchor and shown in pages and anchor not in pages[shown].ids:
                dead.append(f"{path} → {link}: no such place")
    assert dead == [], "\n".join(dead[:20])
    assert seen > 30000


@pytest.mark.browser
def test_it_opens_from_disk(copy: Path, chrome: str) -> None:
    """From page to page, from language to language, by permanent address; with its styles."""
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=ARGUMENTS)
        tab = browser.new_page()
        tab.on("console", lambda said: faults.append(said.text))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("requestfailed", lambda r: faults.append(f"failed {r.url}") if lost(r) else None)
        tab.on(
            "request",
            lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url),
        )
        tab.goto((copy / "site" / "index.html").as_uri())
        assert "serif" in tab.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        assert tab.evaluate("document.scripts.length") <= 1  # what describes the page
        tab.get_by_role("link", name="Kommuner").first.click()
        tab.get_by_role("link", name="Åmål").first.click()
        assert tab.locator("h1").inner_text() == "Åmål"
        tab.get_by_role("link", name="English").first.click()
        assert tab.locator("html").get_attribute("lang") == "en"
        assert tab.url.endswith("/en/kommuner/amal.html")
        tab.goto((copy / "site" / "id" / "introduction-paused.html").as_uri())
        tab.wait_for_url("**/handelser/introduction-paused.html")
        tab.goto((copy / "site" / "tidslinje.html").as_uri())
        assert tab.locator("ol.events > li").count() > 100
        tab.goto((copy / "site" / "kostnader.html").as_uri())
        assert tab.locator("svg.chart").first.bounding_box()
        browser.close()
    assert faults == []


def test_the_verb_says_where_it_wrote(
    built_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "x" / "copy.zip"
    assert main(["archive", "--site", str(built_site), "--out", str(target)]) == 0
    assert str(target) in capsys.readouterr().out
    assert target.is_file()
    assert main(["archive", "--site", str(tmp_path), "--out", str(target)]) == 2
    assert "no site here" in capsys.readouterr().err
