"""What to look at again, as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.history.freshness import Overtaken, Stale
from generator.report.problems import visible
from generator.site.escape import in_markdown
from generator.site.site import Site
from generator.site.words import labels
from generator.site.words.dates import day_words

VERSION = 1


@dataclass(frozen=True, slots=True)
class Link:
    """What a source's address answered. `state` is `ok`, `moved`, `gone` or `failed`."""

    source: str
    url: str
    state: str
    detail: str = ""


@dataclass(frozen=True)
class Todo:
    """Everything that should be looked at again, on a day. Links are None where not asked."""

    day: date
    stale: tuple[Stale, ...]
    overtaken: tuple[Overtaken, ...]
    untranslated: int
    links: tuple[Link, ...] | None = None

    @property
    def broken(self) -> tuple[Link, ...]:
        """Links that do not lead where they did."""
        return tuple(link for link in self.links or () if link.state != "ok")

    @property
    def empty(self) -> bool:
        """True where there is nothing to do."""
        return not (self.stale or self.overtaken or self.untranslated or self.broken)


Group = tuple[str, Sequence[tuple[str, str, str]]]
"""A heading, and for each point its words, an id and a remark."""


def _groups(todo: Todo, site: Site) -> Iterable[Group]:
    say, language = site.say, site.language

    def point(kind: str, entry_id: str, remark: str) -> tuple[str, str, str]:
        return f"{site.label(labels.KINDS[kind])}: {site.name(entry_id)}", entry_id, remark

    yield say("Svar som är äldre än det de vilar på", "Answers older than what they rest on"), [
        point("question", item.question, say("nyare: ", "newer: ") + ", ".join(
            f"{fact} ({day_words(day, language)})" for fact, day in item.newer))
        for item in todo.overtaken
    ]  # fmt: skip
    yield say("Länge sedan de kontrollerades", "Checked long ago"), [
        point(item.kind, item.id, say(
            f"kontrollerad {day_words(item.verified, language)}, för {item.days} dagar sedan",
            f"verified {day_words(item.verified, language)}, {item.days} days ago"))
        for item in todo.stale
    ]  # fmt: skip
    states = {
        "moved": say("har flyttat till", "has moved to"),
        "gone": say("finns inte kvar", "is gone"),
        "failed": say("svarar inte", "does not answer"),
    }
    yield (
        say("Länkar", "Links"),
        [
            point("source", link.source, f"{link.url} {states[link.state]} {link.detail}".strip())
            for link in todo.broken
        ],
    )


def _notes(todo: Todo, site: Site) -> Iterable[str]:
    say = site.say
    if todo.untranslated:
        yield say(
            f"Texter utan engelska: {todo.untranslated}.",
            f"Texts without English: {todo.untranslated}.",
        )
    if todo.links is None:
        yield say(
            f"Länkarna är inte prövade ({len(site.record.sources)} källor): lägg till --links.",
            f"Links were not tried ({len(site.record.sources)} sources): add --links.",
        )
    else:
        right = len(todo.links) - len(todo.broken)
        yield say(
            f"{right} av {len(todo.links)} länkar svarar.",
            f"{right} of {len(todo.links)} links answer.",
        )
    if todo.empty:
        yield say("Inget att se över.", "Nothing to look at.")


def as_text(todo: Todo, site: Site) -> str:
    """For the terminal."""
    lines = []
    for title, points in _groups(todo, site):
        if points:
            lines.append(f"{title} ({len(points)})")
            lines += [visible(f"  {words} [{entry}]: {remark}") for words, entry, remark in points]
            lines.append("")
    return "\n".join([*lines, *_notes(todo, site)])


def as_markdown(todo: Todo, site: Site) -> str:
    """For an issue; every text of the record is escaped."""
    lines = [site.say("## Att se över", "## To look at again"), ""]
    for title, points in _groups(todo, site):
        if points:
            lines += [f"### {in_markdown(title)} ({len(points)})", ""]
            lines += [
                f"- [ ] {in_markdown(words)} <code>{in_markdown(entry)}</code>: {in_markdown(remark)}"
                for words, entry, remark in points
            ]
            lines.append("")
    return "\n".join([*lines, *(f"{in_markdown(note)}\n" for note in _notes(todo, site))])


def as_json(todo: Todo, _site: Site) -> str:
    """All of it."""
    links = None if todo.links is None else [
        {"source": link.source, "url": link.url, "state": link.state, "detail": link.detail}
        for link in todo.links
    ]  # fmt: skip
    return json.dumps(
        {
            "version": VERSION,
            "day": todo.day.isoformat(),
            "stale": [
                {"kind": s.kind, "id": s.id, "verified": s.verified.isoformat(), "days": s.days}
                for s in todo.stale
            ],
            "overtaken": [
                {
                    "question": o.question,
                    "verified": o.verified.isoformat(),
                    "newer": [{"id": fact, "changed": day.isoformat()} for fact, day in o.newer],
                }
                for o in todo.overtaken
            ],
            "untranslated": todo.untranslated,
            "links": links,
        },
        ensure_ascii=False,
        indent=2,
    )


FORMATS: dict[str, Callable[[Todo, Site], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
