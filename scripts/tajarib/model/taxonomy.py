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
    """The ten themes; the folder of a case names its main one."""
    kinds: Terms
    """What a case may be."""
    statuses: Terms
    """How a case may stand today."""
    blocks: Terms
    """The building blocks, after GovStack's."""
    prerequisites: dict[str, PrerequisiteTerm]
    """What may have to exist before."""
    prerequisite_groups: dict[str, Named]
    """The groups that prerequisites are shown in."""
    units: dict[str, Unit]
    """What figures and amounts are counted in."""
    sdg: Terms
    """The SDG targets that a case may serve."""
    partnership_models: Terms
    """How a state and a company may work together."""
    source_kinds: Terms
    """What a source may be; with the claimant it decides the strength of evidence."""
    claimants: Terms
    """Who may state a figure."""
    sectors: Terms
    """What a partner may belong to."""
    document_types: Terms
    """What a document to reuse may be."""
    relations: dict[str, RelationTerm]
    """How cases may stand to each other."""
    outcomes: Terms
    """What may have come of a case elsewhere."""
    qualifiers: Terms
    """How exact a value may be."""
    levels: Terms
    """How much a prerequisite is needed."""
    paces: Terms
    """How often a cost may arise."""
    licences: Terms
    """Under which licence a document may be reused."""
    review_states: Terms
    """How the review of a case may stand."""
    audiences: Terms
    """Whom a channel of the gateway serves."""
    tasks: Terms
    """What one may need from a government."""
    indicators: dict[str, Indicator]
    """The indicators of countries."""
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
