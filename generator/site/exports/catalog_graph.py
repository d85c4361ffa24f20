"""The catalogue of the open data as a graph.

DCAT-AP-SE 3.0.1, the Swedish profile of the European DCAT-AP 3. The profile asks for one
thing that is not the record's licence: the catalogue itself, the mere description of the
data, is given to the public domain (CC0). Where the record names no publisher, its
contributors stand for one; where it gives no mail address, no contact point is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from generator.facts.base import LANGUAGES
from generator.facts.when import When
from generator.site.escape import mailto
from generator.site.exports.catalog_ttl import DATASETS, PAGE, PATH, Dataset
from generator.site.exports.export import ROOT
from generator.site.exports.feeds import publisher
from generator.site.exports.media_types import media_type
from generator.site.licence import LICENCE
from generator.site.site import Site

EU = "http://publications.europa.eu/resource/authority/"
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
BY = URIRef(LICENCE.url.replace("https:", "http:"))
"""As DCAT-AP-SE writes the address of the licence."""

LANGUAGE_CODES = {"sv": "SWE", "en": "ENG"}
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")


def catalog(site: Site) -> Graph:
    """The catalogue as a graph. `site` is in the first language; texts come in all."""
    graph = Graph()
    for prefix, namespace in (
        ("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", VCARD),
        ("dcatap", DCATAP), ("xsd", XSD),
    ):  # fmt: skip
        graph.bind(prefix, namespace)
    writer = _Writer(graph, site)
    writer.catalog()
    for dataset in DATASETS:
        writer.dataset(dataset)
    writer.service()
    return graph


class _Writer:
    """Puts the statements into the graph."""

    def __init__(self, graph: Graph, site: Site) -> None:
        self.graph, self.site = graph, site
        self.sites = [Site(site.record, language, site.options) for language in LANGUAGES]
        self.this = self.at(PATH)
        self.by = self.at(f"{PATH}#publisher")
        entries = [entry for _, entry in site.record.entries()]
        self.issued = Literal(min(entry.recorded for entry in entries), datatype=XSD.date)
        changed = [c.date for entry in entries for c in entry.corrections]
        last = max([*changed, *(entry.recorded for entry in entries)])
        self.modified = Literal(last, datatype=XSD.date)

    def at(self, path: str) -> URIRef:
        """The address of something on the site."""
        return URIRef(f"{self.site.options.address}{path}")

    def say(self, subject: URIRef, predicate: URIRef, *values: URIRef | Literal) -> None:
        """Some statements about a subject."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def both(self, subject: URIRef, predicate: URIRef, texts: tuple[str, ...]) -> None:
        """A text in every language."""
        for language, text in zip(LANGUAGES, texts, strict=True):
            self.say(subject, predicate, Literal(text, lang=language))

    def catalog(self) -> None:
        """The catalogue and its publisher."""
        settings = self.site.record.settings
        say = self.say
        say(self.this, RDF.type, DCAT.Catalog)
        self.both(self.this, DCTERMS.title, tuple(s.plain(settings.title) for s in self.sites))
        texts = tuple(s.plain(settings.description) for s in self.sites)
        self.both(self.this, DCTERMS.description, texts)
        say(self.this, DCTERMS.license, CC0)
        say(self.this, DCTERMS.issued, self.issued)
        say(self.this, DCTERMS.modified, self.modified)
        say(self.this, FOAF.homepage, self.at(""))
        say(self.this, DCAT.themeTaxonomy, URIRef(f"{EU}data-theme"))
        self.shared(self.this)
        say(self.by, RDF.type, FOAF.Agent)
        self.both(self.by, FOAF.name, tuple(publisher(s) for s in self.sites))
        url = settings.publication.publisher.url
        say(self.by, FOAF.homepage, URIRef(url) if url else self.at(""))

    def shared(self, subject: URIRef) -> None:
        """What holds for the catalogue and for all in it."""
        self.say(subject, DCTERMS.publisher, self.by)
        for language in LANGUAGES:
            code = LANGUAGE_CODES[language]
            self.say(subject, DCTERMS.language, URIRef(f"{EU}language/{code}"))

    def contact(self, subject: URIRef) -> None:
        """Where to write, if the record says so."""
        email = self.site.record.settings.publication.publisher.email
        if email is None:
            return
        where = self.at(f"{PATH}#contact")
        self.say(subject, DCAT.contactPoint, where)
        self.say(where, RDF.type, VCARD.Organization)
        self.say(where, VCARD.fn, Literal(publisher(self.site)))
        self.say(where, VCARD.hasEmail, URIRef(mailto(email)))

    def dataset(self, dataset: Dataset) -> None:
        """A dataset, and a distribution for each of its files."""
        it, say = self.at(f"{PATH}#{dataset.id}"), self.say
        say(self.this, DCAT.dataset, it)
        say(it, RDF.type, DCAT.Dataset)
        self.both(it, DCTERMS.title, dataset.title)
        self.both(it, DCTERMS.description, dataset.says)
        self.shared(it)
        self.contact(it)
        say(it, DCAT.theme, URIRef(f"{EU}data-theme/GOVE"))
        say(it, DCTERMS.accessRights, URIRef(f"{EU}access-right/PUBLIC"))
        say(it, DCTERMS.issued, self.issued)
        say(it, DCTERMS.modified, self.modified)
        say(it, DCAT.landingPage, self.at(PAGE))
        for theme in self.site.record.settings.themes:
            self.both(it, DCAT.keyword, tuple(s.plain(theme.name).lower() for s in self.sites))
        self._period(it)
        for file in dataset.files:
            self._distribution(it, f"{ROOT}{file}")

    def _period(self, dataset: URIRef) -> None:
        when = URIRef(f"{dataset}-period")
        firsts = [_first(event.when) for event in self.site.events]
        self.say(dataset, DCTERMS.temporal, when)
        self.say(when, RDF.type, DCTERMS.PeriodOfTime)
        self.say(when, DCAT.startDate, Literal(min(firsts), datatype=XSD.date))
        self.say(when, DCAT.endDate, Literal(self.site.horizon_day, datatype=XSD.date))

    def _distribution(self, dataset: URIRef, path: str) -> None:
        file, say = self.at(path), self.say
        it = self.at(f"{PATH}#{path.removeprefix(ROOT)}")
        say(dataset, DCAT.distribution, it)
        say(it, RDF.type, DCAT.Distribution)
        say(it, DCTERMS.title, Literal(path.removeprefix(ROOT)))
        say(it, DCAT.accessURL, file)
        say(it, DCAT.downloadURL, file)
        say(it, DCTERMS.license, BY)
        say(it, DCTERMS.format, Literal(media_type(path).partition(";")[0]))
        say(it, DCATAP.availability, URIRef(f"{EU}planned-availability/STABLE"))

    def service(self) -> None:
        """The files together, as a service with a description."""
        it, say = self.at(f"{PATH}#api"), self.say
        say(self.this, DCAT.service, it)
        say(it, RDF.type, DCAT.DataService)
        self.both(it, DCTERMS.title, ("Statiskt API", "Static API"))
        say(it, DCAT.endpointURL, self.at(ROOT))
        say(it, DCAT.endpointDescription, self.at(f"{ROOT}openapi.json"))
        say(it, DCAT.servesDataset, self.at(f"{PATH}#record"))
        say(it, DCTERMS.publisher, self.by)
        self.contact(it)
        say(it, DCTERMS.license, BY)
        say(it, DCTERMS.accessRights, URIRef(f"{EU}access-right/PUBLIC"))


def _first(when: When) -> date:
    return when.begins[0] or when.begins[1]


def files(site: Site) -> Iterator[tuple[str, str]]:
    """The catalogue as Turtle."""
    yield PATH, catalog(site).serialize(format="turtle")
