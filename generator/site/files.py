"""The way out: all files of a site in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.facts.base import LANGUAGES
from generator.facts.record import Record
from generator.site.exports.assets import timeline_assets
from generator.site.exports.card_style import card_assets
from generator.site.exports.history_json import history_file
from generator.site.exports.registry import exported
from generator.site.exports.search_cards import search_cards
from generator.site.exports.security_txt import security_txt
from generator.site.exports.timeline_json import timeline_files
from generator.site.head import head
from generator.site.linked_data import trail
from generator.site.pages.cards import card_pages, oembed_files, shown_on
from generator.site.pages.contracts import contract_pages
from generator.site.pages.corrections import correction_pages
from generator.site.pages.costs import cost_pages
from generator.site.pages.editors import editor_pages
from generator.site.pages.embedding import embedding_pages
from generator.site.pages.events import event_pages
from generator.site.pages.everything import everything_page
from generator.site.pages.fields import field_pages
from generator.site.pages.home import home_pages
from generator.site.pages.matrix import matrix_files
from generator.site.pages.members import member_pages
from generator.site.pages.ocds import ocds_pages
from generator.site.pages.open_data import open_data_pages
from generator.site.pages.options import option_pages
from generator.site.pages.parties import party_pages
from generator.site.pages.plans import plan_pages
from generator.site.pages.publication import publication_pages
from generator.site.pages.responsibilities import responsibility_pages
from generator.site.pages.retired import retired_pages
from generator.site.pages.rules import rule_pages
from generator.site.pages.sources import gap_pages, question_pages, source_pages
from generator.site.pages.statements import statement_pages
from generator.site.pages.subjects import subject_pages
from generator.site.pages.subscribe import subscribe_pages
from generator.site.pages.timeline import timeline_pages
from generator.site.permalinks import moved_pages, permalinks
from generator.site.render import Page
from generator.site.site import Options, Site

FAMILIES: tuple[Callable[[Site], Iterator[Page]], ...] = (
    home_pages,
    timeline_pages,
    event_pages,
    plan_pages,
    cost_pages,
    member_pages,
    option_pages,
    party_pages,
    contract_pages,
    subject_pages,
    responsibility_pages,
    source_pages,
    gap_pages,
    question_pages,
    statement_pages,
    correction_pages,
    rule_pages,
    everything_page,
    publication_pages,
    retired_pages,
    card_pages,
    embedding_pages,
    subscribe_pages,
    open_data_pages,
    editor_pages,
    field_pages,
    ocds_pages,
)
"""Every family of pages. To add one, add its module and name it here."""

DATA_FILES: tuple[Callable[[Site], Iterator[tuple[str, str]]], ...] = (
    matrix_files,
    search_cards,
    oembed_files,
)
"""Files that pages read in the browser: path and content."""


def pages(site: Site) -> Iterator[Page]:
    """Every generated page, each after those above it."""
    for family in FAMILIES:
        yield from family(site)


def site_files(record: Record, language: str, options: Options | None = None) -> dict[str, str]:
    """The files of `files_of` as texts, for a record in a language."""
    site = Site(record, language, options or Options())
    return {path: content.decode() for path, content in files_of(site)}


def files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path below the language's folder and content of every page, and of what pages read.

    Raises ValueError where two files have the same address.
    """
    paths: set[str] = set()
    for path, content in _files_of(site):
        if path in paths:
            raise ValueError(f"two files have the address {path}")
        paths.add(path)
        yield path, content


def _files_of(site: Site) -> Iterator[tuple[str, bytes]]:
    titles: dict[str, str] = {}
    shown = shown_on(site)
    for page in pages(site):
        titles[page.path] = page.title
        above = trail(page.path, page.tab, titles)
        told = head(site, page.path, page.title, above, shown.get(page.path))
        yield page.file, page.markdown(site, told).encode()
    for path, text in _beside_pages(site):
        yield path, text.encode()


def _beside_pages(site: Site) -> Iterator[tuple[str, str]]:
    for family in DATA_FILES:
        yield from family(site)
    if site.swedish:
        yield from permalinks(site).items()
        yield from security_txt(site)
    yield from moved_pages(site).items()
    yield from timeline_files(site).items()
    yield from timeline_assets().items()
    yield from card_assets().items()


def export_files(record: Record, options: Options | None = None) -> Iterator[tuple[str, bytes]]:
    """Path below the first language's folder and content of what is the same for all languages.

    That is all open data, and the histories that the timeline looks up. They are written once,
    with the first language. Raises ValueError where two exports write the same file.
    """
    site = Site(record, LANGUAGES[0], options or Options())
    yield from history_file(site)
    yield from exported(site)
