"""The home page's picture: the phases of the programme as a band, and the events that made them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from markupsafe import Markup

from generator.facts.event import Event
from generator.site.site import Site
from generator.site.timeline import svg
from generator.site.timeline.lives import LIVE, Piece, Stretch, phases
from generator.site.timeline.marks import Painter
from generator.site.timeline.model import span_of
from generator.site.timeline.place import Box, Label, Place, Space
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width, wrap
from generator.site.view import View
from generator.site.words import labels
from generator.site.words.dates import when_words

SIZE = 14
LINE = SIZE * svg.LEADING
BAND = 30
FOOT = 6
"""How thick an uncertain date is drawn, between the band and the labels."""
GAP = 10
"""Between the band and the nearest label, and between a leader and its words."""
LEVELS = (2, 3, 4, 6, 8, 11, 15, 20, 30, 45)
TRIES = 2_000
"""How long to look for places on so many levels before allowing more."""
GAP_BETWEEN = 4
"""What lies closer is in the way."""
ABOVE, BELOW = "above", "below"
SIDES = ((ABOVE, False), (ABOVE, True), (BELOW, False), (BELOW, True))
"""Where a label may stand: above or below the band, to the right or the left of its leader."""


@dataclass(frozen=True)
class Sheet:
    """One width; how wide a label may be, and how wide the words at the end."""

    css: str
    width: float
    label: float
    end: float
    name: str


WIDE = Sheet("only-wide", 1208, 190, 200, "st-w")
MID = Sheet("only-mid", 680, 150, 90, "st-m")


@dataclass(frozen=True)
class Told:
    """An event of the story with its place; positions count from the middle of the band."""

    event: Event
    place: Place
    x: float
    soft: tuple[float, float] | None
    """From where to where the date may lie, at the foot of the leader."""

    @property
    def leader(self) -> Box:
        """The line from the band to the label."""
        return self.place.marks[0]


@dataclass(frozen=True)
class Layout:
    """One drawing, placed."""

    sheet: Sheet
    scale: Scale
    phases: tuple[Stretch, ...]
    told: tuple[Told, ...]
    top: float
    """How far the labels reach above the middle of the band."""
    bottom: float


def story(site: Site, path: str) -> Markup:
    """The figure, as seen from a page: two drawings, and a rail for the phone."""
    view = View(site, path)
    title = site.say("Vägen hit: {}", "The way here: {}").format(
        site.name(site.record.settings.programme, short=True)
    )
    drawings = [draw(view, lay_out(site, sheet), title) for sheet in (WIDE, MID)]
    return Markup('<figure class="story">\n{}\n{}\n{}\n</figure>').format(*drawings, _rail(view))


def events_of(site: Site) -> list[Event]:
    """The events of the story in order of time."""
    named = {site.record.events[event].id for event in site.record.settings.story}
    return [event for event in site.events if event.id in named]


def lay_out(site: Site, sheet: Sheet) -> Layout:
    """Place the labels of all events so that nothing overlaps."""
    scale = _scale(site, sheet)
    told = _placed(site, sheet, scale)
    end = end_label(site, sheet, scale.at(site.horizon_day)).box
    band = Box(0, -BAND / 2, 1, BAND)
    boxes = [box for each in told for box in each.place.boxes] + [end, band]
    found = phases(site, site.record.settings.programme, scale.first)
    return Layout(
        sheet, scale, tuple(found), tuple(told),
        -min(box.y for box in boxes) + 4, max(box.bottom for box in boxes) + 6,
    )  # fmt: skip


def _scale(site: Site, sheet: Sheet) -> Scale:
    """From the first year to as long after the horizon as its words need."""
    years = [event.when.sort_key[0].year for event in events_of(site)]
    first = date(min([site.record.settings.starts, *years]), 1, 1)
    room = end_label(site, sheet, 0).box.w + 3 * GAP
    days = (site.horizon_day - first).days * room / (sheet.width - room)
    return Scale(first, site.horizon_day + timedelta(days=round(days)), 0, sheet.width)


def _placed(site: Site, sheet: Sheet, scale: Scale) -> list[Told]:
    """The lowest labels that fit: more and more levels are tried until all find a place.

    Leaders stand at their very day; only where that leaves no way are they moved apart.
    """
    spans = [(span_of(event.when, scale.first), event) for event in events_of(site)]
    exact = sorted(
        ((scale.at(span.first) + scale.at(span.last)) / 2, index)
        for index, (span, _) in enumerate(spans)
    )
    events = [spans[index][1] for _, index in exact]
    true = [x for x, _ in exact]
    taken = end_label(site, sheet, scale.at(site.horizon_day)).box
    for xs, levels in product((true, _apart(true)), LEVELS):
        choices = [
            list(_candidates(site, sheet, event, x, levels))
            for event, x in zip(events, xs, strict=True)
        ]
        found = _search(Space(0, sheet.width - GAP, GAP_BETWEEN, [taken]), choices)
        if found is not None:
            painter = Painter(scale, BAND, site.horizon_day)
            soft = [painter.soft(spans[i][0]) if spans[i][0].soft else None for _, i in exact]
            return [Told(*each) for each in zip(events, found, xs, soft, strict=True)]
    return []


def _apart(xs: list[float]) -> list[float]:
    moved: list[float] = []
    for x in xs:
        moved.append(max(x, moved[-1] + 7) if moved else x)
    return moved


def _search(space: Space, choices: list[list[Place]]) -> list[Place] | None:
    """A place for each, none in another's way or in that of what is taken; else None.

    Whoever has the fewest places left comes first, and takes the first of them that leaves one
    for everybody else. None also where that has not led to an end after so many tries.
    """
    tries = TRIES
    known: dict[tuple[int, int, int], int] = {}

    def blocked(one: int, index: int, other: int) -> int:
        """The places of another, as bits, in whose way this one is."""
        key = one, index, other
        if key not in known:
            mine = choices[one][index]
            known[key] = sum(
                1 << bit
                for bit, place in enumerate(choices[other])
                if mine.touches(place, space.gap)
            )
        return known[key]

    def placed(left: dict[int, int]) -> dict[int, Place] | None:
        nonlocal tries
        if not left:
            return {}
        one = min(left, key=lambda name: left[name].bit_count())
        for index, place in enumerate(choices[one]):
            if not left[one] >> index & 1:
                continue
            tries -= 1
            if tries < 0:
                return None
            rest = {
                other: bits & ~blocked(one, index, other)
                for other, bits in left.items()
                if other != one
            }
            if all(rest.values()) and (found := placed(rest)) is not None:
                return {one: place, **found}
        return None

    free = {
        one: sum(1 << bit for bit, place in enumerate(places) if space.free(place.boxes))
        for one, places in enumerate(choices)
    }
    found = placed(free) if all(free.values()) else None
    return None if found is None else [found[one] for one in range(len(choices))]


def _candidates(site: Site, sheet: Sheet, event: Event, x: float, levels: int) -> Iterator[Place]:
    lines = (
        when_words(event.when, site.language),
        *wrap(site.plain(event.title), sheet.label, SIZE, bold=True),
    )
    wide = max(width(line, SIZE, bold=index > 0) for index, line in enumerate(lines))
    tall = LINE * len(lines)
    for level in range(levels):
        far = BAND / 2 + GAP + level * LINE
        for side, left in SIDES:
            y = -far - tall if side == ABOVE else far
            box = Box(x - GAP - wide if left else x + GAP, y, wide, tall)
            start, end = (y, -BAND / 2) if side == ABOVE else (BAND / 2, y + tall)
            yield Place((Box(x - 0.7, start, 1.4, end - start),), Label(box, lines, SIZE, end=left))


def end_label(site: Site, sheet: Sheet, x: float) -> Label:
    """“The sources end here”, above the hatch that begins at x."""
    text = site.say("Källorna slutar här", "The sources end here")
    lines = wrap(text, sheet.end, SIZE, bold=True)
    wide = max(width(line, SIZE, bold=True) for line in lines)
    tall = LINE * len(lines)
    return Label(Box(x + GAP, -BAND / 2 - GAP - tall, wide, tall), lines, SIZE)


def draw(view: View, layout: Layout, title: str) -> Markup:
    """The SVG of a layout."""
    site, sheet, scale = view.site, layout.sheet, layout.scale
    painter = Painter(scale, BAND, site.horizon_day, name=sheet.name)
    middle = layout.top
    axis = middle + layout.bottom + 12
    found = painter.beyond(middle - BAND / 2, BAND)
    for stretch in layout.phases:
        found += _phase(view, painter, stretch, middle - BAND / 2)
    end = end_label(site, sheet, scale.at(site.horizon_day)).moved(dy=middle)
    found += svg.label(end, "c-text c-strong")
    for told in layout.told:
        found += _told(view, told, middle)
    found += svg.line(0, axis, sheet.width, axis, "c-axis")
    for year, start, stop in scale.years():
        if start:
            found += svg.line(start, axis - 5, start, axis, "c-axis")
        if stop - start >= width(str(year), SIZE) + 8:
            found += svg.words(start + 5, axis + 19, str(year), "c-text c-soft")
    return svg.drawing(sheet.name, sheet.width, axis + 26, title, sheet.css, found)


def _phase(view: View, painter: Painter, stretch: Stretch, top: float) -> Markup:
    """One phase: its pattern, and its name where there is room."""
    site = view.site
    horizon = site.horizon_day
    body = Markup()
    if stretch.after < stretch.start:
        body += painter.piece(Piece(stretch.after, stretch.start, stretch.css, "in"), top)
    last = min(stretch.before, horizon)
    if stretch.start < last:
        body += painter.piece(Piece(stretch.start, last, stretch.css), top)
    if last < (until := min(stretch.end, horizon)):
        body += painter.piece(Piece(last, until, stretch.css, "out"), top)
    kind = site.record.life_of(site.record.settings.programme)
    status = stretch.parties[-1][1].status
    words = labels.status_words(kind, status, site.language)
    start, end = painter.scale.at(stretch.start), painter.scale.at(last)
    if end - start >= width(words, SIZE, bold=True) + 6:
        css = "c-pill-text" if stretch.css == LIVE else "c-text c-strong c-halo c-mid"
        body += svg.words((start + end) / 2, top + BAND / 2 + 5, words, css)
    events = sorted(stretch.events)
    return svg.link(view.href(events[0]), words, body) if events else body


def _told(view: View, told: Told, middle: float) -> Markup:
    label = told.place.label
    assert label is not None
    box, x = told.leader.moved(dy=middle), label.box.right if label.end else label.box.x
    body = svg.line(told.x, box.y, told.x, box.bottom, "c-lead")
    if told.soft:
        first, last = told.soft
        y = box.bottom - FOOT if box.y < middle else box.y
        body = svg.rect(Box(first, y, last - first, FOOT), fill="url(#g-soft)") + body
    for index, text in enumerate(label.lines):
        y = label.box.y + middle + LINE * index + SIZE * svg.BASELINE * svg.LEADING
        css = "c-text c-strong c-halo" if index else "c-text c-soft c-halo"
        body += svg.words(x, y, text, f"{css} c-end" if label.end else css)
    title = f"{label.lines[0]}: {view.site.plain(told.event.title)}"
    return svg.link(view.href(told.event.id), title, body)


def _rail(view: View) -> Markup:
    """The same events one below the other."""
    items = [
        Markup(
            '<li><svg class="bead" aria-hidden="true"><use href="#{}"/></svg>'
            '<p class="when">{}</p><p>{}</p></li>'
        ).format(_bead(view.site, event), view.when(event.when, short=True), view.link(event.id))
        for event in events_of(view.site)
    ]
    end = Markup('<li class="end"><p>{}</p></li>').format(
        view.say("Källorna slutar här", "The sources end here")
    )
    return Markup('<ol class="rail">\n{}\n</ol>').format(Markup("\n").join([*items, end]))


def _bead(site: Site, event: Event) -> str:
    """The status that the event gave: the programme's, else the first that it changed."""
    programme = site.record.settings.programme
    effects = sorted(event.effects, key=lambda effect: effect.subject != programme)
    if not effects:
        return "bead"
    kind = site.record.life_of(effects[0].subject)
    return f"st-{labels.status_class(kind, effects[0].becomes)}"
