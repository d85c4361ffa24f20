"""A folder replaced whole, made beside and then exchanged in one step; or made to hold files.

A process may be killed at any moment: the folder is then the whole old or the whole new,
and what lies beside it is cleared away by the next one.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
REPLACED = "replaced"
"""Within a workspace: the old folder, where the system cannot exchange two names."""


@contextmanager
def workspace(target: Path, wait: Callable[[], None]) -> Iterator[Path]:
    """A folder of its own beside `target`, to make the new one in; gone afterwards.

    Only one process at a time has one for the same target: another calls `wait`, to say so,
    and waits. The lock ends with the process and those that it started, however they end.
    Raises OSError where nothing can be written beside the target.
    """
    with target.with_name(f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        _clear_leftovers(target)
        folder = target.with_name(f"{target.name}.next-{os.getpid()}")
        try:
            folder.mkdir(mode=0o700)  # in here, so that a signal right after it leaves nothing
            yield folder
        finally:
            _put_back(folder, target)
            shutil.rmtree(folder, ignore_errors=True)


def _clear_leftovers(target: Path) -> None:
    """Remove what a killed process left."""
    for left in target.parent.glob(f"{target.name}.next-*"):
        _put_back(left, target)
        shutil.rmtree(left)


def _put_back(folder: Path, target: Path) -> None:
    """Undo a replacement that was cut off between its two renames."""
    if (folder / REPLACED).is_dir() and not target.exists():
        (folder / REPLACED).rename(target)


def replace(new: Path, target: Path) -> None:
    """Put a complete folder, which lies in a workspace, in the place of `target`.

    In one step where the system can exchange two names (Linux); else in two renames. The
    old one is then in the workspace. Raises OSError, and the old one stays.
    """
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        target.rename(new.parent / REPLACED)
        new.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(
        rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
    )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is never seen half-written. Raises OSError; the old one stays."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> tuple[int, int]:
    """Make a folder hold exactly these files. Returns how many were written and removed.

    No file is ever seen half-written, unless the folder was empty, where nobody looks yet.
    Raises OSError where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    names = set()
    known = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    put = write_whole if known else Path.write_bytes
    for name, data in files:
        names.add(name)
        path = folder / name
        if name in known and path.is_file() and path.read_bytes() == data:
            continue
        if (above := name.rpartition("/")[0]) not in known:
            path.parent.mkdir(parents=True, exist_ok=True)
            known.add(above)
        put(path, data)
        written += 1
    removed = 0
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
            continue
        name = path.relative_to(folder).as_posix()
        if name not in names:
            path.unlink()
            removed += 1
    return written, removed


def start_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder that is not there, or is empty; all at once.

    Raises OSError where they cannot be written; then nothing was.
    """
    folder = Path(os.path.realpath(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
    try:
        new = work / folder.name
        write(files.items(), new)
        if not folder.exists():
            new.rename(folder)
            return
        for part in sorted(new.iterdir()):
            part.rename(folder / part.name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
