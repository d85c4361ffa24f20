"""Rules on single entries: dates, citations, confidence, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.checking.rule import Checked, Finding, Loc, rule
from generator.facts.base import Citation, Confidence, Entry, Fact
from generator.facts.event import EventType
from generator.facts.when import When
from generator.reading.hints import choices, meant_field


@rule("reported-without-remark")
def reported_without_remark(checked: Checked) -> Iterator[Finding]:
    """A fact that is only reported must say why it is not established."""
    for _, entry in checked.record.entries():
        if (
            isinstance(entry, Fact)
            and entry.confidence is Confidence.REPORTED
            and entry.remark is None
        ):
            yield Finding(
                entry.id, ("confidence",), "“reported” without a “remark” that says why",
                "Add “remark” with sv and en: what makes the fact less than established.",
            )  # fmt: skip


@rule("source-limits")
def source_limits(checked: Checked) -> Iterator[Finding]:
    """An unreliable source may be cited only for what it may support."""
    for entry_id, loc, citation in checked.parts:
        if not isinstance(citation, Citation):
            continue
        source = checked.record.sources.get(citation.source)
        if source is None or source.reliability != "unreliable":
            continue
        beyond = [f for f in citation.supports if f not in source.may_support]
        if beyond or not citation.supports:
            allowed = ", ".join(source.may_support)
            what = ", ".join(beyond) or "the whole fact"
            yield Finding(
                entry_id, (*loc, "supports" if citation.supports else "source"),
                f"the unreliable source “{source.id}” is cited for {what}",
                f"Write “supports: [{allowed}]”, or cite another source.",
                ((source.id, ("may_support",), "what the source may support"),),
            )  # fmt: skip


@rule("verified-before-recorded")
def verified_before_recorded(checked: Checked) -> Iterator[Finding]:
    """An entry cannot have been verified before it was recorded."""
    for _, entry in checked.record.entries():
        if entry.verified < entry.recorded:
            yield Finding(
                entry.id, ("verified",),
                f"verified {entry.verified} before it was recorded {entry.recorded}",
                "Correct one of the two dates.",
            )  # fmt: skip


@rule("not-yet", warning=True)
def not_yet(checked: Checked) -> Iterator[Finding]:
    """An entry cannot have been recorded or verified after the day of the check."""
    for _, entry in checked.record.entries():
        for name in ("recorded", "verified"):
            if getattr(entry, name) > checked.as_of:
                yield Finding(
                    entry.id, (name,),
                    f"{name} {getattr(entry, name)}, but the check is made as of {checked.as_of}",
                    "Correct the date; “--as-of” sets the day of the check.",
                )  # fmt: skip


@rule("published-after-recorded")
def published_after_recorded(checked: Checked) -> Iterator[Finding]:
    """A source cannot have been recorded before it was published."""
    for source in checked.record.sources.values():
        first = source.published.begins[0] if source.published else None
        if first is not None and first > source.recorded:
            yield Finding(
                source.id, ("published",),
                f"published {source.published}, after it was recorded {source.recorded}",
                "Correct one of the two dates.",
            )  # fmt: skip


def _dates(entry: Entry) -> Iterator[tuple[Loc, When]]:
    """The dates on which an entry says that something happened or was measured."""
    for name in ("when", "as_of"):
        value: Any = getattr(entry, name, None)
        if isinstance(value, When):
            yield (name,), value


@rule("after-its-sources")
def after_its_sources(checked: Checked) -> Iterator[Finding]:
    """A fact cannot be newer than all its sources, unless it was announced beforehand."""
    for _, entry in checked.record.entries():
        if not isinstance(entry, Fact) or getattr(entry, "announced", False):
            continue
        if getattr(entry, "type", None) in (EventType.PLAN, EventType.REPLAN):
            continue
        published = [
            checked.record.sources[citation.source].published
            for citation in entry.sources
            if citation.source in checked.record.sources
        ]
        if not published or any(when is None for when in published):
            continue
        newest: date = max(when.begins[1] for when in published if when is not None)
        for loc, when in _dates(entry):
            first = when.begins[0]
            if first is not None and first > newest:
                yield Finding(
                    entry.id, loc, f"dated {when}, after the newest of its sources ({newest})",
                    "Correct the date, cite the source that tells of it, or, if it was announced "
                    "beforehand, add “announced: true”.",
                )  # fmt: skip


@rule("starts-after-end")
def starts_after_end(checked: Checked) -> Iterator[Finding]:
    """`start` and `end` of a post, a membership or a party to a contract in possible order."""
    for entry_id, loc, model in checked.parts:
        start, end = (model.__dict__.get(name) for name in ("start", "end"))
        if not isinstance(start, When) or not isinstance(end, When):
            continue
        if start.begins[0] is not None and start.begins[0] > end.begins[1]:
            yield Finding(
                entry_id, (*loc, "end"), f"ends {end} before it starts {start}",
                "Correct one of the two dates.",
            )  # fmt: skip


@rule("expects-the-past")
def expects_the_past(checked: Checked) -> Iterator[Finding]:
    """A plan cannot look to a date before it was made."""
    for event in checked.record.events.values():
        made = event.when.begins[0]
        if event.expects is not None and made is not None and event.expects.begins[1] < made:
            yield Finding(
                event.id, ("expects",), f"expects {event.expects}, before it was made",
                "Correct “expects” or “when”.",
            )  # fmt: skip


UNCORRECTED = ("id", "recorded", "verified", "corrections")
"""Keys that a correction does not name: they are the record's own."""


@rule("correction-field")
def correction_field(checked: Checked) -> Iterator[Finding]:
    """A correction names a key that its kind of entry has."""
    for _, entry in checked.record.entries():
        keys = [info.alias or name for name, info in type(entry).model_fields.items()]
        legal = [key for key in keys if key not in UNCORRECTED]
        for index, correction in enumerate(entry.corrections):
            if correction.field not in legal:
                near = meant_field(correction.field, legal)
                yield Finding(
                    entry.id, ("corrections", index, "field"),
                    f"“{correction.field}” is not a key that can be corrected here",
                    f"{near} {choices(legal)}".strip(),
                )  # fmt: skip


@rule("correction-date")
def correction_date(checked: Checked) -> Iterator[Finding]:
    """An entry is corrected after it was recorded, and verified then or later."""
    for _, entry in checked.record.entries():
        for index, correction in enumerate(entry.corrections):
            loc = ("corrections", index, "date")
            if correction.date < entry.recorded:
                yield Finding(
                    entry.id, loc,
                    f"corrected {correction.date}, before it was recorded {entry.recorded}",
                    "Correct one of the two dates.",
                    ((entry.id, ("recorded",), "recorded here"),),
                )  # fmt: skip
            elif correction.date > entry.verified:
                yield Finding(
                    entry.id, loc,
                    f"corrected {correction.date}, after it was last verified {entry.verified}",
                    "Check the fact against its sources and set “verified” to the day of the "
                    "correction.",
                    ((entry.id, ("verified",), "last verified here"),),
                )  # fmt: skip
