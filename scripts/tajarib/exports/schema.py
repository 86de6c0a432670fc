"""JSON Schemas, made from the models: the codes from the taxonomy, the descriptions in every language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from tajarib.exports.edition import API, Edition, as_json
from tajarib.exports.entries import CaseEntry
from tajarib.i18n import strings
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


def schemas(edition: Edition) -> dict[str, bytes]:
    """Return every schema, by path."""
    record = _schema(edition, CaseRecord, "case.schema.json")
    record["allOf"] = [_of_kind(kind) for kind in REQUIRED]
    record["examples"] = [EXAMPLE]
    parts = {
        "case": record,
        "entry": _schema(edition, CaseEntry, "entry.schema.json"),
        "country": _schema(edition, Country, "country.schema.json"),
        "taxonomy": _schema(edition, Taxonomy, "taxonomy.schema.json"),
        "glossary": _schema(edition, Glossary, "glossary.schema.json"),
    }
    files = {f"{name}.schema.json": schema for name, schema in parts.items()}
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
            language: " ".join(strings(language).translations.gettext(description).split())
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
    head = {
        "library": labels,
        "as_of": {"type": "string", "format": "date"},
        "licence": {"type": "string", "format": "uri"},
        "documentation": labels,
    }
    section = {"type": "object", "required": ["heading", "markdown"], "additionalProperties": {"type": "string"}}
    text = {
        "type": "object",
        "required": ["title", "summary", "sections", "behind"],
        "properties": {"sections": {"type": "object", "additionalProperties": section}},
    }
    own = {
        "type": "object",
        "required": ["record", "texts"],
        "properties": {
            "record": {"$ref": "case.schema.json"},
            "texts": {"type": "object", "additionalProperties": text},
        },
    }
    countries = {"type": "object", "additionalProperties": {"$ref": "country.schema.json"}}
    contents: dict[str, dict[str, Any]] = {
        "cases": {"cases": {"type": "array", "items": {"$ref": "entry.schema.json"}}, "count": {"type": "integer"}},
        "countries": {"countries": countries},
        "taxonomy": {"taxonomy": {"$ref": "taxonomy.schema.json"}},
        "glossary": {"glossary": {"$ref": "glossary.schema.json"}},
        "library": {
            "cases": {"type": "array", "items": own},
            "count": {"type": "integer"},
            "countries": countries,
            "taxonomy": {"$ref": "taxonomy.schema.json"},
            "glossary": {"$ref": "glossary.schema.json"},
        },
    }
    crosswalk = {
        "type": "object",
        "required": ["name", "address", "fields", "lost"],
        "properties": {
            "fields": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
            "lost": {"type": "array", "items": {"type": "string"}},
        },
    }
    parts = {name: {"type": "object"} for name in ("size", "coverage", "evidence", "translations", "reviews", "age")}
    contents["crosswalks"] = {"crosswalks": {"type": "object", "additionalProperties": crosswalk}}
    contents["status"] = {**parts, "reviews_due": {"type": "array"}, "links": {"type": "object"}}
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
    return {"$schema": DIALECT, "$id": edition.file(API + "api.schema.json"), "$defs": files}
