"""The map of members: every member has its square, neighbours lie near, names fit."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from generator.facts.party import Party
from generator.facts.record import Record
from generator.site.charts.tiles import (
    SHEETS,
    Sheet,
    Square,
    columns,
    fitted,
    name_lines,
    parts,
    squares,
)
from generator.site.pages.matrix import Matrix
from generator.site.pages.members import member_pages
from generator.site.site import Site
from generator.site.timeline.svg import LEADING
from generator.site.timeline.text import MARGIN, width

NEIGHBOURS = """
goteborg-molndal goteborg-partille goteborg-ockero goteborg-kungalv partille-lerum partille-harryda
harryda-bollebygd bollebygd-boras boras-mark mark-svenljunga svenljunga-tranemo boras-ulricehamn
lerum-alingsas alingsas-vargarda vargarda-herrljunga herrljunga-vara trollhattan-vanersborg
trollhattan-lilla-edet lilla-edet-ale ale-kungalv stenungsund-tjorn stenungsund-orust
uddevalla-munkedal uddevalla-lysekil sotenas-tanum tanum-stromstad bengtsfors-amal bengtsfors-dals-ed
mellerud-vanersborg grastorp-essunga vara-skara skara-gotene gotene-lidkoping skara-skovde
skovde-tibro tibro-hjo hjo-tidaholm falkoping-tidaholm mariestad-toreboda toreboda-gullspang
karlsborg-tibro
""".split()  # fmt: skip
"""Pairs that share a border or a bridge, split at the hyphen between two ids."""


@pytest.fixture(scope="module")
def matrix(record: Record) -> Matrix:
    return Matrix(Site(record, "sv"))


def placed(matrix: Matrix, sheet: Sheet) -> list[Square]:
    names = {party.id: matrix.site.plain(party.name) for party in matrix.members}
    return list(squares(matrix.members, names, matrix.framed, sheet))


def test_every_member_has_a_square_of_its_own(matrix: Matrix) -> None:
    tiles = [(p.tile.column, p.tile.row) for p in matrix.members if p.tile]
    assert len(tiles) == len(set(tiles)) == len(matrix.members) == 49
    assert columns(matrix.members) == (8, 9)


def test_neighbours_lie_near_each_other(record: Record, matrix: Matrix) -> None:
    ids = {party.id for party in matrix.members}
    for pair in NEIGHBOURS:
        a, b = next((a, pair[len(a) + 1 :]) for a in ids if pair.startswith(f"{a}-")
                    and pair[len(a) + 1 :] in ids)  # fmt: skip
        one, other = record.parties[a].tile, record.parties[b].tile
        assert one
        assert other
        steps = max(abs(one.column - other.column), abs(one.row - other.row))
        assert steps <= 2, f"{a} and {b} lie {steps} squares apart"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.css)
def test_names_fit_their_squares_and_stand_clear_of_the_foot(matrix: Matrix, sheet: Sheet) -> None:
    for square in placed(matrix, sheet):
        for line in square.lines:
            limit = square.box.w - 2 * sheet.pad
            measured = width(line, sheet.size, bold=square.named)
            length = fitted(line, square, sheet)
            if length is None:
                assert measured <= limit, (square.party.id, line)
            else:
                assert length <= limit
                assert 0.9 < length / (measured / MARGIN) <= 1.001, (square.party.id, line)
        high = sheet.pad / 2 + sheet.size * (LEADING + 1.15 * (len(square.lines) - 1))
        assert high <= sheet.height - sheet.band, square.party.id
        joined = "".join(line.removesuffix("-") for line in square.lines)
        plain = square.party.name.sv.replace(" ", "").replace("-", "")
        assert joined.replace(" ", "").replace("-", "") == plain


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.css)
def test_squares_do_not_overlap_and_stay_within_the_drawing(matrix: Matrix, sheet: Sheet) -> None:
    found = placed(matrix, sheet)
    for one, other in combinations(found, 2):
        assert not one.box.overlaps(other.box)
    for square in found:
        assert square.box.x >= 0
        assert square.box.right <= sheet.width + 0.01
        feet = parts(square.box, sheet.band, 3)
        assert feet[0].x == square.box.x
        assert feet[-1].right == pytest.approx(square.box.right)
        assert {foot.bottom for foot in feet} == {square.box.bottom}
    assert sheet.size >= 10


@pytest.mark.parametrize(
    ("breaks", "name", "limit", "lines"),
    [
        ("Troll-hättan", "Trollhättan", 30.0, ("Troll-", "hättan")),
        ("Troll-hättan", "Trollhättan", 200.0, ("Trollhättan",)),
        (None, "Dals-Ed", 30.0, ("Dals-", "Ed")),
        (None, "Dals-Ed", 200.0, ("Dals-Ed",)),
        (None, "Lilla Edet", 30.0, ("Lilla", "Edet")),
        (None, "Lilla Edet", 200.0, ("Lilla Edet",)),
        ("Göte-borg", "Gothenburg", 30.0, ("Gothenburg",)),
        ("A-b-c", "Abc", 200.0, ("Abc",)),
    ],
)
def test_a_name_breaks_where_it_may(
    record: Record, breaks: str | None, name: str, limit: float, lines: tuple[str, ...]
) -> None:
    party: Party = record.parties["ale"].model_copy(update={"breaks": breaks})
    assert name_lines(party, name, limit, 10, bold=False) == lines


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_has_a_map_for_each_step_in_three_widths(record: Record, language: str) -> None:
    site = Site(record, language)
    page = next(member_pages(site))
    body = html.unescape(page.body)
    steps = Matrix(site).holdings.steps
    assert len(steps) == 3
    for sheet in SHEETS:
        assert body.count(f'class="chart tilemap {sheet.css}"') == len(steps)
    assert body.count("<details") == len(steps) - 1
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    assert body.count('class="tile named"') == len(steps) * len(SHEETS) * 6
    assert 'class="tile"' in body
    assert "style=" not in body
    assert dict(page.extra) == {"finder": True, "matrix": True}


def test_a_map_title_says_what_the_foot_shows(matrix: Matrix) -> None:
    day = matrix.holdings.steps[1].day
    painted = matrix.painted(matrix.options, day)
    for party in matrix.members:
        title = painted[party.id].title.replace("\u00a0", " ")
        assert title == f"{party.name.sv}: option 1 tecknad, option 2 okänt, option 3 okänt"
        assert painted[party.id].classes == ("in-force", "unknown", "unknown")


def test_a_record_without_squares_has_no_map(record: Record) -> None:
    parties = {
        key: party.model_copy(update={"tile": None}) for key, party in record.parties.items()
    }
    bare: Any = replace(record, parties=parties)
    page = next(member_pages(Site(bare, "sv")))
    assert "tilemap" not in page.body
    assert "data-matrix-table" in page.body


def test_the_browser_draws_the_same_classes() -> None:
    """Both draw a class as a pattern, a solid, an X or a dashed outline."""
    script = (Path(__file__).parent.parent / "site_overrides/assets/matrix.js").read_text("utf-8")
    python = (Path(__file__).parent.parent / "generator/site/charts/tiles.py").read_text("utf-8")
    for text in (script, python):
        listed = re.search(r"PATTERNS = (?:new Set\(\[|\{)([^\]}]+)", text)
        assert listed
        assert set(re.findall(r'"([a-z-]+)"', listed[1])) == {
            "unknown", "paused", "under-way", "some",
        }  # fmt: skip
