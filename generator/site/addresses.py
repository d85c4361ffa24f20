"""Where each entry and page lives. The same path in every language."""

from __future__ import annotations

from functools import lru_cache

from generator.facts.base import LANGUAGES
from generator.facts.logs import Retired
from generator.facts.party import Classification
from generator.facts.record import Record

EMBEDDABLE = ("tidslinje/inbaddad/", "inbaddad/")
"""Pages that other sites may show in a frame, with all below them, in each language.
Every other page refuses to be framed, where the server can say so."""


def embeddable(path: str, languages: tuple[str, ...] = LANGUAGES) -> bool:
    """True where the page with this path from the root of the site may be framed."""
    roots = ("", *(f"{language}/" for language in languages[1:]))
    return any(path.startswith(root + allowed) for root in roots for allowed in EMBEDDABLE)


def address(record: Record, entry_id: str) -> str:
    """The path of an entry's page from the root of a language.

    With an anchor where entries share a page: `kostnader/#contract-value`.
    """
    kind = record.kind_of[entry_id]
    if kind == "party":
        return f"{_party_folder(record, entry_id)}/{entry_id}/"
    if kind == "term":
        return f"avtal/{record.terms[entry_id].contract}/#{entry_id}"
    if kind == "figure":
        return f"kostnader/#{entry_id}"
    if kind == "question":
        return f"fragor/#{entry_id}"
    return f"{FOLDERS[kind]}/{entry_id}/"


FOLDERS = {
    "event": "handelser",
    "source": "kallor",
    "contract": "avtal",
    "option": "optioner",
    "subject": "arenden",
    "gap": "luckor",
}


RETIRED = "borttaget/"
"""The page that lists all that was retired."""


def former_pages(record: Record, retired: Retired) -> tuple[str, ...]:
    """The paths of the pages that a retired id had of its own."""
    if retired.addresses:
        return retired.addresses
    if retired.kind in FOLDERS:
        return (f"{FOLDERS[retired.kind]}/{retired.id}/",)
    if retired.kind == "party" and retired.to in record.parties:
        return (f"{_party_folder(record, retired.to)}/{retired.id}/",)
    return ()


def retired_address(record: Record, retired: Retired) -> str:
    """Where a retired id leads: to the entry it became, or to the page that it leaves."""
    if retired.to is not None:
        return address(record, retired.to)
    pages = former_pages(record, retired)
    return pages[0] if pages else f"{RETIRED}#{retired.id}"


def _party_folder(record: Record, party: str) -> str:
    if party in record.parties[record.settings.members].members:
        return record.settings.members_path
    if record.parties[party].classification is Classification.PERSON:
        return "personer"
    return "parter"


def markdown_file(path: str) -> str:
    """The Markdown file of a page path: `''` is `index.md`, `kallor/` is `kallor.md`."""
    return f"{path.rstrip('/')}.md" if path else "index.md"


def page_path(file: str) -> str:
    """The page path of a Markdown file, which `markdown_file` turns back."""
    return "" if file == "index.md" else f"{file.removesuffix('.md')}/"


@lru_cache(maxsize=50_000)
def relative(target: str, page: str) -> str:
    """A link from a page path to another path, anchor kept: `../../kallor/x/`."""
    path, hash_mark, anchor = target.partition("#")
    if path == page and hash_mark:
        return f"#{anchor}"
    # Spelt out, since `posixpath.relpath` cleans up paths that are clean and takes most of the
    # time: up from the page's folder to the last one that both lie in, then down.
    *here, _ = page.split("/")
    *there, file = path.split("/")
    same = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        same += 1
    link = "../" * (len(here) - same) + "/".join([*there[same:], file])
    return (link or "./") + hash_mark + anchor
