"""What the theme puts into the head of each page: linked data, feeds of its own, sharing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.site.escape import front_matter
from generator.site.exports.feeds import ATOM_TYPE, JSON_TYPE, feed_path
from generator.site.exports.scopes import Scope
from generator.site.linked_data import linked_data
from generator.site.share import share
from generator.site.site import Site

OEMBED_TYPE = "application/json+oembed"


def head(
    site: Site,
    path: str,
    title: str,
    trail: Iterable[tuple[str, str]] = (),
    embed: str | None = None,
) -> dict[str, Any]:
    """For the front matter of a page: `linked`, `share`, and `feeds` where it has its own.

    `embed` is the path of the page that other sites may show in place of this one; what
    describes it for them is named like a feed.
    """
    found: dict[str, Any] = {
        "linked": linked_data(site, path, title, trail),
        "share": share(site, path),
    }
    own = []
    entry_id = site.entry_at.get(path)
    if entry_id is not None and entry_id in site.record.parties:
        own.append(_feed(site, Scope("party", entry_id, ()), title, "atom"))
    if embed is not None:
        root = "" if site.swedish else f"{site.language}/"
        own.append([front_matter(title), OEMBED_TYPE, f"{root}{embed}oembed.json"])
    return found | ({"feeds": own} if own else {})


def feeds_of_all(site: Site) -> list[list[str]]:
    """The feeds that every page names: title, media type, path from the first language's root."""
    scope = Scope("all", "", ())
    news, corrected = site.say("Nytt", "New facts"), site.say("Rättelser", "Corrections")
    return [
        _feed(site, scope, news, "atom"),
        _feed(site, scope, news, "json"),
        _feed(site, scope, corrected, "atom", corrected=True),
        _feed(site, scope, corrected, "json", corrected=True),
    ]


def _feed(
    site: Site, scope: Scope, title: str, ending: str, *, corrected: bool = False
) -> list[str]:
    kind = ATOM_TYPE if ending == "atom" else JSON_TYPE
    path = feed_path(scope, site.language, corrected=corrected)
    return [front_matter(title), kind, f"{path}.{ending}"]
