"""The JSON of the open data: by its schemas, against the facts, and against `state`."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its types are a package of their own
import pytest
from openapi_spec_validator import validate
from referencing import Registry

from generator.facts.base import Text
from generator.facts.logs import Retired
from generator.facts.record import KINDS, PLURALS
from generator.facts.when import When
from generator.history.replay import History
from generator.history.state import state_on
from generator.site.exports.contract import outline
from generator.site.exports.contract.envelope import FILES
from generator.site.exports.contract.from_facts import edtf
from generator.site.exports.contract.versions import Version, versions
from generator.site.exports.contract_shape import present_outline
from generator.site.exports.registry import exported
from generator.site.site import Options, Site
from generator.verbs import contract as verb
from tests.open_data import ADDRESS, V1, files, leaves, read_json, real

DRAWING_AIDS = ("breaks", "tile")
DAYS = [date(2015, 3, 1) + timedelta(days=97 * step) for step in range(48)]


def of_file(path: str) -> str:
    """The name of the schema of a file below `data/v1/`."""
    folder, _, name = path.removeprefix(V1).rpartition("/")
    singular = {plural: kind for kind, plural in PLURALS.items()}
    return singular[folder] if folder else name.removesuffix(".json")


def json_files() -> list[str]:
    """Every JSON file of the contract itself."""
    names = {f"{V1}{name}.json" for name in FILES if name not in KINDS}
    folders = tuple(f"{V1}{plural}/" for plural in PLURALS.values())
    return [path for path in files() if path in names or path.startswith(folders)]


def test_every_file_follows_its_schema_and_the_schemas_forbid_more() -> None:
    checkers = {
        name: jsonschema.Draft202012Validator(
            read_json(f"schema/{name}.schema.json"),
            registry=Registry(),  # nothing is fetched
            format_checker=jsonschema.FormatChecker(),
        )
        for name in FILES
    }
    for checker in checkers.values():
        jsonschema.Draft202012Validator.check_schema(checker.schema)
    for path in json_files():
        content = json.loads(files()[path])
        checkers[of_file(path)].validate(content)
        assert content["url"] == ADDRESS + path
        assert content["described_by"] == f"{ADDRESS}{V1}schema/{of_file(path)}.schema.json"
        assert checkers[of_file(path)].schema["$id"] == content["described_by"]
    event = json.loads(files()[f"{V1}events/pilot-go-live.json"])
    for spoil in (
        lambda e: e["event"].pop("when"),
        lambda e: e["event"].update(more=1),
        lambda e: e["event"]["when"].update(earliest="2024-13-01"),
        lambda e: e["event"].update(type="party"),
        lambda e: e.pop("version"),
    ):
        spoiled = json.loads(json.dumps(event))
        spoil(spoiled)  # type: ignore[no-untyped-call]
        assert list(checkers["event"].iter_errors(spoiled))


def test_openapi_describes_every_address_and_no_other() -> None:
    described = read_json("openapi.json")
    validate(described)
    assert described["servers"] == [{"url": f"{ADDRESS}data/v1"}]
    for path in json_files():
        name = of_file(path)
        pattern = f"/{PLURALS[name]}/{{id}}.json" if name in KINDS else f"/{name}.json"
        assert pattern in described["paths"]
    assert len(described["paths"]) == len(FILES) - 1, "retired entries have no address of theirs"
    schemas = described["components"]["schemas"]
    for name, model in FILES.items():
        own = read_json(f"schema/{name}.schema.json")
        assert set(own["properties"]) == set(schemas[model.__name__]["properties"])
        assert set(own["required"]) == set(own["properties"]), "a key may be missing"


def test_an_entry_that_is_gone_leaves_word_at_its_address() -> None:
    gone = [
        Retired(id="old-event", kind="event", to="pilot-go-live", date=date(2027, 1, 1)),
        Retired(id="old-party", kind="party", date=date(2027, 1, 2),
                reason=Text(sv="Fanns inte.", en="Did not exist."), name=Text(sv="X", en=None)),
        Retired(id="old-page", kind="page", addresses=("gammal/",), date=date(2027, 1, 3),
                to="pilot-go-live"),
    ]  # fmt: skip
    record = replace(real(), retired={one.id: one for one in gone})
    made = dict(exported(Site(record, "sv", Options(address=ADDRESS))))
    checker = jsonschema.Draft202012Validator(read_json("schema/retired.schema.json"))
    event = json.loads(made[f"{V1}events/old-event.json"])
    party = json.loads(made[f"{V1}parties/old-party.json"])
    for content in (event, party):
        checker.validate(content)
    assert event["retired"]["became_id"] == "pilot-go-live"
    assert party["retired"]["reason"]["en"] == "Did not exist."
    whole = json.loads(made[f"{V1}record.json"])
    assert whole["retired"] == [event["retired"], party["retired"]]
    assert b"old-party;" in made[f"{V1}retired.csv"]
    assert b"old-page" not in made[f"{V1}retired.csv"]


def test_every_entry_is_there_in_its_order_in_three_places() -> None:
    record = real()
    whole = read_json("record.json")
    for kind, plural in PLURALS.items():
        ids = list(record.of_kind(kind))
        assert [item["id"] for item in whole[plural]] == ids
        assert read_json(f"{plural}.json")[plural] == whole[plural]
        for item in whole[plural]:
            assert read_json(f"{plural}/{item['id']}.json")[kind] == item
            assert item["uri"] == f"{ADDRESS}id/{item['id']}/"
    assert whole["history"] == read_json("history.json")["history"]


def test_nothing_that_a_fact_says_is_lost() -> None:
    """Every text, number and date of the YAML stands in the JSON of its entry."""
    record = real()
    for kind, entry in record.entries():
        shown = set(leaves(read_json(f"{PLURALS[kind]}/{entry.id}.json")))
        said = entry.model_dump(mode="json", exclude=set(DRAWING_AIDS))
        assert set(leaves(said)) <= shown, entry.id


def test_dates_come_with_their_bounds() -> None:
    by_id = {event["id"]: event["when"] for event in read_json("events.json")["events"]}
    for event in real().events.values():
        shown = by_id[event.id]
        assert shown["edtf"] == str(event.when)
        bounds = [event.when.earliest, event.when.latest]
        assert [shown["earliest"], shown["latest"]] == [day and day.isoformat() for day in bounds]
        assert shown["exact"] is event.when.exact
    inexact = [when for when in by_id.values() if not when["exact"]]
    assert len(inexact) > 20
    days = [part["active"] for part in read_json("parties.json")["parties"] if part["active"]]
    assert any(day["latest"] is None for day in days)
    assert edtf(When.parse("../2024")).earliest is None
    assert edtf(When.parse("2024-11-15/..")).latest is None


def test_an_effect_on_an_option_without_a_scope_is_for_all_who_hold_it() -> None:
    record = real()
    for event in read_json("events.json")["events"]:
        for shown, effect in zip(event["effects"], record.events[event["id"]].effects, strict=True):
            scope = effect.scope
            if scope is None and effect.subject in record.options:
                holders = record.options[effect.subject].holders
                assert (shown["scope"], shown["collective_id"]) == ("all-of", holders)
            elif scope is None:
                assert (shown["scope"], shown["collective_id"]) == ("subject", None)
            else:
                assert shown["collective_id"] == (scope.all or scope.some_of)
                assert shown["party_ids"] == list(scope.party)


# The history


def held(subject: dict[str, Any], day: date, known: date | None) -> dict[str, Any]:
    """By party what the file says of a subject on a day."""
    on = day.isoformat()
    rows = subject["intervals"] if known is None else [
        row
        for row in subject["known"]
        if (row["known_from"] or "") <= known.isoformat() <= (row["known_to"] or "9999")
    ]  # fmt: skip
    found: dict[str, Any] = {}
    for row in rows:
        if (row["first_day"] or "") <= on <= (row["last_day"] or "9999"):
            for party in row["party_ids"] or [""]:
                assert party not in found, "two intervals on one day"
                found[party] = {
                    "status": row["status"],
                    "possible": [None if word == "none" else word for word in row["possible"]],
                    "since": row["since"] and row["since"]["edtf"],
                    "until": row["until"]["edtf"] if row["until"] else "..",
                    "event": row["event_id"],
                }
    return found


@pytest.mark.parametrize("lag", [None, -400, 0, 400])
def test_history_equals_state(history: History, lag: int | None) -> None:
    subjects = read_json("history.json")["history"]
    seen = 0
    for day in DAYS:
        known = None if lag is None else day + timedelta(days=lag)
        past = history if known is None else History.of(real(), known)
        state = state_on(past, day).as_json()["subjects"]
        assert [subject["subject_id"] for subject in subjects] == list(state)
        for subject in subjects:
            wanted = state[subject["subject_id"]]
            statuses = wanted["by_party"] or {
                "": {key: wanted[key] for key in ("status", "possible", "since", "until", "event")}
            }
            statuses = {p: s for p, s in statuses.items() if s["status"] is not None}
            assert held(subject, day, known) == statuses, (subject["subject_id"], day, known)
            assert subject["life"] == wanted["kind"]
            seen += len(statuses)
    assert seen > 500


# The contract


def test_the_shape_is_that_of_its_version() -> None:
    """A change of the shape needs an entry in versions.yaml; the message says which."""
    found = outline.what_is_wrong(present_outline(), versions())
    assert not found, "\n".join(found)
    assert versions()[0].outline, "run: python -m generator contract"
    assert read_json("record.json")["version"] == versions()[0].version


def test_every_version_follows_the_one_before_it() -> None:
    known = versions()
    for place in range(len(known) - 1):
        newer, older = known[place], known[place + 1]
        assert newer.number > older.number
        assert newer.date >= older.date
        unwritten = Version(newer.version, newer.date, newer.changes, ())
        assert not outline.what_is_wrong(list(newer.outline), (unwritten, older))


def version(number: str, *lines: str) -> Version:
    return Version(number, date(2026, 1, 1), (), lines)


@pytest.mark.parametrize(
    ("known", "need"),
    [
        ((version("1.0.0", "a", "b"),), ""),
        ((version("1.0.0", "a"),), "1.1.0"),
        ((version("1.2.3", "a", "b", "c"),), "2.0.0"),
        ((version("1.1.0"), version("1.0.0", "a")), ""),
        ((version("1.0.1"), version("1.0.0", "a")), "1.1.0"),
        ((version("1.1.0"), version("1.0.0", "a", "c")), "2.0.0"),
        ((version("2.0.0"), version("1.0.0", "a", "c")), ""),
        ((version("1.0.1"), version("1.0.0", "a", "b")), ""),
        ((version("1.0.0"),), ""),
    ],
)
def test_a_change_asks_for_the_right_version(known: tuple[Version, ...], need: str) -> None:
    found = "\n".join(outline.what_is_wrong(["a", "b"], known))
    assert bool(found) is bool(need)
    assert need in found


def test_the_verb_refuses_a_change_without_a_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse  # noqa: PLC0415

    monkeypatch.setattr(verb, "present_outline", lambda: [*present_outline(), "more.column string"])
    assert verb._contract(argparse.Namespace()) == 1
    message = capsys.readouterr().err
    assert "+ more.column string" in message
    assert "versions.yaml" in message
    assert "python -m generator contract" in message


def test_a_new_key_of_a_shape_is_noticed() -> None:
    lines = present_outline()
    assert "Event.when EdtfDate" in lines
    assert "events.when_earliest date?" in lines
    assert "Event.theme_id string" in lines
    assert "events (theme_id) -> themes" in lines
    assert "view timeline.parties_sv" in lines
    assert "EventType = go-live" in lines
    assert "GET events/{id}.json EventEntry" in lines
