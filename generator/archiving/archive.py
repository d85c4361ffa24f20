"""The archive copy: a zip of the site for reading from disk, all data, and a manifest.

The same facts and the same program give the same bytes: names are sorted, and times are the
day on which the record was last verified.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from generator.archiving.from_disk import laid_out
from generator.facts.record import Record

MANIFEST = "MANIFEST.sha256"
TOP = ("data", "content")
"""Folders of the project that are kept whole."""
VERSIONS = ("requirements.txt", "pyproject.toml", "LICENSE", "LICENSE-DATA", "CHANGELOG.md")
"""What the site was made with, and on which terms it may be used."""

READ_ME = """\
{title}

Öppna site/index.html i en webbläsare. Open site/en/index.html for English.

Det här är en arkivkopia av {title_sv}: webbplatsen som den går att läsa från disk utan
server, JavaScript och nät, alla uppgifter den bygger på, och vilka versioner den gjordes med.
Uppgifterna kontrollerades senast {day}.

This is an archive copy of {title_en}: the website as it can be read from disk without a
server, JavaScript or network, all facts it is made from, and the versions it was made with.
The facts were last verified on {day}.

  site/          webbplatsen / the website
  site/data/v1/  öppna data / open data
  data/          uppgifterna som YAML / the facts as YAML
  content/       texter skrivna för hand / pages written by hand
  versions/      versioner och licenser / versions and licences
  {manifest}  SHA-256 för varje fil / of every file; check with: sha256sum -c {manifest}
"""


def last_day(record: Record) -> date:
    """The day on which a record was last verified: the day of its archive copy."""
    return max(entry.verified for _, entry in record.entries())


def name_of(record: Record) -> str:
    """The name of the archive copy of a record, without a folder."""
    return f"{record.settings.programme}-{last_day(record)}.zip"


def write_archive(record: Record, site: Path, project: Path, target: Path) -> int:
    """Write the archive copy of a built site. Returns how many files it holds.

    `project` is the folder with the facts and the lock. The target appears only whole.
    Raises OSError.
    """
    files = dict(_files(record, site, project))
    files[MANIFEST] = manifest(files.items())
    top = Path(name_of(record)).stem
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.part")
    day = last_day(record)
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name], compresslevel=9)
    beside.replace(target)
    return len(files)


def manifest(files: Iterable[tuple[str, bytes]]) -> bytes:
    """SHA-256 and name of every file, as `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files)]
    return "".join(lines).encode()


def _files(record: Record, site: Path, project: Path) -> Iterator[tuple[str, bytes]]:
    title = record.settings.title
    english = title.given_in("en")[0]
    text = READ_ME.format(
        title=title.sv, title_sv=title.sv, title_en=english, day=last_day(record), manifest=MANIFEST
    )
    yield "README.txt", text.encode()
    for name, data in laid_out(site):
        yield f"site/{name}", data
    for folder in TOP:
        for path in sorted((project / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(project).as_posix(), path.read_bytes()
    for name in VERSIONS:
        if (project / name).is_file():
            yield f"versions/{name}", (project / name).read_bytes()
