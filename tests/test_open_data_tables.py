"""CSV, its descriptor and the database: read by others than those that wrote them."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import frictionless
import pandas as pd
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.base import Text
from generator.facts.record import PLURALS
from generator.site.exports import database
from generator.site.exports.calendar_ics import counts
from generator.site.exports.contract.contents import contents
from generator.site.exports.contract.table_set import rows, tables
from generator.site.exports.feed import NEWS
from generator.site.exports.tables_csv import GUARD, SUSPECT, cell, table_csv
from generator.site.site import Options, Site
from tests.open_data import ADDRESS, ROOT, V1, files, read_json, real

NAMES = [table.name for table in tables()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables as files, for readers that need a path."""
    found = tmp_path_factory.mktemp("open-data")
    for path, content in files().items():
        if path.endswith((".csv", ".sqlite", "datapackage.json")):
            (found / path.removeprefix(V1)).write_bytes(content)
    return found


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened for reading only."""
    connection = sqlite3.connect(f"file:{folder / 'record.sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


def unguarded(text: str) -> str:
    """What the page for re-users says: one leading apostrophe is taken away."""
    return text.removeprefix(GUARD)


# CSV


@pytest.mark.parametrize("name", NAMES)
def test_bytes_that_excel_in_swedish_opens_right(name: str) -> None:
    """A byte order mark, semicolons, CRLF at the end of each line and nowhere alone."""
    data = files()[f"{V1}{name}.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n"), "a line of a text would need quotes; see below"
    head = data[3:].split(b"\r\n", 1)[0].decode()
    table = next(table for table in tables() if table.name == name)
    assert head == ";".join(column.name for column in table.columns)
    assert not data.lower().startswith(b"\xef\xbb\xbfid,"), "no comma"
    assert data[3:5] != b"ID", "Excel takes a file that begins with ID for another format"


@pytest.mark.parametrize("name", NAMES)
def test_csv_and_database_hold_the_same(name: str, folder: Path, base: sqlite3.Connection) -> None:
    """Cell by cell, CSV read by pandas and the database by sqlite3."""
    read = pd.read_csv(folder / f"{name}.csv", sep=";", dtype=str, keep_default_na=False,
                       encoding="utf-8-sig")  # fmt: skip
    cursor = base.execute(f"SELECT * FROM {database.quoted(name)}")  # noqa: S608  (a name of our own)
    columns = [item[0] for item in cursor.description]
    assert list(read.columns) == columns
    types = {c.name: c.type for t in tables() if t.name == name for c in t.columns}

    def as_text(column: str, value: Any) -> str:
        if value is None:
            return ""
        if types[column] == "boolean":
            return "true" if value else "false"
        return str(value)

    stored = sorted(
        tuple(as_text(column, value) for column, value in zip(columns, row, strict=True))
        for row in cursor
    )
    shown = sorted(tuple(map(unguarded, row)) for row in read.itertuples(index=False, name=None))
    assert shown == stored


def test_the_package_is_valid_with_types_and_keys(folder: Path) -> None:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    assert len(report.tasks) == len(NAMES)


SPOILS = {
    "type-error": ("event_subjects.csv", b";0;", b";x;"),
    "foreign-key": ("event_parties.csv", b"pilot-go-live;0;", b"nobody;0;"),
    "primary-key": ("questions.csv", b"question-04;", b"question-09;"),
    "constraint-error": ("events.csv", b";go-live;", b";go-life;"),
}


def test_the_descriptor_finds_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for file, old, new in SPOILS.values():
        data = (tmp_path / file).read_bytes()
        assert old in data
        (tmp_path / file).write_bytes(data.replace(old, new, 1))
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    found = {(task.place, kind) for task in report.tasks for (kind,) in task.flatten(["type"])}
    for error, (file, _, _) in SPOILS.items():
        assert (file, error) in found
        assert (file, "hash-count") in found


HOSTILE = [
    "=1+1", "+46", "-2", "@x", "\tx", "\rx", "\nx", "'quoted'", "''", "＝1", "a;b", 'a"b', "a\r\nb",
    "=HYPERLINK(\"https://example.org\";\"x\")", " =1", "x",
]  # fmt: skip


def test_a_formula_is_guarded_and_comes_back() -> None:
    """Each text as the title of an event, read again by another reader than the writer."""
    base = real().events["pilot-go-live"]
    hostile = {
        f"hostile-{n}": base.model_copy(
            update={"id": f"hostile-{n}", "title": Text(sv=text, en="x")}
        )
        for n, text in enumerate(HOSTILE)
    }
    record = replace(real(), events={**real().events, **hostile})
    found = rows(contents(Site(record, "sv", Options(address=ADDRESS))))
    table = next(table for table in tables() if table.name == "events")
    data = table_csv(table, found["events"])
    read = pd.read_csv(io.BytesIO(data), sep=";", encoding="utf-8-sig", keep_default_na=False)
    shown = dict(zip(read["id"], read["title_sv"], strict=True))
    for text, entry in zip(HOSTILE, hostile, strict=True):
        assert not shown[entry].startswith(SUSPECT[:-1])
        assert unguarded(shown[entry]) == text
        assert (shown[entry] != text) is text.startswith(SUSPECT)


@given(st.text(min_size=1))
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(cell(text)) == text
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_are_not_guarded() -> None:
    assert cell(-5) == "-5"
    assert cell(True) == "true"
    assert cell(None) == ""


# Counts


def test_counts_agree_in_all_exports(base: sqlite3.Connection, folder: Path) -> None:
    """Entries of each kind: facts, JSON, files of their own, CSV, database."""
    described = frictionless.Package(str(folder / "datapackage.json"))
    lines = []
    for kind, plural in PLURALS.items():
        facts = len(real().of_kind(kind))
        in_json = len(read_json(f"{plural}.json")[plural])
        whole = len(read_json("record.json")[plural])
        own = sum(path.startswith(f"{V1}{plural}/") for path in files())
        in_csv = len(described.get_table_resource(plural).read_rows())
        stored = base.execute(f"SELECT count(*) FROM {plural}").fetchone()[0]  # noqa: S608  (a name of our own)
        entries = base.execute("SELECT count(*) FROM entries WHERE kind = ?", [kind]).fetchone()[0]
        counts = [facts, in_json, whole, own, in_csv, stored, entries]
        assert len(set(counts)) == 1, (kind, counts)
        lines.append(f"{plural:10} {counts}")
    print("kind        facts, JSON, record.json, own files, CSV, SQLite, entries")
    print("\n".join(lines))


def in_feed(path: str) -> list[str]:
    """The kind of each entry of a feed, page after page, as feedparser reads them."""
    kinds: list[str] = []
    while path:
        found = feedparser.parse(files()[path])
        kinds += [entry.tags[0].term for entry in found.entries]
        more = [link.href for link in found.feed.links if link.rel == "next"]
        path = more[0].removeprefix(ADDRESS) if more else ""
    return kinds


def in_calendar(path: str) -> int:
    """How many events a calendar has, as vobject reads it."""
    return len(vobject.readOne(files()[path].decode()).vevent_list)


@pytest.mark.parametrize("root", [V1, f"{V1}en/"])
def test_calendars_and_feeds_hold_the_rest_that_they_say(root: str) -> None:
    """An event is in one of two calendars unless nobody knows its day within bounds."""
    events = len(read_json("events.json")["events"])
    told = counts(real())
    assert told.neither == events - told.known - told.spans
    in_both = in_calendar(f"{root}events.ics"), in_calendar(f"{root}calendars/spans.ics")
    assert in_both == (told.known + told.cancelled, told.spans)
    kinds = in_feed(f"{root}feed.atom")
    for kind, plural in PLURALS.items():
        wanted = len(read_json(f"{plural}.json")[plural]) if kind in NEWS else 0
        assert kinds.count(kind) == wanted, kind
    print(f"{root}: {events} events; calendars {in_both}, in neither {told.neither}; "
          f"feed {len(kinds)} entries")  # fmt: skip


def test_citations_in_the_table_are_those_of_the_json(base: sqlite3.Connection) -> None:
    """Each row's pointer (RFC 6901) leads to it in the entry's JSON."""
    found = base.execute("SELECT entry_id, pointer, position, source_id, at, supports, kind "
                         "FROM citations JOIN entries ON id = entry_id").fetchall()  # fmt: skip
    for entry, pointer, position, source, at, supports, kind in found:
        here = read_json(f"{PLURALS[kind]}/{entry}.json")[kind]
        for part in pointer.split("/")[1:]:
            here = here[int(part) if isinstance(here, list) else part]
        cited = here[position]
        assert [cited["source_id"], cited["at"], " ".join(cited["supports"])] == [
            source, at, supports or "",
        ]  # fmt: skip
    text = json.dumps({plural: read_json("record.json")[plural] for plural in PLURALS.values()})
    assert len(found) == text.count('"source_id"')


# The database


def test_the_database_is_whole_and_its_keys_hold(base: sqlite3.Connection) -> None:
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA page_size").fetchone() == (database.PAGE_SIZE,)
    assert base.execute("PRAGMA freelist_count").fetchone() == (0,)
    keys = [base.execute(f"PRAGMA foreign_key_list({name})").fetchall() for name in NAMES]
    assert sum(map(len, keys)) > 60


def test_the_header_names_no_library_and_is_consistent() -> None:
    data = files()[database.PATH]
    assert data[96:100] == (3_037_000).to_bytes(4, "big")
    assert data[24:28] == data[92:96], "the size in the header would not be trusted"
    assert int.from_bytes(data[28:32], "big") * database.PAGE_SIZE == len(data)


def test_the_database_refuses_what_breaks_a_key() -> None:
    site = Site(real(), "sv")
    found = rows(contents(site))
    spoiled = {**found, "event_parties": [("pilot-go-live", 0, "nobody", "buyer", None, None)]}
    with pytest.raises(sqlite3.IntegrityError):
        database.database([], spoiled)


@pytest.mark.parametrize("view", database.VIEWS)
def test_every_view_answers(view: str, base: sqlite3.Connection) -> None:
    assert base.execute(f"SELECT * FROM {view}").fetchall()  # noqa: S608  (a name of our own)


def test_status_at_horizon_is_the_state_of_that_day(base: sqlite3.Connection) -> None:
    site = Site(real(), "sv")
    wanted = set()
    for subject in site.state.subjects.values():
        for party, status in (subject.by_party or {"": subject.overall}).items():
            if status.status is not None:
                wanted.add((subject.id, party or None, status.status))
    found = base.execute("SELECT subject_id, party_id, status FROM status_at_horizon").fetchall()
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_plans_are_those_of_the_events(base: sqlite3.Connection) -> None:
    wanted = {
        (event.id, effect.subject, str(effect.date))
        for event in real().events.values()
        for effect in event.effects
        if effect.date is not None
    }
    found = base.execute("SELECT event_id, subject_id, planned FROM plans").fetchall()
    assert set(found) == wanted


def test_pandas_and_duckdb_read_the_database_and_the_csv(
    base: sqlite3.Connection, folder: Path
) -> None:
    events = pd.read_sql("SELECT * FROM timeline", base)
    assert len(events) == len(real().events)
    with duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"}) as duck:
        duck.register("timeline", events)
        assert duck.execute("SELECT count(*) FROM timeline").fetchall() == [(len(events),)]
        for name in NAMES:
            read = duck.read_csv(str(folder / f"{name}.csv"), delimiter=";", all_varchar=True,
                                 header=True)  # fmt: skip
            stored = base.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608  (a name of our own)
            assert read.shape[0] == stored[0], name
        typed = duck.read_csv(str(folder / "events.csv"), delimiter=";").dtypes
        assert "DATE" in [str(type_) for type_ in typed]


def test_datasette_reads_the_database(folder: Path) -> None:
    command = [sys.executable, "-m", "datasette", str(folder / "record.sqlite"), "--get",
               "/record/events.json?_shape=array&_size=max"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert {event["id"] for event in json.loads(done.stdout)} == set(real().events)


# The same bytes

HASHES = """
import hashlib, time
from pathlib import Path
from generator.reading.load import load, read_folder
from generator.site.exports.registry import exported
from generator.site.site import Site
record = load(read_folder(Path("data"))).record
print(int(time.time()) // 86_400)
for path, content in sorted(exported(Site(record, "sv"))):
    print(hashlib.sha256(content).hexdigest(), path)
"""


def test_a_month_later_the_bytes_are_the_same() -> None:
    """The real record: another clock, another process, another order of sets."""
    finder = ["sh", str(ROOT / "scripts" / "find-faketime")]
    faketime = subprocess.run(finder, capture_output=True, text=True, check=True).stdout.strip()
    found = [
        subprocess.run(
            [*before, sys.executable, "-c", HASHES], cwd=ROOT, capture_output=True, text=True,
            check=True, env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout.splitlines()
        for before, seed in (([], 1), ([faketime, "-f", "+31d"], 2))
    ]  # fmt: skip
    assert 30 <= int(found[1][0]) - int(found[0][0]) <= 32, "the clock did not move"
    assert found[0][1:] == found[1][1:]
    assert len(found[0]) - 1 == len(files())
