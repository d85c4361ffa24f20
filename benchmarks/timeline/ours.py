"""Our standalone page with synthetic events: a record made of them, and the generator does the rest.

The page, its script and its style are those of a built site. Only `events.json`, `texts.json`
and the list for readers without scripts differ, and they come from the generator too.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

from benchmarks.timeline.events import LANES, Made
from generator.facts.publication import unstated
from generator.reading.load import load
from generator.site.exports.timeline_json import timeline_files
from generator.site.pages.timeline import EMBEDDED, embedded_page
from generator.site.site import Site

LANGUAGE = "en"
SEEN = {"recorded": "2026-01-01", "verified": "2026-01-01"}
FACT = {**SEEN, "confidence": "established", "sources": [{"source": "paper", "at": "whole"}]}
TOWNS = {"party": "towns", "role": "decider"}
PRELOAD = '<link rel="preload" as="fetch" href="../events.json" crossorigin>'
"""What `site_overrides/partials/timeline-head.html` says on a page that fetches its events."""
MAIN = re.compile(r"(?<=<main>).*(?=</main>)", re.DOTALL)


def text(words: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"sv": words, "en": words}


def _event(event: Made) -> dict[str, Any]:
    return {
        "id": event.id.lower(), "type": "decision", "title": text(event.title),
        "text": text(event.text), "theme": f"lane{LANES.index(event.lane)}",
        "when": event.start.isoformat() + (f"/{event.end.isoformat()}" if event.end else ""),
        "parties": [TOWNS], **FACT,
    }  # fmt: skip


def files(events: list[Made]) -> dict[str, bytes]:
    """A whole record, as YAML (which JSON is)."""
    settings = {
        "title": text("Bench"), "subtitle": text("bench"), "description": text("Bench"),
        "starts": 2000, "programme": "works", "members": "towns", "members_path": "towns",
        "member_word": text("town"), "members_word": text("Towns"),
        "lead_question": text("What?"), "lead": "q", "home": ["works"],
        "themes": [{"id": f"lane{n}", "name": text(lane)} for n, lane in enumerate(LANES)],
        "publication": unstated(),
    }  # fmt: skip
    begun = {
        "id": "begun", "when": "2000-01-01", "type": "decision", "title": text("Begun"),
        "text": text("x"), "effects": [{"subject": "works", "becomes": "planning"}], **FACT,
    }  # fmt: skip
    kinds: dict[str, Any] = {
        "record": settings,
        "events": [*map(_event, events), begun],
        "parties": [
            {"id": "one", "classification": "municipality", "name": text("One"), **FACT},
            {"id": "towns", "classification": "collective", "name": text("Towns"),
             "members": ["one"], "stated_count": 1, **FACT},
        ],
        "sources": [{
            "id": "paper", "title": "Paper", "language": "sv", "publisher": "P",
            "published": "2026-01-01", "date_basis": text("printed"),
            "url": "https://example.org/", **SEEN,
        }],
        "subjects": [{"id": "works", "kind": "programme", "name": text("Works"),
                      "text": text("x"), **SEEN}],
        "questions": [{"id": "q", "question": text("What?"), "answer": text("That"),
                       "rests_on": ["begun"], **SEEN}],
    }  # fmt: skip
    for empty in ("contracts", "options", "terms", "figures", "gaps"):
        kinds[empty] = []
    return {f"{kind}.yaml": json.dumps(found).encode() for kind, found in kinds.items()}


def write(events: list[Made], built: Path, out: Path) -> str:
    """Write the folder of a small site with the page; returns the path of the page in it."""
    loaded = load(files(events))
    assert loaded.record is not None, loaded.problems[:3]
    site = Site(loaded.record, LANGUAGE)
    shutil.copytree(built / "assets", out / "assets")
    for path, words in timeline_files(site).items():
        _put(out / LANGUAGE / path, words)
    page = embedded_page(site)
    shell = (built / LANGUAGE / EMBEDDED / "index.html").read_text("utf-8")
    whole = MAIN.sub(lambda _: page.body, shell)
    if dict(page.extra)["fetches"] and PRELOAD not in whole:  # the real record may be small
        whole = whole.replace("</title>", f"</title>\n{PRELOAD}", 1)
    _put(out / LANGUAGE / EMBEDDED / "index.html", whole)
    return f"{LANGUAGE}/{EMBEDDED}"


def _put(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")
