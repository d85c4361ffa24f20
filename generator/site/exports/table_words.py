"""What each table holds, in both languages, for the page for re-users."""

from __future__ import annotations

TABLES: dict[str, tuple[str, str]] = {
    "entries": ("Alla poster av alla slag, med namn.", "All entries of all kinds, with names."),
    "themes": ("Tidslinjens spår.", "The lanes of the timeline."),
    "measures": ("Vad siffrorna mäter.", "What the figures measure."),
    "retired": (
        "Poster som är borta: vad de blev, eller varför.",
        "Entries that are gone: what they became, or why.",
    ),
    "parties": ("Parter.", "Parties."),
    "party_identifiers": (
        "Parternas koder hos andra.",
        "Identifiers that others give the parties.",
    ),
    "party_other_names": ("Parternas andra namn.", "Other names of parties."),
    "party_memberships": (
        "Uppdrag och medlemskap i organisationer.",
        "Offices and memberships in organisations.",
    ),
    "party_members": ("Vilka som ingår i en grupp.", "Who belongs to a collective."),
    "sources": ("Källor.", "Sources."),
    "events": ("Händelser.", "Events."),
    "event_parties": (
        "Vilka parter som var med i en händelse, och i vilken roll.",
        "Which parties were in an event, and in which role.",
    ),
    "event_effects": (
        "Vilken status något fick genom en händelse.",
        "The status that something took through an event.",
    ),
    "event_effect_parties": (
        "För vilka parter en status gäller, där de är nämnda.",
        "For which parties a status holds, where they are named.",
    ),
    "event_subjects": (
        "Vad en händelse handlar om utan att ändra det.",
        "What an event speaks of without changing it.",
    ),
    "contracts": ("Avtal.", "Contracts."),
    "contract_parties": ("Avtalens parter.", "The parties to contracts."),
    "options": ("Optioner.", "Options."),
    "option_names": ("Vad optionerna har hetat.", "What options have been called."),
    "terms": ("Villkor i avtal.", "Clauses of contracts."),
    "term_parties": ("Vilka parter ett villkor rör.", "Which parties a clause concerns."),
    "term_subjects": ("Vilka ärenden ett villkor rör.", "Which subjects a clause bears on."),
    "subjects": (
        "Ärenden: det som har en status, utom avtal och optioner.",
        "Subjects: what has a status, apart from contracts and options.",
    ),
    "subject_other_names": ("Ärendenas andra namn.", "Other names of subjects."),
    "subject_parties": ("Vilka parter ett ärende rör.", "Which parties a subject concerns."),
    "figures": ("Siffror.", "Figures."),
    "figure_about": ("Vilka uppgifter en siffra hör till.", "Which facts a figure belongs to."),
    "gaps": ("Luckor och konflikter.", "Gaps and conflicts."),
    "gap_positions": (
        "Vad källorna säger i en konflikt.",
        "What the sources say in a conflict.",
    ),
    "gap_touches": ("Vilka uppgifter en lucka rör.", "Which facts a gap touches."),
    "gap_related": ("Vad mer som hör till en lucka.", "What else belongs to a gap."),
    "gap_respondents": ("Vilka som kan veta svaret.", "Who could know the answer."),
    "questions": ("Frågor och svar.", "Questions and answers."),
    "question_rests_on": (
        "Vilka uppgifter ett svar vilar på.",
        "Which facts an answer rests on.",
    ),
    "citations": (
        "Vilken källa som styrker vad, och var i källan.",
        "Which source supports what, and where in it.",
    ),
    "corrections": ("Rättelser.", "Corrections."),
    "statuses": ("Vad som gällde när.", "What held when."),
    "known_statuses": (
        "Vad som gällde när, så som det var offentligt känt.",
        "What held when, as publicly known.",
    ),
}
"""By name of the table: Swedish, English."""
