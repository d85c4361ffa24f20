"""The map of members: one square each, roughly where it lies, with its status at the foot.

Three drawings, each made for its width. Names stand on plain ground, never on a pattern.
What is drawn of statuses is gathered in a few paths, so that the drawing stays small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.facts.party import Party, Tile
from generator.site.timeline import svg
from generator.site.timeline.place import Box
from generator.site.timeline.text import MARGIN, width
from generator.site.view import View

NONE = "none"
"""The class of a square that nothing is recorded of: left empty."""

EDGE = 1.5
"""Room for half of the heaviest frame around the whole drawing."""

SMALL = 12
"""In a foot no higher than this, marks come closer to its edge."""

PATTERNS = {"unknown", "paused", "under-way", "some"}
"""Classes that are drawn as a pattern of the sprite."""


@dataclass(frozen=True)
class Sheet:
    """One width: its class, the gap between squares, their height and foot, size of type."""

    css: str
    width: float
    gap: float
    height: float
    band: float
    size: float
    pad: float


SHEETS = (
    Sheet("only-wide", 804, 4, 68, 18, 14, 6),
    Sheet("only-mid", 680, 4, 64, 17, 13, 5),
    Sheet("only-narrow", 328, 2, 50, 10, 10, 1.5),
)


@dataclass(frozen=True)
class Square:
    """A member's square: where it stands, and its name on one or more lines."""

    party: Party
    box: Box
    lines: tuple[str, ...]
    named: bool


@dataclass(frozen=True)
class Painted:
    """What is drawn of one member: the class of each part of its foot, and it all in words."""

    classes: tuple[str, ...]
    title: str


def columns(parties: Sequence[Party]) -> tuple[int, int]:
    """How many columns and rows the squares need; (0, 0) where there are none."""
    tiles = [party.tile for party in parties if party.tile]
    return (
        max((tile.column for tile in tiles), default=0),
        max((tile.row for tile in tiles), default=0),
    )


def name_lines(
    party: Party, name: str, limit: float, size: float, *, bold: bool
) -> tuple[str, ...]:
    """A name broken where `breaks` and its spaces allow, so that no line passes the limit."""
    pieces: list[tuple[str, str]] = []
    shown = party.breaks if party.breaks and party.breaks.replace("-", "") == name.replace(
        "-", ""
    ) else name  # fmt: skip
    for word in shown.split(" "):
        *parts, last = word.split("-")
        pieces += [(part, "-") for part in parts]
        pieces.append((last, " "))
    lines: list[str] = []
    ends = ""
    for part, joint in pieces:
        real = "-" if ends == "-" and f"{lines[-1]}-{part}" in name else ends.strip("-")
        longer = f"{lines[-1]}{real}{part}" if lines else part
        tail = "-" if joint == "-" else ""
        if lines and width(longer + tail, size, bold=bold) <= limit:
            lines[-1] = longer
        else:
            if lines and ends == "-":
                lines[-1] += "-"
            lines.append(part)
        ends = joint
    return tuple(lines)


def squares(
    parties: Sequence[Party], names: dict[str, str], named: set[str], sheet: Sheet
) -> Iterator[Square]:
    """Every member that has a square, placed on one sheet."""
    across, _ = columns(parties)
    wide = (sheet.width - 2 * EDGE - (across - 1) * sheet.gap) / max(across, 1)
    for party in parties:
        if party.tile is None:
            continue
        box = _box(party.tile, wide, sheet)
        bold = party.id in named
        limit = wide - 2 * sheet.pad
        lines = name_lines(party, names[party.id], limit, sheet.size, bold=bold)
        yield Square(party, box, lines, bold)


def _box(tile: Tile, wide: float, sheet: Sheet) -> Box:
    return Box(
        (tile.column - 1) * (wide + sheet.gap) + EDGE,
        (tile.row - 1) * (sheet.height + sheet.gap) + EDGE,
        wide,
        sheet.height,
    )


def parts(box: Box, band: float, count: int) -> list[Box]:
    """The foot of a square, split evenly from left to right."""
    wide = box.w / count
    return [Box(box.x + wide * i, box.bottom - band, wide, band) for i in range(count)]


@dataclass(frozen=True)
class Shown:
    """Whom a map shows, what is drawn of each, and who gets a heavy frame."""

    parties: Sequence[Party]
    painted: dict[str, Painted]
    named: set[str]


def tile_maps(view: View, name: str, title: str, shown: Shown) -> Markup:
    """The drawings of all widths; nothing where no member has a square."""
    if not any(party.tile for party in shown.parties):
        return Markup()
    names = {party.id: view.site.plain(party.name) for party in shown.parties}
    found = []
    for sheet in SHEETS:
        placed = list(squares(shown.parties, names, shown.named, sheet))
        key = (f"{name}-{sheet.css}", title)
        found.append(_draw(view, key, placed, shown.painted, sheet))
    return Markup("\n").join(found)


def _draw(
    view: View,
    key: tuple[str, str],
    placed: list[Square],
    painted: dict[str, Painted],
    sheet: Sheet,
) -> Markup:
    name, title = key
    height = max(square.box.bottom for square in placed) + EDGE
    tiles = [_tile(view, square, painted[square.party.id].title, sheet) for square in placed]
    marks = svg.tag("g", *paint(placed, painted, sheet), class_="tile-marks")
    frames = svg.tag("path", class_="tile-frame", d=_rects(square.box for square in placed))
    heavy = [square.box for square in placed if square.named]
    return svg.tag(
        "svg", svg.tag("title", title, id=f"{name}-t"), *tiles, marks,
        svg.tag("g", frames, svg.tag("path", class_="tile-heavy", d=_rects(heavy)) if heavy else "",
                class_="tile-over"),
        class_=f"chart tilemap {sheet.css}", role="group", aria_labelledby=f"{name}-t",
        width=sheet.width, height=height, data_band=sheet.band,
        viewBox=f"0 0 {svg.number(sheet.width)} {svg.number(height)}",
    )  # fmt: skip


def _tile(view: View, square: Square, title: str, sheet: Sheet) -> Markup:
    box = square.box
    texts = [
        svg.tag(
            "text", line, class_="tile-name", font_size=sheet.size,
            textLength=fitted(line, square, sheet), x=box.x + sheet.pad, y=box.y + sheet.pad / 2 + sheet.size * (1 + 1.15 * i),
        )
        for i, line in enumerate(square.lines)
    ]  # fmt: skip
    return svg.tag(
        "a", svg.tag("title", title), svg.rect(box, "tile-ground"), *texts,
        href=view.href(square.party.id), class_="tile named" if square.named else "tile",
        data_member=square.party.id,
    )  # fmt: skip


def fitted(line: str, square: Square, sheet: Sheet) -> float | None:
    """The length that a line is set to, where in a wide font it would pass its square."""
    limit = square.box.w - 2 * sheet.pad
    wide = width(line, sheet.size, bold=square.named)
    return min(limit, wide / MARGIN) if wide > limit else None


def paint(placed: Sequence[Square], painted: dict[str, Painted], sheet: Sheet) -> Iterator[Markup]:
    """The feet of all squares, one group for each class. `matrix.js` draws them alike."""
    boxes: dict[str, list[Box]] = defaultdict(list)
    for square in placed:
        classes = painted[square.party.id].classes
        for css, box in zip(classes, parts(square.box, sheet.band, len(classes)), strict=True):
            boxes[css].append(box)
    for css in sorted(boxes):
        yield from _group(css, boxes[css])
    every = [box for some in boxes.values() for box in some]
    yield svg.tag("path", class_="tile-frame", d=_rects(every))


def _group(css: str, boxes: list[Box]) -> Iterator[Markup]:
    rects = _rects(boxes)
    if css == NONE:
        yield svg.tag("path", class_="tile-none", d=rects)
    elif css in PATTERNS:
        yield svg.tag("path", fill=f"url(#p-{css})", d=rects)
    elif css == "in-force":
        yield svg.tag("g", svg.tag("path", class_="c-solid", d=rects), class_=css)
    elif css == "ended":
        ground = svg.tag("path", class_="c-ground", d=rects)
        mark = svg.tag("path", class_="i-mark", d="".join(_cross(box) for box in boxes))
        yield svg.tag("g", ground, mark, class_=css)
    else:
        ground = svg.tag("path", class_="c-ground", d=rects)
        dash = svg.tag("path", class_="c-dash", d=_rects(box.grown(-2) for box in boxes))
        yield svg.tag("g", ground, dash, class_=css)


def _cross(box: Box) -> str:
    """An X at the left and a line after it, as for ended things everywhere."""
    inset = 3 if box.h > SMALL else 2
    half = box.h / 2 - inset
    x, y = box.x + half + 3, box.y + box.h / 2
    number = svg.number
    cross = (
        f"M{number(x - half)} {number(y - half)}l{number(2 * half)} {number(2 * half)}"
        f"m0 {number(-2 * half)}l{number(-2 * half)} {number(2 * half)}"
    )
    start = x + half + 2
    end = box.right - 3
    return cross + (f"M{number(start)} {number(y)}H{number(end)}" if end > start else "")


def _rects(boxes: Iterator[Box] | Sequence[Box]) -> str:
    number = svg.number
    return "".join(
        f"M{number(box.x)} {number(box.y)}h{number(box.w)}v{number(box.h)}h{number(-box.w)}z"
        for box in boxes
    )
