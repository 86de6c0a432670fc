"""The API: the catalogue as JSON files that never change their shape within a version."""

from __future__ import annotations

from typing import Any

from tajarib.catalogue import Case
from tajarib.exports.edition import API, LICENCE, Edition, as_json
from tajarib.exports.entries import case_entry, dumped
from tajarib.i18n import strings
from tajarib.markdown import headings


def api(edition: Edition) -> dict[str, bytes]:
    """Return every JSON file of the API on the library as a whole, but its schemas, by path."""
    catalogue = edition.catalogue
    entries = {case.id: dumped(case_entry(edition, case)) for case in catalogue.cases}
    whole = {case.id: {**entries[case.id], **_rest(edition, case)} for case in catalogue.cases}
    countries = {code: _dumped(country) for code, country in catalogue.countries.items()}
    taxonomy, glossary = _dumped(catalogue.taxonomy), _dumped(catalogue.glossary)
    files: dict[str, Any] = {
        "cases.json": {**head(edition), "count": len(entries), "cases": list(entries.values())},
        "countries.json": {**head(edition), "countries": countries},
        "taxonomy.json": {**head(edition), "taxonomy": taxonomy},
        "glossary.json": {**head(edition), "glossary": glossary},
        "library.json": {
            **head(edition),
            "count": len(whole),
            "cases": list(whole.values()),
            "countries": countries,
            "taxonomy": taxonomy,
            "glossary": glossary,
        },
    }
    return {API + name: as_json(data) for name, data in files.items()}


def case_json(edition: Edition, case: Case) -> tuple[str, bytes]:
    """Return the JSON file on one case, with its path."""
    data = {**head(edition), **dumped(case_entry(edition, case)), **_rest(edition, case)}
    return f"{API}cases/{case.id}.json", as_json(data)


def head(edition: Edition) -> dict[str, Any]:
    """Return what every file says of itself."""
    return {
        "library": {language: strings(language)("Tajarib") for language in edition.catalogue.languages},
        "as_of": edition.catalogue.day.isoformat(),
        "licence": LICENCE,
        "documentation": {language: edition.page("data/", language) for language in edition.catalogue.languages},
    }


def _rest(edition: Edition, case: Case) -> dict[str, Any]:
    """Return what a case's own file has beyond its entry in the list: the record as written, and the texts."""
    texts = {}
    for language in edition.written_in(case):
        text, titles = case.texts[language], headings(language)
        texts[language] = {
            "title": text.title,
            "summary": text.summary,
            "sections": {
                id_: {"heading": titles[id_], "markdown": section.text.strip()}
                for id_, section in text.sections.items()
            },
            "behind": list(text.behind),
        }
    return {"record": _dumped(case.record), "texts": texts}


def _dumped(record: Any) -> dict[str, Any]:
    """Return *record* as it was written: a key that is absent there is absent here."""
    data: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    return data
