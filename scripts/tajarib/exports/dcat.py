"""The library as a DCAT 3 catalogue, in JSON-LD: what data portals harvest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tajarib.exports.edition import API, LICENCE, Edition, as_json
from tajarib.i18n import N_, strings
from tajarib.model.values import Text

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DATASETS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "cases": (N_("Cases"), N_("One case."), ("cases.csv", "cases.json")),
    "figures": (N_("Figures"), N_("One value of one measure."), ("figures.csv",)),
    "sources": (N_("Sources"), N_("One source, in each place that uses it."), ("sources.csv",)),
    "indicators": (
        N_("Country-level indicators"),
        N_("One reading of a country-level indicator."),
        ("indicators.csv", "countries.json"),
    ),
    "library": (
        N_("The whole library"),
        N_("Records, texts in both languages, states, codes and terms in one file."),
        ("library.json", "library.sqlite"),
    ),
}
"""Name to title, what a row is, and its files."""

_MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "sqlite": "application/vnd.sqlite3"}
_LANGUAGES = {"ar": "ARA", "en": "ENG"}
_LICENCE = {"@id": LICENCE, "@type": "dct:LicenseDocument"}
_THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"


def dcat(edition: Edition, files: Mapping[str, bytes]) -> bytes:
    """Return the catalogue; *files* are what it describes, by path."""
    address = edition.file("data/catalogue.jsonld")
    publisher = {
        "@id": edition.links.site_url,
        "@type": "foaf:Agent",
        "foaf:name": _texts(edition, N_("Tajarib")),
    }
    common = {
        "dct:publisher": publisher,
        "dct:license": _LICENCE,
        "dct:modified": _date(edition),
        "dct:language": [
            {"@id": _language(code), "@type": "dct:LinguisticSystem"} for code in edition.catalogue.languages
        ],
    }
    catalogue = {
        "@context": CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _texts(edition, N_("Tajarib: the open library of Gulf e-government experience")),
        "dct:description": _texts(
            edition, N_("What six Gulf states built, what it gave, what went wrong, and what you need to do the same.")
        ),
        **common,
        "foaf:homepage": _document(edition),
        "dcat:dataset": [
            {
                "@id": f"{address}#{name}",
                "@type": "dcat:Dataset",
                "dct:title": _texts(edition, title),
                "dct:description": _texts(edition, meaning),
                "dct:identifier": name,
                **common,
                "dcat:version": edition.catalogue.day.isoformat(),
                "dcat:keyword": _texts(edition, N_("e-government")),
                "dcat:theme": {
                    "@id": _THEME,
                    "@type": "skos:Concept",
                    "skos:prefLabel": _texts(edition, N_("Government and public sector")),
                },
                "dct:spatial": [_place(country.name, country.code) for country in edition.catalogue.countries.values()],
                "dcat:landingPage": _document(edition),
                "dcat:distribution": [_distribution(edition, name, meaning, files[API + name]) for name in names],
            }
            for name, (title, meaning, names) in DATASETS.items()
        ],
    }
    return as_json(catalogue)


def _distribution(edition: Edition, name: str, meaning: str, content: bytes) -> dict[str, Any]:
    address = edition.file(API + name)
    media_type = _MEDIA_TYPES[name.rpartition(".")[2]]
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dct:description": _texts(edition, meaning),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{media_type}",
            "@type": "dct:MediaType",
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(content))},
        "dct:license": _LICENCE,
        "dct:modified": _date(edition),
    }


def _texts(edition: Edition, text: str) -> list[dict[str, str]]:
    return _labels((language, strings(language)(text)) for language in edition.catalogue.languages)


def _labels(labels: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": label} for language, label in labels]


def _place(name: Text, code: str | None) -> dict[str, Any]:
    return {
        "@type": "dct:Location",
        "skos:prefLabel": _labels(name.items()),
        **({"dct:identifier": code} if code else {}),
    }


def _document(edition: Edition) -> dict[str, str]:
    return {"@id": edition.page("data/", "en"), "@type": "foaf:Document"}


def _date(edition: Edition) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": edition.catalogue.day.isoformat()}


def _language(code: str) -> str:
    """Return the address of a language in the EU's list, as DCAT-AP asks; for others the Library of Congress's."""
    known = _LANGUAGES.get(code)
    if known:
        return f"http://publications.europa.eu/resource/authority/language/{known}"
    return f"http://id.loc.gov/vocabulary/iso639-1/{code}"
