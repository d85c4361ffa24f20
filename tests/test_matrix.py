"""The matrix at any date: Python, the file and the browser say the same; sums are bounds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from generator.facts.lives import LIVES, NO_STATUS
from generator.facts.record import Record
from generator.history.replay import History
from generator.history.state import subject_on
from generator.history.sums import ranges_on
from generator.site.files import site_files
from generator.site.pages.matrix import Matrix, matrix_files
from generator.site.site import Site
from generator.site.words.labels import status_words
from tests import strategies
from tests.strategies import MEMBERS

OPTIONS = ("option-1", "option-2", "option-3")
LANGUAGES = ("sv", "en")


def days_to_try(history: History) -> list[date]:
    """Every day on which an option changes for somebody, the days beside it, and a sample."""
    found = {date(2014, 1, 1) + timedelta(days=41 * n) for n in range(120)}
    for option in OPTIONS:
        for track in history.tracks[option].values():
            for span in track.spans[1:]:
                found |= {span.start + timedelta(days=n) for n in (-1, 0, 1)}
    return sorted(found)


def spans_on(spans: list[dict[str, Any]], day: date) -> dict[str, Any]:
    """The reading of the file that is written here anew: the last span begun."""
    return [span for span in spans if span["from"] <= day.isoformat()][-1]


@pytest.fixture(scope="module")
def files(record: Record) -> dict[str, dict[str, Any]]:
    """The file of spans in both languages."""
    return {
        language: json.loads(dict(matrix_files(Site(record, language)))["kommuner/history.json"])
        for language in LANGUAGES
    }


# The file


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_on_every_day_what_the_state_says(
    record: Record, history: History, files: dict[str, dict[str, Any]], language: str
) -> None:
    data = files[language]
    layers = {layer["id"]: layer for layer in data["layers"]}
    assert [member["id"] for member in data["members"]] == list(
        record.parties["municipalities"].members
    )
    for day in days_to_try(history):
        for option in OPTIONS:
            state = subject_on(history, option, day).by_party
            for at, member in enumerate(data["members"]):
                life = layers[option]["lives"][layers[option]["of"][at]]
                span = spans_on(life, day)
                expected = state[member["id"]]
                assert span["status"] == expected.status, (option, member["id"], day)
                assert span["possible"] == sorted(s for s in expected.possible if s)
                assert span["word"] == status_words("option", expected.status, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_of_the_file_count_what_the_state_counts(
    record: Record, history: History, files: dict[str, dict[str, Any]], language: str
) -> None:
    site = Site(record, language)
    matrix = Matrix(site)
    for layer in files[language]["layers"][:3]:
        for day in days_to_try(history):
            found = spans_on(layer["sums"], day)
            counts = Counter(
                status.status for status in subject_on(history, layer["id"], day).by_party.values()
            )
            here = next(item for item in matrix.options if item.id == layer["id"])
            assert [line["text"] for line in found["lines"]] == [
                line.text for line in matrix.sums(here, day)
            ]
            for status, count in counts.items():
                word = status_words("option", status, language)
                lines = [line for line in found["lines"] if line["word"] == word]
                assert len(lines) == 1, (layer["id"], day, word)
                if not any(line["class"] == "some" for line in found["lines"]):
                    assert lines[0]["text"].startswith(f"{count}\u00a0")
            assert found["ranges"] == [
                {"status": r.status or None, "least": r.least, "most": r.most}
                for r in ranges_on(history, layer["id"], day)
            ]


def test_sums_name_the_unknown_and_what_bounds_it(files: dict[str, dict[str, Any]]) -> None:
    layer = files["sv"]["layers"][1]
    after = spans_on(layer["sums"], date(2021, 1, 1))
    some = next(line for line in after["lines"] if line["class"] == "some")
    assert "några av 49 kommuner, okänt vilka och hur många" in some["text"].replace("\u00a0", " ")
    assert some["ceiling"] == "högst 34, ett härlett tak"
    assert some["href"].endswith("#authorisation-scope")
    assert {r["status"]: (r["least"], r["most"]) for r in after["ranges"]} == {
        "signed": (0, 34),
        "not-signed": (0, 49),
    }
    english = spans_on(files["en"]["layers"][2]["sums"], date(2021, 1, 1))
    assert any(line["ceiling"] == "at most 25, a derived ceiling" for line in english["lines"])
    first = spans_on(files["sv"]["layers"][0]["sums"], date(2021, 1, 1))
    assert [line["text"].replace("\u00a0", " ") for line in first["lines"]] == ["49 av 49 kommuner"]
    authorised = spans_on(layer["sums"], date(2018, 6, 1))["ranges"]
    assert {r["status"]: (r["least"], r["most"]) for r in authorised} == {
        "authorised": (34, 34),
        "not-authorised": (0, 49),
    }


def test_stages_are_layers_of_the_members_that_a_milestone_names(record: Record) -> None:
    matrix = Matrix(Site(record, "sv"))
    assert [stage.id for stage in matrix.stages] == ["start-south"]
    stage = matrix.stages[0]
    assert set(stage.named) == set(record.parties["first-stage-municipalities"].members)
    day = date(2024, 11, 20)
    assert matrix.on(stage, "boras", day).status == "met"
    assert matrix.on(stage, "ale", day).css == "none"
    said = [line.text.replace("\u00a0", " ") for line in matrix.sums(stage, day)]
    assert said == [
        "43 av 49 kommuner nämns inte",
        "6 av 49 kommuner nämns i etappen; läget är milstolpens, inte deras eget",
    ]


def test_the_site_has_the_file(record: Record) -> None:
    assert "kommuner/history.json" in site_files(record, "en")


# Sums of three values, against every world that is possible


@st.composite
def worlds(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events on distinct days, for all, one or some of three members."""
    events = []
    for number, status in enumerate(draw(strategies.lives("option", 4))):
        effect: dict[str, Any] = {"subject": "thing", "becomes": status}
        form = draw(st.sampled_from(("all", "party", "some", "exactly", "at_most", "at_least")))
        if form == "all":
            effect["for"] = {"all": "all-three"}
        elif form == "party":
            effect["for"] = {"party": [draw(st.sampled_from(MEMBERS))]}
        else:
            effect["for"] = {"some_of": "all-three"}
            if form != "some":
                effect["for"][form] = str(draw(st.integers(1, 2)))
            if draw(st.booleans()):
                effect["others"] = draw(st.sampled_from(LIVES["option"].statuses))
        events.append(strategies.event(f"e{number}", f"2020-01-{number + 1:02d}", [effect]))
    return events


def every_world(events: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """The statuses of the three members after all events, in each way it can have gone."""
    life = LIVES["option"]
    choices = []
    for item in events:
        scope = item["effects"][0]["for"]
        if "some_of" not in scope:
            choices.append([tuple(scope.get("party", MEMBERS))])
            continue
        exactly, least, most = (scope.get(key) for key in ("exactly", "at_least", "at_most"))
        choices.append([
            chosen
            for size in range(len(MEMBERS) + 1)
            for chosen in combinations(MEMBERS, size)
            if (exactly is None or size == int(exactly))
            and (least is None or size >= int(least))
            and (most is None or size <= int(most))
        ])  # fmt: skip
    for chosen in product(*choices):
        now = dict.fromkeys(MEMBERS, NO_STATUS)
        possible = True
        for item, reached in zip(events, chosen, strict=True):
            effect = item["effects"][0]
            becomes, others = effect["becomes"], effect.get("others")
            for member in MEMBERS:
                if now[member] in life.passes_over.get(becomes, ()):
                    # “Some” are those who took the status; “all” passes over the others.
                    counted = "some_of" in effect["for"] and member in reached
                    possible = possible and not counted
                    continue
                if member in reached:
                    possible = possible and life.allows(now[member], becomes)
                    now[member] = becomes
                elif others and life.allows(now[member], others):
                    now[member] = others
        if possible:
            yield tuple(now[member] for member in MEMBERS)


@settings(deadline=None, max_examples=400)
@given(worlds())
def test_bounds_hold_in_every_possible_world(events: list[dict[str, Any]]) -> None:
    history = History.of(strategies.record_of(events, "option"))
    assume(not any(track.breaks for track in history.tracks["thing"].values()))
    found = list(every_world(events))
    assume(found)
    ranges = {r.status: r for r in ranges_on(history, "thing", date(2021, 1, 1))}
    for status in (NO_STATUS, *LIVES["option"].statuses):
        counts = [world.count(status) for world in found]
        low, high = min(counts), max(counts)
        if status not in ranges:
            assert high == 0, status
            continue
        assert ranges[status].least <= low, (status, events)
        assert ranges[status].most >= high, (status, events)


@settings(deadline=None, max_examples=400)
@given(worlds())
def test_bounds_are_tight_where_no_source_counts(events: list[dict[str, Any]]) -> None:
    for item in events:
        for key in ("exactly", "at_least", "at_most"):
            item["effects"][0]["for"].pop(key, None)
    history = History.of(strategies.record_of(events, "option"))
    assume(not any(track.breaks for track in history.tracks["thing"].values()))
    found = list(every_world(events))
    assume(found)
    for r in ranges_on(history, "thing", date(2021, 1, 1)):
        counts = [world.count(r.status) for world in found]
        assert (r.least, r.most) == (min(counts), max(counts))


# The browser


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready=matrix]")
    return page


@pytest.mark.parametrize("root", ["", "en/"])
def test_the_browser_computes_what_the_state_says(
    browser: Browser, site_address: str, record: Record, history: History, root: str
) -> None:
    page = opened(browser, f"{site_address}{root}kommuner/")
    days = days_to_try(history)
    answers = page.evaluate(
        """async (days) => {
          const { cellOn } = await import(document.querySelector("script[src*='/matrix.']").src);
          const data = await (await fetch("history.json")).json();
          return days.map((day) => data.layers.filter((l) => l.kind === "option").map((layer) =>
            data.members.map((_, at) => cellOn(layer, at, day).status)));
        }""",
        [day.isoformat() for day in days],
    )
    members = record.parties["municipalities"].members
    compared = 0
    for day, by_option in zip(days, answers, strict=True):
        for option, by_member in zip(OPTIONS, by_option, strict=True):
            state = subject_on(history, option, day).by_party
            for member, status in zip(members, by_member, strict=True):
                assert status == state[member].status, (day, option, member)
                compared += 1
    assert compared == len(days) * 49 * 3
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_map_and_table_show_the_chosen_day(
    browser: Browser, site_address: str, record: Record, history: History, language: str
) -> None:
    site = Site(record, language)
    root = "" if language == "sv" else "en/"
    page = opened(browser, f"{site_address}{root}kommuner/")
    for day in (date(2016, 1, 1), date(2017, 6, 1), date(2018, 1, 1), date(2020, 4, 1),
                date(2021, 1, 1), date(2022, 6, 1), date(2024, 1, 1)):  # fmt: skip
        page.locator("input[name=dag]").fill(day.isoformat())
        shown = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll("[data-matrix-table] "
              + "[data-member]")].map((row) => [row.dataset.member,
              [...row.querySelectorAll("[data-layer]")].map((td) => td.textContent)]))"""
        )
        titles = page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll("[data-matrix] "
              + ".tilemap.only-wide a.tile")].map((tile) => [tile.dataset.member,
              tile.querySelector("title").textContent]))"""
        )
        assert len(shown) == len(titles) == 49
        matrix = Matrix(site)
        painted = matrix.painted(matrix.options, day)
        for member, cells in shown.items():
            expected = [
                status_words("option", subject_on(history, o, day).by_party[member].status, language)
                for o in OPTIONS
            ]  # fmt: skip
            assert cells == expected, (day, member)
            assert titles[member] == painted[member].title
        sums = page.locator("[data-matrix-sums] dd").all_inner_texts()
        lines = [line for layer in matrix.options for line in matrix.sums(layer, day)]
        assert len(sums) == len(lines)
        for text, line in zip(sums, lines, strict=True):
            assert line.word in text
            assert line.text.replace("\u00a0", " ") in text.replace("\u00a0", " ")
    page.close()


def test_the_map_drawn_by_the_browser_is_the_one_drawn_by_python(
    browser: Browser, site_address: str
) -> None:
    """At the end of the sources both draw the same number of parts of each class."""
    still = browser.new_context(java_script_enabled=False).new_page()
    still.goto(f"{site_address}kommuner/")
    live = opened(browser, f"{site_address}kommuner/")
    selector = "[data-matrix] .tile-marks"
    one = still.locator(f"{selector} path").all()
    other = live.locator(f"{selector} path").all()
    assert [p.get_attribute("class") for p in one] == [p.get_attribute("class") for p in other]
    for a, b in zip(one, other, strict=True):
        d, e = a.get_attribute("d") or "", b.get_attribute("d") or ""
        assert d.count("M") == e.count("M") > 0
    assert still.locator("details.earlier").count() == 2
    assert not still.locator("[data-matrix-controls]").is_visible()
    assert not live.locator("details.earlier").first.is_visible()
    still.context.close()
    live.close()


def test_the_address_keeps_the_choice_and_follows_the_language(
    browser: Browser, site_address: str
) -> None:
    page = opened(browser, f"{site_address}kommuner/")
    page.get_by_text("Option 2", exact=True).first.click()
    page.locator("input[name=dag]").fill("2021-05-01")
    assert page.url.endswith("kommuner/?visa=option-2&dag=2021-05-01")
    page.reload()
    page.wait_for_selector("html[data-ready=matrix]")
    assert page.locator("input[name=dag]").input_value() == "2021-05-01"
    assert page.locator("input[value=option-2]").is_checked()
    assert page.locator("[data-matrix-head]").inner_text() == "1 maj 2021"
    assert page.locator("[data-matrix-sums] dt").count() == 1
    page.get_by_role("link", name="English").first.click()
    page.wait_for_selector("html[data-ready=matrix]")
    assert page.locator("[data-matrix-head]").inner_text() == "1 May 2021"
    page.locator("button[data-day]").first.click()
    assert "dag=2017-12-31" in page.url
    page.close()


def test_days_beyond_the_sources_and_days_that_do_not_exist_are_said(
    browser: Browser, site_address: str
) -> None:
    page = opened(browser, f"{site_address}kommuner/?dag=2030-01-01&visa=nothing")
    note = page.locator("[data-matrix-note]")
    assert "Dagen ligger efter den sista källan" in note.inner_text()
    page.locator("input[name=dag]").fill("")
    assert "år-månad-dag" in note.inner_text()
    assert "2030-01-01" in page.url
    page.goto(f"{site_address}kommuner/?dag=2021-02-30")
    page.wait_for_selector("html[data-ready=matrix]")
    assert page.locator("input[name=dag]").input_value() != "2021-02-30"
    page.close()


def test_without_the_file_the_page_stays_as_it_is(browser: Browser, site_address: str) -> None:
    page = browser.new_page()
    page.route("**/history.json", lambda route: route.abort())
    page.goto(f"{site_address}kommuner/")
    page.wait_for_function("document.querySelector('[data-matrix-note]').textContent !== ''")
    assert page.locator("details.earlier").count() == 2
    assert page.locator("details.earlier").first.is_visible()
    assert not page.locator("[data-matrix-controls]").is_visible()
    page.close()


# The finder


@pytest.mark.parametrize(
    ("typed", "member"),
    [("amal", "amal"), ("ÅMÅL", "amal"), ("ockero", "ockero"), ("hjo", "hjo"), ("ale", "ale"),
     ("dals ed", "dals-ed"), ("trollh", "trollhattan"), ("  Lilla  edet ", "lilla-edet")],
)  # fmt: skip
def test_the_finder_folds_letters_and_goes_by_enter(
    browser: Browser, site_address: str, record: Record, typed: str, member: str
) -> None:
    page = browser.new_page()
    for path in ("", "kommuner/"):
        page.goto(site_address + path)
        page.locator("#namn").fill(typed)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/kommuner/{member}/")
        assert page.locator("h1").inner_text() == record.parties[member].name.sv
    page.close()


def test_the_finder_lists_matches_and_is_used_by_keyboard(
    browser: Browser, site_address: str
) -> None:
    page = browser.new_page()
    page.goto(site_address)
    page.locator("#namn").press_sequentially("va")
    links = page.locator(".matches a")
    assert links.all_inner_texts() == ["Vara", "Vårgårda", "Vänersborg"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(":focus").inner_text() == "Vårgårda"
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/vargarda/")
    page.goto(f"{site_address}en/kommuner/?namn=xyz")
    assert "No name begins like that" in page.locator(".finder [role=status]").inner_text()
    page.locator("#namn").fill("bor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/kommuner/boras/")
    page.close()


def test_every_member_is_found_by_its_whole_name_and_by_its_folded_one(
    browser: Browser, site_address: str, record: Record
) -> None:
    page = browser.new_page()
    page.goto(f"{site_address}kommuner/")
    for member in record.parties["municipalities"].members:
        for typed in (record.parties[member].name.sv, member):
            page.locator("#namn").fill(typed)
            first = page.locator(".matches a").first.get_attribute("href") or ""
            assert page.locator(".matches a").count() == 1, typed
            assert first.rstrip("/").endswith(member), typed
    page.close()
