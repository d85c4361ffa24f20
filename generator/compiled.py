"""Compiled templates, kept from build to build as Python keeps compiled modules."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

PRINTING = ("render.py", "escape.py")
"""The modules of `generator/site/` that decide what a template is compiled to."""


class Compiled(FileSystemBytecodeCache):
    """Keeps them in a folder. What cannot be kept or read is compiled again, as if nothing were."""

    def __init__(self, folder: Path, compilers: Iterable[bytes]) -> None:
        """`compilers` is all that decides, beside a template, what it is compiled to."""
        super().__init__(str(folder), "%s.compiled")
        self._compilers = hashlib.sha256(b"\0".join(compilers)).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Told apart by it: a template, and what it was compiled with."""
        return hashlib.sha256(f"{self._compilers}{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, unless it is damaged or of another template or compiler."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  (whatever is found in a damaged file)
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where the folder can be written."""
        try:
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
        except OSError:
            return


@cache
def compiled_templates(*compilers: bytes) -> Compiled | None:
    """Where the compiled templates of the pages are kept; None where Python keeps no modules.

    `compilers` are others than those of our own templates.
    """
    if sys.dont_write_bytecode:
        return None
    site = Path(__file__).parent / "site"
    own = compilers or [(site / name).read_bytes() for name in PRINTING]
    return Compiled(site / "templates" / "__pycache__", [version("jinja2").encode(), *own])
