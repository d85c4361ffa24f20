"""One page for every event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.facts.event import Effect, Event, Scope
from generator.facts.when import When, day_before
from generator.history.publication import first_publication
from generator.history.state import subject_on
from generator.site.addresses import address
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.view import View
from generator.site.words.dates import point_words

NEARBY = 2
"""How many events before and after are shown."""


@dataclass(frozen=True)
class Change:
    """One effect as the page shows it: badge to badge."""

    subject: str
    kind: str
    before: str | None
    after: str
    date: When | None
    scope: Markup


def event_pages(site: Site) -> Iterator[Page]:
    """The page of each event, in order of time."""
    for index, event in enumerate(site.events):
        path = address(site.record, event.id)
        view = View(site, path)
        nearby = site.events[max(0, index - NEARBY) : index + NEARBY + 1]
        changes = [_change(view, event, effect) for effect in event.effects]
        changed = {change.subject for change in changes}
        about = [name for name in dict.fromkeys(event.about) if name not in changed]
        rests = [
            name
            for name in site.links.named_by.get(event.id, ())
            if site.record.kind_of[name] not in ("gap", "event")
        ]
        body = render(
            site, path, "event.md",
            event=event, trail=_trail(site, event), changes=changes, about=about,
            nearby=nearby if len(nearby) > 1 else [], rests=rests,
            public=first_publication(site.record, event.sources),
        )  # fmt: skip
        yield Page(path, site.plain(event.title), site.plain(event.text), body, "tidslinje/")


def _trail(site: Site, event: Event) -> list[tuple[str, str | None]]:
    first = event.when.sort_key[0]
    point = event.when.start or event.when.end
    assert point is not None
    return [
        (site.say("Tidslinje", "Timeline"), "tidslinje/"),
        (point_words(point, site.language), f"tidslinje/#ar-{first.year}"),
        (site.say("Händelse", "Event"), None),
    ]


def _change(view: View, event: Event, effect: Effect) -> Change:
    site = view.site
    day = event.when.begins[0] or date.min
    before = None
    if day > date.min:
        state = subject_on(site.history, effect.subject, day_before(day))
        before = state.overall.status
        if state.by_party and effect.scope and effect.scope.party:
            before = state.by_party[effect.scope.party[0]].status
    if before == effect.becomes and effect.date is None:
        before = None
    kind = site.record.life_of(effect.subject)
    return Change(effect.subject, kind, before, effect.becomes, effect.date, _scope(view, effect))


def _scope(view: View, effect: Effect) -> Markup:
    scope = effect.scope
    if scope is None:
        return Markup()
    if scope.party:
        names = Markup(", ").join(view.link(party, short=True) for party in scope.party)
        return view.say("för ", "for ") + names
    collective = view.link(scope.all or scope.some_of or "", short=True)
    if scope.all:
        return view.say("för alla i gruppen ", "for all of ") + collective
    return view.say("för ", "for ") + _some(view, scope) + collective


def _some(view: View, scope: Scope) -> Markup:
    if scope.exactly is not None:
        return view.say(
            f"{scope.exactly} av gruppen, okänt vilka: ", f"{scope.exactly}, not known which, of "
        )
    return view.say("några, okänt vilka, av ", "some, not known which, of ")
