"""Who publishes the record, and the statements of accessibility and privacy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.checking.check import check
from generator.facts.publication import to_fill_in, unstated
from generator.facts.record import Record, Settings
from generator.prose import language_files
from generator.reading.load import load, read_folder
from generator.site.files import site_files
from generator.site.frame import frame
from generator.site.pages.publication import with_blocks
from generator.site.site import Options, Site
from tests.conftest import ROOT
from tests.pages import read_site

OTHER = ROOT / "tests" / "cases" / "other-programme"
LAW = (
    "Ansvarig", "Webbplats", "Lagen", "Bedömning", "Prövad", "Hur", "Publicerad",
    "Redogörelsen ändrad", "Innehåll som inte är tillgängligt", "Tillsyn", "Vad som är prövat",
)  # fmt: skip
"""What the supervising authority asks of a statement, in the words of the page."""


@pytest.fixture(scope="module")
def other() -> Record:
    """A record whose publisher has filled everything in."""
    loaded = load(read_folder(OTHER / "data")).record
    assert loaded is not None
    return loaded


def page(record: Record, name: str, language: str = "sv") -> str:
    return site_files(record, language, Options())[name]


def test_the_statement_has_what_the_law_asks(other: Record) -> None:
    text = page(other, "tillganglighet.md")
    assert [words for words in LAW if words not in text] == []
    assert "delvis förenlig med lagen" in text
    assert "2026-11-01" in text
    assert "Hamnförbundet" in text
    assert 'href="https://example.org/anmal"' in text
    assert "Att fylla i" not in text


@pytest.mark.parametrize(("language", "words"), [("sv", "Att fylla i"), ("en", "To be filled in")])
def test_what_nobody_has_given_is_said_to_be_missing(
    record: Record, language: str, words: str
) -> None:
    unknown = Settings.model_validate({**record.settings.model_dump(), "publication": unstated()})
    bare = replace(record, settings=unknown)
    count = len(to_fill_in(unknown.publication))
    assert count == len([*unstated()["publisher"], *unstated()["privacy"]]) + 6
    assert page(bare, "tillganglighet.md", language).count(words) >= 10
    assert page(bare, "integritet.md", language).count(words) == 4


def test_nothing_is_invented_for_the_real_record(record: Record) -> None:
    """Nobody has said who publishes it, so no name and no assessment may stand there."""
    publication = record.settings.publication
    assert publication.publisher.name is None
    assert publication.accessibility.conformance is None
    assert publication.security is not None
    assert publication.security.contact is None
    text = page(record, "tillganglighet.md")
    assert "har inte bedömt" in text
    assert "helt förenlig med" not in text


def test_the_check_warns_the_day_after_a_year(other: Record) -> None:
    files = read_folder(OTHER / "data")
    assert check(files, date(2027, 11, 1))[1] == []
    assert [p.rule for p in check(files, date(2027, 11, 2))[1]] == ["assessment-old"]


def test_the_check_warns_the_day_after_the_contact_for_security_holds(other: Record) -> None:
    files = read_folder(OTHER / "data")
    files["record.yaml"] = files["record.yaml"].replace(
        b"expires: 2027-12-31", b"expires: 2026-12-01"
    )
    assert check(files, date(2026, 12, 1))[1] == []
    assert [p.rule for p in check(files, date(2026, 12, 2))[1]] == ["security-expired"]


def test_pages_by_hand_get_their_blocks(other: Record) -> None:
    files = dict(language_files(Site(other, "sv"), OTHER / "content" / "sv"))
    for name in ("om.md", "ratta.md"):
        assert "<!-- record" not in files[name].decode()
    assert "Hamnförbundet" in files["om.md"].decode()
    assert "Skicka rättelser med e" in files["ratta.md"].decode()


def test_a_page_that_lacks_its_block_or_asks_for_another_is_refused(
    other: Record, tmp_path: Path
) -> None:
    (tmp_path / "om.md").write_text("# Om\n\n<!-- record: publsher -->\n", encoding="utf-8")
    with pytest.raises(OSError, match="add the line") as refused:
        list(language_files(Site(other, "sv"), tmp_path))
    assert refused.value.filename == f"{tmp_path / 'om.md'}:1"
    site = Site(other, "sv", Options())
    with pytest.raises(LookupError, match=r"^3: no block is called “sida”; there are publisher"):
        with_blocks(site, "annan.md", "# Annan\n\n<!-- record: sida -->\n")


def test_the_footer_names_the_publisher_only_where_there_is_one(
    record: Record, other: Record
) -> None:
    assert frame(Site(record, "sv", Options()))["footer"]["publisher"] == ""
    assert "Hamnförbundet" in frame(Site(other, "sv", Options()))["footer"]["publisher"]


@pytest.mark.site
def test_every_page_links_to_the_statement(built_site: Path) -> None:
    for path, found in read_site(built_site).items():
        if found.refresh or path.endswith("inbaddad/") or "main-content" not in found.ids:
            continue  # a page that forwards, and the timeline alone in a frame
        root = "en/" if path.startswith("en/") else ""
        targets = {target[0] for link in found.links if (target := found.target(link))}
        if path.endswith("404.html"):
            assert any(link.endswith("/tillganglighet/") for link in found.links)
        else:
            assert {f"{root}tillganglighet/", f"{root}integritet/", f"{root}om/"} <= targets, path
