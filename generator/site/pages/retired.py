"""What was published and is gone: one list, and a page at each former address that says why."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.logs import Retired
from generator.site.addresses import RETIRED, former_pages
from generator.site.render import Page, render
from generator.site.site import Site


def retired_pages(site: Site) -> Iterator[Page]:
    """The list, and the pages of all that leads nowhere on."""
    title = site.say("Borttaget och flyttat", "Removed and moved")
    retired = sorted(site.record.retired.values(), key=lambda item: item.date, reverse=True)
    body = render(site, RETIRED, "retired_all.md", title=title, retired=retired)
    yield Page(RETIRED, title, site.say(
        "Uppgifter som har tagits bort ur registret eller fått ett nytt id, och varför.",
        "Entries that were removed from the record or got a new id, and why.",
    ), body)  # fmt: skip
    for item in retired:
        if item.to is None:
            for path in former_pages(site.record, item):
                name = title_of(site, item)
                trail = [(title, RETIRED), (item.id, None)]
                body = render(site, path, "retired.md", item=item, title=name, trail=trail)
                yield Page(path, name, site.say(
                    "Uppgiften är borttagen ur registret. Här står varför.",
                    "The entry was removed from the record. Here it says why.",
                ), body, extra=(("search", {"exclude": True}),))  # fmt: skip


def title_of(site: Site, item: Retired) -> str:
    """The heading of the page that is left."""
    what = site.plain(item.name) if item.name else item.id
    return site.say(f"Borttaget: {what}", f"Removed: {what}")
