"""What kind each file of open data is, for servers and for the catalogue; one table for both.

`media_type` answers for one path. Servers that go by the ending only need `BY_SUFFIX`; what
`BY_PATH` adds is a narrower name for files that are right under the wider one too.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

SHARED = "data/"
"""Every file below may be read by scripts of other sites: `Access-Control-Allow-Origin: *`."""

DATA_CACHE = "public, max-age=600, must-revalidate"
"""How long a copy of open data may be used unasked: a correction is seen within ten minutes."""

BY_SUFFIX: dict[str, str] = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".csv": "text/csv; charset=utf-8; header=present",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".rdf": "application/rdf+xml",
    ".sqlite": "application/vnd.sqlite3",
    ".ttl": "text/turtle; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""By ending. Few servers know `.atom`, `.ttl`, `.parquet` and `.sqlite` by themselves."""

BY_PATH: tuple[tuple[str, str], ...] = (
    ("data/v1/feed*.json", "application/feed+json"),
    ("data/v1/en/feed*.json", "application/feed+json"),
    ("data/v1/schema/*.json", "application/schema+json"),
    ("*/oembed.json", "application/json+oembed"),
)
"""Pattern from the root of the site to media type; `*` stands for anything, slashes too."""


def media_type(path: str) -> str:
    """The media type of a file by its path from the root of the site.

    `application/octet-stream` for an ending that open data does not use.
    """
    for pattern, found in BY_PATH:
        if fnmatchcase(path, pattern):
            return found
    return BY_SUFFIX.get(PurePosixPath(path).suffix, "application/octet-stream")
