"""Hostile text in every export: what its readers take out of it is what stood in the YAML.

Wherever a hostile text is met it must be whole: once all whole ones are taken away, no piece of
one may be left. Each format is read by another library than the one that wrote it.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import sqlite3
from html.parser import HTMLParser
from urllib.parse import unquote

import feedparser
import pyoxigraph
import pytest
import vobject
import yaml

from generator.facts.base import LANGUAGES
from generator.facts.record import PLURALS
from generator.site.exports.feed import NEWS
from generator.site.exports.tables_csv import GUARD, SUSPECT
from generator.site.files import export_files, site_files
from generator.site.site import Options
from tests.hostile import ON_ONE_LINE, hostile_files, hostile_record, met, said
from tests.open_data import ADDRESS, V1, leaves


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(export_files(hostile_record(), Options(address=ADDRESS)))


@pytest.fixture(scope="module", params=LANGUAGES)
def site(request: pytest.FixtureRequest) -> dict[str, str]:
    return site_files(hostile_record(), request.param, Options(address=ADDRESS))


def typed() -> set[str]:
    """The key of every hostile text in the entries."""
    files = {name: data for name, data in hostile_files().items() if name != "record.yaml"}
    trees = [yaml.load(data, yaml.CBaseLoader) for data in files.values()]  # noqa: S506  (texts only)
    return met(list(leaves(trees)))


class Read(HTMLParser):
    """The elements of a piece of HTML with their attributes, and its text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text += data


# JSON


def test_the_record_as_json_has_every_text_to_the_letter(files: dict[str, bytes]) -> None:
    found = json.loads(files[f"{V1}record.json"])
    assert typed() - met(list(leaves(found))) == {"breaks"}, "which only says how a name is broken"
    for kind, plural in PLURALS.items():
        for entry in found[plural]:
            own = json.loads(files[f"{V1}{plural}/{entry['id']}.json"])
            assert own[kind] == entry
            assert entry["remark"] == {"sv": said("remark"), "en": said("remark")}


def test_all_json_is_whole(files: dict[str, bytes]) -> None:
    """But for the feeds, which hold HTML; see below."""
    names = [name for name in files if name.endswith(".json") and "feed" not in name]
    assert len(names) > 40
    for name in names:
        met(list(leaves(json.loads(files[name]))))


def test_ocds_names_and_documents_are_the_texts(files: dict[str, bytes]) -> None:
    (release,) = json.loads(files[f"{V1}ocds.json"])["releases"]
    assert {party["name"] for party in release["parties"]} == {said("name")}
    assert release["contracts"][0]["title"] == said("title")
    assert release["contracts"][0]["description"] == said("text")
    assert {d["title"] for d in release["contracts"][0]["documents"]} == {said("title")}


# Tables


def test_no_cell_begins_a_formula_and_each_comes_back(files: dict[str, bytes]) -> None:
    """Also over several lines: a text never ends its row."""
    guarded = 0
    stored = {}
    for name in (name for name in files if name.endswith(".csv")):
        read = csv.DictReader(
            io.StringIO(files[name].decode("utf-8-sig"), newline=""), delimiter=";", strict=True
        )
        rows = list(read)
        stored[name.removeprefix(V1).removesuffix(".csv")] = rows
        for row in rows:
            assert None not in row, "a cell too many"
            for value in row.values():
                assert value is not None, "a cell too few"
                assert not value.startswith(tuple(sign for sign in SUSPECT if sign != GUARD))
                guarded += value.startswith(f"{GUARD}=")
                met([value.removeprefix(GUARD)])
    assert guarded > 200
    titles = {row["title_sv"] for row in stored["events"]}
    assert titles == {GUARD + said("title")}
    base = sqlite3.connect(":memory:")
    base.deserialize(files[f"{V1}record.sqlite"])
    assert {title for (title,) in base.execute("SELECT title_en FROM events")} == {said("title")}
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        met(list(leaves(base.execute(f'SELECT * FROM "{table}"').fetchall())))  # noqa: S608  (a name of our own)
    base.close()


# Feeds


@pytest.mark.parametrize("root", [V1, f"{V1}en/"])
def test_feeds_hold_titles_and_text_that_is_no_markup(files: dict[str, bytes], root: str) -> None:
    record = hostile_record()
    news = sum(len(record.of_kind(kind)) for kind in NEWS)
    for name, length in (("feed", news), ("feeds/corrections", len(list(record.entries())) + 1)):
        atom = feedparser.parse(
            files[f"{root}{name}.atom"], sanitize_html=False, resolve_relative_uris=False
        )
        of_json = json.loads(files[f"{root}{name}.json"])
        assert len(atom.entries) == len(of_json["items"]) == length
        assert atom.feed.title == of_json["title"]
        assert met([atom.feed.title, atom.feed.subtitle]) == {"title", "description"}
        for entry, item in zip(atom.entries, of_json["items"], strict=True):
            assert entry.title == item["title"]
            assert entry.title_detail.type == "text/plain"
            assert entry.content[0].value == item["content_html"]
            assert [tag.label for tag in entry.tags] == item["tags"]
            shown = Read(item["content_html"])
            assert {tag for tag, _ in shown.elements} <= {"p", "ul", "li", "a"}
            for _, attributes in shown.elements:
                assert attributes.keys() <= {"href"}
                assert str(attributes.get("href", "https://")).startswith("https://")
            assert met([entry.title, shown.text, *item["tags"]])


# Calendars


@pytest.mark.parametrize("root", [V1, f"{V1}en/"])
def test_calendars_hold_each_text_and_nothing_that_it_says(
    files: dict[str, bytes], root: str
) -> None:
    events = 0
    for name in (name for name in files if name.endswith(".ics") and name.startswith(root)):
        text = files[name].decode()
        assert not re.search("(?<!\r)\n|\r(?!\n)", text), "every line ends with CRLF"
        assert max(len(line) for line in files[name].split(b"\r\n")) <= 75
        assert "\nSUMMARY;LANGUAGE=" not in text or "1)\\;\\,\\\\N|" in text.replace("\r\n ", "")
        calendar = vobject.readOne(text, validate=True)
        for key in ("name", "x-wr-calname"):
            assert met([calendar.contents[key][0].value]) <= {"title", "name"}
            assert "title" in met([calendar.contents[key][0].value])
        for event in getattr(calendar, "vevent_list", []):
            events += 1
            assert "attendee" not in event.contents
            assert met([event.summary.value]) in ({"title"}, {"name"})
            assert met([event.description.value]) & {"text", "reason"}
            if "categories" in event.contents:
                assert event.categories.value == [said("name")]
    assert events > 10
    every = vobject.readOne(files[f"{root}events.ics"].decode()).vevent_list
    (gone,) = (event for event in every if "/gone/" in event.url.value)
    assert (gone.summary.value, gone.description.value) == (said("name"), said("reason"))


# The catalogue


def test_the_catalogue_has_the_title_as_a_literal(files: dict[str, bytes]) -> None:
    triples = list(pyoxigraph.parse(files[f"{V1}catalog.ttl"], format=pyoxigraph.RdfFormat.TURTLE))
    literals = [
        triple.object.value for triple in triples if isinstance(triple.object, pyoxigraph.Literal)
    ]
    assert {"title", "description", "name"} <= met(literals)
    assert said("title") in literals
    for triple in triples:
        if isinstance(triple.object, pyoxigraph.NamedNode):
            assert "hurt" not in triple.object.value
            assert triple.object.value.startswith(("https://", "http://", "mailto:"))


# What pages read, and what other sites show


def test_what_search_and_timeline_read_is_whole(site: dict[str, str]) -> None:
    cards = json.loads(site["search/cards.json"])
    assert {"title", "name", "question"} <= met([card["title"] for card in cards])
    for name in ("tidslinje/events.json", "tidslinje/texts.json"):
        met(list(leaves(json.loads(site[name]))))
    events = json.loads(site["tidslinje/events.json"])["events"]
    assert {event["t"] for event in events} == {said("title")}
    texts = json.loads(site["tidslinje/texts.json"])
    assert {text for text, _ in texts.values()} == {said("text")}


def test_oembed_shows_one_frame_and_the_title(site: dict[str, str]) -> None:
    names = [name for name in site if name.endswith("oembed.json")]
    assert len(names) == 5
    for name in names:
        found = json.loads(site[name])
        assert found["provider_name"] == said("title")
        ((tag, attributes),) = Read(found["html"]).elements
        assert tag == "iframe"
        assert attributes["title"] == found["title"]
        assert attributes.keys() == {"src", "title", "width", "height", "style", "loading"}
        assert met([found["title"]]) <= {"lead_question", "name", "short", "title"}


def test_linked_data_in_the_head_ends_nothing_and_is_whole(site: dict[str, str]) -> None:
    pages = {name: text for name, text in site.items() if name.endswith(".md")}
    named: set[str] = set()
    for text in pages.values():
        meta = yaml.load(text.split("\n---\n", 1)[0], yaml.CSafeLoader)
        linked = meta["linked"]
        assert not set("<>&\x7f\u2028\u2029") & set(linked)
        named |= met(list(leaves(json.loads(linked))))
        for shown in (meta["title"], meta["description"], meta["share"]["kind"]):
            assert not set("<>\"'\n") & set(shown)
        met([html.unescape(meta["title"])], ON_ONE_LINE)
    assert {"title", "name", "text", "description", "question"} <= named


def test_links_that_never_change_are_pages_of_one_link(site: dict[str, str]) -> None:
    found = {name: text for name, text in site.items() if name.startswith("id/")}
    told = len(list(hostile_record().entries())) + 1 if "security.txt" in site else 0
    assert len(found) == told, "they lie below the first language only"
    for text in found.values():
        page = Read(text)
        assert [tag for tag, _ in page.elements] == [
            "html", "head", "meta", "title", "meta", "meta", "link", "meta", "body", "p", "a",
        ]  # fmt: skip
        met([page.text])


def test_a_suggestion_by_mail_says_the_title_and_no_more(site: dict[str, str]) -> None:
    links = [
        unquote(html.unescape(link))
        for text in site.values()
        for link in re.findall('href="(mailto[^"]*)"', html.unescape(text))
    ]
    subjects = [link for link in links if "subject=" in link]
    assert len(subjects) > 20
    for link in subjects:
        assert link.startswith("mailto:bok@example.org?subject=")
        met([link])
