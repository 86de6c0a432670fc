"""Columns, made from the model: a label gives one a language, a list of codes one cell, a date its notation."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union

from tajarib.dates import SourceDate
from tajarib.model.values import LANGUAGES, Record, Text

Type = Literal["string", "integer", "number", "boolean", "date"]

_TYPES: dict[Any, Type] = {str: "string", int: "integer", float: "number", bool: "boolean", SourceDate: "string"}


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str
    type: Type
    """A type of the Table Schema standard."""
    meaning: str
    """What it holds; a string of the interface."""
    value: Callable[[Any], Any]
    """Reads it from what a row is made of; None where there is nothing."""


@cache
def columns(model: type[Record]) -> tuple[Column, ...]:
    """Return the columns of *model*, in the order of its keys."""
    return tuple(column for name in model.model_fields for column in _of_field(model, name))


def item(model: type[Record], name: str) -> type[Record]:
    """Return what the list *name* of *model* holds."""
    found = _records(model.model_fields[name].annotation)
    return next(found)


def _records(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in typing.get_args(annotation):
        yield from _records(part)


def _of_field(model: type[Record], name: str) -> Iterator[Column]:
    field = model.model_fields[name]
    shown, meaning = field.alias or name, field.description or ""
    kind = _kind(field.annotation)
    if kind is Text:
        for language in LANGUAGES:
            yield Column(f"{shown}_{language}", "string", meaning, _label(name, language))
    elif kind is tuple:
        yield Column(shown, "string", meaning, lambda record: " ".join(getattr(record, name)) or None)
    elif kind is SourceDate:
        yield Column(shown, "string", meaning, lambda record: _text(getattr(record, name)))
    else:
        yield Column(shown, _TYPES[kind], meaning, lambda record: getattr(record, name))


def _kind(annotation: Any) -> Any:
    """Return what *annotation* comes to: Text, tuple (of codes), SourceDate, or a plain type."""
    origin = typing.get_origin(annotation)
    if origin is Annotated:
        return _kind(typing.get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        kinds = {_kind(part) for part in typing.get_args(annotation)} - {type(None)}
        return float if kinds == {int, float} else kinds.pop()
    return origin or annotation


def _label(name: str, language: str) -> Callable[[Any], str | None]:
    def label(record: Any) -> str | None:
        text = getattr(record, name)
        return text[language] if text is not None else None

    return label


def _text(value: Any) -> str | None:
    return str(value) if value is not None else None
