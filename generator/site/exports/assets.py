"""The timeline's script as one file, and the style of the embedded page: joined, not changed.

`site_overrides/assets/timeline/` holds plain modules that a browser can run as they are.
Twenty small files load slower and weigh more than one, so they are put into one here, each
in a function of its own, without comments and spare room. Nothing is renamed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.site.exports.shorten import NotPlain, shorten

OVERRIDES = Path(__file__).resolve().parents[3] / "site_overrides" / "assets"
SCRIPT, STYLE = "assets/timeline.js", "assets/timeline-embed.css"
ENTRY = "app"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:const|function|class) (\w+))", re.MULTILINE)
_MANY = re.compile(r"^export const (\w+ = \d+(?:, \w+ = \d+)+);", re.MULTILINE)
_DARK = re.compile(r'\[data-md-color-scheme="slate"\]([^{}]*)\{([^{}]*)\}')
SECTIONS = ("Tokens", "Badges", "Boxes", "Charts")
"""Beginnings of the headings in site.css under which stands what the timeline uses."""


@cache
def script() -> str:
    """All modules as one, in an order in which each finds what it needs; raises NotPlain."""
    done: dict[str, str] = {}
    _add(ENTRY, done, ())
    return "\n".join(done.values()) + "\n"


def _add(name: str, done: dict[str, str], above: tuple[str, ...]) -> None:
    if name in done:
        return
    if name in above:
        raise NotPlain(f"{name}.js needs itself: {' > '.join(above)}")
    text = (OVERRIDES / "timeline" / f"{name}.js").read_text("utf-8")
    for match in _IMPORT.finditer(text):
        _add(match[2], done, (*above, name))
    done[name] = shorten(f"{name}.js", _module(name, text))


def _module(name: str, text: str) -> str:
    exported: list[str] = []
    for match in _MANY.finditer(text):
        exported += re.findall(r"(?:^|, )(\w+) = ", match[1])
    exported += [match[2] for match in _EXPORT.finditer(text)]
    text = _IMPORT.sub(lambda m: f"const {{{m[1].replace(' as ', ': ')}}} = ${m[2]};", text)
    text = _EXPORT.sub(r"\1", text)
    if re.search(r"^(import|export)\b", text, re.MULTILINE):
        raise NotPlain(f"{name}.js: write “import {{a}} from "
                       f'"./b.js";” on one line, and “export” before each thing')  # fmt: skip
    names = ", ".join(dict.fromkeys(exported))
    return f"const ${name} = (() => {{ {text}\nreturn {{{names}}};\n}})();"


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
