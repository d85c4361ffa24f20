"""Problems as text with the line they are about, GitHub annotations, SARIF and JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from generator.problems import Problem
from generator.rules.all import EXPLAINED

Sources = Mapping[str, Sequence[str]]
"""The lines of each file by its path in problems, for showing the one that is wrong."""

SHOWN = 160
"""So much of a line is shown."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(problems: Sequence[Problem], sources: Sources) -> str:
    """For the terminal: place, message, the line, a caret, what to do."""
    blocks = [_block(problem, sources) for problem in problems]
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    blocks.append(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}.")
    return "\n".join(blocks)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _block(problem: Problem, sources: Sources) -> str:
    whose = f" ({visible(problem.record)})" if problem.record else ""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    message = visible(problem.message)
    lines = [f"{place}: {problem.severity}{whose}: {message}  [{problem.rule}]"]
    text = sources.get(problem.file, ())
    if 0 < problem.line <= len(text):
        number = f"{problem.line:>6}"
        begin, shown = part(text[problem.line - 1], problem.column)
        caret = " " * (problem.column - 1 - begin)
        lines += [f"{number} | {visible(shown).rstrip()}", f"{' ' * 6} | {caret}^"]
    if problem.hint:
        lines.append(f"{' ' * 6} = {visible(problem.hint)}")
    lines += [
        f"{' ' * 6} > {r.file}:{r.line}:{r.column}: {visible(r.message)}" for r in problem.related
    ]
    return "\n".join(lines) + "\n"


def part(line: str, column: int) -> tuple[int, str]:
    """The part of a line that shows a column, and how many characters stand before it."""
    begin = 0 if column <= SHOWN else column - SHOWN // 2
    return begin, line[begin : begin + SHOWN]


def visible(text: str) -> str:
    """A line with a sign for each character that cannot be seen or would steer a terminal."""
    return "".join(
        c if c.isprintable() or c == "\u00a0" else " " if c == "\t" else "\ufffd" for c in text
    )


def as_json(problems: Sequence[Problem], _sources: Sources) -> str:
    """The contract of `check --format json`."""
    return json.dumps(
        {"problems": [problem_json(problem) for problem in problems]}, ensure_ascii=False, indent=2
    )


def problem_json(problem: Problem) -> dict[str, Any]:
    """One problem with all its fields."""
    return {
        "rule": problem.rule,
        "severity": str(problem.severity),
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "record": problem.record or None,
        "message": problem.message,
        "hint": problem.hint,
        "related": [
            {"file": r.file, "line": r.line, "column": r.column, "message": r.message}
            for r in problem.related
        ],
    }


def as_github(problems: Sequence[Problem], _sources: Sources) -> str:
    """Workflow commands that put the message beside the line of a pull request."""
    return "\n".join(
        f"::{problem.severity} file={_property(problem.file)},line={problem.line},"
        f"col={problem.column},title={_property(problem.rule)}::"
        + _data(". ".join(part for part in (problem.message, problem.hint) if part))
        for problem in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: Sequence[Problem], _sources: Sources) -> str:
    """SARIF 2.1.0, for code-scanning views."""
    rules = sorted({problem.rule for problem in problems})
    results = [
        {
            "ruleId": problem.rule,
            "level": str(problem.severity),
            "message": {"text": " ".join(p for p in (problem.message + ".", problem.hint) if p)},
            "locations": [_location(problem.file, problem.line, problem.column)],
            "relatedLocations": [
                {**_location(r.file, r.line, r.column), "message": {"text": r.message}}
                for r in problem.related
            ],
        }
        for problem in problems
    ]
    driver = {"name": "generator check", "rules": [_sarif_rule(rule) for rule in rules]}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return json.dumps(
        {"version": "2.1.0", "$schema": SARIF_SCHEMA, "runs": [run]}, ensure_ascii=False, indent=2
    )


def _sarif_rule(rule_id: str) -> dict[str, Any]:
    """A rule with what it means and its examples, for the viewer's help."""
    rule = EXPLAINED.get(rule_id)
    if rule is None:
        return {"id": rule_id}
    where = f" ({rule.file})" if rule.file else ""
    examples = [("Wrong", rule.wrong)] + ([("Right", rule.right)] if rule.right else [])
    shown = "".join(f"\n\n{word}{where}:\n\n```yaml\n{text}\n```" for word, text in examples)
    level = "warning" if rule.warning else "error"
    return {
        "id": rule_id,
        "shortDescription": {"text": rule.en},
        "fullDescription": {"text": f"{rule.en} {rule.sv}"},
        "help": {"text": f"{rule.en}\n\nWrong: {rule.wrong}\n\nRight: {rule.right}",
                 "markdown": f"{rule.en}\n\n{rule.sv}{shown}"},
        "defaultConfiguration": {"level": level},
    }  # fmt: skip


def _location(file: str, line: int, column: int) -> dict[str, Any]:
    region = {"startLine": line, "startColumn": column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(file)}, "region": region}}


def as_gitlab(problems: Sequence[Problem], _sources: Sources) -> str:
    """GitLab's report of code quality, which stands beside the lines of a merge request."""
    return json.dumps(
        [
            {
                "description": " ".join(p for p in (f"{problem.message}.", problem.hint) if p),
                "check_name": problem.rule,
                "fingerprint": _fingerprint(problem),
                "severity": "blocker" if problem.is_error else "minor",
                "location": {"path": problem.file, "lines": {"begin": problem.line}},
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def _fingerprint(problem: Problem) -> str:
    """The same for the same problem, also when lines are added above it."""
    told = json.dumps([problem.file, problem.rule, problem.record, problem.message])
    return sha256(told.encode()).hexdigest()


FORMATS: dict[str, Callable[[Sequence[Problem], Sources], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_gitlab,
}
