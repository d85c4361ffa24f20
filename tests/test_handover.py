"""The folder of `write`: it builds without the generator, and what comes of it is the same site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.seen import Seen, squeezed
from tests.small_project import manifest, small_project

ADDRESS = "https://example.org/record/"
SETTINGS = ("mkdocs.yml", "mkdocs.en.yml")


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with the site's address and no clock of the builder's."""
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def hand_over(project: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "generator", "write", str(folder)], project)


def mkdocs(folder: Path, *arguments: str) -> None:
    result = run([sys.executable, "-m", "mkdocs", "build", "--strict", *arguments], folder)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("handover") / "project")


@pytest.fixture(scope="module")
def handed(project: Path) -> Path:
    folder = project.with_name("handed")
    result = hand_over(project, folder)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.mark.slow
def test_the_folder_builds_to_the_same_site_without_the_generator(
    project: Path, handed: Path
) -> None:
    """With the hook, pages that are HTML already pass Markdown by: only white space may differ."""
    mkdocs(project)
    for settings in SETTINGS:
        mkdocs(handed, "-f", settings)
    ours, theirs = manifest(project / "site"), manifest(handed / "site")
    assert theirs.keys() == ours.keys()
    different = [name for name in ours if theirs[name] != ours[name]]
    for name in different:
        assert name.endswith(("index.html", "sitemap.xml", "sitemap.xml.gz")), name
        if name.endswith(".html"):
            one, other = ((p / "site" / name).read_text("utf-8") for p in (project, handed))
            assert Seen(squeezed(one)).parts == Seen(squeezed(other)).parts, name
    assert len([name for name in ours if name.endswith("index.html")]) > 60


def test_the_settings_name_nothing_outside_the_folder(handed: Path) -> None:
    assert not (handed / "generator").exists()
    for settings in SETTINGS:
        found = yaml.safe_load((handed / settings).read_text("utf-8"))  # no tag of MkDocs is left
        assert not {"hooks", "watch", "INHERIT"} & found.keys()
        assert found["plugins"] == []
        assert (handed / found["docs_dir"] / "index.md").is_file()
        assert (handed / found["theme"]["custom_dir"] / "main.html").is_file()
        for tab in found["nav"]:
            for page in tab.values():
                assert (handed / found["docs_dir"] / page).is_file()
        assert found["extra"]["record"]["title"] == found["site_name"]
        assert found["site_url"].startswith(ADDRESS)


def test_writing_again_changes_nothing_and_keeps_what_was_built(
    project: Path, handed: Path
) -> None:
    (handed / "site").mkdir(exist_ok=True)
    (handed / "site" / "kept.txt").write_text("kept", "utf-8")
    (handed / "en" / "gone.md").write_text("# Of an older record\n", "utf-8")
    before = manifest(handed)
    result = hand_over(project, handed)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count(" 0 written") == 3
    del before["en/gone.md"]
    assert manifest(handed) == before


def test_a_folder_with_other_settings_is_left_alone(project: Path) -> None:
    before = manifest(project)
    result = hand_over(project, project)
    assert result.returncode == 2
    assert result.stderr == (
        f"generator: this was not written by the generator; it stays ({project}/mkdocs.yml)\n"
    )
    assert manifest(project) == before


def test_the_files_of_somebody_else_are_never_removed(project: Path, tmp_path: Path) -> None:
    mine = tmp_path / "en" / "thesis.txt"
    mine.parent.mkdir()
    mine.write_text("years of work", "utf-8")
    result = hand_over(project, tmp_path)
    assert result.returncode == 2
    assert result.stderr.endswith(f"it stays ({tmp_path}/en)\n")
    assert manifest(tmp_path).keys() == {"en/thesis.txt"}
