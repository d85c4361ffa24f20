"""Two versions of a record, compared in all that they say and all that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.comparing.change import (
    Changes,
    EntryChange,
    FieldChange,
    FileChanges,
    HorizonChange,
    KnownChange,
    LifeChange,
    Look,
    TermChange,
)
from generator.comparing.entries import (
    consequence_changes,
    entry_changes,
    field_changes,
    renames,
)
from generator.comparing.guard import Size, demands, lost_addresses, new_confirmations
from generator.comparing.lives import histories, life_changes
from generator.comparing.manifest import of_entry
from generator.facts.record import KINDS, Record
from generator.facts.references import references
from generator.facts.source import Source
from generator.facts.when import When
from generator.history.horizon import horizon, horizon_of
from generator.history.publication import first_publication
from generator.history.replay import History
from generator.history.terms import computed_terms

LOOKED_AT = ("question", "figure", "gap", "term")
"""Kinds that say something of other entries, in the order in which they are told."""

Files = Mapping[str, bytes]
"""Path from the root of the site to content, for every page and file."""


def compare(
    before: Record,
    after: Record,
    files_before: Files | None = None,
    files_after: Files | None = None,
) -> Changes:
    """All that differs. Without files, nothing is said of pages and addresses."""
    renamed = renames(before, after)
    past, present = History.of(before), History.of(after)
    entries = tuple(entry_changes(before, after, renamed))
    lives = tuple(life_changes(past, present, renamed))
    files = file_changes(files_before or {}, files_after or {})
    confirmations = new_confirmations(after, before.confirmed)
    counts = {kind: len(before.of_kind(kind)) for kind in KINDS}
    size = Size(histories(past), counts, before.retired)
    needed = [*demands(entries, lives, size, after, confirmations)]
    told = {item for demand in needed if demand.what == "removed" for item in demand.items}
    gone = [
        address for file in files.removed
        if (address := page_address(file)) and not of_entry(address, told)
    ]  # fmt: skip
    return Changes(
        entries=entries,
        lives=lives,
        horizons=tuple(_horizons(past, present, renamed)),
        known=tuple(_known(before, after, renamed)),
        terms=tuple(_terms(past, present)),
        looks=tuple(looks(after, entries, lives)),
        settings=tuple(_settings(before, after, renamed)),
        files=files,
        demands=(*needed, *lost_addresses(gone, confirmations)),
        confirmed=tuple(confirmation.id for confirmation in confirmations),
    )


def page_address(file: str) -> str:
    """The address of a page by its file, as MkDocs gives it; '' for any other file."""
    if file.endswith("/index.html"):
        return file.removesuffix("index.html")
    if file.endswith(".md"):
        return f"{file.removesuffix('.md')}/" if not file.endswith("index.md") else file[:-8]
    return ""


def file_changes(before: Files, after: Files) -> FileChanges:
    """Which files came, differ or went. A page that became a bare one keeps its address."""
    old = {page_address(file) or file: file for file in before}
    new = {page_address(file) or file: file for file in after}
    return FileChanges(
        added=tuple(new[name] for name in sorted(new.keys() - old.keys())),
        changed=tuple(
            new[name] for name in sorted(new.keys() & old.keys())
            if before[old[name]] != after[new[name]]
        ),
        removed=tuple(old[name] for name in sorted(old.keys() - new.keys())),
    )  # fmt: skip


def _horizons(
    past: History, present: History, renamed: Mapping[str, str]
) -> Iterator[HorizonChange]:
    former = {to: was for was, to in renamed.items()}
    old, new = _date(horizon(past.record)), _date(horizon(present.record))
    if old != new:
        yield HorizonChange("", old, new)
    for subject in present.tracks:
        before = former.get(subject, subject)
        if before not in past.tracks:
            continue
        old, new = _date(horizon_of(past, before)), _date(horizon_of(present, subject))
        if old != new:
            yield HorizonChange(subject, old, new)


def _date(source: Source | None) -> When | None:
    return source.published if source else None


def _known(before: Record, after: Record, renamed: Mapping[str, str]) -> Iterator[KnownChange]:
    former = {to: was for was, to in renamed.items()}
    for event in after.events.values():
        earlier = before.events.get(former.get(event.id, event.id))
        if earlier is None:
            continue
        was = first_publication(before, earlier.sources)
        now = first_publication(after, event.sources)
        if was != now:
            yield KnownChange(event.id, was, now)


TOLD_ELSEWHERE = ("confidence", "sources", "basis", "type", "contract", "id", "rule")
"""Fields of a computed clause that are the clause's own and no consequence."""


def _terms(past: History, present: History) -> Iterator[TermChange]:
    old = {item.term.id: item.as_json() for item in computed_terms(past)}
    for item in computed_terms(present):
        new = item.as_json()
        if item.term.id not in old:
            continue
        was = old[item.term.id]
        fields = tuple(
            change
            for key in new
            if key not in TOLD_ELSEWHERE
            for change in consequence_changes(key, was[key], new[key])
        )
        if fields:
            yield TermChange(item.term.id, fields)


def _settings(before: Record, after: Record, renamed: Mapping[str, str]) -> Iterator[FieldChange]:
    yield from field_changes(before.settings, after.settings, renamed)


def looks(
    after: Record, entries: Iterable[EntryChange], lives: Iterable[LifeChange]
) -> Iterator[Look]:
    """What rests on changed facts and was not itself looked at in the same change."""
    changes = list(entries)
    changed = {c.id for c in changes if c.what in ("added", "corrected", "removed")}
    changed |= {life.subject for life in lives}
    seen = {
        c.id for c in changes
        if c.what == "added" or any(field.field == "verified" for field in c.fields)
    }  # fmt: skip
    for kind in LOOKED_AT:
        for entry in after.of_kind(kind).values():
            if entry.id in seen:
                continue
            named = dict.fromkeys(target for _, target, _ in references(entry))
            because = tuple(target for target in named if target in changed)
            if because:
                yield Look(kind, entry.id, because)
