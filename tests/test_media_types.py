"""Media types of open data, and which pages may be framed."""

from __future__ import annotations

import pytest

from generator.site.addresses import embeddable
from generator.site.exports.media_types import BY_PATH, media_type


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/v1/events.ics", "text/calendar; charset=utf-8"),
        ("data/v1/record.json", "application/json"),
        ("data/v1/feed.json", "application/feed+json"),
        ("data/v1/en/feeds/parties/somebody.json", "application/feed+json"),
        ("data/v1/feed.atom", "application/atom+xml; charset=utf-8"),
        ("data/v1/schema/event.json", "application/schema+json"),
        ("data/v1/catalog.ttl", "text/turtle; charset=utf-8"),
        ("tidslinje/inbaddad/oembed.json", "application/json+oembed"),
        ("data/v1/events/feed-is-no-feed.json", "application/json"),
        ("data/v1/unknown.bin", "application/octet-stream"),
    ],
)
def test_media_type_of_a_path(path: str, expected: str) -> None:
    assert media_type(path) == expected


def test_a_pattern_by_path_only_narrows() -> None:
    """A server that goes by the ending alone serves something that is right too."""
    for pattern, _ in BY_PATH:
        assert pattern.endswith(".json")


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("tidslinje/inbaddad/", True),
        ("en/tidslinje/inbaddad/", True),
        ("inbaddad/lage/", True),
        ("en/inbaddad/lage/somebody/", True),
        ("", False),
        ("tidslinje/", False),
        ("badda-in/", False),
        ("handelser/inbaddad/", False),
        ("sv/inbaddad/lage/", False),
    ],
)
def test_only_pages_made_for_it_may_be_framed(path: str, may: bool) -> None:
    assert embeddable(path) is may
