"""What fixed words are called: statuses, types, roles and the like, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

Pair = tuple[str, str]
"""Swedish, English."""

STATUS: dict[str, dict[str, tuple[str, str, str]]] = {
    "option": {
        "offered": ("Erbjuden", "Offered", "proposed"),
        "authorised": ("Fullmakt given", "Authorised", "in-force"),
        "not-authorised": ("Ingen fullmakt", "Not authorised", "ended"),
        "signed": ("Tecknad", "Signed", "in-force"),
        "not-signed": ("Inte tecknad", "Not signed", "ended"),
        "cancelled": ("Avbeställd", "Cancelled", "ended"),
        "delivered": ("Levererad", "Delivered", "in-force"),
        "not-in-force": ("Gäller inte", "Not in force", "ended"),
    },
    "deployment": {
        "planned": ("Planerad", "Planned", "planned"),
        "in-use": ("I drift", "In use", "in-force"),
        "stopped": ("Stoppad", "Stopped", "ended"),
        "resumed": ("Återupptagen", "Resumed", "in-force"),
    },
    "pause": {
        "decided": ("Beslutad", "Decided", "paused"),
        "agreed": ("Avtalad, utan slutdatum", "Agreed, no end date", "paused"),
        "notice-given": ("Uppsagd", "Notice given", "paused"),
        "ended": ("Avslutad", "Ended", "ended"),
    },
    "contract": {
        "tendering": ("Upphandlas", "Tendering", "under-way"),
        "awarded": ("Tilldelat", "Awarded", "in-force"),
        "appealed": ("Överklagat", "Appealed", "proposed"),
        "signed": ("Tecknat", "Signed", "in-force"),
        "amended": ("Tecknat och ändrat", "Signed and amended", "in-force"),
        "withdrawn": ("Avbruten upphandling", "Withdrawn", "ended"),
        "expired": ("Löpt ut", "Expired", "ended"),
        "terminated": ("Upphört", "Terminated", "ended"),
    },
    "programme": {
        "planning": ("Planeras", "Planning", "planned"),
        "procurement": ("Upphandlas", "Procurement", "under-way"),
        "implementation": ("Införs", "Implementation", "in-force"),
        "paused": ("Pausat", "Paused", "paused"),
        "discontinuation-proposed": (
            "Avveckling föreslagen", "Discontinuation proposed", "proposed",
        ),
        "discontinued": ("Avvecklat", "Discontinued", "ended"),
        "resumed": ("Återupptaget", "Resumed", "in-force"),
    },
    "review": {
        "opened": ("Pågår", "Under way", "under-way"),
        "reported": ("Redovisad", "Reported", "closed"),
        "closed": ("Avslutad", "Closed", "closed"),
    },
    "supervision": {
        "opened": ("Öppnad", "Opened", "under-way"),
        "reported": ("Redovisad", "Reported", "closed"),
        "closed": ("Avslutad", "Closed", "closed"),
    },
    "milestone": {
        "planned": ("Planerat", "Planned", "planned"),
        "met": ("Uppnått", "Met", "in-force"),
        "missed": ("Missat", "Missed", "ended"),
        "withdrawn": ("Struket", "Withdrawn", "ended"),
    },
}  # fmt: skip
"""By life and status: Swedish, English, and the class of the badge."""

ANY_STATUS: dict[str | None, tuple[str, str, str]] = {
    "unknown": ("Okänt", "Not known", "unknown"),
    "mixed": ("Olika för olika parter", "Differs between parties", "some"),
    None: ("Ingen uppgift", "No information", "unknown"),
}

KINDS: dict[str, Pair] = {
    "event": ("Händelse", "Event"),
    "party": ("Part", "Party"),
    "source": ("Källa", "Source"),
    "contract": ("Avtal", "Contract"),
    "option": ("Option", "Option"),
    "term": ("Villkor", "Term"),
    "subject": ("Ärende", "Subject"),
    "figure": ("Siffra", "Figure"),
    "gap": ("Lucka", "Gap"),
    "question": ("Fråga", "Question"),
}
LIVES: dict[str, Pair] = {
    "programme": ("Program", "Programme"),
    "deployment": ("Drift", "Deployment"),
    "pause": ("Paus", "Pause"),
    "review": ("Granskning", "Review"),
    "supervision": ("Tillsyn", "Supervision"),
    "milestone": ("Milstolpe", "Milestone"),
    "option": ("Option", "Option"),
    "contract": ("Avtal", "Contract"),
}
EVENT_TYPES: dict[str, Pair] = {
    "procurement": ("Upphandling", "Procurement"),
    "authorisation": ("Fullmakt", "Authorisation"),
    "contract": ("Avtal", "Contract"),
    "agreement": ("Överenskommelse", "Agreement"),
    "option-offered": ("Option erbjuds", "Option offered"),
    "option-signed": ("Option tecknas", "Option signed"),
    "option-cancelled": ("Option avbeställs", "Option cancelled"),
    "decision": ("Beslut", "Decision"),
    "plan": ("Plan", "Plan"),
    "replan": ("Ändrad plan", "Changed plan"),
    "go-live": ("Start", "Go-live"),
    "stop": ("Stopp", "Stop"),
    "pause": ("Paus", "Pause"),
    "claim": ("Krav", "Claim"),
    "cost": ("Kostnad", "Cost"),
    "report": ("Rapport", "Report"),
    "supervision": ("Tillsyn", "Supervision"),
    "statement": ("Uttalande", "Statement"),
    "appointment": ("Tillsättning", "Appointment"),
    "acquisition": ("Förvärv", "Acquisition"),
}
CLASSIFICATIONS: dict[str, Pair] = {
    "region": ("Region", "Region"),
    "municipality": ("Kommun", "Municipality"),
    "body": ("Organ", "Body"),
    "company": ("Företag", "Company"),
    "association": ("Förening eller förbund", "Association"),
    "authority": ("Myndighet", "Authority"),
    "auditors": ("Revisorer", "Auditors"),
    "court": ("Domstol", "Court"),
    "hospital": ("Sjukhus", "Hospital"),
    "provider": ("Vårdgivare", "Care provider"),
    "university": ("Universitet", "University"),
    "media": ("Medier", "Media"),
    "collective": ("Grupp", "Group"),
    "person": ("Person", "Person"),
}
ROLES: dict[str, Pair] = {
    "buyer": ("köpare", "buyer"),
    "supplier": ("leverantör", "supplier"),
    "tenderer": ("anbudsgivare", "tenderer"),
    "procuring-entity": ("upphandlar", "procuring entity"),
    "coordinator": ("samordnar", "coordinator"),
    "authoriser": ("ger fullmakt", "authoriser"),
    "user": ("användare", "user"),
    "responsible": ("ansvarar", "responsible"),
    "decider": ("beslutar", "decides"),
    "signatory": ("avtalspart", "signatory"),
    "adviser": ("rådgivare", "adviser"),
    "office-holder": ("innehar posten", "office-holder"),
    "speaker": ("uttalar sig", "speaks"),
    "reviewer": ("granskar", "reviewer"),
    "reviewed": ("granskas", "reviewed"),
    "supervisor": ("utövar tillsyn", "supervisor"),
    "reporter": ("anmäler eller rapporterar", "reports"),
    "applicant": ("ansöker", "applicant"),
    "review-body": ("prövar", "review body"),
    "acquirer": ("köper", "acquires"),
    "acquired": ("köps", "is acquired"),
    "participant": ("deltar", "takes part"),
    "concerned": ("berörs", "concerned"),
}
CONFIDENCE: dict[str, Pair] = {
    "established": ("Fastställd", "Established"),
    "reported": ("Rapporterad", "Reported"),
    "disputed": ("Omstridd", "Disputed"),
}
CONFIDENCE_TEXT: dict[str, Pair] = {
    "established": (
        "Källan är tydlig och ingen annan källa säger emot.",
        "The source is clear and no other source contradicts it.",
    ),
    "reported": (
        "Uppgiften finns i en källa, men är svagare belagd.",
        "A source says so, but the evidence is weaker.",
    ),
    "disputed": ("Källorna säger olika saker.", "Sources say different things."),
}
SUPPORTS: dict[str, Pair] = {
    "when": ("datum", "date"),
    "title": ("rubrik", "title"),
    "text": ("innehåll", "content"),
    "parties": ("parter", "parties"),
    "effects": ("följder", "effects"),
    "value": ("värde", "value"),
    "as_of": ("när siffran gäller", "as-of date"),
    "names": ("namn", "names"),
    "posts": ("uppdrag", "posts"),
    "rule": ("villkor", "rule"),
}
PLACES: dict[str, Pair] = {
    "whole": ("hela texten", "the whole text"),
    "list": ("listan", "the list"),
    "lead": ("ingressen", "the lead"),
    "agenda": ("dagordningen", "the agenda"),
    "fact-box": ("faktarutan", "the fact box"),
    "title": ("rubriken", "the title"),
    "date": ("datumet", "the date"),
    "address": ("webbadressen", "the web address"),
}
CONFORMANCE: dict[str, Pair] = {
    "full": ("helt förenlig med lagen", "fully conformant with the act"),
    "partial": ("delvis förenlig med lagen", "partially conformant with the act"),
    "none": ("inte förenlig med lagen", "not conformant with the act"),
}
TERM_TYPES: dict[str, Pair] = {
    "notice": ("Uppsägning", "Notice"),
    "duration": ("Avtalstid", "Duration"),
    "extension": ("Förlängning", "Extension"),
    "payment": ("Betalning", "Payment"),
    "price": ("Pris", "Price"),
    "scope": ("Omfattning", "Scope"),
    "responsibility": ("Ansvar", "Responsibility"),
    "cost-sharing": ("Kostnadsfördelning", "Cost sharing"),
    "sequence": ("Ordningsföljd", "Sequence"),
    "cure-period": ("Tid för åtgärd", "Cure period"),
    "ceiling": ("Tak", "Ceiling"),
    "expiry": ("Utgång", "Expiry"),
    "activity": ("Verksamhet", "Activity"),
    "resources": ("Resurser", "Resources"),
}
TERM_BASES: dict[str, Pair] = {
    "clause": ("Återges som villkor i avtalet.", "Given as a condition of the contract."),
    "described": ("Beskrivs av någon annan än parterna.", "Described by others than the parties."),
    "statement": (
        "Sägs av en part. Det är inte visat att det är ett avtalsvillkor.",
        "Said by one party; not shown to be a clause.",
    ),
}
CONTRACT_TYPES: dict[str, Pair] = {
    "contract": ("Avtal", "Contract"),
    "agreement": ("Överenskommelse", "Agreement"),
    "declaration": ("Avsiktsförklaring", "Declaration of intent"),
    "procurement": ("Upphandling", "Procurement"),
}
LANGUAGES: dict[str, Pair] = {
    "sv": ("svenska", "Swedish"),
    "en": ("engelska", "English"),
    "de": ("tyska", "German"),
}
GAP_TYPES: dict[str, Pair] = {
    "gap": ("Lucka: ingen källa svarar", "Gap: no source answers"),
    "conflict": ("Motsägelse: källor svarar olika", "Conflict: sources differ"),
}
RELIABILITIES: dict[str, Pair] = {
    "ordinary": ("vanlig", "ordinary"),
    "weak": ("svag", "weak"),
    "unreliable": ("opålitlig", "unreliable"),
}
TITLE_BASES: dict[str, Pair] = {
    "published": ("rubriken som den publicerades", "the headline as published"),
    "address": ("återskapad ur webbadressen", "rebuilt from the web address"),
    "described": ("vår egen beskrivning", "our own description"),
}
QUALIFIERS: dict[str, Pair] = {
    "exact": ("exakt", "exact"),
    "about": ("omkring", "about"),
    "at-least": ("minst", "at least"),
    "at-most": ("högst", "at most"),
    "more-than": ("mer än", "more than"),
}
UNITS: dict[str, Pair] = {
    "SEK": ("kronor", "kronor"),
    "EUR": ("euro", "euros"),
    "USD": ("dollar", "dollars"),
    "percent": ("procent", "per cent"),
    "municipalities": ("kommuner", "municipalities"),
    "options": ("optioner", "options"),
    "parties": ("parter", "parties"),
    "persons": ("personer", "persons"),
    "systems": ("system", "systems"),
    "reports": ("rapporter", "reports"),
    "documents": ("dokument", "documents"),
    "interviews": ("intervjuer", "interviews"),
    "processes": ("processer", "processes"),
    "days": ("dagar", "days"),
    "months": ("månader", "months"),
    "years": ("år", "years"),
}

CHOICES: tuple[dict[str, Pair], ...] = (
    EVENT_TYPES, CLASSIFICATIONS, ROLES, CONFIDENCE, SUPPORTS, PLACES, TERM_TYPES, TERM_BASES,
    CONFORMANCE, CONTRACT_TYPES, LANGUAGES, GAP_TYPES, RELIABILITIES, TITLE_BASES, QUALIFIERS, UNITS,
    {kind: pair for kind, pair in LIVES.items() if kind not in KINDS},
)  # fmt: skip
"""Every set of fixed words that a field can take."""


def choice_labels(values: Iterable[str]) -> dict[str, Pair]:
    """What these legal values are called; {} where no set of fixed words holds them all.

    A set that holds just these goes before one that holds more.
    """
    wanted = set(values)
    holding = [labels for labels in CHOICES if wanted <= set(labels)]
    best = min(holding, key=len, default={})
    return {value: pair for value, pair in best.items() if value in wanted}


def statuses() -> dict[str, Pair]:
    """Every status of every life, and what it is called in the first of them."""
    found: dict[str, Pair] = {}
    for life in STATUS.values():
        for status, (swedish, english, _) in life.items():
            found.setdefault(status, (swedish, english))
    return found
