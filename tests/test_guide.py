"""The guide, followed word for word on a copy of the record; and its tables against the program.

A fence is a step: `sh` is run, `text` must stand in what the last command said, `yaml` is added
to the file in its first line, `diff` changes that file. Each chapter is merged before the next.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import _parser
from generator.facts.record import KINDS, LOGS, PLURALS
from generator.site.pages.fields import tables
from tests.conftest import ROOT
from tests.versions import git, keep

LANGUAGES = ("sv", "en")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def guide(language: str) -> str:
    return (ROOT / "content" / language / "guide.md").read_text("utf-8")


def steps(chapter: str) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in FENCE.finditer(chapter)]


def file_and_rest(step: str) -> tuple[str, list[str]]:
    first, *rest = step.splitlines()
    assert first.startswith("# data/"), first
    return first.removeprefix("# "), rest


class Reader:
    """Does what the guide says, in a copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""
        python = folder / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n', "utf-8")
        python.chmod(0o755)

    def run(self, step: str) -> None:
        who = {f"GIT_{role}_{what}": "test@example.org" for role in ("AUTHOR", "COMMITTER")
               for what in ("NAME", "EMAIL")}  # fmt: skip
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["/bin/sh", "-euc", step], cwd=self.folder, env={**os.environ, **who, **nobody},
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, f"{step}\n{done.stdout}{done.stderr}"
        self.said = done.stdout

    def text(self, step: str) -> None:
        assert step.strip() in self.said.replace("\u00a0", " "), f"{step} is not in {self.said}"

    def yaml(self, step: str) -> None:
        name, lines = file_and_rest(step)
        path = self.folder / name
        before = re.sub(r"^\[\]\n\Z", "", path.read_text("utf-8"), flags=re.MULTILINE)
        gap = "" if before.endswith(("\n\n", "build\n", "check\n")) else "\n"
        path.write_text(before + gap + "\n".join(lines) + "\n", "utf-8")

    def diff(self, step: str) -> None:
        name, lines = file_and_rest(step)
        path = self.folder / name
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{name} holds this {text.count(old)} times:\n{old}"
        path.write_text(text.replace(old, new), "utf-8")

    def follow(self, chapter: str) -> int:
        found = steps(chapter)
        for kind, step in found:
            {"sh": self.run, "text": self.text, "yaml": self.yaml, "diff": self.diff}[kind](step)
        return len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_can_be_followed_word_for_word(language: str, tmp_path: Path) -> None:
    kept = keep(tmp_path / "record", ROOT / "data")
    (kept.folder / ".gitignore").write_text(".venv\n", "utf-8")
    kept.commit()
    reader = Reader(kept.folder)
    chapters = re.split(r"^## ", guide(language), flags=re.MULTILINE)[2:6]
    for number, chapter in enumerate(chapters):
        done, _, last = chapter.partition("\n**2.** ") if number == 3 else (chapter, "", "")
        assert reader.follow(done) >= 5
        branch = git(kept.folder, "branch", "--show-current")
        assert branch != "main"
        git(kept.folder, "switch", "--quiet", "main")
        git(kept.folder, "merge", "--quiet", "--ff-only", branch)
        if last:  # its first half is told in words
            kept.cut("gaps.yaml", "exempel-dag")
            events = kept.folder / "data" / "events.yaml"
            head, mark, tail = events.read_text("utf-8").partition(
                "- id: exempel-namndens-beslut\n"
            )
            tail = tail.replace("confidence: disputed", "confidence: established", 1)
            events.write_text(head + mark + tail, "utf-8")
            assert reader.follow(last) == 1
            reader.run(".venv/bin/python -m generator format")
            reader.run(".venv/bin/python -m generator diff main --facts-only --language en")
            assert "[exempel-dag], leaves a page that says why" in reader.said


def test_both_languages_give_the_same_steps() -> None:
    given = [
        [
            (kind, step.replace("--language en", "--language sv"))
            for kind, step in steps(guide(language))
            if kind != "text"
        ]
        for language in LANGUAGES
    ]
    assert given[0] == given[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_in_the_guide_and_no_other(language: str) -> None:
    (verbs,) = (action.choices for action in _parser()._actions if action.choices)
    told = re.findall(r"^\| `([a-z]+)` \| ", guide(language).split("\n## ")[-1], re.MULTILINE)
    assert sorted(told) == sorted(verbs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_stands_in_its_table(language: str) -> None:
    found = {table.name: {row.key: row for row in table.rows} for table in tables(language)}
    for model in [*KINDS.values(), *LOGS.values()]:
        keys = {info.alias or name for name, info in model.model_fields.items()}
        assert set(found[model.__name__]) == keys
    assert all(row.help for rows in found.values() for row in rows.values())
    event = found["Event"]
    assert (event["when"].required, event["theme"].required) == (True, False)
    assert (event["sources"].holds, event["sources"].many) == ("Citation", True)
    assert "decision" in dict(event["type"].choices)
    assert found["Effect"]["for"].holds == "Scope"
    assert {table.file for table in tables(language)} >= {
        f"{plural}.yaml" for plural in PLURALS.values()
    }
