"""What the patterns of the timeline mean, each with a small sample drawn by the same painter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.site.site import Site
from generator.site.timeline import svg
from generator.site.timeline.lives import Bar, Piece
from generator.site.timeline.marks import Painter
from generator.site.timeline.model import Mark, Span
from generator.site.timeline.place import Box
from generator.site.timeline.scale import Scale

WIDTH, HEIGHT = 44, 22
DAYS = (date(2001, 1, 1), date(2001, 2, 14))
"""One day is one pixel."""


@dataclass(frozen=True)
class Key:
    """A sample and what it means."""

    sample: Markup
    words: str


def legend(site: Site) -> list[Key]:
    """All keys, in the order of a life."""
    say = site.say
    return [
        Key(_bar("in-force"), say("gäller, tecknat, i drift", "in force, signed, in use")),
        Key(_bar("planned"), say("planerat eller förberett", "planned or prepared")),
        Key(_bar("under-way"), say("pågår: upphandling, granskning", "under way: procurement, review")),
        Key(_bar("paused"), say("pausat", "paused")),
        Key(_bar("proposed"), say("föreslaget", "proposed")),
        Key(_bar("some"), say("några, okänt vilka", "some, not known which")),
        Key(_bar("unknown"), say("okänt", "not known")),
        Key(_ended(), say("upphört, avbeställt, stoppat", "ended, cancelled, stopped")),
        Key(_fading(), say("ändrades någon dag här", "changed on some day here")),
        Key(_open(), say("ingen senare källa, inget slut känt", "no later source, no end known")),
        Key(_unknown_end(), say("slutet är okänt", "the end is not known")),
        Key(_mark(), say("händelse", "event")),
        Key(_mark(background=True), say("bakgrund", "background")),
        Key(_mark(soft=True), say("händelse, dagen är inte känd", "event, the day is not known")),
        Key(_mark(count=4), say("flera händelser", "several events")),
        Key(_mark(planned=True), say("tidpunkt i en plan", "date in a plan")),
        Key(_beyond(), say("källorna har slutat", "the sources have ended")),
    ]  # fmt: skip


def _painter() -> Painter:
    return Painter(Scale(*DAYS, 0, WIDTH), 15, DAYS[1])


def _key(*children: Markup) -> Markup:
    return svg.tag("svg", *children, class_="key", aria_hidden="true", width=WIDTH, height=HEIGHT)


def _day(pixel: int) -> date:
    return _painter().scale.day(pixel)


def _pieces(*pieces: Piece, crosses: tuple[tuple[date, date], ...] = ()) -> Markup:
    bar = Bar("", "", "", "", pieces, crosses, DAYS[0], "closed", frozenset())
    return _key(_painter().bar(bar, 3.5))


def _bar(css: str) -> Markup:
    return _pieces(Piece(_day(4), _day(40), css))


def _ended() -> Markup:
    middle = _day(16)
    return _pieces(Piece(middle, _day(42), "ended"), crosses=((middle, middle),))


def _fading() -> Markup:
    return _pieces(
        Piece(_day(4), _day(14), "paused"), Piece(_day(14), _day(32), "paused", "out"),
        Piece(_day(14), _day(32), "in-force", "in"), Piece(_day(32), _day(40), "in-force"),
    )  # fmt: skip


def _open() -> Markup:
    return _pieces(
        Piece(_day(2), _day(14), "in-force"), Piece(_day(14), _day(42), "in-force", "dashed")
    )


def _unknown_end() -> Markup:
    return _pieces(Piece(_day(1), _day(1), "unknown", "hatched"))


def _mark(
    *, background: bool = False, soft: bool = False, count: int = 1, planned: bool = False
) -> Markup:
    span = Span(_day(4 if soft else 22), _day(40 if soft else 22), soft)
    mark = Mark(("",) * count, span, "", "", planned, background)
    painter = _painter()
    return _key(painter.mark(mark, painter.room(mark, 0, HEIGHT)))


def _beyond() -> Markup:
    box = Box(2, 3.5, 38, 15)
    edge = svg.line(2, 1, 2, 21, "c-edge")
    return _key(svg.rect(box, "c-beyond"), svg.rect(box, fill="url(#p-beyond)"), edge)
