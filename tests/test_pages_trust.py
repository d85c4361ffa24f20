"""Who said what, where sources disagree, and what was corrected."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest

from generator.facts.base import Confidence, Correction, Text
from generator.facts.party import Role
from generator.facts.record import Record
from generator.site.addresses import address, markdown_file
from generator.site.files import site_files
from generator.site.pages.corrections import all_corrections
from generator.site.pages.home import LATEST, latest_changes
from generator.site.pages.statements import speakers
from generator.site.site import Site

CONFLICT = {"sv": "Källorna är oense", "en": "Sources disagree"}


@pytest.fixture(scope="module", params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(record: Record, language: str) -> Site:
    return Site(record, language)


@pytest.fixture(scope="module")
def files(record: Record, language: str) -> dict[str, str]:
    """The pages as a reader's browser sees them: character references resolved."""
    written = site_files(record, language)
    return {name: html.unescape(text) for name, text in written.items()}


def page_of(files: dict[str, str], record: Record, entry: str) -> str:
    return files[markdown_file(address(record, entry).partition("#")[0])]


def links_to(record: Record, target: str, source: str) -> str:
    """The link to an entry's page as it stands on another's: over the root."""
    here = address(record, source).partition("#")[0]
    return f'href="{"../" * here.count("/")}{address(record, target)}"'


# Who said what


def test_every_speaker_and_everybody_who_gave_a_figure_is_there(record: Record, site: Site) -> None:
    shown = {s.party.id: ([said.event.id for said in s.said], s.figures) for s in speakers(site)}
    spoken: dict[str, list[str]] = {}
    for event in site.events:
        for part in event.parties:
            if part.role is Role.SPEAKER:
                spoken.setdefault(part.party, []).append(event.id)
    gave = {f.said_by for f in record.figures.values() if f.said_by}
    assert set(shown) == {*spoken, *gave}
    assert {party: events for party, (events, _) in shown.items() if events} == spoken
    assert {party for party, (_, figures) in shown.items() if figures} == gave
    assert len(spoken) >= 10


def test_each_statement_has_its_source_its_date_and_the_office(
    files: dict[str, str], record: Record, site: Site
) -> None:
    page = files["uttalanden.md"]
    for speaker in speakers(site):
        head = f'id="talare-{speaker.party.id}"'
        part = page.split(head)[1].split("<h3")[0]
        for said in speaker.said:
            item = part.split(f'handelser/{said.event.id}/"')[1].split("</li>")[0]
            assert site.plain(said.event.text) in item
            sources = {citation.source for citation in said.event.sources}
            assert any(f"kallor/{source}/" in item for source in sources)
            if said.office:
                assert site.plain(said.office) in item
        for figure, words in speaker.figures:
            assert f"kostnader/#{figure.id}" in part
            assert words in part
    assert "inte att det stämmer" in page or "not that it is so" in page


def test_statements_are_reached_from_home_and_from_whoever_spoke(
    files: dict[str, str], record: Record, site: Site
) -> None:
    assert 'href="uttalanden/"' in files["index.md"]
    for speaker in speakers(site):
        if speaker.party.id not in record.parties[record.settings.members].members:
            page = page_of(files, record, speaker.party.id)
            assert f"uttalanden/#talare-{speaker.party.id}" in page


# Gaps and conflicts


def test_a_gap_page_has_all_its_parts(files: dict[str, str], record: Record, site: Site) -> None:
    """The question, what each source says, what would settle it, who could be asked."""
    for gap in record.gaps.values():
        page = page_of(files, record, gap.id)
        assert f"<h1>{site.plain(gap.question)}</h1>" in page
        sides = page.partition('<div class="sides">')[2].partition("<dl")[0]
        assert gap.type == "gap" or len(gap.positions) >= 2
        for position in gap.positions:
            side = next(s for s in sides.split("<div>") if site.plain(position.says) in s)
            for citation in position.sources:
                assert f"kallor/{citation.source}/" in side
        assert site.plain(gap.settles) in page
        assert gap.ask
        for party in gap.ask:
            assert links_to(record, party, gap.id) in page
        for fact in (*gap.touches, *gap.related):
            assert links_to(record, fact, gap.id) in page


def test_a_gap_is_linked_from_every_fact_that_it_touches(
    files: dict[str, str], record: Record
) -> None:
    for gap in record.gaps.values():
        for fact in gap.touches:
            page = page_of(files, record, fact)
            if record.kind_of[fact] == "term":
                page = page.partition(f'<h3 id="{fact}">')[2].partition("</section>")[0]
            assert links_to(record, gap.id, fact) in page, (gap.id, fact)


def test_a_fact_in_conflict_bears_a_badge_in_every_list(
    files: dict[str, str], record: Record, language: str
) -> None:
    disputed = {
        fact: gap.id
        for gap in record.gaps.values()
        if gap.type == "conflict"
        for fact in gap.touches
        if record.kind_of[fact] == "event"
    }
    lists = 0
    for name, text in files.items():
        for item in re.findall(r'<li id="[^"]*">\s*<p class="when">.*?</li>', text, re.DOTALL):
            event = re.findall(r'<li id="([^"]*)"', item)[0]
            lists += event in disputed
            assert (CONFLICT[language] in item) == (event in disputed), (name, event)
            if event in disputed:
                assert f"luckor/{disputed[event]}/" in item
    assert lists > 2 * len(disputed) > 0


def test_a_fact_in_conflict_bears_a_badge_below_its_title(
    files: dict[str, str], record: Record, language: str
) -> None:
    for gap in record.gaps.values():
        for fact in gap.touches if gap.type == "conflict" else ():
            assert record.get(fact).confidence is Confidence.DISPUTED
            if record.kind_of[fact] == "event":
                top = page_of(files, record, fact).partition('<div class="with-box">')[0]
                assert CONFLICT[language] in top
                assert f"luckor/{gap.id}/" in top
    calm = record.events["main-contract-signed"]
    top = page_of(files, record, calm.id).partition('<div class="with-box">')[0]
    assert CONFLICT[language] not in top


# Corrections


def corrected_record(record: Record) -> Record:
    """The real record with three invented corrections."""

    def made(day: date, field: str, was: str | dict[str, str]) -> Correction:
        reason = {"sv": "En invänd siffra.", "en": "A reversed digit."}
        return Correction.model_validate(
            {"date": day, "field": field, "was": was, "reason": reason}
        )

    first = made(date(2026, 12, 1), "when", "2024-11-16")
    second = made(date(2026, 12, 3), "title", {"sv": "Gammal rubrik", "en": "Old title"})
    third = made(date(2026, 12, 2), "text", {"sv": "Gammal text", "en": "Old text"})
    events, terms = dict(record.events), dict(record.terms)
    paused, term = events["introduction-paused"], terms["pause-notice"]
    events[paused.id] = paused.model_copy(update={"corrections": (first, second)})
    terms[term.id] = term.model_copy(update={"corrections": (third,)})
    return replace(record, events=events, terms=terms)


def test_no_correction_is_said_honestly(files: dict[str, str], record: Record) -> None:
    assert all_corrections(record) == []
    page = files["rattelser.md"]
    assert '<div class="empty">' in page
    assert "<del" not in page
    assert 'href="rattelser/"' in files["index.md"]


def test_corrections_are_listed_newest_first_with_the_former_wording_struck(
    record: Record, language: str
) -> None:
    changed = corrected_record(record)
    written = {name: html.unescape(t) for name, t in site_files(changed, language).items()}
    page = written["rattelser.md"]
    days = re.findall(r'<del datetime="([^"]*)"', page)
    assert days == ["2026-12-03", "2026-12-02", "2026-12-01"]
    own = page_of(written, changed, "introduction-paused")
    old, day = {
        "sv": ("Gammal rubrik", "16\u00a0november 2024"),
        "en": ("Old title", "16\u00a0November 2024"),
    }[language]
    for place in (page, own):
        assert f'<del datetime="2026-12-03">{old}</del>' in place
        assert f'<del datetime="2026-12-01">{day}</del>' in place
        assert {"sv": "En invänd siffra.", "en": "A reversed digit."}[language] in place
        assert 'class="correction"' in place
        assert {"sv": "Rättad ", "en": "Corrected "}[language] in place
    assert "<del" in page_of(written, changed, "pause-notice").partition('id="pause-notice"')[2]
    assert "<del" not in page_of(written, changed, "pause-agreed")
    log = written["index.md"].partition('<ul class="list log">')[2].partition("</ul>")[0]
    assert log.count('class="tag corrected"') == 3
    assert log.count("<li>") == LATEST


def test_the_log_of_changes_is_in_order(record: Record) -> None:
    changes = latest_changes(Site(corrected_record(record), "sv"))
    assert [change.date for change in changes] == sorted(
        (change.date for change in changes), reverse=True
    )
    assert [change.event is None for change in changes] == [True, True, True, False]


def test_a_former_wording_is_a_text_or_as_typed() -> None:
    reason = {"sv": "x", "en": "x"}
    given = {"date": "2026-12-01", "field": "value", "was": "800000", "reason": reason}
    assert Correction.model_validate(given).was == Text(sv="800000", en="800000")
    given["was"] = {"sv": "förr"}
    assert Correction.model_validate(given).was == Text(sv="förr")
