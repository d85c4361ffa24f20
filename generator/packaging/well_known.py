"""`.well-known/security.txt`, where those look who have found a hole in the security."""

from __future__ import annotations

from pathlib import Path

from generator.site.exports.security_txt import PATH

FOLDER = ".well-known"


def write_well_known(site: Path, address: str) -> None:
    """The step of packaging: move the file there, where the record has one.

    Without an address of the site it does not say where it lives.
    """
    file = site / PATH
    if not file.is_file():
        return
    text = file.read_text("utf-8")
    if address:
        text += f"Canonical: {address.rstrip('/')}/{FOLDER}/{PATH}\n"
    (site / FOLDER).mkdir(exist_ok=True)
    (site / FOLDER / PATH).write_text(text, "utf-8")
    file.unlink()
