"""What follows from the events: properties of replaying, and the real record on its days."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.facts.contract import Term
from generator.facts.event import Effect, Event
from generator.facts.lives import LIVES, NO_STATUS
from generator.facts.record import Record
from generator.facts.references import references
from generator.history.clocks import days_of_change, horizons, relevant
from generator.history.concerns import concerning
from generator.history.horizon import horizon, horizon_of
from generator.history.links import citations
from generator.history.plans import milestone_history
from generator.history.publication import Known, latest_publication, public_by, published_by
from generator.history.replay import History
from generator.history.state import (
    State,
    Status,
    intervals,
    standings,
    state_on,
    subject_on,
    terms_on,
)
from generator.history.track import MAX_TOGETHER
from tests.strategies import (
    MEMBERS,
    RECORDED,
    Drawn,
    chronicles,
    event,
    histories,
    record_of,
    source,
    vars_of,
    with_events,
    without,
)

KINDS_OF_LIFE = sorted(LIVES)
DAYS = [date(2019, 12, 20) + timedelta(days=number) for number in range(90)]


def bounds(record: Record) -> set[date]:
    """First and last possible day of every event."""
    found = set()
    for each in record.events.values():
        first, last = each.when.begins
        found |= {first or date.min, last}
    return found


def shown(status: Status) -> tuple[str | None, tuple[str | None, ...]]:
    return status.status, status.possible


def on_each_day(record: Record, days: list[date]) -> list[list[Any]]:
    """Status, candidates and giving event of the drawn subject, per party, day by day."""
    history = History.of(record)
    found = []
    for day in days:
        state = subject_on(history, "thing", day)
        parties = [(party, *shown(s), s.event) for party, s in sorted(state.by_party.items())]
        found.append([shown(state.overall), state.overall.event, parties])
    return found


# Properties


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(drawn: Drawn, random: Any) -> None:
    shuffled = list(drawn.events)
    random.shuffle(shuffled)
    other = with_events(drawn, shuffled)
    assert History.of(other).tracks == History.of(drawn.record).tracks
    assert on_each_day(other, DAYS[::9]) == on_each_day(drawn.record, DAYS[::9])


@given(histories())
def test_a_status_always_has_the_event_that_gave_it(drawn: Drawn) -> None:
    record = drawn.record
    history = History.of(record)
    for party, track in history.tracks["thing"].items():
        for span in track.spans:
            for status, giver in span.possible:
                assert (status == NO_STATUS) == (giver == "")
                if giver:
                    effects = record.events[giver].effects
                    assert status in {e.becomes for e in effects} | {e.others for e in effects}
        for _, state in intervals(history, "thing", party):
            if state.status is not None:
                assert state.event in record.events
                assert state.since == record.events[state.event].when


@given(histories())
def test_something_is_always_possible_even_in_a_broken_life(drawn: Drawn) -> None:
    for track in History.of(drawn.record).tracks["thing"].values():
        assert all(span.possible for span in track.spans)


@given(histories())
def test_the_state_changes_only_at_the_bounds_of_events(drawn: Drawn) -> None:
    allowed = bounds(drawn.record)
    for track in History.of(drawn.record).tracks["thing"].values():
        assert {span.start for span in track.spans[1:]} <= allowed
    days = on_each_day(drawn.record, DAYS)
    for number in range(1, len(DAYS)):
        if DAYS[number] not in allowed:
            assert days[number] == days[number - 1], DAYS[number]


@settings(max_examples=200)
@given(st.sampled_from(KINDS_OF_LIFE).flatmap(chronicles), st.data())
def test_a_later_event_never_changes_what_held_before(drawn: Drawn, data: st.DataObject) -> None:
    """Also where it overlaps earlier, inexact ones, and even where it breaks the life."""
    kind = drawn.record.life_of("thing")
    first = data.draw(st.sampled_from(DAYS[12:70]), "first day")
    last = first + timedelta(days=data.draw(st.integers(0, 30), "length"))
    status = data.draw(st.sampled_from(LIVES[kind].statuses), "status")
    effect = {"subject": "thing", "becomes": status}
    later = event("later", f"{first}/{last}", [effect])
    before = [day for day in DAYS if day < first]
    grown = with_events(drawn, [*drawn.events, later])
    assert on_each_day(grown, before) == on_each_day(drawn.record, before)


@given(histories())
def test_days_before_the_first_event_have_no_status(drawn: Drawn) -> None:
    earliest = min(bounds(drawn.record))
    if earliest > date.min:
        state = subject_on(History.of(drawn.record), "thing", earliest - timedelta(days=1))
        assert state.overall == Status(None)


@given(histories())
def test_a_broken_step_is_told_and_only_then(drawn: Drawn) -> None:
    """A break is told exactly where no choice of days and members respects the life."""
    for party, track in History.of(drawn.record).tracks["thing"].items():
        assert bool(track.breaks) == (not any(orders(drawn.record, party)))


# A second opinion: every concrete world


def days_of(each: Event) -> list[date]:
    """Some days that stand for all on which the event can have happened.

    Between two bounds of events no day differs from the next.
    """
    first, last = each.when.begins
    return [day for day in MARKS if (first or MARKS[0]) <= day <= last]


MARKS = [date(2019, 12, 31) + timedelta(days=number) for number in range(200)]


def reached(record: Record, effect: Effect, party: str) -> list[bool]:
    """Whether the effect can have reached the party: surely, surely not, or either."""
    scope = effect.scope
    if scope is None:
        return [True]
    if scope.party:
        return [party in scope.party]
    if scope.all:
        return [party in record.parties[scope.all].members]
    assert scope.some_of is not None
    return [True, False] if party in record.parties[scope.some_of].members else [False]


def step(kind: str, now: str, effect: Effect, hit: bool, named: bool) -> str | None:
    """The status after one effect, or None where the life does not allow it."""
    life = LIVES[kind]
    if not named:
        return now
    if hit:
        if now in life.passes_over.get(effect.becomes, ()):
            return now
        return effect.becomes if life.allows(now, effect.becomes) else None
    if now in life.passes_over.get(effect.becomes, ()):
        return now
    if effect.others is not None and life.allows(now, effect.others):
        return effect.others
    return now


def orders(record: Record, party: str) -> Iterator[tuple[str, ...]]:
    """Orders of all events that dates and life allow for some choice of members."""
    events = list(record.events.values())
    for order in itertools.permutations(events):
        if any(
            (early.when.begins[0] or date.min) > late.when.begins[1]
            for early, late in itertools.combinations(order, 2)
        ):
            continue
        if set(statuses_after(record, list(order), party)):
            yield tuple(each.id for each in order)


def statuses_after(record: Record, order: list[Event], party: str) -> Iterator[str]:
    """The status after these events in this order, for each choice of members."""
    kind = record.life_of("thing")
    effects = [effect for each in order for effect in each.effects]
    choices = [reached(record, effect, party) for effect in effects]
    for hits in itertools.product(*choices):
        now: str | None = NO_STATUS
        for effect, hit in zip(effects, hits, strict=True):
            assert now is not None
            scope = effect.scope
            named = hit or (scope is not None and scope.some_of is not None)
            now = step(kind, now, effect, hit, named and party_in(record, effect, party))
            if now is None:
                break
        if now is not None:
            yield now


def party_in(record: Record, effect: Effect, party: str) -> bool:
    scope = effect.scope
    if scope is None:
        return True
    collective = scope.all or scope.some_of
    members = record.parties[collective].members if collective else scope.party
    return party in members


def worlds(record: Record, party: str, day: date) -> set[str]:
    """Every status that the party can have at the end of a day."""
    events = list(record.events.values())
    found: set[str] = set()
    for size in range(len(events) + 1):
        for done in itertools.permutations(events, size):
            rest = [each for each in events if each not in done]
            if any((each.when.begins[0] or date.min) > day for each in done):
                continue
            if any(each.when.begins[1] <= day for each in rest):
                continue
            if any(
                (early.when.begins[0] or date.min) > late.when.begins[1]
                for early, late in itertools.combinations(done, 2)
            ):
                continue
            found |= set(statuses_after(record, list(done), party))
    return found


@settings(max_examples=150)
@given(histories(4))
def test_the_candidates_are_what_every_choice_of_days_and_members_gives(drawn: Drawn) -> None:
    record = drawn.record
    history = History.of(record)
    for party, track in history.tracks["thing"].items():
        assume(not track.breaks)
        for day in sorted(bounds(record) | {d + timedelta(days=1) for d in bounds(record)}):
            candidates = track.spans[track.on(day)].statuses
            assert candidates == worlds(record, party, day), (party, day)


@settings(max_examples=60)
@given(histories(3), st.data())
def test_one_concrete_world_is_always_among_the_candidates(
    drawn: Drawn, data: st.DataObject
) -> None:
    """As the one above, from the other side: days are drawn first, and lived through."""
    record = drawn.record
    when = {each.id: data.draw(st.sampled_from(days_of(each)), each.id) for each in
            record.events.values() if days_of(each)}  # fmt: skip
    assume(len(when) == len(record.events))
    lived = sorted(record.events.values(), key=lambda each: (when[each.id], each.id))
    for party, track in History.of(record).tracks["thing"].items():
        assume(not track.breaks)
        for day in sorted(set(when.values())):
            done = [each for each in lived if when[each.id] <= day]
            candidates = track.spans[track.on(day)].statuses
            assert set(statuses_after(record, done, party)) <= candidates


# The second clock


@st.composite
def published(draw: st.DrawFn) -> Drawn:
    """A life told by sources of their own, each published some time, perhaps not exactly."""
    drawn = draw(st.sampled_from(KINDS_OF_LIFE).flatmap(chronicles))
    sources, events = [], []
    for number, each in enumerate(drawn.events):
        day = draw(st.sampled_from(DAYS))
        form = draw(st.sampled_from(("{0}", "{0}~", "2020", "2020-02", None)))
        text = None if form is None else form.format(day)
        recorded = draw(st.sampled_from(("2020-04-01", "2021-06-01")))
        sources.append(source(f"s{number}", text, recorded))
        events.append(each | {"sources": [{"source": f"s{number}", "at": "whole"}]})
    kind = drawn.record.life_of("thing")
    return Drawn(record_of(events, kind, [source("paper", "2029-01-01"), *sources]), tuple(events))


KNOWN_DAYS = [date(2019, 12, 1), *DAYS[::7], date(2020, 4, 1), date(2021, 1, 1), date(2021, 6, 1)]


@given(published(), st.sampled_from(KNOWN_DAYS), st.sampled_from(KNOWN_DAYS))
def test_what_is_certainly_known_stays_known(drawn: Drawn, one: date, other: date) -> None:
    early, late = sorted((one, other))
    record = drawn.record
    for each in record.events.values():
        assert public_by(record, each.sources, early) <= public_by(record, each.sources, late)
    first, second = History.of(record, early), History.of(record, late)
    for day in DAYS[::5]:
        before = subject_on(first, "thing", day).overall
        after = subject_on(second, "thing", day).overall
        if before.status is not None and None not in before.possible:
            assert after.status is not None
            assert None not in after.possible


@given(published())
def test_before_any_publication_nothing_is_known(drawn: Drawn) -> None:
    starts = [s.published.begins[0] for s in drawn.record.sources.values() if s.published]
    days = [day for day in starts if day is not None]
    assume(len(days) == len(drawn.record.sources))
    history = History.of(drawn.record, min(days) - timedelta(days=1))
    assert all(subject_on(history, "thing", day).overall == Status(None) for day in DAYS)
    assert horizon(drawn.record, min(days) - timedelta(days=1)) is None


@given(published())
def test_once_all_is_recorded_all_is_known(drawn: Drawn) -> None:
    history = History.of(drawn.record, date.fromisoformat(RECORDED))
    assert history.tracks == History.of(drawn.record).tracks


def test_a_step_that_may_be_secret_does_not_hide_that_it_may_be_so() -> None:
    """Withdrawn on the first of January, perhaps not public then; put out on the first or second."""
    cited = [{"source": "rumour", "at": "whole"}]
    record = record_of(
        [
            event("out", "2020-01-01/2020-01-02", [effect("tendering")]),
            event("back", "2020-01-01", [effect("withdrawn")], sources=cited),
        ],
        "contract",
        [source("paper", "2020-01-03"), source("rumour", "2020-01-03~")],
    )
    state = subject_on(History.of(record, date(2020, 1, 5)), "thing", date(2020, 1, 1))
    assert state.overall.possible == (None, "tendering", "withdrawn")


def test_a_later_event_that_breaks_a_life_leaves_the_days_before_alone() -> None:
    walked = [
        event("starts", "2020-01-01", [effect("in-use")]),
        event("stops", "2020-01-03", [effect("stopped")]),
        event("resumes", "2020-01-01/2020-01-03", [effect("resumed")]),
        event("stops-again", "2020-01-03", [effect("stopped")]),
    ]
    later = event("later", "2020-01-02", [effect("planned")])
    history = History.of(record_of([*walked, later], "deployment"))
    assert [b.event for b in history.tracks["thing"][""].breaks][:1]
    assert subject_on(history, "thing", date(2020, 1, 1)).overall.status == "in-use"


@given(histories())
def test_standings_say_what_every_day_says(drawn: Drawn) -> None:
    history = History.of(drawn.record)
    for party in history.tracks["thing"]:
        found = standings(history, "thing", party)
        assert [day for day, _ in found] == sorted({day for day, _ in found})
        for day in bounds(drawn.record) | set(DAYS[::9]):
            state = subject_on(history, "thing", day)
            expected = state.by_party[party] if party else state.overall
            assert [status for start, status in found if start <= day][-1] == expected


def test_of_two_steps_that_exclude_each_other_the_later_breaks_the_life() -> None:
    told = [
        event("a-signed", "2020-01", [effect("signed")]),
        event("b-tender", "2020-01", [effect("tendering")]),
    ]
    track = History.of(record_of(told, "contract")).tracks["thing"][""]
    assert [(b.event, b.becomes, b.before) for b in track.breaks] == [
        ("b-tender", "tendering", (("signed", "a-signed"),))
    ]


@given(published(), st.sampled_from(KNOWN_DAYS))
def test_what_is_not_yet_public_is_as_if_it_were_not_there(drawn: Drawn, day: date) -> None:
    record = drawn.record
    hidden = [e.id for e in record.events.values() if public_by(record, e.sources, day) is Known.NO]
    assert History.of(without(drawn, *hidden), day).tracks == History.of(record, day).tracks


@given(published(), st.sampled_from(KNOWN_DAYS))
def test_the_candidates_hold_with_and_without_what_may_be_public(drawn: Drawn, day: date) -> None:
    """Where publication is uncertain, both answers are among the candidates."""
    record = drawn.record
    levels = {e.id: public_by(record, e.sources, day) for e in record.events.values()}
    sure = without(drawn, *[key for key, level in levels.items() if level is not Known.YES])
    possible = without(drawn, *[key for key, level in levels.items() if level is Known.NO])
    for party, track in History.of(record, day).tracks["thing"].items():
        for world in (sure, possible):
            other = History.of(world).tracks["thing"].get(party, track)
            if other.breaks or track.breaks:
                continue
            for when in DAYS:
                found = track.spans[track.on(when)].statuses
                assert other.spans[other.on(when)].statuses <= found, when


@pytest.mark.parametrize(
    ("published_on", "day", "known"),
    [
        ("2020-02-10", "2020-02-09", Known.NO),
        ("2020-02-10", "2020-02-10", Known.YES),
        ("2020-02", "2020-01-31", Known.NO),
        ("2020-02", "2020-02-01", Known.UNKNOWN),
        ("2020-02", "2020-02-28", Known.UNKNOWN),
        ("2020-02", "2020-02-29", Known.YES),
        ("2020-02~", "2020-02-29", Known.UNKNOWN),
        ("2020-02-10?", "2020-03-01", Known.UNKNOWN),
        ("2020-02-10~", "2020-02-09", Known.NO),
        (None, "2019-01-01", Known.UNKNOWN),
        (None, "2030-01-01", Known.YES),
        ("2020-02~", "2030-01-01", Known.YES),
        ("../2020-02", "2019-01-01", Known.UNKNOWN),
        ("2020-02/..", "2020-02-29", Known.YES),
    ],
)
def test_when_a_source_was_public(published_on: str | None, day: str, known: Known) -> None:
    record = record_of([], sources=[source("paper", published_on)])
    assert published_by(record.sources["paper"], date.fromisoformat(day)) is known


def test_the_exacter_of_two_sources_of_one_day_is_the_newest() -> None:
    given_sources = [
        source("a-month", "2020-02"),
        source("b-day", "2020-02-29"),
        source("c-day", "2020-02-29"),
        source("d-undated", None),
    ]
    record = record_of([], sources=given_sources)
    assert latest_publication(record, record.sources) == "b-day"
    assert latest_publication(record, ["d-undated"]) is None


def test_a_source_without_an_end_counts_by_the_last_day_on_which_it_can_have_begun() -> None:
    given_sources = [source("a-month", "2020-02-15"), source("open", "2020-02/..")]
    record = record_of([], sources=given_sources)
    assert latest_publication(record, record.sources) == "open"


# Single cases


def option_states(*events: dict[str, Any]) -> tuple[Record, History]:
    record = record_of(list(events), "option")
    return record, History.of(record)


ALL: dict[str, Any] = {"for": {"all": "all-three"}}
SOME: dict[str, Any] = {"for": {"some_of": "all-three"}}


def effect(becomes: str, **fields: Any) -> dict[str, Any]:
    return {"subject": "thing", "becomes": becomes, **fields}


def test_cancelling_for_all_where_the_signers_are_unknown_gives_not_in_force() -> None:
    _, history = option_states(
        event("signed", "2020-01-10", [effect("signed", others="not-signed", **SOME)]),
        event("cancelled", "2020-02-10", [effect("cancelled", **ALL)]),
    )
    before = subject_on(history, "thing", date(2020, 2, 9))
    assert {shown(state) for state in before.by_party.values()} == {
        ("unknown", ("not-signed", "signed"))
    }
    after = subject_on(history, "thing", date(2020, 2, 10))
    assert shown(after.overall) == ("not-in-force", ("cancelled", "not-signed"))
    assert after.count("not-in-force") == len(MEMBERS)
    assert after.overall.event == "cancelled"


def test_one_who_is_known_to_have_signed_is_told_apart() -> None:
    _, history = option_states(
        event("ada-signs", "2020-01-05", [effect("signed", **{"for": {"party": ["ada"]}})]),
        event("bo-declines", "2020-01-06", [effect("not-signed", **{"for": {"party": ["bo"]}})]),
        event("cancelled", "2020-02-10", [effect("cancelled", **{"for": {"party": ["ada"]}})]),
    )
    state = subject_on(history, "thing", date(2020, 3, 1))
    assert {party: s.status for party, s in state.by_party.items()} == {
        "ada": "cancelled",
        "bo": "not-signed",
        "cy": None,
    }
    assert state.overall.status == "mixed"
    assert state.overall.possible == ("cancelled", "not-signed")
    assert (str(state.overall.since), state.overall.event) == ("2020-01-06", "bo-declines")


def test_the_same_status_from_different_days_is_one_status() -> None:
    _, history = option_states(
        event("first", "2020-01-05", [effect("signed", **{"for": {"party": ["ada", "bo"]}})]),
        event("last", "2020-01-09", [effect("signed", **{"for": {"party": ["cy"]}})]),
    )
    overall = subject_on(history, "thing", date(2020, 3, 1)).overall
    assert shown(overall) == ("signed", ("signed",))
    assert (str(overall.since), overall.event) == ("2020-01-05", "first")


def test_all_of_a_collective_by_number_is_sure() -> None:
    everyone = {"for": {"some_of": "all-three", "exactly": "3"}}
    _, history = option_states(event("signed", "2020", [effect("signed", **everyone)]))
    assert subject_on(history, "thing", date(2021, 1, 1)).overall.status == "signed"


def test_some_of_a_collective_by_number_is_sure_of_nobody() -> None:
    two = {"for": {"some_of": "all-three", "exactly": "2"}}
    _, history = option_states(event("signed", "2020", [effect("signed", **two)]))
    state = subject_on(history, "thing", date(2021, 1, 1))
    assert {shown(status) for status in state.by_party.values()} == {("unknown", (None, "signed"))}


def test_inside_the_span_of_an_inexact_date_the_candidates_are_listed() -> None:
    record = record_of([event("paused", "2020", [effect("decided")])])
    history = History.of(record)
    for day, expected in [
        (date(2019, 12, 31), (None, ())),
        (date(2020, 1, 1), ("unknown", (None, "decided"))),
        (date(2020, 12, 30), ("unknown", (None, "decided"))),
        (date(2020, 12, 31), ("decided", ("decided",))),
    ]:
        assert shown(subject_on(history, "thing", day).overall) == expected


def test_qualifiers_do_not_move_the_day_on_which_it_holds() -> None:
    for mark in ("", "~", "?", "%"):
        record = record_of([event("paused", f"2020-02-10{mark}", [effect("decided")])])
        history = History.of(record)
        assert subject_on(history, "thing", date(2020, 2, 9)).overall.status is None
        assert subject_on(history, "thing", date(2020, 2, 10)).overall.status == "decided"


def test_the_end_of_a_status_is_the_next_event_or_open() -> None:
    record = record_of(
        [
            event("agreed", "2020-02", [effect("agreed")]),
            event("notice", "2020-06-01", [effect("notice-given")]),
        ]
    )
    states = [state for _, state in intervals(History.of(record), "thing")]
    assert [(s.status, str(s.until) if s.until else None, s.open_end) for s in states] == [
        (None, None, False),
        ("unknown", "2020-02", False),
        ("agreed", "2020-06-01", False),
        ("notice-given", None, True),
    ]
    assert states[-1].as_json()["until"] == ".."


def test_a_confirmation_keeps_the_first_event() -> None:
    record = record_of(
        [
            event("first", "2020-01-01", [effect("decided")]),
            event("again", "2020-02-01", [effect("decided")]),
        ]
    )
    assert subject_on(History.of(record), "thing", date(2020, 3, 1)).overall.event == "first"


def test_two_effects_of_one_event_follow_each_other() -> None:
    record = record_of(
        [
            event("awarded", "2020-01-10", [effect("awarded")]),
            event("appeal", "2020-02", [effect("appealed"), effect("awarded")]),
        ],
        "contract",
    )
    history = History.of(record)
    within = subject_on(history, "thing", date(2020, 2, 10)).overall
    assert within.possible == ("appealed", "awarded")
    assert subject_on(history, "thing", date(2020, 2, 29)).overall.status == "awarded"


def test_what_an_event_passes_through_is_not_possible_before_its_first_day() -> None:
    record = record_of(
        [
            event("awarded", "2020-01-10/2020-02-10", [effect("awarded")]),
            event("appeal", "2020-02", [effect("appealed"), effect("awarded")]),
        ],
        "contract",
    )
    history = History.of(record)
    for day, possible in [
        (date(2020, 1, 31), (None, "awarded")),
        (date(2020, 2, 1), (None, "appealed", "awarded")),
        (date(2020, 2, 28), ("appealed", "awarded")),
        (date(2020, 2, 29), ("awarded",)),
    ]:
        assert subject_on(history, "thing", day).overall.possible == possible


def test_what_only_a_broken_life_passes_through_is_not_possible_before_it_broke() -> None:
    record = record_of(
        [
            event("signed", "2020-01-10", [effect("signed")]),
            event("tender", "2020-01-20/2020-01-25", [effect("tendering")]),
            event("appeal", "2020-01-20/2020-01-30", [effect("awarded"), effect("appealed")]),
        ],
        "contract",
    )
    history = History.of(record)
    assert [broken.event for broken in history.tracks["thing"][""].breaks] == ["tender"]
    assert subject_on(history, "thing", date(2020, 1, 20)).overall.possible == ("signed",)


def test_what_is_unsettled_is_told_by_the_event_that_unsettles_it() -> None:
    """And once it has certainly happened, by the last event that gave a status."""
    _, history = option_states(
        event("offer", "2020-01/2020-03", [effect("offered", **ALL)]),
        event("mandate", "2020-02-10", [effect("authorised", **SOME)]),
    )
    for day, possible, told_by in [
        (date(2020, 1, 15), (None, "offered"), "offer"),
        (date(2020, 3, 30), (None, "authorised", "offered"), "mandate"),
        (date(2020, 3, 31), ("authorised", "offered"), "mandate"),
    ]:
        overall = subject_on(history, "thing", day).overall
        assert shown(overall) == ("unknown", possible)
        assert overall.event == told_by


def test_more_events_than_are_tried_in_every_order_keep_the_order_of_dates() -> None:
    walked = ["in-use", *["stopped", "resumed"] * MAX_TOGETHER][: MAX_TOGETHER + 2]
    events = [
        event(f"e{number:02d}", f"2020-01-{number + 1:02d}/2020-02-01", [effect(status)])
        for number, status in enumerate(walked)
    ]
    history = History.of(record_of(events, "deployment"))
    assert not history.tracks["thing"][""].breaks
    assert subject_on(history, "thing", date(2020, 2, 1)).overall.status == walked[-1]


def test_as_many_events_as_are_tried_in_every_order_find_the_one_that_life_allows() -> None:
    walked = ["in-use", *["stopped", "resumed"] * MAX_TOGETHER][:MAX_TOGETHER]
    events = [
        event(f"e{MAX_TOGETHER - number:02d}", "2020", [effect(status)])
        for number, status in enumerate(walked)
    ]
    history = History.of(record_of(events, "deployment"))
    assert not history.tracks["thing"][""].breaks


def test_context_never_moves_the_horizon() -> None:
    cited = [{"source": "late", "at": "whole"}]
    record = record_of(
        [
            event("agreed", "2020-02", [effect("agreed")]),
            event("elsewhere", "2020-03", [], context="true", sources=cited),
        ],
        sources=[source("paper", "2020-02-10"), source("late", "2020-03-10")],
    )
    newest = horizon(record)
    assert newest is not None
    assert newest.id == "paper"
    speaks = horizon_of(History.of(record), "thing")
    assert speaks is not None
    assert speaks.id == "paper"
    assert [(day, str(when)) for day, when in horizons(record)] == [
        (date(2020, 2, 10), "2020-02-10")
    ]


def test_a_source_that_is_not_the_newest_hides_no_newer_one() -> None:
    published = {"month": "2020-03", "day": "2020-03-10", "later": "2020-04-01"}
    cited = [{"source": name, "at": "whole"} for name in published]
    record = record_of(
        [event("agreed", "2020-02", [effect("agreed")], sources=cited)],
        sources=[source(*each) for each in published.items()],
    )
    assert [(day, str(when)) for day, when in horizons(record)] == [
        (date(2020, 3, 1), "2020-03"),
        (date(2020, 4, 1), "2020-04-01"),
    ]


def clause(entry_id: str = "clause", **fields: Any) -> Term:
    """A clause of the contract `thing`."""
    words = {"sv": "x", "en": "x"}
    return Term.model_validate(
        {
            "id": entry_id,
            "recorded": RECORDED,
            "verified": RECORDED,
            "sources": [{"source": "paper", "at": "whole"}],
            "confidence": "established",
            "contract": "thing",
            "type": "notice",
            "title": words,
            "text": words,
            "basis": "clause",
            **fields,
        }
    )


def bindings(events: list[dict[str, Any]], **fields: Any) -> dict[str, list[bool]]:
    """For days of 2020 whether a clause of the contract `thing` binds: for certain, perhaps, no."""
    terms = {"clause": clause(**fields)}
    history = History.of(replace(record_of(events, "contract"), terms=terms))
    days = (
        "01-31",
        "02-01",
        "02-11",
        "02-12",
        "02-28",
        "02-29",
        "03-10",
        "03-11",
        "06-01",
        "06-30",
    )
    return {
        day: [found.certain for found in terms_on(history, "thing", date.fromisoformat(f"2020-{day}"))]
        for day in days
    }  # fmt: skip


BINDS, MAY, NOT = [True], [False], list[bool]()


def test_a_clause_binds_from_the_event_that_brought_it_until_the_one_that_ended_it() -> None:
    told = [event("brought", "2020-02", []), event("over", "2020-06", [])]
    assert bindings(told, introduced_by="brought", ended_by="over") == {
        "01-31": NOT, "02-01": MAY, "02-11": MAY, "02-12": MAY, "02-28": MAY, "02-29": BINDS,
        "03-10": BINDS, "03-11": BINDS, "06-01": MAY, "06-30": NOT,
    }  # fmt: skip


def test_a_clause_binds_while_its_contract_is_in_force() -> None:
    told = [
        event("signed", "2020-02", [effect("signed")]),
        event("expires", "2020-06", [effect("expired")]),
    ]
    assert bindings(told) == {
        "01-31": NOT, "02-01": MAY, "02-11": MAY, "02-12": MAY, "02-28": MAY, "02-29": BINDS,
        "03-10": BINDS, "03-11": BINDS, "06-01": MAY, "06-30": NOT,
    }  # fmt: skip
    later = [*told, event("brought", "2020-03-11", [])]
    found = bindings(later, introduced_by="brought")
    assert (found["03-10"], found["03-11"], found["06-30"]) == (NOT, BINDS, NOT)


def test_a_clause_of_so_many_days_runs_out_when_they_are_over() -> None:
    told = [event("brought", "2020-02", [])]
    rule = {"days": "10", "counted_from": "brought"}
    assert bindings(told, introduced_by="brought", rule=rule) == {
        "01-31": NOT, "02-01": MAY, "02-11": MAY, "02-12": MAY, "02-28": MAY, "02-29": MAY,
        "03-10": MAY, "03-11": NOT, "06-01": NOT, "06-30": NOT,
    }  # fmt: skip
    whole = [event("starts", "2020-01-01", []), *told]
    found = bindings(whole, introduced_by="starts", rule=rule)
    assert (found["02-11"], found["02-12"], found["03-10"], found["03-11"]) == (
        BINDS,
        MAY,
        MAY,
        NOT,
    )
    assert bindings(told, rule={"days": "10"}, introduced_by="brought")["06-30"] == BINDS


def test_the_days_on_which_a_clause_runs_out_are_days_of_change() -> None:
    told = [event("brought", "2020-02", [])]
    rule = {"days": "10", "counted_from": "brought"}
    terms = {"plain": clause("plain"), "clause": clause(introduced_by="brought", rule=rule)}
    record = replace(record_of(told, "contract"), terms=terms)
    assert days_of_change(record, History.of(record), "thing") == [
        date.min,
        *(date(2020, 2, day) for day in (1, 12, 29)),
        date(2020, 3, 11),
    ]


def test_what_brings_a_clause_is_relevant_to_its_contract() -> None:
    told = [event("brought", "2020-02", []), event("else", "2020-03", [])]
    record = record_of(told, "contract")
    record = replace(record, terms={"clause": clause(introduced_by="brought")})
    assert set(relevant(record, "thing").events) == {"brought"}


# What the real record must show


@pytest.fixture(scope="module")
def members(record: Record) -> tuple[str, ...]:
    return record.parties["municipalities"].members


def on(history: History, day: str) -> State:
    return state_on(history, date.fromisoformat(day))


def test_the_day_after_the_start_the_pilot_is_in_use(history: History) -> None:
    subjects = on(history, "2024-11-13").subjects
    pilot = subjects["pilot-south"].overall
    assert (pilot.status, pilot.event, str(pilot.since)) == (
        "in-use",
        "pilot-go-live",
        "2024-11-12",
    )
    assert str(pilot.until) == "2024-11-15"
    assert subjects["pilot-health-centre"].overall.status == "in-use"
    assert subjects["millennium"].overall.status == "implementation"
    assert subjects["pause"].overall.status is None
    assert subjects["start-south"].overall.status == "met"


def test_the_day_before_the_start_it_is_only_planned(history: History) -> None:
    subjects = on(history, "2024-11-11").subjects
    assert subjects["pilot-south"].overall.status is None
    assert subjects["start-south"].overall.status == "planned"


def test_a_week_after_the_start_all_is_stopped_and_paused(history: History) -> None:
    subjects = on(history, "2024-11-20").subjects
    assert shown(subjects["pilot-south"].overall) == ("stopped", ("stopped",))
    assert shown(subjects["millennium"].overall) == ("paused", ("paused",))
    assert subjects["millennium"].overall.event == "introduction-paused"
    assert subjects["pause"].overall.status == "decided"
    assert [term.term.id for term in subjects["pause"].terms] == []


def test_on_14_november_only_the_health_centre_has_stopped(history: History) -> None:
    subjects = on(history, "2024-11-14").subjects
    assert subjects["pilot-health-centre"].overall.status == "stopped"
    assert subjects["pilot-south"].overall.status == "in-use"


def test_in_march_2025_the_pause_is_agreed_open_and_has_its_notice(history: History) -> None:
    state = on(history, "2025-03-01").subjects["pause"]
    assert state.overall.status == "agreed"
    assert state.overall.event == "pause-agreed"
    assert state.overall.open_end
    assert state.as_json()["until"] == ".."
    terms = {term.term.id: term for term in state.terms}
    assert set(terms) == {"pause-notice", "pause-open-end", "pause-activity", "pause-resources"}
    assert terms["pause-notice"].certain
    assert terms["pause-notice"].as_json()["rule"] == {"months": 4}
    assert str(state.as_of_date) in ("2025-02", "2025-08-26")


def test_within_february_2025_it_is_not_known_whether_the_agreement_was_made(
    history: History,
) -> None:
    state = on(history, "2025-02-10").subjects["pause"]
    assert shown(state.overall) == ("unknown", ("agreed", "decided"))
    assert [term.certain for term in state.terms] == [False] * 4


def test_in_2021_option_1_is_signed_and_the_others_unknown_for_each(
    history: History, members: tuple[str, ...]
) -> None:
    subjects = on(history, "2021-01-01").subjects
    first = subjects["option-1"]
    assert first.overall.status == "signed"
    assert {s.status for s in first.by_party.values()} == {"signed"}
    assert tuple(first.by_party) == members
    assert first.count("signed") == 49
    for option in ("option-2", "option-3"):
        state = subjects[option]
        assert tuple(state.by_party) == members
        for status in (state.overall, *state.by_party.values()):
            assert shown(status) == ("unknown", ("not-signed", "signed"))


def test_within_2022_options_2_and_3_are_unknown_with_their_candidates(history: History) -> None:
    subjects = on(history, "2022-07-01").subjects
    for option in ("option-2", "option-3"):
        state = subjects[option]
        assert len(state.by_party) == 49
        for status in (state.overall, *state.by_party.values()):
            assert shown(status) == ("unknown", ("cancelled", "not-signed", "signed"))
    assert subjects["option-1"].count("signed") == 49


def test_from_2023_options_2_and_3_are_in_force_for_nobody(history: History) -> None:
    for day in ("2022-12-31", "2023-01-01", "2026-11-22"):
        subjects = on(history, day).subjects
        for option in ("option-2", "option-3"):
            assert subjects[option].count("not-in-force") == 49
            assert subjects[option].overall.possible == ("cancelled", "not-signed")
        assert subjects["option-1"].count("signed") == 49


def test_at_the_end_the_proposal_is_made_and_no_decision_is_claimed(history: History) -> None:
    state = on(history, "2026-11-22").subjects["millennium"]
    assert shown(state.overall) == ("discontinuation-proposed", ("discontinuation-proposed",))
    assert state.overall.open_end
    assert state.overall.event == "executive-backs-scrapping"


def test_the_pause_was_not_publicly_known_before_it_was_published(record: Record) -> None:
    early = History.of(record, date(2024, 11, 14))
    assert subject_on(early, "pause", date(2024, 11, 20)).overall.status is None
    assert "paused" not in subject_on(early, "millennium", date(2024, 11, 20)).overall.possible
    nothing = state_on(History.of(record, date(2010, 1, 1)), date(2025, 3, 1))
    for key, subject in nothing.subjects.items():
        assert None in (subject.overall.possible or (None,)), key


def test_the_plans_for_the_first_start_stand_in_the_order_they_were_made(history: History) -> None:
    plans = milestone_history(history, "start-south")
    assert [str(promise.date) for promise in plans.promises] == [
        "2021-21",
        "2022-21",
        "2024-23",
        "2024-11-12",
        "2024-11",
    ]
    assert plans.outcome is not None
    assert (plans.outcome.id, plans.outcome_status) == ("pilot-go-live", "met")


@pytest.mark.parametrize("day", ["2020-07-01", "2024-11-14", "2025-03-01"])
def test_what_is_relevant_to_a_subject_is_enough_to_tell_its_state(
    record: Record, history: History, day: str
) -> None:
    for subject in history.tracks:
        alone = History.of(relevant(record, subject))
        when = date.fromisoformat(day)
        assert subject_on(alone, subject, when) == subject_on(history, subject, when), subject


def test_every_citation_of_an_entry_is_found_however_deep(record: Record) -> None:
    for _, entry in record.entries():
        named = [target for loc, target, _ in references(entry) if loc[-1] == "source"]
        assert [citation.source for citation in citations(entry)] == named


def test_a_gap_concerns_whom_it_touches_and_not_whom_one_could_ask(record: Record) -> None:
    gap = next(iter(record.gaps.values())).model_copy(
        update={"positions": (), "touches": (), "related": (), "ask": ("oracle",)}
    )
    assert gap.id not in concerning(replace(record, gaps={gap.id: gap}))["oracle"]
    touching = gap.model_copy(update={"touches": ("oracle",)})
    assert gap.id in concerning(replace(record, gaps={gap.id: touching}))["oracle"]


def test_no_life_is_broken(history: History) -> None:
    for subject, tracks in history.tracks.items():
        for party, track in tracks.items():
            assert not track.breaks, (subject, party)


def test_every_day_of_the_real_record_answers(record: Record, history: History) -> None:
    """The state never changes but at the bounds of events, for any subject or party."""
    allowed = bounds(record)
    day = date(2014, 12, 1)
    last: dict[tuple[str, str], frozenset[str]] = {}
    while day < date(2026, 6, 1):
        for subject, tracks in history.tracks.items():
            for party, track in tracks.items():
                now = track.spans[track.on(day)].statuses
                if (subject, party) in last and day not in allowed:
                    assert now == last[subject, party]
                last[subject, party] = now
        day += timedelta(days=1)


def test_a_record_keeps_its_fields_when_it_is_copied(record: Record) -> None:
    assert Record(**vars_of(record)) == record
