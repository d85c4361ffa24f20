"""What stands around every page: tabs, record bar, footer."""

from __future__ import annotations

from typing import Any

from generator.site.escape import front_matter, mailto
from generator.site.head import feeds_of_all
from generator.site.site import Site
from generator.site.words.dates import when_words

ROOM_AFTER = 0.16
"""The share of the record bar that is kept for the time after the horizon."""


def navigation(site: Site) -> list[dict[str, str]]:
    """The tabs: title and Markdown file. Everything else is reached from these pages."""
    members = site.plain(site.record.settings.members_word)
    return [
        {site.say("Läget", "Status"): "index.md"},
        {site.say("Tidslinje", "Timeline"): "tidslinje.md"},
        {front_matter(members): f"{site.record.settings.members_path}.md"},
        {site.say("Planer och utfall", "Plans and outcome"): "planer.md"},
        {site.say("Kostnader", "Costs"): "kostnader.md"},
        {site.say("Frågor och svar", "Questions"): "fragor.md"},
        {site.say("Källor och data", "Sources and data"): "kallor.md"},
    ]


def frame(site: Site) -> dict[str, Any]:
    """The words of the record bar and the footer, escaped for HTML."""
    settings = site.record.settings
    assert site.horizon.published is not None
    month = when_words(site.horizon.published, site.language)
    link = front_matter("ratta/")
    lead = site.say(
        'Varje uppgift har en källa. Hittar du ett fel? <a href="{}">Föreslå en rättelse</a>.',
        'Every fact has a source. Found an error? <a href="{}">Suggest a correction</a>.',
    )
    return {
        "starts": str(settings.starts),
        "horizon": month,
        "horizon_words": site.say(f"källor till och med {month}", f"sources up to {month}"),
        "after_words": site.say("därefter ingen uppgift", "nothing known after"),
        "break": round(100 * (1 - ROOM_AFTER), 2),
        "title": front_matter(site.plain(settings.title)),
        "subtitle": front_matter(site.plain(settings.subtitle)),
        "feeds": feeds_of_all(site),
        "footer": {
            "lead": lead.format(link),
            "publisher": _publisher(site),
            "correct": "ratta/",
            "links": [
                [site.say("Tillgänglighet", "Accessibility"), "tillganglighet/"],
                [site.say("Integritet", "Privacy"), "integritet/"],
                [site.say("Om registret", "About this record"), "om/"],
                [site.say("Ordlista", "Glossary"), "ordlista/"],
                [site.say("Öppna data", "Open data"), "data/"],
                [site.say("Luckor och konflikter", "Gaps and conflicts"), "luckor/"],
            ],
        },
    }


def _publisher(site: Site) -> str:
    """Who answers for the site, as HTML; nothing where nobody has said."""
    publisher = site.record.settings.publication.publisher
    if publisher.name is None:
        return ""
    words = front_matter(site.plain(publisher.name))
    if publisher.email is not None:
        link, shown = front_matter(mailto(publisher.email)), front_matter(publisher.email)
        words += f', <a href="{link}">{shown}</a>'
    return site.say(f"Ansvarig: {words}", f"Responsible: {words}")
