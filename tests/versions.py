"""A small record under git, to change and to compare with what it was."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

BASE = ROOT / "tests" / "mistakes" / "base"


def git(folder: Path, *arguments: str) -> str:
    """Run git without the settings of whoever runs the test."""
    who = {f"GIT_{role}_{what}": "test@example.org" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    run = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments],
        cwd=folder, env={**os.environ, **who, **nobody}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return run.stdout.strip()


@dataclass(frozen=True)
class Kept:
    """A record in `folder`/data, committed once."""

    folder: Path

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace text that must be there."""
        path = self.folder / "data" / name
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new), "utf-8")

    def add(self, name: str, text: str) -> None:
        """Add text at the end of a file, which may be new."""
        path = self.folder / "data" / name
        before = path.read_text("utf-8") if path.is_file() else ""
        path.write_text(before + text, "utf-8")

    def cut(self, name: str, entry_id: str) -> None:
        """Take an entry away."""
        path = self.folder / "data" / name
        entries = ("\n" + path.read_text("utf-8")).split("\n- id: ")
        kept = [entry for entry in entries[1:] if entry.split("\n")[0] != entry_id]
        assert len(kept) == len(entries) - 2, entry_id
        path.write_text(entries[0] + "".join(f"\n- id: {entry}" for entry in kept), "utf-8")

    def commit(self) -> str:
        """Commit all; gives the commit."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", "change")
        return git(self.folder, "rev-parse", "HEAD")


def keep(folder: Path, data: Path = BASE) -> Kept:
    """Put a copy of a record under git."""
    shutil.copytree(data, folder / "data")
    git(folder, "init", "--quiet")
    kept = Kept(folder)
    kept.commit()
    return kept
