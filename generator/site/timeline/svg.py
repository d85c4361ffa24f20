"""Writes SVG. Geometry as attributes, colours as classes; text goes through the one door."""

from __future__ import annotations

import html
from typing import Any

from markupsafe import Markup

from generator.site.escape import escaped, markup
from generator.site.timeline.place import Box, Label

BASELINE = 0.78
"""Where in a line's height the letters stand."""

LEADING = 1.25


def number(value: float) -> str:
    """A length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *children: Markup | str, **attributes: Any) -> Markup:
    """An element. `class_` is class, `aria_label` aria-label; an empty attribute is left out."""
    parts = []
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        shown = number(value) if isinstance(value, int | float) else value
        if not isinstance(shown, Markup):
            shown = html.escape(str(shown), quote=True)
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{shown}"')
    inner = "".join(escaped(child) for child in children)
    closing = f">{inner}</{name}>" if children else "/>"
    return markup(f"<{name}{''.join(parts)}{closing}")


def rect(box: Box, class_: str = "", fill: str = "", rx: float | None = None) -> Markup:
    """A rectangle."""
    return tag("rect", class_=class_, fill=fill, x=box.x, y=box.y, width=box.w, height=box.h, rx=rx)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return tag("line", class_=class_, x1=x1, y1=y1, x2=x2, y2=y2)


def words(x: float, y: float, text: str, class_: str = "c-text") -> Markup:
    """A line of text whose letters stand at y."""
    return tag("text", text, class_=class_, x=x, y=y)


def label(placed: Label, class_: str = "c-text c-halo") -> Markup:
    """The lines of a placed label."""
    x = placed.box.right if placed.end else placed.box.x
    css = f"{class_} c-end" if placed.end else class_
    found = Markup()
    for index, text in enumerate(placed.lines):
        y = placed.box.y + placed.size * (BASELINE * LEADING + index * LEADING)
        last = index == len(placed.lines) - 1
        note = tag("tspan", f" {placed.note}", class_="c-soft") if last and placed.note else ""
        found += tag("text", text, *([Markup(" ") + note] if note else []), class_=css, x=x, y=y)
    return found


def group(*children: Markup, class_: str = "", mask: str = "") -> Markup:
    """A group; nothing where it would be empty."""
    return tag("g", *children, class_=class_, mask=mask) if any(children) else Markup()


def link(href: Markup | str, title: str, *children: Markup) -> Markup:
    """A mark that leads somewhere and says where."""
    return tag("a", tag("title", title), *children, href=href)


def drawing(
    name: str, width: float, height: float, title: str, css: str, *children: Markup
) -> Markup:
    """The whole SVG of one width, named by its title. It holds links, so it is a group."""
    return tag(
        "svg", tag("title", title, id=f"{name}-t"), *children,
        class_=f"chart {css}", role="group", aria_labelledby=f"{name}-t",
        width=width, height=height, viewBox=f"0 0 {number(width)} {number(height)}",
    )  # fmt: skip
