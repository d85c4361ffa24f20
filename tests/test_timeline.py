"""The drawings of the timeline and the story: nothing overlaps, nothing claims too much."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.facts.publication import unstated
from generator.facts.record import Record
from generator.reading.load import load, read_folder
from generator.site.pages import timeline
from generator.site.pages.timeline import timeline_pages
from generator.site.site import Site
from generator.site.timeline import across, story, upright
from generator.site.timeline.across import Drawn
from generator.site.timeline.legend import legend
from generator.site.timeline.lives import Bar, Piece, bar_of
from generator.site.timeline.marks import SOFT, Painter
from generator.site.timeline.model import Chart, chart, lane_of_subject, span_of
from generator.site.timeline.place import Box
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width, wrap
from generator.site.view import View

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("sv", "en")
SMALL = {
    "record.yaml": """
title: {sv: Ett register, en: A record}
subtitle: {sv: prov, en: trial}
description: {sv: Ett litet register, en: A small record}
starts: 2000
programme: works
members: towns
members_path: orter
member_word: {sv: ort, en: town}
members_word: {sv: Orter, en: Towns}
lead_question: {sv: Vad gäller?, en: What applies?}
lead: q
home: [works]
story: [begun, halted, same-day]
themes:
  - {id: deals, name: {sv: Avtal, en: Deals}, types: [contract, option-signed]}
  - {id: quiet, name: {sv: Tyst, en: Quiet}, types: [appointment]}
  - {id: rest, name: {sv: Allt annat, en: Everything else}, types: [plan, pause, supervision, decision]}
publication: """
    + json.dumps(unstated())
    + "\n",
    "parties.yaml": """
- {id: buyer, classification: region, name: {sv: Köparen, en: The buyer}, SOURCED}
- {id: one, classification: municipality, name: {sv: Ett, en: One}, SOURCED}
- {id: two, classification: municipality, name: {sv: Två, en: Two}, SOURCED}
- {id: towns, classification: collective, name: {sv: Orterna, en: The towns}, members: [one, two], stated_count: 2, SOURCED}
""",
    "sources.yaml": """
- {id: paper, title: Paper, language: sv, publisher: P, published: 2003-06, date_basis: {sv: tryckt, en: printed}, url: "https://example.org/", recorded: 2004-01-01, verified: 2004-01-01}
- {id: early, title: Early, language: sv, publisher: P, published: 2001-02-03, date_basis: {sv: tryckt, en: printed}, url: "https://example.org/e", recorded: 2004-01-01, verified: 2004-01-01}
""",
    "subjects.yaml": """
- {id: works, kind: programme, name: {sv: Bygget, en: The works}, text: {sv: Ett bygge, en: Works}, recorded: 2004-01-01, verified: 2004-01-01}
- {id: case, kind: supervision, name: {sv: Ärendet, en: The case}, text: {sv: Ett ärende, en: A case}, recorded: 2004-01-01, verified: 2004-01-01}
- {id: opening, kind: milestone, name: {sv: Öppningen, en: The opening}, text: {sv: En öppning, en: An opening}, recorded: 2004-01-01, verified: 2004-01-01}
""",
    "contracts.yaml": """
- {id: deal, type: contract, title: {sv: Avtalet, en: The deal}, text: {sv: Ett avtal, en: A deal}, parties: [{party: buyer, role: buyer}], SOURCED}
""",
    "options.yaml": """
- {id: extra, number: 1, contract: deal, holders: towns, name: {sv: Tillägget, en: The extra}, text: {sv: Ett tillägg, en: An extra}, names: [{name: {sv: Tillägget, en: The extra}, seen: 2001, sources: [{source: early, at: whole}]}], SOURCED}
""",
    "events.yaml": """
- {id: begun, when: 2000-04, type: decision, title: {sv: Bygget börjar <b>&amp, en: The works begin <b>&amp}, text: {sv: x, en: x}, effects: [{subject: works, becomes: procurement}], SOURCED}
- {id: dealt, when: 2001-02-01, type: contract, title: {sv: Avtal, en: Deal}, text: {sv: x, en: x}, effects: [{subject: deal, becomes: signed}], EARLY}
- {id: some, when: 2001~, type: option-signed, title: {sv: Någon ort tecknar, en: Some town signs}, text: {sv: x, en: x}, effects: [{subject: extra, becomes: signed, for: {some_of: towns}, others: not-signed}], EARLY}
- {id: planned, when: ../2001, type: plan, title: {sv: En plan, en: A plan}, text: {sv: x, en: x}, effects: [{subject: opening, becomes: planned, date: 2004-21}], SOURCED}
- {id: opened, when: 2002-02-02, type: supervision, title: {sv: Ärende öppnas, en: Case opened}, text: {sv: x, en: x}, effects: [{subject: case, becomes: opened}], SOURCED}
- {id: halted, when: 2003-05-05, type: pause, title: {sv: Paus, en: Pause}, text: {sv: x, en: x}, effects: [{subject: works, becomes: implementation}, {subject: works, becomes: paused}], SOURCED}
- {id: same-day, when: 2003-05-05, type: decision, title: {sv: Samma dag, en: The same day}, text: {sv: x, en: x}, SOURCED}
- {id: aside, when: 2003-09-09, type: decision, context: true, title: {sv: Någon annanstans, en: Elsewhere}, text: {sv: x, en: x}, SOURCED}
""",
    "questions.yaml": """
- {id: q, question: {sv: Vad gäller?, en: What applies?}, answer: {sv: Paus, en: A pause}, rests_on: [halted], recorded: 2004-01-01, verified: 2004-01-01}
""",
}
ENTERED = "recorded: 2004-01-01, verified: 2004-01-01, confidence: established"


def sourced(text: str) -> str:
    text = text.replace("SOURCED", f"sources: [{{source: paper, at: whole}}], {ENTERED}")
    return text.replace("EARLY", f"sources: [{{source: early, at: whole}}], {ENTERED}")


@cache
def small() -> Record:
    files = {name: sourced(text).encode() for name, text in SMALL.items()}
    for name in ("terms", "figures", "gaps"):
        files[f"{name}.yaml"] = b"[]\n"
    loaded = load(files)
    assert loaded.record is not None, loaded.problems
    assert not [problem for problem in loaded.problems if problem.is_error], loaded.problems
    return loaded.record


@cache
def real() -> Record:
    record = load(read_folder(ROOT / "data")).record
    assert record is not None
    return record


@cache
def site(name: str, language: str) -> Site:
    return Site(real() if name == "real" else small(), language)


@cache
def model(name: str, language: str) -> Chart:
    return chart(site(name, language))


def wide(name: str, language: str, sheet: across.Sheet) -> across.Layout:
    return across.lay_out(site(name, language), model(name, language), sheet)


@cache
def lanes(name: str, language: str, width_: int) -> list[tuple[str, Painter, list[Drawn]]]:
    """Every lane of a drawing: its theme, its painter and all that is placed in it."""
    if width_ == upright.WIDTH:
        columns = upright.lay_out(site(name, language), model(name, language)).columns
        return [(c.layout.lane.theme, c.painter, c.layout.drawn) for c in columns]
    sheet = across.WIDE if width_ == across.WIDE.width else across.MID
    layout = wide(name, language, sheet)
    return [(lane.lane.theme, layout.painter, lane.drawn) for lane in layout.lanes]


every_drawing = pytest.mark.parametrize(
    ("name", "language", "width_"),
    [(n, la, w) for n in ("real", "small") for la in LANGUAGES for w in (1208, 680, 328)],
)
every_site = pytest.mark.parametrize(
    ("name", "language"), [(n, la) for n in ("real", "small") for la in LANGUAGES]
)


# Placing


@every_drawing
def test_no_label_overlaps_a_label_a_mark_or_a_bar(name: str, language: str, width_: int) -> None:
    for theme, _, drawn in lanes(name, language, width_):
        boxes = [(each.what, box) for each in drawn for box in each.place.boxes]
        for (one, a), (other, b) in combinations(boxes, 2):
            if one is not other:
                assert not a.overlaps(b), f"{theme}: {one} and {other}"
        for each in drawn:
            label = each.place.label
            if label is not None:
                assert not any(label.box.overlaps(mark) for mark in each.place.marks), each


@every_drawing
def test_labels_are_as_wide_as_their_words_and_inside_the_drawing(
    name: str, language: str, width_: int
) -> None:
    for _, _, drawn in lanes(name, language, width_):
        for each in drawn:
            for box in each.place.boxes:
                assert box.x >= -0.1, each
                assert box.right <= width_ + 0.1, each
            label = each.place.label
            for line in label.lines if label else ():
                assert label is not None
                assert width(line, label.size) <= label.box.w + 0.1


@every_drawing
def test_every_event_is_in_its_own_lane(name: str, language: str, width_: int) -> None:
    record = site(name, language).record
    for theme, _, drawn in lanes(name, language, width_):
        shown = {event for each in drawn for event in each.what.events}
        assert shown >= {e.id for e in record.events.values() if record.theme_of(e) == theme}


@every_drawing
def test_every_bar_has_its_name(name: str, language: str, width_: int) -> None:
    for _, _, drawn in lanes(name, language, width_):
        for each in drawn:
            if isinstance(each.what, Bar):
                assert each.place.label is not None, each.what.name


@every_site
def test_the_labels_of_the_story_overlap_nothing(name: str, language: str) -> None:
    for sheet in (story.WIDE, story.MID):
        layout = story.lay_out(site(name, language), sheet)
        told = story.events_of(site(name, language))
        assert [each.event for each in layout.told] == told
        assert len(told) == len(site(name, language).record.settings.story)
        band = Box(0, -story.BAND / 2, sheet.width, story.BAND)
        end = story.end_label(
            site(name, language), sheet, layout.scale.at(site(name, language).horizon_day)
        ).box
        labels = [each.place.label.box for each in layout.told if each.place.label]
        leaders = [each.leader for each in layout.told]
        soft = [
            Box(each.soft[0], y, each.soft[1] - each.soft[0], story.FOOT)
            for each in layout.told
            if each.soft
            for y in [
                -story.BAND / 2 - story.FOOT if each.leader.y < 0 else story.BAND / 2,
            ]
        ]
        for one, other in combinations([*labels, end, band], 2):
            assert not one.overlaps(other)
        for label in [*labels, end]:
            assert label.x >= 0
            assert label.right <= sheet.width
            assert not any(label.overlaps(mark) for mark in [*leaders, *soft])


# Saying no more than is known


@every_drawing
def test_an_uncertain_date_is_drawn_at_least_as_wide_as_its_bounds(
    name: str, language: str, width_: int
) -> None:
    checked = 0
    for _, painter, drawn in lanes(name, language, width_):
        for each in drawn:
            mark = each.what
            if isinstance(mark, Bar) or not mark.span.soft:
                continue
            first, last = painter.soft(mark.span)
            assert first <= painter.scale.at(mark.span.first) + 0.01
            assert last >= painter.scale.at(mark.span.last) - 0.01
            assert last - first >= SOFT - 0.01
            box = each.place.marks[0]
            start, end = (box.y, box.bottom) if painter.upright else (box.x, box.right)
            assert start <= first + 0.01
            assert end >= last - 0.01
            assert "<circle" not in painter.mark(mark, box)
            checked += 1
    assert checked


@every_site
def test_the_span_of_a_mark_holds_the_dates_of_all_its_events(name: str, language: str) -> None:
    here = site(name, language)
    for width_ in (1208, 680, 328):
        for _, _, drawn in lanes(name, language, width_):
            for each in drawn:
                if isinstance(each.what, Bar) or each.what.planned or each.what.count == 1:
                    continue
                for event in each.what.events:
                    if "expects" in here.record.events[event].model_fields_set:
                        continue
                    inner = span_of(here.record.events[event].when, each.what.span.first)
                    if any(e.becomes == "planned" for e in here.record.events[event].effects):
                        continue
                    assert each.what.span.first <= inner.first
                    assert inner.last <= each.what.span.last


@every_site
def test_nothing_is_drawn_solid_past_its_newest_source(name: str, language: str) -> None:
    here = site(name, language)
    seen = 0
    for subject in here.record.followed:
        bar = bar_of(here, subject, date(here.record.settings.starts, 1, 1))
        if bar is None:
            continue
        seen += 1
        assert bar.known_until <= here.horizon_day
        for piece in bar.pieces:
            assert piece.end <= here.horizon_day, (subject, piece)
            assert piece.start <= piece.end
            if piece.look == "full":
                assert piece.end <= bar.known_until or piece.end in bounds(here, subject), piece
    assert seen


def bounds(here: Site, subject: str) -> set[date]:
    """Days on which an event is sure to have changed a subject, or may first have."""
    events = (here.record.events[e] for e in here.history.events_about.get(subject, ()))
    return {day for event in events for day in event.when.begins if day is not None}


def test_a_short_life_is_not_drawn_shorter_than_can_be_seen() -> None:
    painter = Painter(Scale(date(2000, 1, 1), date(2020, 1, 1), 0, 200), 15, date(2019, 1, 1))
    day = date(2010, 1, 1)
    bar = Bar("x", "x", "", "", (Piece(day, day, "in-force"),), (), day, "closed", frozenset())
    start, end = painter.extent(bar)
    assert end - start == 4
    assert 'width="4"' in painter.bar(bar, 0)


def test_small_record_bars_end_as_their_sources_do() -> None:
    here = site("small", "en")
    deal = bar_of(here, "deal", date(2000, 1, 1))
    assert deal is not None
    assert deal.end == "open"
    assert deal.pieces == (
        Piece(date(2001, 2, 1), date(2001, 2, 3), "in-force"),
        Piece(date(2001, 2, 3), date(2003, 6, 30), "in-force", "dashed"),
    )
    case = bar_of(here, "case", date(2000, 1, 1))
    assert case is not None
    assert (case.end, case.note) == ("unknown", "– end not known")
    assert case.pieces[-1].look == "hatched"
    extra = bar_of(here, "extra", date(2000, 1, 1))
    assert extra is not None
    assert "some of 2 towns, unknown which" in extra.name
    assert extra.pieces[0] == Piece(date(2001, 1, 1), date(2001, 12, 31), "some", "in")


def test_a_change_on_an_unknown_day_fades_over_all_days_it_may_have_been() -> None:
    bar = bar_of(site("small", "sv"), "works", date(2000, 1, 1))
    assert bar is not None
    assert bar.pieces[0] == Piece(date(2000, 4, 1), date(2000, 4, 30), "under-way", "in")


def test_lanes_follow_from_kind_and_theme_types() -> None:
    here = site("small", "sv")
    lanes_of = {subject: lane_of_subject(here, subject) for subject in here.record.followed}
    assert lanes_of == {
        "works": "rest", "case": "rest", "opening": "rest", "deal": "deals", "extra": "deals",
    }  # fmt: skip
    quiet = next(lane for lane in model("small", "sv").lanes if lane.theme == "quiet")
    assert quiet.first is None
    page = next(iter(timeline_pages(here))).body
    assert page.count("inga händelser") == 3


def test_a_plan_stands_at_the_date_it_gave_and_reaches_back_only_where_it_must() -> None:
    marks = [mark for lane in model("small", "en").lanes for mark in lane.marks]
    plan = next(mark for mark in marks if mark.planned)
    assert (plan.span.first, plan.span.last) == (date(2004, 3, 1), date(2004, 5, 31))
    assert plan.label == "The opening spring 2004, plan by 2001"
    told = next(mark for mark in marks if mark.events == ("planned",) and not mark.planned)
    assert told.span.by
    assert (told.span.first, told.span.last) == (date(2000, 1, 1), date(2001, 12, 31))


# The page


@every_site
def test_the_list_holds_every_event_once_under_its_year_in_order(name: str, language: str) -> None:
    here = site(name, language)
    page = next(p for p in timeline_pages(here) if p.path == "tidslinje/")
    assert page.path == "tidslinje/"
    found = re.findall(r'<h3 class="year" id="ar-(\d+)">|<li id="([^"]+)">', page.body)
    year, listed = 0, []
    for head, event in found:
        year = int(head) if head else year
        if event:
            assert here.record.events[event].when.sort_key[0].year == year
            listed.append(event)
    assert listed == [event.id for event in here.events]


def test_more_events_than_one_page_bears_are_listed_year_by_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = site("real", "sv")
    monkeypatch.setattr(timeline, "MOST_TOGETHER", len(here.events) - 1)
    pages = {page.path: page for page in timeline_pages(here)}
    listed = re.compile(r'<li id="([^"]+)">')
    assert listed.findall(pages["tidslinje/"].body) == []
    counted = dict(
        re.findall(
            r'href="../tidslinje/(\d{4})/">\d{4}</a>: (\d+ händelser?)<', pages["tidslinje/"].body
        )
    )
    by_year: list[str] = []
    for year in sorted({event.when.sort_key[0].year for event in here.events}):
        page = pages[f"tidslinje/{year}/"]
        events = listed.findall(page.body)
        assert counted.pop(str(year)) == f"{len(events)} händelse{'r' * (len(events) > 1)}"
        assert f"Händelser {year}" in page.body
        by_year += events
    assert counted == {}
    assert by_year == listed.findall(pages["tidslinje/alla/"].body)
    assert len(by_year) == len(here.events)
    monkeypatch.undo()
    assert {page.path for page in timeline_pages(here)} == {
        "tidslinje/", "tidslinje/inbaddad/", "tidslinje/alla/",
    }  # fmt: skip


@every_site
def test_links_of_the_picture_lead_to_pages_or_into_the_list(name: str, language: str) -> None:
    here = site(name, language)
    page = next(p for p in timeline_pages(here) if p.path == "tidslinje/")
    figure = page.body.partition("<figure")[2].partition("</figure>")[0]
    known = {str(View(here, "tidslinje/").href(entry)) for entry in here.record.kind_of}
    for href in re.findall(r'<a href="([^"]+)"', figure):
        if href.startswith("#"):
            assert href == "#handelser" or href[1:] in here.record.events
        else:
            assert href in known
    assert figure.count('class="chart only-wide"') == 1
    assert figure.count('class="chart only-mid"') == len(here.record.settings.themes)
    assert figure.count('class="chart only-narrow"') == 1
    ids = re.findall(r' id="([^"]+)"', page.body)
    assert len(ids) == len(set(ids))


def test_background_is_marked_as_background() -> None:
    for here in (site("small", "sv"), site("real", "sv")):
        page = next(p for p in timeline_pages(here) if p.path == "tidslinje/")
        context = sum(event.context for event in here.events)
        assert page.body.count(". Bakgrund</small>") == context > 0


def test_hostile_text_stays_text() -> None:
    here = site("small", "sv")
    page = next(p for p in timeline_pages(here) if p.path == "tidslinje/")
    for text in (page.body, story.story(here, "")):
        assert "<b>" not in text
        assert "&lt;b&gt;&amp;amp" in text


@every_site
def test_the_rail_tells_the_story_in_order(name: str, language: str) -> None:
    here = site(name, language)
    rail = story.story(here, "").partition('<ol class="rail">')[2]
    links = re.findall(r'<p><a href="([^"]+)"', rail)
    assert links == [str(View(here, "").href(event.id)) for event in story.events_of(here)]
    assert rail.count("<li") == len(links) + 1


def test_every_key_of_the_legend_is_drawn() -> None:
    keys = legend(site("small", "sv"))
    assert all("<svg" in key.sample and isinstance(key.sample, Markup) for key in keys)
    assert len({key.words for key in keys}) == len({key.sample for key in keys}) == len(keys)


# The parts


def test_scale_goes_there_and_back() -> None:
    scale = Scale(date(2015, 1, 1), date(2027, 1, 1), 136, 1072)
    for days in range(0, (scale.last - scale.first).days, 7):
        day = scale.first + timedelta(days=days)
        assert scale.day(scale.at(day)) == day
    assert scale.at(date(1900, 1, 1)) == scale.start
    assert scale.at(date(2100, 1, 1)) == scale.end
    assert [year for year, _, _ in scale.years()] == list(range(2015, 2027))


def test_widths_grow_with_the_words_and_never_fall_below_those_of_common_fonts() -> None:
    # Widths of Arial at 14 px, measured.
    for words, arial in (("Huvudavtalet mellan regionen och Cerner", 257), ("WWWW", 52.9)):
        assert width(words, 14) >= arial
    assert width("abc", 14) < width("abc", 14, bold=True)
    assert width("é", 14) == width("e", 14)
    assert width("漢", 14) > width("M", 14)


def test_wrapped_lines_hold_all_words_and_keep_the_limit() -> None:
    words = "Regionstyrelsen ställer sig bakom att skrota Millennium"
    for limit in (100, 150, 200, 500):
        lines = wrap(words, limit, 14)
        assert " ".join(lines) == words
        assert all(width(line, 14) <= max(limit, width("Regionstyrelsen", 14)) for line in lines)


def test_same_marks_are_counted_and_none_is_lost() -> None:
    for name in ("real", "small"):
        for lane in model(name, "sv").lanes:
            counted = [event for mark in lane.marks if not mark.planned for event in mark.events]
            assert len(counted) == len(set(counted))
            for mark in lane.marks:
                assert mark.count == 1 or str(mark.count) in mark.title
