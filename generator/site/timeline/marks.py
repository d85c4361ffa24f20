"""How bars, points, diamonds and pills look, along a time that runs across or down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.site.timeline import svg
from generator.site.timeline.lives import ENDED, Bar, Piece
from generator.site.timeline.model import Mark, Span
from generator.site.timeline.place import Box
from generator.site.timeline.scale import Scale
from generator.site.timeline.text import width

LEAST = 4
"""No bar is shorter, however few days it lasted."""
SOFT = 24
"""No uncertain date is drawn narrower."""
THIN = 3
HATCHED = 26
"""An end that nobody knows: always the same, since its length means nothing."""
CROSS = 13
SPOT = 12
DIAMOND = 16
PILL = 22
SPAN = 9
"""How thick an uncertain date is drawn."""

PATTERNED = ("paused", "some", "under-way", "unknown")


@dataclass(frozen=True)
class Painter:
    """Draws along one scale. `upright` where time runs down; `name` keeps ids apart."""

    scale: Scale
    thick: float
    horizon: date
    upright: bool = False
    name: str = ""

    def box(self, start: float, end: float, across: float, thick: float) -> Box:
        """A box from one pixel of time to another."""
        if self.upright:
            return Box(across, start, thick, end - start)
        return Box(start, across, end - start, thick)

    def defs(self) -> Markup:
        """Fades that run down; those that run across are in the page's sprite."""
        if not self.upright:
            return Markup()
        found = Markup()
        for look, first, last in (("out", "#fff", "#000"), ("in", "#000", "#fff")):
            found += svg.tag(
                "linearGradient", svg.tag("stop", offset="0", stop_color=first),
                svg.tag("stop", offset="1", stop_color=last), id=f"{self.name}-g-{look}",
                x2="0", y2="1",
            )  # fmt: skip
            found += svg.tag(
                "mask",
                svg.tag("path", fill=f"url(#{self.name}-g-{look})", d="M0 0h1v1H0z"),
                id=f"{self.name}-m-{look}", maskContentUnits="objectBoundingBox",
            )  # fmt: skip
        return svg.tag("defs", found)

    def _mask(self, look: str) -> str:
        if look not in ("in", "out"):
            return ""
        return f"url(#{self.name}-m-{look})" if self.upright else f"url(#m-{look})"

    # Bars

    def extent(self, bar: Bar) -> tuple[float, float]:
        """The pixels between which a bar is drawn, its closing marks included."""
        start = min(self.scale.at(piece.start) for piece in bar.pieces)
        end = max(self._ends(piece)[1] for piece in bar.pieces)
        for first, last in bar.crosses:
            middle = (self.scale.at(first) + self.scale.at(last)) / 2
            start, end = min(start, middle - CROSS / 2), max(end, middle + CROSS / 2)
        return start, end

    def _ends(self, piece: Piece) -> tuple[float, float]:
        start = self.scale.at(piece.start)
        if piece.look == "hatched":
            return start, start + HATCHED + self.thick
        return start, max(self.scale.at(piece.end), start + LEAST)

    def bar(self, bar: Bar, across: float) -> Markup:
        """All pieces of a bar, then its crosses."""
        dashes = [piece for piece in bar.pieces if piece.look == "dashed"]
        others = [piece for piece in bar.pieces if piece.look != "dashed"]
        found = Markup().join(self.piece(piece, across) for piece in [*dashes, *others])
        for first, last in bar.crosses:
            middle = (self.scale.at(first) + self.scale.at(last)) / 2
            found += self._cross(middle, across + self.thick / 2)
        return found

    def piece(self, piece: Piece, across: float) -> Markup:
        """One piece of a bar."""
        start, end = self._ends(piece)
        if piece.look == "hatched":
            return self._hatched(start, across)
        thick = THIN if piece.css == ENDED else self.thick
        box = self.box(start, end, across + (self.thick - thick) / 2, thick)
        if piece.look == "dashed":
            return self._dashed(piece, box)
        return svg.group(*self.body(piece.css, box), class_=piece.css, mask=self._mask(piece.look))

    def body(self, css: str, box: Box) -> list[Markup]:
        """A box in the pattern of a status class."""
        if css in PATTERNED:
            return [svg.rect(box, fill=f"url(#p-{css})"), svg.rect(box, "c-frame")]
        if css == "proposed":
            return [svg.rect(box, "c-ground"), svg.rect(box, "c-dash")]
        if css == "planned":
            return [svg.rect(box, "c-frame")]
        return [svg.rect(box, "c-solid")]

    def _dashed(self, piece: Piece, box: Box) -> Markup:
        long = (box.h if self.upright else box.w) > 14
        if piece.css == ENDED:
            x, y = box.x + box.w / 2, box.y + box.h / 2
            d = (
                f"M{svg.number(x)} {svg.number(box.y)}V{svg.number(box.bottom)}"
                if self.upright
                else (f"M{svg.number(box.x)} {svg.number(y)}H{svg.number(box.right)}")
            )
            return svg.group(svg.tag("path", class_="c-dash", d=d), class_=piece.css)
        parts = [svg.rect(box, "c-dash")]
        if long:
            parts.append(svg.tag("path", class_="c-frame", d=self._arrow(box)))
        return svg.group(*parts, class_=piece.css)

    def _arrow(self, box: Box) -> str:
        if self.upright:
            return (
                f"M{svg.number(box.x)} {svg.number(box.bottom - 6)}l{svg.number(box.w / 2)} 6"
                f"l{svg.number(box.w / 2)} -6"
            )
        return (
            f"M{svg.number(box.right - 6)} {svg.number(box.y)}l6 {svg.number(box.h / 2)}"
            f"l-6 {svg.number(box.h / 2)}"
        )

    def _hatched(self, start: float, across: float) -> Markup:
        box = self.box(start, start + HATCHED, across, self.thick)
        end = self.box(start + HATCHED, start + HATCHED + self.thick, across, self.thick)
        sign = svg.words(end.x + end.w / 2, end.y + end.h - 3.5, "?", "c-text c-strong c-mid")
        return svg.group(*self.body("unknown", box), svg.rect(end, "c-square"), sign,
                         class_="unknown")  # fmt: skip

    def _cross(self, middle: float, centre: float) -> Markup:
        x, y = (centre, middle) if self.upright else (middle, centre)
        half = CROSS / 2
        mark = f"M{svg.number(x - 3)} {svg.number(y - 3)}l6 6m0 -6l-6 6"
        return svg.group(
            svg.rect(Box(x - half, y - half, CROSS, CROSS), "c-square"),
            svg.tag("path", class_="c-frame", d=mark),
            class_=ENDED,
        )

    # Marks

    def soft(self, span: Span) -> tuple[float, float]:
        """The pixels of an uncertain date: its bounds, widened where they lie close."""
        start, end = self.scale.at(span.first), self.scale.at(span.last)
        lack = max(0.0, SOFT - (end - start)) / 2
        start, end = start - lack, end + lack
        low, high = self.scale.start, self.scale.end
        if start < low:
            start, end = low, max(end, low + SOFT)
        if end > high:
            start, end = min(start, high - SOFT), high
        return start, end

    def middle(self, mark: Mark) -> float:
        """The pixel at which a mark's sign stands: the end of a span that has no known start."""
        if not mark.span.soft:
            return self.scale.at(mark.span.last)
        start, end = self.soft(mark.span)
        return end - SOFT / 2 if mark.span.by else (start + end) / 2

    def sign_length(self, mark: Mark) -> float:
        """How long a mark's sign is along time; 0 for a soft span alone."""
        if mark.planned:
            return DIAMOND
        if mark.count > 1:
            return (
                max(PILL, width(str(mark.count), 13, bold=True) + 10) if not self.upright else PILL
            )
        return 0 if mark.span.soft else SPOT

    def room(self, mark: Mark, across: float, row: float) -> Box:
        """The room of a mark in a row."""
        middle, half = self.middle(mark), self.sign_length(mark) / 2
        start, end = middle - half, middle + half
        if mark.span.soft:
            first, last = self.soft(mark.span)
            start, end = min(start, first), max(end, last)
        thick: float = PILL if mark.count > 1 else DIAMOND if mark.planned else SPOT
        if self.upright and mark.count > 1:
            thick = max(thick, width(str(mark.count), 12, bold=True) + 10)
        return self.box(start, end, across + (row - thick) / 2, thick)

    def mark(self, mark: Mark, room: Box) -> Markup:
        """A point, a diamond or a pill, on its soft span."""
        centre = room.x + room.w / 2 if self.upright else room.y + room.h / 2
        middle = self.middle(mark)
        found = Markup()
        if mark.span.soft:
            start, end = self.soft(mark.span)
            box = self.box(start, end, centre - SPAN / 2, SPAN)
            found += svg.rect(box, fill="url(#g-soft-up)" if self.upright else "url(#g-soft)")
        x, y = (centre, middle) if self.upright else (middle, centre)
        if mark.planned:
            half = DIAMOND / 2 - 1
            d = f"M{svg.number(x - half)} {svg.number(y)}l{half} -{half} {half} {half} -{half} {half}z"
            return found + svg.tag("path", class_="c-diamond", d=d)
        if mark.count > 1:
            long = room.w if self.upright else self.sign_length(mark)
            box = Box(x - long / 2, y - PILL / 2, long, PILL)
            return (
                found
                + svg.rect(box, "c-pill", rx=PILL / 2)
                + svg.words(x, y + 4.5, str(mark.count), "c-pill-text")
            )
        if mark.span.soft:
            return found
        css = "c-soft" if mark.background else "c-point"
        return svg.tag("circle", class_=css, cx=x, cy=y, r=SPOT / 2)

    def beyond(self, across: float, thick: float) -> Markup:
        """The time that no source speaks of."""
        start = self.scale.at(self.horizon)
        box = self.box(start, self.scale.end, across, thick)
        edge = self.box(start, start, across, thick)
        return (
            svg.rect(box, "c-beyond")
            + svg.rect(box, fill="url(#p-beyond)")
            + svg.line(edge.x, edge.y, edge.right, edge.bottom, "c-edge")
        )
