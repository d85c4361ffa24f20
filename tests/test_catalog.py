"""The catalogue for data portals and the contracts as OCDS, read and judged by others."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # its types are a package of their own
import pyoxigraph
import pyshacl
import pytest
import rdflib

from generator.facts.event import Event
from generator.facts.record import Record
from generator.facts.when import When
from generator.site.exports import catalog_ttl
from generator.site.exports.catalog_graph import catalog
from generator.site.exports.catalog_ttl import DATASETS, PATH
from generator.site.exports.ocds_json import package
from generator.site.exports.ocds_words import MAPPING, PROCESSES
from generator.site.exports.registry import exported
from generator.site.linked_data import linked_data
from generator.site.site import Options, Site

ADDRESS = "https://example.org/record/"
SHAPES = Path(__file__).parent / "shapes"
SH = rdflib.SH


def site_of(record: Record) -> Site:
    return Site(record, "sv", Options(address=ADDRESS))


@pytest.fixture(scope="module")
def site(record: Record) -> Site:
    return site_of(record)


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return dict(exported(site))


def findings(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """Severity and path of all that the shapes find."""
    shapes = rdflib.Graph().parse(SHAPES / "dcat-ap-se.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, allow_warnings=True)
    assert isinstance(report, rdflib.Graph)
    found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        path = str(report.value(result, SH.resultPath))
        found.add((severity, path.replace("#", "/").rpartition("/")[2]))
    return found


def test_the_catalogue_has_all_that_is_mandatory_and_recommended(site: Site) -> None:
    """But for the contact, which needs a mail address that the record does not give yet."""
    given = site.record.settings.publication.publisher.email is not None
    assert findings(catalog(site)) == (set() if given else {("Warning", "contactPoint")})


def test_with_a_mail_address_nothing_is_missing(record: Record) -> None:
    publisher = record.settings.publication.publisher.model_copy(update={"email": "a@example.org"})
    publication = record.settings.publication.model_copy(update={"publisher": publisher})
    settings = record.settings.model_copy(update={"publication": publication})
    graph = catalog(site_of(replace(record, settings=settings)))
    assert findings(graph) == set()
    assert "mailto:a@example.org" in graph.serialize()


@pytest.mark.parametrize(
    ("kind", "field", "severity"),
    [
        ("Catalog", "license", "Violation"),
        ("Catalog", "publisher", "Violation"),
        ("Dataset", "title", "Violation"),
        ("Dataset", "description", "Violation"),
        ("Dataset", "keyword", "Warning"),
        ("Distribution", "accessURL", "Violation"),
        ("Distribution", "format", "Warning"),
        ("Agent", "name", "Violation"),
    ],
)
def test_the_shapes_miss_what_is_taken_away(
    site: Site, kind: str, field: str, severity: str
) -> None:
    graph = catalog(site)
    for subject in list(graph.subjects(rdflib.RDF.type, None)):
        types = {
            str(t).replace("#", "/").rpartition("/")[2]
            for t in graph.objects(subject, rdflib.RDF.type)
        }
        if kind in types:
            for predicate in set(graph.predicates(subject, None)):
                if str(predicate).replace("#", "/").rpartition("/")[2] == field:
                    graph.remove((subject, predicate, None))
    assert (severity, field) in findings(graph)


def test_another_library_reads_the_same_statements(site: Site) -> None:
    text = dict(catalog_ttl.EXPORT.files(site))[PATH]
    assert isinstance(text, str)
    read = list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(read) == len(catalog(site)) > 300
    titles = [q.object.value for q in read if str(q.predicate.value).endswith("terms/title")
              and isinstance(q.object, pyoxigraph.Literal) and q.object.language == "sv"]  # fmt: skip
    assert len(titles) == len(DATASETS) + 2


def test_every_file_in_the_catalogue_is_exported(site: Site, files: dict[str, bytes]) -> None:
    for address in catalog(site).objects(None, rdflib.DCAT.downloadURL):
        assert str(address).removeprefix(ADDRESS) in files


def test_two_builds_are_the_same_to_the_byte(record: Record) -> None:
    one, other = site_of(record), site_of(record)
    assert list(catalog_ttl.EXPORT.files(one)) == list(catalog_ttl.EXPORT.files(other))


def test_the_data_page_is_a_dataset(site: Site, files: dict[str, bytes]) -> None:
    thing = json.loads(linked_data(site, "data/", "x"))["mainEntity"]
    assert thing["@type"] == "Dataset"
    for one in thing["distribution"]:
        assert one["contentUrl"].removeprefix(ADDRESS) in files
        assert set(one) - {"@type"} <= set(rdflib.SDO.__annotations__)
    assert set(thing) - {"@type", "@id"} <= set(rdflib.SDO.__annotations__)


# --- OCDS


@pytest.fixture(scope="module")
def valid() -> Callable[[Any], None]:
    schema = json.loads((SHAPES / "ocds-subset.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.FormatChecker()
    validate: Callable[[Any], None] = jsonschema.Draft202012Validator(
        schema, format_checker=checker
    ).validate
    return validate


def test_the_package_is_what_the_standard_allows(site: Site, valid: Callable[[Any], None]) -> None:
    found = package(site)
    valid(found)
    contracts = site.record.contracts.values()
    assert len(found["releases"]) == sum(c.type in PROCESSES for c in contracts)
    assert len({release["ocid"] for release in found["releases"]}) == len(found["releases"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda found: found.pop("publishedDate"),
        lambda found: found["releases"][0].pop("ocid"),
        lambda found: found["releases"][0].update(tag=["signed"]),
        lambda found: found["releases"][0]["parties"][0].update(roles=["coordinator"]),
        lambda found: found["releases"][0].update(date="2026-11"),
        lambda found: found["releases"][1]["contracts"][0].pop("awardID"),
        lambda found: found["releases"][1]["contracts"][0].update(status="paused"),
        lambda found: found["releases"][1]["contracts"][0].update(options=[]),
    ],
)
def test_the_schema_refuses_what_the_standard_does(
    site: Site, valid: Callable[[Any], None], spoil: Callable[[Any], Any]
) -> None:
    found = package(site)
    spoil(found)
    with pytest.raises(jsonschema.ValidationError):
        valid(found)


def dates(value: Any) -> list[str]:
    if isinstance(value, dict):
        mine = [v for k, v in value.items() if k in ("dateSigned", "dateMet", "datePublished")]
        return mine + [d for inner in value.values() for d in dates(inner)]
    return [d for inner in value for d in dates(inner)] if isinstance(value, list) else []


def signing(record: Record) -> tuple[str, Event]:
    for event in record.events.values():
        for effect in event.effects:
            contract = record.contracts.get(effect.subject)
            if contract and contract.type == "contract" and effect.becomes == "signed":
                return contract.id, event
    raise AssertionError("no contract is signed")


@pytest.mark.parametrize(
    ("when", "signed"),
    [("2018-11-09", "2018-11-09T00:00:00Z"), ("2018-11", None), ("2018-11-09~", None)],
)
def test_a_day_is_given_only_where_it_is_known(
    record: Record, when: str, signed: str | None
) -> None:
    contract, event = signing(record)
    other = event.model_copy(update={"when": When.parse(when)})
    found = package(site_of(replace(record, events={**record.events, event.id: other})))
    (release,) = [r for r in found["releases"] if r["id"].startswith(f"{contract}-2")]
    assert release["contracts"][0].get("dateSigned") == signed


def test_every_date_of_the_package_is_a_known_day(site: Site) -> None:
    record = site.record
    known = {str(e.when) for e in record.events.values() if e.when.exact}
    known |= {
        str(s.published) for s in record.sources.values() if s.published and s.published.exact
    }
    found = dates(package(site)["releases"])
    assert found
    assert {day[:10] for day in found} <= known


def test_the_mapping_names_every_field_of_the_package(site: Site) -> None:
    """And says of every term either where it goes or why not."""
    named = " ".join(term.theirs for term in MAPPING)
    for release in package(site)["releases"]:
        for part in ("awards", "contracts", "tender", "parties", "buyer"):
            assert part not in release or part in named
        for contract in release.get("contracts", []):
            for field in contract:
                last = "milestones" if field == "implementation" else field
                assert last in named or field == "awardID", field
    assert all(all(term.note) for term in MAPPING)
    assert 0 < sum(term.kept for term in MAPPING) < len(MAPPING)
