"""Templates to pages. Everything a template prints goes through the one door."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, Getattr
from markupsafe import Markup

from generator.site.addresses import markdown_file
from generator.site.escape import escaped, for_markdown, front_matter, mailto
from generator.site.site import Site
from generator.site.view import View, template_globals

TEMPLATES = Path(__file__).parent / "templates"
_ENCODED = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What JSON leaves as it is within a string and YAML does not: no such thing ends a line."""


@dataclass(frozen=True)
class Page:
    """One page: its path from the root of the language, and what its front matter says."""

    path: str
    title: str
    description: str
    body: str
    tab: str = ""
    extra: tuple[tuple[str, Any], ...] = ()

    @property
    def file(self) -> str:
        """The Markdown file below the language's folder."""
        return markdown_file(self.path)

    def markdown(self, site: Site, head: Mapping[str, Any] | None = None) -> str:
        """Front matter and body. The site root in `alternate` is the Swedish one's.

        `head` is what the theme puts into the page's head, as `head.py` gives it.
        """
        if not self.body.startswith("<"):
            raise ValueError(f"the page {self.path} is not HTML: no builder will look for Markdown")
        alternate = f"en/{self.path}" if site.swedish else self.path
        meta: dict[str, Any] = {
            "title": front_matter(self.title),
            "description": front_matter(self.description[:300]),
            "alternate": alternate,
        }
        if self.tab:
            meta["tab"] = self.tab
        meta.update(head or {})
        meta.update(self.extra)
        body = for_markdown(self.body) if site.options.for_markdown else self.body
        return f"---\n{front_lines(meta)}---\n\n{body}"


def front_lines(meta: Mapping[str, Any]) -> str:
    """The lines of a front matter, without the lines of hyphens around them.

    A line for each key, with its value as JSON, which is YAML too and quicker to write and read.
    """
    lines = (f"{key}: {_ENCODED(value)}\n" for key, value in meta.items())
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", "".join(lines))


class _Straight(CodeGenerator):
    """Less between a template and what it asks.

    What is printed is markup or passes `finalize`, which escapes: it need not be escaped again.
    What is called is called itself: nothing in our templates asks for Jinja's context. A name after a
    dot is an attribute and never a key.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802  (Jinja's name)
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        self.write("environment.calling(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        del node, frame, finalize
        self.write("(printed if type(printed := (")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        del node, frame
        self.write(f")) is Markup else {finalize.src}printed))")


class _Environment(Environment):
    code_generator_class = _Straight
    calling = operator.call

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping in place of a chain of them, which each page would go through."""
        return {**self.globals, **(d or {})}


def environment() -> Environment:
    """The template environment: what is not markup is escaped when it is printed."""
    env = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.update(template_globals(), mailto=mailto)
    return env


def _finalize(value: Any) -> Markup:
    return escaped("" if value is None else value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment()


def compile_templates(kept: BytecodeCache | None = None) -> None:
    """Read all templates, for processes that share them; `kept` has those compiled before."""
    _environment().bytecode_cache = kept
    for name in _environment().list_templates(extensions=("md", "html")):
        _environment().get_template(name)


def render(site: Site, path: str, template: str, **context: Any) -> str:
    """The body of a page. Templates see `v` (the view), `site`, `record` and the context."""
    view = View(site, path)
    body = (
        _environment()
        .get_template(template)
        .render(v=view, site=site, record=site.record, **context)
    )
    return _tight(body)


def _tight(body: str) -> str:
    """No line of blanks, and no two empty lines in a row: shorter, and kinder to Markdown."""
    lines = [line.strip() for line in body.splitlines()]
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
    return "\n".join(kept).strip() + "\n"
