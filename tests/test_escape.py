"""The one door: whatever the text, the page shows it literally and nothing runs."""

from __future__ import annotations

import html
import re

import markdown  # type: ignore[import-untyped]  # its types are a package of their own
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader
from markupsafe import Markup

from generator.facts.base import LANGUAGES
from generator.site.escape import escaped, for_markdown, front_matter, in_markdown
from generator.site.files import pages
from generator.site.render import environment
from generator.site.site import Options, Site
from tests.hostile import hostile_record
from tests.seen import Seen, squeezed

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]
MORE_EXTENSIONS = [
    "abbr", "admonition", "def_list", "footnotes", "meta", "sane_lists", "smarty", "wikilinks",
    *(f"pymdownx.{name}" for name in (
        "arithmatex", "betterem", "caret", "critic", "emoji", "highlight", "inlinehilite", "keys",
        "magiclink", "mark", "smartsymbols", "snippets", "superfences", "tasklist", "tilde",
    )),
]  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "{{ 7*7 }} {% raw %}",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "`code` and ``more``",
    "**bold** _em_ ~~del~~ ==mark==",
    "| a | b |",
    "text {: .class onclick=alert(1) }",
    "--8<-- 'file'",
    "{++ins++} {--del--}",
    "&lt;b&gt; &amp; &#60;",
    "\\<b\\> \\( x \\)",
    "https://example.org www.example.org user@example.org",
    "[ref][1]\n\n[1]: javascript:alert(1)",
    "</dd></dl><b>out</b>",
    '" onmouseover="alert(1)',
    "--- \n title: x",
    ":smile: ++ctrl++",
    "*[HTML]: abbreviation",
    "[^1] footnote",
    "$$x$$ $y$",
    "a\tb\r\nc",
]


def shown(source: str) -> str:
    """The text that a reader sees."""
    page = markdown.markdown(source, extensions=EXTENSIONS)
    return html.unescape(re.sub(r"<[^>]*>", "", page))


def folded(text: str) -> str:
    """White space as the door folds it."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "context", ["{}", "# {}", "before {} after", "<p>{}</p>", "| a |\n|---|\n| {} |"]
)
def test_hostile_text_is_shown_literally(text: str, context: str) -> None:
    """In running text, a heading, raw HTML and a table cell."""
    page = markdown.markdown(context.replace("{}", in_markdown(text)), extensions=EXTENSIONS)
    visible = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert folded(text) in folded(visible)
    tags = {tag.lower() for tag in re.findall(r"<([a-zA-Z0-9]+)", page)}
    assert tags <= {"p", "h1", "table", "thead", "tbody", "tr", "th", "td"}, tags


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_text_survives_markdown(text: str) -> None:
    """Nothing is lost and nothing becomes markup."""
    page = markdown.markdown(
        f"<p>x{in_markdown(text)}x</p>\n\nx{in_markdown(text)}x", extensions=EXTENSIONS
    )
    assert set(re.findall(r"<(/?[a-zA-Z0-9]+)", page)) == {"p", "/p"}
    expected = folded(re.sub("[\u2028\u2029\ufeff]", "", f"x{text}x"))
    assert [folded(part) for part in shown(page).strip().split("\n") if part.strip()] == [
        expected,
        expected,
    ]


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1))
def test_any_text_is_itself_in_a_page_and_stays_so_on_its_way_into_markdown(text: str) -> None:
    page = f'<p title="{escaped(text)}">{escaped(text)}</p><script>a="b.c" && d</script>'
    seen = Seen(page).parts
    words = escaped(text).unescape()
    said = [("", words)] if words else []
    script = [("script", []), ("", 'a="b.c" && d'), "script"]
    assert seen == [("p", [("title", words)]), *said, "p", *script]
    assert folded(words) == folded(re.sub("[\u2028\u2029\ufeff]", "", text))
    assert Seen(for_markdown(page)).parts == seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_pages_stay_themselves_on_their_way_through_markdown(language: str) -> None:
    """Every page, with every extension that a builder may have on."""
    converter = markdown.Markdown(extensions=[*EXTENSIONS, *MORE_EXTENSIONS])
    count = 0
    for page in pages(Site(hostile_record(), language, Options())):
        found = converter.reset().convert(for_markdown(page.body))
        assert Seen(squeezed(found).strip()).parts == Seen(squeezed(page.body).strip()).parts, (
            page.path
        )
        count += 1
    assert count > 50


def test_names_stay_readable_on_the_way_into_markdown() -> None:
    page = '<li class="a-b c_d" id="x-1"><a href="../x/#y-1">Å &amp; &#10;b</a></li>\n<svg/>'
    assert for_markdown(page) == page.replace("../x/#y-1", "&#46;&#46;&#47;x&#47;&#35;y&#45;1")


def test_templates_escape_what_they_print() -> None:
    """A value that is not markup cannot reach a page unescaped; a missing one is an error."""
    env = environment()
    env.loader = DictLoader({"x": "{{ a }}{{ b }}", "y": "{{ missing }}"})
    printed = env.get_template("x").render(a="<b>", b=Markup("<i>"))
    assert printed == "&lt;b&gt;<i>"
    with pytest.raises(Exception, match="missing"):
        env.get_template("y").render()


@pytest.mark.parametrize("text", HOSTILE)
def test_front_matter_is_escaped_html_in_one_line(text: str) -> None:
    """Themes print a title without escaping it."""
    title = front_matter(text)
    assert "<" not in title
    assert '"' not in title
    assert "\n" not in title
    assert yaml.safe_load(yaml.safe_dump({"title": title})) == {"title": title}
