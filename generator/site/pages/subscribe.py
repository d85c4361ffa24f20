"""How to subscribe to calendars and feeds, and what each holds and leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.site.addresses import address
from generator.site.exports.calendar_ics import calendar_path, counts, spans_path
from generator.site.exports.feed import NEWS
from generator.site.exports.feeds import NEWEST, PAGE, feed_path
from generator.site.exports.scopes import Scope
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words.sorting import by_name

PATH = "prenumerera/"


@dataclass(frozen=True)
class Choice:
    """What one can subscribe to: its name, its page, and the addresses of its files."""

    name: str
    page: str
    calendar: str
    news: str
    corrections: str


def choice(site: Site, scope: Scope) -> Choice:
    """The files of a scope in the site's language, from the root of the first language."""
    return Choice(
        scope.name(site),
        address(site.record, scope.id) if scope.kind == "party" else "",
        calendar_path(scope, site.language),
        f"{feed_path(scope, site.language)}.atom",
        f"{feed_path(scope, site.language, corrected=True)}.atom",
    )


def webcal(site: Site, path: str) -> str:
    """The address by which a calendar program subscribes to a file."""
    return "webcal://" + f"{site.options.address}{path}".partition("://")[2]


def subscribe_pages(site: Site) -> Iterator[Page]:
    """The one page."""
    title = site.say("Prenumerera", "Subscribe")
    members = site.record.parties[site.record.settings.members].members
    others = [party for party in site.record.parties if party not in members]
    of_all = choice(site, Scope("all", "", ()))
    spans = spans_path(site.language)
    body = render(
        site, PATH, "subscribe.md",
        title=title, of_all=of_all, spans=spans, counts=counts(site.record),
        addresses={path: webcal(site, path) for path in (of_all.calendar, spans)},
        full=site.options.address, newest=NEWEST, page=PAGE,
        news=sum(len(site.record.of_kind(kind)) for kind in NEWS),
        themes=[choice(site, Scope("theme", t.id, ())) for t in site.record.settings.themes],
        members=_parties(site, members), others=_parties(site, others),
    )  # fmt: skip
    yield Page(PATH, title, site.say(
        "Kalendrar och flöden: allt, en part eller ett tema. Så prenumererar du.",
        "Calendars and feeds: everything, one party or one theme. How to subscribe.",
    ), body)  # fmt: skip


def _parties(site: Site, ids: Iterator[str] | tuple[str, ...] | list[str]) -> list[Choice]:
    return [choice(site, Scope("party", party, ())) for party in by_name(ids, site.name)]
