"""A realistic record of any size, always the same for the same number: a folder that builds.

    python benchmarks/big/record.py EVENTS DIR

Writes DIR/data, DIR/content, and the theme and settings of this project, so that the site
builds in DIR. For every 100 events: 15 sources, 6 parties (beside up to 49 members), 6
subjects that 50 of the events change, 1 contract with 2 terms that 8 of them change, 5
figures, 3 gaps and 3 questions; and 3 options that the members sign. Texts are as long as
those of the real record.
"""

from __future__ import annotations

import random
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.facts.lives import LIVES, NO_STATUS  # noqa: E402  (the project is not installed)
from generator.reading.form import formatted  # noqa: E402
from generator.replacing import start_folder  # noqa: E402
from generator.scaffold import new_record  # noqa: E402

FIRST, LAST = date(2012, 1, 1), date(2026, 6, 30)
RECORDED = "2026-11-01"
SEEN = {"recorded": RECORDED, "verified": RECORDED}
KINDS = ("deployment", "deployment", "review", "supervision", "milestone", "pause")
TYPES = ("decision", "report", "go-live", "stop", "supervision", "plan", "cost", "agreement")
ROLES = ("decider", "supplier", "participant", "speaker", "concerned", "reviewer")
SWEDISH = (
    "nämnden styrelsen regionen kommunen leverantören systemet avtalet planen beslutet rapporten "
    "granskningen driften införandet kostnaden mottagningen sjukhuset journalen utbildningen "
    "projektet tidplanen och men för med utan enligt efter före under mellan varje flera några "
    "godkände begärde presenterade redovisade följde ändrade prövade lämnade fick gav skrev "
    "öppnade ny gemensam teknisk ekonomisk lokal första andra större mindre"
).split()
ENGLISH = (
    "board council region town supplier system contract plan decision report review operation "
    "introduction cost clinic hospital journal training project schedule and the but for the with the without the "
    "according after the before the over the between each several some approved asked presented showed "
    "followed changed tried left got gave wrote opened new joint technical economic local first "
    "second larger smaller"
).split()


class Maker:
    """Makes entries from one stream of chance that always runs alike."""

    def __init__(self, events: int) -> None:
        self.count = events
        self.draw = random.Random(events)
        self.members = [f"member-{n}" for n in range(min(49, max(5, events // 20)))]
        self.parties = [f"party-{n}" for n in range(events * 6 // 100)]
        self.subjects = [f"subject-{n}" for n in range(events * 6 // 100)]
        self.contracts = [f"contract-{n}" for n in range(max(1, events // 100))]
        self.sources = [f"source-{n}" for n in range(max(2, events * 15 // 100))]
        span = (LAST - FIRST).days
        self.published = sorted(FIRST + timedelta(self.draw.randrange(span)) for _ in self.sources)
        self.published[-1] = LAST
        self.kind_of = {name: KINDS[n % len(KINDS)] for n, name in enumerate(self.subjects)}

    def words(self, most: int) -> dict[str, str]:
        """A text in both languages of about as many words."""
        length = self.draw.randint(max(2, most * 2 // 3), most)
        return {
            language: " ".join([first, *self.draw.choices(pool, k=length)])
            for language, first, pool in (("sv", "Att", SWEDISH), ("en", "The", ENGLISH))
        }

    def cited(self, after: date = FIRST) -> dict[str, Any]:
        """One to three sources, the newest not before a day."""
        late = next(i for i, day in enumerate(self.published) if day >= after)
        late = min(late + self.draw.randrange(4), len(self.sources) - 1)
        chosen = {late, *(self.draw.randrange(late + 1) for _ in range(self.draw.randrange(3)))}
        return {
            "sources": [
                {"source": self.sources[n], "at": f"¶ {self.draw.randint(1, 30)}"}
                for n in sorted(chosen, reverse=True)
            ],
            "confidence": "established",
        }

    def lists(self) -> dict[str, list[dict[str, Any]]]:
        """The entries of every file."""
        events = self._events()
        return {
            "parties": self._parties(),
            "sources": [
                {"id": name, "title": self.words(9)["sv"], "language": "sv",
                 "publisher": f"Tidning {n % 40}", "published": str(self.published[n]),
                 "date_basis": {"sv": "Dagen står på sidan.", "en": "The day is printed on it."},
                 "url": f"https://example.org/{name}", **SEEN}
                for n, name in enumerate(self.sources)
            ],
            "events": events,
            "contracts": [
                {"id": name, "type": "contract", "title": self.words(6), "text": self.words(30),
                 "parties": [{"party": "owner", "role": "buyer"},
                             {"party": self.draw.choice(self.parties), "role": "supplier"}],
                 **self.cited(), **SEEN}
                for name in self.contracts
            ],
            "options": [
                {"id": f"option-{n}", "number": str(n), "contract": "contract-0",
                 "holders": "members", "name": self.words(4), "text": self.words(25),
                 "names": [{"name": self.words(3), "seen": "2014", "sources": self.cited()["sources"]}],
                 **self.cited(), **SEEN}
                for n in (1, 2, 3)
            ],
            "terms": [
                {"id": f"{name}-term-{n}", "contract": name, "type": ("notice", "duration")[n - 1],
                 "title": self.words(5), "text": self.words(30), "parties": ["owner"],
                 "basis": "clause", "rule": {"months": str(2 + n)}, **self.cited(), **SEEN}
                for name in self.contracts for n in (1, 2)
            ],
            "subjects": [
                {"id": "programme", "kind": "programme", "name": self.words(3),
                 "text": self.words(20), "parties": ["owner"], **SEEN},
                *({"id": name, "kind": self.kind_of[name], "name": self.words(4),
                   "text": self.words(20), "part_of": "programme",
                   "parties": [self.draw.choice(self.parties)], **SEEN}
                  for name in self.subjects),
            ],
            "figures": [
                {"id": f"figure-{n}", "measures": self.words(5), "measure": "cost",
                 "value": self.draw.randrange(10**6, 10**9), "unit": "SEK",
                 "as_of": "2011", "scope": self.words(8),
                 "about": [self.draw.choice(self.subjects)], **self.cited(), **SEEN}
                for n in range(self.count * 5 // 100)
            ],
            "gaps": [
                {"id": f"gap-{n}", "type": "gap", "question": self.words(9), "text": self.words(40),
                 "touches": [self.draw.choice(self.subjects), f"event-{self.draw.randrange(self.count)}"],
                 "settles": self.words(12), "ask": [self.draw.choice(self.parties)], **SEEN}
                for n in range(self.count * 3 // 100)
            ],
            "questions": [
                {"id": f"question-{n}", "question": self.words(9), "answer": self.words(40),
                 "rests_on": [f"event-{self.draw.randrange(self.count)}" for _ in range(3)], **SEEN}
                for n in range(max(1, self.count * 3 // 100))
            ],
        }  # fmt: skip

    def _parties(self) -> list[dict[str, Any]]:
        kinds = ("body", "company", "authority", "region")
        fact = {**SEEN, "confidence": "established"}
        made: list[dict[str, Any]] = [
            {"id": name, "classification": kind, "name": {"sv": said, "en": said},
             **self.cited(), **SEEN}
            for name, kind, said in (
                ("owner", "region", "Ägaren"),
                *((name, "municipality", f"Kommun {n}") for n, name in enumerate(self.members)),
                *((name, kinds[n % 4], f"Part {n}") for n, name in enumerate(self.parties)),
            )
        ]  # fmt: skip
        made.append({
            "id": "members", "classification": "collective",
            "name": {"sv": "Kommunerna", "en": "The towns"}, "members": self.members,
            "stated_count": len(self.members), "sources": self.cited()["sources"], **fact,
        })  # fmt: skip
        return made

    def _events(self) -> list[dict[str, Any]]:
        span = (LAST - FIRST).days
        days = sorted(FIRST + timedelta(self.draw.randrange(span)) for _ in range(self.count))
        status = dict.fromkeys([*self.subjects, *self.contracts, "programme"], NO_STATUS)
        made = []
        for n, day in enumerate(days):
            event: dict[str, Any] = {
                "id": f"event-{n}", "when": str(day), "type": self.draw.choice(TYPES),
                "title": self.words(9), "text": self.words(45),
                "parties": [
                    {"party": name, "role": self.draw.choice(ROLES)}
                    for name in {"owner": 1, self.draw.choice(self.parties): 1,
                                 self.draw.choice(self.members): 1}
                ],
            }  # fmt: skip
            effect = self._effect(n, day, status)
            if effect:
                event["effects"] = [effect]
            event["about"] = [self.draw.choice(self.subjects)]
            made.append({**event, **self.cited(day), **SEEN})
        return made

    def _effect(self, n: int, day: date, status: dict[str, str]) -> dict[str, Any] | None:
        if n == 0:
            status["programme"] = "planning"
            return {"subject": "programme", "becomes": "planning"}
        if n in (self.count // 4, self.count // 3, self.count // 2):
            option = (self.count // 4, self.count // 3, self.count // 2).index(n) + 1
            scope = {"all": "members"} if option == 1 else {"some_of": "members", "at_least": "2"}
            return {"subject": f"option-{option}", "becomes": "signed", "for": scope}
        chance = self.draw.random()
        if chance > 0.58:
            return None
        pool = self.subjects if chance < 0.5 else self.contracts
        subject = self.draw.choice(pool)
        kind = self.kind_of.get(subject, "contract")
        following = LIVES[kind].follows[status[subject]] or (status[subject],)
        status[subject] = self.draw.choice(following)
        effect = {"subject": subject, "becomes": status[subject]}
        if kind == "milestone" and status[subject] == "planned":
            effect["date"] = str(day.year + 1)
        return effect


SETTINGS = {
    "title": {"sv": "Stora programmet", "en": "The large programme"},
    "starts": "2012",
    "members_path": "kommuner",
    "lead": "question-0",
    "home": ["programme", "subject-0", "subject-1", "option-1"],
    "home_questions": ["question-0"],
    "story": ["event-0"],
    "themes": [
        {"id": "decisions", "name": {"sv": "Beslut", "en": "Decisions"},
         "types": ["decision", "agreement", "plan", "cost"]},
        {"id": "use", "name": {"sv": "Drift", "en": "Operation"},
         "types": ["go-live", "stop", "report", "supervision"]},
    ],
    "measures": [{"id": "cost", "name": {"sv": "Kostnad", "en": "Cost"}}],
}  # fmt: skip
"""What differs from the settings of a new record."""


def project(events: int, folder: Path) -> None:
    """A whole project with a record of so many events, in a folder that is not there."""
    files = {
        name: text.encode()
        for name, text in new_record(date.fromisoformat(RECORDED)).items()
        if name.startswith(("content/", "data/"))
    }
    settings = yaml.load(files["data/record.yaml"], yaml.CBaseLoader) | SETTINGS  # noqa: S506  (texts only)
    for name, entries in {"record": settings, **Maker(events).lists()}.items():
        dumped = yaml.dump(
            entries, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6
        )
        # Every scalar is typed without quotes, as an editor types it.
        typed = dumped.replace("'", "").encode()
        files[f"data/{name}.yaml"] = formatted(typed, f"{name}.yaml")[0]
    start_folder(folder, files)
    for name in ("generator", "site_overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, folder / name)


if __name__ == "__main__":
    project(int(sys.argv[1]), Path(sys.argv[2]))
