"""No text of ours speaks of its own present without a date beside it.

A static page does not know when it is read. Titles and names of sources, what a source prints
and wordings in quotation marks are exempt: they are not ours.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.checking.check import check
from generator.checking.on_texts import NOW_WORDS
from generator.facts.base import Correction
from generator.facts.record import Record
from generator.scaffold import new_record
from generator.site.files import site_files
from generator.site.view import publisher_short
from tests.conftest import AS_OF, ROOT

DATE = re.compile(r"\b(?:19|20)\d\d\b")
QUOTED = re.compile(r"“[^”]*”|”[^”]*”|\"[^\"\n]*\"|`[^`\n]*`|<q>.*?</q>|<code>.*?</code>")
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>|\{#.*?#\}|\{%.*?%\}", re.DOTALL)
BLOCKS = re.compile(r"</?(?:p|li|dt|dd|h\d|td|th|div|tr|label|small|figcaption|option)\b[^>]*>")
SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n(?=[-#|*] ?)|\x1e")
CONTENT = sorted((ROOT / "content").rglob("*.md"))
CODE = [
    *sorted((ROOT / "generator" / "site").rglob("*.py")),
    ROOT / "generator" / "report" / "page.py",
    ROOT / "generator" / "scaffold.py",
]
TEMPLATES = [
    *sorted((ROOT / "generator" / "site" / "templates").glob("*.*")),
    *sorted((ROOT / "site_overrides").rglob("*.html")),
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


CLOCK = 'today: ["i dag", "today"]'
"""The only such word that a script may say: at the line that the reader's clock draws."""


def present(text: str, languages: tuple[str, ...] = ("sv", "en")) -> Iterator[str]:
    """Every sentence of a text that speaks of its own present and bears no date."""
    for sentence in SENTENCE.split(QUOTED.sub(" ", text)):
        for language in languages:
            match = NOW_WORDS[language].search(sentence)
            if match and not DATE.search(sentence):
                yield f"“{match[0]}” in: {' '.join(sentence.split())}"


def plain(page: str) -> str:
    """The words of a page, without examples of code; blocks end sentences."""
    page = re.sub(r"<code>.*?</code>", " ", page, flags=re.DOTALL)
    return html.unescape(MARKUP.sub(" ", BLOCKS.sub("\x1e", page)))


def test_the_rule_finds_what_it_should() -> None:
    assert list(present("Pausen gäller nu."))
    assert list(present("It is still paused.\nThe end."))
    assert list(present("| läge | gäller i dag |"))
    assert not list(present("Enligt källor till december 2025 gäller pausen fortfarande."))
    assert not list(present("Rubriken löd ”Nu pausas allt”."))
    assert not list(present("Skriv inte `nu`. Minut, menu, nowhere, stilla, distill."))
    assert list(present("Den 1 mars 2025 hände det. Det gäller nu."))
    assert plain("<p>Det var 2025</p><p>nu</p>") == "\x1eDet var 2025\x1e\x1enu\x1e"


@pytest.mark.parametrize("path", CONTENT, ids=name)
def test_pages_written_by_hand(path: Path) -> None:
    language = path.relative_to(ROOT / "content").parts[0]
    assert list(present(path.read_text("utf-8"), (language,))) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_generated_page(record: Record, language: str) -> None:
    """All that a reader meets: the facts, the templates, and the words of the generator."""
    sources = record.sources.values()
    foreign = {name for s in sources for name in (s.title, s.url, s.publisher, publisher_short(s))}
    foreign |= {figure.printed for figure in record.figures.values() if figure.printed}
    exempt = re.compile("|".join(sorted(map(re.escape, foreign), key=len, reverse=True)))
    found = []
    for path, page in site_files(record, language).items():
        if path.endswith((".md", ".html")):
            text = plain(page.partition("\n---\n")[2] or page)
            found += [f"{path}: {it}" for it in present(exempt.sub(" ", text), (language,))]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates(path: Path) -> None:
    """Also the branches that no page of the real record takes."""
    text = re.sub(r"\{#.*?#\}|<!--.*?-->|\{%.*?%\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    said = re.findall(r"'((?:[^'\\]|\\.)*)'", text)
    text = re.sub(r"\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    assert [it for part in (plain(text), *map(plain, said)) for it in present(part)] == []


@pytest.mark.parametrize("path", CODE, ids=name)
def test_wordings_in_code(path: Path) -> None:
    """Every string of the pages' code but its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    assert [it for text in said for it in present(text)] == []


def test_words_of_the_theme_and_of_its_scripts() -> None:
    for file in ("mkdocs.yml", "mkdocs.en.yml"):
        text = re.sub(r"#.*", "", (ROOT / file).read_text("utf-8"))
        assert list(present(text)) == [], file
    for path in sorted((ROOT / "site_overrides" / "assets").rglob("*.js")):
        text = re.sub(r"//.*|/\*.*?\*/", "", path.read_text("utf-8"))
        text = re.sub(r"\baria-current\b", "", text)  # the name of an attribute
        text = text.replace(CLOCK, "")
        strings = re.findall(r"\"([^\"\n]*)\"|`([^`]*)`", text)
        assert [it for pair in strings for part in pair for it in present(part)] == [], path.name


def test_a_new_record_says_no_such_thing() -> None:
    for path, text in new_record(AS_OF).items():
        if not path.endswith(".json"):
            assert list(present(re.sub(r"^#.*", "", text, flags=re.MULTILINE))) == [], path


def test_a_former_wording_stays_as_it_was() -> None:
    """A corrected text that said “now” is shown as it read, and is no problem."""
    files = {path.name: path.read_bytes() for path in (ROOT / "tests/mistakes/base").glob("*")}
    correction = (
        b"  corrections:\n    - date: 2022-01-10\n      field: answer\n"
        b"      was: {sv: Den anv\xc3\xa4nds nu.}\n      reason: {sv: Fel., en: Wrong.}\n"
    )
    files["questions.yaml"] = files["questions.yaml"].replace(
        b"  recorded:", correction + b"  recorded:"
    )
    loaded, problems = check(files, date(2022, 2, 1))
    assert problems == []
    assert loaded.record is not None
    (made,) = loaded.record.questions["question-pilot"].corrections
    assert isinstance(made, Correction)
    reason = files["questions.yaml"].replace(b"sv: Fel.", b"sv: Fel nu.")
    assert [p.rule for p in check({**files, "questions.yaml": reason}, date(2022, 2, 1))[1]] == [
        "says-now"
    ]
