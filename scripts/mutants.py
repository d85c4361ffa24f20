"""Mutation testing: faults in the lower rooms, made on purpose, that no test notices.

Run by `make mutants`. Cosmic Ray says where and how a module can be changed. Here is what it
would do at greater cost: the tests run once and tell which of them reach which line. Then, for
each mutant, a fork of this process loads the changed module in place of the real one and runs
only the tests that reach the changed line, the quickest first, up to the first that fails. No
file of the project is ever changed.

What survives is written to build/mutants.txt as diffs; tests/mutants.md explains it.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import importlib.abc
import importlib.machinery
import importlib.util
import math
import os
import random
import re
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

import coverage
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from hypothesis import Phase, settings

ROOMS = ("facts", "reading", "history")

TESTS = (
    "tests/test_when.py",
    "tests/test_meant.py",
    "tests/test_rules.py",
    "tests/test_schemas.py",
    "tests/test_terms.py",
    "tests/test_history.py",
    "tests/test_clocks.py",
    "tests/test_mistakes.py",
    "tests/test_todo.py",
    "tests/test_format.py",
    "tests/test_new.py",
    "tests/test_layers.py::test_what_is_read_and_derived_never_changes",
    "tests/test_matrix.py",
    "tests/test_responsibilities.py",
)
"""The tests of these rooms, and of what stands on them; see also `NEEDS`."""

NEEDS = {"built_site", "chrome"}
"""Tests that ask for one of these are left out: a mutant's site is not built."""

LEFT_OUT = (
    "every_real_entry_can_be_taken_out", "in_any_order_comes_back", "json_tells_the_same",
    "the_place_exists", "one_mistake_gives_one_problem", "a_problem_names_its_entry",
    "table_of_mistakes", "whatever_is_typed", "differs_from_the_base", "real_terminal",
)  # fmt: skip
"""Slow tests, and those that walk through all mistakes once more beside `test_mistake`."""

OPTIONS = (
    "-q", "-x", "-o", "cache_dir=.cache/pytest-mutants", "-W", "ignore::pytest.PytestAssertRewriteWarning",
    "-m", "not browser and not site and not trials and not builders",
    "-k", "not (" + " or ".join(LEFT_OUT) + ")",
)  # fmt: skip

OPERATORS = re.compile(
    r"core/(?:NumberReplacer|AddNot|RemoveDecorator|ZeroIterationForLoop|ExceptionReplacer"
    r"|Replace(?:True|False|And|Or|Break|Continue)With\w+|ReplaceUnaryOperator_(?:USub_UAdd|Delete_\w+)"
    r"|ReplaceComparisonOperator_(?:Eq_NotEq|NotEq_Eq|Is_IsNot|IsNot_Is|Lt_LtE|LtE_Lt|Gt_GtE|GtE_Gt)"
    r"|ReplaceBinaryOperator_(?:Add_Sub|Sub_Add|Mul_FloorDiv|Div_Mul|FloorDiv_Mul|Mod_Mul|BitOr_BitAnd|BitAnd_BitOr))"
)
"""One replacement for each operator: the others die with it, and would only flatter the figure."""

MOST_SECONDS = 15
"""What the tests of one mutant may take, one case of each test first and then the quickest;
without this, few mutants of the lowest modules would take most of the time."""

GRACE_SECONDS = 30
"""After so much more time than the tests take, a mutant is taken to run for ever."""

NO_TEST = ""


@dataclass(frozen=True)
class Mutant:
    """One changed module: `line` from 1 is where, `source` is the whole text after it."""

    path: Path
    operator: str
    line: int
    source: str

    @property
    def module(self) -> str:
        """The dotted name of the module."""
        return ".".join(self.path.with_suffix("").parts)

    def diff(self) -> str:
        """What is changed, without surroundings."""
        before, after = self.path.read_text("utf-8").splitlines(), self.source.splitlines()
        lines = list(difflib.unified_diff(before, after, lineterm="", n=0))[3:]
        return "\n".join(lines)


def survivors(report: Path) -> set[str]:
    """What a report lists: operator and diff of each."""
    entries = report.read_text("utf-8").strip().split("\n\n") if report.exists() else []
    return {" ".join(entry.split(" ")[1:]).replace(" unreached", " survived") for entry in entries}


def _annotations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where types stand: `X | None` there is no calculation."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(part, ast.expr) and part.end_lineno and part.end_col_offset:
                start = (part.lineno, part.col_offset)
                found.append((start, (part.end_lineno, part.end_col_offset)))
    return found


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module that Python can compile, once each."""
    source = path.read_text("utf-8")
    tree, types = get_ast(source), _annotations(source)
    seen = {source}
    for name in filter(OPERATORS.fullmatch, operator_names()):
        operator = get_operator(name)()
        places = [at for node in ast_nodes(tree) for at in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            if "Bit" in name and any(first <= start < end for first, end in types):
                continue
            changed = mutate_code(source, operator, occurrence)
            if changed is None or changed in seen:
                continue
            seen.add(changed)
            with contextlib.suppress(SyntaxError):
                compile(changed, str(path), "exec")
                yield Mutant(path, name.removeprefix("core/"), start[0], changed)


def sample(mutants: Sequence[Mutant], share: float, seed: int) -> list[Mutant]:
    """A share of each module's mutants, at least one, always the same for the same seed."""
    draw = random.Random(seed)  # noqa: S311 - the same sample everywhere
    by_module: dict[Path, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_module[mutant.path].append(mutant)
    chosen = [
        mutant
        for group in by_module.values()
        for mutant in draw.sample(group, math.ceil(share * len(group)))
    ]
    draw.shuffle(chosen)  # so that the first of them are a sample too
    return chosen


class _Changed(importlib.abc.MetaPathFinder):
    """Finds the mutant where its module is imported."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self.mutant.module:
            return None
        loader = _Loader(name, str(self.mutant.path.resolve()))
        loader.source = self.mutant.source
        return importlib.util.spec_from_file_location(name, loader.path, loader=loader)


class _Loader(importlib.machinery.SourceFileLoader):
    source = ""

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - the name is fixed
        return compile(self.source, self.path, "exec", dont_inherit=True)


class _Watch:
    """Tells which tests run, for the coverage of lines, and how long each takes."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if not NEEDS & {*getattr(item, "fixturenames", ())}]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self.measured.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.measured.switch_context(NO_TEST)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


class _Only:
    """Runs only these tests, the quickest first."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = [item for item in items if item.nodeid in self.seconds]
        items[:] = sorted(wanted, key=lambda item: self.seconds[item.nodeid])


def _forget_what_uses(module: str) -> None:
    """Forget a module of the project and all that import it, so that they are imported anew."""
    uses = {
        name: _imported(Path(file))
        for name, loaded in sys.modules.items()
        if name.split(".")[0] in ("generator", "tests") and (file := loaded.__file__)
    }
    stale = {module}
    while found := {name for name, used in uses.items() if used & stale} - stale:
        stale |= found
    for name in stale & {*sys.modules}:
        package, _, child = name.rpartition(".")
        if hasattr(sys.modules.get(package), child):
            delattr(sys.modules[package], child)
        del sys.modules[name]


@cache
def _imported(path: Path) -> frozenset[str]:
    """What a module may import: `from a import b` can mean a module or a name in one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _calm_hypothesis() -> None:
    """Draw the same each time, and lose no time on a smaller example: one failure kills.

    The profile of the tests is made from the one that is loaded, so it takes this over.
    """
    settings.register_profile(
        "mutants", phases=[Phase.explicit, Phase.generate], derandomize=True, database=None
    )
    settings.load_profile("mutants")


class Tests:
    """The tests, which lines each reaches, and how long it takes."""

    def __init__(self, files: Sequence[str]) -> None:
        _calm_hypothesis()
        measured = coverage.Coverage(data_file=None, config_file=False, source=["generator"])
        watch = _Watch(measured)
        measured.start()
        code = pytest.main([*OPTIONS, *files], plugins=[watch])
        measured.stop()
        if code:
            sys.exit("mutants: the tests fail without any change; nothing can be learned")
        self.seconds = dict(watch.seconds)
        data = measured.get_data()
        self.from_outside = {*self.seconds} - data.measured_contexts()
        self.reaching: dict[Path, dict[int, list[str]]] = {
            Path(file).relative_to(Path.cwd()): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }

    def of(self, mutant: Mutant) -> dict[str, float]:
        """The tests that reach a mutant, and how long each takes.

        Where it lies in a table, a field or a decorator: those that reach its module, or all
        where none does; and those that reach no module, but look at all of them from outside.
        """
        lines = self.reaching.get(mutant.path, {})
        around = _statement(mutant.path, mutant.line)
        if around is None:
            reached = {test for tests in lines.values() for test in tests} & {*self.seconds}
            reached = (reached or {*self.seconds}) | self.from_outside
        else:
            reached = {test for line in around for test in lines.get(line, [])}
        left: float = MOST_SECONDS
        chosen: dict[str, float] = {}
        for test in self._one_case_of_each_first(reached & {*self.seconds}):
            left -= self.seconds[test]
            if left < 0 and chosen:
                break
            chosen[test] = self.seconds[test]
        return chosen

    def _one_case_of_each_first(self, tests: set[str]) -> list[str]:
        cases: Counter[str] = Counter()
        order = {}
        for test in sorted(tests, key=lambda test: (self.seconds[test], test)):
            function = test.partition("[")[0]
            order[test] = (cases[function], self.seconds[test])
            cases[function] += 1
        return sorted(order, key=order.__getitem__)


@cache
def _statement(path: Path, line: int) -> range | None:
    """The lines of the smallest statement around a line in a function; None outside of one.

    Coverage names the first line of a statement only.
    """
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    if not any(
        isinstance(node, ast.FunctionDef) and node.body[0].lineno <= line <= (node.end_lineno or 0)
        for node in nodes
    ):
        return None
    around = []
    for node in nodes:
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)  # of an “if” or a loop: its head alone
            last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            if node.lineno <= line <= last:
                around.append(range(node.lineno, last + 1))
    return min(around, key=len, default=range(line, line + 1))


def outcome(mutant: Mutant, tests: dict[str, float]) -> str:
    """`killed`, `timeout` (killed too), `survived` or `unreached`."""
    if not tests:
        return "unreached"
    child = os.fork()
    if child == 0:
        os.setsid()
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        code = 2
        with contextlib.suppress(BaseException):
            code = _tested(mutant, tests)
        os._exit(code)
    limit = time.monotonic() + GRACE_SECONDS + 4 * sum(tests.values())
    while time.monotonic() < limit:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "survived" if status == 0 else "killed"
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def _tested(mutant: Mutant, tests: dict[str, float]) -> int:
    _forget_what_uses(mutant.module)
    sys.meta_path.insert(0, _Changed(mutant))
    files = sorted({name.split("::")[0] for name in tests})
    return int(pytest.main([*OPTIONS, *files], plugins=[_Only(tests)]))


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, in per cent."""
    z, share = 1.96, killed / tried
    middle = (share + z * z / (2 * tried)) / (1 + z * z / tried)
    half = z * math.sqrt(share * (1 - share) / tried + z * z / (4 * tried**2)) / (1 + z * z / tried)
    return 100 * (middle - half), 100 * (middle + half)


def main() -> None:
    """Try the mutants and say what became of them."""
    parser = argparse.ArgumentParser(prog="make mutants ARGS=…")
    parser.add_argument("modules", nargs="*", type=Path, help="of generator/; all where none")
    parser.add_argument("--share", type=float, default=1.0, help="of each module's mutants")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=math.inf, help="then no more are tried")
    parser.add_argument("--at", type=int, action="append", help="only mutants of these lines")
    parser.add_argument("--again", action="store_true", help="only those that survived last time")
    parser.add_argument("--tests", action="append", help="files; the usual ones where none")
    given = parser.parse_args()

    paths = given.modules or [
        path for room in ROOMS for path in sorted(Path("generator", room).glob("*.py"))
    ]
    everything = [mutant for path in paths for mutant in mutants_of(path)]
    chosen = sample(everything, given.share, given.seed)
    report = Path("build/mutants.txt")
    before = survivors(report) if given.again else set()
    chosen = [
        m
        for m in chosen
        if (not given.at or m.line in given.at)
        and (not given.again or f"{m.operator} survived\n{m.diff()}" in before)
    ]
    print(
        f"{len(everything)} mutants in {len(paths)} modules; {len(chosen)} are tried.", flush=True
    )

    start = time.monotonic()
    tests = Tests(given.tests or TESTS)
    print(f"The tests took {time.monotonic() - start:.0f} s without a change.", flush=True)

    found: dict[Path, Counter[str]] = defaultdict(Counter)
    report.parent.mkdir(exist_ok=True)
    with report.open("w", encoding="utf-8") as written:
        for number, mutant in enumerate(chosen, 1):
            result = outcome(mutant, tests.of(mutant))
            found[mutant.path][result] += 1
            if result in ("survived", "unreached"):
                title = f"{mutant.path}:{mutant.line} {mutant.operator} {result}"
                written.write(f"{title}\n{mutant.diff()}\n\n")
                written.flush()
            minutes = (time.monotonic() - start) / 60
            if number % 25 == 0:
                print(f"{number} of {len(chosen)} after {minutes:.1f} min", flush=True)
            if minutes > given.minutes:
                break

    total: Counter[str] = sum(found.values(), Counter())
    for path, counts in sorted(found.items()):
        killed = counts["killed"] + counts["timeout"]
        print(f"{killed:5} of {counts.total():5} killed  {path}")
    killed = total["killed"] + total["timeout"]
    low, high = interval(killed, total.total())
    print(
        f"{killed} of {total.total()} killed, {100 * killed / total.total():.1f} % "
        f"(95 % interval {low:.1f} to {high:.1f}); {total['timeout']} of them by time, "
        f"{total['survived']} survived, {total['unreached']} on lines that no test reaches. "
        f"Survivors: {report}"
    )


if __name__ == "__main__":
    main()
