"""Where “suggest a correction” leads: a form or a mail that knows id, page and language.

Three ways, set as `corrections` in `mkdocs.yml`:

    mail      a mail to the publisher of the record
    form      an issue form at the host of the repository (`.github/ISSUE_TEMPLATE/`)
    https://… any other address, with {id}, {page}, {language} and {title} where they go

Where none can be had, it leads to the page that explains how to suggest one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from generator.site.escape import mailto

FORMS = {"sv": "rattelse.yml", "en": "correction.yml"}
"""The issue form of each language."""

PLACES = re.compile(r"\{(id|page|language|title)\}")


@dataclass(frozen=True)
class About:
    """What a suggestion is about: an entry, its name, its page and the reader's language."""

    id: str
    title: str
    page: str
    language: str


def suggestion(way: str, about: About, repository: str, email: str) -> str:
    """The address that a reader is sent to; '' where the way cannot be gone."""
    if way == "form" and repository:
        fields = {"id": about.id, "page": about.page, "language": about.language}
        query = {
            "template": FORMS[about.language],
            "title": f"{about.title} ({about.id})",
            **fields,
        }
        return f"{repository}/issues/new?{urlencode(query, quote_via=quote)}"
    if way == "mail" and email:
        head = {"subject": _subject(about), "body": _body(about)}
        return f"{mailto(email)}?{urlencode(head, quote_via=quote)}"
    if way.startswith(("https://", "http://")):
        values = {
            key: quote(getattr(about, key), safe="") for key in ("id", "page", "language", "title")
        }
        return PLACES.sub(lambda match: values[match[1]], way)
    return ""


def _subject(about: About) -> str:
    word = "Rättelse" if about.language == "sv" else "Correction"
    return f"{word}: {about.title} ({about.id})"


def _body(about: About) -> str:
    if about.language == "sv":
        asked = (
            "Vad är fel eller saknas?",
            "Vilken källa visar det? Titel, utgivare, datum, adress, stycke.",
        )
    else:
        asked = (
            "What is wrong or missing?",
            "Which source shows it? Title, publisher, date, address, paragraph.",
        )
    return "\r\n\r\n\r\n".join((*asked, f"Id: {about.id}\r\n{about.page}\r\n({about.language})"))
