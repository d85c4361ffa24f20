"""When a page last changed, as far as the facts say: for the sitemap, never from a clock."""

from __future__ import annotations

from datetime import date

from generator.facts.base import Entry
from generator.site.addresses import address
from generator.site.view import Site


def changed(site: Site) -> dict[str, str]:
    """The day by address, ISO: of an entry's own page, its own; of `''`, the record's latest."""
    days: dict[str, date] = {}
    for _, entry in site.record.entries():
        path, _, anchor = address(site.record, entry.id).partition("#")
        day = _day(entry)
        if not anchor and path:
            days[path] = max(day, days.get(path, day))
        days[""] = max(day, days.get("", day))
    return {path: day.isoformat() for path, day in days.items()}


def _day(entry: Entry) -> date:
    return max(entry.recorded, entry.verified, *(item.date for item in entry.corrections))
