"""The page of plans: every promise is in the table, and the chart's labels touch nothing."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import combinations

import pytest

from generator.facts.record import Record
from generator.facts.when import When
from generator.history.plans import Promise, milestone_history
from generator.site.charts.milestones import lay_out
from generator.site.charts.promises import SHEETS, Chart, middle, stroke
from generator.site.pages.plans import all_plans, halt_before, plan_gaps, plan_pages, series
from generator.site.site import Site
from generator.site.words.dates import when_words

LANGUAGES = ("sv", "en")


@pytest.fixture(scope="module")
def sites(record: Record) -> dict[str, Site]:
    return {language: Site(record, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def bodies(sites: dict[str, Site]) -> dict[str, str]:
    """The body of the page, unescaped, by language."""
    return {name: html.unescape(next(plan_pages(site)).body) for name, site in sites.items()}


def words(markup: str) -> str:
    """What a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def rows(body: str) -> list[str]:
    """The body rows of the table."""
    table = re.search(
        r'<table class="rows cards plans".*?<tbody[^>]*>(.*?)</tbody>', body, re.DOTALL
    )
    assert table
    return re.findall(r"<tr[^>]*>.*?</tr>", table[1], re.DOTALL)


def chart_of(site: Site, number: int) -> Chart:
    histories = [found for found in series(site, all_plans(site)) if found]
    after = site.say("stoppad 15 nov 2024", "stopped 15 Nov 2024")
    closing = site.say("Inget nytt datum känt", "No new date known")
    return lay_out(site, histories, SHEETS[number], after, closing)


# ---- the table ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_promise_of_the_record_stands_in_its_row_in_words(
    record: Record, sites: dict[str, Site], bodies: dict[str, str], language: str
) -> None:
    site = sites[language]
    found = 0
    table = rows(bodies[language])
    for event in record.events.values():
        promises = [e for e in event.effects if e.becomes == "planned" and e.date is not None]
        for effect in promises:
            assert effect.date is not None
            [row] = [row for row in table if f"/{event.id}/" in row]
            date = " ".join(when_words(effect.date, language, short=True).split())
            name = site.name(effect.subject, short=True)
            cells = re.findall(
                r'<td role="cell" data-label="([^"]*)"[^>]*>(.*?)</td>', row, re.DOTALL
            )
            own = [words(cell) for label, cell in cells if label == name]
            other = words(" ".join(cell for label, cell in cells if label in {"Annat", "Other"}))
            assert date in own or f"{name} : {date}" in other, (event.id, effect.subject, date)
            found += 1
    assert found >= 17


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_cites_a_source_and_says_how_sure_it_is(
    bodies: dict[str, str], language: str
) -> None:
    told = {"sv": ("Fastställd", "Rapporterad", "Omstridd")}.get(
        language, ("Established", "Reported", "Disputed")
    )
    table = rows(bodies[language])
    assert 'class="outcome"' in table[-1]
    for row in table[:-1]:
        assert "/kallor/" in row
        assert any(word in row for word in told)
    assert "/kallor/" in table[-1]


def test_the_columns_begin_with_the_first_start_and_leave_nothing_out(
    record: Record, sites: dict[str, Site]
) -> None:
    plans = all_plans(sites["sv"])
    assert plans.columns[0] == record.settings.first_start
    assert {*plans.columns, *plans.others} == set(plans.histories)
    assert not set(plans.columns) & set(plans.others)
    first, second = series(sites["sv"], plans)
    assert first is not None
    assert second is not None
    assert (first.milestone, second.milestone) == ("start-south", "full-introduction")
    assert second.milestone in plans.columns


def test_the_conclusion_names_promise_outcome_and_what_followed(bodies: dict[str, str]) -> None:
    lede = {name: re.search(r'<p class="lede">(.*?)</p>', body) for name, body in bodies.items()}
    assert lede["sv"]
    assert lede["en"]
    assert words(lede["sv"][1]).replace(" ,", ",").replace(" .", ".") == (
        "Första starten planerades från början till våren 2021. Det blev 12 november 2024, och "
        "driften stoppades tre dagar efter det. Senare källor ger inget nytt datum."
    )
    assert words(lede["en"][1]).replace(" ,", ",").replace(" .", ".") == (
        "First start was originally planned for spring 2021. It happened on 12 November 2024, and "
        "operation was stopped three days after that. Later sources give no new date."
    )


def test_a_halt_counts_only_between_the_last_promise_and_its_date(
    record: Record, sites: dict[str, Site]
) -> None:
    site = sites["sv"]
    halted = {
        name
        for name in all_plans(site).histories
        if halt_before(site, milestone_history(site.history, name)) is not None
    }
    assert {"start-west", "start-south-private", "full-introduction"} <= halted
    assert not halted & {"stage-2", "stage-3", "start-e-services"}
    found = milestone_history(site.history, "full-introduction")
    last = found.promises[-1]
    later = last.event.model_copy(update={"when": When.parse("2025-06")})
    given_after = replace(found, promises=(*found.promises, Promise(later, last.date)))
    assert halt_before(site, found) is not None
    assert halt_before(site, given_after) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_without_plans_has_the_page_without_chart_and_table(
    record: Record, language: str
) -> None:
    bare = {
        event.id: event.model_copy(
            update={"effects": tuple(e for e in event.effects if e.date is None)}
        )
        for event in record.events.values()
    }
    body = next(plan_pages(Site(replace(record, events=bare), language))).body
    assert "<table" not in body
    assert "<figure" not in body
    assert 'class="lede"' in body


def test_gaps_about_plans_are_shown(sites: dict[str, Site], bodies: dict[str, str]) -> None:
    gaps = {gap.id for gap in plan_gaps(sites["sv"], all_plans(sites["sv"]))}
    assert {"length-of-first-delay", "southern-area"} <= gaps
    assert "compensation-amount" not in gaps
    for body in bodies.values():
        assert all(f"/luckor/{gap}/" in body for gap in gaps)


# ---- the chart ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(SHEETS)), ids=[sheet.css for sheet in SHEETS])
def test_no_label_of_the_chart_touches_anything(
    sites: dict[str, Site], language: str, number: int
) -> None:
    chart = chart_of(sites[language], number)
    assert not chart.missing
    for (one, _), (other, _) in combinations(chart.labels, 2):
        assert not one.box.overlaps(other.box), (one.lines, other.lines)
    for label, _ in chart.labels:
        assert label.box.x >= 0
        assert label.box.right <= chart.sheet.width
        assert label.box.y >= 0
        assert label.box.bottom <= chart.floor
        leads = [stroke((x1, y1), (x2, y2)) for x1, y1, x2, y2 in chart.leads]
        for obstacle in [*chart.obstacles, *leads]:
            assert not label.box.overlaps(obstacle), (label.lines, obstacle)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(SHEETS)), ids=[sheet.css for sheet in SHEETS])
def test_every_mark_of_the_chart_has_its_date_beside_it(
    sites: dict[str, Site], language: str, number: int
) -> None:
    chart = chart_of(sites[language], number)
    said = [" ".join(label.lines) for label, _ in chart.labels]
    for mark in chart.marks:
        assert " ".join(mark.words) in said
        said.remove(" ".join(mark.words))


def test_time_runs_right_and_later_promises_lie_higher(sites: dict[str, Site]) -> None:
    for number in range(len(SHEETS)):
        chart = chart_of(sites["sv"], number)
        first, second = chart.lines
        by_event = {mark.event: mark for mark in first.marks}
        assert by_event["plan-before-2019"].x < by_event["plan-2019"].x < by_event["plan-2022"].x
        assert by_event["plan-before-2019"].y > by_event["plan-2019"].y > by_event["plan-2022"].y
        assert [mark.shape for mark in first.marks] == ["diamond"] * 5 + ["point"]
        assert {mark.shape for mark in second.marks} == {"square"}
        outcome, ends = first.marks[-1], chart.diagonal
        assert ends
        x1, y1, x2, y2 = ends
        on_line = y1 + (outcome.x - x1) / (x2 - x1) * (y2 - y1)
        assert outcome.y == pytest.approx(on_line, abs=1)


def test_only_what_is_not_known_to_the_day_is_soft(sites: dict[str, Site]) -> None:
    chart = chart_of(sites["sv"], 0)
    by_event = {mark.event: mark for mark in chart.lines[0].marks}
    assert not by_event["one-year-to-start"].soft
    assert not by_event["pilot-go-live"].soft
    sideways, upward = by_event["plan-before-2019"].soft
    assert sideways.x == chart.across.start
    assert sideways.w > sideways.h
    assert upward.h > upward.w


def test_a_date_that_says_by_lies_on_its_last_day() -> None:
    assert middle(When.parse("../2023")).isoformat() == "2023-12-31"
    assert middle(When.parse("2023")).isoformat() == "2023-07-02"
    assert middle(When.parse("2024-11-12")).isoformat() == "2024-11-12"


def test_ids_of_the_three_drawings_differ_and_marks_lead_to_their_events(
    bodies: dict[str, str],
) -> None:
    for body in bodies.values():
        ids = re.findall(r'\bid="([^"]+)"', body)
        assert len(ids) == len(set(ids))
        drawings = re.findall(r"<svg class=\"chart .*?</svg>", body, re.DOTALL)
        assert len(drawings) == 3
        for drawing in drawings:
            assert len(re.findall(r'<a href="\.\./handelser/', drawing)) == 10
