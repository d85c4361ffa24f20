"""`todo` and the editors' page: what was checked long ago, overtaken answers, links."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator.checking.check import check
from generator.cli import main
from generator.facts.record import Record
from generator.facts.source import Source
from generator.history.freshness import oldest_first, overtaken, stale, untranslated
from generator.reading.load import read_folder
from generator.site.files import site_files
from generator.verbs.links import check_links
from tests.versions import BASE


def record_with(name: str, old: str, new: str) -> Record:
    files = read_folder(BASE)
    assert old.encode() in files[name]
    loaded, _ = check(
        {**files, name: files[name].replace(old.encode(), new.encode(), 1)}, date(2024, 1, 1)
    )
    assert loaded.record is not None
    return loaded.record


def test_what_is_older_than_the_settings_allow() -> None:
    record = record_with(
        "record.yaml", "title:", "freshness: {facts: 30, sources: 60, questions: 10}\ntitle:"
    )
    assert list(stale(record, date(2022, 1, 20))) == []
    assert {item.kind for item in stale(record, date(2022, 1, 21))} == {"question"}
    found = list(stale(record, date(2022, 2, 10)))
    assert {item.kind for item in found} == {kind for kind, _ in record.entries()} - {"source"}
    assert {item.days for item in found} == {31}
    everything = {entry.id for _, entry in record.entries()}
    assert {item.id for item in stale(record, date(2022, 3, 12))} == everything


def test_the_oldest_stands_first() -> None:
    record = record_with("questions.yaml", "verified: 2022-01-10", "verified: 2021-12-24")
    assert oldest_first(record)[0] == ("question", "question-pilot", date(2021, 12, 24))


def test_an_answer_older_than_a_correction_of_what_it_rests_on() -> None:
    assert list(overtaken(record_with("events.yaml", "x", "x"))) == []
    corrected = (
        "- id: pilot-stops\n  corrections:\n    - date: 2022-01-15\n      field: when\n"
        "      was: 2021-09-14\n      reason: {sv: Fel., en: Wrong.}\n"
    )
    (found,) = overtaken(record_with("events.yaml", "- id: pilot-stops\n", corrected))
    assert (found.question, found.newer) == (
        "question-pilot",
        (("pilot-stops", date(2022, 1, 15)),),
    )


def test_texts_without_english_are_counted() -> None:
    assert untranslated(record_with("events.yaml", "x", "x")) == 0
    assert (
        untranslated(
            record_with(
                "events.yaml", "sv: Piloten startar, en: The pilot starts", "sv: Piloten startar"
            )
        )
        == 1
    )


# --- the editors' page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_editors_page_lists_everything_by_its_day(language: str) -> None:
    record = record_with("questions.yaml", "verified: 2022-01-10", "verified: 2021-12-24")
    page = site_files(record, language)["redaktion.md"]
    days = [date.fromisoformat(part[:10]) for part in page.split('<h2 id="d')[1:]]
    assert days == [date(2021, 12, 24), date(2022, 1, 10)]
    for _, entry in record.entries():
        assert entry.id in page
    assert "days ago" not in page
    assert "för 0 dagar" not in page


# --- the verb


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_todo_says_what_is_old_and_that_links_were_not_tried(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["todo", "--as-of", "2022-02-01", "--language", "en"]) == 0
    assert capsys.readouterr().out == (
        "Links were not tried (3 sources): add --links.\nNothing to look at.\n"
    )
    assert main(["todo", "--as-of", "2023-02-01"]) == 0
    told = capsys.readouterr().out
    assert "Länge sedan de kontrollerades (" in told
    assert (
        "Fråga: Används systemet? [question-pilot]: kontrollerad 10\u00a0januari 2022, för 387 dagar sedan"
        in told
    )
    assert main(["todo", "--as-of", "2023-02-01", "--format", "markdown"]) == 0
    assert (
        "- [ ] Fråga&#58; Används systemet&#63; <code>question&#45;pilot</code>"
        in capsys.readouterr().out
    )
    assert main(["todo", "--as-of", "2023-02-01", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["day"], answer["links"], answer["overtaken"]) == ("2023-02-01", None, [])
    assert answer["stale"][0]["days"] == 387


# --- links


class Web(BaseHTTPRequestHandler):
    """Answers as odd servers do."""

    asked: list[tuple[str, str]]
    release: threading.Event

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        to = {"/old": (301, "/new"), "/hop": (302, "/old"), "/now": (302, "/ok"), "/loop": (302, "/loop"),
              "/file": (301, "file:///etc/passwd"), "/twice": (301, "/old")}  # fmt: skip
        status = {"/gone": 410, "/missing": 404, "/broken": 500}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            status = 405
        if self.path == "/slow":
            self.release.wait(10)
        status, target = to.get(self.path, (status, ""))
        self.send_response(status)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def web() -> Iterator[str]:
    Web.asked, Web.release = [], threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Web.release.set()
        server.shutdown()
        thread.join()


def sources(*urls: str) -> list[Source]:
    one = next(iter(record_with("events.yaml", "x", "x").sources.values()))
    return [one.model_copy(update={"id": f"s{n}", "url": url}) for n, url in enumerate(urls)]


def test_what_links_answer(web: str) -> None:
    paths = ["/ok", "/no-head", "/old", "/twice", "/now", "/hop", "/gone", "/missing", "/broken", "/loop",
             "/file", "/å%20ö?q=ä", "/slow"]  # fmt: skip
    found = check_links(sources(*(web + path for path in paths)), patience=0.5)
    assert [
        (path, link.state, link.detail.replace(web, ""))
        for path, link in zip(paths, found, strict=True)
    ] == [
        ("/ok", "ok", ""),
        ("/no-head", "ok", ""),
        ("/old", "moved", "/new"),
        ("/twice", "moved", "/new"),
        ("/now", "ok", ""),
        ("/hop", "ok", ""),
        ("/gone", "gone", "410"),
        ("/missing", "gone", "404"),
        ("/broken", "failed", "500"),
        ("/loop", "failed", "too many redirects"),
        ("/file", "failed", "leads to file:///etc/passwd"),
        ("/å%20ö?q=ä", "ok", ""),
        ("/slow", "failed", "timed out"),
    ]
    assert ("HEAD", "/%C3%A5%20%C3%B6?q=%C3%A4") in Web.asked
    assert ("GET", "/ok") not in Web.asked


def test_a_host_that_is_not_there_is_a_state_and_no_failure(
    here: Path, capsys: pytest.CaptureFixture[str], web: str
) -> None:
    file = here / "data" / "sources.yaml"
    text = file.read_text("utf-8")
    text = text.replace("https://oposten.example/bokvagen", "http://127.0.0.1:9/closed")
    text = text.replace("https://oposten.example/avtalet", f"{web}/old")
    file.write_text(text.replace("https://rykten.example/stopp", f"{web}/ok"), "utf-8")
    assert main(["todo", "--links", "--as-of", "2022-02-01", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert (
        "Links (2)\n  Source: Bokvågen från början till slut [gazette]: http://127.0.0.1:9/closed does not answer"
        in told
    )
    assert f"[early-note]: {web}/old has moved to {web}/new" in told
    assert "1 of 3 links answer." in told
