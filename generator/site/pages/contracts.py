"""Contracts with their parties and terms: the list, and one page for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.facts.contract import Contract, Rule, Term
from generator.history.horizon import horizon_of
from generator.history.terms import Computed, Notice, computed
from generator.site.addresses import address
from generator.site.render import Page, render
from generator.site.site import Site
from generator.site.words import labels
from generator.site.words.numbers import grouped, scaled, with_unit
from generator.site.words.terms import Wording, bounds_words, examples, length_words, wording

INDEX = "avtal/"


@dataclass(frozen=True)
class ShownTerm:
    """A clause with its rule in words, and what follows from it."""

    term: Term
    rule: tuple[str, ...]
    computed: Computed
    length: str
    bounds: str
    price: str
    given: tuple[tuple[Notice, str], ...]
    examples: tuple[tuple[date, date], ...]
    wording: Wording


def contract_pages(site: Site) -> Iterator[Page]:
    """The list of contracts and one page for each."""
    title = site.say("Avtal och villkor", "Contracts and terms")
    terms: dict[str, list[ShownTerm]] = defaultdict(list)
    for term in site.record.terms.values():
        terms[term.contract].append(shown_term(site, term))
    body = render(
        site, INDEX, "contracts.md",
        title=title, contracts=list(site.record.contracts.values()), terms=terms,
        states=site.state.subjects,
    )  # fmt: skip
    yield Page(INDEX, title, site.say(
        "Varje avtal med parter, villkor och vad som har ändrats.",
        "Each contract with its parties, terms and what has changed.",
    ), body)  # fmt: skip
    for contract in site.record.contracts.values():
        yield _page(site, contract, terms[contract.id])


def shown_term(site: Site, term: Term) -> ShownTerm:
    """A clause as its contract's page shows it."""
    found = computed(site.history, term)
    language = site.language
    length = found.end.length if found.end else found.length
    bounds, payment = found.end.bounds if found.end else None, found.payment
    price = scaled(payment.price, language) if payment and payment.price else ""
    if payment and price and payment.currency:
        price = with_unit(price, payment.currency, language)
    return ShownTerm(
        term,
        tuple(rule_words(site, term.rule)),
        found,
        length_words(length, language) if length else "",
        _sentence(bounds_words(bounds, language)) if bounds else "",
        price,
        tuple((notice, bounds_words(notice.earliest_end, language)) for notice in found.given),
        tuple(examples(length, site.horizon_day)) if found.is_notice and length else (),
        wording(language),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _page(site: Site, contract: Contract, terms: list[ShownTerm]) -> Page:
    record = site.record
    path = address(record, contract.id)
    kind = site.label(labels.CONTRACT_TYPES[contract.type])
    events = [record.events[name] for name in site.history.events_about.get(contract.id, ())]
    named = site.links.named_by.get(contract.id, ())
    body = render(
        site, path, "contract.md",
        contract=contract, terms=terms, events=events,
        payments=[shown for shown in terms if shown.computed.payment],
        trail=[(site.say("Avtal och villkor", "Contracts and terms"), INDEX), (kind, None)],
        source=horizon_of(site.history, contract.id), state=site.state.subjects[contract.id],
        options=[name for name in named if record.kind_of[name] == "option"],
        supplemented_by=[name for name in named if record.kind_of[name] == "contract"],
        governs=[name for name in named if record.kind_of[name] == "subject"],
        rests=[name for name in named if record.kind_of[name] in ("figure", "question")],
    )  # fmt: skip
    extra = (("notice", True),) if any(shown.computed.is_notice for shown in terms) else ()
    return Page(path, site.plain(contract.title), site.plain(contract.text), body, extra=extra)


def rule_words(site: Site, rule: Rule | None) -> Iterator[str]:
    """The computable part of a clause, a phrase for each number that it holds."""
    if rule is None:
        return
    spans = (
        (rule.years, ("år", "year"), ("år", "years")),
        (rule.months, ("månad", "month"), ("månader", "months")),
        (rule.days, ("dag", "day"), ("dagar", "days")),
    )
    for number, one, many in spans:
        if number is not None:
            unit = site.label(one if number == 1 else many)
            yield f"{grouped(number, site.language)}\u00a0{unit}"
    if rule.percent is not None:
        yield f"{grouped(rule.percent, site.language)}\u00a0{site.say('procent', 'percent')}"
    amounts = (
        (rule.amount, ""),
        (rule.minimum, site.say("minst ", "at least ")),
        (rule.maximum, site.say("högst ", "at most ")),
    )
    for amount, word in amounts:
        if amount is not None:
            digits = scaled(amount, site.language)
            yield word + (
                with_unit(digits, rule.currency, site.language) if rule.currency else digits
            )
