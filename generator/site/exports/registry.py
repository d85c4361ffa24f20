"""Every export. To add one, write its module and name it here."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site.exports import (
    calendar_ics,
    catalog_ttl,
    database,
    feeds,
    ocds_json,
    public_json,
    schemas_json,
    tables_csv,
)
from generator.site.exports.export import Export
from generator.site.site import Site

EXPORTS: tuple[Export, ...] = (
    public_json.EXPORT,
    schemas_json.EXPORT,
    tables_csv.EXPORT,
    database.EXPORT,
    calendar_ics.EXPORT,
    feeds.EXPORT,
    ocds_json.EXPORT,
    catalog_ttl.EXPORT,
)


def exported(site: Site) -> Iterator[tuple[str, bytes]]:
    """Path and content of the files of all exports of a site in the first language, in turn.

    Raises ValueError where two exports write the same file.
    """
    paths: set[str] = set()
    for export in EXPORTS:
        for path, content in export.files(site):
            if path in paths:
                raise ValueError(f"two exports write {path}")
            paths.add(path)
            yield path, content.encode() if isinstance(content, str) else content
