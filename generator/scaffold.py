"""A new record: the smallest set of files that checks clean and builds a site.

Everything in it is an example to be replaced. Its one source, event and question show how
the kinds of entry hang together; the other lists are empty.
"""

from __future__ import annotations

from datetime import date

from generator.facts.base import LANGUAGES
from generator.facts.record import KINDS, PLURALS
from generator.report.schemas import data_schemas
from generator.site.pages.publication import NEEDED

SETTINGS = """\
# Settings of the record: its name, the lanes of the timeline and what the home page shows.
# Replace every example text. After editing, run: python -m generator check
title: {sv: Exempelprogrammet, en: The example programme}
subtitle: {sv: fakta och tidslinje, en: facts and timeline}
description: {sv: Byt ut den här meningen., en: Replace this sentence.}
starts: YEAR
programme: programme
members: members
members_path: medlemmar
member_word: {sv: medlem, en: member}
members_word: {sv: Medlemmar, en: Members}
lead_question: {sv: Vad gäller?, en: What applies?}
lead: first-question
home: [programme]
home_questions: [first-question]
story: [first-event]
themes:
  - id: decisions
    name: {sv: Beslut, en: Decisions}
    types: [TYPES]
# Who publishes the record. “null” is to be filled in: the pages say so, and the check warns.
publication:
  publisher: {name: null, email: null, telephone: null, address: null, answers: null, corrections: null}
  privacy: {controller: null, contact: null, host: null, logs: null}
  accessibility:
    act_applies: null
    conformance: null
    assessed: null
    method: null
    published: null
    updated: null
    shortcomings: []
    supervision:
      name: {sv: Tillsynsmyndigheten, en: The supervising authority}
      url: https://example.org/
  security: {contact: null, expires: null}
"""

ENTRIES = {
    "party": """\
- id: owner
  classification: body
  name: {sv: Ägaren, en: The owner}
  sources: [{source: first-source, at: ¶ 1}]
  confidence: established
DATES
- id: first-member
  classification: body
  name: {sv: Första medlemmen, en: The first member}
  sources: [{source: first-source, at: ¶ 1}]
  confidence: established
DATES
- id: members
  classification: collective
  name: {sv: Medlemmarna, en: The members}
  members: [first-member]
  stated_count: 1
  sources: [{source: first-source, at: ¶ 1}]
  confidence: established
DATES""",
    "source": """\
- id: first-source
  title: Exempel på en källa
  language: sv
  publisher: Exempeltidningen
  published: DAY
  date_basis: {sv: Dagen står på sidan., en: The day is printed on the page.}
  url: https://example.org/kalla
DATES""",
    "event": """\
- id: first-event
  when: DAY
  type: decision
  title: {sv: Ägaren börjar planera programmet, en: The owner starts to plan the programme}
  text: {sv: Byt ut den här händelsen., en: Replace this event.}
  parties: [{party: owner, role: decider}]
  effects: [{subject: programme, becomes: planning}]
  sources: [{source: first-source, at: ¶ 1}]
  confidence: established
DATES""",
    "subject": """\
- id: programme
  kind: programme
  name: {sv: Programmet, en: The programme}
  text: {sv: Byt ut den här meningen., en: Replace this sentence.}
  parties: [owner]
DATES""",
    "question": """\
- id: first-question
  question: {sv: Vad gäller?, en: What applies?}
  answer: {sv: Programmet planeras enligt den första källan., en: According to the first source the programme is being planned.}
  rests_on: [first-event]
DATES""",
}

PAGES = {
    "om": ("Om registret", "About this record"),
    "ordlista": ("Ordlista", "Glossary"),
    "ratta": ("Rätta en uppgift", "Correct a fact"),
}
"""The pages written by hand that the footer links to."""

TO_WRITE = ("Att fylla i.", "To be written.")


def new_record(day: date) -> dict[str, str]:
    """Path to content of every file: `data/` with its schemas, and `content/`."""
    files = {"data/record.yaml": _filled(SETTINGS, day, "record")}
    for kind, plural in PLURALS.items():
        files[f"data/{plural}.yaml"] = _filled(ENTRIES.get(kind, "[]\n"), day, plural)
    for name, schema in data_schemas().items():
        files[f"data/schema/{name}"] = schema
    for name, titles in PAGES.items():
        needed = NEEDED.get(f"{name}.md")
        block = f"\n<!-- record: {needed} -->\n" if needed else ""
        for language, title, words in zip(LANGUAGES, titles, TO_WRITE, strict=True):
            files[f"content/{language}/{name}.md"] = (
                f"---\ntitle: {title}\ndescription: {title}\n---\n\n# {title}\n\n{words}\n{block}"
            )
    return files


def _filled(text: str, day: date, name: str) -> str:
    types = KINDS["event"].model_fields["type"].annotation
    assert types is not None
    dates = f"  recorded: {day}\n  verified: {day}\n"
    head = f"# yaml-language-server: $schema=schema/{name}.schema.json\n"
    return head + (
        text.replace("DATES\n", f"{dates}\n")
        .replace("DATES", dates)
        .replace("DAY", str(day))
        .replace("YEAR", str(day.year))
        .replace("TYPES", ", ".join(str(type_) for type_ in types))
    )
