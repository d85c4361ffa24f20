"""The benchmark of the timeline can be made and told; it is run by `make bench`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.timeline import ours, report
from benchmarks.timeline.curve import curve
from benchmarks.timeline.events import made
from benchmarks.timeline.measure import Run, code_within
from benchmarks.timeline.peers import FLOOR, OURS, PEERS
from benchmarks.timeline.results import SIZES, SLOWER, Results
from benchmarks.timeline.run import DOCUMENT, Plan
from generator.site.pages.timeline import EMBEDDED
from tests.conftest import ROOT

FRAMES = {"wheel": [16.7] * 95 + [40.0] * 5, "drag": [16.7] * 100, "pinch": [50.0] * 10}


def shell(folder: Path) -> Path:
    """As much of a built site as the page is made from."""
    page = folder / ours.LANGUAGE / EMBEDDED / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html><main>as built</main></html>", "utf-8")
    (folder / "assets").mkdir()  # one for both languages, as packaging leaves it
    return folder


@pytest.mark.parametrize("number", [30, 400])
def test_our_page_is_made_from_a_record_of_its_own(tmp_path: Path, number: int) -> None:
    path = ours.write(made(number), shell(tmp_path / "built"), tmp_path / "out")
    page = (tmp_path / "out" / path / "index.html").read_text("utf-8")
    beside = tmp_path / "out" / ours.LANGUAGE / "tidslinje" / "events.json"
    events = json.loads(beside.read_text("utf-8"))["events"]
    assert len(events) == number + 1, "and the one that begins the programme"
    assert "as built" not in page
    assert ("tl-events" in page) is (number <= 300)


@pytest.mark.parametrize("number", [30, 400])
def test_our_page_fetches_its_events_as_the_theme_says(tmp_path: Path, number: int) -> None:
    """The page that lends its head is that of the real record, which may have fewer events."""
    built = shell(tmp_path / "built")
    (built / ours.LANGUAGE / EMBEDDED / "index.html").write_text(
        "<html><title>T</title><main>as built</main></html>", "utf-8"
    )
    path = ours.write(made(number), built, tmp_path / "out")
    page = (tmp_path / "out" / path / "index.html").read_text("utf-8")
    theme = (ROOT / "site_overrides/partials/timeline-head.html").read_text("utf-8")
    asked = ours.PRELOAD.replace("../events.json", "{{ 'tidslinje/events.json' | url }}")
    assert asked in theme
    assert (ours.PRELOAD in page) is (number > 300)


def test_script_and_style_within_a_page_are_weighed() -> None:
    page = b"""<style>a{}</style><script type="application/json">{"a": 1}</script>
      <script type=application/ld+json>{}</script><script src="a.js"></script>
      <SCRIPT type="module">let a = "<b>";
      </SCRIPT><script>let c;</script>"""
    assert code_within(page) == [b"a{}", b'let a = "<b>";\n      ', b"let c;"]


def test_events_are_the_same_everywhere() -> None:
    assert made(50) == made(50)
    assert [event.start for event in made(50)] == sorted(event.start for event in made(50))
    assert any(event.end for event in made(50))


def runs() -> list[Run]:
    one = Run(FLOOR, 30, 1, usable=100, heap=800_000, code=0, page=2500)
    return [
        replace(one, peer=peer, events=events, slower=slower, usable=usable * events, frames=FRAMES)
        for peer, usable in ((FLOOR, 100), (OURS, 120), (OURS, 140), (OURS, 900))
        for events in SIZES
        for slower in SLOWER
    ]


def test_results_are_medians_and_ratios_to_the_floor() -> None:
    results = Results(runs())
    assert results.usable(OURS, 30, 1) == pytest.approx(4.2)
    assert results.ratio(OURS, 30, 1) == pytest.approx(1.4)
    assert results.frame(OURS, 30, 1, "wheel") == 40.0
    assert results.frame(OURS, 30, 1, "drag") == 16.7
    assert results.usable("none", 30, 1) is None


def test_report_says_what_was_not_reached() -> None:
    text = report.report(Results(runs()), "About.", "growth.svg")
    assert "| usable at 30, times the floor | 1.40 | 1.5 | yes |" in text
    assert "| usable at 1,000, times the floor | 1.40 | 1 | **no** |" in text
    assert "**ours**" in text
    assert "growth.svg" in text
    assert curve(Results(runs()), OURS).count("<polyline") == 3 * 2


def test_report_goes_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text(DOCUMENT.read_text("utf-8"), "utf-8")
    report.put(document, "First.")
    report.put(document, "Second.")
    text = document.read_text("utf-8")
    assert "First." not in text
    outside = re.compile(f"{re.escape(report.BEGIN)}.*{re.escape(report.END)}", re.DOTALL)
    assert outside.sub("", text) == outside.sub("", DOCUMENT.read_text("utf-8"))


def test_what_did_not_end_in_time_is_not_tried_with_more() -> None:
    plan = Plan(PEERS[:3], SIZES)
    assert len(list(plan.round(0))) == 3 * 3 * 2
    plan.learn(Run(PEERS[2].name, 1_000, 1, failed="not within 30 s"), 30)
    left = [(run.peer, run.events, run.slower) for _, run in plan.round(0)]
    assert [case[1:] for case in left if case[0] == PEERS[2].name] == [(30, 1), (30, 4)]
    plan.learn(Run(PEERS[2].name, 30, 4), 20)
    assert (PEERS[2].name, 30, 4) not in [
        (run.peer, run.events, run.slower) for _, run in plan.round(1)
    ]
