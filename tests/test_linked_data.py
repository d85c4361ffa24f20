"""Linked data in the head of every page, read back by another library; and feeds found there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
import yaml

from generator.facts.base import Text
from generator.facts.record import Record
from generator.facts.when import When
from generator.site import linked_data as module
from generator.site.files import pages
from generator.site.head import head
from generator.site.linked_data import CLAIMS, PLANS, block, linked_data, trail
from generator.site.pages.events import event_pages
from generator.site.site import Options, Site

ADDRESS = "https://example.org/record/"
SCHEMA = "https://schema.org/"
TERMS = set(rdflib.SDO.__annotations__)


@pytest.fixture(scope="module")
def site(record: Record) -> Site:
    return Site(record, "sv", Options(address=ADDRESS))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of a JSON-LD document."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def triples(text: str) -> list[pyoxigraph.Quad]:
    """A document as pyoxigraph reads it; schema.org's own context is on the web."""
    data = json.loads(text)
    assert data.pop("@context") == "https://schema.org"
    offline = json.dumps({"@context": {"@vocab": SCHEMA}} | data)
    return list(pyoxigraph.parse(offline.encode(), format=pyoxigraph.RdfFormat.JSON_LD))


def test_only_what_happened_is_an_event(site: Site) -> None:
    kinds: Counter[str] = Counter()
    for path, entry_id in site.entry_at.items():
        thing = json.loads(linked_data(site, path, "x"))["mainEntity"]
        if site.record.kind_of[entry_id] != "event":
            assert thing["@type"] not in ("Event", "PlanAction", "Claim")
            continue
        event = site.record.events[entry_id]
        kinds[thing["@type"]] += 1
        assert (thing["@type"] == "PlanAction") is (event.type in PLANS)
        assert (thing["@type"] == "Claim") is (event.type in CLAIMS)
        assert thing["@id"] == f"{ADDRESS}id/{entry_id}/"
    assert set(kinds) == {"Event", "PlanAction", "Claim"}
    assert sum(kinds.values()) == len(site.record.events)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-11-12", ("2024-11-12", "2024-11-12")),
        ("2024-11", ("2024-11", "")),
        ("2024", ("2024", "")),
        ("2024-11~", ("", "")),
        ("2024-11-12?", ("", "")),
        ("2024-21", ("", "")),
        ("2024-11-12/..", ("2024-11-12", "")),
        ("2024-11-12~/..", ("", "")),
        ("2024-11-12/2024-11-20", ("", "")),
        ("../2024-11-12", ("", "")),
    ],
)
def test_a_date_is_given_only_as_far_as_it_is_known(when: str, expected: tuple[str, str]) -> None:
    assert module._days(When.parse(when)) == expected


def test_sources_are_citations(site: Site) -> None:
    for path, entry_id in site.entry_at.items():
        if site.record.kind_of[entry_id] != "event":
            continue
        cited = json.loads(linked_data(site, path, "x"))["citation"]
        expected = list(dict.fromkeys(c.source for c in site.record.events[entry_id].sources))
        assert [one["url"] for one in cited] == [site.record.sources[s].url for s in expected]


def test_parties_are_what_they_are(site: Site) -> None:
    record = site.record
    for path, entry_id in site.entry_at.items():
        if entry_id not in record.parties:
            continue
        thing = json.loads(linked_data(site, path, "x"))["mainEntity"]
        kind = record.parties[entry_id].classification
        assert (thing["@type"] == "Person") is (kind == "person")
        assert (thing["@type"] == "GovernmentOrganization") is (
            kind in ("region", "municipality", "authority", "auditors", "court")
        )


def test_every_term_is_one_of_schema_org(site: Site) -> None:
    used: set[str] = set()
    for path in ["", "om/", *site.entry_at]:
        for node in nodes(json.loads(linked_data(site, path, "x", [("above", "tidslinje/")]))):
            used |= {key for key in node if key[0] != "@"}
            used.add(node["@type"]) if "@type" in node else None
    assert len(used) > 30
    assert used - TERMS == set()


HOSTILE = "</script><!--<script>alert(1)</script>&amp;\u2028 \" ' \\ ]]>"


def test_no_text_can_end_the_element(record: Record) -> None:
    event = next(iter(record.events.values()))
    text = Text.model_construct(sv=HOSTILE, en=HOSTILE)
    bad = event.model_copy(update={"title": text, "text": text})
    site = Site(replace(record, events={**record.events, event.id: bad}), "sv")
    path = f"handelser/{event.id}/"
    linked = linked_data(site, path, HOSTILE, [(HOSTILE, "tidslinje/")])
    assert not re.search("[<>&\u2028]", linked)
    assert json.loads(linked)["mainEntity"]["name"] == HOSTILE
    assert json.loads(block({"a": HOSTILE})) == {"a": HOSTILE}
    page = next(page for page in event_pages(site) if page.path == path)
    front = yaml.safe_load(page.markdown(site, head(site, path, HOSTILE)).split("---\n")[1])
    assert "<" not in front["linked"]
    assert json.loads(front["linked"])["mainEntity"]["name"] == HOSTILE


def test_a_page_is_made_after_those_above_it(site: Site) -> None:
    """So that its head can name them, though no page waits for another."""
    made = list(pages(site))
    known: dict[str, str] = {}
    titles = {page.path: page.title for page in made}
    several = 0
    for page in made:
        known[page.path] = page.title
        above = trail(page.path, page.tab, titles)
        assert trail(page.path, page.tab, known) == above, page.path
        several += len(above) > 1
    assert several > 10


def test_the_same_thing_has_the_same_id_in_both_languages(site: Site) -> None:
    english = Site(site.record, "en", site.options)
    for path in site.entry_at:
        one, other = (json.loads(linked_data(s, path, "x")) for s in (site, english))
        assert one["mainEntity"]["@id"] == other["mainEntity"]["@id"]
        assert one["@id"] != other["@id"]


def test_a_party_has_a_feed_of_its_own(site: Site) -> None:
    party = next(iter(site.record.parties))
    path = next(path for path, entry in site.entry_at.items() if entry == party)
    (feed,) = head(site, path, "<b>x")["feeds"]
    assert feed == ["&lt;b&gt;x", "application/atom+xml", f"data/v1/feeds/parties/{party}.atom"]
    assert "feeds" not in head(site, "om/", "x")


class Head(HTMLParser):
    """The linked data of a page and its feeds."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.feeds: list[str] = []
        self.articles = 0
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        self.articles += tag == "article"
        self._inside = tag == "script" and got.get("type") == "application/ld+json"
        kind = got.get("type", "")
        if tag == "link" and ("atom" in kind or "feed+json" in kind):
            assert got["rel"].split() == ["alternate"]
            assert got["title"]
            self.feeds.append(got["href"])

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks.append(data)


@pytest.mark.site
def test_every_built_page_says_what_it_is_and_names_feeds_that_exist(
    built_site: Path, record: Record
) -> None:
    kinds: Counter[str] = Counter()
    weight = []
    for file in sorted(built_site.rglob("index.html")):
        page = Head(file.read_text("utf-8"))
        if not page.articles:
            continue
        (text,) = page.blocks
        where = file.parent.relative_to(built_site).as_posix()
        own = f"{ADDRESS}{where}/" if where != "." else ADDRESS
        data = json.loads(text)
        assert data["@id"] == own
        assert data["name"]
        kinds[data.get("mainEntity", {}).get("@type", "")] += 1
        weight.append(len(text.encode()))
        assert len(page.feeds) >= 4
        for feed in page.feeds:
            inside = built_site / feed.removeprefix(ADDRESS)
            target = inside if feed.startswith(ADDRESS) else file.parent / feed
            assert target.resolve().is_file(), f"{where}: {feed}"
        if "breadcrumb" in data:
            for step in data["breadcrumb"]["itemListElement"]:
                target = step["item"].removeprefix(ADDRESS)
                assert (built_site / target / "index.html").is_file(), f"{where}: {target}"
        assert len(triples(text)) > 5
    happened = [e for e in record.events.values() if e.type not in PLANS | CLAIMS]
    assert kinds["Event"] == 2 * len(happened)
    assert kinds["Claim"] + kinds["PlanAction"] + kinds["Event"] == 2 * len(record.events)
    assert sum(weight) / len(weight) < 2_500
    assert max(weight) < 7_000
