"""Calendars, read back by another library than the one that wrote them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from generator.facts.base import Correction, Text
from generator.facts.event import Event
from generator.facts.logs import Retired
from generator.facts.record import Record
from generator.facts.when import When
from generator.site.exports import calendar_ics
from generator.site.exports.calendar_components import calendars
from generator.site.exports.calendar_ics import counts, known_day, span_of
from generator.site.exports.scopes import permanent, scopes
from generator.site.site import Options, Site

ADDRESS = "https://example.org/record/"
ALL, SPANS = "data/v1/events.ics", "data/v1/calendars/spans.ics"


def files(record: Record, language: str = "sv", address: str = ADDRESS) -> dict[str, bytes]:
    return dict(calendars(Site(record, language, Options(address=address))))


def read(data: bytes) -> list[Any]:
    """The events of a calendar as vobject reads them."""
    calendar = vobject.readOne(data.decode("utf-8"), validate=True)
    return list(getattr(calendar, "vevent_list", []))


def changed(record: Record, event: str, **fields: Any) -> Record:
    """The record with other values in one event."""
    other = record.events[event].model_copy(update=fields)
    return replace(record, events={**record.events, event: other})


def one_with_a_day(record: Record) -> Event:
    return next(event for event in record.events.values() if event.when.exact)


def correction(day: str, was: str, field: str = "when") -> Correction:
    text = Text(sv=was, en=was)
    return Correction(date=date.fromisoformat(day), field=field, was=text, reason=text)


@pytest.fixture(scope="module")
def made(record: Record) -> dict[str, bytes]:
    return files(record)


def test_every_event_is_in_one_calendar_or_counted(record: Record, made: dict[str, bytes]) -> None:
    known, spans = read(made[ALL]), read(made[SPANS])
    assert (known, spans) != ([], [])
    uids = Counter(event.uid.value for event in [*known, *spans])
    assert set(uids.values()) == {1}
    counted = counts(record)
    assert (len(known), len(spans)) == (counted.known + counted.cancelled, counted.spans)
    assert counted.known + counted.spans + counted.neither == len(record.events)
    without = [event for event in record.events.values() if event.when.begins[0] is None]
    assert counted.neither == len(without)
    text = made[ALL].replace(b"\r\n ", b"").decode()
    assert f"på webbplatsen: {len(record.events) - len(known)}." in text


def test_a_day_is_one_whole_day_and_its_words_are_the_facts(
    record: Record, made: dict[str, bytes]
) -> None:
    by_uid = {event.uid.value: event for event in read(made[ALL])}
    for event in record.events.values():
        day = known_day(event.when)
        if day is None:
            continue
        found = by_uid[str(permanent(record, event.id))]
        assert found.dtstart.value == day
        assert (found.dtend.value - day).days == 1
        assert found.summary.value.startswith(event.title.sv)
        assert event.text.sv in found.description.value
        for citation in event.sources:
            assert record.sources[citation.source].url in found.description.value
        assert found.url.value == f"{ADDRESS}handelser/{event.id}/"
        assert found.transp.value == "TRANSPARENT"
        stamp = datetime.combine(event.verified, datetime.min.time(), UTC)
        assert found.dtstamp.value == found.last_modified.value == stamp


def test_a_span_covers_all_days_it_may_mean_and_says_so(
    record: Record, made: dict[str, bytes]
) -> None:
    by_uid = {event.uid.value: event for event in read(made[SPANS])}
    for event in record.events.values():
        span = span_of(event)
        if span is None:
            continue
        found = by_uid[str(permanent(record, event.id))]
        assert (found.dtstart.value, found.dtend.value.toordinal() - 1) == (
            event.when.begins[0],
            event.when.begins[1].toordinal(),
        )
        assert found.summary.value.endswith(")")
        assert found.transp.value == "TRANSPARENT"


def test_lines_are_folded_and_end_as_the_standard_says(made: dict[str, bytes]) -> None:
    for path, data in made.items():
        lines = data.split(b"\r\n")
        assert lines[-1] == b"", path
        assert max(map(len, lines)) <= 75, path
        assert not any(b"\n" in line or b"\r" in line for line in lines), path


def test_joined_events_are_what_the_library_writes(record: Record, made: dict[str, bytes]) -> None:
    for path in (ALL, SPANS):
        again = Calendar.from_ical(made[path])
        assert again.to_ical() == made[path]
        assert all(not component.errors for component in again.walk())


def test_a_calendar_for_every_party_and_theme(record: Record, made: dict[str, bytes]) -> None:
    themes = record.settings.themes
    assert len(made) == 2 + len(record.parties) + len(themes)
    members = record.settings.members
    one = record.parties[members].members[0]
    of_all = read(made[f"data/v1/calendars/parties/{members}.ics"])
    of_one = read(made[f"data/v1/calendars/parties/{one}.ics"])
    assert {e.uid.value for e in of_all} <= {e.uid.value for e in of_one}
    assert of_all
    in_themes = [read(made[f"data/v1/calendars/themes/{theme.id}.ics"]) for theme in themes]
    assert sum(map(len, in_themes)) == len(read(made[ALL]))


def test_both_languages_know_the_same_events(record: Record, made: dict[str, bytes]) -> None:
    english = files(record, "en")
    assert {path.replace("data/v1/", "data/v1/en/") for path in made} == set(english)
    sv, en = read(made[ALL]), read(english["data/v1/en/events.ics"])
    assert [e.uid.value for e in sv] == [e.uid.value for e in en]
    assert any(a.summary.value != b.summary.value for a, b in zip(sv, en, strict=True))
    assert en[0].url.value.startswith(f"{ADDRESS}en/handelser/")


def test_ids_do_not_hang_on_the_address_or_the_text(record: Record, made: dict[str, bytes]) -> None:
    moved = read(files(record, address="https://elsewhere.example/")[ALL])
    assert [e.uid.value for e in moved] == [e.uid.value for e in read(made[ALL])]
    event = one_with_a_day(record)
    told = changed(record, event.id, title=Text(sv="Annat", en="Other"))
    assert permanent(told, event.id) == permanent(record, event.id)
    other = replace(record, settings=record.settings.model_copy(update={"namespace": "other"}))
    assert permanent(other, event.id) != permanent(record, event.id)


def test_a_corrected_date_is_the_same_event_with_a_higher_sequence(record: Record) -> None:
    event = one_with_a_day(record)
    uid = str(permanent(record, event.id))
    (before,) = [e for e in read(files(record)[ALL]) if e.uid.value == uid]
    fixed = changed(
        record, event.id, when=When.parse("2031-04-05"), verified=date(2031, 5, 1),
        corrections=(correction("2031-05-01", str(event.when)),),
    )  # fmt: skip
    (after,) = [e for e in read(files(fixed)[ALL]) if e.uid.value == uid]
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.dtstart.value == date(2031, 4, 5)
    assert after.dtstamp.value.date() == date(2031, 5, 1)
    twice = changed(fixed, event.id, corrections=(
        correction("2031-05-01", str(event.when)), correction("2031-06-01", "x", "title"),
    ))  # fmt: skip
    (last,) = [e for e in read(files(twice)[ALL]) if e.uid.value == uid]
    assert last.sequence.value == "2"


def test_a_day_that_turned_out_unknown_is_cancelled_where_it_stood(record: Record) -> None:
    event = one_with_a_day(record)
    uid = str(permanent(record, event.id))
    vague = changed(
        record, event.id, when=When.parse("2031-04"),
        corrections=(correction("2031-05-01", str(event.when)),),
    )  # fmt: skip
    made = files(vague)
    (found,) = [e for e in read(made[ALL]) if e.uid.value == uid]
    assert (found.status.value, found.sequence.value) == ("CANCELLED", "1")
    assert found.dtstart.value == event.when.begins[0]
    assert counts(vague).cancelled == counts(record).cancelled + 1
    assert [e for e in read(made[SPANS]) if e.uid.value == uid]


def test_what_goes_on_stands_on_the_day_it_began(record: Record) -> None:
    event = one_with_a_day(record)
    going = changed(record, event.id, when=When.parse("2031-04-05/.."))
    uid = str(permanent(record, event.id))
    (found,) = [e for e in read(files(going)[ALL]) if e.uid.value == uid]
    assert (found.dtend.value - found.dtstart.value).days == 1
    assert "tills vidare" in found.summary.value
    for text in ("2031-04-05~", "2031-04-05?/..", "2031-04-05/2031-04-09", "../2031-04-05"):
        assert known_day(When.parse(text)) is None


def test_an_event_that_was_removed_is_cancelled(record: Record) -> None:
    event = one_with_a_day(record)
    (before,) = [e for e in read(files(record)[ALL]) if e.url.value.endswith(f"/{event.id}/")]
    why = Text(sv="Hände aldrig.", en="Never happened.")
    gone = Retired(
        id=event.id, kind="event", name=event.title, when=event.when,
        date=date(2031, 5, 1), reason=why,
    )  # fmt: skip
    others = {name: other for name, other in record.events.items() if name != event.id}
    without = replace(record, events=others, retired={event.id: gone})
    (found,) = [e for e in read(files(without)[ALL]) if e.uid.value == before.uid.value]
    assert found.status.value == "CANCELLED"
    assert int(found.sequence.value) > int(before.sequence.value)
    assert found.dtstart.value == before.dtstart.value
    assert found.description.value == why.sv
    unknown = replace(without, retired={event.id: gone.model_copy(update={"when": None})})
    assert len(read(files(unknown)[ALL])) == len(read(files(record)[ALL])) - 1


HOSTILE = "A; B, C\\ D\nEND:VEVENT\nBEGIN:VEVENT\r\nX-EVIL:1 “é” \U0001f600 " + "ö" * 90


def test_hostile_text_stays_text(record: Record) -> None:
    event = one_with_a_day(record)
    text = Text.model_construct(sv=HOSTILE, en=HOSTILE)
    made = files(changed(record, event.id, title=text, text=text))[ALL]
    assert len(read(made)) == len(read(files(record)[ALL]))
    assert b"\nX-EVIL" not in made
    (found,) = [e for e in read(made) if "X-EVIL" in e.summary.value]
    assert found.description.value.startswith(HOSTILE.replace("\r\n", "\n"))


def test_two_builds_are_the_same_to_the_byte(record: Record) -> None:
    site = Site(record, "sv", Options(address=ADDRESS))
    assert list(calendar_ics.EXPORT.files(site)) == list(calendar_ics.EXPORT.files(site))


def test_a_party_is_concerned_through_its_collectives_but_not_by_being_asked(
    record: Record,
) -> None:
    found = {scope.id: set(scope.ids) for scope in scopes(record) if scope.kind == "party"}
    members = record.settings.members
    assert found[members]
    for one in record.parties[members].members:
        assert found[members] <= found[one]
    gap = next(gap for gap in record.gaps.values() if gap.ask)
    asked = gap.ask[0]
    only = gap.model_copy(update={"touches": (next(iter(record.events)),), "related": ()})
    other = replace(record, gaps={gap.id: only})
    (mine,) = [s.ids for s in scopes(other) if s.kind == "party" and s.id == asked]
    assert gap.id not in mine
    touched = replace(record, gaps={gap.id: only.model_copy(update={"touches": (asked,)})})
    (mine,) = [s.ids for s in scopes(touched) if s.kind == "party" and s.id == asked]
    assert gap.id in mine
