"""A case as a data set in DCAT 3, in JSON-LD, and a draft from such a description, JSON-LD or Turtle."""

from __future__ import annotations

from typing import Any

from rdflib import DCAT, DCTERMS, URIRef
from rdflib.namespace import SKOS

from tajarib.catalogue import Case
from tajarib.converters.draft import Draft
from tajarib.converters.linked import begun, day, graph, labels, subject, texts, value, wording
from tajarib.exports.dcat import CONTEXT
from tajarib.exports.edition import LICENCE, Edition, as_json
from tajarib.rules.record import JOINT

_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def write(edition: Edition, case: Case) -> bytes:
    """Return *case* as one data set: its record as JSON is its distribution."""
    record, taxonomy = case.record, edition.catalogue.taxonomy
    page, file = edition.page(case.address, case.original), edition.case_json(case)
    dataset: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": case.id,
        "dct:title": wording(edition, case, "title"),
        "dct:description": wording(edition, case, "summary"),
        "dct:type": _concept(taxonomy.kinds[record.kind], record.kind),
        "dcat:theme": _concept(taxonomy.themes[case.theme], case.theme),
        "dct:subject": [_concept(taxonomy.themes[code], code) for code in record.also],
        "dct:spatial": [
            {
                "@type": "dct:Location",
                "dct:identifier": code,
                "skos:prefLabel": texts(edition.catalogue.countries[code].name),
            }
            for code in case.countries
        ],
        "dcat:landingPage": {"@id": page, "@type": "foaf:Document"},
        "dcat:distribution": {
            "@id": file,
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": file},
            "dct:license": {"@id": LICENCE, "@type": "dct:LicenseDocument"},
        },
    }
    ends = {"dcat:startDate": record.started, "dcat:endDate": record.ended}
    if known := {key: text for key, date in ends.items() if date and (text := day(date.text))}:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            **{key: {"@type": _TYPES[len(text)], "@value": text} for key, text in known.items()},
        }
    return as_json(dataset)


def _concept(term: Any, code: str) -> dict[str, Any]:
    return {"@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": texts(term.name)}


def read(edition: Edition, raw: bytes) -> Draft:
    """Return what the file *raw* says of a case, or raise ``UnreadableError``."""
    found, taxonomy = graph(raw), edition.catalogue.taxonomy
    here = subject(found, (DCAT.Dataset,))

    def codes(key: URIRef, about: URIRef, known: Any) -> list[str]:
        return sorted({value(found, one, about) for one in found.objects(here, key)} & set(known))

    period = found.value(here, DCTERMS.temporal, any=True)
    kinds = codes(DCTERMS.type, SKOS.notation, taxonomy.kinds)
    themes = codes(DCAT.theme, SKOS.notation, taxonomy.themes)
    id_ = value(found, here, DCTERMS.identifier)
    front = {
        "kind": kinds[0] if kinds else "",
        "also": codes(DCTERMS.subject, SKOS.notation, taxonomy.themes),
        "countries": codes(DCTERMS.spatial, DCTERMS.identifier, edition.catalogue.countries)
        if id_.startswith(f"{JOINT}/")
        else [],
        "started": value(found, period, DCAT.startDate) if period is not None else "",
        "ended": value(found, period, DCAT.endDate) if period is not None else "",
    }
    return begun(
        edition,
        id_=id_,
        original="",
        titles=labels(found, here, DCTERMS.title),
        summaries=labels(found, here, DCTERMS.description),
        front=front,
        place={"theme": themes[0]} if themes else {},
        sections={},
    )
