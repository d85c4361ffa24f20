"""The built pages as HTML: html-validate with every rule but those its settings give a reason for.

`make test` takes two pages of each template in both languages; `make trials` every page.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

import pytest

from generator.facts.record import Record
from generator.packaging.tidy import tidied
from tests.accessibility import kinds
from tests.conftest import ROOT

SETTINGS = ROOT / "tests" / "node" / "htmlvalidate.config.cjs"


def faults(tools: Path, site: Path, pages: list[str]) -> list[str]:
    """What html-validate says of pages, with file, line and rule."""
    command = ["node", str(tools / ".bin" / "html-validate"), "--config", str(SETTINGS)]
    # In parts: a command line has an end.
    told = []
    for start in range(0, len(pages), 400):
        part = pages[start : start + 400]
        # To a file: the program ends itself before a pipe has taken more than its buffer.
        with tempfile.TemporaryDirectory() as folder:
            answer = Path(folder) / "told.json"
            ran = subprocess.run(
                [*command, "-f", f"json={answer}", *part],
                cwd=site, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert answer.is_file(), ran.stderr
            results = json.loads(answer.read_text("utf-8"))
        for result in results:
            name = Path(result["filePath"]).relative_to(site).as_posix()
            told += [
                f"{name}:{found['line']} {found['ruleId']}: {found['message']}"
                for found in result["messages"]
            ]
    return told


@pytest.mark.site
def test_two_pages_of_each_template_are_valid(
    record: Record, built_site: Path, node_tools: Path
) -> None:
    pages = ["404.html", "id/introduction-paused/index.html"]
    for kind in kinds(record):
        for path in dict.fromkeys((kind.pages[0], kind.pages[-1])):
            pages += [f"{path}index.html", f"en/{path}index.html"]
    assert len(pages) > 80
    told = faults(node_tools, built_site, pages)
    assert told == [], "\n".join(told[:30])


@pytest.mark.trials
@pytest.mark.site
def test_every_page_is_valid(built_site: Path, node_tools: Path) -> None:
    pages = sorted(path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html"))
    assert len(pages) > 1000
    told = faults(node_tools, built_site, pages)
    assert told == [], "\n".join(told[:30])


@pytest.mark.site
def test_a_fault_is_found(node_tools: Path, tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(
        '<!doctype html><html lang="sv"><head><title>x</title></head>'
        '<body><img src="x.png"><p><div>x</div></p></body></html>',
        encoding="utf-8",
    )
    rules = {told.split(" ")[1] for told in faults(node_tools, tmp_path, ["x.html"])}
    assert {"wcag/h37:", "close-order:"} & rules


def test_every_exception_has_its_reason() -> None:
    """Each rule that the settings name has a comment of its own above it."""
    lines = SETTINGS.read_text("utf-8").splitlines()
    named = [i for i, line in enumerate(lines) if re.match(r'    "[a-z0-9/-]+":', line)]
    assert len(named) >= 5
    assert all(lines[i - 1].strip().startswith("//") for i in named)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>\n\n   x  \n y</p>", "<p>\nx\ny</p>"),
        ("<pre>\n  a  \n\n b</pre>", "<pre>\n  a  \n\n b</pre>"),
        ("<script>\n  a;  \n</script>\n  ", "<script>\n  a;  \n</script>\n"),
        ("<textarea>\n a \n</textarea>", "<textarea>\n a \n</textarea>"),
        (
            '<input type="checkbox" id="a" autocomplete="off">',
            '<input type="checkbox" id="a">',
        ),
        ('<input type="text" autocomplete="off">', '<input type="text" autocomplete="off">'),
        (
            '<thead><tr><th align="left">a<th>b',
            '<thead><tr><th scope="col" align="left">a<th scope="col">b',
        ),
        ('<th scope="row">a</th><thead>', '<th scope="row">a</th><thead>'),
    ],
)
def test_tidied(before: str, after: str) -> None:
    assert tidied(before) == after
