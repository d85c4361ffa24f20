"""Boxes and the search for a place where nothing overlaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: its left top corner, width and height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        """True where the two share room, or lie closer than a gap."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def moved(self, dx: float = 0, dy: float = 0) -> Box:
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: float) -> Box:
        """The box with a margin on all sides."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


@dataclass(frozen=True)
class Label:
    """Lines of text at a place. `end` anchors them at their right edge."""

    box: Box
    lines: tuple[str, ...]
    size: float
    end: bool = False
    note: str = ""
    """Said after the last line, softer."""

    def moved(self, dx: float = 0, dy: float = 0) -> Label:
        """The same label elsewhere."""
        return Label(self.box.moved(dx, dy), self.lines, self.size, self.end, self.note)


@dataclass(frozen=True)
class Place:
    """One way to draw a thing: the room of its marks, and its label if it has one."""

    marks: tuple[Box, ...]
    label: Label | None = None

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """All the room that is taken."""
        return (*self.marks, self.label.box) if self.label else self.marks

    def touches(self, other: Place, gap: float) -> bool:
        """True where the two share room, or lie closer than a gap."""
        return any(mine.overlaps(box, gap) for mine in self.boxes for box in other.boxes)

    def moved(self, dx: float = 0, dy: float = 0) -> Place:
        """The same, elsewhere."""
        marks = tuple(box.moved(dx, dy) for box in self.marks)
        return Place(marks, self.label.moved(dx, dy) if self.label else None)


ROW = 48
"""Height of the rows in which what is taken is looked up."""
Rectangle = tuple[float, float, float, float]
"""What a box is, where nothing is asked of it but its four numbers."""

Edges = tuple[float, float, float, float]
"""Of a box that is taken: left, top, and the right and lower edge with the gap."""


@dataclass
class Space:
    """What is taken already, within bounds from left to right.

    Boxes are kept by the rows that they touch, so that a place is compared with what lies
    beside it only.
    """

    left: float
    right: float
    gap: float = 3
    taken: list[Box] = field(default_factory=list)
    _rows: dict[int, list[Edges]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Look up what is taken from the start as well."""
        given, self.taken = self.taken, []
        self.occupy(given)

    def free(self, boxes: Iterable[Rectangle]) -> bool:
        """True where all boxes lie within the bounds and clear of what is taken."""
        return self._clear(boxes, 0, 0)

    def _clear(self, boxes: Iterable[Rectangle], dx: float, dy: float) -> bool:
        # The same as `overlaps` with each neighbour, spelt out: it is asked a million times.
        gap, taken = self.gap, self._rows.get
        least, most = self.left - 0.01, self.right + 0.01 + gap
        for from_left, from_top, w, h in boxes:
            x, y = from_left + dx, from_top + dy
            wide, tall = x + w + gap, y + h + gap
            if x < least or wide > most:
                return False
            for row in range(int((y - gap) // ROW), int(tall // ROW) + 1):
                for left, top, far, low in taken(row, ()):
                    if x < far and left < wide and y < low and top < tall:
                        return False
        return True

    def occupy(self, boxes: Iterable[Box]) -> None:
        """Mark room as taken."""
        for box in boxes:
            self.taken.append(box)
            edges = (box.x, box.y, box.right + self.gap, box.bottom + self.gap)
            for row in _rows(box):
                self._rows[row].append(edges)

    def rewind(self, count: int) -> None:
        """Give back what was taken after the first so many boxes."""
        while len(self.taken) > count:
            for row in _rows(self.taken.pop()):
                self._rows[row].pop()

    def take(self, place: Place) -> Place:
        """Mark the room of a place as taken."""
        self.occupy(place.boxes)
        return place

    def first(self, places: Sequence[Place], shifts: Iterable[tuple[float, float]]) -> Place | None:
        """Take the first place, at the first shift, that is free; None where none is."""
        for dx, dy in shifts:
            for place in places:
                if self._clear(place.boxes, dx, dy):
                    return self.take(place.moved(dx, dy))
        return None

    @property
    def bottom(self) -> float:
        """The lower edge of all that is taken; 0 where nothing is."""
        return max((box.bottom for box in self.taken), default=0)


def _rows(box: Box) -> range:
    """The rows that a box touches."""
    return range(int(box.y // ROW), int(box.bottom // ROW) + 1)
