"""Changes a file of facts on the disk: whole or not at all, and only as it was read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path


class ChangedMeanwhile(OSError):
    """The file is no longer what was read from it. Nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            11, "the file was changed meanwhile; nothing was written, so try again", str(path)
        )


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, which the file must hold still.

    The new content is written beside the file, brought to the disk, and takes its place in one
    step; the permissions stay. Raises ChangedMeanwhile, or OSError where it cannot be written.
    """
    path = path.resolve()  # a link stays a link
    mode = path.stat().st_mode & 0o777
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        if path.read_bytes() != before:
            raise ChangedMeanwhile(path)
        beside.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
    with contextlib.suppress(OSError):  # some systems cannot bring a folder to the disk
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
