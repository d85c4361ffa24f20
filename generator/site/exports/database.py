"""`record.sqlite`: the tables with their keys, and views for common questions.

The same bytes for the same record and the same SQLite library: it is made in memory, with a
fixed page size, without times, and packed. The number of the library that wrote it, which
stands in the header for information only, is set to a fixed one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

from generator.site.exports.contract.contents import contents
from generator.site.exports.contract.table_set import Row, rows, tables
from generator.site.exports.contract.tables import Column, Table
from generator.site.exports.contract.versions import VERSION
from generator.site.exports.export import ROOT, Export, Listed
from generator.site.licence import LICENCE
from generator.site.site import Site

PATH = f"{ROOT}record.sqlite"
PAGE_SIZE = 4096
LIBRARY_AT = slice(96, 100)
LIBRARY = (3_037_000).to_bytes(4, "big")
"""The first version of SQLite that reads strict tables; nothing reads this field."""

TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}

VIEWS: dict[str, str] = {
    "timeline": """
SELECT e.id, e."when", e.when_earliest, e.when_latest, e.type, e.title_sv, e.title_en,
  (SELECT group_concat(name_sv, ', ') FROM (
    SELECT p.name_sv FROM event_parties ep JOIN parties p ON p.id = ep.party_id
    WHERE ep.event_id = e.id ORDER BY ep.position)) AS parties_sv,
  e.confidence, e.uri
FROM events e
ORDER BY coalesce(e.when_earliest, e.when_latest), e.when_latest, e.id""",
    "status_at_horizon": """
SELECT s.subject_id, n.name_sv, n.name_en, s.party_id, s.status, s.possible, s.since,
  s.event_id
FROM statuses s JOIN entries n ON n.id = s.subject_id
  CROSS JOIN (SELECT value AS day FROM about WHERE key = 'horizon_latest') h
WHERE (s.first_day IS NULL OR s.first_day <= h.day)
  AND (s.last_day IS NULL OR s.last_day >= h.day)
ORDER BY s.row""",
    "plans": """
SELECT f.subject_id, n.name_sv, n.name_en, f.date AS planned, f.date_earliest AS planned_earliest,
  f.date_latest AS planned_latest, e."when" AS said, e.id AS event_id
FROM event_effects f JOIN events e ON e.id = f.event_id JOIN entries n ON n.id = f.subject_id
WHERE f.date IS NOT NULL
ORDER BY f.subject_id, coalesce(e.when_earliest, e.when_latest), e.id""",
    "sources_and_facts": """
SELECT s.id AS source_id, s.publisher, s.title, s.issued, c.at, n.kind, c.entry_id, n.name_sv,
  n.name_en
FROM citations c JOIN sources s ON s.id = c.source_id JOIN entries n ON n.id = c.entry_id
ORDER BY s.id, n.kind, c.entry_id, c.pointer, c.position""",
    "publishers": """
SELECT s.publisher, count(DISTINCT s.id) AS sources, count(c.entry_id) AS citations,
  count(DISTINCT c.entry_id) AS facts
FROM sources s LEFT JOIN citations c ON c.source_id = s.id
GROUP BY s.publisher
ORDER BY citations DESC, s.publisher""",
    "open_questions": """
SELECT g.id, g.type, g.question_sv, g.question_en, g.settled_by_sv, g.settled_by_en,
  (SELECT count(*) FROM gap_positions p WHERE p.gap_id = g.id) AS positions
FROM gaps g
ORDER BY g.id""",
}
"""By name: what it selects. Views are part of the contract."""


def quoted(name: str) -> str:
    """A name in SQL, whatever it is."""
    return '"' + name.replace('"', '""') + '"'


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def _column(column: Column) -> str:
    parts = [quoted(column.name), TYPES[column.type]]
    if column.required:
        parts.append("NOT NULL")
    if column.type == "boolean":
        parts.append(f"CHECK ({quoted(column.name)} IN (0, 1))")
    if column.choices:
        choices = ", ".join("'" + choice.replace("'", "''") + "'" for choice in column.choices)
        parts.append(f"CHECK ({quoted(column.name)} IN ({choices}))")
    return " ".join(parts)


def create_table(table: Table) -> str:
    """The SQL that makes a table."""
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {quoted(key.table)} ({_names(key.target)})"
        for key in table.foreign_keys
    ]
    # Without rowid, rows lie in their key and are not kept twice.
    kind = "STRICT" if table.key == ("row",) else "STRICT, WITHOUT ROWID"
    return f"CREATE TABLE {quoted(table.name)} (\n  " + ",\n  ".join(lines) + f"\n) {kind}"


ABOUT = """CREATE TABLE "about" (
  "key" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("key")
) STRICT"""


def about(site: Site) -> list[tuple[str, str]]:
    """What the database says of itself."""
    published = site.horizon.published
    assert published is not None
    title = site.record.settings.title
    return [
        ("version", VERSION),
        ("title_sv", title.given_in("sv")[0]),
        ("title_en", title.given_in("en")[0]),
        ("licence", LICENCE.name),
        ("licence_url", LICENCE.url),
        ("source", f"{site.options.address}{PATH}"),
        ("horizon", str(published)),
        ("horizon_latest", site.horizon_day.isoformat()),
        ("horizon_source_id", site.horizon.id),
    ]


def statements() -> Iterator[str]:
    """The SQL that makes the empty database."""
    yield ABOUT
    for table in tables():
        yield create_table(table)
    for table in tables():
        for key in table.foreign_keys:
            if key.columns != table.key[: len(key.columns)]:
                name = quoted(f"{table.name}_by_{'_'.join(key.columns)}")
                yield f"CREATE INDEX {name} ON {quoted(table.name)} ({_names(key.columns)})"
    for name, select in VIEWS.items():
        yield f"CREATE VIEW {quoted(name)} AS{select}"


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def database(told: list[tuple[str, str]], content: dict[str, list[Row]]) -> bytes:
    """The file. Raises sqlite3.Error where a row breaks a key."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for statement in statements():
            connection.execute(statement)
        connection.executemany("INSERT INTO about VALUES (?, ?)", told)
        for table in tables():
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(
                f"INSERT INTO {quoted(table.name)} VALUES ({marks})",  # noqa: S608  (our own names)
                (tuple(map(_value, row)) for row in content[table.name]),
            )
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        data = bytearray(connection.serialize())
    data[LIBRARY_AT] = LIBRARY
    return bytes(data)


def _files(site: Site) -> Iterator[tuple[str, bytes]]:
    yield PATH, database(about(site), rows(contents(site)))


EXPORT = Export(
    _files,
    (
        Listed(
            PATH,
            "application/vnd.sqlite3",
            (
                "SQLite: alla tabeller med nycklar, och vyer för vanliga frågor.",
                "SQLite: all tables with keys, and views for common questions.",
            ),
        ),
    ),
)
