"""The CSV files as a Data Package: what each column holds, for programs (https://specs.frictionlessdata.io/)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from tajarib.exports.columns import Column
from tajarib.exports.edition import LICENCE, Edition, as_json
from tajarib.exports.tables import Table
from tajarib.i18n import SOURCE_LANGUAGE, strings


def datapackage(edition: Edition, tables: Sequence[Table], files: Mapping[str, bytes]) -> bytes:
    """Return the description of *tables*, whose CSV files are *files*, by name."""
    english = strings(SOURCE_LANGUAGE)
    return as_json(
        {
            "profile": "tabular-data-package",
            "name": "tajarib",
            "title": english("Tajarib: the open library of Gulf e-government experience"),
            "homepage": edition.page("data/", "en"),
            "version": edition.catalogue.day.isoformat(),
            "licenses": [
                {"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0 International"}
            ],
            "resources": [_resource(edition, table, files[f"{table.name}.csv"]) for table in tables],
        }
    )


def _resource(edition: Edition, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.meaning,
        "x-description": _in_all_languages(edition, table.meaning),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(edition, table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [its]}}
                for column, (other, its) in table.refers.items()
            ],
        },
    }


def _field(edition: Edition, table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": " ".join(column.meaning.split()),
        "x-description": _in_all_languages(edition, column.meaning),
    }
    if column.name in table.key:
        field["constraints"] = {"required": True}
    return field


def _in_all_languages(edition: Edition, text: str) -> dict[str, str]:
    return {
        language: " ".join(strings(language).translations.gettext(text).split())
        for language in edition.catalogue.languages
    }
