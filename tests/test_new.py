"""`new`: an entry is added, every other byte stays, and nothing is lost when it cannot be."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import cli
from generator.checking.check import check
from generator.facts.record import KINDS, PLURALS
from generator.reading.document import read_document
from generator.reading.insert import Refused, entry_lines, inserted
from generator.reading.load import load, read_folder
from generator.scaffold_entry import (
    LEAST,
    WrongForm,
    citation,
    effect,
    fields_of,
    involvement,
    mapping,
    proposed_id,
    slug,
)
from tests import strategies
from tests.typed import plain, typed_files

ROOT = Path(__file__).resolve().parent.parent
BASE = ROOT / "tests" / "mistakes" / "base"
AS_OF = date(2022, 2, 1)
DAY = ["--recorded", "2022-02-01"]
CITED = ["--source", "gazette ¶ 7"]

FLAGS: dict[str, list[str]] = {
    "event": [
        "--when", "2021-11-01", "--type", "decision", "--theme", "contract",
        "--title", "Nämnden tar paus", "--title-en", "The board takes a break",
        "--text", "Beslutet: ingen start, än.", "--text-en", "The decision: no start.",
        "--party", "library-board decider", "--source", "gazette ¶ 7 [when, text]",
    ],
    "party": ["--classification", "company", "--name", "Bok & Ö AB", "--name-en", "Bok & Ö AB", *CITED],
    "source": [
        "https://oposten.example/ny", "--title", "Nytt: om öarna", "--published", "2022-01",
        "--date-basis", "Månaden står på sidan.", "--date-basis-en", "The month is printed.",
    ],
    "contract": [
        "--type", "agreement", "--title", "Tillägget", "--title-en", "The addition",
        "--text", "Om stöd.", "--text-en", "On support.", "--party", "bokbolaget supplier", *CITED,
    ],
    "option": [
        "--number", "2", "--contract", "main-contract", "--holders", "islands",
        "--name", "Fjärrlån", "--name-en", "Interlibrary loans", "--text", "Lån från andra.",
        "--text-en", "Loans from others.", *CITED,
    ],
    "term": [
        "--contract", "main-contract", "--type", "duration", "--title", "Fyra år",
        "--title-en", "Four years", "--text", "Avtalet löper.", "--text-en", "It runs.",
        "--basis", "clause", "--rule", "years=4", *CITED,
    ],
    "subject": [
        "--kind", "pause", "--name", "Uppehållet", "--name-en", "The break",
        "--text", "Ett uppehåll.", "--text-en", "A break.",
    ],
    "figure": [
        "--measures", "Andra budgeten", "--measures-en", "Second budget", "--measure", "budget",
        "--value", "900000", "--unit", "SEK", "--as-of", "2021-12", *CITED,
    ],
    "gap": [
        "--type", "gap", "--question", "Vem betalar?", "--question-en", "Who pays?",
        "--text", "Ingen säger det.", "--text-en", "Nobody says.", "--touches", "first-budget,notice",
        "--settles", "Protokollet.", "--settles-en", "The minutes.",
        "--position", "Nämnden.", "The board.", "gazette ¶ 9",
    ],
    "question": [
        "--question", "Vad kostar det?", "--question-en", "What does it cost?",
        "--answer", "Budgeten var 799 000.", "--answer-en", "The budget was 799,000.",
        "--rests-on", "first-budget",
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small record."""
    made = tmp_path / "data"
    made.mkdir()
    for name, data in read_folder(BASE).items():
        (made / name).write_bytes(data)
    return made


def only_added(before: bytes, after: bytes) -> bytes:
    """The one run of bytes that was added; fails where anything else differs."""
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    start = min(len(before), len(after)) if start is None else start
    length = len(after) - len(before)
    assert length > 0
    for first in range(max(0, start - length), start + 1):
        if after[:first] + after[first + length :] == before:
            return after[first : first + length]
    raise AssertionError("more than one place differs")


@pytest.mark.parametrize("kind", LEAST)
def test_every_kind_by_flags(folder: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = read_folder(folder)
    assert cli.main(["new", kind, *FLAGS[kind], "--data", str(folder), *DAY]) == 0
    said = capsys.readouterr().out
    after = read_folder(folder)
    name = f"{PLURALS[kind]}.yaml"
    assert {n for n in files if files[n] != after[n]} == {name}
    added = only_added(files[name], after[name]).decode()
    loaded, problems = check(after, AS_OF)
    assert [p.rule for p in problems if p.is_error] == []
    assert "not-canonical" not in {p.rule for p in problems}
    assert loaded.record is not None
    (entry,) = list(loaded.record.of_kind(kind).values())[-1:] if kind != "party" else [
        loaded.record.parties["bok-o-ab"]
    ]  # fmt: skip
    assert f"id: {entry.id}\n" in added
    assert str(entry.recorded) == str(entry.verified) == "2022-02-01"
    assert f"added “{entry.id}”" in said
    assert "Next: python -m generator" in said


def test_every_kind_has_flags_and_asks_for_all_that_is_required() -> None:
    assert set(LEAST) == set(KINDS) == set(FLAGS)
    given_later = {"id", "recorded", "verified", "names"}
    for kind, model in KINDS.items():
        required = {i.alias or n for n, i in model.model_fields.items() if i.is_required()}
        assert required - given_later <= set(LEAST[kind])
        assert set(LEAST[kind]) <= set(fields_of(kind))


def test_an_event_stands_in_order_of_time(folder: Path) -> None:
    cli.main(["new", "event", *FLAGS["event"], "--data", str(folder), "--id", "break", *DAY])
    text = (folder / "events.yaml").read_text("utf-8")
    ids = [line.removeprefix("- id: ") for line in text.split("\n") if line.startswith("- id:")]
    assert ids[-1] == "break"
    assert text.endswith("\n")
    args = FLAGS["event"].copy()
    args[1] = "2021-05"
    cli.main(["new", "event", *args, "--data", str(folder), "--id", "early", *DAY])
    text = (folder / "events.yaml").read_text("utf-8")
    ids = [line.removeprefix("- id: ") for line in text.split("\n") if line.startswith("- id:")]
    assert ids.index("early") == ids.index("pilot-starts") - 1


def test_a_party_stands_with_its_like(folder: Path) -> None:
    cli.main(["new", "party", *FLAGS["party"], "--data", str(folder), *DAY])
    text = (folder / "parties.yaml").read_text("utf-8")
    assert (
        text.index("- id: bokbolaget")
        < text.index("- id: bok-o-ab\n")
        < text.index("- id: anna-berg")
    )


def test_a_source_begins_with_its_address(folder: Path) -> None:
    cli.main(["new", "source", *FLAGS["source"], "--data", str(folder), *DAY])
    record = load(read_folder(folder)).record
    assert record is not None
    source = record.sources["oposten-2022-01"]
    assert (source.publisher, source.language) == ("Öposten", "sv")
    assert source.url == "https://oposten.example/ny"


def test_the_same_address_again_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_folder(folder)
    args = ["https://oposten.example/bokvagen", *FLAGS["source"][1:]]
    assert cli.main(["new", "source", *args, "--data", str(folder), *DAY]) == 1
    assert read_folder(folder) == before
    said = capsys.readouterr().err
    assert "same-address" in said
    assert "“gazette” has the same address" in said


@pytest.mark.parametrize(
    ("flag", "value", "says"),
    [
        ("--when", "hösten 2021", "Did you mean 2021-23?"),
        ("--type", "beslut", "Did you mean “decision”?"),
        ("--party", "libary-board decider", "Did you mean “library-board”?"),
        ("--source", "gazete ¶ 7", "Did you mean “gazette”?"),
        ("--source", "gazette stycke 7", "Did you mean “¶ 7”?"),
        ("--effect", "pilot-sando stoppad", "Did you mean “stopped”?"),
        ("--id", "gazette", "is already used"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    folder: Path, flag: str, value: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_folder(folder)
    args = FLAGS["event"].copy()
    if flag in args:
        args[args.index(flag) + 1] = value
    else:
        args += [flag, value]
    assert cli.main(["new", "event", *args, "--data", str(folder), *DAY]) == 1
    assert read_folder(folder) == before
    said = capsys.readouterr().err
    assert says in said
    assert "nothing was written" in said


def test_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_folder(folder)
    args = ["new", "figure", *FLAGS["figure"], "--data", str(folder), "--dry-run", *DAY]
    assert cli.main(args) == 0
    assert read_folder(folder) == before
    assert "- id: second-budget\n" in capsys.readouterr().out


def test_a_broken_file_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "figures.yaml"
    path.write_bytes(path.read_bytes() + b"- id: [\n")
    before = read_folder(folder)
    assert cli.main(["new", "figure", *FLAGS["figure"], "--data", str(folder), *DAY]) == 1
    assert read_folder(folder) == before
    said = capsys.readouterr().err
    assert "figures.yaml:11:7" in said
    assert "nothing was written" in said


def test_a_list_in_brackets_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "gaps.yaml"
    path.write_text("[{id: a}]\n", "utf-8")
    assert cli.main(["new", "gap", *FLAGS["gap"], "--data", str(folder), *DAY]) == 1
    assert path.read_text("utf-8") == "[{id: a}]\n"
    assert "brackets" in capsys.readouterr().err


def test_without_a_terminal_the_missing_flags_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert cli.main(["new", "gap", "--type", "gap", "--data", str(folder), *DAY]) == 2
    assert "--question, --text, --touches, --settles missing" in capsys.readouterr().err


EMPTY = {
    "[]\n": "- id: x\n  a: b\n",
    "[]": "- id: x\n  a: b",
    "# head\n[]  # nothing yet\n": "# head\n- id: x\n  a: b  # nothing yet\n",
    "": "- id: x\n  a: b\n",
    "# head\r\n": "# head\r\n\r\n- id: x\r\n  a: b\r\n",
    "# head": "# head\n\n- id: x\n  a: b",
    "- id: w\n": "- id: w\n\n- id: x\n  a: b\n",
    "- id: w": "- id: w\n\n- id: x\n  a: b",
    "- id: w\r\n  a: b": "- id: w\r\n  a: b\r\n\r\n- id: x\r\n  a: b",
    "  - id: w\n\n# end\n": "  - id: w\n\n  - id: x\n    a: b\n\n# end\n",
}


def test_true_and_false_are_written_as_yaml_has_them() -> None:
    for value, word in [(True, "true"), (False, "false")]:
        lines = entry_lines(KINDS["event"], {"id": "x", "context": value})
        assert lines == ["- id: x", f"  context: {word}"]


def test_a_list_in_brackets_is_refused_at_the_top_of_its_file() -> None:
    with pytest.raises(Refused) as refused:
        inserted(b"[{id: w}]\n", "gaps.yaml", "gap", ["- id: x"])
    assert [(p.rule, p.file, p.line, p.column) for p in refused.value.problems] == [
        ("not-a-list", "gaps.yaml", 1, 1)
    ]


def test_what_happened_before_all_others_stands_first() -> None:
    before = "# Events.\n\n- id: b\n  when: 2021\n"
    lines = ["- id: a", "  when: 2020"]
    made, line = inserted(before.encode(), "events.yaml", "event", lines)
    assert made.decode() == "# Events.\n\n- id: a\n  when: 2020\n\n- id: b\n  when: 2021\n"
    assert line == 3


def test_the_first_of_its_classification_stands_last() -> None:
    before = "".join(f"- id: {name}\n  classification: body\n" for name in "abc")
    lines = ["- id: d", "  classification: company"]
    made, line = inserted(before.encode(), "parties.yaml", "party", lines)
    assert made.decode() == before + "\n" + "\n".join([*lines, ""])
    assert line == 8


def test_a_date_that_cannot_be_read_does_not_hide_the_later_ones() -> None:
    before = "- id: a\n  when: hösten\n- b\n- id: c\n  when: 2021\n"
    lines = ["- id: d", "  when: 2022"]
    made, _ = inserted(before.encode(), "events.yaml", "event", lines)
    assert made.decode() == before + "\n" + "\n".join([*lines, ""])


@pytest.mark.parametrize("before", EMPTY)
def test_where_it_goes(before: str) -> None:
    made, line = inserted(before.encode(), "gaps.yaml", "gap", ["- id: x", "  a: b"])
    assert made.decode() == EMPTY[before]
    assert made.decode().split("\n")[line - 1].lstrip().startswith("- id: x")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Mn", "Co", "Cn"))).map(str.strip)  # fmt: skip


@given(TEXTS.filter(lambda text: 0 < len(text) < 200))
def test_whatever_is_written_is_read_back(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    entry = {"id": "x", "title": {"sv": text}, "sources": [{"source": "a", "at": text}]}
    lines = entry_lines(KINDS["event"], entry)
    made, _ = inserted(b"", "events.yaml", "gap", lines)
    tree, problems = read_document(made, "")
    assert problems == []
    assert tree == [entry]


def a_new_event_in(files: dict[str, bytes]) -> None:
    new = strategies.event("brand-new", "2020-02-10", [])
    lines = entry_lines(KINDS["event"], new)
    made, _ = inserted(files["events.yaml"], "events.yaml", "event", lines)
    if b"[]" not in files["events.yaml"]:
        only_added(files["events.yaml"], made)
    first = load(files).record
    second = load({**files, "events.yaml": made}).record
    assert first is not None
    assert second is not None
    assert {**first.events, "brand-new": second.events["brand-new"]} == second.events
    assert plain(second.events["brand-new"])["when"] == "2020-02-10"


RECORDS = strategies.histories().map(lambda drawn: drawn.record).flatmap(typed_files)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=25, phases=PHASES)
@given(RECORDS)
def test_only_the_entry_is_added(files: dict[str, bytes]) -> None:
    a_new_event_in(files)


@pytest.mark.trials
@settings(max_examples=500, phases=PHASES)
@given(RECORDS)
def test_only_the_entry_is_added_to_five_hundred(files: dict[str, bytes]) -> None:
    a_new_event_in(files)


@pytest.mark.parametrize("kind", KINDS)
def test_every_real_entry_can_be_taken_out_and_put_in_again(kind: str) -> None:
    """The real record without an entry, and that entry anew: the same facts, one place changed."""
    files = read_folder(ROOT / "data")
    name = f"{PLURALS[kind]}.yaml"
    record = load(files).record
    assert record is not None
    for entry in list(record.of_kind(kind).values())[::7]:
        text = files[name].decode()
        start = text.index(f"- id: {entry.id}\n")
        end = text.find("\n- id: ", start) + 1 or len(text)
        without = (text[:start] + text[end:]).encode()
        made, _ = inserted(without, name, kind, entry_lines(KINDS[kind], plain(entry)))
        only_added(without, made)
        again = load({**files, name: made}).record
        assert again is not None
        assert again.of_kind(kind)[entry.id] == entry


# The conversation


def answers(monkeypatch: pytest.MonkeyPatch, given_answers: list[str | Any]) -> Iterator[str | Any]:
    """Answer what is asked, in order; a function is called and answers with Enter."""
    left = iter(given_answers)

    def answer(_prompt: str) -> str:
        try:
            following = next(left)
        except StopIteration:
            raise EOFError from None
        if callable(following):
            following()
            return ""
        return str(following)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    return left


TALK: list[Any] = [
    "hösten 2021", "j",            # a date in words, and the form that was meant
    "Beslut",                      # a type by its Swedish name
    "Nämnden tar paus", "The board takes a break",
    "Inget händer.", "",
    "öarna", "1", "17",            # a party by its name, chosen by number, and a role
    "",                            # no more parties
    "",                            # no effects
    "bokvågen", "1", "7",          # a source by words of its title; paragraph 7
    "",
    "",                            # established
    "",                            # the proposed id
    "",                            # yes, write it
]  # fmt: skip


def test_a_conversation(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = (folder / "record.yaml").read_text("utf-8")
    (folder / "record.yaml").write_text(
        record.replace("types: [contract,", "types: [decision, contract,"), "utf-8"
    )
    before = (folder / "events.yaml").read_bytes()
    left = answers(monkeypatch, TALK)
    assert cli.main(["new", "event", "--data", str(folder), *DAY]) == 0
    assert list(left) == []
    said = capsys.readouterr().out
    assert "När det hände, inte noggrannare än källan" in said
    assert "Beslut" in said
    added = only_added(before, (folder / "events.yaml").read_bytes()).decode()
    assert added.strip() == (
        "- id: board-takes-break\n  when: 2021-23\n  type: decision\n"
        "  title:\n    sv: Nämnden tar paus\n    en: The board takes a break\n"
        "  text:\n    sv: Inget händer.\n"
        "  parties:\n    - {party: islands, role: reporter}\n"
        "  sources:\n    - {source: gazette, at: ¶ 7}\n"
        "  confidence: established\n  recorded: 2022-02-01\n  verified: 2022-02-01"
    )


def test_a_conversation_that_ends_early_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_folder(folder)
    for number in range(len(TALK)):
        answers(monkeypatch, TALK[:number])
        assert cli.main(["new", "event", "--data", str(folder), *DAY]) == 1
        assert read_folder(folder) == before
    answers(monkeypatch, [*TALK[:-1], "n"])
    assert cli.main(["new", "event", "--data", str(folder), *DAY]) == 1
    assert read_folder(folder) == before
    assert "nothing was written" in capsys.readouterr().err


def test_a_file_changed_meanwhile_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody saves the file in an editor while the questions are answered."""
    path = folder / "questions.yaml"
    theirs = path.read_bytes() + b"# theirs\n"
    talk = [lambda: path.write_bytes(theirs)]  # while the id is asked for
    flags = list(FLAGS["question"])
    del flags[flags.index("--rests-on") :]
    answers(monkeypatch, ["first-budget", "", *talk, ""])
    assert cli.main(["new", "question", *flags, "--data", str(folder), *DAY]) == 2
    assert path.read_bytes() == theirs
    assert "changed meanwhile" in capsys.readouterr().err
    assert sorted(p.name for p in folder.iterdir()) == sorted(read_folder(BASE))


def test_on_a_real_terminal(folder: Path) -> None:
    """The whole program, with somebody who types."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "new", "subject", "--data", str(folder), *DAY]
    typed = "pause\nUppehållet\nThe break\nEtt uppehåll.\nA break.\n\n\n"
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT) as process:
        os.write(ours, typed.encode())
        assert process.wait(timeout=60) == 0
    os.close(theirs)
    os.close(ours)
    record = load(read_folder(folder)).record
    assert record is not None
    assert record.subjects["break"].name.sv == "Uppehållet"


# Small parts


def test_how_flags_are_read() -> None:
    assert citation("a ¶ 2, 4 [when, text]") == {
        "source": "a",
        "at": "¶ 2, 4",
        "supports": ["when", "text"],
    }
    assert citation("a fact-box") == {"source": "a", "at": "fact-box"}
    assert involvement("a:buyer") == involvement("a buyer") == {"party": "a", "role": "buyer"}
    assert effect("a planned date 2024-11") == {
        "subject": "a",
        "becomes": "planned",
        "date": "2024-11",
    }
    assert effect("a=signed for some b")["for"] == {"some_of": "b"}
    assert effect("a signed for all b")["for"] == {"all": "b"}
    assert effect("a signed for b,c")["for"] == {"party": ["b", "c"]}
    assert mapping("months=4, days=2") == {"months": "4", "days": "2"}
    for reader, wrong in ((citation, "a"), (involvement, "a"), (effect, "a"), (mapping, "a")):
        with pytest.raises(WrongForm):
            reader(wrong)


def test_ids_are_proposed_from_what_is_said() -> None:
    assert (
        slug("Nämnden beslutar att pröva systemet i Åsele och Ödeshög")
        == "namnden-beslutar-prova-systemet-asele"
    )
    title = {"title": {"sv": "Nämnden beslutar"}}
    assert proposed_id("event", title, ["namnden-beslutar"]) == "namnden-beslutar-2"
    assert proposed_id("event", {}, []) == "event"
    assert (
        proposed_id("source", {"publisher": "Öposten", "published": "2022-01-05"}, [])
        == "oposten-2022-01"
    )
