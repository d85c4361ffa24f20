"""Rules on the publication: what is to be filled in, and which of its days have passed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Checked, Finding, rule
from generator.facts.publication import Publication, to_fill_in
from generator.history.periods import Length

LONGEST = Length(years=1)
"""An accessibility statement is reviewed every year."""


@rule("to-fill-in", warning=True)
def to_be_filled_in(checked: Checked) -> Iterator[Finding]:
    """A section of the publication has values that nobody has given yet."""
    open_values = to_fill_in(checked.record.settings.publication)
    for section in Publication.model_fields:
        keys = [key for name, key in open_values if name == section]
        if keys:
            yield Finding(
                "", ("publication", section, keys[0]),
                f"to be filled in under “{section}”: {', '.join(keys)}",
                "Whoever publishes the record gives them; until then the pages say that they are missing.",
            )  # fmt: skip


@rule("assessment-old", warning=True)
def assessment_old(checked: Checked) -> Iterator[Finding]:
    """The accessibility of the site was assessed more than a year ago."""
    assessed = checked.record.settings.publication.accessibility.assessed
    if assessed is not None and LONGEST.after(assessed) < checked.as_of:
        yield Finding(
            "", ("publication", "accessibility", "assessed"),
            f"the assessment of {assessed} is older than a year",
            "Assess the site anew, then write the day here and what was found below it.",
        )  # fmt: skip


@rule("security-expired", warning=True)
def security_expired(checked: Checked) -> Iterator[Finding]:
    """The contact for security flaws holds no longer; nobody should use an expired security.txt."""
    security = checked.record.settings.publication.security
    if security is not None and security.expires is not None and security.expires < checked.as_of:
        yield Finding(
            "", ("publication", "security", "expires"),
            f"the contact for security held until {security.expires}",
            "See that the contact is still right, then write a new day here, at most a year ahead.",
        )  # fmt: skip
