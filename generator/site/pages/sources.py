"""Sources, each with everything that rests on it; gaps and conflicts; questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.facts.base import Citation
from generator.facts.gap import Gap
from generator.facts.source import Source
from generator.history.links import citations
from generator.site.addresses import address
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import publisher_short

KIND_ORDER = ("event", "term", "figure", "contract", "option", "subject", "party", "gap")


@dataclass(frozen=True)
class Resting:
    """An entry that cites a source, and where."""

    entry: str
    kind: str
    places: tuple[Citation, ...]


def source_pages(site: Site) -> Iterator[Page]:
    """The list of sources and one page for each."""
    resting = _resting(site)
    years: dict[int, list[Source]] = defaultdict(list)
    undated: list[Source] = []
    for source in site.record.sources.values():
        if source.published is None:
            undated.append(source)
        else:
            years[source.published.begins[1].year].append(source)
    in_order = [
        (year, sorted(sources, key=lambda s: (s.published.sort_key if s.published else (), s.id)))
        for year, sources in sorted(years.items(), reverse=True)
    ]
    title = site.say("Källor och data", "Sources and data")
    body = render(
        site, "kallor/", "sources.md", years=in_order, undated=undated,
        counts={source: len(entries) for source, entries in resting.items()},
    )  # fmt: skip
    yield Page("kallor/", title, site.say(
        f"De {len(site.record.sources)} källor som registret bygger på, och vad som vilar på var och en.",
        f"The {len(site.record.sources)} sources that the record rests on, and what rests on each.",
    ), body)  # fmt: skip
    for source in site.record.sources.values():
        path = address(site.record, source.id)
        trail = [(title, "kallor/"), (publisher_short(source), None)]
        body = render(
            site, path, "source.md", source=source, trail=trail, resting=resting.get(source.id, [])
        )
        yield Page(path, source.title, f"{source.publisher}. {source.url}", body, "kallor/")


def _resting(site: Site) -> dict[str, list[Resting]]:
    found: dict[str, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
    for _, entry in site.record.entries():
        for citation in citations(entry):
            found[citation.source][entry.id].append(citation)
    return {
        source: sorted(
            (
                Resting(entry, site.record.kind_of[entry], tuple(dict.fromkeys(places)))
                for entry, places in entries.items()
            ),
            key=lambda resting: KIND_ORDER.index(resting.kind),
        )
        for source, entries in found.items()
    }


def gap_pages(site: Site) -> Iterator[Page]:
    """The list of gaps and conflicts and one page for each."""
    gaps = list(site.record.gaps.values())
    title = site.say("Luckor och konflikter", "Gaps and conflicts")
    groups: list[tuple[str, list[Gap]]] = [
        (
            site.say("Källorna är oense", "Sources disagree"),
            [g for g in gaps if g.type == "conflict"],
        ),
        (site.say("Ingen källa svarar", "No source answers"), [g for g in gaps if g.type == "gap"]),
    ]
    body = render(site, "luckor/", "gaps.md", groups=groups, title=title)
    yield Page("luckor/", title, site.say(
        "Vad ingen källa svarar på, och vad källorna säger olika om.",
        "What no source answers, and what sources disagree on.",
    ), body, "kallor/")  # fmt: skip
    for gap in gaps:
        path = address(site.record, gap.id)
        trail = [(title, "luckor/"), (groups[gap.type == "gap"][0], None)]
        body = render(site, path, "gap.md", gap=gap, trail=trail)
        yield Page(path, site.plain(gap.question), site.plain(gap.text), body, "kallor/")


def question_pages(site: Site) -> Iterator[Page]:
    """All questions with their answers, on one page."""
    body = render(site, "fragor/", "questions.md", questions=list(site.record.questions.values()))
    yield Page("fragor/", site.say("Frågor och svar", "Questions and answers"), site.say(
        "Vad läsare frågar, svaret, och de uppgifter som svaret vilar på.",
        "What readers ask, the answer, and the facts that the answer rests on.",
    ), body)  # fmt: skip
