"""Our standalone page with synthetic events, one folder a size, for the bench beside the peers.

    python benchmarks/timeline/ours.py EVENTS_DIR SITE OUT N…

EVENTS_DIR holds `N.json` of the bench's `gen.mjs`; SITE is a built site, whose embedded page,
script and style are taken as they are. Only `events.json` and `texts.json` differ, and they
come from the generator too.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.facts.publication import unstated  # noqa: E402
from generator.reading.load import load  # noqa: E402  (the project is not installed)
from generator.site.exports.timeline_json import events_data, texts_data  # noqa: E402
from generator.site.pages.timeline import MOST_WITHOUT_SCRIPT  # noqa: E402
from generator.site.view import Site  # noqa: E402

SEEN = {"recorded": "2026-01-01", "verified": "2026-01-01"}
FACT = {**SEEN, "confidence": "established", "sources": [{"source": "paper", "at": "whole"}]}


def text(words: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"sv": words, "en": words}


def files(events: list[dict[str, Any]]) -> dict[str, bytes]:
    """A whole record, as YAML (which JSON is)."""
    lanes = sorted({event["lane"] for event in events})
    settings = {
        "title": text("Bench"), "subtitle": text("bench"), "description": text("Bench"),
        "starts": 2000, "programme": "works", "members": "towns", "members_path": "towns",
        "member_word": text("town"), "members_word": text("Towns"),
        "lead_question": text("What?"), "lead": "q", "home": ["works"],
        "themes": [{"id": f"lane{n}", "name": text(lane)} for n, lane in enumerate(lanes)],
        "publication": unstated(),
    }  # fmt: skip
    made = [
        {
            "id": event["id"].lower(), "type": "decision", "title": text(event["title"]),
            "text": text(event["text"]), "theme": f"lane{lanes.index(event['lane'])}",
            "when": event["start"] + (f"/{event['end']}" if "end" in event else ""),
            "parties": [{"party": "towns", "role": "decider"}], **FACT,
        }
        for event in events
    ]  # fmt: skip
    made.append({
        "id": "begun", "when": "2000-01-01", "type": "decision", "title": text("Begun"),
        "text": text("x"), "effects": [{"subject": "works", "becomes": "planning"}], **FACT,
    })  # fmt: skip
    kinds: dict[str, Any] = {
        "record": settings, "events": made,
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


def page(site: Path, number: int) -> str:
    """The built page; above the generator's limit without the list for readers without scripts."""
    built = (site / "en/tidslinje/inbaddad/index.html").read_text("utf-8")
    built = built.replace("../../assets/", "assets/").replace('"../events.json', '"events.json')
    built = built.replace("../../tidslinje/events.json", "events.json")
    built = built.replace('"../texts.json', '"texts.json').replace("../../favicon", "favicon")
    if number > MOST_WITHOUT_SCRIPT:
        built = re.sub(r"<noscript>.*?</noscript>", "", built, flags=re.DOTALL)
    return built


def main() -> None:
    """Write one folder a size."""
    events_dir, site, out = (Path(name) for name in sys.argv[1:4])
    for number in sys.argv[4:]:
        begun = time.perf_counter()
        loaded = load(files(json.loads((events_dir / f"{number}.json").read_text("utf-8"))))
        if loaded.record is None:
            sys.exit(str(loaded.problems[:3]))
        view = Site(loaded.record, "en")
        folder = out / number
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(site / "en/assets/timeline", folder / "assets/timeline")
        for name in ("timeline.js", "timeline-embed.css", "favicon.svg"):
            shutil.copy(site / "en/assets" / name, folder / "assets" / name)
        for name, data in (("events", events_data(view)), ("texts", texts_data(view))):
            words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            (folder / f"{name}.json").write_text(words, "utf-8")
        (folder / "index.html").write_text(page(site, int(number)), "utf-8")
        print(number, f"{time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
