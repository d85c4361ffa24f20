"""The steps from finished HTML to a site that can be published, in their order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.packaging.compress import compress
from generator.packaging.fingerprint import fingerprint
from generator.packaging.search import index_site
from generator.packaging.security import apply_policy
from generator.packaging.servers import write_servers
from generator.packaging.share import share_pictures
from generator.packaging.sitemap import write_sitemap
from generator.packaging.static_hosts import write_static_hosts
from generator.packaging.tidy import tidy_site
from generator.packaging.well_known import write_well_known
from generator.packaging.within import put_within

STEPS: tuple[Callable[[Path, str], None], ...] = (
    tidy_site,
    share_pictures,
    write_sitemap,
    write_well_known,
    index_site,
    put_within,
    fingerprint,
    apply_policy,
    write_static_hosts,
    write_servers,
    compress,
)
"""Every step: the folder of the site, and the address that the site will have. To add one,
write its module and name it here. A step that fails raises, and the old site stays."""


def package(site: Path, address: str) -> None:
    """Run every step on a site that MkDocs has built in all languages."""
    for step in STEPS:
        step(site, address)
