"""`format`: only the order changes, comments go along, and a second time nothing happens."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator import cli
from generator.checking.check import check
from generator.editing import ChangedMeanwhile, replace
from generator.facts.record import KINDS, PLURALS, Record
from generator.facts.when import When
from generator.history.replay import History
from generator.reading.form import formatted
from generator.reading.layout import Layout
from generator.reading.load import load, read_folder
from tests import strategies
from tests.conftest import AS_OF
from tests.typed import typed_files

DATA = Path(__file__).resolve().parent.parent / "data"
CHUNKS = re.compile(r"(?m)^(?=- id: )")


def facts(record: Record) -> list[Any]:
    """All that a record says, whatever the order."""
    return [record.settings, *({**record.of_kind(kind)} for kind in KINDS)]


def stripped(data: bytes) -> Counter[str]:
    """The lines without indent and dash: what may move, and nothing else may change."""
    return Counter(
        re.sub(r"^[ -]*", "", line) for line in data.decode().replace("\r", "").split("\n")
    )


def in_words(data: bytes) -> Counter[str]:
    """Every character but spaces, dashes and commas, which stay where they are."""
    return Counter(data.decode())


def comments_above(data: bytes) -> Counter[tuple[str, str]]:
    """Each comment on a line of its own, and the key below it; “-” above an item of a list."""
    lines = [line.strip() for line in data.decode().split("\n")]
    found: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(lines):
        if line.startswith("#"):
            below = next((x for x in lines[number + 1 :] if x and not x.startswith("#")), "")
            found[line, _key(below)] += 1
    return found


def _key(line: str) -> str:
    return "-" if line.startswith("-") else re.sub(r"[^a-z_].*", "", line)


def checked_format(files: dict[str, bytes]) -> dict[str, bytes]:
    """Format every file and hold the result to what is promised."""
    made = {}
    for name, before in files.items():
        after, problems = formatted(before, name)
        assert problems == []
        assert in_words(after) == in_words(before)
        assert formatted(after, name) == (after, [])
        assert after.endswith(b"\n") == before.endswith(b"\n")
        assert after.count(b"\r\n") == before.count(b"\r\n")
        made[name] = after
    first, second = load(files).record, load(made).record
    assert first is not None
    assert second is not None
    assert facts(first) == facts(second)
    return made


def test_what_looks_like_a_comment_within_a_text_belongs_to_its_entry() -> None:
    layout = Layout.of('- id: a\n  text: "one\n# two"\n\n# of b\n- id: b\n')
    assert [layout.chunk(block) for block in layout.blocks] == [
        '- id: a\n  text: "one\n# two"\n',
        "# of b\n- id: b\n",
    ]


def test_the_real_record_is_in_canonical_order() -> None:
    files = read_folder(DATA)
    assert {name: formatted(data, name)[0] for name, data in files.items()} == files, (
        "run: .venv/bin/python -m generator format"
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_real_record_in_any_order_comes_back(seed: int) -> None:
    """Events are shuffled as texts; only those of one date may then stand in another order."""
    text = (DATA / "events.yaml").read_text("utf-8")
    head, *chunks = CHUNKS.split(text)
    chunks = [chunk.rstrip("\n") for chunk in chunks]
    shuffled = random.Random(seed).sample(chunks, len(chunks))  # noqa: S311  (repeatable on purpose)
    files = read_folder(DATA)
    given_files = {**files, "events.yaml": (head + "\n\n".join(shuffled) + "\n").encode()}
    made = checked_format(given_files)["events.yaml"].decode()
    assert made != given_files["events.yaml"].decode()
    head_after, *after = CHUNKS.split(made)
    assert head_after == head
    assert Counter(chunk.rstrip("\n") for chunk in after) == Counter(chunks)
    when = re.compile(r"^  when: (.*)$", re.MULTILINE)
    days = [When.parse(date).sort_key for date in when.findall(made)]
    assert days == sorted(days)
    before, later = load(files).record, load({**files, "events.yaml": made.encode()}).record
    assert before is not None
    assert later is not None
    assert History.of(before).tracks == History.of(later).tracks


def test_the_real_record_with_its_keys_turned_round_comes_back() -> None:
    """Each entry typed with its outer keys in reverse is put in order again, to the byte."""
    for name, data in read_folder(DATA).items():
        if name == "record.yaml":
            continue
        head, *chunks = CHUNKS.split(data.decode())
        if name in ("confirmed.yaml", "retired.yaml") and not chunks:
            continue  # empty lists, so far
        turned = head + "".join(_turned(chunk) for chunk in chunks)
        assert turned != data.decode()
        assert formatted(turned.encode(), name) == (data, [])


def _turned(chunk: str) -> str:
    body = chunk.rstrip("\n")
    body, comment, tail = body.partition("\n\n#")  # a heading of what follows
    pieces = re.split(r"(?m)^  (?=[a-z])", "  " + body.removeprefix("- "))[1:]
    pieces = [piece if piece.endswith("\n") else piece + "\n" for piece in pieces][::-1]
    return (
        ("- " + "  ".join(pieces)).rstrip("\n") + comment + tail + chunk[len(chunk.rstrip("\n")) :]
    )


def drawn_record() -> st.SearchStrategy[Record]:
    return strategies.histories().map(lambda drawn: drawn.record)


RECORDS = drawn_record().flatmap(typed_files)


def _a_typed_record(files: dict[str, bytes]) -> None:
    made = checked_format(files)
    for name, before in files.items():
        assert stripped_of_braces(made[name]) == stripped_of_braces(before)
        assert comments_above(made[name]) == comments_above(before)
    rules = {problem.rule for problem in check(made, AS_OF)[1]}
    assert "not-canonical" not in rules
    for name, kind in ((f"{plural}.yaml", kind) for kind, plural in PLURALS.items()):
        for entry in yaml.load(made[name], yaml.BaseLoader) or []:  # noqa: S506
            assert next(iter(entry)) == "id"
            assert list(entry)[-2:] == ["recorded", "verified"], kind


def stripped_of_braces(data: bytes) -> Counter[str]:
    """As `stripped`, with what stands in braces sorted: it is moved within its line."""
    return Counter("".join(sorted(line)) for line in stripped(data).elements())


ALL_BUT_SHRINK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A record is too large to be made smaller in reasonable time."""


@settings(max_examples=25, phases=ALL_BUT_SHRINK)
@given(RECORDS)
def test_records_as_typed(files: dict[str, bytes]) -> None:
    _a_typed_record(files)


@pytest.mark.trials
@settings(max_examples=500, phases=ALL_BUT_SHRINK)
@given(RECORDS)
def test_five_hundred_records_as_typed(files: dict[str, bytes]) -> None:
    _a_typed_record(files)


CASES = {
    "comments go with their key": (
        "- id: a\n  # of unit\n  unit: SEK\n  # of value\n  value: 1 # aside\n",
        "- id: a\n  # of value\n  value: 1 # aside\n  # of unit\n  unit: SEK\n",
    ),
    "a text of several lines": (
        "- id: a\n  printed: |\n    # no comment\n\n    799\n\n  # of value\n  value: 1\n",
        "- id: a\n  # of value\n  value: 1\n\n  printed: |\n    # no comment\n\n    799\n",
    ),
    "the first key was another": (
        "- value: 1\n  # of id\n  id: a\n",
        "  # of id\n- id: a\n  value: 1\n",
    ),
    "no last line end": ("- id: a\n  unit: SEK\n  value: 1", "- id: a\n  value: 1\n  unit: SEK"),
    "windows": (
        "- id: a\r\n  unit: SEK\r\n  value: 1",
        "- id: a\r\n  value: 1\r\n  unit: SEK",
    ),
    "an unknown key goes with the one before": (
        "- id: a\n  unit: SEK\n  odd: x\n  value: 1\n",
        "- id: a\n  value: 1\n  unit: SEK\n  odd: x\n",
    ),
    "braces over several lines stay": (
        "- id: a\n  scope: {en: a, # b\n    sv: c}\n",
        "- id: a\n  scope: {en: a, # b\n    sv: c}\n",
    ),
    "braces keep their blanks": (
        "- id: a\n  scope: { en: a ,  sv: 'b' } # c\n",
        "- id: a\n  scope: { sv: 'b' ,  en: a } # c\n",
    ),
    "a comment deeper than the dash stays in its entry": (
        "- id: a\n  unit: SEK\n  value: 1\n  # of the entry\n# of b\n- id: b\n",
        "- id: a\n  value: 1\n  # of the entry\n  unit: SEK\n# of b\n- id: b\n",
    ),
    "what looks like a comment at the end of a text stays with it": (
        '- id: a\n  printed: "one\n  # two"\n  value: 1\n',
        '- id: a\n  value: 1\n  printed: "one\n  # two"\n',
    ),
    "blank lines stay where they are": (
        "- id: a\n  unit: SEK\n\n  value: 1\n",
        "- id: a\n  value: 1\n\n  unit: SEK\n",
    ),
    "a comment that ends a mapping goes with its last key, and the blank line stays": (
        "- id: a\n  scope:\n    en: a\n    sv: b\n    # of sv\n\n  printed: c\n",
        "- id: a\n  scope:\n    sv: b\n    # of sv\n    en: a\n\n  printed: c\n",
    ),
    "the dash on a line of its own": (
        "-\n  unit: SEK\n  value: 1\n- id: b\n",
        "-\n  value: 1\n  unit: SEK\n- id: b\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_case(case: str) -> None:
    before, after = CASES[case]
    assert formatted(before.encode(), "figures.yaml")[0].decode() == after
    assert formatted(after.encode(), "figures.yaml")[0].decode() == after


EVENTS = {
    "comments go with their event, the head stays": (
        "# head\n\n# of b\n- id: b\n  when: 2022\n\n# of a\n- id: a\n  when: 2021\n\n# end\n",
        "# head\n\n# of a\n- id: a\n  when: 2021\n\n# of b\n- id: b\n  when: 2022\n\n# end\n",
    ),
    "of one date as the editor put them": (
        "- id: c\n  when: 2022\n- id: b\n  when: 2021\n- id: a\n  when: 2021",
        "- id: b\n  when: 2021\n- id: a\n  when: 2021\n- id: c\n  when: 2022",
    ),
    "a date that cannot be read leaves the order": (
        "- id: c\n  when: 2022\n- id: b\n  when: hösten 2021\n",
        "- id: c\n  when: 2022\n- id: b\n  when: hösten 2021\n",
    ),
}


@pytest.mark.parametrize("case", EVENTS)
def test_case_of_events(case: str) -> None:
    before, after = EVENTS[case]
    assert formatted(before.encode(), "events.yaml")[0].decode() == after


def test_a_file_that_is_no_list_is_told_at_its_top_and_left() -> None:
    data = b"# head\n[{id: a}]\n"
    made, problems = formatted(data, "figures.yaml")
    assert made == data
    assert [(p.rule, p.file, p.line, p.column) for p in problems] == [
        ("not-a-list", "figures.yaml", 1, 1)
    ]


def test_a_broken_file_is_told_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, data in read_folder(DATA).items():
        (tmp_path / name).write_bytes(data)
    broken = (tmp_path / "gaps.yaml").read_bytes() + b"\n- id: [\n"
    (tmp_path / "gaps.yaml").write_bytes(broken)
    assert cli.main(["format", "--data", str(tmp_path)]) == 1
    assert (tmp_path / "gaps.yaml").read_bytes() == broken
    assert "gaps.yaml:" in capsys.readouterr().err


def test_the_verb_mends_and_then_has_nothing_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in read_folder(DATA).items():
        (tmp_path / name).write_bytes(data)
    before = (tmp_path / "figures.yaml").read_bytes()
    turned = before.replace(b"  measure: count\n  value: 49\n", b"  value: 49\n  measure: count\n")
    (tmp_path / "figures.yaml").write_bytes(turned)
    verb = ["format", "--data", str(tmp_path)]
    assert cli.main([*verb, "--check"]) == 1
    assert (tmp_path / "figures.yaml").read_bytes() == turned
    assert cli.main(verb) == 0
    assert (tmp_path / "figures.yaml").read_bytes() == before
    assert cli.main([*verb, "--check"]) == 0
    count = len(read_folder(DATA))
    assert f"{count} files in canonical order" in capsys.readouterr().out


def test_a_file_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhile):
        replace(path, b"as it was", b"ours")
    assert path.read_bytes() == b"theirs"
    path.chmod(0o640)
    replace(path, b"theirs", b"ours")
    assert path.read_bytes() == b"ours"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]
