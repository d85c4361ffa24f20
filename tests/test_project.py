"""The project keeps what its own files promise: locks, documents, commands, licences."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKS = (
    "requirements.txt",
    "requirements-test.txt",
    "requirements-builders.txt",
    "requirements-fuzz.txt",
    "requirements-mutation.txt",
)
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project_files() -> tuple[str, ...]:
    """All that git tracks, or would track once it is added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    names = sorted(set(listed.decode().split("\0")) - {""})
    return tuple(name for name in names if (ROOT / name).is_file())


def locked(name: str) -> dict[str, list[str]]:
    """The versions of each package in a lock: several where platforms differ."""
    versions: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", read(name), re.MULTILINE):
        versions.setdefault(package, []).append(version)
    return versions


def fences(document: str, language: str = r"\w*") -> list[str]:
    """The contents of the code fences of a document."""
    form = rf"^```{language}\n(.*?)^```$"
    return re.findall(form, read(document), re.MULTILINE | re.DOTALL)


def code_in(document: str) -> list[str]:
    """Every line of code in a document: in fences and in back-ticks."""
    prose = re.sub(r"^```.*?^```$", "", read(document), flags=re.MULTILINE | re.DOTALL)
    lines = [line for fence in fences(document) for line in fence.splitlines()]
    return lines + re.findall(r"`([^`\n]+)`", prose)


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


# --- locks


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_requirement_is_exact_and_has_hashes(lock: str) -> None:
    text = re.sub(r"^ *#.*\n", "", read(lock), flags=re.MULTILINE)
    entries = re.split(r"(?<!\\)\n", text.strip())
    form = re.compile(r"[\w.-]+==\S+( ; [^\\]+?)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in entries if not form.fullmatch(entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_index_and_no_path(lock: str) -> None:
    assert [line for line in read(lock).splitlines() if re.search(r"/|\\\S|^-| @ ", line)] == []


def test_locks_hold_what_the_project_asks_for() -> None:
    settings = tomllib.loads(read("pyproject.toml"))
    asked = {
        "requirements.txt": settings["project"]["dependencies"],
        "requirements-test.txt": settings["dependency-groups"]["test"],
        "requirements-builders.txt": settings["dependency-groups"]["builders"],
        "requirements-fuzz.txt": settings["dependency-groups"]["fuzz"],
        "requirements-mutation.txt": settings["dependency-groups"]["mutation"],
    }
    for lock, lines in asked.items():
        for requirement in map(Requirement, lines):
            versions = locked(lock).get(requirement.name.lower(), [])
            assert versions, f"{lock} lacks {requirement}; run: make lock"
            for version in versions:
                assert requirement.specifier.contains(version), f"{lock}: {requirement}: make lock"


def test_tests_run_on_the_versions_that_build_the_site() -> None:
    for package, versions in locked("requirements.txt").items():
        assert locked("requirements-test.txt").get(package) == versions, f"{package}: make lock"


# --- documents


def test_readme_has_exactly_two_commands_for_all_setup() -> None:
    assert [fence.splitlines() for fence in fences("README.md")] == [["make serve", "make test"]]
    other = r"\b(?:pip3?|pipx|uv|npm|apt|apt-get|brew) (?:install|add|sync)|\bvenv/bin|-m venv"
    assert re.findall(other, read("README.md")) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_in_a_document_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))
    named = re.findall(r"\bmake ([a-z][a-z-]*)", "\n".join(code_in(document)))
    assert [name for name in named if name not in targets] == []


def test_make_alone_explains_every_target() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE)
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    run = subprocess.run(["make"], cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
    explained = re.findall(r"^  make (\S+) +\S", run.stdout, re.MULTILINE)
    assert sorted(explained) == sorted(phony.split())


@pytest.mark.parametrize("name", [*DOCUMENTS, "Makefile"])
def test_every_verb_that_is_named_exists(name: str) -> None:
    code = read(name) if name == "Makefile" else "\n".join(code_in(name))
    named = set(re.findall(r"(?:-m |\$\(RUN\) )generator ([a-z]+)", code))
    for verb in sorted(named):
        command = [sys.executable, "-m", "generator", verb, "--help"]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"{name} names “generator {verb}”: {run.stderr}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_exists(document: str) -> None:
    tops = {name.split("/")[0] for name in project_files()}
    paths = [code for code in code_in(document) if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", code)]
    named = [
        path
        for path in paths
        if path.endswith((".md", ".yml", ".toml")) or ("/" in path and path.split("/")[0] in tops)
    ]
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", read(document))
    for target, anchor in links:
        assert (ROOT / (target or document)).is_file(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", read(target or document), re.MULTILINE)
            assert anchor in map(slug, headings), f"{target}#{anchor}"


def test_readme_maps_every_folder() -> None:
    folders = {name.split("/")[0] + "/" for name in project_files() if "/" in name}
    named = set(re.findall(r"`([\w.]+/)`", read("README.md")))
    assert folders - named == set()


def test_architecture_names_every_room() -> None:
    rooms = {
        "/".join(name.split("/")[:2]) for name in project_files() if re.match("generator/", name)
    }
    rooms -= {"generator/__init__.py", "generator/__main__.py"}
    assert {room for room in rooms if room not in read("ARCHITECTURE.md")} == set()


def test_contributing_is_for_editors_first_in_swedish_then_english() -> None:
    headings = re.findall(r"^## (.+)$", read("CONTRIBUTING.md"), re.MULTILINE)
    assert headings == ["För dig som redigerar", "For editors", "For developers"]


def test_licences_are_stated() -> None:
    settings = tomllib.loads(read("pyproject.toml"))["project"]
    canonical = "https://creativecommons.org/licenses/by/4.0/"
    assert settings["license"] == "MIT"
    assert sorted(settings["license-files"]) == ["LICENSE", "LICENSE-DATA"]
    assert read("LICENSE").startswith("MIT License\n")
    assert "The contributors" in read("LICENSE")
    assert f"{canonical}\n" in read("LICENSE-DATA")
    for words in ("MIT", "(LICENSE)", "(LICENSE-DATA)", canonical, "`data/`", "`content/`"):
        assert words in read("README.md").split("## Licence")[1]


def test_changelog_names_the_version() -> None:
    assert tomllib.loads(read("pyproject.toml"))["project"]["version"] in read("CHANGELOG.md")


def test_git_ignores_nothing_that_the_project_is_made_of() -> None:
    folders = ["content", "data", "generator", "scripts", "site_overrides", "tests"]
    command = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", *folders]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    ignored = [
        name
        for name in run.stdout.splitlines()
        if not {"__pycache__", "node_modules"} & set(Path(name).parts)
    ]
    assert ignored == [], "anchor the pattern in .gitignore, such as /site/"


# --- traces of the machine that the project was made on

HOSTS = "|".join(
    name + r"\." + domain
    for name, domain in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", r"(?:org|com)"),
        ("yarnpkg", "com"),
        ("debian", "org"),
        ("ubuntu", "com"),
    )
)
FOLDERS = r"(?<![\w./:$-])/(?:root|home|Users|work|opt/pypi|opt/wheels)/[\w.-]"
OWN = "|".join(
    re.escape(f"{path}/") for path in (ROOT, Path.home(), Path(sys.prefix)) if len(path.parts) > 1
)


def test_no_file_names_a_registry_or_a_path_of_a_build_machine() -> None:
    trace = re.compile(f"{HOSTS}|{FOLDERS}|{OWN}")
    found = []
    for name in project_files():
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if match := trace.search(line):
                found.append(f"{name}:{number}: {match[0]}")
    assert found == []


# --- the browser of the tests


def find_browser(path: Path, user: int, **more: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/find-browser where nothing is installed but what stands in `path`."""
    program(path / "id", f"echo {user}")
    return subprocess.run(
        ["/bin/sh", ROOT / "scripts/find-browser"],
        env={"PATH": str(path), "HOME": str(path), **more},
        capture_output=True,
        text=True,
        check=False,
    )


def program(path: Path, does: str) -> None:
    path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_browser_that_starts_is_found(tmp_path: Path) -> None:
    program(tmp_path / "chromium-browser", "exit 1")
    program(tmp_path / "google-chrome", "exit 0")
    run = find_browser(tmp_path, user=1000)
    assert (run.returncode, run.stdout) == (0, f"{tmp_path}/google-chrome\n")


def test_root_gets_a_browser_installed(tmp_path: Path) -> None:
    chromium = tmp_path / "chromium"
    does = f'[ "$1" = update ] || {{ echo "#!/bin/sh" > {chromium}; /bin/chmod +x {chromium}; }}'
    program(tmp_path / "apt-get", f"echo noise; {does}")
    run = find_browser(tmp_path, user=0)
    assert (run.returncode, run.stdout) == (0, f"{chromium}\n")


def test_without_a_browser_the_one_command_is_named(tmp_path: Path) -> None:
    program(tmp_path / "apt-get", "exit 1")
    run = find_browser(tmp_path, user=1000)
    assert (run.returncode, run.stdout) == (1, "")
    assert "apt-get install --yes chromium" in run.stderr


def test_a_chosen_browser_that_does_not_start_is_an_error(tmp_path: Path) -> None:
    program(tmp_path / "chromium", "exit 0")
    run = find_browser(tmp_path, user=1000, CHROME_PATH=str(tmp_path / "absent"))
    assert (run.returncode, run.stdout) == (1, "")
    assert "CHROME_PATH" in run.stderr
