"""The registry of exports: every file listed, none twice, and all of them in the built site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.facts.record import Record
from generator.site.exports import history_json, registry
from generator.site.exports.export import ROOT, Export, Listed
from generator.site.exports.registry import EXPORTS, exported
from generator.site.files import export_files, site_files
from generator.site.site import Options, Site

LINES = [line for export in EXPORTS for line in export.listed]
ADDRESS = "https://example.org/record/"


@pytest.fixture(scope="module")
def files(record: Record) -> dict[str, bytes]:
    """All exports of the real record, as the built site has them."""
    return dict(exported(Site(record, "sv", Options(address=ADDRESS))))


def test_every_file_has_one_line_and_every_line_a_file(files: dict[str, bytes]) -> None:
    for path in files:
        assert path.startswith(ROOT), path
        assert len([line for line in LINES if line.matches(path)]) == 1, path
    for line in LINES:
        assert any(map(line.matches, files)), line.address
        assert all(says.endswith(".") for says in line.says), line.address


def test_a_pattern_stands_for_one_part_of_an_address() -> None:
    line = Listed("data/v1/events/{id}.json", "application/json", ("", ""))
    assert line.matches("data/v1/events/pilot.json")
    assert not line.matches("data/v1/events/a/b.json")
    assert not line.matches("data/v1/events/.json")
    assert not line.matches("data/v1/eventsxpilot.json")
    assert not line.matches("data/v1/events/pilotxjson")


def test_exports_are_written_once(record: Record, files: dict[str, bytes]) -> None:
    once = dict(export_files(record, Options(address=ADDRESS)))
    assert {path: once[path] for path in files} == files
    assert set(once) - set(files) == {history_json.PATH}
    assert not set(once) & set(site_files(record, "sv"))


def test_two_exports_of_one_file_are_refused(
    monkeypatch: pytest.MonkeyPatch, record: Record
) -> None:
    one = Export(lambda _: iter([("data/v1/a.bin", b"\0")]), ())
    monkeypatch.setattr(registry, "EXPORTS", (one,))
    assert dict(exported(Site(record, "sv"))) == {"data/v1/a.bin": b"\0"}
    monkeypatch.setattr(registry, "EXPORTS", (one, one))
    with pytest.raises(ValueError, match=r"two exports write data/v1/a\.bin"):
        list(exported(Site(record, "sv")))


@pytest.mark.site
def test_the_built_site_has_every_export_to_the_byte(
    built_site: Path, files: dict[str, bytes]
) -> None:
    found = {
        path.relative_to(built_site).as_posix(): path.read_bytes()
        for path in (built_site / ROOT).rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz", ".zst")
    }
    assert found == files
