"""CSV for each table, and their descriptor, a Data Package.

For Excel in Swedish a file begins with a byte order mark and has semicolons between its
cells: then a double click opens it right. Lines end as in RFC 4180. A cell that a spreadsheet
could take for a formula gets an apostrophe before it; so does one that begins with an
apostrophe, so that taking away one leading apostrophe always gives the text back.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.site.exports.contract.contents import contents
from generator.site.exports.contract.table_set import Row, rows, tables
from generator.site.exports.contract.tables import Column, ForeignKey, Table
from generator.site.exports.contract.versions import VERSION
from generator.site.exports.export import ROOT, Export, Listed
from generator.site.exports.table_words import TABLES
from generator.site.licence import LICENCE
from generator.site.site import Site

SEPARATOR = ";"
LINE_END = "\r\n"
BYTE_ORDER_MARK = "\ufeff"
GUARD = "'"
SUSPECT = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", GUARD)
"""Beginnings that a spreadsheet may take for a formula (OWASP), and the guard itself."""


def cell(value: Any) -> str:
    """One cell as text; nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return GUARD + text if text.startswith(SUSPECT) else text


def table_csv(table: Table, content: Iterable[Row]) -> bytes:
    """A table as a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, lineterminator=LINE_END)
    writer.writerow(column.name for column in table.columns)
    writer.writerows([cell(value) for value in row] for row in content)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def descriptor(site: Site, written: dict[str, bytes]) -> dict[str, Any]:
    """The Data Package: where it comes from, on which terms, and every table."""
    settings = site.record.settings
    return {
        "profile": "tabular-data-package",
        "name": "record",
        "title": settings.title.given_in("en")[0],
        "description": settings.description.given_in("en")[0],
        "homepage": f"{site.options.address}data/",
        "version": VERSION,
        "licenses": [{"name": LICENCE.name, "title": LICENCE.title, "path": LICENCE.url}],
        "resources": [_resource(table, written[table.name]) for table in tables()],
    }


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {
            "delimiter": SEPARATOR,
            "lineTerminator": LINE_END,
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(table, key) for key in table.foreign_keys],
            "missingValues": [""],
        },
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.type}
    if column.says:
        found["description"] = column.says
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if table.key == (column.name,):
        limits["unique"] = True
    if column.choices:
        limits["enum"] = list(column.choices)
    if limits:
        found["constraints"] = limits
    return found


def _foreign_key(table: Table, key: ForeignKey) -> dict[str, Any]:
    own = key.columns[0] if len(key.columns) == 1 else list(key.columns)
    target = key.target[0] if len(key.target) == 1 else list(key.target)
    resource = "" if key.table == table.name else key.table
    return {"fields": own, "reference": {"resource": resource, "fields": target}}


def _files(site: Site) -> Iterator[tuple[str, str | bytes]]:
    found = rows(contents(site))
    written = {table.name: table_csv(table, found[table.name]) for table in tables()}
    for name, data in written.items():
        yield f"{ROOT}{name}.csv", data
    described = json.dumps(descriptor(site, written), ensure_ascii=False, indent=1) + "\n"
    yield f"{ROOT}datapackage.json", described


CSV_TYPE = "text/csv; charset=utf-8; header=present"


def _listed() -> Iterator[Listed]:
    descriptor_says = (
        "Data Package: varje tabells kolumner, typer och nycklar.",
        "Data Package: the columns, types and keys of every table.",
    )
    yield Listed(f"{ROOT}datapackage.json", "application/json", descriptor_says)
    for table in tables():
        yield Listed(f"{ROOT}{table.name}.csv", CSV_TYPE, TABLES[table.name])


EXPORT = Export(_files, tuple(_listed()))
