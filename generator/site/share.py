"""What a page shows of itself when it is shared: its kind and the picture that stands for it."""

from __future__ import annotations

import posixpath

from generator.site.addresses import address
from generator.site.escape import front_matter
from generator.site.site import Site
from generator.site.words import labels

OWN = ("event", "subject", "option", "contract", "gap")
"""Kinds of entry whose pages have pictures of their own, as the members' pages do. Others
show that of the list they stand in: half the pictures, of the pages that are shared least."""


def share(site: Site, path: str) -> dict[str, str]:
    """For the front matter of a page: its kind, and its picture from the first language's root."""
    entry_id = site.entry_at.get(path)
    settings = site.record.settings
    if entry_id is None:
        kind = site.plain(settings.subtitle)
        shown = path
    else:
        name = site.record.kind_of[entry_id]
        member = entry_id in site.record.parties[settings.members].members
        word = site.plain(settings.member_word)
        kind = word[:1].upper() + word[1:] if member else site.label(labels.KINDS[name])
        own = name in OWN or member
        above = posixpath.dirname(address(site.record, entry_id).partition("#")[0].rstrip("/"))
        shown = path if own else f"{above}/"
    return {"kind": front_matter(kind), "picture": f"share/{site.language}/{_name(shown)}.png"}


def _name(path: str) -> str:
    return path.strip("/") or "index"
