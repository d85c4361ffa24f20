"""All corrections of the record, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.base import Correction, Entry
from generator.facts.record import Record
from generator.site.render import Page, render
from generator.site.site import Site

INDEX = "rattelser/"


@dataclass(frozen=True)
class Corrected:
    """A correction and the entry it belongs to."""

    entry: Entry
    kind: str
    correction: Correction


def all_corrections(record: Record) -> list[Corrected]:
    """Every correction, the newest first; of one day in the order of the files."""
    found = [
        Corrected(entry, kind, correction)
        for kind, entry in record.entries()
        for correction in entry.corrections
    ]
    return sorted(found, key=lambda corrected: corrected.correction.date, reverse=True)


def correction_pages(site: Site) -> Iterator[Page]:
    """The one page of corrections."""
    title = site.say("Rättelser", "Corrections")
    body = render(
        site, INDEX, "corrections.md", title=title, corrections=all_corrections(site.record)
    )
    yield Page(INDEX, title, site.say(
        "Vad som var fel i registret, hur det löd, när det rättades och varför.",
        "What was wrong in the record, how it read, when it was corrected and why.",
    ), body)  # fmt: skip
