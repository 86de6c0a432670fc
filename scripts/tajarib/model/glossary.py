"""The glossary: terms of the field in both languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tajarib.model.values import Line, Record, Slug, Source, SourceKey, Text, Vocabulary

Sources = Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class Usage(Record):
    """A form of the term as it was seen in a source."""

    form: Line
    """The words, as they stand there."""
    sources: Sources
    """Where they stand."""


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
    note: Text | None = None
    """What a writer should know: who uses which form, and when."""
    usage: tuple[Usage, ...] = ()
    """Where it was seen. A term without any rests on general knowledge of the field."""


class Choice(Record):
    """Forms between which Arabic texts waver, and the one to take."""

    forms: Annotated[tuple[Line, ...], Field(min_length=2)]
    """The forms."""
    concept: Text | None = None
    """What they stand for, where the forms alone do not tell."""
    rule: Text
    """Which to take, and where."""
    sources: Sources
    """Where the usage was seen."""


class Glossary(Record):
    """All terms, by code, and the choices among their forms."""

    terms: dict[Slug, Term]
    """The terms."""
    choices: tuple[Choice, ...] = ()
    """Where Arabic wavers, and what is preferred here."""
    not_found: tuple[Text, ...] = ()
    """What was looked for and not found."""
    sources: dict[SourceKey, Source] = Field(default_factory=dict)
    """Where the usage was seen."""
