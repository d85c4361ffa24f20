"""The record holds every row of the dossier, and its pages show it: by content, row by row."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checking.check import check
from generator.facts.base import Citation, Text
from generator.facts.event import Event
from generator.facts.record import Record
from generator.reading.load import read_folder
from generator.site.addresses import address, markdown_file
from generator.site.files import site_files
from generator.site.words.dates import when_words

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "data"
CORE: dict[str, Any] = yaml.load((HERE / "core_rows.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
ALL: dict[str, Any] = yaml.load((HERE / "dossier_rows.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
LANGUAGES = ("sv", "en")


@cache
def record() -> Record:
    loaded, problems = check(read_folder(DATA), date(2026, 11, 22))
    errors = [f"{p.file}:{p.line}: {p.message}" for p in problems if p.is_error]
    assert loaded.record is not None
    assert not errors
    return loaded.record


@cache
def pages(language: str) -> dict[str, str]:
    return site_files(record(), language)


def event_page(event_id: str, language: str) -> str:
    return pages(language)[markdown_file(address(record(), event_id))]


def plain(markup: str) -> str:
    """What a reader sees: no tags, entities resolved, one kind of space."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def places(citations: Iterable[Citation], source: str) -> set[str]:
    """All paragraphs and places at which a fact cites a source."""
    found: set[str] = set()
    for citation in citations:
        if citation.source != source:
            continue
        if not citation.at.startswith("¶"):
            found.add(citation.at)
            continue
        for part in re.findall(r"\d+(?:[-–]\d+)?", citation.at):
            first, _, last = re.sub("–", "-", part).partition("-")
            found |= {str(number) for number in range(int(first), int(last or first) + 1)}
    return found


def assert_cites(citations: tuple[Citation, ...], wanted: dict[str, list[str]]) -> None:
    for source, paragraphs in wanted.items():
        cited = places(citations, source)
        assert cited, f"{source} is not cited"
        assert set(paragraphs) <= cited, f"{source} is cited at {cited}, not at {paragraphs}"


def words(language: str, *texts: Text | None) -> str:
    return " ".join(getattr(text, language) or "" for text in texts if text is not None)


def by_row(rows: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[row["row"] for row in rows])


def effects_of(event: Event) -> list[dict[str, str]]:
    """The effects in the form of core_rows.yaml."""
    found = []
    for effect in event.effects:
        shape = {"subject": effect.subject, "becomes": effect.becomes}
        if effect.scope is not None:
            given = effect.scope.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
            shape |= {key: str(value) for key, value in given.items()}
        if effect.others is not None:
            shape["others"] = effect.others
        if effect.date is not None:
            shape["date"] = str(effect.date)
        found.append(shape)
    return found


def test_the_lists_agree_and_are_whole() -> None:
    assert [row["row"] for row in ALL["facts"]] == [f"F{number:03d}" for number in range(1, 110)]
    core = {row["row"]: row["event"] for row in CORE["rows"]}
    assert core == {row["row"]: row["event"] for row in ALL["facts"] if row["core"] == "yes"}


@by_row(CORE["rows"])
def test_core_row(row: dict[str, Any]) -> None:
    event = record().events[row["event"]]
    assert str(event.when) == row["when"]
    assert event.type == row["type"]
    assert event.confidence == row.get("confidence", "established")
    assert (str(event.expects) if event.expects else None) == row.get("expects")
    assert_cites(event.sources, row["sources"])
    assert effects_of(event) == row.get("effects", [])


@by_row(CORE["rows"])
def test_core_row_names_its_parties_and_speakers(row: dict[str, Any]) -> None:
    event = record().events[row["event"]]
    for wanted in row["parties"]:
        found = [part for part in event.parties if part.party == wanted["party"]]
        assert found, f"{wanted['party']} is not named"
        if "role" in wanted:
            assert wanted["role"] in [part.role for part in found]
        for language, office in wanted.get("office", {}).items():
            assert any(office in words(language, part.office) for part in found)


@by_row(CORE["rows"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_core_row_says_what_the_source_says(row: dict[str, Any], language: str) -> None:
    event = record().events[row["event"]]
    said = words(language, event.title, event.text, event.remark)
    missing = [p for p in row["says"][language] if not re.search(p, said, re.IGNORECASE)]
    assert not missing, said


@by_row(CORE["rows"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_core_row_shows_its_date_in_words(row: dict[str, Any], language: str) -> None:
    shown = plain(event_page(row["event"], language))
    assert CORE["dates_in_words"][row["when"]][language] in shown


@by_row(CORE["rows"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_core_row_shows_who_and_the_paragraphs(row: dict[str, Any], language: str) -> None:
    shown = plain(event_page(row["event"], language))
    for wanted in row["parties"]:
        assert words(language, record().parties[wanted["party"]].name) in shown
    for citation in record().events[row["event"]].sources:
        if citation.at.startswith("¶"):
            word = "stycke" if language == "sv" else "paragraph"
            assert f"{word} {citation.at[2:].replace('-', '–')}" in shown


@by_row(ALL["facts"])
def test_dossier_row(row: dict[str, Any]) -> None:
    event = record().events[row["event"]]
    assert str(event.when) == row["when"]
    assert event.type == row["type"]
    assert_cites(event.sources, row["sources"])


@by_row(ALL["facts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_dossier_row_shows_it(row: dict[str, Any], language: str) -> None:
    event = record().events[row["event"]]
    page = event_page(row["event"], language)
    shown = plain(page)
    assert " ".join(words(language, event.title).split()) in shown
    assert " ".join(words(language, event.text).split()) in shown
    assert " ".join(when_words(event.when, language).split()) in shown
    links = {html.unescape(link) for link in re.findall(r'href="([^"]*)"', page)}
    for source in row["sources"]:
        assert ALL["sources"][source]["url"] in links


@pytest.mark.parametrize("source_id", ALL["sources"])
def test_dossier_source(source_id: str) -> None:
    source = record().sources[source_id]
    wanted = ALL["sources"][source_id]
    assert source.url == wanted["url"]
    assert str(source.published) == wanted["published"]


def test_unreliable_source_supports_only_the_date() -> None:
    sources = record().sources
    unreliable = {s.id for s in sources.values() if s.reliability == "unreliable"}
    assert unreliable == {"nt-2025-12-03"}
    assert sources["nt-2025-12-03"].may_support == ("when",)
    weak = {s.id for s in sources.values() if s.reliability == "weak"}
    assert {"sie-2025-11", "webdoc", "news55", "ru24-bigbang"} <= weak


def test_a_fact_that_rests_on_weak_sources_alone_is_not_established() -> None:
    sources = record().sources
    for event in record().events.values():
        if all(sources[citation.source].reliability != "ordinary" for citation in event.sources):
            assert event.confidence != "established", event.id


@pytest.mark.parametrize(
    "paragraph",
    [(source, number) for source, all_ in CORE["paragraphs"].items() for number in all_],
    ids=lambda pair: f"{pair[0]}-{pair[1]}",
)
def test_every_paragraph_of_the_core_documents_is_cited_by_an_event(
    paragraph: tuple[str, str],
) -> None:
    source, number = paragraph
    assert any(number in places(event.sources, source) for event in record().events.values())


@pytest.mark.parametrize("wanted", CORE["figures"], ids=lambda figure: figure["figure"])
def test_core_figure(wanted: dict[str, Any]) -> None:
    figure = record().figures[wanted["figure"]]
    assert str(figure.value) == wanted["value"]
    assert figure.unit == wanted["unit"]
    assert str(figure.as_of) == wanted["as_of"]
    assert figure.qualifier == wanted.get("qualifier", "exact")
    assert (figure.computed is not None) == ("computed" in wanted)
    assert_cites(figure.sources, wanted["sources"])


@by_row(CORE["terms"])
def test_core_term(row: dict[str, Any]) -> None:
    term = record().terms[row["term"]]
    assert term.contract == row["contract"]
    assert term.type == row["type"]
    assert term.basis == row["basis"]
    assert term.confidence == row.get("confidence", "established")
    assert set(row["parties"]) <= set(term.parties)
    assert set(row["subjects"]) <= set(term.subjects)
    for name, value in row.get("rule", {}).items():
        assert term.rule is not None
        assert str(getattr(term.rule, name)) == value
    assert_cites(term.sources, row["sources"])


def test_the_municipalities_have_their_codes() -> None:
    found = {
        identifier.id: party.name.sv
        for party in record().parties.values()
        if party.classification == "municipality"
        for identifier in party.identifiers
        if identifier.scheme == "scb"
    }
    assert found == ALL["municipalities"]
    assert len(found) == 49


def test_the_collective_of_municipalities_is_all_of_them() -> None:
    parties = record().parties
    members = parties["municipalities"].members
    assert {parties[member].name.sv for member in members} == set(ALL["municipalities"].values())
    assert parties["municipalities"].stated_count == 49
