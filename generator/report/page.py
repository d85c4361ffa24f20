"""Problems as the page that an editor sees in the browser under `mkdocs serve`."""

from __future__ import annotations

import html
from collections.abc import Sequence

from generator.problems import Problem
from generator.report.problems import Sources, visible

CONTEXT = 2
"""Lines shown before the wrong one."""

MOST = 20
"""Problems shown; the terminal lists all."""


def as_page(problems: Sequence[Problem], sources: Sources) -> str:
    """HTML for the top of every page while the facts have errors."""
    shown = "".join(_fault(number, p, sources) for number, p in enumerate(problems[:MOST], 1))
    more = len(problems) - MOST
    rest = f'<p class="meta">… och {more} till, se terminalen.</p>' if more > 0 else ""
    return (
        '<div class="faults" role="alert">'
        '<p class="meta">Förhandsvisning. Den publicerade webbplatsen är oförändrad.</p>'
        f"<h2>{len(problems)} fel i uppgifterna</h2>"
        "<p>Sidorna byggs igen när felen är rättade. Nedanför står den senast byggda sidan.</p>"
        f"{shown}{rest}</div>"
    )


def _fault(number: int, problem: Problem, sources: Sources) -> str:
    e = html.escape
    place = f"{problem.file}:{problem.line}:{problem.column}"
    hint = f"<p><strong>Gör så här:</strong> {e(problem.hint)}</p>" if problem.hint else ""
    return (
        f'<section class="fault" aria-labelledby="fel-{number}"><p class="place">'
        f"<code>{e(place)}</code> <code>{e(problem.rule)}</code></p>"
        f'<h3 id="fel-{number}">{e(problem.message)}</h3>'
        f'<pre class="frame" tabindex="0"><code>{_frame(problem, sources)}</code></pre>'
        f"{hint}</section>"
    )


def _frame(problem: Problem, sources: Sources) -> str:
    lines = sources.get(problem.file, ())
    rows = []
    for number in range(max(1, problem.line - CONTEXT), min(problem.line, len(lines)) + 1):
        hit = " hit" if number == problem.line else ""
        text = html.escape(visible(lines[number - 1]))
        rows.append(f'<span class="row{hit}"><b>{number}</b>{text}</span>')
    caret = " " * (problem.column - 1) + "^"
    rows.append(f'<span class="row caret"><b></b>{caret}</span>')
    return "".join(rows)
