"""Rules on how entries fit together: collectives, lanes, conflicts, questions, posts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checking.rule import Checked, Finding, rule
from generator.facts.base import Confidence, Fact
from generator.facts.party import Classification
from generator.reading.hints import choices, did_you_mean

MOST_TILES = 12
"""The map of members has at most so many columns and rows."""


@rule("count-differs", whole=True)
def count_differs(checked: Checked) -> Iterator[Finding]:
    """The stated count of a collective equals its listed members, each listed once."""
    for party in checked.record.parties.values():
        listed = len(set(party.members))
        if party.stated_count is not None and listed != party.stated_count:
            yield Finding(
                party.id, ("stated_count",),
                f"{party.stated_count} members are stated, {listed} are listed",
                "Add the missing member or remove the one too many.",
                ((party.id, ("members",), "the list"),),
            )  # fmt: skip
        for index, member in enumerate(party.members):
            if member in party.members[:index]:
                yield Finding(
                    party.id, ("members", index), f"“{member}” is listed twice",
                    "Remove one of the two.",
                )  # fmt: skip


@rule("not-a-collective", whole=True)
def not_a_collective(checked: Checked) -> Iterator[Finding]:
    """Only a collective has members; an effect reaches all or some of a collective."""
    parties = checked.record.parties
    for party in parties.values():
        if party.members and party.classification is not Classification.COLLECTIVE:
            yield Finding(
                party.id, ("members",), f"only a collective has members, and this is classified as {party.classification}",
                "Make it a collective, or use “memberships” on the others.",
            )  # fmt: skip
    for event in checked.record.events.values():
        for index, effect in enumerate(event.effects):
            scope = effect.scope
            for key in ("all", "some_of"):
                collective = getattr(scope, key, None)
                if collective and not parties[collective].members:
                    yield Finding(
                        event.id, ("effects", index, "for", key),
                        f"“{collective}” has no listed members, so nobody is reached",
                        "Name a collective with “members”, or name the parties.",
                    )  # fmt: skip
            if scope is not None and scope.some_of and scope.exactly is not None:
                size = len(parties[scope.some_of].members)
                if scope.exactly > size:
                    yield Finding(
                        event.id, ("effects", index, "for", "exactly"),
                        f"{scope.exactly} of {size} members is more than all",
                        "Correct the number.",
                    )  # fmt: skip


@rule("unknown-theme")
def unknown_theme(checked: Checked) -> Iterator[Finding]:
    """Every event has a lane, by its theme or its type."""
    themes = [theme.id for theme in checked.record.settings.themes]
    for event in checked.record.events.values():
        if event.theme is not None and event.theme not in themes:
            yield Finding(
                event.id, ("theme",), f"no lane has the id “{event.theme}”",
                did_you_mean(event.theme, themes) or choices(themes),
            )  # fmt: skip
        elif event.theme is None and event.type not in checked.record.theme_of_type:
            yield Finding(
                event.id, ("type",), f"no lane takes events of type “{event.type}”",
                "Add the type to a lane under “themes” in record.yaml, or give the event a “theme”.",
            )  # fmt: skip


@rule("unknown-measure")
def unknown_measure(checked: Checked) -> Iterator[Finding]:
    """Every figure measures something that the settings name."""
    measures = [measure.id for measure in checked.record.settings.measures]
    for figure in checked.record.figures.values():
        if figure.measure not in measures:
            yield Finding(
                figure.id, ("measure",), f"no measure has the id “{figure.measure}”",
                did_you_mean(figure.measure, measures) or choices(measures),
            )  # fmt: skip


@rule("disputed-without-conflict", whole=True)
def disputed_without_conflict(checked: Checked) -> Iterator[Finding]:
    """A fact is disputed exactly when a conflict touches it."""
    record = checked.record
    touched = {
        fact: gap.id
        for gap in record.gaps.values()
        if gap.type == "conflict"
        for fact in gap.touches
    }
    for _, entry in record.entries():
        if not isinstance(entry, Fact):
            continue
        disputed = entry.confidence is Confidence.DISPUTED
        if disputed and entry.id not in touched:
            yield Finding(
                entry.id, ("confidence",), "“disputed”, but no conflict touches the fact",
                "Add the conflict to gaps.yaml with this fact under “touches”.",
            )  # fmt: skip
        if not disputed and entry.id in touched:
            conflict = touched[entry.id]
            index = record.gaps[conflict].touches.index(entry.id)
            yield Finding(
                entry.id, ("confidence",),
                f"“{entry.confidence}”, but the conflict “{conflict}” touches the fact",
                "Write “disputed”, or take the fact out of the conflict’s “touches”.",
                ((conflict, ("touches", index), "the conflict names it here"),),
            )  # fmt: skip


@rule("question-outdated", warning=True)
def question_outdated(checked: Checked) -> Iterator[Finding]:
    """A question whose facts were recorded after its answer was last verified."""
    for question in checked.record.questions.values():
        for index, fact_id in enumerate(question.rests_on):
            if fact_id not in checked.record.kind_of:
                continue
            fact = checked.record.get(fact_id)
            if fact.recorded > question.verified:
                yield Finding(
                    question.id, ("rests_on", index),
                    f"“{fact_id}” was recorded {fact.recorded}, after the answer was verified "
                    f"{question.verified}",
                    "Read the answer again and set “verified”.",
                    ((fact_id, ("recorded",), "the fact"),),
                )  # fmt: skip


@rule("person-not-named", whole=True)
def person_not_named(checked: Checked) -> Iterator[Finding]:
    """A person is in the record only because an event names the holder of an office."""
    record = checked.record
    for party in record.parties.values():
        if party.classification is not Classification.PERSON:
            if party.posts:
                yield Finding(
                    party.id, ("posts",), f"only a person holds a post, and this is classified as {party.classification}",
                    "Posts belong to persons; use “memberships” for organisations.",
                )  # fmt: skip
        elif not checked.links.to(party.id, "event", record):
            yield Finding(
                party.id, ("id",), f"no event names {party.name.sv}",
                "Name the person in an event’s “parties”, or remove the person.",
            )  # fmt: skip


@rule("source-unused", warning=True, whole=True)
def source_unused(checked: Checked) -> Iterator[Finding]:
    """A source that nothing rests on."""
    for source in checked.record.sources.values():
        if not checked.links.named_by.get(source.id):
            yield Finding(
                source.id, ("id",), "nothing in the record rests on this source",
                "Cite it, or remove it.",
            )  # fmt: skip


@rule("same-address")
def same_address(checked: Checked) -> Iterator[Finding]:
    """Two sources at one web address must say that they are versions of one page."""
    first: dict[str, str] = {}
    for source in checked.record.sources.values():
        other = first.setdefault(source.url, source.id)
        if other != source.id and source.same_address_as is None:
            yield Finding(
                source.id, ("url",), f"“{other}” has the same address",
                f"If it is another version of the page, add “same_address_as: {other}”.",
                ((other, ("url",), "the other source"),),
            )  # fmt: skip


@rule("tile-taken")
def tile_taken(checked: Checked) -> Iterator[Finding]:
    """Two parties on one square of the map of members, or one outside of it."""
    first: dict[tuple[int, int], str] = {}
    for party in checked.record.parties.values():
        if party.tile is None:
            continue
        place = (party.tile.column, party.tile.row)
        if min(place) < 1 or max(place) > MOST_TILES:
            yield Finding(
                party.id, ("tile",), f"column {place[0]}, row {place[1]} lies outside the map",
                f"Columns and rows count from 1 to {MOST_TILES}.",
            )  # fmt: skip
            continue
        other = first.setdefault(place, party.id)
        if other != party.id:
            yield Finding(
                party.id, ("tile",), f"column {place[0]}, row {place[1]} is taken by “{other}”",
                "Choose a free square near the neighbours.",
                ((other, ("tile",), "the other party"),),
            )  # fmt: skip


@rule("tile-missing", whole=True)
def tile_missing(checked: Checked) -> Iterator[Finding]:
    """A map of members that leaves one of them out."""
    record = checked.record
    members = record.parties[record.settings.members].members
    if not any(record.parties[member].tile for member in members):
        return
    for member in members:
        if record.parties[member].tile is None:
            yield Finding(
                member, ("id",), "the other members have a square on the map, this one has none",
                "Add “tile: {column: …, row: …}” after “name”.",
            )  # fmt: skip
