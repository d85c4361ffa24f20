"""The steps from finished HTML to a site that can be published, in their order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.packaging.search import index_site
from generator.packaging.share import share_pictures
from generator.packaging.tidy import tidy_site

STEPS: tuple[Callable[[Path, str], None], ...] = (tidy_site, index_site, share_pictures)
"""Every step: the folder of the site, and the address that the site will have. To add one,
write its module and name it here. A step that fails raises, and the old site stays."""


def package(site: Path, address: str) -> None:
    """Run every step on a site that MkDocs has built in all languages."""
    for step in STEPS:
        step(site, address)
