"""What the tests of accessibility share: the templates, the states, and what is measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Template
from playwright.sync_api import CDPSession
from playwright.sync_api import Page as Tab

from generator.facts.record import Record
from generator.site import render
from generator.site.files import FAMILIES
from generator.site.site import Options, Site
from tests.conftest import ROOT

_CARRIER = find_spec("axe_playwright_python")
assert _CARRIER is not None
assert _CARRIER.origin is not None
AXE = next(Path(_CARRIER.origin).parent.rglob("axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""Every rule of WCAG 2.2 A and AA, and axe's own advice. None is switched off."""
STATES = ("light", "dark", "narrow", "forced", "search", "menu", "print", "large")


LEFT = {
    "color-contrast": "measured by PALE, also where axe cannot tell the ground",
    "frame-tested": "what stands in a frame is a page of ours and is visited by itself",
}
"""What axe may leave to be looked at, and where it is looked at."""


@dataclass(frozen=True)
class Kind:
    """A template, and the pages made with it, the shortest first."""

    template: str
    pages: tuple[str, ...]


def kinds(record: Record) -> list[Kind]:
    """Every template with its pages: those of all families, and each page written by hand.

    Which template a page is made with is noted while its family makes it, so a new family or
    template is found by itself.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    asked: list[str] = []
    environment = render._environment()
    given = environment.get_template

    def noted(name: str, parent: str | None = None, *rest: Any) -> Template:
        if parent is None:
            asked.append(str(name))
        return given(name, parent, *rest)

    environment.get_template = noted  # type: ignore[method-assign, assignment]
    try:
        for family in FAMILIES:
            for page in family(Site(record, "sv", Options())):
                found.setdefault(asked[-1], []).append((len(page.body), page.path))
    finally:
        environment.get_template = given  # type: ignore[method-assign]
    made = [Kind(name, tuple(path for _, path in sorted(pages))) for name, pages in found.items()]
    hand = sorted(path.stem for path in (ROOT / "content" / "sv").glob("*.md"))
    return [*made, *(Kind(f"content/{name}.md", (f"{name}/",)) for name in hand)]


def rest(folder: Path) -> list[Kind]:
    """Pages that no family makes: for what is not found."""
    return [Kind("404.html", ("404.html",))] if (folder / "404.html").is_file() else []


def prepare(tab: Tab, state: str) -> None:
    """Put a page that is loaded into a state. The medium and width are set by `before`."""
    if tab.locator(".md-header").count() == 0:
        return  # the timeline alone, for a frame: it has neither search nor menu
    if state == "search":
        # Typed key by key, as a reader does; a busy machine needs its time.
        tab.locator(".md-search__input").focus()
        tab.keyboard.type("avtal")
        tab.locator(".md-search-result__list > li").first.wait_for(timeout=90_000)
    elif state == "menu":
        tab.locator("details.menu summary").click()
    elif state == "large":
        tab.add_style_tag(content=SPACED)


@cache
def _session(tab: Tab) -> CDPSession:
    """What it sets holds as long as it lives."""
    return tab.context.new_cdp_session(tab)


def before(tab: Tab, state: str) -> None:
    """Set medium, colours and width for a state."""
    tab.set_viewport_size({"width": 320 if state in ("narrow", "menu") else 1280, "height": 900})
    tab.emulate_media(
        media="print" if state == "print" else "screen",
        color_scheme="dark" if state == "dark" else "light",
        forced_colors="active" if state == "forced" else "none",
        reduced_motion="reduce",
    )
    # The reader's own size of text, as set in the browser: widths in em follow it.
    session = _session(tab)
    size = 32 if state == "large" else 16
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})


def violations(tab: Tab, state: str) -> list[str]:
    """What axe finds, and what it leaves to be looked at, except contrast, which PALE measures.

    On paper nothing is pressed, so the size of targets is not asked there.
    """
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate(
        "axe.run(document, {resultTypes: ['violations', 'incomplete'],"
        f" runOnly: {{type: 'tag', values: {json.dumps(TAGS)}}}}})"
    )
    told = []
    for group in ("violations", "incomplete"):
        for rule in found[group]:
            if group == "incomplete" and rule["id"] in LEFT:
                continue
            if state == "print" and rule["id"] == "target-size":
                continue
            nodes = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
            told.append(f"{group} {rule['id']}: {len(nodes)}: {nodes[:3]}")
    return told


def walk(tab: Tab, most: int) -> Iterator[dict[str, Any]]:
    """Press Tab and tell of each stop: what it is, how it is outlined, what covers it."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        stop: dict[str, Any] = tab.evaluate(STOP)
        if not stop["name"]:
            return
        yield stop


SPACED = """
main *, footer * { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; }
main p { margin-bottom: 2em !important; }
"""
"""The spacing of WCAG 1.4.12, which a reader may choose."""

STOP = """() => {
  let at = document.activeElement;
  if (!at || at === document.body) return { name: "" };
  // Focus within a frame belongs to the page that it shows, and that page shows it. The frame
  // itself matches neither :focus nor :focus-within then. What it shows is ours.
  const frames = [];
  for (let inner; (inner = at.contentDocument?.activeElement) && inner !== at.contentDocument.body; at = inner)
    frames.push(at);
  const view = at.ownerDocument.defaultView;
  // SVG links and labels that stand for a hidden radio button are measured by what is drawn.
  const shown = at.matches(".md-option") ? at.nextElementSibling ?? at : at;
  const box = shown.getBoundingClientRect();
  let x = Math.min(Math.max(box.left + Math.min(box.width / 2, 8), 1), view.innerWidth - 1);
  let y = Math.min(Math.max(box.top + box.height / 2, 1), view.innerHeight - 1);
  let over = at.ownerDocument.elementFromPoint(x, y);
  const styles = [shown, ...shown.querySelectorAll("*")].slice(0, 6).map((e) => view.getComputedStyle(e));
  const rings = styles.some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
  // In a picture marks may lie on each other; what counts is what lies over the picture.
  let clear = !over || shown.contains(over) || over.contains(shown)
    || (shown.closest("svg") && shown.closest("svg") === over.closest("svg"));
  let inside = box.bottom > 0 && box.top < view.innerHeight && box.right > 0 && box.left < view.innerWidth;
  // The same place must be seen through every frame around it.
  for (const frame of frames.reverse()) {
    const edge = frame.getBoundingClientRect();
    const around = frame.ownerDocument.defaultView;
    x += edge.left + frame.clientLeft;
    y += edge.top + frame.clientTop;
    inside &&= x >= 0 && x < around.innerWidth && y >= 0 && y < around.innerHeight;
    const top = frame.ownerDocument.elementFromPoint(x, y);
    if (clear && top && top !== frame) [clear, over] = [false, top];
  }
  return {
    name: `${at.tagName.toLowerCase()} ${(at.textContent || at.getAttribute("aria-label") || at.title || "").trim().slice(0, 40)}`,
    ring: rings || styles.some((s) => s.boxShadow !== "none"),
    clear,
    over: over ? `${over.tagName} ${over.className}` : "",
    inside,
  };
}"""

MEASURED = """() => {
  const seen = (e) => {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return box.width > 1 && box.height > 1 && style.visibility === "visible" && !e.closest("[hidden]");
  };
  const named = (e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className} ${e.textContent.trim().slice(0, 30)}`;
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth)
    faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  // Controls that stand alone are at least 24 px both ways; links within a sentence are exempt.
  const alone = "button, select, summary, input:not([type=hidden]):not(.md-toggle):not(.md-option),"
    + " .tabs a, .menu a, .site-foot nav a, .button, .seg span, .site-name, .other-language, label.md-icon";
  for (const e of document.querySelectorAll(alone)) {
    const target = e.matches("[type=radio], [type=checkbox]") ? e.closest("label") ?? e : e;
    if (!target || !seen(target) || target.disabled) continue;
    const box = target.getBoundingClientRect();
    if (Math.min(box.width, box.height) < 23.9)
      faults.push(`${named(target)} is ${box.width.toFixed()} × ${box.height.toFixed()} px`);
  }
  for (const table of document.querySelectorAll("main table")) {
    if (!seen(table)) continue;
    if (!table.querySelector("th")) faults.push(`a table without th: ${named(table)}`);
    for (const th of table.querySelectorAll("th"))
      if (!th.scope && !table.closest(".md-typeset__table")) faults.push(`th without scope: ${named(th)}`);
  }
  // Nothing is cut off: where a box hides what overflows, nothing overflows.
  for (const e of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(e);
    if (!["hidden", "clip"].includes(style.overflowX) || e.closest("svg") || !seen(e)) continue;
    if (style.clipPath !== "none" || e.closest(".md-search, .sr, thead, input, select")) continue;
    if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
      faults.push(`cut off: ${named(e)}`);
  }
  return faults;
}"""
"""Faults of a page in the state it is in: width, headings, targets, tables, text cut off."""

PALE = """() => {
  // Contrast of every text against the ground that is painted behind it.
  const parse = (c) => (c.match(/[\\d.]+/g) ?? []).map(Number);
  const lum = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const faults = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    if (box.width < 2 || box.height < 2 || style.visibility !== "visible" || style.opacity === "0") continue;
    if (e.closest("script, style, title, desc, datalist, select, .c-pill-text, [aria-disabled=true]")) continue;
    const svg = e.closest("svg");
    const a = parse(svg ? style.fill : style.color);
    const b = ground(svg ? svg.parentElement : e);
    if (a.length < 3 || (a.length === 4 && a[3] === 0)) continue;
    const [hi, lo] = [lum(a), lum(b)].sort((p, q) => q - p);
    const ratio = (hi + .05) / (lo + .05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5) - .01)
      faults.add(`${ratio.toFixed(2)}: ${e.tagName}.${e.className.baseVal ?? e.className} ${e.textContent.trim().slice(0, 25)}`);
  }
  return [...faults];
}"""
"""Texts too pale for their ground: also those that axe leaves to be looked at."""
