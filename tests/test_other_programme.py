"""Another programme, invented, and a new record: whole sites without a change of code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.checking.check import check
from generator.cli import main
from generator.facts.record import PLURALS, Record
from generator.history.replay import History
from generator.history.state import state_on
from generator.history.terms import computed
from generator.reading.load import load, read_folder
from generator.scaffold import new_record
from generator.site.addresses import address
from tests.conftest import ROOT
from tests.pages import BuiltPage, read_site
from tests.test_layers import found_in

OTHER = ROOT / "tests" / "cases" / "other-programme"


@dataclass(frozen=True)
class Built:
    """A site built from a record, with its pages."""

    record: Record
    folder: Path
    pages: dict[str, BuiltPage]


def built(case: Path, project: Path) -> Built:
    """Build strictly: the real generator and theme, the case's `data/` and `content/`."""
    project.mkdir()
    for name in ("generator", "site_overrides"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, project / name)
    for name in ("data", "content"):
        shutil.copytree(case / name, project / name)
    record = load(read_folder(case / "data")).record
    assert record is not None
    subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        env=os.environ | {"SITE_URL": "https://example.org/"},
        check=True,
    )
    return Built(record, project / "site", read_site(project / "site"))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The invented programme's site."""
    return built(OTHER, tmp_path_factory.mktemp("other") / "project")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a record that `new record` has just written."""
    folder = tmp_path_factory.mktemp("fresh")
    assert main(["new", "record", str(folder / "mine"), "--as-of", "2026-11-22"]) == 0
    return built(folder / "mine", folder / "project")


@pytest.fixture(params=["other", "fresh"])
def site(request: pytest.FixtureRequest) -> Built:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Built)
    return found


def test_the_facts_have_no_problem() -> None:
    assert check(read_folder(OTHER / "data"), date(2026, 12, 31))[1] == []


def test_every_kind_of_entry_is_there() -> None:
    record = load(read_folder(OTHER / "data")).record
    assert record is not None
    assert [kind for kind in PLURALS if not record.of_kind(kind)] == []


def test_every_entry_has_its_page_in_both_languages(site: Built) -> None:
    for _, entry in site.record.entries():
        path, _, anchor = address(site.record, entry.id).partition("#")
        for root in ("", "en/"):
            page = site.pages[root + path]
            assert not anchor or anchor in page.ids, f"{root}{path}#{anchor}"


def test_no_dead_link(site: Built) -> None:
    dead = []
    for path, page in site.pages.items():
        for link in page.links if not path.endswith("404.html") else ():
            target = page.target(link)
            if target is None:
                continue
            to, anchor = target
            if to in site.pages:
                if anchor and anchor != "__skip" and anchor not in site.pages[to].ids:
                    dead.append(f"{path} → {link}")
            elif not (site.folder / to).is_file():
                dead.append(f"{path} → {link}")
    assert dead == []


def test_nothing_of_the_real_programme_shows(site: Built) -> None:
    for path, page in site.pages.items():
        assert found_in(page.words) == [], path
        if not path.endswith("falt/"):  # the words of every record stand there
            assert not re.search(r"kommun|municipal", page.words, re.IGNORECASE), path


def test_the_site_bears_its_own_name(site: Built) -> None:
    for root, language in (("", "sv"), ("en/", "en")):
        title = site.record.settings.title.given_in(language)[0]
        page = (site.folder / root / "index.html").read_text("utf-8")
        assert f"<title>{title} – " in page


def test_headings_and_ids(site: Built) -> None:
    for path, page in site.pages.items():
        if path.endswith("404.html") or path.startswith("id/"):
            continue
        assert page.headings.count("h1") == 1, path
        assert len(page.ids) == len(set(page.ids)), path


def test_a_contract_that_expired_and_a_pause_that_ended(other: Built) -> None:
    state = state_on(History.of(other.record), date(2015, 1, 15))
    found = {name: state.subjects[name].overall.status for name in state.subjects}
    assert found["traffic-contract"] == "expired"
    assert found["winter-pause"] == "ended"
    assert found["fyrljus"] == "discontinued"
    assert "Löpt ut" in other.pages["avtal/traffic-contract/"].words
    assert "Avslutad" in other.pages["arenden/winter-pause/"].words


def test_a_notice_that_was_given_and_an_end_that_computes(other: Built) -> None:
    history = History.of(other.record)
    notice = computed(history, other.record.terms["pause-ends-by-notice"]).given
    assert [str(given.earliest_end.last) for given in notice] == ["2013-02-28"]
    page = other.pages["avtal/pause-letter/"].words
    assert "verkan tidigast 28 februari 2013" in page
    assert "Inget varsel är känt" not in page
    end = computed(history, other.record.terms["three-years"]).end
    assert end is not None
    assert end.bounds is not None
    assert str(end.bounds.last) == "2014-04-30"
    contract = other.pages["avtal/traffic-contract/"].words
    assert "30 april 2014" in contract
    assert "30 april 2015" in contract


def test_other_collectives_and_options(other: Built) -> None:
    assert {f"hamnar/{name}/" for name in other.record.parties["harbours"].members} <= set(
        other.pages
    )
    assert "högst 4 av 5" in other.pages["avtal/traffic-contract/"].words
    assert "Okänt" in other.pages["hamnar/askar/"].words


def test_its_correction_shows(other: Built) -> None:
    for path in ("rattelser/", "handelser/traffic-contract-signed/"):
        assert "13 januari 2010" in other.pages[path].words
    assert "13 January 2010" in other.pages["en/rattelser/"].words


# new record


def test_a_new_record_checks_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "record", str(tmp_path / "mine")]) == 0
    assert str(tmp_path / "mine" / "data") in capsys.readouterr().out
    assert main(["check", "--data", str(tmp_path / "mine" / "data")]) == 0
    told = capsys.readouterr().out
    assert told.endswith("0 errors, 4 warnings.\n")  # what only its publisher knows
    assert told.count("[to-fill-in]") == 4


def test_a_new_record_has_a_file_for_every_kind() -> None:
    files = new_record(date(2026, 11, 22))
    data = {name.removeprefix("data/") for name in files if re.fullmatch(r"data/[^/]+", name)}
    assert data == {"record.yaml", *(f"{plural}.yaml" for plural in PLURALS.values())}
    real = {path.name for folder in ("sv", "en") for path in (ROOT / "content" / folder).glob("*")}
    mine = {Path(name).name for name in files if name.startswith("content/")}
    assert mine == real - {"guide.md"}


def test_a_new_record_takes_the_editors_guide_along(tmp_path: Path) -> None:
    assert main(["new", "record", str(tmp_path / "other")]) == 0
    for language in ("sv", "en"):
        guide = Path("content") / language / "guide.md"
        assert (tmp_path / "other" / guide).read_bytes() == (ROOT / guide).read_bytes()


def test_a_folder_that_holds_something_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert main(["new", "record", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert "nothing was written" in capsys.readouterr().err
