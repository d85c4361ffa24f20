"""Facts to shapes: one small function for each kind of entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from generator.facts.base import Citation, Entry, Fact, Text
from generator.facts.contract import Contract, Option, Rule, Term
from generator.facts.event import Effect as EffectFact
from generator.facts.event import Event, Scope
from generator.facts.figure import Figure
from generator.facts.gap import Gap
from generator.facts.party import Membership as MembershipFact
from generator.facts.party import OtherName as OtherNameFact
from generator.facts.party import Party, Post
from generator.facts.question import Question
from generator.facts.source import Source
from generator.facts.subject import Subject
from generator.facts.when import When
from generator.history.publication import first_publication
from generator.site.exports.contract import kinds
from generator.site.exports.contract.shape import Cite, Corrected, EdtfDate, EntryShape, Words
from generator.site.site import Site


def words(text: Text) -> Words:
    """A text in both languages."""
    return Words(sv=text.sv, en=text.en)


def words_or_none(text: Text | None) -> Words | None:
    """The same for a text that may be missing."""
    return None if text is None else words(text)


def edtf(when: When) -> EdtfDate:
    """A date with its bounds."""
    return EdtfDate(
        edtf=str(when), earliest=when.earliest, latest=when.latest, exact=when.exact
    )  # fmt: skip


def edtf_or_none(when: When | None) -> EdtfDate | None:
    """The same for a date that may be missing."""
    return None if when is None else edtf(when)


def cites(citations: Iterable[Citation]) -> tuple[Cite, ...]:
    """Citations in their order."""
    return tuple(Cite(source_id=c.source, at=c.at, supports=c.supports) for c in citations)


def permanent(site: Site, entry_id: str) -> str:
    """The absolute permanent address of an entry."""
    return f"{site.options.address}id/{entry_id}/"


def _entry(site: Site, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "uri": permanent(site, entry.id),
        "recorded": entry.recorded,
        "verified": entry.verified,
        "remark": words_or_none(entry.remark),
        "corrections": tuple(
            Corrected(date=c.date, field=c.field, was=words(c.was), reason=words(c.reason))
            for c in entry.corrections
        ),
    }


def _fact(site: Site, fact: Fact) -> dict[str, Any]:
    return {
        **_entry(site, fact),
        "confidence": str(fact.confidence),
        "sources": cites(fact.sources),
    }


def _other_names(names: Iterable[OtherNameFact]) -> tuple[kinds.OtherName, ...]:
    return tuple(
        kinds.OtherName(
            name=words(other.name), when=edtf_or_none(other.when), sources=cites(other.sources)
        )
        for other in names
    )


def _office(post: Post) -> kinds.Membership:
    return kinds.Membership(
        type="office",
        organization_id=post.organisation,
        role=words(post.title),
        start_date=edtf_or_none(post.start),
        end_date=edtf_or_none(post.end),
        seen=edtf_or_none(post.seen),
        remark=words_or_none(post.remark),
        sources=cites(post.sources),
    )


def _membership(membership: MembershipFact) -> kinds.Membership:
    return kinds.Membership(
        type="membership",
        organization_id=membership.organisation,
        role=words(membership.role),
        start_date=edtf_or_none(membership.start),
        end_date=edtf_or_none(membership.end),
        seen=edtf_or_none(membership.seen),
        remark=None,
        sources=cites(membership.sources),
    )


def _party(site: Site, party: Party) -> EntryShape:
    return kinds.Party(
        **_fact(site, party),
        classification=party.classification,
        name=words(party.name),
        short_name=words_or_none(party.short),
        description=words_or_none(party.text),
        active=edtf_or_none(party.active),
        identifiers=tuple(
            kinds.Identifier(scheme=i.scheme, identifier=i.id) for i in party.identifiers
        ),
        other_names=_other_names(party.other_names),
        memberships=(*map(_office, party.posts), *map(_membership, party.memberships)),
        member_ids=party.members,
        stated_count=party.stated_count,
    )


def _source(site: Site, source: Source) -> EntryShape:
    return kinds.Source(
        **_entry(site, source),
        title=source.title,
        title_basis=source.title_basis,
        language=source.language,
        publisher=source.publisher,
        issued=edtf_or_none(source.published),
        issued_basis=words(source.date_basis),
        url=source.url,
        reliability=source.reliability,
        reliability_note=words_or_none(source.reliability_note),
        may_support=source.may_support,
        republishes=source.republishes,
        same_address_as_id=source.same_address_as,
    )


def _effect(site: Site, effect: EffectFact) -> kinds.Effect:
    scope = effect.scope
    if scope is None and effect.subject in site.record.options:
        # Left out for an option, it is all who could call it off; see `history/replay.py`.
        scope = Scope(all=site.record.options[effect.subject].holders)
    named = scope or Scope.model_construct()
    return kinds.Effect(
        subject_id=effect.subject,
        status=effect.becomes,
        scope="subject" if scope is None
        else "parties" if scope.party
        else "all-of" if scope.all
        else "some-of",
        party_ids=named.party,
        collective_id=named.all or named.some_of,
        exactly=named.exactly,
        at_least=named.at_least,
        at_most=named.at_most,
        status_of_others=effect.others,
        date=edtf_or_none(effect.date),
    )  # fmt: skip


def _event(site: Site, event: Event) -> EntryShape:
    return kinds.Event(
        **_fact(site, event),
        when=edtf(event.when),
        type=event.type,
        theme_id=site.record.theme_of(event),
        title=words(event.title),
        description=words(event.text),
        published=edtf_or_none(first_publication(site.record, event.sources)),
        parties=tuple(
            kinds.EventParty(party_id=p.party, role=p.role, office=words_or_none(p.office))
            for p in event.parties
        ),
        effects=tuple(_effect(site, effect) for effect in event.effects),
        subject_ids=event.about,
        contract_id=event.contract,
        announced=event.announced,
        expects=edtf_or_none(event.expects),
        context=event.context,
    )


def _contract(site: Site, contract: Contract) -> EntryShape:
    return kinds.Contract(
        **_fact(site, contract),
        type=contract.type,
        title=words(contract.title),
        description=words(contract.text),
        parties=tuple(
            kinds.ContractParty(
                party_id=p.party,
                role=p.role,
                start_date=edtf_or_none(p.start),
                end_date=edtf_or_none(p.end),
                remark=words_or_none(p.remark),
            )
            for p in contract.parties
        ),
        supplements_id=contract.supplements,
    )


def _option(site: Site, option: Option) -> EntryShape:
    return kinds.Option(
        **_fact(site, option),
        number=option.number,
        contract_id=option.contract,
        holder_id=option.holders,
        name=words(option.name),
        description=words(option.text),
        names=tuple(
            kinds.Naming(name=words(n.name), seen=edtf(n.seen), sources=cites(n.sources))
            for n in option.names
        ),
    )


def _rule(rule: Rule | None) -> kinds.Rule | None:
    if rule is None:
        return None
    return kinds.Rule(
        days=rule.days,
        months=rule.months,
        years=rule.years,
        percent=rule.percent,
        amount=rule.amount,
        minimum=rule.minimum,
        maximum=rule.maximum,
        currency=rule.currency,
        counted_from_id=rule.counted_from,
        closed_by_id=rule.closed_by,
        computed=rule.computed,
        missing=words_or_none(rule.missing),
    )


def _term(site: Site, term: Term) -> EntryShape:
    return kinds.Term(
        **_fact(site, term),
        contract_id=term.contract,
        type=term.type,
        title=words(term.title),
        description=words(term.text),
        party_ids=term.parties,
        subject_ids=term.subjects,
        basis=term.basis,
        rule=_rule(term.rule),
        introduced_by_id=term.introduced_by,
        ended_by_id=term.ended_by,
    )


def _subject(site: Site, subject: Subject) -> EntryShape:
    return kinds.Subject(
        **_entry(site, subject),
        kind=subject.kind,
        name=words(subject.name),
        short_name=words_or_none(subject.short),
        description=words(subject.text),
        other_names=_other_names(subject.other_names),
        part_of_id=subject.part_of,
        contract_id=subject.contract,
        party_ids=subject.parties,
    )


def _figure(site: Site, figure: Figure) -> EntryShape:
    return kinds.Figure(
        **_fact(site, figure),
        label=words(figure.measures),
        measure_id=figure.measure,
        value=figure.value,
        minimum=figure.minimum,
        maximum=figure.maximum,
        qualifier=figure.qualifier,
        unit=figure.unit,
        as_of=edtf(figure.as_of),
        scope=words_or_none(figure.scope),
        printed=figure.printed,
        calculation=words_or_none(figure.computed),
        said_by_id=figure.said_by,
        about=figure.about,
        usable=figure.usable,
    )


def _gap(site: Site, gap: Gap) -> EntryShape:
    return kinds.Gap(
        **_entry(site, gap),
        type=gap.type,
        question=words(gap.question),
        description=words(gap.text),
        positions=tuple(
            kinds.Position(statement=words(p.says), sources=cites(p.sources)) for p in gap.positions
        ),
        touches=gap.touches,
        related=gap.related,
        settled_by=words(gap.settles),
        respondent_ids=gap.ask,
    )


def _question(site: Site, question: Question) -> EntryShape:
    return kinds.Question(
        **_entry(site, question),
        question=words(question.question),
        answer=words(question.answer),
        short_answer=words_or_none(question.short),
        rests_on=question.rests_on,
    )


FILL: dict[str, Callable[[Site, Any], EntryShape]] = {
    "party": _party,
    "source": _source,
    "event": _event,
    "contract": _contract,
    "option": _option,
    "term": _term,
    "subject": _subject,
    "figure": _figure,
    "gap": _gap,
    "question": _question,
}
"""By kind: an entry in its shape."""
