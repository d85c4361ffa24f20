"""The files that the interactive timeline reads, without a browser."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.facts.record import Record
from generator.history.replay import History
from generator.history.state import state_on
from generator.site.exports import assets, history_json, shorten
from generator.site.exports.history_json import history_data
from generator.site.exports.timeline_json import events_data, texts_data
from generator.site.site import Site

DAYS = [date(2015, 3, 1) + timedelta(days=97 * step) for step in range(48)]


@pytest.fixture(scope="module")
def data(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(history_data(record)))
    return found


def standing(rows: list[list[Any]], day: date) -> Any:
    return next((value for start, value in reversed(rows) if start <= day.isoformat()), None)


def looked_up(data: dict[str, Any], day: date, known: date | None) -> dict[str, Any]:
    """What a reader of the file finds for a day."""
    subjects = {}
    for name, subject in data["subjects"].items():
        track = subject["all"] if known is None else standing(subject["known"], known)
        state = data["states"][standing(data["tracks"][track], day)]
        subjects[name] = {
            "kind": subject["kind"],
            **data["statuses"][state["status"]],
            **{key: state[key] for key in ("as_of", "as_of_source", "terms")},
            "by_party": {
                party: data["statuses"][status]
                for status, parties in state["by_party"]
                for party in parties
            },
        }
    horizon = data["horizon"]
    return {
        "on": day.isoformat(),
        "known_by": known.isoformat() if known else None,
        "horizon": horizon["all"] if known is None else standing(horizon["known"], known),
        "subjects": subjects,
    }


@pytest.mark.parametrize("lag", [None, -400, 0, 400])
def test_history_file_equals_state(
    data: dict[str, Any], record: Record, history: History, lag: int | None
) -> None:
    for day in DAYS:
        known = None if lag is None else day + timedelta(days=lag)
        past = history if known is None else History.of(record, known)
        assert looked_up(data, day, known) == state_on(past, day).as_json(), (day, known)


@cache
def events(language: str) -> dict[str, Any]:
    from tests.test_timeline import real  # noqa: PLC0415  (shares its cache)

    return events_data(Site(real(), language))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_events_file_holds_every_event_as_the_site_says_it(record: Record, language: str) -> None:
    found = events(language)
    site = Site(record, language)
    assert [event["id"] for event in found["events"]] == [event.id for event in site.events]
    for event, shown in zip(site.events, found["events"], strict=True):
        first, last = event.when.begins
        assert shown["z"] == last.isoformat()
        assert shown["a"] == (first or date.fromisoformat(found["first"])).isoformat()
        assert ("u" in shown) is not event.when.exact
        assert shown["t"] == site.plain(event.title)
    assert "&#" not in json.dumps(found)
    assert set(texts_data(site)) == set(record.events)


@pytest.mark.site
@pytest.mark.parametrize("path", ["tidslinje/", "tidslinje/inbaddad/"])
@pytest.mark.parametrize("root", ["", "en/"])
def test_pages_of_both_languages_find_the_one_history(
    built_site: Path, root: str, path: str
) -> None:
    page = (built_site / root / path / "index.html").read_text("utf-8")
    for name in ("events", "texts", "history"):
        link = html.unescape(re.findall(rf'data-{name}="([^"]*)"', page)[0])
        file = (built_site / root / path / link).resolve()
        assert file.is_file(), link
        shared = (built_site / history_json.PATH).resolve()
        assert (file == shared) is (name == "history")


def test_script_holds_every_module_and_nothing_but_them() -> None:
    texts = [file.read_text("utf-8") for file in (assets.OVERRIDES / "timeline").glob("*.js")]
    script = assets.script()
    for name in (name for text in texts for name, _ in assets._names(text)):
        assert re.search(rf"\b{re.escape(name)}\b", script), name
    assert len(script) < sum(map(len, texts))
    assert script.startswith(
        "//# allFunctionsCalledOnLoad\nconst "
    )  # the browser looks at its start only
    assert not re.search(r"\b(import|export)\b", script)


@pytest.mark.site
def test_packaging_leaves_what_the_script_says_to_the_browser(built_site: Path) -> None:
    (file,) = (built_site / "assets").glob("timeline.*.js")
    assert file.read_text("utf-8") == assets.script()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('import x from "./two.js";', "one.js: write"),
        ("export default 1;", "one.js: write"),
        ("export { a };", "one.js: write"),
        ('import { b as c } from "./two.js";', "two.js exports no “b as c”"),
        ('import { d } from "./two.js";', "two.js exports no “d”"),
        (
            'import { a } from "./two.js";\nconst f = (x, y = 2) => x, b = 1;',
            "“b” is also in two.js",
        ),
        ('import { one } from "./one.js";', "one.js needs itself"),
    ],
)
def test_joiner_refuses_what_it_does_not_know(text: str, problem: str) -> None:
    modules = {"one": text + "\n", "two": "export const a = 1, b = (y) => y;\nlet d = 1;\n"}
    with pytest.raises(shorten.NotPlain, match=re.escape(problem)):
        assets.join(modules, "one")


def test_joiner_puts_first_what_others_need() -> None:
    modules = {
        "one": 'import { a, b } from "./two.js";\nexport const c = a + b;\n',
        "two": "export const a = 1, b = 2;\nconst y = 3;\n",
    }
    assert assets.join(modules, "one").split() == "const a=1,b=2;const y=3; const c=a+b;".split()


@pytest.mark.parametrize(
    "words",
    [
        "`${n} of ${m ? `or  ${n > 1 ? ` b ` : ''} c` : ''} d`",
        r"`\` ${1} $ { `",
        "`${{ a: `}` }.a}  `",
        r"`${/* ` */ /[`}/]\/`/.test(b) ? ` x ` : 4 / 2 / 1 + ' ` '}  z`",
    ],
)
def test_words_of_a_script_stay_as_they_are(words: str) -> None:
    """Also in template literals within others, beside signs that look like their ends."""
    text = f"/* ` */ const  a = b / c, d = / [/] ` /.test({words}) / 2; // `\n"
    assert shorten.shorten("one.js", text) == f"const a=b/c,d=/ [/] ` /.test({words})/2;"


def test_panels_say_their_words_with_room_between() -> None:
    """Each template literal of a module is in the joined script, letter by letter."""
    script = assets.script()
    literals = 0
    for file in (assets.OVERRIDES / "timeline").glob("*.js"):
        text = file.read_text("utf-8")
        for start, end in shorten._templates(file.name, text):
            literals += 1
            assert text[start:end] in script, f"{file.name}: {text[start:end]}"
    assert literals > 100


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("const a = 1;\nconst b = `${a ? `x` : 1`;\n", "one.js:2: a template literal"),
        ("const a = 'b;\n", "one.js:1: a string"),
        ("\n\nif (a) {}\n/x/.test(a);\n", "one.js:4: “/” after “}”"),
        ("const a = `b`, c = '`0`';\n", "one.js: a string holds a number"),
    ],
)
def test_what_cannot_be_shortened_safely_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(shorten.NotPlain, match=re.escape(place)):
        shorten.shorten("one.js", text)
