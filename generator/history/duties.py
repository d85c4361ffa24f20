"""Who is what to whom, and when: from contracts, posts, memberships, reviews and events.

Nothing here is typed by hand. A stretch of time that a contract, a deployment, a review, a
membership or a post gives is a holding; where a source only shows somebody in a role on a
day, it is a sighting, and says nothing of the days around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from generator.facts.event import Event
from generator.facts.lives import IN_FORCE
from generator.facts.party import Classification, Role
from generator.facts.when import When
from generator.history.horizon import horizon_of
from generator.history.replay import History
from generator.history.track import Track


class Duty(StrEnum):
    """What somebody is, in the order of the picture."""

    PROCURING = "procuring"
    BUYER = "buyer"
    SUPPLIER = "supplier"
    OWNER = "owner"
    COORDINATOR = "coordinator"
    RESPONSIBLE = "responsible"
    USER = "user"
    CHAIR = "chair"
    REVIEWER = "reviewer"
    SUPERVISOR = "supervisor"


BY_ROLE: dict[Role, Duty] = {
    Role.BUYER: Duty.BUYER,
    Role.SUPPLIER: Duty.SUPPLIER,
    Role.COORDINATOR: Duty.COORDINATOR,
    Role.RESPONSIBLE: Duty.RESPONSIBLE,
    Role.USER: Duty.USER,
    Role.REVIEWER: Duty.REVIEWER,
    Role.SUPERVISOR: Duty.SUPERVISOR,
}
"""What a role in a contract or an event makes of a party."""

COUNTERPARTS: dict[Duty, tuple[Role, ...]] = {
    Duty.BUYER: (Role.SUPPLIER,),
    Duty.SUPPLIER: (Role.BUYER, Role.USER),
    Duty.COORDINATOR: (Role.PARTICIPANT, Role.USER),
    Duty.RESPONSIBLE: (Role.USER,),
    Duty.USER: (Role.SUPPLIER,),
}
"""To whom somebody is what, by the roles of the others in a contract."""

TENDERED = ("tendering", "awarded", "appealed")
RUNNING = {
    "deployment": ("in-use", "resumed"),
    "review": ("opened",),
    "supervision": ("opened",),
}
"""The statuses of a subject during which its parties use, review or supervise."""

MAKES = {"deployment": Duty.USER, "review": Duty.REVIEWER, "supervision": Duty.SUPERVISOR}


@dataclass(frozen=True)
class Holding:
    """A party in a duty, by an entry that says so, and between which days.

    It holds for certain from `begins[1]` until `ends[0]`, and possibly from `begins[0]`
    until `ends[1]`. An end of None is not known; `told` is then the last day that a source
    speaks of it. `to` is whom it is something to: the counterparts, or the organisation.
    """

    duty: Duty
    party: str
    entry: str
    begins: tuple[date | None, date]
    ends: tuple[date, date] | None
    told: date
    to: tuple[str, ...] = ()
    seen: bool = False
    """Only shown in the role at that time; when it began or ended is not known."""

    def on(self, day: date) -> int:
        """0 no, 1 perhaps, 2 for certain."""
        first, sure = self.begins
        if (first is not None and day < first) or (self.ends and day > self.ends[1]):
            return 0
        return 2 if day >= sure and (self.ends is None or day <= self.ends[0]) else 1


@dataclass(frozen=True)
class Sighting:
    """An event that names a party in a duty."""

    duty: Duty
    party: str
    event: str


@dataclass(frozen=True)
class Period:
    """Days during which nothing changes: the first, the last (None: no end), who is what."""

    first: date
    last: date | None
    certain: tuple[Holding, ...]
    perhaps: tuple[Holding, ...]


def holdings(history: History) -> tuple[Holding, ...]:
    """Everybody's duties with their stretches of time, in the order of duties and files."""
    found = [
        *_by_contract(history), *_by_tender(history), *_by_subject(history),
        *_by_ownership(history), *_by_post(history),
    ]  # fmt: skip
    order = {duty: index for index, duty in enumerate(Duty)}
    parties = {party: index for index, party in enumerate(history.record.parties)}
    return tuple(sorted(found, key=lambda h: (order[h.duty], h.begins[1], parties[h.party])))


def sightings(history: History) -> tuple[Sighting, ...]:
    """Events that name somebody in a duty, in order of time."""
    found = []
    reviews = _review_contracts(history)
    for event in sorted(history.record.events.values(), key=lambda e: (e.when.sort_key, e.id)):
        if event.context or event.contract in reviews or _changes(event) & reviews:
            continue
        for part in event.parties:
            duty = BY_ROLE.get(part.role)
            if part.role is Role.PROCURING_ENTITY:
                duty = Duty.PROCURING
            if duty is not None:
                found.append(Sighting(duty, part.party, event.id))
    return tuple(dict.fromkeys(found))


def periods(history: History, first: date, last: date) -> tuple[Period, ...]:
    """All days from `first` on, cut where somebody's duty begins, ends, or may do so."""
    every = holdings(history)
    cuts = {first}
    for held in every:
        cuts |= {day for day in held.begins if day}
        if held.ends:
            cuts |= {day + timedelta(days=1) for day in held.ends}
    found: list[Period] = []
    for day in sorted(cut for cut in cuts if first <= cut <= last):
        certain = tuple(held for held in every if held.on(day) == 2)
        perhaps = tuple(held for held in every if held.on(day) == 1)
        if found and (found[-1].certain, found[-1].perhaps) == (certain, perhaps):
            continue
        if found:
            before = found.pop()
            end = day - timedelta(days=1)
            found.append(Period(before.first, end, before.certain, before.perhaps))
        found.append(Period(day, None, certain, perhaps))
    return tuple(found)


def _changes(event: Event) -> set[str]:
    return {effect.subject for effect in event.effects}


def _review_contracts(history: History) -> set[str]:
    """Contracts that a review rests on: their supplier reviews, and supplies nothing else."""
    return {
        subject.contract
        for subject in history.record.subjects.values()
        if subject.kind in ("review", "supervision") and subject.contract
    }


def _stretch(
    track: Track | None, within: tuple[str, ...]
) -> tuple[tuple[date | None, date], tuple[date, date] | None] | None:
    """When a subject's status is among some: its first and last possible begin and end."""
    if track is None:
        return None
    maybe = [i for i, span in enumerate(track.spans) if span.statuses & set(within)]
    sure = [i for i in maybe if track.spans[i].statuses <= set(within)]
    if not maybe:
        return None
    start = track.spans[maybe[0]].start
    begin = track.spans[sure[0]].start if sure else track.spans[maybe[-1]].start
    last = track.spans[maybe[-1]]
    after = track.spans[maybe[-1] + 1 :]
    one = timedelta(days=1)
    if not after:
        return (start if start != date.min else None, begin), None
    gone = after[0].start
    if last.statuses <= set(within):
        return (start, begin), (gone - one, gone - one)
    return (start, begin), (max(last.start - one, begin), gone - one)


def _told(history: History, subject: str) -> date:
    source = horizon_of(history, subject)
    return source.published.begins[1] if source and source.published else date.min


def _by_contract(history: History) -> Iterator[Holding]:
    reviews = _review_contracts(history)
    for contract in history.record.contracts.values():
        stretch = _stretch(history.tracks[contract.id].get(""), IN_FORCE)
        if stretch is None or contract.id in reviews:
            continue
        for part in contract.parties:
            duty = BY_ROLE.get(part.role)
            if duty is None:
                continue
            begins, ends = stretch
            if part.start is not None:
                begins = part.start.begins
            if part.end is not None:
                ends = _ends(part.end)
            facing = COUNTERPARTS.get(duty, ())
            to = tuple(other.party for other in contract.parties if other.role in facing)
            told = _told(history, contract.id)
            yield Holding(duty, part.party, contract.id, begins, ends, told, to)


def _by_tender(history: History) -> Iterator[Holding]:
    """Who procures a contract, from the event that put it out to tender."""
    for event in history.record.events.values():
        tendered = {effect.subject for effect in event.effects if effect.becomes == "tendering"}
        for contract in sorted(tendered & set(history.record.contracts)):
            stretch = _stretch(history.tracks[contract].get(""), TENDERED)
            for part in event.parties:
                if part.role in (Role.PROCURING_ENTITY, Role.DECIDER) and stretch:
                    told = _told(history, contract)
                    yield Holding(Duty.PROCURING, part.party, contract, *stretch, told)


def _by_subject(history: History) -> Iterator[Holding]:
    """Users of a deployment, and who reviews or supervises, while it goes on."""
    record = history.record
    for subject in record.subjects.values():
        duty = MAKES.get(str(subject.kind))
        if duty is None:
            continue
        stretch = _stretch(history.tracks[subject.id].get(""), RUNNING[str(subject.kind)])
        if stretch is None:
            continue
        named = {
            part.party
            for name in history.events_about.get(subject.id, ())
            for part in record.events[name].parties
            if BY_ROLE.get(part.role) is duty
        }
        others = tuple(party for party in subject.parties if party not in named)
        for party in subject.parties:
            if duty is Duty.USER or party in named:
                to = () if duty is Duty.USER else others
                told = _told(history, subject.id)
                yield Holding(duty, party, subject.id, *stretch, told, to)


def _by_ownership(history: History) -> Iterator[Holding]:
    """Who owns a supplier, from memberships between companies that say since when."""
    parties = history.record.parties
    for party in parties.values():
        for item in party.memberships:
            owner = parties[item.organisation]
            companies = {party.classification, owner.classification} == {Classification.COMPANY}
            if not companies or item.start is None:
                continue
            ends = _ends(item.end) if item.end else None
            told = item.start.begins[1]
            yield Holding(
                Duty.OWNER, owner.id, party.id, item.start.begins, ends, told, (party.id,)
            )


def _by_post(history: History) -> Iterator[Holding]:
    """Who leads a body: by what is known of a post's time, or by when it was seen held."""
    parties = history.record.parties
    for party in parties.values():
        for post in party.posts:
            if parties[post.organisation].classification is not Classification.BODY:
                continue
            known = post.start or post.seen or post.end
            if known is None:
                continue
            begins = post.start.begins if post.start else _starts(known)
            ends = _ends(post.end or known) if post.end or not post.start else None
            told = _ends(post.seen or post.end or known)[1]
            yield Holding(
                Duty.CHAIR, party.id, party.id, begins, ends, told,
                (post.organisation,), seen=post.start is None,
            )  # fmt: skip


def _starts(when: When) -> tuple[date | None, date]:
    """The first and last day on which something that is told of a time can have begun."""
    return (when.start.earliest, when.start.latest) if when.start else when.begins


def _ends(when: When) -> tuple[date, date]:
    """The first and last day on which something that ended then can have ended."""
    point = when.end or when.start
    assert point is not None
    return point.earliest, point.latest
