"""Feeds, read back by another library than the one that wrote them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import pytest

from generator.facts.base import Correction, Text
from generator.facts.logs import Retired
from generator.facts.record import Record
from generator.site.exports import feeds as module
from generator.site.exports.feed import NEWS, new_facts
from generator.site.exports.feeds import NEWEST, PAGE
from generator.site.site import Options, Site

ADDRESS = "https://example.org/record/"
FORMS = ("atom", "json")


def files(record: Record, address: str = ADDRESS) -> dict[str, bytes]:
    found = module.EXPORT.files(Site(record, "sv", Options(address=address)))
    return {path: data for path, data in found if isinstance(data, bytes)}


@pytest.fixture(scope="module")
def made(record: Record) -> dict[str, bytes]:
    return files(record)


def read(data: bytes) -> Any:
    """An Atom feed as feedparser reads it."""
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def corrected(record: Record, entry_id: str, *corrections: Correction) -> Record:
    event = record.events[entry_id].model_copy(update={"corrections": corrections})
    return replace(record, events={**record.events, entry_id: event})


def correction(day: str, words: str = "fel") -> Correction:
    text = Text.model_construct(sv=words, en=words)
    return Correction(date=date.fromisoformat(day), field="title", was=text, reason=text)


def walk(made: dict[str, bytes], path: str) -> list[Any]:
    """The entries of all pages of an Atom feed, each page found by the link on the last."""
    entries, seen = [], []
    while path:
        assert path not in seen
        seen.append(path)
        found = read(made[path])
        entries += found.entries
        more = [link.href for link in found.feed.links if link.rel == "next"]
        path = more[0].removeprefix(ADDRESS) if more else ""
    return entries


def walk_json(made: dict[str, bytes], path: str) -> list[Any]:
    items = []
    while path:
        found = json.loads(made[path])
        assert found["feed_url"] == ADDRESS + path
        items += found["items"]
        path = found.get("next_url", "").removeprefix(ADDRESS)
    return items


@pytest.mark.parametrize("root", ["data/v1/", "data/v1/en/"])
def test_every_fact_that_is_news_has_one_entry(
    record: Record, made: dict[str, bytes], root: str
) -> None:
    entries = walk(made, f"{root}feed.atom")
    expected = sum(len(record.of_kind(kind)) for kind in NEWS)
    assert len(entries) == len({entry.id for entry in entries}) == expected > PAGE
    items = walk_json(made, f"{root}feed.json")
    assert [item["id"] for item in items] == [entry.id for entry in entries]
    assert [item["title"] for item in items] == [entry.title for entry in entries]
    assert [item["content_html"] for item in items] == [e.content[0].value for e in entries]
    terms = [entry.tags[0].term for entry in entries]
    assert {kind: terms.count(kind) for kind in NEWS} == {
        kind: len(record.of_kind(kind)) for kind in NEWS
    }


def test_the_newest_taken_in_comes_first(record: Record, made: dict[str, bytes]) -> None:
    entries = walk(made, "data/v1/feed.atom")
    days = [entry.published for entry in entries]
    assert days == sorted(days, reverse=True)
    last = next(iter(record.events.values()))
    newer = last.model_copy(update={"recorded": date(2031, 1, 1), "verified": date(2031, 1, 1)})
    later = files(replace(record, events={**record.events, last.id: newer}))
    first = read(later["data/v1/feed.atom"])
    assert first.entries[0].title == last.title.sv
    assert first.entries[0].published == first.feed.updated == "2031-01-01T00:00:00Z"


def test_all_pages_of_all_feeds_are_sound(record: Record, made: dict[str, bytes]) -> None:
    ids: dict[str, str] = {}
    for path, data in made.items():
        if path.endswith(".json"):
            found = json.loads(data)
            assert found["version"] == "https://jsonfeed.org/version/1.1"
            assert all(item["id"] and item["content_html"] for item in found["items"])
            assert found["language"] == ("en" if "/en/" in path else "sv")
            continue
        feed = read(data)
        links = {link.rel: link.href for link in feed.feed.links}
        assert links["self"] == ADDRESS + path
        assert feed.feed.id.startswith("urn:uuid:")
        key = path.partition(".")[0]
        assert ids.setdefault(feed.feed.id, key) == key, "two feeds have one id"
        assert feed.feed.updated
        assert feed.feed.language == ("en" if "/en/" in path else "sv")
        for entry in feed.entries:
            assert entry.id.startswith("urn:uuid:")
            assert entry.link.startswith(ADDRESS)


def test_a_party_and_a_theme_have_their_newest(record: Record, made: dict[str, bytes]) -> None:
    everything = [entry.id for entry in walk(made, "data/v1/feed.atom")]
    folders = {"parties": record.parties, "themes": [t.id for t in record.settings.themes]}
    found = 0
    for folder, names in folders.items():
        for name in names:
            mine = [e.id for e in read(made[f"data/v1/feeds/{folder}/{name}.atom"]).entries]
            assert len(mine) <= NEWEST
            assert mine == [entry for entry in everything if entry in mine]
            found += len(mine)
    assert found > NEWEST


def test_a_correction_is_told_in_its_own_feed_and_not_as_news(record: Record) -> None:
    event = next(iter(record.events.values()))
    fixed = corrected(record, event.id, correction("2031-02-03"), correction("2031-02-03", "två"))
    made = files(fixed)
    (first, second) = read(made["data/v1/feeds/corrections.atom"]).entries
    assert first.id != second.id
    assert first.updated == "2031-02-03T00:00:00Z"
    assert first.title == f"Rättat: {event.title.sv}"
    assert first.link == f"{ADDRESS}handelser/{event.id}/"
    assert "fel" in first.content[0].value
    items = json.loads(made["data/v1/feeds/corrections.json"])["items"]
    assert [item["id"] for item in items] == [first.id, second.id]
    news = walk(made, "data/v1/feed.atom")
    assert [e.id for e in news] == [e.id for e in walk(files(record), "data/v1/feed.atom")]
    (entry,) = [e for e in news if e.title == event.title.sv]
    assert entry.published == f"{event.recorded}T00:00:00Z"
    assert entry.updated == "2031-02-03T00:00:00Z"
    theme = record.theme_of(event)
    party = event.parties[0].party
    for place in (f"themes/{theme}", f"parties/{party}"):
        assert len(read(made[f"data/v1/feeds/corrections/{place}.atom"]).entries) == 2


def test_what_was_removed_is_told_as_a_correction(record: Record) -> None:
    event = next(iter(record.events.values()))
    why = Text(sv="Fanns två gånger.", en="Was there twice.")
    gone = {
        "old": Retired(id="old", kind="event", date=date(2031, 5, 1), name=why, reason=why),
        "moved": Retired(id="moved", kind="event", date=date(2031, 6, 1), to=event.id),
    }
    made = files(replace(record, retired=gone))
    moved, old = read(made["data/v1/feeds/corrections.atom"]).entries
    assert (moved.title, old.title) == ("Flyttat: moved", f"Borttaget: {why.sv}")
    assert event.title.sv in moved.content[0].value
    assert old.link == f"{ADDRESS}id/old/"
    assert why.sv in old.content[0].value


def test_ids_do_not_hang_on_the_address(record: Record, made: dict[str, bytes]) -> None:
    moved = files(record, "https://elsewhere.example/")
    for path in ("data/v1/feed.atom", "data/v1/feeds/corrections.atom"):
        one, other = read(made[path]), read(moved[path])
        assert one.feed.id == other.feed.id
        assert [e.id for e in one.entries] == [e.id for e in other.entries]


HOSTILE = "<script>alert(1)</script> & ]]> \x07\x00 \"quoted\" '&lt;' </content>"


def test_hostile_text_stays_text(record: Record) -> None:
    event = next(iter(record.events.values()))
    text = Text.model_construct(sv=HOSTILE, en=HOSTILE)
    other = event.model_copy(update={"title": text, "text": text, "recorded": date(2031, 1, 1)})
    made = files(replace(record, events={**record.events, event.id: other}))
    entry = read(made["data/v1/feed.atom"]).entries[0]
    assert "<script>alert(1)</script> & ]]>" in entry.title
    assert "<script" not in entry.content[0].value
    assert "&lt;script&gt;alert(1)" in entry.content[0].value
    item = json.loads(made["data/v1/feed.json"])["items"][0]
    assert "<script" not in item["content_html"]
    assert item["title"] == HOSTILE


def test_two_builds_are_the_same_to_the_byte(record: Record, made: dict[str, bytes]) -> None:
    assert files(record) == made


def test_new_facts_leave_out_what_is_no_news(record: Record) -> None:
    found = new_facts(Site(record, "sv"))
    left_out = [kind for kind, entry in record.entries() if entry.id not in found]
    assert set(left_out) == {"party", "source", "subject", "question"}
    assert len(found) + len(left_out) == len(list(record.entries()))
