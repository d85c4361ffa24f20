"""A conversation that fills in a new entry, field by field.

It knows no terminal: what is told and asked goes through two functions that are handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from generator.facts.base import PLACE_WORDS, help_on
from generator.facts.labels import ROLES, STATUS, choice_labels
from generator.facts.lives import LIVES
from generator.facts.record import Record
from generator.reading.hints import near_words, question
from generator.reading.meant_dates import nearest_date
from generator.reading.meant_numbers import nearest_whole
from generator.reading.shape import value_problem
from generator.scaffold_entry import DEFAULTS, Field, asked

MOST_SHOWN = 12


class GivenUp(Exception):
    """The conversation was ended before the entry was complete."""


@dataclass(frozen=True)
class Conversation:
    """Asks for one entry. `ask` shows a prompt and returns the answer; `tell` shows a line."""

    record: Record | None
    language: str
    ask: Callable[[str], str]
    tell: Callable[[str], None]

    def say(self, swedish: str, english: str) -> str:
        """One of two wordings."""
        return swedish if self.language == "sv" else english

    def entry(self, kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """The whole entry: what was given already, and the answers."""
        made = dict(given)
        for field in asked(kind):
            if field.key in made:
                continue
            value = self.field(kind, field)
            if value not in ("", [], {}, None):
                made[field.key] = value
            if field.key == "confidence" and value == "reported" and "remark" not in made:
                why = self.say("Varför är den inte fastställd?", "Why is it not established?")
                self.tell(f"\nremark: {why}")
                made["remark"] = self.text(required=True)
        return made

    def field(self, kind: str, field: Field) -> Any:
        """Ask for one field."""
        required = field.required
        self.tell(f"\n{field.key}: {help_on(field.info.description, self.language)}")
        if field.form == "text":
            return self.text(required=required)
        if field.form == "citations":
            return self.several(self.citation, required=required)
        if field.form == "parties":
            return self.several(self.party, required=required)
        if field.form == "effects":
            return self.several(self.effect, required=False)
        if field.form == "ids":
            kinds = field.ref.kinds if field.ref else ()
            return self.several(lambda: self.reference(kinds, required=False), required=required)
        if field.form == "mapping":
            return ""
        if field.ref is not None:
            return self.reference(field.ref.kinds, required=required)
        if kind == "figure" and field.key == "measure" and self.record:
            names = {
                m.id: (m.name.sv, m.name.en or m.name.sv) for m in self.record.settings.measures
            }
            return self.choice(names, required=True)
        return self.value(field, required=required)

    def text(self, *, required: bool) -> dict[str, str] | str:
        """A text in Swedish, and in English where there is one."""
        swedish = self._answer("sv", required=required)
        if not swedish:
            return ""
        english = self._answer(self.say("en (får vänta)", "en (may wait)"), required=False)
        return {"sv": swedish, "en": english} if english else {"sv": swedish}

    def value(self, field: Field, *, required: bool) -> str:
        """A date, number, word or line; what is not one is told, with what was meant."""
        legal = _choices(field)
        if legal:
            return self.choice(legal, required=required, default=DEFAULTS.get(field.key, ""))
        adapter = _adapter(field)
        while True:
            answer = self._answer("", required=required)
            if not answer:
                return ""
            try:
                adapter.validate_python(answer)
            except ValidationError as error:
                message, hint, meant = _fault(error, field.key, answer)
                self.tell(f"  {message}. {hint}")
                if meant and self._yes(self.say(f"Menade du {meant}?", f"Did you mean {meant}?")):
                    return meant
                continue
            return answer

    def choice(
        self, legal: Mapping[str, tuple[str, str]], *, required: bool, default: str = ""
    ) -> str:
        """One of a few words, by its number, its name in either language, or itself."""
        words = list(legal)
        for number, word in enumerate(words, 1):
            name = legal[word][0 if self.language == "sv" else 1]
            self.tell(f"  {number:>2}  {word:<18} {name}")
        while True:
            answer = self._answer(
                f"[{default}]" if default else "", required=required and not default
            )
            if not answer:
                return default
            if answer.isdecimal() and 1 <= int(answer) <= len(words):
                return words[int(answer) - 1]
            named = [w for w in words if answer.lower() in (w, *(n.lower() for n in legal[w]))]
            if named:
                return named[0]
            self.tell(
                "  "
                + (
                    question(near_words(answer, words))
                    or self.say("Välj ett nummer.", "Choose a number.")
                )
            )

    def reference(self, kinds: tuple[str, ...], *, required: bool) -> str:
        """The id of a known entry: typed, or found by some letters of its name and chosen."""
        known = self._known(kinds)
        while True:
            answer = self._answer(
                self.say("id eller några bokstäver", "id or some letters"), required=required
            )
            if not answer or answer in known:
                return answer
            found = _found(answer, known)
            if not found:
                none = self.say("Ingen sådan finns. Lägg till den först: python -m generator new",
                                "There is none. Add it first: python -m generator new")  # fmt: skip
                self.tell(f"  {none} {kinds[0] if kinds else 'event'}")
                continue
            for number, entry_id in enumerate(found, 1):
                self.tell(f"  {number:>2}  {entry_id:<36} {known[entry_id]}")
            chosen = self._answer(self.say("nummer", "number"), required=False)
            if chosen.isdecimal() and 1 <= int(chosen) <= len(found):
                return found[int(chosen) - 1]
            if chosen in known:
                return chosen

    def citation(self) -> dict[str, Any] | str:
        """A source and the place in it."""
        source = self.reference(("source",), required=False)
        if not source:
            return ""
        self.tell(self.say(
            f"  Stället: ¶ 8, ¶ 3-5, ¶ 2, 4 eller {', '.join(PLACE_WORDS)}",
            f"  The place: ¶ 8, ¶ 3-5, ¶ 2, 4 or {', '.join(PLACE_WORDS)}",
        ))  # fmt: skip
        place = self._answer("at", required=True)
        return {"source": source, "at": f"¶ {place}" if place[:1].isdecimal() else place}

    def party(self) -> dict[str, Any] | str:
        """A party and its role."""
        party = self.reference(("party",), required=False)
        if not party:
            return ""
        return {"party": party, "role": self.choice(ROLES, required=True)}

    def effect(self) -> dict[str, Any] | str:
        """A subject, the status it takes, and the date of a plan."""
        subject = self.reference(("subject", "option", "contract"), required=False)
        if not subject or self.record is None:
            return ""
        life = self.record.life_of(subject)
        names = {status: STATUS[life][status][:2] for status in LIVES[life].statuses}
        found = {"subject": subject, "becomes": self.choice(names, required=True)}
        if life == "milestone" and found["becomes"] == "planned":
            found["date"] = self._answer(
                self.say("date: datumet i planen", "date: that of the plan"), required=True
            )
        return found

    def several(self, one: Callable[[], Any], *, required: bool) -> list[Any]:
        """Ask until the answer is empty; at least once where something is required."""
        found: list[Any] = []
        while True:
            value = one()
            if value:
                found.append(value)
            elif found or not required:
                return found
            else:
                self.tell(self.say("  Minst en behövs.", "  At least one is needed."))

    def agreed(self, words: str) -> bool:
        """A question that Enter answers with yes."""
        return self._yes(words)

    def own_id(self, proposed: str, taken: Mapping[str, str]) -> str:
        """The id of the entry: the proposed one, or another that is free."""
        while True:
            answer = self._answer(f"id [{proposed}]", required=False) or proposed
            if answer not in taken:
                return answer
            self.tell(self.say("  Det är upptaget.", "  That one is taken."))

    def _yes(self, words: str) -> bool:
        answer = self.ask(f"  {words} [{self.say('J/n', 'Y/n')}] ").strip().lower()
        return answer in ("", "j", "ja", "y", "yes")

    def _answer(self, prompt: str, *, required: bool) -> str:
        while True:
            answer = " ".join(self.ask(f"  {prompt}> ").split())
            if answer or not required:
                return answer
            self.tell(self.say("  Den behövs.", "  It is needed."))

    def _known(self, kinds: tuple[str, ...]) -> dict[str, str]:
        if self.record is None:
            return {}
        return {
            entry.id: _name(entry, self.language)
            for kind, entry in self.record.entries()
            if not kinds or kind in kinds
        }


def _name(entry: Any, language: str) -> str:
    for key in ("name", "title", "question", "measures"):
        value = getattr(entry, key, None)
        if value is not None:
            return value if isinstance(value, str) else str(value.given_in(language)[0])
    return ""


def _found(answer: str, known: Mapping[str, str]) -> list[str]:
    """Ids whose id or name holds all the words; else the nearest ones."""
    words = answer.casefold().split()
    holding = [
        entry_id
        for entry_id, name in known.items()
        if all(word in f"{entry_id} {name}".casefold() for word in words)
    ]
    return (holding or near_words(answer.lower().replace(" ", "-"), list(known), 5))[:MOST_SHOWN]


def _adapter(field: Field) -> TypeAdapter[Any]:
    """What decides whether an answer is legal for a field."""
    annotation: Any = field.info.annotation
    for constraint in field.info.metadata:
        annotation = Annotated.__class_getitem__((annotation, constraint))  # type: ignore[attr-defined]
    return TypeAdapter(annotation)


def _choices(field: Field) -> dict[str, tuple[str, str]]:
    schema = TypeAdapter(field.info.annotation).json_schema()
    options = [schema, *schema.get("anyOf", []), *schema.get("$defs", {}).values()]
    values = next((list(option["enum"]) for option in options if "enum" in option), [])
    labels = choice_labels(values)
    return {value: labels.get(value, (value, value)) for value in values}


def _fault(error: ValidationError, key: str, answer: str) -> tuple[str, str, str]:
    item: Any = error.errors(include_url=False)[-1]
    cause = item.get("ctx", {}).get("error")
    rule, message, hint = value_problem(item["type"], item, key, cause)
    meant = ""
    if rule in ("not-a-date", "not-a-day"):
        meant = nearest_date(answer).partition(" or ")[0]
    elif rule == "not-whole":
        meant = nearest_whole(answer)
    return message, hint, meant
