"""Rules on effects: statuses that exist, and lives that they may not break."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.on_relations import not_a_collective
from generator.checking.rule import Checked, Finding, rule
from generator.facts.labels import STATUS
from generator.facts.lives import LIVES, NO_STATUS
from generator.reading.hints import choices, meant_status


@rule("not-a-status")
def not_a_status(checked: Checked) -> Iterator[Finding]:
    """An effect gives a subject a status that its kind of life has."""
    for event in checked.record.events.values():
        for index, effect in enumerate(event.effects):
            if effect.subject not in checked.record.followed:
                continue
            kind = checked.record.life_of(effect.subject)
            statuses = LIVES[kind].statuses
            names = {status: (sv, en) for status, (sv, en, _) in STATUS[kind].items()}
            for key in ("becomes", "others"):
                status = getattr(effect, key)
                if status is not None and status not in statuses:
                    near = meant_status(status, statuses, names)
                    yield Finding(
                        event.id, ("effects", index, key), f"no {kind} can become “{status}”",
                        f"{near} {choices(statuses)}".strip(),
                    )  # fmt: skip


@rule("plan-without-date")
def plan_without_date(checked: Checked) -> Iterator[Finding]:
    """A milestone that becomes planned has a date, and nothing else has one."""
    for event in checked.record.events.values():
        for index, effect in enumerate(event.effects):
            if effect.subject not in checked.record.followed:
                continue
            planned = (
                checked.record.life_of(effect.subject) == "milestone"
                and effect.becomes == "planned"
            )
            if planned and effect.date is None:
                yield Finding(
                    event.id, ("effects", index),
                    f"the plan gives “{effect.subject}” no date",
                    "Add “date: …”, the date that the plan gives.",
                )  # fmt: skip
            if not planned and effect.date is not None:
                yield Finding(
                    event.id, ("effects", index, "date"),
                    "only a milestone that becomes planned takes a “date”",
                    "Remove it; the event’s “when” is the date of the change.",
                )  # fmt: skip


@rule("life-broken", whole=True)
def life_broken(checked: Checked) -> Iterator[Finding]:
    """No effect gives a status that none of the possible statuses before it allows.

    Only the first break of a life is told; those that follow from it are not.
    """
    record = checked.record
    told_elsewhere = _subjects_with_other_faults(checked)
    told: set[tuple[str, str]] = set()
    for subject, tracks in checked.history.tracks.items():
        if subject in told_elsewhere:
            continue
        kind = record.life_of(subject)
        for party, track in tracks.items():
            for broken in track.breaks:
                follows = any((subject, giver) in told for _, giver in broken.before)
                if (subject, broken.event) in told or follows:
                    told.add((subject, broken.event))
                    continue
                told.add((subject, broken.event))
                event = record.events[broken.event]
                index = next(
                    i
                    for i, effect in enumerate(event.effects)
                    if effect.subject == subject and effect.becomes == broken.becomes
                )
                before = " or ".join(f"“{status}”" for status, _ in broken.before if status)
                allowed = [
                    status for status, after in LIVES[kind].follows.items()
                    if broken.becomes in after and status != NO_STATUS
                ]  # fmt: skip
                whose = f" for “{party}”" if party else ""
                yield Finding(
                    event.id, ("effects", index, "becomes"),
                    f"“{subject}” cannot become “{broken.becomes}” on {event.when}{whose}: "
                    f"it was {before or 'without a status'}",
                    f"“{broken.becomes}” may follow " + (", ".join(allowed) or "no other status")
                    + ". Correct the status or the date, or add the event that is missing.",
                    tuple(
                        (giver, _effect_loc(record.events[giver].effects, subject), f"“{status}” since here")
                        for status, giver in broken.before if giver
                    ),
                )  # fmt: skip


def _subjects_with_other_faults(checked: Checked) -> set[str]:
    """Subjects whose effects break another rule already, and their lives because of it."""
    faults = (*not_a_status(checked), *not_a_collective(checked))
    return {
        checked.record.events[fault.entry].effects[int(fault.loc[1])].subject
        for fault in faults
        if fault.loc[0] == "effects"
    }


def _effect_loc(effects: tuple[object, ...], subject: str) -> tuple[int | str, ...]:
    for index, effect in enumerate(effects):
        if getattr(effect, "subject", None) == subject:
            return ("effects", index)
    return ("effects",)
