"""Pages of contracts, of what is followed, and of responsibilities: all there, nothing rounded."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.contract import Rule
from generator.facts.record import Record
from generator.facts.subject import Subject, SubjectKind
from generator.history.plans import milestone_history
from generator.history.state import intervals
from generator.site.addresses import address
from generator.site.pages.contracts import contract_pages, rule_words
from generator.site.pages.responsibilities import PATH as RESPONSIBILITIES
from generator.site.pages.responsibilities import responsibility_pages
from generator.site.pages.subjects import PILOT, subject_pages, told
from generator.site.site import Site
from generator.site.view import View
from generator.site.words import labels
from generator.site.words.dates import when_words
from generator.site.words.numbers import SCALES, scaled

LANGUAGES = ("sv", "en")
Bodies = dict[str, str]


@pytest.fixture(scope="module", params=LANGUAGES)
def site(request: pytest.FixtureRequest, record: Record) -> Site:
    """The real record in one language."""
    return Site(record, request.param)


@pytest.fixture(scope="module")
def bodies(site: Site) -> Bodies:
    """Every page of the three families by path, unescaped."""
    families = (contract_pages, subject_pages, responsibility_pages)
    return {page.path: html.unescape(page.body) for family in families for page in family(site)}


def words(markup: str) -> str:
    """What a reader sees, in one line."""
    bare = " ".join(re.sub(r"<[^>]+>", " ", markup).split())
    return re.sub(r" (?=[,.:;])", "", bare)


def said(text: str) -> str:
    """A text as `words` gives it back."""
    return words(html.escape(text, quote=False)).replace("&amp;", "&")


def links(body: str) -> set[str]:
    """Where the links of a page lead."""
    return set(re.findall(r'href="([^"]+)"', body))


def link(site: Site, entry_id: str, path: str) -> str:
    """A link from a page to an entry: over the root, or within the page."""
    there = address(site.record, entry_id)
    return there[len(path) :] if there.startswith(f"{path}#") else "../" * path.count("/") + there


def day(site: Site, when: Any, *, short: bool = False) -> str:
    """A date as it stands on a page."""
    return " ".join(when_words(when, site.language, short=short).split())


# ---- contracts ---------------------------------------------------------------------


def test_every_term_stands_at_its_anchor_with_all_that_is_known(site: Site, bodies: Bodies) -> None:
    for term in site.record.terms.values():
        path, _, anchor = address(site.record, term.id).partition("#")
        body = bodies[path]
        assert anchor == term.id
        assert body.count(f'id="{anchor}"') == 1, term.id
        section = body.split(f'<h3 id="{anchor}">')[1].split("</section>")[0]
        seen = words(section)
        texts = [term.title, term.text, term.remark, term.rule.missing if term.rule else None]
        for text in texts:
            assert text is None or said(site.plain(text)) in seen, term.id
        for part in rule_words(site, term.rule):
            assert " ".join(part.split()) in seen, (term.id, part)
        assert site.label(labels.TERM_TYPES[term.type]) in seen
        assert site.label(labels.TERM_BASES[term.basis]) in seen
        assert site.label(labels.CONFIDENCE[term.confidence]) in seen
        named = [*(c.source for c in term.sources), *term.parties]
        named += [name for name in (term.introduced_by, term.ended_by) if name]
        named += site.links.to(term.id, "gap", site.record)
        if term.rule and term.rule.counted_from:
            named.append(term.rule.counted_from)
        missing = {link(site, name, path) for name in named} - links(section)
        assert not missing, f"{term.id}: {missing}"


def test_only_what_we_computed_is_called_our_calculation(site: Site, bodies: Bodies) -> None:
    ours = site.say("Beloppet är vår uträkning", "The amount is our calculation")
    computed = [term for term in site.record.terms.values() if term.rule and term.rule.computed]
    assert computed, "the test needs one"
    for term in site.record.terms.values():
        path = address(site.record, term.id).partition("#")[0]
        section = bodies[path].split(f'<h3 id="{term.id}">')[1].split("</section>")[0]
        assert (ours in section) == (term in computed), term.id


def test_a_contract_shows_parties_status_events_sources_and_gaps(
    site: Site, bodies: Bodies
) -> None:
    record = site.record
    for contract in record.contracts.values():
        path = address(record, contract.id)
        seen, found = words(bodies[path]), links(bodies[path])
        for part in contract.parties:
            role = f"{site.name(part.party)}, {site.label(labels.ROLES[part.role])}"
            assert said(role) in seen, (contract.id, part.party)
            assert part.remark is None or said(site.plain(part.remark)) in seen
            assert part.start is None or day(site, part.start) in seen
        status = site.state.subjects[contract.id].overall.status
        assert labels.status_words("contract", status, site.language) in seen
        named = [*site.history.events_about.get(contract.id, ())]
        named += [citation.source for citation in contract.sources]
        named += site.links.to(contract.id, "gap", record)
        named += [contract.supplements] if contract.supplements else []
        named += [
            other.id for other in record.contracts.values() if other.supplements == contract.id
        ]
        missing = {link(site, name, path) for name in named} - found
        assert not missing, f"{contract.id}: {missing}"


def test_the_list_of_contracts_names_each_with_its_terms_and_newest_source(
    site: Site, bodies: Bodies
) -> None:
    rows = re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', bodies["avtal/"], re.DOTALL)
    assert len(rows) == len(site.record.contracts)
    for contract, row in zip(site.record.contracts.values(), rows, strict=True):
        state = site.state.subjects[contract.id]
        newest = [state.as_of] if state.as_of else [contract.sources[0].source]
        terms = [term.id for term in site.record.terms.values() if term.contract == contract.id]
        for name in [contract.id, *newest, *terms]:
            assert link(site, name, "avtal/") in links(row), (contract.id, name)


def test_no_contract_page_adds_amounts_up(site: Site, bodies: Bodies) -> None:
    rules = [term.rule for term in site.record.terms.values() if term.rule]
    amounts = {a for r in rules for a in (r.amount, r.minimum, r.maximum) if a is not None}
    for path, body in bodies.items():
        seen = words(body)
        for first, second in combinations(sorted(amounts), 2):
            total = " ".join(scaled(first + second, site.language).split())
            assert not re.search(rf"(?<![\d,.]){re.escape(total)}(?!\d)", seen), (path, total)


AMOUNTS = st.one_of(
    st.integers(0, 10**15), st.builds(lambda n, zeros: n * 10**zeros, st.integers(1, 9999), st.integers(0, 9))
)  # fmt: skip
SMALL = st.integers(0, 10**6)
NO_RECORD: Any = None
"""A rule's words need a language only."""


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "years": st.integers(0, 100), "months": st.integers(0, 1200),
            "days": st.integers(0, 36_500), "percent": SMALL,
            "amount": AMOUNTS, "minimum": AMOUNTS, "maximum": AMOUNTS,
            "currency": st.sampled_from(("SEK", "EUR", "USD")),
        },
    ),
    st.sampled_from(LANGUAGES),
)  # fmt: skip
def test_a_rule_in_words_holds_each_number_exactly(fields: dict[str, Any], language: str) -> None:
    parts = list(rule_words(Site(NO_RECORD, language), Rule.model_validate(fields)))
    order = ("years", "months", "days", "percent", "amount", "minimum", "maximum")
    numbers = [fields[name] for name in order if name in fields]
    assert [_number(part, language) for part in parts] == numbers


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sv", ["1 år", "1 månad", "2 dagar"]), ("en", ["1 year", "1 month", "2 days"])],
)
def test_one_is_singular(language: str, expected: list[str]) -> None:
    rule = Rule.model_validate({"years": 1, "months": 1, "days": 2})
    found = [part.replace("\u00a0", " ") for part in rule_words(Site(NO_RECORD, language), rule)]
    assert found == expected


def _number(part: str, language: str) -> int:
    """The number in a phrase, read by the rules of its language."""
    found = re.search(r"\d[\d\s.,]*", part)
    assert found, part
    digits = re.sub(r"\s", "", found[0])
    digits = digits.replace(",", ".") if language == "sv" else digits.replace(",", "")
    factor = next(
        (size for size, one, many in SCALES[language] if re.search(rf"\b({one}|{many})\b", part)), 1
    )
    whole, _, decimals = digits.partition(".")
    thousandths = int(whole + decimals.ljust(3, "0")) * factor
    assert thousandths % 1000 == 0, part
    return thousandths // 1000


# ---- what is followed --------------------------------------------------------------


def test_every_subject_shows_its_status_intervals_events_and_terms(
    site: Site, bodies: Bodies
) -> None:
    record = site.record
    for subject in record.subjects.values():
        path = address(record, subject.id)
        seen, found = words(bodies[path]), links(bodies[path])
        assert said(site.plain(subject.name)) in seen
        assert said(site.plain(subject.text)) in seen
        assert subject.remark is None or said(site.plain(subject.remark)) in seen
        table = seen.split(site.say("Hur läget har ändrats", "How the status has changed"))[-1]
        for _, status in intervals(site.history, subject.id):
            if status.since is not None:
                word = labels.status_words(subject.kind, status.status, site.language)
                assert word in table, (subject.id, status.status)
                assert day(site, status.since) in table, subject.id
        named = [*site.history.events_about.get(subject.id, ())]
        named += [term.id for term in record.terms.values() if subject.id in term.subjects]
        named += site.links.to(subject.id, "gap", record)
        missing = {link(site, name, path) for name in named} - found
        assert not missing, f"{subject.id}: {missing}"
        index = bodies["arenden/"]
        assert link(site, subject.id, "arenden/") in links(index)


def test_a_milestone_shows_every_plan_and_what_came_of_it(site: Site, bodies: Bodies) -> None:
    outcomes = set()
    for subject in _of_kind(site, SubjectKind.MILESTONE):
        body = bodies[address(site.record, subject.id)]
        history = milestone_history(site.history, subject.id)
        rows = re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', body, re.DOTALL)
        assert len(rows) == len(history.promises)
        for promise, row in zip(history.promises, rows, strict=True):
            assert day(site, promise.date) in words(row)
            assert day(site, promise.event.when) in words(row)
            assert "/kallor/" in row
        [outcome] = re.findall(r'<tr role="row" class="outcome">.*?</tr>', body, re.DOTALL)
        outcomes.add(re.sub(r"\s+", " ", re.search(r'class="badge ([\w-]+)"', outcome)[1]))  # type: ignore[index]
    assert outcomes == {"in-force", "paused", "unknown"}


def _of_kind(site: Site, *kinds: SubjectKind) -> list[Subject]:
    return [subject for subject in site.record.subjects.values() if subject.kind in kinds]


def test_pilot_and_pause_tells_all_events_in_order(site: Site, bodies: Bodies) -> None:
    body = bodies[PILOT]
    followed = {s.id for s in _of_kind(site, SubjectKind.DEPLOYMENT, SubjectKind.PAUSE)}
    events = re.findall(r'<li id="([^"]+)">', body)
    changing = {
        event.id
        for event in site.record.events.values()
        if any(effect.subject in followed for effect in event.effects)
    }
    assert changing <= set(events)
    first = min(site.record.events[name].when.sort_key for name in changing)
    about = {name for subject in followed for name in site.history.events_about[subject]}
    assert set(events) == {n for n in about if site.record.events[n].when.sort_key >= first}
    for one, other in pairwise(events):
        before, after = (site.record.events[name].when.sort_key for name in (one, other))
        assert before <= after
        if before == after:
            assert (one in changing) >= (other in changing), (one, other)
    named = [term.id for term in site.record.terms.values() if followed & set(term.subjects)]
    assert {link(site, name, PILOT) for name in [*named, *followed]} <= links(body)


def test_pilot_and_pause_opens_with_what_became_of_them(site: Site, bodies: Bodies) -> None:
    found = re.search(r'<p class="lede">(.*?)</p>', bodies[PILOT], re.DOTALL)
    assert found
    expected = {
        "sv": "Pilotdriften i söder togs i drift den 12 november 2024 och stoppades tre dagar efter "
        "det. Pausen i införandet beslutades den 15 november 2024 och avtalades i februari 2025. "
        "Inget slut är känt i källor till och med 26 augusti 2025.",
        "en": "The pilot operation in the south went into use on 12 November 2024 and was stopped "
        "three days after that. The pause of the introduction was decided on 15 November 2024 and "
        "was agreed in February 2025. No end is known in sources up to 26 August 2025.",
    }
    assert words(found[1]) == expected[site.language]


def test_told_leaves_out_only_the_days_within_an_inexact_date(site: Site) -> None:
    view = View(site, PILOT)
    for subject in _of_kind(site, SubjectKind.DEPLOYMENT, SubjectKind.PAUSE):
        left_out = [s for s in view.lives(subject.id) if s not in told(view, subject.id)]
        assert all(s.status == "unknown" and s.since == s.until for s in left_out)
    assert [s.status for s in told(view, "pause")] == ["decided", "agreed"]


def test_a_record_without_deployments_has_the_page(record: Record) -> None:
    """And no event, term or answer that speaks of one."""
    kept = {
        name: subject
        for name, subject in record.subjects.items()
        if subject.kind not in (SubjectKind.DEPLOYMENT, SubjectKind.PAUSE)
    }
    events = {
        event.id: event.model_copy(
            update={
                "effects": tuple(e for e in event.effects if e.subject not in record.subjects),
                "about": (),
            }
        )
        for event in record.events.values()
    }
    bare = replace(
        record, subjects=kept, events=events, terms={}, gaps={}, figures={}, questions={}
    )
    pages = {page.path: page.body for page in subject_pages(Site(bare, "sv"))}
    assert "Källorna berättar inte om någon drift" in html.unescape(pages[PILOT])
    assert "<li id=" not in pages[PILOT]


# ---- responsibilities --------------------------------------------------------------


def test_responsibilities_roles_and_offices_are_all_there(site: Site, bodies: Bodies) -> None:
    record, body = site.record, bodies[RESPONSIBILITIES]
    seen, found = words(body), links(body)
    for name in record.settings.responsibilities:
        fact = record.get(name)
        assert said(site.plain(fact.text)) in seen, name
        assert {link(site, c.source, RESPONSIBILITIES) for c in fact.sources} <= found
    for contract in record.contracts.values():
        [row] = [
            row
            for row in re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', body, re.DOTALL)
            if f'<th role="rowheader" scope="row"><a href="../avtal/{contract.id}/"' in row
        ]
        for part in contract.parties:
            role = f"{site.name(part.party, short=True)}: {site.label(labels.ROLES[part.role])}"
            assert said(role) in words(row), (contract.id, part.party)
            assert part.remark is None or said(site.plain(part.remark)) in words(row)
            assert part.start is None or day(site, part.start, short=True) in words(row)
        assert "/kallor/" in row, contract.id


def test_every_office_stands_with_its_time_and_its_sources(site: Site, bodies: Bodies) -> None:
    seen, found = words(bodies[RESPONSIBILITIES]), links(bodies[RESPONSIBILITIES])
    offices = [(p, post) for p in site.record.parties.values() for post in p.posts]
    assert offices
    for person, post in offices:
        assert f'id="post-{post.organisation}"' in bodies[RESPONSIBILITIES]
        start = said(f"{site.plain(person.name)} {site.plain(post.title)}")
        assert start in seen, person.id
        for when in (post.start, post.end, post.seen):
            assert when is None or day(site, when) in seen, person.id
        assert post.remark is None or said(site.plain(post.remark)) in seen
        assert {link(site, c.source, RESPONSIBILITIES) for c in post.sources} <= found
