"""All changes as sections of lines, in words; the renderers only set them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.comparing.change import Changes, Demand, EntryChange, FieldChange, LifeChange
from generator.comparing.compare import page_address
from generator.report.change_words import Code, Part, Words
from generator.site.words import labels

MOST_PATHS = 12
"""Paths of one sort that are listed; the JSON has all."""


@dataclass(frozen=True)
class Line:
    """One point of a list, and the points below it."""

    parts: tuple[Part, ...]
    below: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading, its points, and perhaps a block to copy."""

    title: str
    lines: tuple[Line, ...] = ()
    block: str = ""
    urgent: bool = field(default=False)


def sections(changes: Changes, words: Words, today: date) -> list[Section]:
    """Everything that is told, in order: what must be done first, pages last."""
    found = [
        *_demands(changes, words, today),
        *_confirmed(changes, words),
        *_entries(changes.entries, words),
        *_lives(changes.lives, words),
        *_other(changes, words),
        *_looks(changes, words),
        *_files(changes, words),
    ]
    if found:
        return found
    return [Section(words.say("Ingenting ändras.", "Nothing changes."))]


def _demands(changes: Changes, words: Words, today: date) -> Iterator[Section]:
    if not changes.demands:
        return
    lines = [demand_line(demand, words.language) for demand in changes.demands]
    yield Section(
        words.say("Måste bekräftas", "Must be confirmed"), tuple(lines),
        confirmation(changes.demands, today), urgent=True,
    )  # fmt: skip


def demand_line(demand: Demand, language: str) -> Line:
    """What is asked, how much it is, and the other way out where there is one."""
    size, of, free = demand.numbers
    items = tuple(part for item in demand.items[:MOST_PATHS] for part in (Code(item), ", "))[:-1]
    if len(demand.items) > MOST_PATHS:
        items = (*items, _say(language, " med flera", " and more"))
    if demand.what == "history":
        return Line((_say(language,
            f"{size} av {of} härledda historier berättas om; utan bekräftelse går {free}: ",
            f"{size} of {of} derived histories are told anew; {free} need no confirmation: "), *items))  # fmt: skip
    if demand.what == "removed":
        return Line((_say(language,
            "Id försvinner utan spår. Skriv dem i retired.yaml, med “to” eller “reason”, "
            "eller bekräfta: ",
            "Ids vanish without a trace. Enter them in retired.yaml, with “to” or “reason”, "
            "or confirm: "), *items))  # fmt: skip
    if demand.what == "fewer":
        kind = labels.KINDS[demand.items[0]][0 if language == "sv" else 1]
        return Line((_say(language,
            f"{kind}: {size} av {of} försvinner; utan bekräftelse går {free}: ",
            f"{kind}: {size} of {of} go; {free} need no confirmation: "), *items))  # fmt: skip
    return Line((_say(language,
        "Adresser försvinner. Skriv dem i retired.yaml, under “addresses”, eller bekräfta: ",
        "Addresses vanish. Enter them in retired.yaml, under “addresses”, or confirm: "), *items))  # fmt: skip


def _say(language: str, swedish: str, english: str) -> str:
    return swedish if language == "sv" else english


def confirmation(demands: Sequence[Demand], today: date) -> str:
    """The entry for `confirmed.yaml` that would confirm all of it."""
    lines = [
        f"- id: confirm-{today}",
        f"  date: {today}",
        "  by: {sv: …, en: …}  # the office, never a name",
        "  why: {sv: …, en: …}",
    ]
    for demand in demands:
        if demand.what == "fewer":
            kind, (size, _, _) = demand.items[0], demand.numbers
            if "  fewer:" not in lines:
                lines.append("  fewer:")
            lines.append(f"    - {{kind: {kind}, by: {size}}}")
        else:
            lines += [f"  {demand.what}:", *(f"    - {item}" for item in demand.items)]
    return "\n".join(lines)


def _confirmed(changes: Changes, words: Words) -> Iterator[Section]:
    if not changes.confirmed:
        return
    lines = []
    for entry_id in changes.confirmed:
        item = words.after.record.confirmed[entry_id]
        who, why = words.after.plain(item.by), words.after.plain(item.why)
        lines.append(Line((f"{who}, {item.date}: {why} ", Code(entry_id))))
    yield Section(words.say("Bekräftat i uppgifterna", "Confirmed in the data"), tuple(lines))


def _entries(entries: Sequence[EntryChange], words: Words) -> Iterator[Section]:
    titles = {
        "added": words.say("Nya uppgifter", "New facts"),
        "corrected": words.say("Rättade uppgifter", "Corrected facts"),
        "renamed": words.say("Nya id", "Renamed ids"),
        "removed": words.say("Borttagna uppgifter", "Removed facts"),
        "verified": words.say("Kontrollerade på nytt", "Verified anew"),
    }
    for what, title in titles.items():
        mine = [entry for entry in entries if entry.what == what]
        if not mine:
            continue
        if what == "verified":
            ids = tuple(part for entry in mine for part in (Code(entry.id), ", "))[:-1]
            yield Section(f"{title} ({len(mine)})", (Line(ids),))
        else:
            yield Section(f"{title} ({len(mine)})", tuple(_entry(entry, words) for entry in mine))


def _entry(entry: EntryChange, words: Words) -> Line:
    kind = labels.KINDS[entry.kind][0 if words.language == "sv" else 1]
    head: list[Part] = [f"{kind}: {words.name(entry.id)} ", Code(entry.id)]
    if entry.before is not None:
        head += [words.say(", hette ", ", was "), Code(entry.before)]
        if not entry.retired:
            head.append(words.say(" (leder inte vidare)", " (does not lead on)"))
    if entry.what == "removed":
        if entry.leads_to is not None:
            head += [words.say(", leder till ", ", leads to "), Code(entry.leads_to)]
        elif entry.retired:
            head.append(
                words.say(", lämnar en sida som säger varför", ", leaves a page that says why")
            )
        else:
            head.append(words.say(", lämnar ingenting", ", leaves nothing"))
    place = words.after.record.places.get(entry.id)
    if place is not None and entry.what != "removed":
        head += [" ", Code(f"{place.file}:{place.line}")]
    below = [_field(change, words) for change in entry.fields]
    if entry.what == "added":
        below = _new(entry, words)
    return Line(tuple(head), tuple(below))


def _new(entry: EntryChange, words: Words) -> list[Line]:
    item = words.after.record.get(entry.id)
    lines = []
    when = (
        getattr(item, "when", None)
        or getattr(item, "as_of", None)
        or getattr(item, "published", None)
    )
    if when is not None:
        lines.append(Line((words.say("datum: ", "date: "), words.dated(str(when)))))
    cited = dict.fromkeys(citation.source for citation in getattr(item, "sources", ()))
    lines += [
        Line((words.say("enligt ", "according to "), words.name(source), " ", Code(source)))
        for source in cited
    ]
    return lines


def _field(change: FieldChange, words: Words) -> Line:
    label = words.label(change.field)
    if change.type == "order":
        return Line((words.say(f"{label}: bara ordningen", f"{label}: only the order"),))
    if change.before is None:
        return Line((f"{label}: + ", *words.value(change, change.after)))
    if change.after is None:
        return Line((f"{label}: − ", *words.value(change, change.before)))
    return Line(
        (
            f"{label}: ",
            *words.value(change, change.before),
            " → ",
            *words.value(change, change.after),
        )
    )


def _lives(lives: Sequence[LifeChange], words: Words) -> Iterator[Section]:
    if not lives:
        return
    lines = []
    for life in lives:
        whom = words.whom(life.parties, life.everyone)
        head: list[Part] = [words.name(life.subject), " ", Code(life.subject)]
        if whom:
            head.append(f", {whom}")
        head.append(
            words.say(": berättas om", ": told anew") if life.rewritten
            else words.say(": går vidare", ": goes on")
        )  # fmt: skip
        below = tuple(Line(tuple(words.status_change(life.kind, c))) for c in life.changes)
        lines.append(Line(tuple(head), below))
    yield Section(words.say("Vad som följer: lägen", "What follows: statuses"), tuple(lines))


def _other(changes: Changes, words: Words) -> Iterator[Section]:
    lines = []
    for horizon in changes.horizons:
        whose: tuple[Part, ...] = (words.say("Registrets horisont", "The horizon of the record"),)
        if horizon.subject:
            whose = (words.say("Horisonten för ", "The horizon of "), words.name(horizon.subject), " ",
                     Code(horizon.subject))  # fmt: skip
        lines.append(
            Line((*whose, f": {words.when(horizon.before)} → {words.when(horizon.after)}"))
        )
    public = words.say("Blev offentligt känt: ", "Became publicly known: ")
    lines += [
        Line((
            public, words.name(known.event), " ", Code(known.event),
            f": {words.when(known.before)} → {words.when(known.after)}",
        ))
        for known in changes.known
    ]  # fmt: skip
    for term in changes.terms:
        below = tuple(_field(change, words) for change in term.fields)
        lines.append(Line((words.say("Följer av villkoret ", "Follows from the clause "),
                           words.name(term.term), " ", Code(term.term)), below))  # fmt: skip
    if lines:
        yield Section(words.say("Vad som följer: övrigt", "What follows: the rest"), tuple(lines))
    if changes.settings:
        yield Section(words.say("Registrets inställningar", "Settings of the record"),
                      tuple(_field(change, words) for change in changes.settings))  # fmt: skip


def _looks(changes: Changes, words: Words) -> Iterator[Section]:
    lines = []
    for look in changes.looks:
        kind = labels.KINDS[look.kind][0 if words.language == "sv" else 1]
        because = tuple(part for item in look.because for part in (Code(item), ", "))[:-1]
        lines.append(Line((f"{kind}: {words.name(look.id)} ", Code(look.id),
                           words.say(", vilar på ", ", rests on "), *because)))  # fmt: skip
    if lines:
        yield Section(
            words.say(f"Se över på nytt ({len(lines)})", f"Look at again ({len(lines)})"),
            tuple(lines),
        )


def _files(changes: Changes, words: Words) -> Iterator[Section]:
    files = changes.files
    lines = [
        line
        for paths, swedish, english in (
            (files.added, "nya", "new"),
            (files.changed, "ändrade", "changed"),
            (files.removed, "borta", "gone"),
        )
        for pages, what in (
            (True, words.say(f"Sidor, {swedish}", f"Pages, {english}")),
            (
                False,
                words.say(f"Data och andra filer, {swedish}", f"Data and other files, {english}"),
            ),
        )
        for line in _paths([p for p in paths if is_page(p) is pages], what, words)
    ]
    if lines:
        yield Section(words.say("Sidor och filer", "Pages and files"), tuple(lines))


def is_page(path: str) -> bool:
    """True for what readers see; the permanent addresses are counted with the pages."""
    return path.endswith((".md", ".html"))


def _paths(paths: Sequence[str], what: str, words: Words) -> Iterator[Line]:
    """The addresses; one that is there in both languages stands once."""
    if not paths:
        return
    where = [
        page_address(path) or path if path.endswith((".md", ".html")) else path for path in paths
    ]
    where = ["" if address in ("", "index.md") else address for address in where]
    alone = dict.fromkeys(
        address for address in where if not _english(address) or address[3:] not in where
    )
    shown = tuple(part for a in list(alone)[:MOST_PATHS] for part in (Code(f"/{a}"), ", "))[:-1]
    rest = len(alone) - MOST_PATHS
    more = (words.say(f" och {rest} till", f" and {rest} more"),) if rest > 0 else ()
    yield Line((f"{what} ({len(paths)}): ", *shown, *more))


def _english(address: str) -> bool:
    return address.startswith("en/")
