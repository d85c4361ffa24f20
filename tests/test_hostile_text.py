"""Hostile text in every text field of every kind is shown as it is, and nothing of it runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_origin

import pytest
import yaml
from playwright.sync_api import sync_playwright
from pydantic import BaseModel

from generator.facts.base import Line, Text
from generator.facts.record import KINDS, PLURALS, Settings
from tests.serving import serve
from tests.small_project import small_project
from tests.test_mistakes import MISTAKES

HOSTILE = (
    "<script>window.hurt=1</script><img src=x onerror=window.hurt=2><hurt-me>"
    "[a](javascript:window.hurt=3) <javascript:window.hurt=4> ![b](data:text/html,x) "
    "*c* `d` {{ 7*7 }} {% raw %} {: onclick=window.hurt=5 } --8<-- 'x' | e | &lt; &#60; "
    "\"'> :smile: ==f== ^^g^^ [[h]] [^1] ${i} %0d%0a ]]> -->"
)
"""HTML, scripts, links, Markdown of every extension, attribute lists, Jinja, snippets, entities."""


def is_free(annotation: Any) -> bool:
    """True for a field that takes any text: a Line or a Text, also where it may be absent."""
    told = (annotation, *getattr(annotation, "__args__", ()))
    return any(item is Text or item == Line or item is str for item in told)


def hostile(model: type[BaseModel], tree: Any) -> Any:
    """The tree of an entry with the hostile text in every text field that its model has."""
    made = dict(tree)
    for name, info in model.model_fields.items():
        key = info.alias or name
        many = get_origin(info.annotation) is tuple
        kind: type[BaseModel] | None = next(
            (
                item
                for item in (info.annotation, *getattr(info.annotation, "__args__", ()))
                if isinstance(item, type) and issubclass(item, BaseModel)
            ),
            None,
        )
        if kind is Text:
            said = {"sv": f"{HOSTILE} {key}", "en": f"{HOSTILE} {key}"}
            made[key] = [said] if many else said
        elif kind is not None and isinstance(made.get(key), list):
            made[key] = [hostile(kind, item) for item in made[key]]
        elif kind is not None and isinstance(made.get(key), dict):
            made[key] = hostile(kind, made[key])
        elif is_free(info.annotation) and _is_line(info):
            made[key] = f"{HOSTILE} {key}"
    return made


def _is_line(info: Any) -> bool:
    """A line without a pattern or choices of its own."""
    return not any(getattr(item, "pattern", None) for item in info.metadata) and (
        info.annotation is str or str(info.annotation) == str(Line | None)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small record of all kinds, every text of which is hostile."""
    project = small_project(tmp_path_factory.mktemp("hostile") / "project")
    shutil.copytree(MISTAKES / "base", project / "data", dirs_exist_ok=True)
    models: dict[str, type[BaseModel]] = {PLURALS[kind]: KINDS[kind] for kind in KINDS}
    for name, model in (models | {"record": Settings}).items():
        file = project / "data" / f"{name}.yaml"
        tree = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506  (texts only)
        changed = (
            hostile(model, tree) if name == "record" else [hostile(model, item) for item in tree]
        )
        text = yaml.dump(changed, allow_unicode=True, sort_keys=False, default_style='"')
        file.write_text(text, encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


class Danger(HTMLParser):
    """What of the hostile text became markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        if tag == "hurt-me":
            self.found.append(tag)
        for name, value in attrs:
            target = (value or "").strip().lower()
            if name.startswith("on") or target.startswith(("javascript:", "data:text")):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        """Look at the text of scripts."""
        if self.lasttag == "script" and "window.hurt" in data and "<script>window.hurt" in data:
            self.found.append(data)


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


@pytest.mark.slow
def test_no_hostile_text_becomes_markup(site: Path) -> None:
    shown = 0
    for path in [*pages(site), *sorted(site.rglob("*.svg"))]:
        text = path.read_text("utf-8")
        danger = Danger()
        danger.feed(text)
        assert danger.found == [], path
        shown += text.count("window.hurt") + text.count("window&#46;hurt")
    assert shown > 100


@pytest.mark.browser
def test_nothing_runs_on_any_page(site: Path, chrome: str) -> None:
    hurt: list[str] = []
    visited = 0
    with serve(site, "/") as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page()
        page.expose_function("told", lambda where: hurt.append(str(where)))
        page.add_init_script(
            "Object.defineProperty(window, 'hurt', {set: () => told(location.pathname)})"
        )
        page.on("dialog", lambda dialog: hurt.append(dialog.message))
        for path in pages(site):
            if 'http-equiv="refresh"' in path.read_text("utf-8"):
                continue  # it leads at once to another page, which is visited too
            page.goto(address + path.relative_to(site).as_posix(), wait_until="domcontentloaded")
            page.wait_for_timeout(100)
            visited += 1
        page.evaluate("window.hurt = 1")  # what is listened for is heard
        page.wait_for_timeout(300)
        browser.close()
    assert len(hurt) == 1
    assert visited > 50
