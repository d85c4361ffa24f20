"""What hypothesis draws: dates in all nine forms, and small records with lives."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from generator.facts.event import Event
from generator.facts.lives import LIVES, NO_STATUS
from generator.facts.publication import unstated
from generator.facts.record import KINDS, PLURALS, Record, Settings

# A busy machine is no fault of the code: only what is wrong fails, not what is slow.
settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("project")

RECORDED = "2030-01-01"
QUALIFIERS = ("", "~", "?", "%")
MEMBERS = ("ada", "bo", "cy")


def _exact_day(year: int, month: int, day: int) -> str:
    last = calendar.monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{min(day, last):02d}"


def points(
    years: tuple[int, int] = (1, 9998), qualifiers: tuple[str, ...] = QUALIFIERS
) -> st.SearchStrategy[str]:
    """A day, month, season or year as text, with or without a qualifier."""
    year = st.integers(*years)
    bare = st.one_of(
        year.map(lambda y: f"{y:04d}"),
        st.builds(lambda y, m: f"{y:04d}-{m:02d}", year, st.integers(1, 12)),
        st.builds(lambda y, s: f"{y:04d}-{s}", year, st.integers(21, 24)),
        st.builds(_exact_day, year, st.integers(1, 12), st.integers(1, 31)),
    )
    return st.builds(lambda point, mark: point + mark, bare, st.sampled_from(qualifiers))


def intervals(years: tuple[int, int] = (1, 9998)) -> st.SearchStrategy[str]:
    """A/B in possible order, A/.., ../B and A/ as text."""
    point = points(years)
    closed = st.tuples(point, point).map(lambda pair: f"{min(pair)[:4]}/{max(pair)}")
    return st.one_of(
        closed,
        point.map(lambda p: f"{p}/.."),
        point.map(lambda p: f"../{p}"),
        point.map(lambda p: f"{p}/"),
    )


def dates(years: tuple[int, int] = (1, 9998)) -> st.SearchStrategy[str]:
    """Any text that is a date."""
    return st.one_of(points(years), intervals(years))


# Records


@dataclass(frozen=True)
class Drawn:
    """A drawn record with the events as they were drawn."""

    record: Record
    events: tuple[dict[str, Any], ...]


def _text(words: str) -> dict[str, str]:
    return {"sv": words, "en": words}


def _fact(entry_id: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": entry_id,
        "recorded": RECORDED,
        "verified": RECORDED,
        "sources": [{"source": "paper", "at": "whole"}],
        "confidence": "established",
        **fields,
    }


def event(entry_id: str, when: str, effects: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """An event in the shape of YAML."""
    words = {"type": "decision", "title": _text("x"), "text": _text("x")}
    return _fact(entry_id, when=when, effects=effects, **words) | fields


def source(entry_id: str, published: str | None, recorded: str = RECORDED) -> dict[str, Any]:
    """A source in the shape of YAML."""
    return {
        "id": entry_id,
        "title": "x",
        "language": "sv",
        "publisher": "x",
        "date_basis": _text("x"),
        "url": f"https://example.org/{entry_id}",
        "recorded": recorded,
        "verified": recorded,
        **({"published": published} if published else {"undated": "true"}),
    }


def settings_of_record() -> Settings:
    """Settings that name the subjects of a drawn record."""
    words = {
        name: _text("x")
        for name in ("title", "subtitle", "description", "member_word", "members_word")
    }
    return Settings.model_validate(
        words
        | {
            "starts": "2020",
            "programme": "thing",
            "members": "all-three",
            "members_path": "members",
            "lead_question": _text("x"),
            "lead": "thing",
            "home": ["thing"],
            "themes": [{"id": "one", "name": _text("x"), "types": ["decision"]}],
            "publication": unstated(),
        }
    )


def record_of(
    events: list[dict[str, Any]],
    kind: str = "pause",
    sources: list[dict[str, Any]] | None = None,
) -> Record:
    """A record of one subject `thing` (of a kind of life, or `option`) and three members."""
    entries: dict[str, dict[str, Any]] = {plural: {} for plural in PLURALS.values()}

    def add(fact: str, *given: dict[str, Any]) -> None:
        for item in given:
            entries[PLURALS[fact]][item["id"]] = KINDS[fact].model_validate(item)

    party = {"classification": "body", "name": _text("x")}
    add("party", *(_fact(member, **party) for member in MEMBERS))
    collective = {"classification": "collective", "name": _text("x"), "members": list(MEMBERS)}
    add("party", _fact("all-three", **collective))
    add("source", *(sources or [source("paper", "2029-01-01")]))
    words = {"name": _text("x"), "text": _text("x")}
    if kind == "option":
        named = [
            {"name": _text("x"), "seen": "2020", "sources": [{"source": "paper", "at": "whole"}]}
        ]
        add(
            "option",
            _fact("thing", number="1", contract="deal", holders="all-three", names=named, **words),
        )
    elif kind == "contract":
        parties = [{"party": "ada", "role": "buyer"}]
        titled = {"title": _text("x"), "text": _text("x"), "parties": parties}
        add("contract", _fact("thing", type="contract", **titled))
    else:
        plain = {"id": "thing", "kind": kind, "recorded": RECORDED, "verified": RECORDED}
        add("subject", plain | words)
    add("event", *events)
    return Record(settings=settings_of_record(), **entries)


@st.composite
def lives(draw: st.DrawFn, kind: str, most: int = 5) -> tuple[str, ...]:
    """Statuses one after another, each allowed after the one before."""
    now, walked = NO_STATUS, []
    for _ in range(draw(st.integers(1, most))):
        following = LIVES[kind].follows[now]
        if not following:
            break
        now = draw(st.sampled_from(following))
        walked.append(now)
    return tuple(walked)


SMALL_YEARS = (2020, 2021)
SHORT = st.one_of(
    st.builds(_exact_day, st.just(2020), st.integers(1, 4), st.integers(1, 31)),
    st.builds(lambda m: f"2020-{m:02d}", st.integers(1, 4)),
    st.just("2020-21"),
    st.just("2020"),
    st.just("2020-02/2020-03"),
    st.just("../2020-02"),
    st.just("2020-03/.."),
)
"""Dates within a few months, so that many of them overlap."""


@st.composite
def histories(draw: st.DrawFn, most: int = 5) -> Drawn:
    """A record whose events take one subject through a life, with dates that may overlap.

    The dates do not follow the order of the life, so that broken lives are drawn too.
    """
    kind = draw(st.sampled_from(sorted(LIVES)))
    events = []
    for number, status in enumerate(draw(lives(kind, most))):
        effect: dict[str, Any] = {"subject": "thing", "becomes": status}
        if kind == "option":
            effect |= draw(scopes(kind))
        if kind == "milestone" and status == "planned":
            effect["date"] = "2021"
        events.append(event(f"e{number}", draw(SHORT), [effect]))
    return Drawn(record_of(events, kind), tuple(events))


@st.composite
def scopes(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """For whom an effect holds: nobody named, one, all, or some of the collective."""
    form = draw(st.sampled_from(("none", "party", "all", "some", "some-others")))
    if form == "none":
        return {}
    if form == "party":
        return {"for": {"party": [draw(st.sampled_from(MEMBERS))]}}
    if form == "all":
        return {"for": {"all": "all-three"}}
    scope: dict[str, Any] = {"for": {"some_of": "all-three"}}
    if form == "some-others":
        scope["others"] = draw(st.sampled_from(LIVES[kind].statuses))
    return scope


@st.composite
def chronicles(draw: st.DrawFn, kind: str, most: int = 4) -> Drawn:
    """A life whose events can have happened in its own order, on days that may overlap."""
    walked = draw(lives(kind, most))
    days = sorted(draw(st.lists(st.integers(0, 40), min_size=len(walked), max_size=len(walked))))
    events = []
    for number, (status, day) in enumerate(zip(walked, days, strict=True)):
        first = date(2020, 1, 1).toordinal() + max(0, day - draw(st.integers(0, 6)))
        last = date(2020, 1, 1).toordinal() + day + draw(st.integers(0, 6))
        when = date.fromordinal(first).isoformat()
        if last > first:
            when += f"/{date.fromordinal(last).isoformat()}"
        effect: dict[str, Any] = {"subject": "thing", "becomes": status}
        if kind == "milestone" and status == "planned":
            effect["date"] = "2021"
        events.append(event(f"e{number}", when, [effect]))
    return Drawn(record_of(events, kind), tuple(events))


def with_events(drawn: Drawn, events: list[dict[str, Any]]) -> Record:
    """The record with other events, in this order."""
    made = {item["id"]: Event.model_validate(item) for item in events}
    return Record(**{**vars_of(drawn.record), "events": made})


def without(drawn: Drawn, *ids: str) -> Record:
    """The record without some events."""
    return with_events(drawn, [item for item in drawn.events if item["id"] not in ids])


def vars_of(record: Record) -> dict[str, Any]:
    """The fields of a record, without what was computed from it."""
    return {name: getattr(record, name) for name in Record.__dataclass_fields__}
