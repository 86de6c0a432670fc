"""JSON Schemas, made from the models: the codes from the taxonomy, the descriptions in every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from tajarib.exports.edition import API, Edition, as_json
from tajarib.exports.entries import CaseEntry
from tajarib.i18n import N_, strings
from tajarib.model.case import DOES_NOT_APPLY, REQUIRED, CaseRecord
from tajarib.model.country import Country
from tajarib.model.glossary import Glossary
from tajarib.model.taxonomy import Taxonomy
from tajarib.reader import COUNTRIES

DIALECT = "https://json-schema.org/draft/2020-12/schema"

EXAMPLE: dict[str, Any] = {
    "title": "Example: one number for all complaints",
    "summary": "An example of a record, no true case. By October 2022 it connected 52 of 57 agencies.",
    "kind": "platform",
    "status": "live",
    "started": "2014-06",
    "address": "https://service.example/",
    "owner": {"ar": "جهة المثال", "en": "Example authority"},
    "blocks": ["messaging"],
    "prerequisites": [{"code": "binding-mandate", "level": "required"}],
    "figures": [
        {
            "id": "entities",
            "metric": {"ar": "الجهات المرتبطة", "en": "entities connected"},
            "unit": "entities",
            "points": [{"value": 52, "of": 57, "as_of": "2022-10", "by": "owner", "sources": ["S1"]}],
        }
    ],
    "cost": "not-published",
    "sources": {
        "S1": {
            "url": "https://source.example/report",
            "title": "Example report",
            "publisher": "Example publisher",
            "date": "2022-11",
            "language": "en",
            "kind": "official",
        }
    },
    "review": {"state": "unreviewed"},
}
"""A record with little more than what must be there; part of the published schema."""


MODELS: dict[str, type[BaseModel]] = {
    "case": CaseRecord,
    "entry": CaseEntry,
    "country": Country,
    "taxonomy": Taxonomy,
    "glossary": Glossary,
}
"""What has a schema of its own."""


def meanings() -> Iterator[str]:
    """Yield every description in the schemas of the models, for the catalogues of the interface."""
    for model in MODELS.values():
        yield from _descriptions(model.model_json_schema(by_alias=True))


def _descriptions(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for inner in node:
            yield from _descriptions(inner)
    elif isinstance(node, dict):
        if isinstance(description := node.get("description"), str):
            yield " ".join(description.split())
        for inner in node.values():
            yield from _descriptions(inner)


def schemas(edition: Edition) -> dict[str, bytes]:
    """Return every schema, by path."""
    files = {f"{name}.schema.json": _schema(edition, model, f"{name}.schema.json") for name, model in MODELS.items()}
    files["case.schema.json"]["allOf"] = [_of_kind(kind) for kind in REQUIRED]
    files["case.schema.json"]["examples"] = [EXAMPLE]
    files["api.schema.json"] = _of_files(edition)
    return {API + name: as_json(schema) for name, schema in files.items()}


def _schema(edition: Edition, model: type[BaseModel], name: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    _complete(schema, edition)
    return {"$schema": DIALECT, "$id": edition.file(API + name), **schema}


def _complete(node: Any, edition: Edition) -> None:
    """Write the codes of each vocabulary and the descriptions of each language into a schema."""
    if isinstance(node, list):
        for inner in node:
            _complete(inner, edition)
    if not isinstance(node, dict):
        return
    for inner in node.values():
        _complete(inner, edition)
    if isinstance(vocabulary := node.get("x-vocabulary"), str):
        node["enum"] = list(_codes(edition, vocabulary))
    if isinstance(description := node.get("description"), str):
        node["description"] = " ".join(description.split())
        node["x-description"] = {
            language: strings(language).translations.gettext(node["description"])
            for language in edition.catalogue.languages
        }


def _codes(edition: Edition, vocabulary: str) -> Mapping[str, Any] | tuple[str, ...]:
    return COUNTRIES if vocabulary == "countries" else edition.catalogue.taxonomy[vocabulary]


def _of_kind(kind: str) -> dict[str, Any]:
    """Return what a record of *kind* must have, and what has no meaning in it."""
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {
            "required": sorted(REQUIRED[kind]),
            "properties": dict.fromkeys(sorted(DOES_NOT_APPLY[kind]), False),
        },
    }


def _of_files(edition: Edition) -> dict[str, Any]:
    """Return the schema of the files themselves: what each holds beside what it says of itself."""
    labels = {"type": "object", "additionalProperties": {"type": "string"}}
    words = {"type": "array", "items": {"type": "string"}}
    part = {"type": "object"}
    whole_number = {"type": "integer"}
    head = {
        "library": _told(N_("The name of the library, by language."), labels),
        "as_of": _told(N_("The day on which all this is so."), {"type": "string", "format": "date"}),
        "licence": _told(N_("The address of the licence of the data."), {"type": "string", "format": "uri"}),
        "documentation": _told(N_("The page that explains the data, by language."), labels),
    }
    section = {
        "type": "object",
        "required": ["heading", "markdown"],
        "properties": {
            "heading": _told(N_("The heading of the section."), {"type": "string"}),
            "markdown": _told(N_("The text of the section, in Markdown."), {"type": "string"}),
        },
        "additionalProperties": False,
    }
    text = {
        "type": "object",
        "required": ["title", "summary", "sections", "behind"],
        "properties": {
            "title": _told(N_("The title, in this language."), {"type": "string"}),
            "summary": _told(N_("The summary, in this language."), {"type": "string"}),
            "sections": _told(
                N_("The sections of the text, by what they are about."),
                {"type": "object", "additionalProperties": section},
            ),
            "behind": _told(N_("The parts whose original has changed since they were translated."), words),
        },
    }
    own = {
        "type": "object",
        "required": ["record", "texts"],
        "properties": {
            "record": _told(N_("The record of the case, as it was written."), {"$ref": "case.schema.json"}),
            "texts": _told(N_("The texts of the case, by language."), {"type": "object", "additionalProperties": text}),
        },
    }
    count = _told(N_("Number of cases."), whole_number)
    countries = _told(
        N_("The country files, by folder."), {"type": "object", "additionalProperties": {"$ref": "country.schema.json"}}
    )
    taxonomy = _told(N_("All codes, with their names and meanings."), {"$ref": "taxonomy.schema.json"})
    glossary = _told(N_("The terms of the field, in both languages."), {"$ref": "glossary.schema.json"})
    entries = {"type": "array", "items": {"$ref": "entry.schema.json"}}
    crosswalk = {
        "type": "object",
        "required": ["name", "address", "fields", "partly", "only", "lost"],
        "properties": {
            "name": _told(N_("What the other scheme is called."), {"type": "string"}),
            "address": _told(N_("Where the other scheme is described."), {"type": "string"}),
            "fields": _told(
                N_("The keys of the record that answer each of its fields."),
                {"type": "object", "additionalProperties": words},
            ),
            "partly": _told(N_("The keys of the record of which something stays behind."), words),
            "only": _told(
                N_("The kinds of case that have a field, by the beginning of its name."),
                {"type": "object", "additionalProperties": words},
            ),
            "lost": _told(N_("The keys of the record for which it has no field."), words),
        },
    }
    contents: dict[str, dict[str, Any]] = {
        "cases": {"cases": _told(N_("All cases, shortly."), entries), "count": count},
        "countries": {"countries": countries},
        "taxonomy": {"taxonomy": taxonomy},
        "glossary": {"glossary": glossary},
        "library": {
            "cases": _told(N_("All cases, with their records and texts."), {"type": "array", "items": own}),
            "count": count,
            "countries": countries,
            "taxonomy": taxonomy,
            "glossary": glossary,
        },
        "crosswalks": {
            "crosswalks": _told(
                N_("Which of our keys answers which field of other schemes."),
                {"type": "object", "additionalProperties": crosswalk},
            )
        },
        "status": {
            "size": _told(N_("What there is to number of each kind of thing."), part),
            "coverage": _told(
                N_("Number of cases by theme and country: with it as main theme, and as a further one."), part
            ),
            "evidence": _told(N_("Number of values by country and strength of evidence."), part),
            "translations": _told(N_("Number of translations by language and how they stand."), part),
            "reviews": _told(N_("Number of cases by how their review stands."), part),
            "reviews_due": _told(N_("The cases whose review has lapsed or will soon."), {"type": "array"}),
            "age": _told(N_("Number of values by year, those without a date and those that are old."), part),
            "links": _told(N_("How the links within the library and out of it stand."), part),
        },
    }
    files: dict[str, Any] = {
        name: {
            "type": "object",
            "required": [*head, *content],
            "properties": {**head, **content},
            "additionalProperties": False,
        }
        for name, content in contents.items()
    }
    files["case"] = {"type": "object", "required": [*head, "record", "texts"], "properties": head, "allOf": [own]}
    schema = {"$schema": DIALECT, "$id": edition.file(API + "api.schema.json"), "$defs": files}
    _complete(schema, edition)
    return schema


def _told(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Return *schema*, of a property, with what it means."""
    return {"description": description, **schema}
