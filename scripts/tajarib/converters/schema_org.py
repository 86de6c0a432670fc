"""A case as schema.org in JSON-LD, with its text and its sources, and a draft from such a description."""

from __future__ import annotations

from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from tajarib.catalogue import Case
from tajarib.converters.draft import Draft
from tajarib.converters.linked import SCHEMA, begun, day, graph, labels, subject, texts, value, wording
from tajarib.exports.crosswalks import SOFTWARE
from tajarib.exports.edition import LICENCE, Edition, as_json
from tajarib.model.case import SECTIONS
from tajarib.model.values import LANGUAGES, NOT_PUBLISHED
from tajarib.rules.record import JOINT


def write(edition: Edition, case: Case) -> bytes:
    """Return *case* as one Article, about a GovernmentService where it is one."""
    record, taxonomy, languages = case.record, edition.catalogue.taxonomy, edition.written_in(case)
    article: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Article",
        "@id": edition.page(case.address, case.original),
        "identifier": case.id,
        "headline": wording(edition, case, "title"),
        "description": wording(edition, case, "summary"),
        "inLanguage": case.original,
        "license": LICENCE,
        "genre": record.kind,
        "articleSection": case.theme,
        "keywords": [
            {"@type": "DefinedTerm", "termCode": code, "name": texts(taxonomy.themes[code].name)}
            for code in record.also
        ],
        "spatialCoverage": [
            {
                "@type": "Country",
                "identifier": code,
                "name": texts(edition.catalogue.countries[code].name),
            }
            for code in case.countries
        ],
        "hasPart": [
            {
                "@type": "WebPageElement",
                "identifier": id_,
                "text": texts(
                    {
                        one: case.texts[one].sections[id_].text.strip()
                        for one in languages
                        if id_ in case.texts[one].sections
                    }
                ),
            }
            for id_ in SECTIONS
        ],
        "citation": [_source(key, source) for key, source in record.sources.items()],
    }
    if record.kind in SOFTWARE:
        article["about"] = _service(case)
    return as_json(article)


def _service(case: Case) -> dict[str, Any]:
    record = case.record
    service: dict[str, Any] = {
        "@type": "GovernmentService",
        "serviceOperator": {"@type": "GovernmentOrganization", "name": texts(record.owner)},
        "alternateName": [
            one
            for alias in record.aliases
            for one in texts({key: name for key, name in (("ar", alias.ar), ("en", alias.en)) if name})
        ],
    }
    if record.address and record.address != NOT_PUBLISHED:
        service["availableChannel"] = {"@type": "ServiceChannel", "serviceUrl": record.address}
    return service


def _source(key: str, source: Any) -> dict[str, Any]:
    found = {
        "@type": "CreativeWork",
        "identifier": key,
        "url": source.url,
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "inLanguage": source.language,
        "genre": source.kind,
    }
    if date := day(source.date.text):
        found["datePublished"] = date
    if source.archived:
        found["archivedAt"] = source.archived
    return found


def read(edition: Edition, raw: bytes) -> Draft:
    """Return what the file *raw* says of a case, or raise ``UnreadableError``."""
    found = graph(raw)
    here = subject(found, (SCHEMA.Article, SCHEMA.GovernmentService))
    service = found.value(here, SCHEMA.about, any=True) or here
    operator = found.value(service, SCHEMA.serviceOperator, any=True)
    channel = found.value(service, SCHEMA.availableChannel, any=True)
    states = [value(found, one, SCHEMA.identifier) for one in found.objects(here, SCHEMA.spatialCoverage)]
    ours = sorted(code for code in states if code in edition.catalogue.countries)
    id_, theme = value(found, here, SCHEMA.identifier), value(found, here, SCHEMA.articleSection)
    taxonomy = edition.catalogue.taxonomy
    kind = value(found, here, SCHEMA.genre)
    also = {value(found, one, SCHEMA.termCode) for one in found.objects(here, SCHEMA.keywords)}
    front = {
        "kind": kind if kind in taxonomy.kinds else "",
        "also": sorted(also & set(taxonomy.themes)),
        "countries": ours if id_.startswith(f"{JOINT}/") else [],
        "owner": _both(labels(found, operator, SCHEMA.name)),
        "address": value(found, channel, SCHEMA.serviceUrl) if channel is not None else "",
        "aliases": [
            {language: name}
            for language, name in sorted(
                (one.language, str(one))
                for one in found.objects(service, SCHEMA.alternateName)
                if isinstance(one, Literal) and one.language in LANGUAGES
            )
        ],
        "sources": _sources(found, here),
    }
    sections: dict[str, dict[str, str]] = {}
    for part in found.objects(here, SCHEMA.hasPart):
        if (name := value(found, part, SCHEMA.identifier)) in SECTIONS:
            for language, text in labels(found, part, SCHEMA.text).items():
                sections.setdefault(language, {})[name] = text
    titles = labels(found, here, SCHEMA.headline) or labels(found, here, SCHEMA.name)
    return begun(
        edition,
        id_=id_,
        original=value(found, here, SCHEMA.inLanguage),
        titles=titles,
        summaries=labels(found, here, SCHEMA.description),
        front=front,
        place={"theme": theme} if theme in taxonomy.themes else {},
        sections=sections,
    )


def _both(named: dict[str, str]) -> dict[str, str]:
    return {language: named[language] for language in LANGUAGES if language in named}


def _sources(found: Graph, here: Node) -> dict[str, dict[str, str]]:
    """Return the sources that have a key, in the order of their keys."""
    result = {}
    for one in found.objects(here, SCHEMA.citation):
        key = value(found, one, SCHEMA.identifier)
        publisher = found.value(one, SCHEMA.publisher, any=True)
        source = {
            "url": value(found, one, SCHEMA.url),
            "title": value(found, one, SCHEMA.name),
            "publisher": value(found, publisher, SCHEMA.name) if publisher is not None else "",
            "date": value(found, one, SCHEMA.datePublished),
            "language": value(found, one, SCHEMA.inLanguage),
            "kind": value(found, one, SCHEMA.genre),
            "archived": value(found, one, URIRef(f"{SCHEMA}archivedAt")),
        }
        if key:
            result[key] = {name: text for name, text in source.items() if text}
    return {key: result[key] for key in sorted(result, key=lambda key: (len(key), key))}
