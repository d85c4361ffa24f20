"""`diff`: five kinds of change in words, what must be confirmed, and versions that cannot be read."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings

from generator.checking.check import check
from generator.cli import main
from generator.comparing.change import LifeChange
from generator.comparing.compare import compare, page_address
from generator.history.replay import History
from generator.history.state import subject_on
from generator.reading.load import read_folder
from generator.report.change_words import Words
from generator.report.changes import FORMATS
from generator.site.files import site_files
from generator.site.site import Site
from tests.strategies import Drawn, histories, without
from tests.versions import BASE, Kept, git, keep

NEW_EVENT = """
- id: pilot-resumes
  when: 2021-11-02
  type: go-live
  title: {sv: Piloten börjar igen, en: The pilot resumes}
  text: {sv: Sandö lånar igen., en: Sandö lends again.}
  effects:
    - {subject: pilot-sando, becomes: resumed}
  sources: [{source: gazette, at: ¶ 6}]
  confidence: established
  recorded: 2022-02-01
  verified: 2022-02-01
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.chdir(tmp_path)
    return keep(tmp_path)


def diff(
    capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0, quick: bool = True
) -> str:
    more = ["--facts-only"] if quick else []
    found = main(["diff", "HEAD", *arguments, *more, "--as-of", "2022-02-01"])
    captured = capsys.readouterr()
    assert found == code, captured.out + captured.err
    assert "Traceback" not in captured.err
    return captured.out + captured.err


def told(capsys: pytest.CaptureFixture[str], code: int = 0, **options: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(diff(capsys, "--format", "json", code=code, **options))
    return answer


# --- five kinds of change


def test_nothing(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys) == "Ingenting ändras.\n"
    assert diff(capsys, "--language", "en") == "Nothing changes.\n"


def test_a_new_event_and_what_follows(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    kept.add("events.yaml", NEW_EVENT)
    assert (
        diff(capsys, "--language", "en")
        == """\
New facts (1)
  Event: The pilot resumes [pilot-resumes] [data/events.yaml:84]
      date: 2\u00a0November 2021 (2021-11-02)
      according to Bokvågen från början till slut [gazette]

What follows: statuses
  The pilot on Sandö [pilot-sando]: goes on
      Stopped: from 15\u00a0September 2021, no end known → from 15\u00a0September 2021 until 2\u00a0November 2021
      new: Resumed from 2\u00a0November 2021, no end known by The pilot resumes [pilot-resumes]
"""
    )
    swedish = diff(capsys)
    assert "Nya uppgifter (1)\n  Händelse: Piloten börjar igen [pilot-resumes]" in swedish
    assert "Stoppad: från 15\u00a0september 2021, inget slut känt → från 15" in swedish


def test_a_corrected_date(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    kept.edit("events.yaml", "when: 2021-06-01", "when: 2021-05")
    answer = told(capsys, code=1)
    (entry,) = answer["entries"]
    assert (entry["what"], entry["id"]) == ("corrected", "pilot-starts")
    assert entry["fields"] == [
        {"field": "when", "type": "date", "before": "2021-06-01", "after": "2021-05"}
    ]
    lives = {life["subject"]: life for life in answer["lives"]}
    assert set(lives) == {"pilot-sando", "start"}
    assert all(life["rewritten"] for life in lives.values())
    moved = [(c["before"], c["after"]) for c in lives["start"]["changes"]]
    met = [(b["since"], a["since"]) for b, a in moved if b and a and a["status"] == "met"]
    assert met == [("2021-06-01", "2021-05")]
    assert answer["demands"][0]["what"] == "history"


def test_a_changed_effect_for_all_members_is_one_line(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.edit("events.yaml", "for: {some_of: islands}, others: not-signed", "for: {all: islands}")
    answer = told(capsys, code=1)
    (life,) = answer["lives"]
    assert (life["subject"], life["everyone"]) == ("self-service", "islands")
    assert life["parties"] == ["sando", "klippo", "vasso"]
    english = diff(capsys, "--language", "en", code=1)
    assert "Self-service [self-service], The islands (3): told anew" in english
    assert "Not in force (cancelled or not signed) → Cancelled" in english.replace("\u00a0", " ")
    assert english.count("[self-service], ") == 1


def test_a_removed_source(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    kept.cut("sources.yaml", "rumour")
    kept.edit("events.yaml", "    - {source: rumour, at: whole, supports: [when]}\n", "")
    kept.edit("gaps.yaml", "source: rumour, at: whole", "source: early-note, at: ¶ 4")
    english = diff(capsys, "--language", "en", code=1)
    assert "Removed facts (1)\n  Source: Piloten stoppad [rumour], leaves nothing" in english
    assert "sources: − {source: rumour, at: whole, supports: [when]}" in english
    assert "Ids vanish without a trace" in english
    assert "  removed:\n        - rumour\n" in english
    kept.add(
        "retired.yaml",
        "- id: rumour\n  kind: source\n  date: 2022-02-01\n"
        "  reason: {sv: Källan var ingen., en: The source was none.}\n",
    )
    english = diff(capsys, "--language", "en", code=1)
    assert "[rumour], leaves a page that says why" in english
    assert "Ids vanish" not in english
    assert "Source: 1 of 3 go; 0 need no confirmation: [source]" in english
    kept.add(
        "confirmed.yaml",
        "- id: no-rumours\n  date: 2022-02-01\n  by: {sv: Redaktionen, en: The editors}\n"
        "  why: {sv: En källa var påhittad., en: One source was made up.}\n"
        "  fewer: [{kind: source, by: 1}]\n",
    )
    english = diff(capsys, "--language", "en")
    assert "Confirmed in the data\n  The editors, 2022-02-01: One source was made up." in english
    kept.commit()
    kept.cut("sources.yaml", "early-note")
    for name in ("contracts", "events", "figures", "gaps", "options", "parties", "terms"):
        path = kept.folder / "data" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("early-note", "gazette"), "utf-8")
    english = diff(capsys, "--language", "en", code=1)
    assert "Source: 1 of 2 go; 0 need no confirmation" in english, "an old confirmation is spent"


def test_a_renamed_id(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("events", "questions", "gaps", "record"):
        path = kept.folder / "data" / f"{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("pilot-stops", "pilot-ends"), "utf-8")
    answer = told(capsys, code=1)
    (entry,) = answer["entries"]
    assert (entry["what"], entry["before"], entry["id"]) == ("renamed", "pilot-stops", "pilot-ends")
    assert (entry["fields"], answer["lives"], answer["settings"]) == ([], [], [])
    assert answer["demands"] == [
        {"what": "removed", "items": ["pilot-stops"], "numbers": [0, 0, 0]}
    ]
    kept.add(
        "retired.yaml", "- id: pilot-stops\n  kind: event\n  to: pilot-ends\n  date: 2022-02-01\n"
    )
    answer = told(capsys, quick=False)
    assert answer["files"]["removed"] == []
    assert "handelser/pilot-ends.md" in answer["files"]["added"]
    assert {"handelser/pilot-stops/index.html", "en/handelser/pilot-stops/index.html"} <= set(
        answer["files"]["changed"]
    )


def test_a_rename_with_a_correction_is_known_by_the_redirect(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.edit("questions.yaml", "id: question-pilot", "id: question-use")
    kept.edit("questions.yaml", "Piloten stoppades 2021.", "Piloten stoppades i september 2021.")
    kept.edit("record.yaml", "question-pilot", "question-use")
    assert [e["what"] for e in told(capsys, code=1)["entries"]] == ["added", "removed"]
    kept.add(
        "retired.yaml",
        "- id: question-pilot\n  kind: question\n  to: question-use\n  date: 2022-02-01\n",
    )
    (entry,) = told(capsys)["entries"]
    assert (entry["what"], [c["field"] for c in entry["fields"]]) == ("renamed", ["answer.sv"])


def test_what_was_looked_at_in_the_same_change_is_not_asked_for(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.edit("events.yaml", "title: {sv: Piloten stoppas", "title: {sv: Piloten avbryts")
    assert "question-pilot" in {look["id"] for look in told(capsys)["looks"]}
    kept.edit("questions.yaml", "verified: 2022-01-10", "verified: 2022-02-01")
    answer = told(capsys)
    assert "question-pilot" not in {look["id"] for look in answer["looks"]}
    assert [e["id"] for e in answer["entries"] if e["what"] == "verified"] == ["question-pilot"]


def test_horizon_and_publication_follow_the_sources(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.edit("sources.yaml", "published: 2022-01-05", "published: 2022-01")
    answer = told(capsys)
    moved = {"before": "2022-01-05", "after": "2022-01"}
    assert {"subject": "", **moved} in answer["horizons"]
    assert {"subject": "pilot-sando", **moved} in answer["horizons"]
    assert {"event": "option-cancelled", **moved} in answer["known"]
    assert "Became publicly known: The option is cancelled" in diff(capsys, "--language", "en")


# --- what must be confirmed


def test_history_told_anew_is_confirmed_in_the_data(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    kept.edit("events.yaml", "for: {some_of: islands}, others: not-signed", "for: {all: islands}")
    (demand,) = told(capsys, code=1)["demands"]
    assert (demand["what"], demand["items"]) == ("history", ["self-service"])
    changed, of, free = demand["numbers"]
    assert (changed, of, free) == (3, 7, 1)
    kept.add("record.yaml", "guard: {history: 50}\n")
    assert told(capsys)["demands"] == []
    kept.edit("record.yaml", "guard: {history: 50}", "guard: {history: 10}")
    kept.add(
        "confirmed.yaml",
        "- id: all-signed\n  date: 2022-02-01\n  by: {sv: Redaktionen, en: The editors}\n"
        "  why: {sv: Protokollet visar det., en: The minutes show it.}\n"
        "  history: [self-service]\n",
    )
    answer = told(capsys)
    assert (answer["demands"], answer["confirmed"]) == ([], ["all-signed"])


def test_a_tombstone_may_not_vanish_either(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    kept.add(
        "retired.yaml",
        "- id: long-gone\n  kind: event\n  date: 2022-02-01\n  reason: {sv: Fel., en: Wrong.}\n",
    )
    kept.commit()
    (kept.folder / "data/retired.yaml").write_text("[]\n", "utf-8")
    (demand,) = told(capsys, code=1)["demands"]
    assert (demand["what"], demand["items"]) == ("removed", ["long-gone"])


def test_a_page_that_goes_is_told_once(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    pages = kept.folder / "content" / "sv"
    pages.mkdir(parents=True)
    (pages / "handbok.md").write_text("# Handbok\n", "utf-8")
    kept.commit()
    shutil.rmtree(pages)
    demands = told(capsys, code=1, quick=False)["demands"]
    assert demands == [{"what": "addresses", "items": ["handbok/"], "numbers": [0, 0, 0]}]
    kept.add(
        "retired.yaml",
        "- id: handbook\n  kind: page\n  addresses: [handbok/]\n  date: 2022-02-01\n"
        "  reason: {sv: Den var tom., en: It was empty.}\n",
    )
    answer = told(capsys, quick=False)
    assert (answer["demands"], answer["files"]["removed"]) == ([], [])


# --- versions


def test_two_revisions(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    kept.add("events.yaml", NEW_EVENT)
    second = kept.commit()
    found = diff(capsys, "--language", "en")
    assert found == "Nothing changes.\n"
    assert main(["diff", "HEAD~1", second, "--facts-only", "--as-of", "2022-02-01"]) == 0
    assert "pilot-resumes" in capsys.readouterr().out


def test_a_revision_that_is_none(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("mian", "--output=x", "HEAD~7", ""):
        assert main(["diff", "--facts-only", "--", name]) == 2
        assert f"git knows no revision “{name}”" in capsys.readouterr().err
    assert not (kept.folder / "x").exists()


def test_outside_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    shutil.copytree(BASE, tmp_path / "data")
    assert main(["diff", "HEAD"]) == 2
    assert "is not in git" in capsys.readouterr().err
    monkeypatch.setenv("PATH", os.devnull)
    assert main(["diff", "HEAD"]) == 2
    assert "git is not installed" in capsys.readouterr().err


def test_a_revision_without_the_folder(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    git(kept.folder, "mv", "data", "facts")
    kept.commit()
    assert main(["diff", "HEAD", "--data", "data"]) == 2
    assert "“HEAD” has no folder data/" in capsys.readouterr().err


def test_errors_in_either_version(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    kept.edit("events.yaml", "when: 2021-06-01", "when: 1 juni 2021")
    found = diff(capsys, code=1)
    assert "data/events.yaml:45:9: error (pilot-starts)" in found
    assert "correct these errors first" in found
    kept.commit()
    kept.edit("events.yaml", "when: 1 juni 2021", "when: 2021-06-01")
    found = diff(capsys, code=2)
    assert "HEAD:data/events.yaml:45:9" in found
    assert "the facts of “HEAD” have errors" in found


def test_a_hostile_text_stays_a_text(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** ``` [l](javascript:x) | @someone #1"
    kept.edit("events.yaml", "sv: Piloten stoppas, en", f"sv: '{hostile}', en")
    found = diff(capsys, "--format", "markdown")
    assert found.startswith("## Vad ändringen gör\n\n### Rättade uppgifter")
    assert "<img" not in found
    assert "**b**" not in found
    assert "](javascript" not in found
    assert "```" not in found


# --- what is said of histories, on drawn records


@settings(max_examples=100, deadline=None)
@given(histories())
def test_a_history_is_told_of_exactly_where_it_differs(drawn: Drawn) -> None:
    after = drawn.record
    before = without(drawn, drawn.events[-1]["id"])
    found = compare(before, after)
    past, present = History.of(before), History.of(after)
    for history in (past, present):  # `check` lets no broken life through
        assume(not any(track.breaks for track in history.tracks["thing"].values()))
    told_of = {party for life in found.lives for party in life.parties}
    days = [date(2020, month, day) for month in range(1, 13) for day in (1, 11, 21)]
    parties = dict.fromkeys([*past.tracks["thing"], *present.tracks["thing"]])
    for party in parties:
        if party not in past.tracks["thing"] or party not in present.tracks["thing"]:
            continue
        old, new = (
            [(span.start, span.statuses) for span in history.tracks["thing"][party].spans]
            for history in (past, present)
        )
        assert old == new or party in told_of
        if party not in told_of and set(past.tracks["thing"]) == set(present.tracks["thing"]):
            for day in days:
                was, now = (subject_on(h, "thing", day) for h in (past, present))
                assert was.by_party.get(party, was.overall).status == (
                    now.by_party.get(party, now.overall).status
                )


@settings(max_examples=100, deadline=None)
@given(histories())
def test_what_only_goes_on_changes_nothing_before_it(drawn: Drawn) -> None:
    after = drawn.record
    before = without(drawn, drawn.events[-1]["id"])
    past, present = History.of(before), History.of(after)
    for life in compare(before, after).lives:
        if life.rewritten:
            continue
        for party in life.parties:
            old = past.tracks["thing"].get(party)
            if old is None or len(old.spans) < 2:
                continue
            new = present.tracks["thing"][party]
            assert [s.statuses for s in new.spans[: len(old.spans)]] == [
                s.statuses for s in old.spans
            ]
            assert [s.start for s in new.spans[: len(old.spans)]] == [s.start for s in old.spans]


@settings(max_examples=60, deadline=None)
@given(histories())
def test_no_change_is_told_where_there_is_none(drawn: Drawn) -> None:
    changes = compare(drawn.record, drawn.record)
    assert not changes.any
    assert changes.demands == ()
    words = Words(Site(drawn.record, "sv"), Site(drawn.record, "sv"))
    for form in FORMATS.values():
        form(changes, words, date(2022, 2, 1))


def test_pages_keep_their_address() -> None:
    assert page_address("index.md") == ""
    assert page_address("en/index.md") == "en/"
    assert page_address("handelser/x.md") == page_address("handelser/x/index.html")
    assert page_address("data/v1/record.json") == ""


# --- what is left behind on the site


def test_retired_ids_lead_on_or_say_why_in_both_languages() -> None:
    retired = b"""
- id: old-event
  kind: event
  to: pilot-stops
  date: 2022-02-01
- id: wrong-event
  kind: event
  name: {sv: Det hande aldrig, en: It never happened}
  date: 2022-02-01
  reason: {sv: "Uppgiften <b>var</b> fel.", en: The entry was wrong.}
- id: old-question
  kind: question
  date: 2022-02-01
  reason: {sv: Ingen undrar., en: Nobody asks.}
- id: old-sando
  kind: party
  to: sando
  date: 2022-02-01
"""
    loaded, problems = check({**read_folder(BASE), "retired.yaml": retired}, date(2022, 2, 1))
    assert problems == []
    assert loaded.record is not None
    for language in ("sv", "en"):
        files = site_files(loaded.record, language)
        assert '0; url=../pilot-stops/"' in files["handelser/old-event/index.html"]
        sando = next(
            name for name in files if name.endswith("/old-sando/index.html") and name[:3] != "id/"
        )
        assert sando.replace("old-sando/index.html", "sando.md") in files
        page = files["handelser/wrong-event.md"]
        assert ("Det hande aldrig" if language == "sv" else "It never happened") in page
        assert "<b>" not in page
        listed = files["borttaget.md"]
        assert listed.index("old-event") < listed.index("old-question")
        assert '<h3 id="old-question">' in listed
    files = site_files(loaded.record, "sv")
    assert '0; url=../../handelser/pilot-stops/"' in files["id/old-event/index.html"]
    assert '0; url=../../handelser/wrong-event/"' in files["id/wrong-event/index.html"]
    assert '0; url=../../borttaget/#old-question"' in files["id/old-question/index.html"]


def test_life_changes_are_plain_values() -> None:
    """Reports sort and compare them."""
    assert LifeChange("x", "pause", ("",), (), True) == LifeChange("x", "pause", ("",), (), True)
