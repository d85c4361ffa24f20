"""Pages of members, options and parties say what the history says, in both languages."""

from __future__ import annotations

import html
import re
from datetime import date
from itertools import pairwise

import pytest

from generator.facts.party import Classification
from generator.facts.record import Record
from generator.history.replay import History
from generator.history.state import state_on
from generator.history.steps import option_steps, some_at
from generator.site.pages.members import member_pages
from generator.site.pages.options import option_pages
from generator.site.pages.parties import party_pages
from generator.site.render import TEMPLATES
from generator.site.site import Site
from generator.site.words.holdings import answer, answer_of_all, option_names
from generator.site.words.labels import status_class, status_words
from generator.site.words.sorting import by_letter, initial, swedish_key

LANGUAGES = ("sv", "en")
FIRST_STAGE = ("bollebygd", "boras", "herrljunga", "mark", "svenljunga", "tranemo")


@pytest.fixture(scope="module")
def sites(record: Record) -> dict[str, Site]:
    return {language: Site(record, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def bodies(sites: dict[str, Site]) -> dict[tuple[str, str], str]:
    """The body of every page of the three families, unescaped, by language and path."""
    return {
        (language, page.path): html.unescape(page.body)
        for language, site in sites.items()
        for family in (member_pages, option_pages, party_pages)
        for page in family(site)
    }


def words(body: str) -> str:
    """What a reader sees of a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def rows_of(body: str, css: str) -> list[list[str]]:
    """The cells of each body row of the first table of a class."""
    table = re.search(rf'<table class="{css}".*?<tbody[^>]*>(.*?)</tbody>', body, re.DOTALL)
    assert table, css
    return [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table[1], re.DOTALL)
    ]


# ---- every member agrees with the history ------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_has_a_page_that_agrees_with_the_state(
    record: Record, bodies: dict[tuple[str, str], str], sites: dict[str, Site], language: str
) -> None:
    members = record.parties["municipalities"].members
    assert len(members) == 49
    state = state_on(History.of(record), sites["sv"].horizon_day)
    options = sorted(record.options.values(), key=lambda option: option.number)
    for member in members:
        rows = rows_of(bodies[language, f"kommuner/{member}/"], "rows cards options")
        assert len(rows) == len(options)
        for option, row in zip(options, rows, strict=True):
            status = state.subjects[option.id].by_party[member].status
            assert f'"badge {status_class("option", status)}"' in row[-1]
            assert status_words("option", status, language) in words(row[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_column_holds_what_the_state_gives_on_its_day(
    record: Record, history: History, bodies: dict[tuple[str, str], str], language: str
) -> None:
    options = sorted(record.options)
    steps = option_steps(history, options)
    assert [str(step.when) for step in steps] == ["2017~", "2020-21", "2022"]
    for member in ("ale", "herrljunga", "ockero"):
        rows = rows_of(bodies[language, f"kommuner/{member}/"], "rows cards options")
        for step, column in zip(steps, range(1, 4), strict=True):
            state = state_on(history, step.day)
            for option, row in zip(options, rows, strict=True):
                status = state.subjects[option].by_party[member].status
                assert status_words("option", status, language) in words(row[column])


def test_unknown_has_the_count_and_the_derived_ceiling(
    bodies: dict[tuple[str, str], str],
) -> None:
    rows = rows_of(bodies["sv", "kommuner/ale/"], "rows cards options")
    assert "34 av 49 kommuner, inga namn" in words(rows[1][1])
    assert "25 av 49 kommuner, inga namn" in words(rows[2][1])
    signed = words(rows[1][2])
    assert "några av 49 kommuner, okänt vilka och hur många; högst 34, ett härlett tak" in signed
    assert "authorisation-scope" in rows[1][2]
    assert "34" not in words(rows[0][1])
    assert "minst 0" not in signed


def test_some_at_counts_and_caps(history: History) -> None:
    before = some_at(history, "option-2", date(2016, 1, 1))
    authorised = some_at(history, "option-2", date(2018, 1, 1))
    signed = some_at(history, "option-2", date(2021, 1, 1))
    assert before is None
    assert authorised
    assert (authorised.exactly, authorised.of, authorised.ceiling) == (34, 49, None)
    assert signed
    assert (signed.exactly, signed.ceiling, signed.status) == (None, 34, "signed")
    assert signed.term
    assert signed.term.id == "authorisation-scope"
    assert some_at(history, "option-1", date(2025, 1, 1)) is None


# ---- what differs between members ----------------------------------------------------


def test_first_stage_members_have_plans_and_the_others_none(
    record: Record, bodies: dict[tuple[str, str], str]
) -> None:
    for member in record.parties["municipalities"].members:
        body = bodies["sv", f"kommuner/{member}/"]
        assert ("plan-start-south" in body) == (member in FIRST_STAGE), member
        assert ("<svg class=" in body and 'class="chart only-wide"' in body) == (
            member in FIRST_STAGE
        )


def test_herrljunga_has_its_own_event_and_the_others_say_that_they_have_none(
    record: Record, bodies: dict[tuple[str, str], str]
) -> None:
    for member in record.parties["municipalities"].members:
        text = words(bodies["sv", f"kommuner/{member}/"])
        name = record.parties[member].name.sv
        assert ("Händelser som nämner Herrljunga" in text) == (member == "herrljunga")
        assert (f"Ingen händelse i registret nämner {name}." in text) == (member != "herrljunga"), (
            member
        )
        assert "Händelser som ändrade optionerna för alla 49 kommuner" in text


@pytest.mark.parametrize("member", ["partille", "trollhattan"])
def test_members_with_a_place_in_another_body_say_so(
    bodies: dict[tuple[str, str], str], member: str
) -> None:
    body = bodies["sv", f"kommuner/{member}/"]
    assert "parter/ssvit/" in body
    assert "företrädd i arbetsutskottet för" in words(body)
    assert "2021" in words(body)
    assert "parter/ssvit/" not in bodies["sv", "kommuner/ale/"]


def test_a_code_is_on_the_page(bodies: dict[tuple[str, str], str]) -> None:
    assert "SCB-kod 1466" in words(bodies["sv", "kommuner/herrljunga/"])
    assert "SCB code 1402" in words(bodies["en", "kommuner/partille/"])


# ---- the whole answer ------------------------------------------------------------------


def test_the_lede_is_the_whole_answer(bodies: dict[tuple[str, str], str]) -> None:
    assert (
        "Herrljunga har tecknat option 1. Om Herrljunga också tecknade option 2 eller 3 framgår "
        "inte av någon källa. De är avbeställda där de var tecknade, och gäller inte."
    ) in words(bodies["sv", "kommuner/herrljunga/"])
    assert (
        "Ale has signed option 1. No source says whether Ale also signed option 2 or 3. "
        "They are cancelled where they were signed, and not in force."
    ) in words(bodies["en", "kommuner/ale/"])


def test_the_answer_follows_the_status(history: History) -> None:
    early = state_on(history, date(2021, 1, 1))
    held = [(n, early.subjects[f"option-{n}"].by_party["ale"]) for n in (1, 2)]
    told = " ".join(answer("Ale", held, "sv")).replace("\u00a0", " ")
    assert told == (
        "Ale har tecknat option 1. "
        "Läget för option 2 framgår inte av någon källa: inte tecknad eller tecknad."
    )
    assert answer("Ale", [], "sv") == []
    none = state_on(history, date(2010, 1, 1)).subjects["option-1"].by_party["ale"]
    assert "ingen uppgift" in answer("Ale", [(1, none)], "sv")[0]


def test_the_answer_of_all_counts_where_members_differ() -> None:
    told = answer_of_all(
        [(1, [("signed", 30), ("not-signed", 19)]), (2, [("signed", 49)])], 49, "kommuner", "sv"
    )
    text = " ".join(told).replace("\u00a0", " ")
    assert text == "Alla 49 kommuner har tecknat option 2. Option 1: 30 tecknad, 19 inte tecknad."


def test_option_names() -> None:
    assert option_names([1], "sv").replace("\u00a0", " ") == "option 1"
    assert option_names([1, 2, 3], "sv").replace("\u00a0", " ") == "option 1, 2 och 3"
    assert option_names([2, 3], "en").replace("\u00a0", " ") == "options 2 and 3"
    assert option_names([2, 3], "en", either=True).replace("\u00a0", " ") == "option 2 or 3"


# ---- the index and the options ----------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_all_agrees_and_is_in_order(
    record: Record, bodies: dict[tuple[str, str], str], sites: dict[str, Site], language: str
) -> None:
    site = sites[language]
    rows = rows_of(bodies[language, "kommuner/"], "rows options")
    names = [words(row[0]) for row in rows[:49]]
    assert names == sorted(names, key=swedish_key)
    assert names[0] == "Ale"
    assert names[-2:] == ["Åmål", "Öckerö"]
    by_name = {site.plain(p.name): p.id for p in record.parties.values()}
    options = sorted(record.options)
    for row in rows[:49]:
        for option, cell in zip(options, row[1:], strict=True):
            status = site.state.subjects[option].by_party[by_name[words(row[0])]].status
            assert status_words("option", status, language) == words(cell)
    assert all("49" in words(cell) for cell in rows[49][1:])
    assert "högst 34" in words(rows[49][2]) or "at most 34" in words(rows[49][2])
    assert "34" not in words(rows[49][1])


def test_sums_say_only_what_is_certain(bodies: dict[tuple[str, str], str]) -> None:
    rows = rows_of(bodies["sv", "optioner/"], "rows cards options")
    assert "Tecknad 49 av 49 kommuner" in words(rows[0][2])
    assert "Några, okänt vilka 34 av 49 kommuner" in words(rows[1][1])
    assert "Tecknad" not in words(rows[1][2])
    assert "Gäller inte 49 av 49 kommuner" in words(rows[2][3])


def test_an_option_page_has_every_name_and_event(
    record: Record, history: History, bodies: dict[tuple[str, str], str]
) -> None:
    for option in record.options.values():
        body = bodies["sv", f"optioner/{option.id}/"]
        for naming in option.names:
            assert naming.name.sv in words(body)
        for event in history.events_about[option.id]:
            assert f'<li id="{event}">' in body
        for term in record.terms.values():
            if option.id in term.subjects:
                assert f"#{term.id}" in body


# ---- parties -----------------------------------------------------------------------------


def test_every_party_has_one_page_and_members_none_here(
    record: Record, bodies: dict[tuple[str, str], str]
) -> None:
    members = set(record.parties["municipalities"].members)
    for party in record.parties.values():
        person = party.classification is Classification.PERSON
        folder = "kommuner" if party.id in members else "personer" if person else "parter"
        for language in LANGUAGES:
            at = [path for lang, path in bodies if lang == language and f"/{party.id}/" in path]
            assert at == [f"{folder}/{party.id}/"]


def test_a_party_page_links_every_event_contract_and_gap_that_names_it(
    record: Record, bodies: dict[tuple[str, str], str]
) -> None:
    members = set(record.parties["municipalities"].members)
    for party in record.parties.values():
        if party.id in members:
            continue
        person = party.classification is Classification.PERSON
        body = bodies["sv", f"{'personer' if person else 'parter'}/{party.id}/"]
        for event in record.events.values():
            if any(part.party == party.id for part in event.parties):
                assert f"/{event.id}/" in body, (party.id, event.id)
        for contract in record.contracts.values():
            if any(part.party == party.id for part in contract.parties):
                assert f"/{contract.id}/" in body, (party.id, contract.id)
        for gap in record.gaps.values():
            if party.id in (*gap.ask, *gap.touches, *gap.related):
                assert f"/{gap.id}/" in body, (party.id, gap.id)
        for citation in party.sources:
            assert f"/kallor/{citation.source}/" in body


def test_the_indexes_list_every_party(record: Record, bodies: dict[tuple[str, str], str]) -> None:
    members = set(record.parties["municipalities"].members)
    for party in record.parties.values():
        index = "parter/"
        if party.id in members:
            index = "kommuner/"
        elif party.classification is Classification.PERSON:
            index = "personer/"
        assert re.search(rf'href="[^"]*{party.id}/"', bodies["sv", index]), party.id


# ---- every page --------------------------------------------------------------------------


def test_both_languages_have_the_same_pages(bodies: dict[tuple[str, str], str]) -> None:
    paths = {
        language: {path for lang, path in bodies if lang == language} for language in LANGUAGES
    }
    assert paths["sv"] == paths["en"]
    assert len(paths["sv"]) > 100


def test_no_page_has_an_empty_section(bodies: dict[tuple[str, str], str]) -> None:
    for (_, path), body in bodies.items():
        assert not re.search(r"</h2>\s*(<h2|$)", body), path
        assert not re.search(r"<(ul|ol|dl|tbody|dd|td|p)( [^>]*)?>\s*</\1>", body), path


def test_headings_skip_no_level(bodies: dict[tuple[str, str], str]) -> None:
    for (_, path), body in bodies.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", body)]
        assert levels.count(1) == 1, path
        for before, after in pairwise(levels):
            assert after <= before + 1, path


def test_our_own_wordings_never_say_now() -> None:
    names = ("member", "members", "option", "options", "party", "parties", "persons")
    files = [TEMPLATES / f"{name}.md" for name in names] + [TEMPLATES / "holdings.html"]
    for file in files:
        for swedish, english in re.findall(
            r"say\('([^']*)',\s*'([^']*)'\)", file.read_text(encoding="utf-8")
        ):
            assert not re.search(r"\b(nu|idag|i dag|fortfarande|ännu)\b", swedish, re.IGNORECASE)
            assert not re.search(r"\b(now|today|still|currently)\b", english, re.IGNORECASE)


def test_ids_are_unique_and_nothing_is_indented(bodies: dict[tuple[str, str], str]) -> None:
    for (_, path), body in bodies.items():
        ids = re.findall(r'\bid="([^"]+)"', body)
        assert len(ids) == len(set(ids)), (path, {i for i in ids if ids.count(i) > 1})
        assert " style=" not in body


def test_links_between_these_pages_lead_somewhere(bodies: dict[tuple[str, str], str]) -> None:
    known = {path for lang, path in bodies if lang == "sv"}
    folders = tuple({path.split("/")[0] + "/" for path in known})
    for (language, path), body in bodies.items():
        for raw in re.findall(r'href="([^"]+)"', body):
            link, _, anchor = raw.partition("#")
            if "://" in link or anchor.startswith("st-"):
                continue
            target = _resolve(path, link) if link else path
            if target.startswith(folders):
                assert target in known, (path, raw)
                assert not anchor or f'id="{anchor}"' in bodies[language, target], (path, raw)


def _resolve(path: str, link: str) -> str:
    parts = path.rstrip("/").split("/") if path else []
    for part in link.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) + "/" if parts else ""


# ---- Swedish order -------------------------------------------------------------------------


def test_swedish_order() -> None:
    wanted = [
        "Ale", "Alingsås", "Dals-Ed", "Dalsland", "idé", "Idéer", "Vara", "Vårgårda",
        "Vänersborg", "Wallander", "Zeta", "Åmål", "Åre", "Æbel", "Ängelholm", "Öckerö", "Ørsted",
    ]  # fmt: skip
    by_code = sorted(wanted)
    assert by_code != wanted
    assert sorted(by_code, key=swedish_key) == wanted
    decomposed = "A\u030amål"
    assert swedish_key(decomposed)[0] == swedish_key("Åmål")[0]


def test_letters() -> None:
    assert [initial(name) for name in ("åmål", "Ärla", "Öckerö", "Émile", "108K", "")] == [
        "Å", "Ä", "Ö", "E", "0–9", "–",
    ]  # fmt: skip
    names = ["Öckerö", "Borås", "Ale", "Åmål", "Alingsås"]
    assert by_letter(names, str) == [
        ("A", ["Ale", "Alingsås"]), ("B", ["Borås"]), ("Å", ["Åmål"]), ("Ö", ["Öckerö"]),
    ]  # fmt: skip


def test_the_three_drawings_have_ids_of_their_own(bodies: dict[tuple[str, str], str]) -> None:
    body = bodies["sv", "kommuner/boras/"]
    titles = re.findall(r'<title id="([^"]+)">', body)
    assert len(titles) == len(set(titles)) == 3
