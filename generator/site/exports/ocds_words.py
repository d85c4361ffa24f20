"""What becomes of the record's words in the Open Contracting Data Standard 1.1, and why."""

from __future__ import annotations

from dataclasses import dataclass

from generator.facts.party import Role

PROCESSES = ("contract", "procurement")
"""The types of contract that are contracting processes."""

ROLES = {
    Role.BUYER: "buyer",
    Role.PROCURING_ENTITY: "procuringEntity",
    Role.SUPPLIER: "supplier",
    Role.TENDERER: "tenderer",
    Role.REVIEW_BODY: "reviewBody",
    Role.AUTHORISER: "interestedParty",
    Role.COORDINATOR: "interestedParty",
    Role.PARTICIPANT: "interestedParty",
    Role.CONCERNED: "interestedParty",
    Role.USER: "interestedParty",
}
"""Codes of the list `partyRole`. Other roles have none, and the party is left out."""

CONTRACT_STATUS = {
    "tendering": "pending",
    "awarded": "pending",
    "appealed": "pending",
    "signed": "active",
    "amended": "active",
    "withdrawn": "cancelled",
    "expired": "terminated",
    "terminated": "terminated",
}
TENDER_STATUS = {
    "tendering": "active",
    "awarded": "complete",
    "appealed": "complete",
    "signed": "complete",
    "withdrawn": "withdrawn",
}
MILESTONE_STATUS = {"planned": "scheduled", "met": "met", "missed": "notMet"}
"""By status at the end of the sources. A withdrawn milestone has no code and is left out."""


@dataclass(frozen=True)
class Term:
    """A term of the record, where it goes, and what is to be said of it."""

    ours: tuple[str, str]
    theirs: str
    note: tuple[str, str]

    @property
    def kept(self) -> bool:
        """True where it goes somewhere."""
        return bool(self.theirs)


MAPPING = (
    Term(
        ("Avtal av typen contract eller procurement", "Contract of type contract or procurement"),
        "releases[]",
        ("En release var.", "A release each."),
    ),
    Term(
        ("Avtal av typen agreement eller declaration", "Contract of type agreement or declaration"),
        "",
        (
            "Ingen upphandling. De finns i contracts.json.",
            "No procurement. They are in contracts.json.",
        ),
    ),
    Term(
        ("Id", "Id"),
        "ocid, contracts[].id, tender.id",
        (
            ("ocid är registrets eget (urn:uuid). Ett riktigt ocid kräver ett prefix som köparen "
            "har registrerat."),
            ("The ocid is the record's own (urn:uuid). A real one needs a prefix that the buyer "
            "has registered."),
        ),
    ),
    Term(
        ("Den dag uppgiften togs in eller senast rättades", "The day taken in or last corrected"),
        "date, id",
        ("Registrets dag, inte avtalets.", "The record's day, not the contract's."),
    ),
    Term(
        ("Part och roll i avtalet", "Party and role in the contract"),
        "parties[], buyer, tender.procuringEntity, awards[].suppliers",
        (
            ("buyer, supplier, tenderer, procuring-entity och review-body har egna koder. "
            "authoriser, coordinator, participant, concerned och user blir interestedParty. "
            "Andra roller saknar kod och utelämnas."),
            ("buyer, supplier, tenderer, procuring-entity and review-body have codes of their own. "
            "authoriser, coordinator, participant, concerned and user become interestedParty. "
            "Other roles have no code and are left out."),
        ),
    ),
    Term(
        ("Från när till när någon var part", "From when until when somebody was a party"),
        "",
        ("OCDS har inget fält för det.", "OCDS has no field for it."),
    ),
    Term(
        ("Kollektiv som part", "A collective as a party"),
        "parties[]",
        (
            "Som en enda part. Vilka som ingår finns i parties.json.",
            "As one party. Who belongs to it is in parties.json.",
        ),
    ),
    Term(
        ("Titel och text", "Title and text"),
        "title, description",
        ("På svenska.", "In Swedish."),
    ),
    Term(
        ("Läge vid källornas slut", "Status at the end of the sources"),
        "contracts[].status, tender.status",
        (
            ("signed och amended blir active, expired och terminated blir terminated. Läget gäller "
            "till källornas slut och inte längre."),
            ("signed and amended become active, expired and terminated become terminated. The "
            "status holds to the end of the sources and no further."),
        ),
    ),
    Term(
        ("Tilldelad, tecknad", "Awarded, signed"),
        "awards[].date, contracts[].dateSigned",
        (
            "Bara när dagen är känd. OCDS kan inte säga ”november 2018”.",
            "Only where the day is known. OCDS cannot say “November 2018”.",
        ),
    ),
    Term(
        ("Ändring av avtalet", "Change of the contract"),
        "contracts[].amendments[]",
        ("Datum bara när dagen är känd.", "A date only where the day is known."),
    ),
    Term(
        ("Milstolpe som hör till avtalet", "Milestone of the contract"),
        "contracts[].implementation.milestones[]",
        (
            ("planned blir scheduled, missed blir notMet. Planens datum utelämnas, för de flesta "
            "är årstider eller år. En struken milstolpe har ingen kod."),
            ("planned becomes scheduled, missed becomes notMet. The planned date is left out, since "
            "most are seasons or years. A withdrawn milestone has no code."),
        ),
    ),
    Term(
        ("Källa", "Source"),
        "documents[]",
        (
            "Stället i källan, till exempel stycke 8, har inget fält.",
            "The place in the source, such as paragraph 8, has no field.",
        ),
    ),
    Term(
        ("Siffra: avtalets värde, budget, kostnad", "Figure: value, budget, cost"),
        "",
        (
            ("Källorna anger skilda belopp, ofta ungefärliga och för olika saker. OCDS har ett "
            "enda exakt belopp. De finns i figures.json."),
            ("Sources give differing amounts, often approximate and of different things. OCDS has "
            "one exact amount. They are in figures.json."),
        ),
    ),
    Term(
        ("Option och vem som har tecknat den", "Option and who has signed it"),
        "",
        (
            "OCDS beskriver optioner bara i ord. De finns i options.json och history.json.",
            "OCDS describes options only in words. They are in options.json and history.json.",
        ),
    ),
    Term(
        ("Villkor: uppsägning, varaktighet, betalning", "Terms: notice, duration, payment"),
        "",
        ("Inget fält som räcker. De finns i terms.json.", "No field that is enough. See terms.json."),
    ),
    Term(
        ("Paus, driftsättning, granskning, tillsyn", "Pause, deployment, review, supervision"),
        "",
        ("Ingen motsvarighet. De finns i history.json.", "No counterpart. See history.json."),
    ),
    Term(
        ("Säkerhet, lucka, konflikt, rättelse", "Confidence, gap, conflict, correction"),
        "",
        (
            "Ingen motsvarighet. Det är skälet att registrets egen form är förlagan.",
            "No counterpart. That is why the record's own form is the original.",
        ),
    ),
)  # fmt: skip
"""Term by term. An empty second place: left out, and the note says why."""
