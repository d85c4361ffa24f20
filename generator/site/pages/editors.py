"""The editors' page: every entry by the day on which it was last checked, the oldest first.

It states days and never how long ago they are: a page is the same whenever it is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.facts.record import KINDS
from generator.history.freshness import oldest_first, overtaken, untranslated
from generator.site.render import Page, render
from generator.site.site import Site

PATH = "redaktion/"


def editor_pages(site: Site) -> Iterator[Page]:
    """The one page."""
    record = site.record
    entries = oldest_first(record)
    kinds = [kind for kind in KINDS if record.of_kind(kind)]
    days = [
        (day, [(kind, [i for k, i, _ in items if k == kind]) for kind in kinds])
        for day, group in groupby(entries, key=lambda entry: entry[2])
        for items in [list(group)]
    ]
    title = site.say("Att se över", "To look at again")
    body = render(
        site, PATH, "editors.md", title=title, days=days, overtaken=list(overtaken(record)),
        untranslated=untranslated(record), freshness=record.settings.freshness,
        first=entries[0][2], last=entries[-1][2],
    )  # fmt: skip
    yield Page(PATH, title, site.say(
        "För redaktörer: alla uppgifter efter när de senast kontrollerades, den äldsta först.",
        "For editors: every entry by when it was last verified, the oldest first.",
    ), body, extra=(("search", {"exclude": True}),))  # fmt: skip
