"""The search index, made by Pagefind from the finished pages of all languages.

Pagefind knows the grammar of each language, needs no server, and a browser loads only the
parts of the index that a question needs. What it is told beyond the pages stands in the
cards that `generator/site/exports/search_cards.py` writes; they are used up here.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOLDER = "pagefind"
CARDS = "search/cards.json"
SHOWN = ("kind", "date", "status", "at")
"""What a result shows, and `at`: its address where that is a place on a page."""
FOUND_BY = ("name", "named", "id_word", "happened", "dates")
"""What else it is found by; `assets/search.js` says how much each counts."""
NAMED = "qzx"
"""Begins the words of `named`: each name as one word, so that a question which is a name,
or begins one, finds what bears it before all that speaks of it."""
NEEDED = re.compile(
    r"pagefind(-worker)?\.js|pagefind-entry\.json|wasm\.(?!unknown).*"
    r"|.*\.pf_(meta|index|fragment|filter)"
)
NOT_INDEXED = "[aria-labelledby=om-uppgiften], .asof, small, ol.nearby, svg, [data-search-exclude]"
"""Parts of a page that say when it was checked and where it is edited, or repeat others."""
_BLOCK_END = re.compile(r"(?=</(?:dt|dd|th|td|li|p|h[1-6]|div|caption|summary|text)>)")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LANGUAGE = re.compile(r'<html lang="([a-z]+)"')
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_LEFT_OUT = re.compile(r'http-equiv="refresh"|name="robots" content="noindex"|data-no-search')


class NoIndex(OSError):
    """Pagefind did not index the site."""


def index(site: Path) -> int:
    """Index every page of a finished site into `pagefind/`, each language by itself.

    Returns how many pages and entries were indexed. Raises OSError, and NoIndex with what
    Pagefind said.
    """
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        count = _copy_told(site, Path(name))
        command = [sys.executable, "-m", "pagefind", "--quiet", "--site", name]
        command += [
            "--exclude-selectors",
            NOT_INDEXED,
            "--output-path",
            str((site / FOLDER).resolve()),
        ]
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (our own command)
    if run.returncode or not (site / FOLDER).is_dir():
        raise NoIndex(f"pagefind failed: {run.stdout}{run.stderr}")
    for path in sorted((site / FOLDER).rglob("*"), reverse=True):
        if path.is_file() and not NEEDED.fullmatch(path.name):
            path.unlink()
    _in_order(site / FOLDER / "pagefind-entry.json")
    return count


def _in_order(entry: Path) -> None:
    """Pagefind names the languages in another order each time."""
    told = json.loads(entry.read_text("utf-8"))
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    entry.write_text(text, "utf-8")


def index_site(site: Path, address: str) -> None:
    """The step of packaging: index, and remove the cards, which nobody else reads."""
    del address
    index(site)
    for path in sorted(site.rglob(CARDS)):
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()


def _copy_told(site: Path, folder: Path) -> int:
    """Write what is to be indexed: of every page its article, with its card in attributes."""
    cards = dict(_cards(site))
    found = dict(_articles(site, cards))
    for path, text in found.items():
        file = folder / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return len(found)


def _articles(site: Path, cards: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("index.html")):
        text = file.read_text("utf-8")
        article = _ARTICLE.search(text)
        if article and not _LEFT_OUT.search(text):
            name = file.parent.relative_to(site).as_posix()
            path = "" if name == "." else f"{name}/"
            language = _LANGUAGE.search(text)
            yield path, _told(article[0], cards.get(path, {}), language[1] if language else "")
    for path, card in cards.items():
        if "#" in path:
            title, words = html.escape(card["title"]), html.escape(card["text"])
            article_of_entry = f"<article><h1>{title}</h1><p>{words}</p></article>"
            told = _told(article_of_entry, card | {"at": path}, card["language"])
            yield path.replace("#", "entry-"), told


def _cards(site: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every card with the address of its entry from the root of the site."""
    for file in sorted(site.rglob(CARDS)):
        folder = file.parent.parent.relative_to(site).as_posix()
        root = "" if folder == "." else f"{folder}/"
        language = _LANGUAGE.search((site / root / "index.html").read_text("utf-8"))
        for card in json.loads(file.read_text("utf-8")):
            yield root + card["path"], card | {"language": language[1] if language else ""}


def _told(article: str, card: dict[str, str], language: str) -> str:
    """An article as a page of its own, with its card in attributes that Pagefind reads."""
    card = card or {"name": _heading(article)}
    card = card | {"named": _named(card.get("name", ""))}
    shown = [key for key in (*SHOWN, *FOUND_BY) if card.get(key)]
    fields = ", ".join(f"{key}[data-{key}]" for key in shown)
    values = "".join(f' data-{key}="{html.escape(card[key])}"' for key in shown)
    meta = f' data-pagefind-meta="{fields}"{values}' if fields else ""
    start = f"<article data-pagefind-body{meta}"
    return (
        f'<!doctype html><html lang="{language}"><body>'
        f"{_BLOCK_END.sub(' ', article).replace('<article', start, 1)}</body></html>"
    )


def _heading(article: str) -> str:
    """The words of a page's first heading: the name of a page that is no entry's."""
    found = _HEADING.search(article)
    return html.unescape(_TAG.sub("", found[1])).strip() if found else ""


def _named(names: str) -> str:
    words = ("".join(sign for sign in name if sign.isalnum()) for name in names.split(";"))
    return " ".join(NAMED + word.lower() for word in words if word)
