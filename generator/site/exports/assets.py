"""The timeline's script as one file, and the style of the embedded page: joined, not changed.

`site_overrides/assets/timeline/` holds plain modules that a browser can run as they are.
Twenty small files load slower and weigh more than one, so they are put into one here, without
comments and spare room. Nothing is renamed: a name stands for one thing in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.site.exports.shorten import NotPlain, shorten

OVERRIDES = Path(__file__).resolve().parents[3] / "site_overrides" / "assets"
SCRIPT, STYLE = "assets/timeline.js", "assets/timeline-embed.css"
ENTRY = "app"
EAGER = "//# allFunctionsCalledOnLoad\n"
"""Asks the browser to compile all functions at once and beside the page, while the script comes:
nearly all are called at the start, and one by one it would read each twice."""
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class)\b)", re.MULTILINE)
_NAMED = re.compile(r"^(export )?(?:async )?(?:const|let|function|class) (\w+)(.*)$", re.MULTILINE)
_MORE = re.compile(r", (\w+) = ")
_DARK = re.compile(r'\[data-md-color-scheme="slate"\]([^{}]*)\{([^{}]*)\}')
SECTIONS = ("Tokens", "Badges", "Boxes", "Charts")
"""Beginnings of the headings in site.css under which stands what the timeline uses."""


@cache
def script() -> str:
    """All modules as one, in an order in which each finds what it needs; raises NotPlain."""
    return EAGER + join(
        {
            file.stem: file.read_text("utf-8")
            for file in sorted((OVERRIDES / "timeline").glob("*.js"))
        },
        ENTRY,
    )


def join(modules: dict[str, str], entry: str) -> str:
    """A module with all that it imports, in one scope; raises NotPlain for what it does not know."""
    order: list[str] = []
    _visit(entry, modules, order, ())
    named: dict[str, str] = {}
    exported: dict[str, set[str]] = {}
    for name in order:
        exported[name] = set()
        for one, is_exported in _names(modules[name]):
            if one in named:
                raise NotPlain(f"{name}.js: “{one}” is also in {named[one]}.js; rename one of them")
            named[one] = name
            if is_exported:
                exported[name].add(one)
        for match in _IMPORT.finditer(modules[name]):
            for one in re.split(r",\s*", match[1].strip()):
                if one not in exported[match[2]]:
                    raise NotPlain(f"{name}.js: {match[2]}.js exports no “{one}”")
    return "\n".join(shorten(f"{name}.js", _bare(name, modules[name])) for name in order) + "\n"


def _visit(name: str, modules: dict[str, str], order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise NotPlain(f"{name}.js needs itself: {' > '.join(above)}")
    if name not in order:
        for match in _IMPORT.finditer(modules[name]):
            _visit(match[2], modules, order, (*above, name))
        order.append(name)


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """What stands at the top of a module, and whether it is exported."""
    for match in _NAMED.finditer(text):
        yield match[2], bool(match[1])
        for more in _MORE.finditer(match[3]):
            before = match[3][: more.start()]
            if all(before.count(a) == before.count(b) for a, b in ("()", "[]", "{}")):
                yield more[1], bool(match[1])


def _bare(name: str, text: str) -> str:
    """A module without its imports and exports, line for line."""
    text = _EXPORT.sub("", _IMPORT.sub("", text))
    if re.search(r"^(import|export)\b", text, re.MULTILINE):
        raise NotPlain(f"{name}.js: write “import {{a}} from "
                       f'"./b.js";” on one line, and “export” before each thing')  # fmt: skip
    return text


@cache
def style() -> str:
    """What the embedded page needs of site.css, and the timeline's own style."""
    sections = re.split(
        r"^(?=/\* ---- )", (OVERRIDES / "site.css").read_text("utf-8"), flags=re.MULTILINE
    )
    found = [part for part in sections if part.startswith(tuple(f"/* ---- {s}" for s in SECTIONS))]
    if len(found) != len(SECTIONS):
        raise NotPlain(f"site.css has no section for one of {', '.join(SECTIONS)}")
    text = "".join(found) + (OVERRIDES / "timeline" / "timeline.css").read_text("utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    # The page has no switch of its own: dark is what the reader's system asks for.
    text = _DARK.sub(r"@media (prefers-color-scheme: dark) { :root\1{\2} }", text)
    text = text.replace(', [data-md-color-scheme="default"]', "").replace(
        ", [data-md-color-scheme]", ""
    )
    text = re.sub(r"(--[\w-]+): ", r"\1:", text)
    return re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}").strip() + "\n"


def timeline_assets() -> dict[str, str]:
    """Both files, by their paths."""
    return {SCRIPT: script(), STYLE: style()}
