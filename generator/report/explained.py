"""What a rule means, in words for a terminal."""

from __future__ import annotations

from generator.rules.all import EXPLAINED, GROUPS
from generator.rules.explained import Explained

LANGUAGES = ("sv", "en")


def rule_text(rule: Explained, languages: tuple[str, ...] = LANGUAGES) -> str:
    """One rule with its examples."""
    severity = "warning" if rule.warning else "error"
    lines = [f"{rule.id} [{severity}]"]
    for language in languages:
        lines += ["", rule.sv if language == "sv" else rule.en]
    swedish = languages[0] == "sv"
    where = f", data/{rule.file}" if rule.file else ""
    lines += ["", f"{'Fel' if swedish else 'Wrong'}{where}:", *_indented(rule.wrong)]
    if rule.right:
        lines += ["", "Rätt:" if swedish else "Right:", *_indented(rule.right)]
    return "\n".join(lines)


def _indented(example: str) -> list[str]:
    return [f"    {line}".rstrip() for line in example.strip("\n").split("\n")]


def rule_list(language: str) -> str:
    """Every rule in a line, by group."""
    width = max(map(len, EXPLAINED))
    lines: list[str] = []
    for swedish, english, rules in GROUPS:
        lines += ["", swedish if language == "sv" else english]
        for rule in rules:
            text = rule.sv if language == "sv" else rule.en
            lines.append(f"  {rule.id:<{width}}  {text.partition('. ')[0].rstrip('.')}")
    return "\n".join([*lines[1:], "", "python -m generator explain ID"])
