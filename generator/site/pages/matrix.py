"""The matrix of members and options at any date: layers, spans, and sums with their bounds.

The same lines of sums are printed on the pages and written to a file for the browser, so
that the two cannot differ. A layer is an option, or a milestone whose parties name some of
the members.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from markupsafe import Markup

from generator.facts.lives import LIVES, NO_STATUS
from generator.facts.party import Party
from generator.facts.subject import Subject
from generator.history.state import UNKNOWN, word_for
from generator.history.sums import Range, ranges_on
from generator.history.track import Span, Track
from generator.site.charts.tiles import NONE, Painted, Shown, tile_maps
from generator.site.pages.holdings import Holdings, all_holdings
from generator.site.site import Site
from generator.site.view import View
from generator.site.words.dates import day_words
from generator.site.words.labels import status_class, status_words
from generator.site.words.lists import listed

NOTHING = Track((Span(date.min, ((NO_STATUS, ""),), ""),), ())
"""The track of a member that a layer does not concern."""


@dataclass(frozen=True)
class Cell:
    """One status as it is shown: its class, its word, and the candidates where it is open."""

    status: str | None
    css: str
    word: str
    said: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a sum: a badge and what it counts, with a ceiling and what that rests on."""

    css: str
    word: str
    text: str
    ceiling: str = ""
    term: str = ""


@dataclass(frozen=True)
class Layer:
    """What a map shows: an option, or a milestone for the members that its parties name."""

    id: str
    kind: str
    short: str
    name: str
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """All layers of the settings' collective."""

    site: Site

    @cached_property
    def everyone(self) -> Party:
        """The collective."""
        return self.site.record.parties[self.site.record.settings.members]

    @cached_property
    def members(self) -> list[Party]:
        """Its members, in the order of the file."""
        return [self.site.record.parties[party] for party in self.everyone.members]

    @cached_property
    def holdings(self) -> Holdings:
        """The options and their steps."""
        return all_holdings(self.site, self.everyone.id)

    @cached_property
    def options(self) -> list[Layer]:
        """A layer for each option, by number."""
        return [
            Layer(option.id, "option", f"Option\u00a0{option.number}", self.site.name(option.id))
            for option in self.holdings.options
        ]

    @cached_property
    def stages(self) -> list[Layer]:
        """A layer for each milestone whose parties name some of the members."""
        found = []
        for subject in self.site.record.subjects.values():
            named = self._named(subject)
            if subject.kind == "milestone" and named:
                name = self.site.plain(subject.name)
                found.append(Layer(subject.id, "milestone", name, name, named))
        return found

    @cached_property
    def layers(self) -> list[Layer]:
        """Options, then milestones."""
        return [*self.options, *self.stages]

    def _named(self, subject: Subject) -> tuple[str, ...]:
        parties = self.site.record.parties
        listed = {m for party in subject.parties for m in (party, *parties[party].members)}
        named = tuple(member for member in self.everyone.members if member in listed)
        return named if len(named) < len(self.everyone.members) else ()

    @cached_property
    def framed(self) -> set[str]:
        """The members that some milestone names."""
        return {member for stage in self.stages for member in stage.named}

    def track(self, layer: Layer, member: str) -> Track:
        """The life of a layer for a member."""
        tracks = self.site.history.tracks[layer.id]
        if layer.kind == "option":
            return tracks[member]
        return tracks[""] if member in layer.named else NOTHING

    def cell(self, layer: Layer, span: Span) -> Cell:
        """What is shown of a status."""
        word = word_for(layer.kind, span.statuses)
        language = self.site.language
        said = ""
        if len(span.statuses) > 1:
            order = [s for s in (NO_STATUS, *LIVES[layer.kind].statuses) if s in span.statuses]
            words = [status_words(layer.kind, s or None, language).lower() for s in order]
            said = listed(words, self.site.say("eller", "or"))
        css = NONE if word is None else status_class(layer.kind, word)
        return Cell(word, css, status_words(layer.kind, word, language), said)

    def on(self, layer: Layer, member: str, day: date) -> Cell:
        """What is shown of a layer for a member on a day."""
        track = self.track(layer, member)
        return self.cell(layer, track.spans[track.on(day)])

    def days(self, layer: Layer) -> list[date]:
        """The days on which a layer changes for somebody, the beginning of time first."""
        starts = {
            span.start
            for member in self.everyone.members
            for span in self.track(layer, member).spans
        }
        if layer.kind == "option":
            starts |= {step.day for step in self.holdings.steps}
        return sorted(starts | {date.min})

    def sums(self, layer: Layer, day: date) -> list[Line]:
        """How many have each status on a day; what is not known is said and not counted."""
        cells = Counter(self.on(layer, member, day) for member in self.everyone.members)
        some = self._some(layer, day)
        found = [
            self._line(layer, cell, count)
            for cell, count in cells.most_common()
            if not (some and cell.status == UNKNOWN)
        ]
        if some and any(cell.said for cell in cells):
            found.append(some)
            open_ = next((cell for cell in cells if cell.status == UNKNOWN), None)
            if open_:
                of_each = self.site.say("Var och en", "Each of them")
                found.append(Line("unknown", open_.word, f"{of_each}: {open_.said}"))
        return found

    def _line(self, layer: Layer, cell: Cell, count: int) -> Line:
        site = self.site
        members = site.plain(site.record.settings.members_word).lower()
        of = site.say("av", "of")
        text = f"{count}\u00a0{of} {len(self.members)}\u00a0{members}"
        if cell.status == UNKNOWN:
            text += f": {cell.said}"
        if layer.kind != "option":
            text += (
                site.say(
                    " nämns i etappen; läget är milstolpens, inte deras eget",
                    " are named in the stage; the status is the milestone’s, not their own",
                )
                if cell.css != NONE
                else site.say(" nämns inte", " are not named")
            )
        css = "unknown" if cell.css == NONE else cell.css
        return Line(css, cell.word, text)

    def _some(self, layer: Layer, day: date) -> Line | None:
        if layer.kind != "option":
            return None
        done = [i for i, step in enumerate(self.holdings.steps) if step.day <= day]
        some = self.holdings.some(layer.id, done[-1]) if done else None
        if some is None:
            return None
        step = next(step for step in self.holdings.steps if some.event in step.events)
        text, ceiling, term = self.holdings.bounds(some)
        word = self.site.say("Några, okänt vilka", "Some, not known which")
        return Line("some", word, f"{self.holdings.head(step)}: {text}", ceiling, term)

    def ranges(self, layer: Layer, day: date) -> tuple[Range, ...]:
        """Between which numbers of members have each status of an option."""
        return ranges_on(self.site.history, layer.id, day) if layer.kind == "option" else ()

    # Drawing

    def painted(self, layers: list[Layer], day: date) -> dict[str, Painted]:
        """What the map shows of every member on a day."""
        found = {}
        for party in self.members:
            cells = [self.on(layer, party.id, day) for layer in layers]
            said = ", ".join(
                f"{layer.short.lower() if layer.kind == 'option' else layer.short} "
                f"{cell.word.lower()}"
                for layer, cell in zip(layers, cells, strict=True)
            )
            name = self.site.plain(party.name)
            found[party.id] = Painted(tuple(cell.css for cell in cells), f"{name}: {said}")
        return found

    def drawing(self, view: View, layers: list[Layer], day: date, name: str) -> Markup:
        """The map of layers on a day, in all widths."""
        what = ", ".join(layer.name for layer in layers)
        title = f"{what}. {day_words(day, self.site.language)}"
        shown = Shown(self.members, self.painted(layers, day), self.framed)
        return tile_maps(view, name, title, shown)

    # For the browser

    def as_json(self, view: View) -> dict[str, Any]:
        """All spans and sums, for `matrix.js` and for whoever wants to count."""
        site = self.site
        assert site.horizon.published is not None
        return {
            "format": 1,
            "language": site.language,
            "collective": self.everyone.id,
            "horizon": site.horizon_day.isoformat(),
            "members": [{"id": party.id, "name": site.plain(party.name)} for party in self.members],
            "layers": [self._layer(view, layer) for layer in self.layers],
        }

    def _layer(self, view: View, layer: Layer) -> dict[str, Any]:
        lives: dict[Track, int] = {}
        of = [lives.setdefault(self.track(layer, party.id), len(lives)) for party in self.members]
        return {
            "id": layer.id,
            "kind": layer.kind,
            "short": layer.short,
            "name": layer.name,
            "lives": [
                [self._span(layer, span) for span in track.spans] for track in lives
            ],
            "of": of,
            "sums": [
                {
                    "from": _from(day),
                    "lines": [self._json_line(view, line) for line in self.sums(layer, day)],
                    "ranges": [
                        {"status": r.status or None, "least": r.least, "most": r.most}
                        for r in self.ranges(layer, day)
                    ],
                }
                for day in self.days(layer)
            ],
        }  # fmt: skip

    def _span(self, layer: Layer, span: Span) -> dict[str, Any]:
        cell = self.cell(layer, span)
        return {
            "from": _from(span.start),
            "status": cell.status,
            "possible": sorted(status for status in span.statuses if status),
            "class": cell.css,
            "word": cell.word,
            "said": cell.said,
        }

    def _json_line(self, view: View, line: Line) -> dict[str, str]:
        return {
            "class": line.css,
            "word": line.word,
            "text": line.text,
            "ceiling": line.ceiling,
            "href": view.href(line.term).unescape() if line.term else "",
        }


def matrix_files(site: Site) -> Iterator[tuple[str, str]]:
    """The file of spans beside the members' page."""
    path = f"{site.record.settings.members_path}/"
    matrix = Matrix(site)
    if matrix.layers:
        content = matrix.as_json(View(site, path))
        yield f"{path}history.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _from(day: date) -> str:
    """A day as text that sorts; '' is the beginning of time."""
    return "" if day == date.min else day.isoformat()
