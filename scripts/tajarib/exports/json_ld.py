"""What search engines and other libraries read in a page: schema.org in JSON-LD, from the catalogue alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from tajarib.catalogue import Case
from tajarib.exports.crosswalks import SOFTWARE
from tajarib.exports.dcat import DATASETS
from tajarib.exports.edition import API, LICENCE, Edition
from tajarib.i18n import strings
from tajarib.model.values import NOT_PUBLISHED


def structured(edition: Edition, address: str, language: str) -> Markup:
    """Return what the page *address* in *language* says to programs; nothing where there is nothing to say."""
    t, catalogue = strings(language), edition.catalogue
    if (case := catalogue.by_address.get(address)) and language in case.texts:
        return case_data(edition, case, language)
    if address == "":
        return _home(edition, language)
    if address == "data/":
        return data_page(edition, language)
    family, _, code = address.rstrip("/").partition("/")
    if family == "countries" and code in catalogue.countries:
        trail = [(t("Countries"), "countries/"), (catalogue.countries[code].name[language], address)]
        return _script([_crumbs(edition, language, trail)])
    if family == "themes" and code in catalogue.taxonomy.themes:
        trail = [(t("Themes"), "themes/"), (catalogue.taxonomy.themes[code].name[language], address)]
        return _script([_crumbs(edition, language, trail)])
    return Markup()


def _home(edition: Edition, language: str) -> Markup:
    site = {
        "@type": "WebSite",
        "@id": edition.page("", language),
        "name": strings(language)("Tajarib"),
        "url": edition.page("", language),
        "inLanguage": language,
        "license": LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": edition.page("search/", language) + "?q={q}",
            "query-input": "required name=q",
        },
    }
    return _script([site])


def case_data(edition: Edition, case: Case, language: str) -> Markup:
    """Return what the page of *case* in *language* says to programs."""
    here, catalogue = edition.page(case.address, language), edition.catalogue
    text, names = case.texts[language], catalogue.countries
    article: dict[str, Any] = {
        "@type": "Article",
        "@id": here,
        "headline": text.title,
        "description": text.summary,
        "inLanguage": language,
        "author": _library(edition, language),
        "license": LICENCE,
        "spatialCoverage": [names[code].name[language] for code in case.countries],
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/json",
            "contentUrl": edition.case_json(case),
        },
    }
    others = [edition.page(case.address, other) for other in edition.written_in(case) if other != language]
    if others:
        relation = "workTranslation" if language == case.original else "translationOfWork"
        article[relation] = [{"@id": other} for other in others]
    trail = [
        (names[case.country].name[language], f"countries/{case.country}/"),
        (catalogue.taxonomy.themes[case.theme].name[language], f"themes/{case.theme}/"),
    ]
    if case.record.kind in SOFTWARE:
        article["about"] = _service(edition, case, language)
    return _script([article, _crumbs(edition, language, trail)])


def data_page(edition: Edition, language: str) -> Markup:
    """Return what the page of the open data says to programs: the library is a data set, each table a part of it."""
    here, t = edition.page("data/", language), strings(language)

    def dataset(name: str) -> dict[str, Any]:
        title, meaning, files = DATASETS[name]
        return {
            "@type": "Dataset",
            "@id": f"{here}#{name}",
            "name": t("Tajarib: {name}", name=t(title)),
            "description": f"{t(meaning)} "
            + t("What six Gulf states built, what it gave, what went wrong, and what you need to do the same."),
            "license": LICENCE,
            "creator": _library(edition, language),
            "inLanguage": list(edition.catalogue.languages),
            "version": edition.catalogue.day.isoformat(),
            "isAccessibleForFree": True,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": file.rpartition(".")[2],
                    "contentUrl": edition.file(API + file),
                }
                for file in files
            ],
        }

    parts = [dataset(name) for name in DATASETS]
    return _script([*parts, _crumbs(edition, language, [(t("Open data"), "data/")])])


def _service(edition: Edition, case: Case, language: str) -> dict[str, Any]:
    record = case.record
    service: dict[str, Any] = {
        "@type": "GovernmentService",
        "name": case.texts[language].title,
        "serviceOperator": {"@type": "GovernmentOrganization", "name": record.owner[language]},
        "areaServed": [edition.catalogue.countries[code].name[language] for code in case.countries],
    }
    if names := [name for alias in record.aliases if (name := getattr(alias, language, None))]:
        service["alternateName"] = names
    if record.address and record.address != NOT_PUBLISHED:
        service["availableChannel"] = {"@type": "ServiceChannel", "serviceUrl": record.address}
    return service


def _library(edition: Edition, language: str) -> dict[str, str]:
    return {"@type": "Organization", "name": strings(language)("Tajarib"), "url": edition.page("", language)}


def _crumbs(edition: Edition, language: str, trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": i, "name": name, "item": edition.page(address, language)}
            for i, (name, address) in enumerate(trail, start=1)
        ],
    }


def _script(graph: Sequence[Mapping[str, Any]]) -> Markup:
    """Return *graph* as it may stand in a script element: nothing in it can end the element."""
    data = {"@context": "https://schema.org", "@graph": graph}
    return htmlsafe_json_dumps(data, dumps=json.dumps, ensure_ascii=False, separators=(",", ":"))
