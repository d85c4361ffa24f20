"""The built site: links, anchors, languages, and every fact reachable and cited."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from generator.facts.base import Fact
from generator.facts.record import Record
from generator.history.links import citations
from generator.site.addresses import address, embeddable
from tests.pages import BuiltPage, read_site

Pages = dict[str, BuiltPage]


@pytest.fixture(scope="module")
def pages(built_site: Path) -> Pages:
    """Every page of the built site."""
    found = read_site(built_site)
    assert len(found) > 600
    return found


def content(pages: Pages) -> Pages:
    """The pages that readers read: no forwards, no error pages."""
    return {
        path: page
        for path, page in pages.items()
        if not path.endswith("404.html") and not path.startswith("id/")
    }


def test_every_internal_link_and_anchor_leads_somewhere(pages: Pages, built_site: Path) -> None:
    """No dead link, no dead anchor."""
    ids = {path: set(page.ids) for path, page in pages.items()}
    dead = []
    for path, page in content(pages).items():
        for link in page.links:
            target = page.target(link)
            if target is None:
                continue
            to, anchor = target
            if to in pages:
                if anchor and anchor not in ids[to] and anchor != "__skip":
                    dead.append(f"{path} → {link}: no such anchor")
            elif not (built_site / to).is_file():
                dead.append(f"{path} → {link}: no such page")
    assert not dead, "\n".join(sorted(set(dead))[:40])


def test_every_entry_has_a_permanent_address(pages: Pages, record: Record) -> None:
    """`/id/<id>/` forwards to a page, and to the anchor where the entry shares one."""
    for kind, entry in record.entries():
        forward = pages[f"id/{entry.id}/"]
        target = forward.target(forward.refresh)
        assert target is not None, entry.id
        path, anchor = target
        assert path in pages, f"{kind} {entry.id} → {path}"
        assert not anchor or anchor in pages[path].ids, f"{kind} {entry.id} → #{anchor}"


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_entry_is_reached_by_links_from_the_home_page(
    pages: Pages, record: Record, root: str
) -> None:
    """Following links from the home page of a language finds every entry."""
    seen, queue = {root}, [root]
    while queue:
        page = pages[queue.pop()]
        for link in page.links:
            target = page.target(link)
            if target and target[0] in pages and target[0] not in seen:
                inside = target[0].startswith("en/")
                if inside == bool(root):
                    seen.add(target[0])
                    queue.append(target[0])
    missing = [
        entry.id
        for _, entry in record.entries()
        if root + address(record, entry.id).partition("#")[0] not in seen
    ]
    assert not missing


@pytest.mark.parametrize("root", ["", "en/"])
def test_every_fact_shows_its_citations(pages: Pages, record: Record, root: str) -> None:
    """The page of a fact links each source that it cites, and each source's page the fact."""
    for _, entry in record.entries():
        page = pages[root + address(record, entry.id).partition("#")[0]]
        linked = {target[0] for link in page.links if (target := page.target(link))}
        for citation in citations(entry):
            assert f"{root}kallor/{citation.source}/" in linked, f"{entry.id}: {citation.source}"
        if isinstance(entry, Fact):
            source = pages[f"{root}kallor/{entry.sources[0].source}/"]
            own = root + address(record, entry.id)
            back = {
                target[0] + ("#" + target[1] if target[1] else "")
                for link in source.links
                if (target := source.target(link))
            }
            assert own in back, f"{source.path} does not link {entry.id}"


def test_both_languages_have_the_same_pages(pages: Pages) -> None:
    """Every Swedish page has an English one and the other way round."""
    english = {path.removeprefix("en/") for path in content(pages) if path.startswith("en/")}
    swedish = {path for path in content(pages) if not path.startswith("en/")}
    assert swedish == english


def test_language_and_switch(pages: Pages) -> None:
    """`lang` is right; the switch and hreflang lead to the same page in the other language."""
    base = "https://example.org/record/"
    for path, page in content(pages).items():
        english = path.startswith("en/")
        bare = path.removeprefix("en/")
        assert page.language == ("en" if english else "sv"), path
        if embeddable(bare):
            assert page.switch == "", path  # no chrome around the embedded page
            continue
        other = bare if english else f"en/{bare}"
        target = page.target(page.switch)
        assert target is not None, path
        assert target[0] == other, path
        assert page.alternates == {
            "sv": base + bare,
            "en": base + "en/" + bare,
            "x-default": base + bare,
        }, path


def test_no_third_party_and_nothing_inline(pages: Pages) -> None:
    """Scripts, styles and images are the site's own; no style= and no on…= attribute."""
    for path, page in pages.items():
        assert not page.inline, f"{path}: {page.inline[:3]}"
        for resource in page.resources:
            assert page.target(resource) is not None, f"{path}: {resource}"


def test_headings_and_ids(pages: Pages) -> None:
    """One h1 a page, no level skipped, no id twice."""
    for path, page in content(pages).items():
        assert page.headings.count("h1") == 1, path
        levels = [int(tag[1]) for tag in page.headings]
        for before, after in pairwise(levels):
            assert after <= before + 1, f"{path}: h{before} then h{after}"
        twice = {name for name in page.ids if page.ids.count(name) > 1}
        assert not twice, f"{path}: {sorted(twice)[:5]}"
