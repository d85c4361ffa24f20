"""`catalog.ttl`: the open data as a catalogue that the national data portal can harvest.

What it offers; `catalog_graph.py` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.site.exports.export import ROOT, Export, Listed, later

PATH = f"{ROOT}catalog.ttl"
PAGE = "data/"
"""The page for re-users."""


@dataclass(frozen=True)
class Dataset:
    """A set of data, and the files that hold it, each in another format."""

    id: str
    title: tuple[str, str]
    says: tuple[str, str]
    files: tuple[str, ...]


DATASETS = (
    Dataset(
        "record",
        ("Hela registret", "The whole record"),
        (
            (
                "Alla uppgifter med källor: händelser, avtal, optioner, villkor, siffror, luckor, "
                "parter och frågor."
            ),
            (
                "Every fact with its sources: events, contracts, options, terms, figures, gaps, "
                "parties and questions."
            ),
        ),
        ("record.json", "datapackage.json", "record.sqlite"),
    ),
    Dataset(
        "events",
        ("Händelser", "Events"),
        (
            "Vad som hände, beslutades, sades eller planerades, med datum så exakta som källan.",
            "What happened, was decided, said or planned, with dates as exact as the source.",
        ),
        ("events.json", "events.csv", "events.ics", "en/events.ics"),
    ),
    Dataset(
        "history",
        ("Vad som gällde när", "What held when"),
        (
            "Varje läge och när det gällde, också så som det då var offentligt känt.",
            "Each status and when it held, also as it was then publicly known.",
        ),
        ("history.json", "statuses.csv"),
    ),
    Dataset(
        "figures",
        ("Kostnader och andra siffror", "Costs and other figures"),
        (
            "Belopp och antal med vad de mäter, vilken tid de gäller och vem som anger dem.",
            "Amounts and counts with what they measure, their time and who gives them.",
        ),
        ("figures.json", "figures.csv"),
    ),
    Dataset(
        "news",
        ("Nya uppgifter", "New facts"),
        (
            "Flöde med det som registret senast tagit in.",
            "Feed of what the record took in last.",
        ),
        ("feed.atom", "feed.json", "en/feed.atom", "en/feed.json"),
    ),
    Dataset(
        "corrections",
        ("Rättelser", "Corrections"),
        (
            "Flöde med vad som var fel, hur det löd och varför det ändrades.",
            "Feed of what was wrong, how it read and why it was changed.",
        ),
        ("feeds/corrections.atom", "feeds/corrections.json", "corrections.csv"),
    ),
    Dataset(
        "procurement",
        ("Upphandling och avtal (OCDS)", "Procurement and contracts (OCDS)"),
        (
            "Avtalen så långt de ryms i Open Contracting Data Standard.",
            "The contracts as far as the Open Contracting Data Standard can hold them.",
        ),
        ("ocds.json",),
    ),
)
"""What the catalogue offers. Files start at `data/v1/`."""


EXPORT = Export(
    later("catalog_graph", "files"),
    (
        Listed(
            PATH,
            "text/turtle; charset=utf-8",
            (
                "Katalogpost enligt DCAT-AP-SE 3.0.1, för dataportaler.",
                "Catalogue by DCAT-AP-SE 3.0.1, for data portals.",
            ),
        ),
    ),
)
