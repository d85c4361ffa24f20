"""The outline of the contract as it is in this program: of its JSON, CSV and database."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from generator.site.exports.contract.outline import outline
from generator.site.exports.database import VIEWS, quoted, statements
from generator.site.exports.schemas_json import schema


def present_outline() -> list[str]:
    """The lines that the newest version should have."""
    return outline(schema, _views())


def _views() -> dict[str, list[str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements():
            connection.execute(statement)
        return {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(name)})")]
            for name in VIEWS
        }
