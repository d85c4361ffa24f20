"""What was published does not vanish: the manifest of a site, and a build that is measured by it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.building import EXPORTS, Vanishing, addresses_of, build_site
from generator.checking.check import check
from generator.cli import main
from generator.comparing.manifest import NAME, Manifest, NotAManifest, losses
from generator.facts.record import Record
from generator.packaging.servers import FOLDER as HOSTING
from generator.reading.load import read_folder
from tests.versions import BASE

DAY = date(2022, 2, 1)


def record_with(**files: str) -> Record:
    given = {f"{name}.yaml": text.encode() for name, text in files.items()}
    loaded, problems = check({**read_folder(BASE), **given}, DAY)
    assert problems == []
    assert loaded.record is not None
    return loaded.record


def manifest(**changes: Any) -> Manifest:
    now = Manifest.of(record_with(), ["a/", "b/"]).model_dump()
    return Manifest.read(json.dumps({**now, **changes}).encode())


def lost(published: Manifest, record: Record, *addresses: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(d.what, d.items) for d in losses(published, record, addresses or ("a/", "b/"))]


def test_the_same_record_loses_nothing() -> None:
    assert lost(manifest(), record_with()) == []


def test_an_id_that_vanished() -> None:
    published = manifest(
        ids={**manifest().ids, "old-event": "event"}, addresses=["handelser/old-event/"]
    )
    assert lost(published, record_with()) == [("removed", ("old-event",)), ("fewer", ("event",))]
    retired = "- id: old-event\n  kind: event\n  to: pilot-stops\n  date: 2022-02-01\n"
    assert lost(published, record_with(retired=retired), "handelser/old-event/") == [
        ("fewer", ("event",))
    ]
    by = "  by: {sv: Redaktionen, en: The editors}\n  why: {sv: Så är det., en: So it is.}\n"
    confirmed = (
        f"- id: fewer\n  date: 2022-02-01\n{by}  fewer: [{{kind: event, by: 1}}]\n"
        "  removed: [old-event]\n"
    )
    assert lost(published, record_with(confirmed=confirmed)) == []
    spent = published.model_copy(update={"confirmed": ("fewer",)})
    assert lost(spent, record_with(confirmed=confirmed)) != []


def test_an_address_that_vanished() -> None:
    assert lost(manifest(), record_with(), "a/") == [("addresses", ("b/",))]
    confirmed = (
        "- id: no-b\n  date: 2022-02-01\n  by: {sv: Redaktionen, en: The editors}\n"
        "  why: {sv: Så är det., en: So it is.}\n  addresses: [b/]\n"
    )
    assert lost(manifest(), record_with(confirmed=confirmed), "a/") == []


def test_a_tombstone_that_vanished() -> None:
    assert lost(manifest(retired=["long-gone"]), record_with()) == [("removed", ("long-gone",))]


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"version": 99}', b"\xff", b"<html>"])
def test_what_is_no_manifest(text: bytes) -> None:
    with pytest.raises(NotAManifest):
        Manifest.read(text)


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], int]:
    """`build_site` with a builder in place of MkDocs that leaves three pages and a file."""

    def build(work: Path, *_: object) -> int:
        data = f"{EXPORTS}/data/v1/record.json"
        for name in ("sv/index.html", "sv/a/index.html", data, "en/index.html"):
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_text("x", "utf-8")
        return 0

    monkeypatch.setattr("generator.building._build_parts", build)

    def pack(site: Path, _: str) -> None:
        (site.parent / HOSTING).mkdir()

    monkeypatch.setattr("generator.building.package", pack)
    monkeypatch.chdir(tmp_path)
    return lambda site: build_site(site, os.environ, record_with())


def test_a_build_leaves_its_manifest(builder: Callable[[Path], int], tmp_path: Path) -> None:
    assert builder(tmp_path / "site") == 0
    assert addresses_of(tmp_path / "site") == ["a/", "data/v1/record.json", "en/"]
    held = Manifest.read((tmp_path / "site" / NAME).read_bytes())
    assert held.addresses == ("a/", "data/v1/record.json", "en/")
    assert held.ids["pilot-stops"] == "event"


def test_a_build_that_loses_something_leaves_the_old_site(
    builder: Callable[[Path], int], tmp_path: Path
) -> None:
    site = tmp_path / "site"
    assert builder(site) == 0
    before = (site / NAME).read_bytes()
    with pytest.raises(Vanishing) as found:
        build_site(site, os.environ, record_with(), manifest(addresses=["a/", "gone/"]))
    assert [d.items for d in found.value.demands] == [("gone/",)]
    assert (site / NAME).read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.lock", "build"}


def test_the_verb_says_what_would_vanish_and_what_to_write(
    builder: Callable[[Path], int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (tmp_path / "data").symlink_to(BASE)
    monkeypatch.setattr("generator.cli.today", lambda: DAY)
    assert main(["build"]) == 0
    published = manifest(ids={**manifest().ids, "old-event": "event"}, addresses=["a/"])
    (tmp_path / "published.json").write_text(published.text(), "utf-8")
    assert main(["build", "--published", "published.json"]) == 1
    said = capsys.readouterr().err
    assert "published.json says was published would vanish; the old site stays" in said
    assert "  removed:\n        - old-event" in said
    assert "- {kind: event, by: 1}" in said
    assert "remove it and build again" not in said
    (tmp_path / "site" / NAME).write_text(published.text(), "utf-8")
    assert main(["build"]) == 1
    assert "If site/ was never published: remove it and build again." in capsys.readouterr().err
    (tmp_path / "site" / NAME).write_text("<html>", "utf-8")
    assert main(["build"]) == 2
    assert main(["build", "--published", "absent.json"]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.site
def test_the_manifest_of_the_real_site(built_site: Path, record: Record) -> None:
    held = Manifest.read((built_site / NAME).read_bytes())
    assert set(held.ids) == set(record.kind_of)
    assert {f"id/{entry}/" for entry in record.kind_of} <= set(held.addresses)
    assert "en/" in held.addresses
    assert "data/v1/history.json" in held.addresses
    assert list(losses(held, record, addresses_of(built_site))) == []
