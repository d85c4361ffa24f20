"""The floor: what plain MkDocs with Material needs for as many pages with as many words.

    python benchmarks/big/floor.py DOCS OUT

DOCS is a folder of our Markdown in one language. OUT becomes a project of plain Markdown, as
written by hand: one page for each of ours, with as many words in paragraphs of fifty, and a
navigation of two entries.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

CONFIGURATION = """\
site_name: Floor
theme: {name: material}
plugins: []
nav: [index.md, second.md]
"""
TAG = re.compile(r"<(script|svg|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def plain(markdown: str) -> str:
    """As many words as a page of ours shows, as plain Markdown."""
    shown = TAG.sub(" ", FRONT_MATTER.sub("", markdown))
    count = len(re.findall(r"\S*\w\S*", html.unescape(shown)))
    words = ["ordet"] * count
    paragraphs = [" ".join(words[n : n + 50]) for n in range(0, count, 50)]
    return "\n\n".join(["# Rubrik", *paragraphs]) + "\n"


def floor(docs: Path, out: Path) -> int:
    """Write the project; returns how many words its pages have."""
    total = 0
    for path in sorted(docs.rglob("*.md")):
        text = plain(path.read_text("utf-8"))
        total += text.count("ordet")
        target = out / "docs" / path.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    (out / "docs" / "second.md").write_text("# Rubrik\n", "utf-8")
    (out / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    return total


if __name__ == "__main__":
    floor(Path(sys.argv[1]), Path(sys.argv[2]))
