"""The page of costs: every figure once, exact to the last unit, and nothing added up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.figure import Figure
from generator.facts.record import Record
from generator.facts.when import When
from generator.reading.load import load, read_folder
from generator.site.addresses import address, relative
from generator.site.charts.costs import SHEETS, Layout, bounds, chart_rows, is_money, lay_out
from generator.site.pages.costs import PATH, cost_pages, groups
from generator.site.site import Options, Site
from generator.site.timeline.place import Box
from generator.site.view import View
from generator.site.words.numbers import (
    CURRENCIES,
    QUALIFIERS,
    SCALES,
    UNITS,
    figure_words,
    grouped,
    scaled,
)
from tests.strategies import points

LANGUAGES = ("sv", "en")
EDIT = "https://forge.example/edit/main"
BASE: dict[str, Any] = {
    "id": "x",
    "measures": {"sv": "Vad det mäter", "en": "What it measures"},
    "measure": "m",
    "unit": "SEK",
    "as_of": "2020",
    "sources": [{"source": "s", "at": "whole"}],
    "confidence": "reported",
    "recorded": "2030-01-01",
    "verified": "2030-01-01",
}


def figure(**fields: Any) -> Figure:
    """A figure with these fields."""
    return Figure.model_validate(BASE | fields)


class Read(HTMLParser):
    """The rows of the tables by id, and the words of the chart by drawing."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.rows: dict[str, str] = {}
        self.amounts: dict[str, list[str]] = {}
        self.links: dict[str, set[str]] = {}
        self.drawings: list[list[tuple[str, str]]] = []
        self.headings: list[str] = []
        self.classes: Counter[str] = Counter()
        self._row = self._href = ""
        self._amount = self._drawn = self._heading = False
        self.feed(markdown)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where we are."""
        got = {name: value or "" for name, value in attrs}
        classes = got.get("class", "").split()
        self.classes.update(classes)
        if "id" in got:
            self.ids[got["id"]] += 1
        if tag == "tr":
            self._row = got.get("id", "")
        if tag == "svg" and "chart" in classes:
            self.drawings.append([])
        if tag == "a":
            self._href = got["href"]
            if self._row:
                self.links.setdefault(self._row, set()).add(self._href)
        self._amount = "amount" in classes
        self._drawn = "c-amount" in classes
        self._heading = tag in ("h1", "h2")

    def handle_endtag(self, tag: str) -> None:
        """Note what we leave."""
        self._amount = self._drawn = self._heading = False
        if tag == "tr":
            self._row = ""

    def handle_data(self, data: str) -> None:
        """Collect words."""
        if self._row:
            self.rows[self._row] = self.rows.get(self._row, "") + data
        if self._amount:
            self.amounts.setdefault(self._row, []).append(data)
        if self._drawn:
            self.drawings[-1].append((self._href.removeprefix("#"), data))
        if self._heading:
            self.headings.append(data)


@pytest.fixture(scope="module", params=LANGUAGES)
def site(request: pytest.FixtureRequest, record: Record) -> Site:
    """The real record in one language."""
    return Site(record, request.param, Options(EDIT))


@pytest.fixture(scope="module")
def page(site: Site) -> Read:
    """The page, read back."""
    (only,) = cost_pages(site)
    assert only.path == PATH
    return Read(only.body)


def spaced(words: str) -> str:
    """Words with ordinary spaces only."""
    return " ".join(words.split())


# Every figure


def test_every_figure_has_its_row_with_its_number(site: Site, page: Read) -> None:
    for entry in site.record.figures.values():
        assert page.ids[entry.id] == 1, entry.id
        assert page.amounts[entry.id] == [figure_words(entry, site.language)], entry.id
        assert spaced(site.plain(entry.measures)) in spaced(page.rows[entry.id])
    assert set(page.rows) == set(site.record.figures)
    assert all(count == 1 for count in page.ids.values())


def test_a_row_shows_all_that_is_known_of_its_figure(site: Site, page: Read) -> None:
    for entry in site.record.figures.values():
        shown = spaced(page.rows[entry.id])
        for text in (entry.scope, entry.computed, entry.remark):
            assert text is None or spaced(site.plain(text)) in shown, entry.id
        assert entry.printed is None or spaced(entry.printed) in shown
        links = page.links[entry.id]
        wanted = [f"../kallor/{citation.source}/" for citation in entry.sources]
        view = View(site, PATH)
        touching = site.links.to(entry.id, "gap", site.record)
        wanted += [f"../luckor/{gap}/" for gap in touching]
        named = (*entry.about, *([entry.said_by] if entry.said_by else []))
        wanted += [relative(address(site.record, name), PATH) for name in named]
        wanted.append(view.edit_link(entry.id))
        assert wanted[-1].startswith(EDIT)
        assert set(wanted) <= links, f"{entry.id}: {set(wanted) - links}"


def test_a_conflict_is_named_only_where_the_figure_is_in_question(site: Site) -> None:
    for group in groups(View(site, PATH)):
        for row in group.rows:
            for gap in row.touching:
                assert row.figure.id in site.record.gaps[gap].touches
            for gap in row.related:
                assert row.figure.id not in site.record.gaps[gap].touches


def test_what_is_not_used_stands_last_and_says_so(site: Site, page: Read) -> None:
    unused = [entry for entry in site.record.figures.values() if not entry.usable]
    assert unused, "the test needs one"
    words = site.say("Används inte", "Not used")
    for entry in site.record.figures.values():
        assert (words in page.rows[entry.id]) == (not entry.usable), entry.id
    for group in groups(View(site, PATH)):
        usable = [row.figure.usable for row in group.rows]
        assert usable == sorted(usable, reverse=True), group.anchor
        dates = [row.figure.as_of.sort_key for row in group.rows if row.figure.usable]
        assert dates == sorted(dates), group.anchor


def test_one_heading_for_each_measure(site: Site, page: Read) -> None:
    used = {entry.measure for entry in site.record.figures.values()}
    names = [site.plain(m.name) for m in site.record.settings.measures if m.id in used]
    assert page.headings[1:] == names
    assert len(page.headings) == len(set(page.headings))


def test_figures_of_a_measure_that_nobody_named_are_shown(record: Record) -> None:
    own = record.settings.model_copy(update={"measures": record.settings.measures[:1]})
    site = Site(replace(record, settings=own), "sv")
    (only,) = cost_pages(site)
    assert set(Read(only.body).rows) == set(record.figures)
    assert len(list(groups(View(site, PATH)))) == 2


def test_a_record_without_figures_has_a_page(record: Record) -> None:
    empty = replace(record, figures={}, gaps={})
    (only,) = cost_pages(Site(empty, "en"))
    assert "<table" not in only.body
    assert "<svg" not in only.body
    assert "no figures" in only.body


# Nothing added


def test_the_chart_shows_each_amount_that_may_be_used_and_nothing_else(
    site: Site, page: Read
) -> None:
    named = {measure.id for measure in site.record.settings.measures}
    expected = {
        entry.id: re.sub(r"\s", "", figure_words(entry, site.language))
        for entry in site.record.figures.values()
        if is_money(entry) and entry.usable and entry.measure in named
    }
    assert len(page.drawings) == len(SHEETS)
    for drawing in page.drawings:
        shown: dict[str, str] = {}
        for figure_id, words in drawing:
            shown[figure_id] = shown.get(figure_id, "") + re.sub(r"\s", "", words)
        assert shown == expected


def test_no_row_and_no_amount_that_is_not_a_figures(site: Site, page: Read) -> None:
    """No sums: no row without a figure, one amount a row, and no total in any words of ours."""
    assert not page.classes["sum"]
    assert page.classes["amount"] == len(site.record.figures)
    (only,) = cost_pages(site)
    text = spaced("".join(re.split(r"<[^>]*>", only.body)))
    ours = {spaced(words) for words in _said(site)}
    own = {entry.value for entry in site.record.figures.values()}
    money = [e for e in site.record.figures.values() if is_money(e) and e.value is not None]
    for first, second in combinations(money, 2):
        assert first.value is not None
        assert second.value is not None
        total = first.value + second.value
        words = spaced(scaled(total, site.language))
        if total in own or any(words in said for said in ours):
            continue
        assert not re.search(rf"(?<![\d,.]){re.escape(words)}", text), f"{first.id} + {second.id}"


def _said(site: Site) -> list[str]:
    """All that figures and gaps say in words of their own."""
    found = []
    for entry in site.record.figures.values():
        texts = (entry.measures, entry.scope, entry.computed, entry.remark)
        found += [site.plain(text) for text in texts if text]
        found.append(entry.printed or "")
        found += [site.name(name) for name in entry.about]
        found.append(figure_words(entry, site.language))
    found += [site.plain(gap.question) for gap in site.record.gaps.values()]
    return found


# Amounts in words, read back


@given(st.integers(-(10**18) + 1, 10**18 - 1), st.sampled_from(LANGUAGES))
def test_a_number_in_words_is_that_number(number: int, language: str) -> None:
    assert parsed(scaled(number, language), language) == number
    assert parsed(grouped(number, language), language) == number


MONEY_LIKE = st.one_of(
    st.integers(0, 10**18 - 1),
    st.builds(lambda n, zeros: n * 10**zeros, st.integers(0, 99_999), st.integers(0, 11)),
)


@given(
    MONEY_LIKE,
    st.sampled_from(sorted({*CURRENCIES["sv"], *UNITS})),
    st.sampled_from(sorted(QUALIFIERS)),
    st.sampled_from(LANGUAGES),
)
def test_a_figure_in_words_is_that_figure(
    value: int, unit: str, qualifier: str, language: str
) -> None:
    words = figure_words(figure(value=value, unit=unit, qualifier=qualifier), language)
    assert ends(words, unit, language) == (value, value)
    assert bool(qualifier == "exact") == words[0].isdigit() or language == "en"


RANGES = st.tuples(MONEY_LIKE, MONEY_LIKE).map(sorted)


def same_scale(low: int, high: int) -> bool:
    """Whether two amounts are written in the same scale, such as both in millions."""
    scales = [re.sub(r"[^a-z]", "", scaled(number, "en")) for number in (low, high)]
    return scales[0] == scales[1]


@given(RANGES, st.sampled_from(("SEK", "USD", "days")), st.sampled_from(LANGUAGES))
def test_a_range_of_one_scale_in_words_is_that_range(
    pair: list[int], unit: str, language: str
) -> None:
    low, high = pair
    if unit != "days" and not same_scale(low, high):
        low = high
    words = figure_words(figure(minimum=low, maximum=high, unit=unit), language)
    assert ends(words, unit, language) == (low, high)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pair", [(500, 2 * 10**9), (123_456_789, 1500 * 10**9)])
def test_a_range_of_two_scales_in_words_is_that_range(pair: tuple[int, int], language: str) -> None:
    words = figure_words(figure(minimum=pair[0], maximum=pair[1]), language)
    assert ends(words, "SEK", language) == pair


def test_every_figure_of_the_record_reads_back(site: Site) -> None:
    for entry in site.record.figures.values():
        low, high = ends(figure_words(entry, site.language), entry.unit, site.language)
        if entry.value is not None:
            assert low == high == entry.value, entry.id
        else:
            assert low == (entry.minimum if entry.minimum is not None else low), entry.id
            assert high == (entry.maximum if entry.maximum is not None else high), entry.id


def ends(words: str, unit: str, language: str) -> tuple[int, int]:
    """The lowest and highest number that a reader takes from a figure's words.

    Where a range names a scale once, after its last number, it goes for both.
    """
    index = LANGUAGES.index(language)
    name = CURRENCIES[language][unit] if unit in CURRENCIES[language] else UNITS[unit][index]
    bare = words.replace(name, "").strip()
    low, dash, high = re.sub(r"^[^\d-]+", "", bare).partition("–")
    if not dash:
        return parsed(low, language), parsed(low, language)
    scale = re.search(r"[a-z]+$", high.strip())
    if scale and not re.search(r"[a-z]", low):
        low = f"{low} {scale[0]}"
    return parsed(low, language), parsed(high, language)


def parsed(words: str, language: str) -> int:
    """A number in words, read by the rules of its language; fails where it is not whole."""
    digits, _, scale = re.fullmatch(r"(-?[\d,.\s]*\d)(\s+([a-zé]+))?\s*", words).group(1, 2, 3)  # type: ignore[union-attr]
    factor = 1
    for size, one, many in SCALES[language]:
        if scale in (one, many):
            factor = size
    assert scale is None or factor > 1, words
    digits = re.sub(r"\s", "", digits) if language == "sv" else digits.replace(",", "")
    whole, _, decimals = digits.replace(",", ".").partition(".")
    thousandths = int(whole.lstrip("-") + decimals.ljust(3, "0")) * (-1 if "-" in whole else 1)
    number, rest = divmod(thousandths * factor, 1000)
    assert rest == 0, words
    return number


# The drawings


def laid_out(site: Site) -> list[Layout]:
    """All three drawings of a record."""
    return [lay_out(site, chart_rows(site), sheet) for sheet in SHEETS]


def assert_clear(layout: Layout) -> None:
    """No box meets another, a rule, or the edge of the drawing."""
    boxes = list(layout.boxes())
    for first, second in combinations(boxes, 2):
        assert not first.overlaps(second), f"{layout.sheet.css}: {first} and {second}"
    for box in boxes:
        assert box.x >= 0, box
        assert box.right <= layout.sheet.width + 0.01, f"{layout.sheet.css}: {box}"
        assert box.bottom <= layout.height
    for row in layout.rows:
        rule = Box(0, row.top - 1, layout.sheet.width, 2)
        assert not any(rule.overlaps(box) for box in boxes), f"{layout.sheet.css}: rule"


def test_labels_of_the_chart_do_not_overlap(site: Site) -> None:
    for layout in laid_out(site):
        assert_clear(layout)


HORIZON_YEARS = (1999, 2040)
HARD = st.fixed_dictionaries(
    {
        "value": MONEY_LIKE,
        "unit": st.sampled_from(("SEK", "USD", "EUR")),
        "qualifier": st.sampled_from(sorted(QUALIFIERS)),
        "as_of": st.one_of(
            points(HORIZON_YEARS),
            points(HORIZON_YEARS).map(lambda point: f"{point}/.."),
            points(HORIZON_YEARS).map(lambda point: f"../{point}"),
        ),
        "measures": st.one_of(
            st.text("abc åäö-W", min_size=1, max_size=120),
            st.text("mW", min_size=1, max_size=90),
        )
        .filter(str.strip)
        .map(lambda words: {"sv": words}),
        "measure": st.sampled_from(("a", "b")),
    }
)


@lru_cache(maxsize=1)
def real() -> Record:
    """The real record; a fixture would be printed with every example."""
    loaded = load(read_folder(Path(__file__).parent.parent / "data")).record
    assert loaded is not None
    return loaded


@given(st.lists(HARD, min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_labels_of_any_chart_do_not_overlap(drawn: list[dict[str, Any]]) -> None:
    site = Site(_with(real(), drawn), "sv")
    for layout in laid_out(site):
        assert_clear(layout)


def test_a_word_longer_than_its_column_meets_no_mark() -> None:
    word = {"sv": "W" * 90}
    drawn = [{"value": 1, "as_of": "2018-01", "measures": word, "measure": "a"}]
    for layout in laid_out(Site(_with(real(), drawn), "sv")):
        assert_clear(layout)


def test_an_open_end_reaches_the_horizon_and_no_further() -> None:
    horizon = date(2025, 6, 30)
    for text, expected in (
        ("2020-03/..", (date(2020, 3, 1), horizon)),
        ("2026-03/..", (date(2026, 3, 1), date(2026, 3, 31))),
        ("../2020-03", (date(2020, 3, 31), date(2020, 3, 31))),
        ("2020-03/", (date(2020, 3, 1), date(2020, 3, 31))),
        ("2019/2030", (date(2019, 1, 1), date(2030, 12, 31))),
    ):
        assert bounds(When.parse(text), horizon) == expected, text


def _with(record: Record, drawn: list[dict[str, Any]]) -> Record:
    kind = type(record.settings.measures[0])
    measures = tuple(
        kind.model_validate({"id": name, "name": {"sv": f"Vad {name} mäter"}}) for name in "ab"
    )
    figures = [figure(**fields | {"id": f"f{number}"}) for number, fields in enumerate(drawn)]
    return replace(
        record,
        settings=record.settings.model_copy(update={"measures": measures}),
        figures={entry.id: entry for entry in figures},
    )


def test_a_mark_lies_at_the_time_of_its_figure_and_nothing_else(site: Site) -> None:
    """The wide drawing covers all days that a date may mean, and size moves nothing."""
    for layout in laid_out(site):
        for row in layout.rows:
            for line in row.lines:
                first, last = line.amount.figure.as_of.begins
                assert first is not None
                day = (first.toordinal() + last.toordinal()) / 2
                middle = line.mark.x + line.mark.w / 2
                start, per_day = _scale(layout)
                assert middle == pytest.approx(start + day * per_day, abs=12.5), line.amount.words
                assert line.mark.w >= 12
    doubled = {
        entry.id: entry.model_copy(update={"value": entry.value * 7 if entry.value else None})
        for entry in site.record.figures.values()
    }
    other = Site(replace(site.record, figures=doubled), site.language)
    for before, after in zip(laid_out(site), laid_out(other), strict=True):
        marks = [[line.mark.x for row in it.rows for line in row.lines] for it in (before, after)]
        assert marks[0] == marks[1]


def _scale(layout: Layout) -> tuple[float, float]:
    """Pixels at day 0 and for each day, from where the drawing puts two of its years."""
    (first, name), *_, (last, _) = layout.years
    assert name is not None
    year = int(name.lines[0])
    days = [_new_year(year), _new_year(year + len(layout.years) - 1)]
    per_day = (last - first) / (days[1] - days[0])
    return first - days[0] * per_day, per_day


def _new_year(year: int) -> int:
    return (
        Figure.model_validate(BASE | {"value": 1, "as_of": f"{year}-01-01"})
        .as_of.begins[1]
        .toordinal()
    )


def test_the_chart_draws_no_bar_and_no_line_between_amounts(site: Site) -> None:
    """Rules and grid are straight, nothing is sloped or joined, and ids differ by drawing."""
    (only,) = cost_pages(site)
    chart = only.body[only.body.index("<svg") : only.body.rindex("</svg>")]
    assert "<path" not in chart
    assert "<poly" not in chart
    for found in re.finditer(
        r'<line class="([\w-]+)" x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)"', chart
    ):
        css, x1, y1, x2, y2 = found.groups()
        assert (y1 == y2) if css == "c-axis" else (x1 == x2), found[0]
    assert chart.count("<line") == len(re.findall(r'<line class="c-(?:axis|grid|edge)"', chart))
    rows = chart_rows(site)
    assert chart.count('class="c-axis"') == len(SHEETS) * len(rows)
    names = re.findall(r'\bid="([^"]+)"', chart)
    assert len(names) == len(set(names))
