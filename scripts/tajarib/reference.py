"""The reference of the record for contributors: each key, its meaning, whether it must be there. From the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from tajarib.model.case import DOES_NOT_APPLY, REQUIRED, CaseRecord, Translation
from tajarib.model.country import Country
from tajarib.model.glossary import Glossary

ROOTS: tuple[type[BaseModel], ...] = (CaseRecord, Translation, Country, Glossary)
"""What a contributor writes."""


@dataclass(frozen=True)
class Key:
    """One key of a record."""

    name: str
    meaning: str
    """From the model's docstring, in English; a string of the interface."""
    is_required: bool
    required_by: tuple[str, ...]
    """The kinds of case that need it, where not all do."""
    applies_not_to: tuple[str, ...]
    """The kinds of case for which it has no meaning."""
    vocabulary: str
    """The vocabulary its codes are from, if any."""
    part: str
    """The part of the record it holds, if it is no single value."""


@dataclass(frozen=True)
class Part:
    """One mapping of the record, with its keys."""

    name: str
    meaning: str
    keys: tuple[Key, ...]


@cache
def parts() -> tuple[Part, ...]:
    """Return every part of what a contributor writes: the whole first, then what it is made of, each once."""
    found: dict[str, Part] = {}
    for root in ROOTS:
        schema = root.model_json_schema(by_alias=True)
        definitions = {root.__name__: schema, **schema.get("$defs", {})}
        for name, definition in definitions.items():
            if "properties" in definition and name not in found:
                found[name] = Part(name, definition.get("description", ""), tuple(_keys(name, definition)))
    return tuple(found.values())


def meanings() -> Iterator[str]:
    """Yield every meaning, for the catalogues of the interface."""
    for part in parts():
        yield part.meaning
        for key in part.keys:
            yield key.meaning


def _keys(part: str, definition: dict[str, Any]) -> Iterator[Key]:
    is_case = part == CaseRecord.__name__
    for name, field in definition["properties"].items():
        yield Key(
            name=name,
            meaning=" ".join(field.get("description", "").split()),
            is_required=name in definition.get("required", ()),
            required_by=tuple(kind for kind, keys in REQUIRED.items() if is_case and name in keys),
            applies_not_to=tuple(kind for kind, keys in DOES_NOT_APPLY.items() if is_case and name in keys),
            vocabulary=_find(field, "x-vocabulary"),
            part=_find(field, "$ref").rpartition("/")[2],
        )


def _find(schema: Any, key: str) -> str:
    """Return the first value of *key* anywhere in *schema*."""
    if isinstance(schema, dict):
        if key in schema:
            return str(schema[key])
        return next((found for inner in schema.values() if (found := _find(inner, key))), "")
    if isinstance(schema, list):
        return next((found for inner in schema if (found := _find(inner, key))), "")
    return ""
