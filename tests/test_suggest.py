"""“Suggest a correction” on every entry: id, page and language reach the form or the mail."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from generator.facts.record import Record
from generator.site.addresses import address, markdown_file
from generator.site.files import site_files
from generator.site.site import Options
from generator.site.suggest import FORMS, About, suggestion
from tests.conftest import ROOT

ABOUT = About("the-id", "50 % & “x” <b>", "https://a.example/en/kostnader/#the-id", "en")
FORM_FIELDS = {"id", "page", "language"}


def test_a_form_is_filled_in() -> None:
    link = suggestion("form", ABOUT, "https://host.example/o/r", "")
    parts = urlsplit(link)
    assert (parts.netloc, parts.path) == ("host.example", "/o/r/issues/new")
    asked = {key: value for key, (value,) in parse_qs(parts.query).items()}
    assert asked == {
        "template": "correction.yml", "title": "50 % & “x” <b> (the-id)",
        "id": "the-id", "page": ABOUT.page, "language": "en",
    }  # fmt: skip


def test_a_mail_is_filled_in() -> None:
    link = suggestion("mail", ABOUT, "", "a+b@c.example")
    assert link.startswith("mailto:a%2Bb@c.example?subject=Correction%3A%20")
    body = parse_qs(urlsplit(link).query)["body"][0]
    assert "Id: the-id\r\nhttps://a.example/en/kostnader/#the-id\r\n(en)" in body
    assert "\n\n" not in body


def test_any_other_address_is_filled_in() -> None:
    way = "https://h.example/new?issue[title]={title}&about={id}&p={page}&l={language}"
    link = suggestion(way, ABOUT, "", "")
    assert link.endswith("about=the-id&p=https%3A%2F%2Fa.example%2Fen%2Fkostnader%2F%23the-id&l=en")


@pytest.mark.parametrize("way", ["form", "mail", "", "javascript:alert(1)", "data:x"])
def test_what_cannot_be_had_leads_to_the_page(way: str) -> None:
    assert suggestion(way, ABOUT, "", "") == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_form_asks_for_what_the_link_fills_in(language: str) -> None:
    file = ROOT / ".github" / "ISSUE_TEMPLATE" / FORMS[language]
    fields = {item.get("id") for item in yaml.safe_load(file.read_text("utf-8"))["body"]}
    assert fields >= FORM_FIELDS


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_entry_has_its_link_on_its_page(record: Record, language: str) -> None:
    options = Options(
        corrections="https://h.example/?about={id}!{language}", address="https://s.example/"
    )
    files = site_files(record, language, options)
    for kind, entry in record.entries():
        page = markdown_file(address(record, entry.id).partition("#")[0])
        mark = f"about={entry.id}!{language}"
        assert mark in files[page], (kind, entry.id, page)


@pytest.mark.site
def test_the_site_leads_to_the_form(built_site: Path) -> None:
    page = (built_site / "en" / "kostnader" / "index.html").read_text("utf-8")
    assert "/issues/new?template=correction.yml&title=" in html.unescape(page)
