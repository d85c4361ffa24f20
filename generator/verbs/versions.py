"""Versions of the record in git: read as files, never checked out."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


class NoVersion(Exception):
    """A version cannot be read. The message says why and what to do."""


@dataclass(frozen=True)
class Version:
    """Files of a version: the facts by name, and pages written by hand by language and path."""

    data: dict[str, bytes]
    content: dict[str, bytes]


def working_tree(data: Path, content: Path) -> Version:
    """The files as they are on disk. Raises NoVersion where there is no folder of facts."""
    if not data.is_dir():
        raise NoVersion(f"no such folder of facts: {data}")
    return Version(
        {path.name: path.read_bytes() for path in sorted(data.glob("*.yaml"))},
        {
            path.relative_to(content).as_posix(): path.read_bytes()
            for path in sorted(content.rglob("*"))
            if path.is_file() and not path.name.startswith(".")
        },
    )


def in_git(revision: str, data: Path, content: Path) -> Version:
    """The files of a revision. Raises NoVersion."""
    folder = data if data.is_dir() else Path()
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    commit = _commit(top, revision)
    at = {name: _below(top, path) for name, path in (("data", data), ("content", content))}
    listed = _git(top, "ls-tree", "-d", "-z", "--name-only", commit, "--", *at.values()).decode()
    there = set(listed.split("\0"))
    if at["data"] not in there:
        raise NoVersion(
            f"“{revision}” has no folder {at['data']}/. Name another revision, or --data."
        )
    paths = [path for path in at.values() if path in there]
    packed = _git(top, "-c", "core.autocrlf=false", "archive", "--format=tar", commit, "--", *paths)
    files = _unpacked(packed)
    return Version(_in_folder(files, at["data"], yaml=True), _in_folder(files, at["content"]))


def _commit(top: Path, revision: str) -> str:
    try:
        return _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options",
                    f"{revision}^{{commit}}").decode().strip()  # fmt: skip
    except NoVersion:
        shallow = _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
        more = " This clone is shallow; fetch the whole: git fetch --unshallow." if shallow else ""
        raise NoVersion(
            f"git knows no revision “{revision}”. Name a branch, tag or commit: git log --oneline.{more}"
        ) from None


def _below(top: Path, folder: Path) -> str:
    try:
        return folder.resolve().relative_to(top.resolve()).as_posix()
    except ValueError:
        raise NoVersion(f"{folder} does not lie in the git folder {top}") from None


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        command = ["git", "-C", str(folder), *arguments]
        run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (git from PATH)
    except (FileNotFoundError, NotADirectoryError):
        raise NoVersion("git is not installed, and it is needed to compare versions") from None
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "not a git repository" in said:
            raise NoVersion(
                "this folder is not in git, so there is no other version. Clone the record, or: git init"
            )
        raise NoVersion(said or f"git {arguments[0]} failed")
    return run.stdout


def _unpacked(packed: bytes) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            taken = archive.extractfile(member) if member.isfile() else None
            if taken is not None:
                files[member.name] = taken.read()
    return files


def _in_folder(files: dict[str, bytes], folder: str, *, yaml: bool = False) -> dict[str, bytes]:
    found = {}
    for name, content in files.items():
        path = PurePosixPath(name)
        if not path.is_relative_to(folder) or path.name.startswith("."):
            continue
        below = path.relative_to(folder)
        if not yaml or (below.suffix == ".yaml" and len(below.parts) == 1):
            found[below.as_posix()] = content
    return dict(sorted(found.items()))
