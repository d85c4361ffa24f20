"""`security.txt` by RFC 9116: whom to tell of a hole in the site's security.

It is written where both the contact and its last day are known. Packaging moves it to
`.well-known/`, since MkDocs takes no folder that begins with a dot, and adds its address.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.base import LANGUAGES
from generator.site.escape import mailto
from generator.site.site import Site

PATH = "security.txt"


def security_txt(site: Site) -> Iterator[tuple[str, str]]:
    """The file by its path, or nothing where a value is still to be filled in."""
    security = site.record.settings.publication.security
    if security is None or security.contact is None or security.expires is None:
        return
    contact = security.contact
    if not contact.startswith("https://"):
        contact = mailto(contact)
    lines = (
        f"Contact: {contact}",
        f"Expires: {security.expires}T23:59:59Z",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
    )
    yield PATH, "\n".join(lines) + "\n"
