"""A strict build beside the old site, and the swap when it is complete."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.packaging.package import package

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def build_site(target: Path, environment: Mapping[str, str]) -> int:
    """Build all languages into `target`, which is replaced only by a complete new site.

    Returns MkDocs' exit code. What the build writes goes to `<target>.next` first.
    """
    beside = target.with_name(f"{target.name}.next")
    shutil.rmtree(beside, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(beside)]
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    code = subprocess.run(command, env={**environment, **quiet}, check=False).returncode  # noqa: S603  (our own command)
    if code:
        shutil.rmtree(beside, ignore_errors=True)
        return code
    package(beside, environment.get("SITE_URL", ""))
    swap(beside, target)
    return 0


def swap(new: Path, target: Path) -> None:
    """Put a complete folder in the place of another and remove the old one.

    In one step where the system can exchange two names (Linux); else in two renames.
    """
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        shutil.rmtree(new)
        return
    old = target.with_name(f"{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    new.rename(target)
    shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(
        rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
    )
