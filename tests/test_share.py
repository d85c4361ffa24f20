"""Pictures for social media: what pages say of themselves, and what is drawn."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from generator.facts.record import Record
from generator.packaging import share as drawn
from generator.packaging.share import fitted, picture, share_pictures, wrapped
from generator.site.share import share
from generator.site.site import Options, Site

IMAGE = re.compile(r'<meta property="og:image" content="([^"]*)">')
PAGE = """<html lang="sv"><head>
<meta property="og:site_name" content="Registret">
<meta property="og:title" content="{title}">
<meta property="article:section" content="Händelse">
<meta property="og:image" content="https://example.org/{place}"></head></html>"""


def test_which_picture_a_page_has(record: Record) -> None:
    site = Site(record, "sv", Options())
    english = Site(record, "en", Options())
    assert share(site, "")["picture"] == "share/sv/index.png"
    event = share(english, "handelser/introduction-paused/")
    assert event == {"kind": "Event", "picture": "share/en/handelser/introduction-paused.png"}
    assert share(site, "kommuner/amal/")["kind"] == "Kommun"
    assert share(site, "kallor/svt-innebar/")["picture"] == "share/sv/kallor.png"
    assert share(site, "parter/vgr/")["picture"] == "share/sv/parter.png"


def test_the_same_words_give_the_same_small_png() -> None:
    data = picture("Pausen i införandet", "Ärende", "Registret")
    assert data == picture("Pausen i införandet", "Ärende", "Registret")
    assert data != picture("Pausen i införandet", "Händelse", "Registret")
    image = Image.open(io.BytesIO(data))
    assert (image.size, image.mode, image.format) == ((1200, 630), "P", "PNG")
    assert len(data) < 30_000


def test_swedish_letters_are_drawn() -> None:
    font = drawn._font(48)
    missing = bytes(font.getmask("\uffff"))
    assert all(bytes(font.getmask(letter)) != missing for letter in "åäöÅÄÖé–”¶½")


def test_a_title_gets_the_largest_size_at_which_it_fits(record: Record) -> None:
    assert fitted("Åmål")[0] == drawn.SIZES[0]
    size, lines = fitted("Ett mycket långt ord " * 30)
    assert size == drawn.SIZES[-1]
    assert lines[-1].endswith(" …")
    width = drawn.WIDTH - 2 * drawn.MARGIN
    for event in record.events.values():
        size, lines = fitted(event.title.sv)
        assert size >= 54, event.title.sv
        assert all(drawn._font(size, bold=True).getlength(line) <= width for line in lines)
    assert wrapped("Troll\u00adhättan", 42) == ["Trollhättan"]


def test_only_what_changed_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(title: str, kind: str, name: str) -> bytes:
        asked.append(title)
        return picture(title, kind, name)

    monkeypatch.setattr(drawn, "picture", counted)
    monkeypatch.setattr(drawn, "KEPT", tmp_path / "kept")
    site = tmp_path / "site"
    (site / "x").mkdir(parents=True)
    file = site / "x" / "index.html"
    for title in ("Ett", "Ett", "Två &amp; tre"):
        file.write_text(PAGE.format(title=title, place="share/sv/x.png"), encoding="utf-8")
        share_pictures(site, "https://example.org/")
    assert asked == ["Ett", "Två & tre"]
    file.write_text(PAGE.format(title="Ett", place="share/sv/y.png"), encoding="utf-8")
    with pytest.raises(OSError, match="no page has the picture"):
        share_pictures(site, "https://example.org/")


@pytest.mark.site
def test_every_page_names_a_picture_that_is_there(built_site: Path) -> None:
    root = "https://example.org/record/"
    seen = set()
    for path in built_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for address in IMAGE.findall(text):
            assert address.startswith(root)
            assert (built_site / address.removeprefix(root)).is_file(), path
            assert 'name="twitter:card"' in text
            seen.add(address)
    assert len(seen) > 450
    sizes = [path.stat().st_size for path in (built_site / "share").rglob("*.png")]
    assert len(sizes) == len(seen)
    assert max(sizes) < 30_000
