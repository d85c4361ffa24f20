"""The examples on the page for re-users. The tests run each as it stands there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.site.exports.export import ROOT
from generator.site.site import Site


@dataclass(frozen=True)
class Example:
    """A program for readers to try: what runs it, what it shows, and its lines.

    No line is indented, since the page's Markdown keeps none.
    """

    id: str
    runs: str
    """`sh`, `python` or `R`."""
    title: tuple[str, str]
    says: tuple[str, str]
    code: str

    @property
    def lines(self) -> list[str]:
        """The lines of the program."""
        return self.code.strip().splitlines()


EXAMPLES: tuple[Example, ...] = (
    Example("curl", "sh", ("Hämta med curl", "Fetch with curl"), (
        "En händelse som JSON, och alla händelser som CSV.",
        "One event as JSON, and all events as CSV.",
    ), """
curl -fsS ROOT/events/EVENT.json
curl -fsSO ROOT/events.csv
"""),
    Example("python", "python", ("Python utan tillägg", "Python by itself"), (
        "De tre senaste händelserna.",
        "The three latest events.",
    ), """
import json
from urllib.request import urlopen

events = json.load(urlopen("ROOT/events.json"))["events"]
dated = sorted(events, key=lambda event: event["when"]["latest"] or "")
for event in dated[-3:]: print(event["when"]["edtf"], event["title"]["LANGUAGE"])
"""),
    Example("pandas", "python", ("Python med pandas", "Python with pandas"), (
        "Vad som gällde en viss dag, så som det var känt en annan dag.",
        "What held on one day, as it was known on another.",
    ), """
import pandas as pd

rows = pd.read_csv("ROOT/known_statuses.csv", sep=";", encoding="utf-8-sig", dtype=str)
day, known_by = "DAY", "DAY"
held = (rows.first_day.fillna("0") <= day) & (rows.last_day.fillna("9") >= day)
known = (rows.known_from.fillna("0") <= known_by) & (rows.known_to.fillna("9") >= known_by)
print(rows[held & known][["subject_id", "party_id", "status", "since"]].to_string(index=False))
"""),
    Example("r", "R", ("R", "R"), (
        "Hur många händelser det finns av varje slag.",
        "How many events there are of each type.",
    ), """
events <- read.csv2("ROOT/events.csv", fileEncoding = "UTF-8-BOM", na.strings = "")
sort(table(events$type), decreasing = TRUE)
"""),
    Example("sqlite", "python", ("SQLite med Python", "SQLite with Python"), (
        "Databasen har vyer för vanliga frågor. Här: vad som gällde vid källornas slut.",
        "The database has views for common questions. Here: what held where the sources end.",
    ), """
import sqlite3
from urllib.request import urlretrieve

urlretrieve("ROOT/record.sqlite", "record.sqlite")
base = sqlite3.connect("record.sqlite")
query = "SELECT name_LANGUAGE, status, since FROM status_at_horizon WHERE party_id IS NULL"
for row in base.execute(query): print(*row, sep=" | ")
"""),
    Example("datasette", "sh", ("Datasette", "Datasette"), (
        "Bläddra i databasen i webbläsaren med datasette record.sqlite, eller fråga direkt.",
        "Browse the database in a browser with datasette record.sqlite, or ask it at once.",
    ), """
curl -fsSO ROOT/record.sqlite
datasette record.sqlite --get "/record/timeline.json?_shape=array&_size=3"
"""),
    Example("duckdb", "python", ("DuckDB", "DuckDB"), (
        "Läser CSV direkt. Databasen når den genom pandas, eller med sitt eget tillägg sqlite.",
        "Reads CSV as it is. It reaches the database through pandas, or its extension sqlite.",
    ), """
import sqlite3
from urllib.request import urlretrieve
import duckdb, pandas as pd

for name in ("citations.csv", "record.sqlite"): urlretrieve("ROOT/" + name, name)
events = pd.read_sql("SELECT * FROM events", sqlite3.connect("record.sqlite"))
duckdb.sql("SELECT type, count(*) AS events FROM events GROUP BY type ORDER BY ALL").show()
cited = "read_csv('citations.csv', delim=';', header=true)"
duckdb.sql("SELECT source_id, count(*) AS cited FROM " + cited + " GROUP BY ALL ORDER BY 2 DESC").show()
"""),
)  # fmt: skip
"""ROOT, EVENT, DAY and LANGUAGE stand for what a site puts in their places."""


def examples(site: Site) -> tuple[Example, ...]:
    """All examples, with the addresses of this site and an event of this record."""
    record = site.record
    told = {
        "ROOT/": f"{site.options.address}{ROOT}",
        "EVENT": record.settings.story[0] if record.settings.story else site.events[0].id,
        "DAY": site.horizon_day.isoformat(),
        "LANGUAGE": site.language,
    }
    return tuple(replace(example, code=_filled(example.code, told)) for example in EXAMPLES)


def _filled(code: str, told: dict[str, str]) -> str:
    for word, value in told.items():
        code = code.replace(word, value)
    return code
