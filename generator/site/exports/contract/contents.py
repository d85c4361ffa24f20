"""A record in the shapes of the contract, made once for a site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.facts.record import KINDS, PLURALS
from generator.site.exports.contract.envelope import Envelope, Licence, Measure, Retired, Theme
from generator.site.exports.contract.from_facts import FILL, edtf, permanent, words, words_or_none
from generator.site.exports.contract.from_history import histories
from generator.site.exports.contract.past import SubjectHistory
from generator.site.exports.contract.shape import Shape, Words
from generator.site.exports.contract.versions import VERSION
from generator.site.exports.export import ROOT
from generator.site.licence import LICENCE
from generator.site.site import Site, once_a_site


@dataclass(frozen=True)
class Contents:
    """Every list of `record.json` by its key, and the history."""

    lists: dict[str, tuple[Shape, ...]]
    history: tuple[SubjectHistory, ...]


@once_a_site
def contents(site: Site) -> Contents:
    """All of a record. Raises nothing that a checked record could cause."""
    settings = site.record.settings
    lists: dict[str, tuple[Shape, ...]] = {
        "themes": tuple(
            Theme(id=theme.id, name=words(theme.name), types=tuple(map(str, theme.types)))
            for theme in settings.themes
        ),
        "measures": tuple(
            Measure(id=m.id, name=words(m.name), description=words_or_none(m.text))
            for m in settings.measures
        ),
    }
    lists["retired"] = tuple(
        Retired(
            id=gone.id,
            uri=permanent(site, gone.id),
            kind=gone.kind,
            became_id=gone.to,
            name=words_or_none(gone.name),
            date=gone.date,
            reason=words_or_none(gone.reason),
        )
        for gone in site.record.retired.values()
        if gone.kind in KINDS
    )
    for kind in KINDS:
        entries = site.record.of_kind(kind).values()
        lists[PLURALS[kind]] = tuple(FILL[kind](site, entry) for entry in entries)
    return Contents(lists, tuple(histories(site.record)))


def envelope(site: Site, path: str, schema: str) -> dict[str, Any]:
    """The fields of the envelope of a file, by its path from the root of the site."""
    assert site.horizon.published is not None
    title = site.record.settings.title
    address = site.options.address
    credit = {
        language: f"{title.given_in(language)[0]}, {address}, {LICENCE.name}"
        for language in ("sv", "en")
    }
    found = Envelope(
        version=VERSION,
        title=words(title),
        licence=Licence(name=LICENCE.name, title=LICENCE.title, url=LICENCE.url),
        attribution=Words(**credit),
        url=f"{address}{path}",
        described_by=f"{address}{ROOT}schema/{schema}.schema.json",
        horizon=edtf(site.horizon.published),
        horizon_source_id=site.horizon.id,
    )
    return {name: getattr(found, name) for name in Envelope.model_fields}
