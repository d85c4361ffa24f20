"""Problems as the page that an editor sees in the browser under `mkdocs serve`."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from generator.problems import Problem
from generator.report.problems import SHOWN, Sources, part, visible

CONTEXT = 2
"""Lines shown before the wrong one."""

AFTER = 1
"""Lines shown after it."""

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
        "<p>Sidorna byggs igen när felen är rättade, och sidan laddas om av sig själv. "
        "Nedanför står den senast byggda.</p>"
        f"{shown}{rest}"
        '<p class="meta">Hela listan: <code>python -m generator check</code>. Förklaring av en '
        f"regel: <code>python -m generator explain {html.escape(problems[0].rule)}</code></p></div>"
    )


def _fault(number: int, problem: Problem, sources: Sources) -> str:
    e = html.escape
    place = f"{problem.file}:{problem.line}:{problem.column}"
    hint = f"<p><strong>Gör så här:</strong> {e(visible(problem.hint))}</p>" if problem.hint else ""
    whose = f" <code>{e(visible(problem.record))}</code>" if problem.record else ""
    related = "".join(
        f"<li><code>{e(f'{r.file}:{r.line}:{r.column}')}</code> {e(visible(r.message))}</li>"
        for r in problem.related
    )
    also = f"<p>Se även:</p><ul>{related}</ul>" if related else ""
    return (
        f'<section class="fault" aria-labelledby="fel-{number}"><p class="place">'
        f"<code>{e(place)}</code>{whose} <code>{e(problem.rule)}</code></p>"
        f'<h3 id="fel-{number}">{e(visible(problem.message))}</h3>'
        f'<pre class="frame" tabindex="0"><code>{_frame(problem, sources)}</code></pre>'
        f"{hint}{also}</section>"
    )


def _frame(problem: Problem, sources: Sources) -> str:
    lines = sources.get(problem.file, ())
    rows = []
    begin = part(lines[problem.line - 1], problem.column)[0] if problem.line <= len(lines) else 0
    for number in range(max(1, problem.line - CONTEXT), problem.line + AFTER + 1):
        if number > len(lines):
            break
        hit = " hit" if number == problem.line else ""
        shown = lines[number - 1][begin : begin + SHOWN]
        text = html.escape(visible(shown).rstrip())
        rows.append(f'<span class="row{hit}"><b>{number}</b>{text}</span>')
        if hit:
            column = problem.column - begin
            caret = " " * (column - 1) + "^" * _width(shown, column)
            rows.append(f'<span class="row caret"><b></b>{caret}</span>')
    return "".join(rows)


def _width(line: str, column: int) -> int:
    """How many characters the value has that begins at a column."""
    value = re.match(r"\"[^\"]*\"|'[^']*'|[^,:{}\[\]#\r\n]+", line[column - 1 :])
    return max(1, len(value[0].rstrip())) if value else 1
