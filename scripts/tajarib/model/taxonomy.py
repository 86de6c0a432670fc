"""The taxonomy: every code that a record may use, with its name and definition in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from tajarib.model.values import Flag, Line, Number, Record, Source, SourceKey, Text


class Named(Record):
    """A code that its name explains."""

    name: Text
    """What it is called."""


class Term(Named):
    """A code's meaning."""

    definition: Text
    """What it means, in our own words."""


class Theme(Term):
    """A theme of the library."""

    founding: Flag
    """One of the five shown in 2013."""


class PrerequisiteTerm(Term):
    """Something that must exist before."""

    check: Text
    """How an official finds out in a day whether it is there."""
    group: Literal[
        "mandate",
        "law",
        "identity",
        "registers",
        "connectivity",
        "integration",
        "payment",
        "staff",
        "money",
        "private-sector",
        "service-channels",
        "measurement",
        "security",
    ]
    """What kind of thing it is."""


class PluralForms(Record):
    """The noun as it stands after a number, by CLDR plural category."""

    ar: dict[Literal["zero", "one", "two", "few", "many", "other"], Line]
    """Arabic has six."""
    en: dict[Literal["one", "other"], Line]
    """English has two."""


class Unit(Term):
    """What a figure is counted in."""

    kind: Literal["count", "share", "currency", "duration", "rank", "score"]
    """How the number is to be read and shown."""
    forms: PluralForms | None = None
    """The noun after a number, for counts and durations."""


class RelationTerm(Term):
    """How one case stands to another."""

    inverse: Text
    """What it is called from the other side."""


class Indicator(Term):
    """A country-level indicator."""

    publisher: Text
    """Who publishes it."""
    limits: Text
    """What it does not tell."""
    sources: tuple[SourceKey, ...] = ()
    """Where its limits are stated."""
    published_with: str | None = None
    """The indicator in whose report it stands; the two are shown together."""
    minimum: Number | None = None
    """The lowest value it can have; absent where it is no number."""
    maximum: Number | None = None
    """The highest value it can have; absent where it is no number."""
    better: Literal["higher", "lower"] | None = None
    """Which way is better; absent where neither is."""


Terms = Annotated[dict[str, Term], Field(min_length=1)]


class Taxonomy(Record):
    """All vocabularies, by the name that the model's codes refer to."""

    themes: dict[str, Theme]
    kinds: Terms
    statuses: Terms
    blocks: Terms
    prerequisites: dict[str, PrerequisiteTerm]
    prerequisite_groups: dict[str, Named]
    units: dict[str, Unit]
    sdg: Terms
    partnership_models: Terms
    source_kinds: Terms
    claimants: Terms
    sectors: Terms
    document_types: Terms
    relations: dict[str, RelationTerm]
    outcomes: Terms
    qualifiers: Terms
    levels: Terms
    paces: Terms
    licences: Terms
    review_states: Terms
    audiences: Terms
    tasks: Terms
    indicators: dict[str, Indicator]
    sources: dict[SourceKey, Source] = Field(default_factory=dict)
    """Where the limits of the indicators are stated."""

    @classmethod
    def vocabularies(cls) -> tuple[str, ...]:
        """Return the names of the vocabularies, in the order of the model."""
        return tuple(name for name in cls.model_fields if name != "sources")

    def __getitem__(self, vocabulary: str) -> Mapping[str, Named]:
        """Return one vocabulary, code to term, in the order of the file."""
        result: Mapping[str, Named] = getattr(self, vocabulary)
        return result
