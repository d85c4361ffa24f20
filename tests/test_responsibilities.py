"""Who is what to whom: the picture, and every period in words, follow from the facts."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from generator.facts.party import Post
from generator.facts.record import Record
from generator.history.duties import Duty, holdings, periods, sightings
from generator.history.replay import History
from generator.site.charts.duties import BAR, DUTIES, SHEETS, duty_rows, place, scale_of
from generator.site.pages.members import member_pages
from generator.site.pages.responsibilities import responsibility_pages, told_periods
from generator.site.site import Site
from generator.site.timeline.text import width
from tests.strategies import event, record_of

FIRST, LAST = date(2015, 1, 1), date(2025, 12, 31)


def who(history: History, duty: Duty, day: date, least: int = 2) -> set[str]:
    return {h.party for h in holdings(history) if h.duty is duty and h.on(day) >= least}


def test_the_supplier_before_and_after_the_acquisition(history: History) -> None:
    assert who(history, Duty.SUPPLIER, date(2018, 6, 1)) == set()
    assert who(history, Duty.SUPPLIER, date(2018, 11, 15)) == set()
    assert who(history, Duty.SUPPLIER, date(2018, 11, 15), 1) == {"cerner-sverige"}
    assert who(history, Duty.SUPPLIER, date(2022, 6, 7), 1) == {"cerner-sverige"}
    assert who(history, Duty.SUPPLIER, date(2022, 6, 8)) == {"cerner-sverige", "oracle"}
    assert who(history, Duty.OWNER, date(2022, 6, 7), 1) == set()
    assert who(history, Duty.OWNER, date(2022, 6, 8)) == {"oracle"}


@pytest.mark.parametrize(
    ("duty", "day", "parties"),
    [
        (Duty.PROCURING, date(2016, 10, 25), set()),
        (Duty.PROCURING, date(2016, 10, 26), {"vgr"}),
        (Duty.PROCURING, date(2019, 1, 1), set()),
        (Duty.BUYER, date(2019, 1, 1), {"vgr"}),
        (Duty.BUYER, date(2021, 1, 1), {"vgr", "municipalities"}),
        (Duty.COORDINATOR, date(2021, 1, 1), {"vastkom"}),
        (Duty.RESPONSIBLE, date(2021, 12, 31), set()),
        (Duty.RESPONSIBLE, date(2023, 1, 1), {"vgr"}),
        (Duty.USER, date(2024, 11, 11), {"municipalities"}),
        (
            Duty.USER,
            date(2024, 11, 13),
            {"municipalities", "sas", "narhalsan", "regionhalsan", "unnamed-health-centre"},
        ),
        (Duty.USER, date(2024, 11, 14), {"municipalities", "sas", "narhalsan", "regionhalsan"}),
        (Duty.USER, date(2024, 11, 15), {"municipalities"}),
        (Duty.CHAIR, date(2023, 6, 1), {"boel-morck", "helen-eliasson"}),
        (Duty.CHAIR, date(2025, 2, 10), {"helen-eliasson"}),
        (Duty.REVIEWER, date(2025, 1, 1), {"kpmg"}),
        (Duty.REVIEWER, date(2025, 3, 18), set()),
        (Duty.SUPERVISOR, date(2025, 1, 1), {"lakemedelsverket"}),
    ],
)
def test_who_was_what_on_a_day(history: History, duty: Duty, day: date, parties: set[str]) -> None:
    assert who(history, duty, day) == parties


def test_a_post_that_was_only_seen_claims_no_day_around_it(history: History) -> None:
    seen = [h for h in holdings(history) if h.seen and h.party == "ann-charlotte-jarnstrom"]
    assert [h.to for h in seen] == [("programstyrgruppen",)]
    assert {seen[0].on(date(2025, 2, day)) for day in range(1, 29)} == {1}
    assert seen[0].on(date(2025, 3, 1)) == 0


def test_only_a_post_is_merely_seen(history: History) -> None:
    assert {held.duty for held in holdings(history) if held.seen} == {Duty.CHAIR}


@pytest.mark.parametrize(
    ("kind", "begins", "ends", "party", "duty"),
    [
        ("contract", "signed", "expired", "ada", Duty.BUYER),
        ("deployment", "in-use", "stopped", "ada", Duty.USER),
        ("review", "opened", "closed", "bo", Duty.REVIEWER),
    ],
)
def test_between_inexact_days_a_duty_is_held_for_certain(
    kind: str, begins: str, ends: str, party: str, duty: Duty
) -> None:
    named = [{"party": "bo", "role": "reviewer"}]
    told = [
        event("starts", "2020-02", [{"subject": "thing", "becomes": begins}], parties=named),
        event("over", "2020-06", [{"subject": "thing", "becomes": ends}]),
    ]
    record = record_of(told, kind)
    if kind != "contract":
        subject = record.subjects["thing"].model_copy(update={"parties": ("ada", "bo")})
        others = {
            name: subject.model_copy(update={"id": name, "kind": other})
            for name, other in (("no-duty", "pause"), ("no-events", kind))
        }
        record = replace(record, subjects={**others, "thing": subject})
    (held,) = (h for h in holdings(History.of(record)) if h.party == party)
    assert held.duty is duty
    known = {day: held.on(date.fromisoformat(f"2020-{day}")) for day in AROUND}
    assert known == dict(zip(AROUND, (0, 1, 1, 2, 2, 1, 1, 0), strict=True))


SEEN = "2020-03/2020-05"
AROUND = ("01-31", "02-01", "02-28", "02-29", "05-31", "06-01", "06-29", "06-30")


@pytest.mark.parametrize(
    ("dates", "begins", "ends", "told"),
    [
        ({"start": "2020-02"}, "02-01 02-29", None, "02-29"),
        ({"start": "2020-02", "seen": SEEN}, "02-01 02-29", None, "05-31"),
        ({"start": "2020-02", "end": "2020-06"}, "02-01 02-29", "06-01 06-30", "06-30"),
        ({"seen": SEEN}, "03-01 03-31", "05-01 05-31", "05-31"),
    ],
)  # fmt: skip
def test_a_post_is_told_of_until_the_last_day_a_source_speaks_of(
    dates: dict[str, str], begins: str, ends: str | None, told: str
) -> None:
    def days(text: str) -> tuple[date, ...]:
        return tuple(date.fromisoformat(f"2020-{day}") for day in text.split())

    cited = [{"source": "paper", "at": "whole"}]
    post = Post.model_validate(
        {"organisation": "bo", "title": {"sv": "x"}, "sources": cited} | dates
    )
    record = record_of([event("starts", "2020", [])])
    ada = record.parties["ada"].model_copy(update={"posts": (post,)})
    (held,) = holdings(History.of(replace(record, parties={**record.parties, "ada": ada})))
    assert (held.party, held.duty, held.to) == ("ada", Duty.CHAIR, ("bo",))
    assert held.begins == days(begins)
    assert held.ends == (days(ends) if ends else None)
    assert (held.told,) == days(told)
    assert held.seen == ("start" not in dates)


def test_a_supplier_of_a_review_is_no_supplier_of_the_programme(history: History) -> None:
    assert "kpmg" not in {h.party for h in holdings(history) if h.duty is Duty.SUPPLIER}
    assert "kpmg" not in {s.party for s in sightings(history) if s.duty is Duty.SUPPLIER}


def test_sightings_are_the_roles_of_events(record: Record, history: History) -> None:
    found = {(s.duty, s.party, s.event) for s in sightings(history)}
    assert (Duty.SUPERVISOR, "imy", "personal-data-incident") in found
    assert (Duty.REVIEWER, "regionrevisorerna", "auditors-report-2018") in found
    for _, party, name in found:
        assert party in {part.party for part in record.events[name].parties}
        assert not record.events[name].context


def test_what_an_event_says_of_the_contract_of_a_review_is_no_sighting(
    record: Record, history: History
) -> None:
    seen = record.events[
        next(s.event for s in sightings(history) if record.events[s.event].contract)
    ]
    review = next(each for each in record.subjects.values() if each.kind == "review")
    other = review.model_copy(update={"contract": seen.contract})
    reviewed = replace(record, subjects={**record.subjects, other.id: other})
    assert seen.id not in {s.event for s in sightings(History.of(reviewed))}


def test_periods_follow_each_other_without_a_gap(history: History) -> None:
    found = periods(history, FIRST, LAST)
    assert found[0].first == FIRST
    assert found[-1].last is None
    for one, other in pairwise(found):
        assert one.last == other.first - timedelta(days=1)
        assert (one.certain, one.perhaps) != (other.certain, other.perhaps)
    acquired = date(2022, 6, 8)
    assert periods(history, FIRST, acquired)[-1].first == acquired
    assert periods(history, acquired, acquired)[0].first == acquired


@settings(deadline=None)  # busy machines
@given(st.dates(FIRST, LAST))
def test_on_any_date_the_period_says_what_the_facts_say(day: date) -> None:
    history = known_history()
    period = [p for p in periods(history, FIRST, LAST) if p.first <= day][-1]
    every = holdings(history)
    assert set(period.certain) == {h for h in every if h.on(day) == 2}
    assert set(period.perhaps) == {h for h in every if h.on(day) == 1}


HISTORY: list[History] = []


def known_history() -> History:
    return HISTORY[0]


@pytest.fixture(autouse=True, scope="module")
def _history(history: History) -> None:
    HISTORY[:] = [history]


# The page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_period_and_duty_stands_in_words(record: Record, language: str) -> None:
    site = Site(record, language)
    body = html.unescape(next(responsibility_pages(site)).body)
    for told in told_periods(site):
        part = re.search(
            rf'<details[^>]*id="fran-{told.period.first}".*?</details>', body, re.DOTALL
        )
        assert part, told.period.first
        for held in (*told.period.certain, *told.period.perhaps):
            assert site.label(DUTIES[held.duty]) in part[0]
            assert f"/{held.party}/" in part[0], held
    assert body.count("<details") == len(told_periods(site))
    assert body.count(" open>") == 1


def test_nobody_faces_a_party_that_came_later(record: Record) -> None:
    site = Site(record, "sv")
    body = html.unescape(next(responsibility_pages(site)).body)
    before = re.search(r'id="fran-2018-11-30".*?</details>', body, re.DOTALL)
    after = re.search(r'id="fran-2022-12-31".*?</details>', body, re.DOTALL)
    assert before
    assert after
    assert "oracle" not in before[0]
    assert "gentemot" in before[0]
    assert "oracle" in after[0]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.css)
def test_rows_of_the_picture_do_not_meet(record: Record, sheet: object) -> None:
    site = Site(record, "sv")
    rows = duty_rows(site)
    for drawn in SHEETS:
        if drawn is not sheet:
            continue
        placed = place(rows, drawn)
        assert len(placed) == len(rows)
        for one, other in pairwise(placed):
            assert one.bottom <= other.top + 0.01
        for item in placed:
            assert item.top <= item.bar
            assert item.bar + BAR <= item.bottom
            room = (drawn.left or drawn.width) - 4
            assert max(width(line, drawn.size) for line in item.lines) <= room
        scale = scale_of(site, drawn)
        assert scale.at(site.horizon_day) < scale.end - 10


def test_every_holding_and_sighting_is_drawn_in_every_width(record: Record) -> None:
    site = Site(record, "sv")
    body = html.unescape(next(responsibility_pages(site)).body)
    for sheet in SHEETS:
        drawing = re.search(rf'<svg class="chart {sheet.css}".*?</svg>', body, re.DOTALL)
        assert drawing
        for row in duty_rows(site):
            assert f"/{row.party}/" in drawing[0]
            for sighting in row.seen:
                assert f"handelser/{sighting.event}/" in drawing[0]


# A member's answer in one screen


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_member_has_its_answer_in_brief(record: Record, language: str) -> None:
    """What it has, was offered, lost and what is unknown agree with the state; who could know."""
    site = Site(record, language)
    say = site.say
    pages = {page.path: html.unescape(page.body) for page in member_pages(site)}
    for member in record.parties["municipalities"].members:
        body = pages[f"kommuner/{member}/"]
        part = body.partition('id="korthet"')[2].partition("</dl>")[0].replace("\u00a0", " ")
        rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part, re.DOTALL))
        held: dict[str | None, list[int]] = {}
        for option in record.options.values():
            status = site.state.subjects[option.id].by_party[member].status
            held.setdefault(status, []).append(option.number)
        assert held == {"signed": [1], "not-in-force": [2, 3]}
        assert say("option 1<", "option 1<") in rows[say("Har tecknat", "Has signed")]
        assert "all-sign-option-1" in rows[say("Har tecknat", "Has signed")]
        assert "2020" in rows[say("Har tecknat", "Has signed")]
        offered = rows[say("Erbjöds", "Was offered")]
        assert say("option 1, 2 och 3", "options 1, 2 and 3") in offered
        gone = rows[say("Gäller inte", "Not in force")]
        assert say("option 2 och 3", "options 2 and 3") in gone
        assert "2022" in gone
        unknown = rows[say("Okänt", "Not known")]
        assert say("option 2 eller 3", "option 2 or 3") in unknown
        assert "/vastkom/" in unknown
        assert "options-per-municipality" in unknown
        stage = rows[say("Etapp", "Stage")]
        first = member in record.parties["first-stage-municipalities"].members
        assert ("plan-start-south" in stage) == first
        assert "/vgr/" in rows[say("Ytterst ansvarar", "Ultimately responsible")]
        assert "/vastkom/" in rows[say("Samordnar", "Coordinates")]
        own = rows[say("De 49 kommunerna är", "The 49 municipalities are")]
        assert say("användare", "user") in own


# The browser


def test_a_chosen_day_opens_its_period(
    browser: Browser, site_address: str, history: History
) -> None:
    page = browser.new_page()
    page.goto(f"{site_address}ansvar/")
    found = periods(history, FIRST, LAST)
    for day in (date(2016, 12, 1), date(2020, 5, 15), date(2022, 6, 8), date(2024, 11, 14)):
        page.locator("[data-periods] input").fill(day.isoformat())
        expected = [p for p in found if p.first <= day][-1].first
        opened = page.locator("details[data-from][open]")
        assert opened.count() == 1
        assert opened.get_attribute("data-from") == expected.isoformat()
    assert page.url.endswith("?dag=2024-11-14")
    page.reload()
    assert page.locator("details[data-from][open]").get_attribute("data-from") == "2024-11-14"
    page.close()
