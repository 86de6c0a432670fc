"""The glossary: terms of the field in both languages."""

from __future__ import annotations

from typing import Annotated

from tajarib.model.values import Line, Record, Slug, Text, Vocabulary


class Term(Record):
    """A term of the field."""

    term: Text
    """The term, in the form preferred here."""
    definition: Text
    """What it means, in our own words."""
    abbreviation: Line | None = None
    """Its abbreviation in Latin letters: PKI."""
    theme: Annotated[str, Vocabulary("themes")] | None = None
    """The theme it belongs to."""
    accepted: tuple[Line, ...] = ()
    """Arabic variants that may appear, mainly in names and quotations."""
    discouraged: tuple[Line, ...] = ()
    """Arabic variants to avoid in new text."""
    synonyms: tuple[Line, ...] = ()
    """Other words, in either language, with which people look for it."""


class Glossary(Record):
    """All terms, by code."""

    terms: dict[Slug, Term]
