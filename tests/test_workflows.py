"""The workflows: pinned, with least permissions, safe for forks; and the scripts that they call."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.problems import Problem, Severity
from generator.report.problems import FORMATS
from tests.conftest import ROOT
from tests.versions import Kept, keep

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAY_WRITE = {
    "deploy": {"pages": "write", "id-token": "write"},
    "tell": {"issues": "write"},
}
"""Jobs that may write, and what. None of them runs code of the project."""


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_nothing_is_given_by_default(path: Path) -> None:
    text = path.read_text("utf-8")
    for used in re.findall(r"uses: *(.+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used
    assert yaml.safe_load(text)["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for name, job in jobs(path).items():
        writes = {key: value for key, value in job["permissions"].items() if value != "read"}
        assert writes == MAY_WRITE.get(name, {})
        if writes:
            assert "actions/checkout" not in json.dumps(job), f"{name} runs code and may write"
        assert job["timeout-minutes"] <= 60
    for step in (step for job in jobs(path).values() for step in job["steps"]):
        assert "${{" not in step.get("run", ""), "a value in a script is a way into it: use env"


def test_one_check_to_require_waits_for_all() -> None:
    found = jobs(ROOT / ".github/workflows/ci.yml")
    assert set(found["required"]["needs"]) == set(found) - {"required", "deploy"}
    assert found["required"]["if"] == "always()"
    assert found["deploy"]["needs"] == ["required"]


def test_the_weekly_look_blocks_nothing() -> None:
    triggers = yaml.safe_load((ROOT / ".github/workflows/todo.yml").read_text("utf-8"))[True]
    assert set(triggers) == {"schedule", "workflow_dispatch"}
    assert yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["todo"]["allow_failure"]


def test_both_hosts_run_the_same_commands() -> None:
    github = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)
    gitlab = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    for command in ("make test", "make site", "scripts/published", "scripts/what-changes",
                    "generator check --format", "generator todo --links --format markdown"):  # fmt: skip
        assert command in github
        assert command in gitlab


def test_gitlab_gets_the_lines() -> None:
    error = Problem("not-a-date", "data/a.yaml", 7, 3, "“x” is no date", "Write 2024.", "one")
    warning = Problem("unused", "data/b.yaml", 1, 1, "unused", severity=Severity.WARNING)
    first, second = json.loads(FORMATS["gitlab"]([error, warning], {}))
    assert first["location"] == {"path": "data/a.yaml", "lines": {"begin": 7}}
    assert first["description"] == "“x” is no date. Write 2024."
    assert (first["severity"], second["severity"]) == ("blocker", "minor")
    moved = Problem("not-a-date", "data/a.yaml", 9, 3, "“x” is no date", "Write 2024.", "one")
    assert json.loads(FORMATS["gitlab"]([moved], {}))[0]["fingerprint"] == first["fingerprint"]
    assert second["fingerprint"] != first["fingerprint"]


# --- scripts


@pytest.fixture
def project(tmp_path: Path) -> Kept:
    """A record under git with the scripts, and a Python that runs this generator."""
    kept = keep(tmp_path / "project")
    (kept.folder / "scripts").mkdir()
    for name in ("what-changes", "published"):
        shutil.copy(ROOT / "scripts" / name, kept.folder / "scripts" / name)
    python = kept.folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" "$@"\n', "utf-8")
    python.chmod(0o755)
    return kept


def run(
    project: Kept, script: str, *arguments: str, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", f"scripts/{script}", *arguments],
        cwd=project.folder, env={**os.environ, **more}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_what_changes_is_added_to_the_summary(project: Kept) -> None:
    summary = project.folder / "summary.md"
    summary.write_text("before\n", "utf-8")
    project.edit("events.yaml", "sv: Piloten startar", "sv: Piloten sätts i gång")
    assert run(project, "what-changes", "HEAD", "summary.md").returncode == 0
    text = summary.read_text("utf-8")
    assert text.startswith("before\n## Vad ändringen gör\n")
    assert "Piloten sätts i gång" in text
    assert not list(project.folder.glob("what-changes.*"))


def test_what_changes_fails_where_something_must_be_confirmed(project: Kept) -> None:
    project.edit("questions.yaml", "id: question-pilot", "id: question-use")
    project.edit("record.yaml", "question-pilot", "question-use")
    assert run(project, "what-changes", "HEAD", "summary.md").returncode == 1
    assert "Måste bekräftas" in (project.folder / "summary.md").read_text("utf-8")


def test_a_base_that_cannot_be_read_warns_and_does_not_fail(project: Kept) -> None:
    project.edit("events.yaml", "when: 2021-06-01", "when: 1 juni 2021")
    project.commit()
    project.edit("events.yaml", "when: 1 juni 2021", "when: 2021-06-01")
    done = run(project, "what-changes", "HEAD", "summary.md")
    assert done.returncode == 0
    assert "::warning::" in done.stdout
    assert "HEAD:data/events.yaml:45:9" in done.stderr


class Host(BaseHTTPRequestHandler):
    """A published site."""

    def do_GET(self) -> None:
        status = {"/there/manifest.json": 200, "/broken/manifest.json": 400}.get(self.path, 404)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b'{"version": 1}' if status == 200 else b"<html>")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is on CI machines only")
def test_what_is_published_is_fetched_and_a_failure_never_turns_the_guard_off(
    project: Kept, host: str
) -> None:
    fetched = project.folder / "published.json"
    assert run(project, "published", SITE_URL=f"{host}/there/").returncode == 0
    assert fetched.read_text("utf-8") == '{"version": 1}'
    assert run(project, "published", SITE_URL=f"{host}/none").returncode == 0
    assert not fetched.exists()
    assert run(project, "published", SITE_URL=f"{host}/broken").returncode == 1
    assert not fetched.exists()
    assert run(project, "published", SITE_URL="http://127.0.0.1:9/").returncode != 0
