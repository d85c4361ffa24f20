"""All problems of a data folder in one run."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

import generator.checking.on_entries
import generator.checking.on_form
import generator.checking.on_lives
import generator.checking.on_publication
import generator.checking.on_relations
import generator.checking.on_texts  # noqa: F401  (importing a module registers its rules)
from generator.checking.rule import RULES, Checked
from generator.problems import Problem, in_order
from generator.reading.load import Loaded, load


def check(
    files: Mapping[str, bytes], as_of: date, folder: str = "data"
) -> tuple[Loaded, list[Problem]]:
    """Read files and apply every rule.

    The record in the result is safe to build from only where no problem is an error.
    Rules that look at one entry run on every entry that could be read; rules that look
    at the whole run once nothing is missing.
    """
    with _nothing_collected():
        return _check(files, as_of, folder)


def _check(files: Mapping[str, bytes], as_of: date, folder: str) -> tuple[Loaded, list[Problem]]:
    loaded = load(files, folder)
    problems = list(loaded.problems)
    if loaded.record is not None:
        whole = not any(problem.is_error for problem in problems)
        checked = Checked(loaded.record, as_of, loaded.trees)
        for rule in sorted(RULES.values(), key=lambda rule: rule.needs_no_error):
            if rule.needs_no_error and any(problem.is_error for problem in problems):
                continue
            if whole or not rule.needs_whole_record:
                problems += rule.problems(checked, loaded)
    return loaded, in_order(problems)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Pause the collector of cycles: all that is read stays, and looking at it takes a third."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # What was read counts as old from now on. Else the next object that anybody makes
            # would have the collector look at all of it at once.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
