"""The page for those who use the data elsewhere, and the page of changes to its contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.site.exports.contract.outline import added
from generator.site.exports.contract.versions import Version, versions
from generator.site.exports.export import ROOT, Listed
from generator.site.exports.registry import EXPORTS
from generator.site.licence import LICENCE
from generator.site.pages.data_examples import examples
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.dates import when_words
from generator.site.words.numbers import POINT

INDEX = "data/"
CHANGES = "data/andringar/"

GROUPS: tuple[tuple[str, tuple[str, str], tuple[str, ...]], ...] = (
    ("csv", ("CSV", "CSV"), ("text/csv",)),
    ("databas", ("Databas", "Database"), ("application/vnd.sqlite3",)),
    ("json", ("JSON", "JSON"), ("application/json", "application/schema+json")),
    ("kalendrar", ("Kalendrar", "Calendars"), ("text/calendar",)),
    ("floden", ("Flöden", "Feeds"), ("application/atom+xml", "application/feed+json")),
)
OTHER = ("lankade", ("Länkade data och annat", "Linked data and more"))


@dataclass(frozen=True)
class Shown:
    """A line of the list: what is listed, an address to try, how many files, how big."""

    line: Listed
    example: str
    files: int
    size: str


@dataclass(frozen=True)
class Group:
    """Lines of one kind of file, under a heading."""

    id: str
    title: str
    lines: list[Shown]


def size_words(least: int, most: int, language: str) -> str:
    """How big files are: “1,6 MB”, “2–14 kB”. Thousands, not 1,024s."""
    one, other = _size(least, language), _size(most, language)
    if one == other:
        return f"{one[0]}\u00a0{one[1]}"
    if one[1] == other[1]:
        return f"{one[0]}–{other[0]}\u00a0{other[1]}"
    return f"{one[0]}\u00a0{one[1]} – {other[0]}\u00a0{other[1]}"


def _size(size: int, language: str) -> tuple[str, str]:
    if size < 1000:
        return str(size), "byte" if language == "sv" else "bytes"
    if size < 1_000_000:
        return str(round(size / 1000)), "kB"
    return f"{size / 1_000_000:.1f}".replace(".", POINT[language]), "MB"


def _shown(site: Site, line: Listed) -> Shown:
    sizes = {path: size for path, size in site.options.sizes.items() if line.matches(path)}
    if not sizes:
        return Shown(line, "", 0, "")
    words = size_words(min(sizes.values()), max(sizes.values()), site.language)
    return Shown(line, next(iter(sizes)), len(sizes), words)


def groups(site: Site) -> list[Group]:
    """Every line of the registry, by kind of file."""
    lines = [line for export in EXPORTS for line in export.listed]
    found, taken = [], set()
    for name, title, types in GROUPS:
        own = [line for line in lines if line.media_type.partition(";")[0] in types]
        taken |= {line.address for line in own}
        if own:
            found.append(Group(name, site.label(title), [_shown(site, line) for line in own]))
    rest = [_shown(site, line) for line in lines if line.address not in taken]
    if rest:
        found.append(Group(OTHER[0], site.label(OTHER[1]), rest))
    return found


@dataclass(frozen=True)
class Change:
    """A version, and the lines of the contract that it added and took away."""

    version: Version
    new: list[str]
    gone: list[str]
    first: bool


def changes() -> list[Change]:
    """All versions of the contract, newest first."""
    known = versions()
    found = []
    for place, version in enumerate(known):
        before = known[place + 1].outline if place + 1 < len(known) else ()
        found.append(
            Change(
                version,
                added(before, version.outline),
                added(version.outline, before),
                place + 1 == len(known),
            )
        )
    return found


def citation(site: Site) -> str:
    """How to cite the data: title, version, how far it reaches, address, licence."""
    title = site.plain(site.record.settings.title)
    assert site.horizon.published is not None
    until = when_words(site.horizon.published, site.language)
    version = versions()[0].version
    return site.say(
        f"{title}. Öppna data, version {version}, källor till och med {until}. "
        f"{site.options.address} ({LICENCE.name}).",
        f"{title}. Open data, version {version}, sources up to {until}. "
        f"{site.options.address} ({LICENCE.name}).",
    )


def open_data_pages(site: Site) -> Iterator[Page]:
    """The page for re-users, and the changes of the contract."""
    title = site.say("Öppna data", "Open data")
    body = render(
        site, INDEX, "open_data.md", title=title, groups=groups(site), examples=examples(site),
        root=f"{site.options.address}{ROOT}", citation=citation(site), licence=LICENCE,
        version=versions()[0], changes=CHANGES,
    )  # fmt: skip
    yield Page(INDEX, title, site.say(
        "Allt i registret som filer att hämta: JSON, CSV, SQLite, kalendrar och flöden.",
        "Everything in the record as files to fetch: JSON, CSV, SQLite, calendars and feeds.",
    ), body)  # fmt: skip
    title = site.say("Ändringar i öppna data", "Changes to the open data")
    body = render(site, CHANGES, "open_data_changes.md", title=title, changes=changes())
    yield Page(CHANGES, title, site.say(
        "Vilka nycklar, kolumner och filer som har kommit till eller försvunnit, per version.",
        "Which keys, columns and files have come or gone, by version.",
    ), body)  # fmt: skip
