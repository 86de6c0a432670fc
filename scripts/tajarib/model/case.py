"""The record of a case: what stands in the front matter of its original, and of its translation.

Country, main theme, slug and language are the path's (``cases/<country>/<theme>/<slug>.<language>.md``); the
record does not repeat them. "Does not apply" is an absent key; "not published" is written, because that nothing was
found is itself a finding.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from tajarib.model.values import (
    Address,
    CaseId,
    CountryCode,
    Date,
    Flag,
    LanguageTag,
    Line,
    Number,
    OrNotPublished,
    Record,
    Slug,
    Source,
    SourceKey,
    Text,
    Vocabulary,
)

SECTIONS = ("problem", "approach", "results", "went-wrong", "lessons", "replicate", "questions")
"""The sections of every case, in order. Their headings are strings of the interface, see ``tajarib.i18n``."""

Sources = Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class Alias(Record):
    """A former or other name. Search knows it."""

    ar: Line | None = None
    """The Arabic name, where there is one."""
    en: Line | None = None
    """The English name, where there is one."""
    until: Date | None = None
    """Until when it was the name; absent where it is still used."""


class Partner(Record):
    """A body that took part besides the owner."""

    name: Text
    """Its name."""
    role: Text
    """What it did, in a few words."""
    sector: Annotated[str, Vocabulary("sectors")]
    """public, private or international."""


class Partnership(Record):
    """How a private partner takes part and earns."""

    model: Annotated[str, Vocabulary("partnership_models")]
    """The form of the arrangement."""
    revenue: OrNotPublished[Text]
    """Who earns what."""
    exit: OrNotPublished[Text] | None = None
    """How the arrangement ends, and who then owns what."""
    sources: Sources
    """Where it is stated."""


class Prerequisite(Record):
    """Something that must exist before."""

    code: Annotated[str, Vocabulary("prerequisites")]
    """What it is."""
    level: Annotated[str, Vocabulary("levels")]
    """required, or helpful."""
    note: Text | None = None
    """What it meant in this case, where the definition does not say it."""


class Point(Record):
    """One value of a measure, on one date, from its sources."""

    value: Number
    """The number, in the measure's unit."""
    as_of: Date
    """The date it is true of; where the source tells none, the date of the source."""
    of: Number | None = None
    """The base: 52 entities *of* 57; the rank *of* 193."""
    by: Annotated[str, Vocabulary("claimants")] = "owner"
    """Who states it, wherever it was printed: owner, government, international, independent, ngo, vendor."""
    qualifier: Annotated[str, Vocabulary("qualifiers")] | None = None
    """about, more-than, at-least, up-to; absent for an exact number."""
    sources: Sources
    """Where it stands."""
    disputes: Flag = False
    """Another source gives another value for the same thing."""
    inferred: Flag = False
    """The editors worked it out; no source states it."""
    scope: Text | None = None
    """What part of the whole it covers, where it is a part."""
    note: Text | None = None
    """What else a reader must know."""


class Figure(Record):
    """One measure; its history is its points."""

    id: Slug
    """Unique within the case; part of its address."""
    metric: Text
    """What is measured."""
    unit: Annotated[str, Vocabulary("units")]
    """In what."""
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    """Its values, oldest first."""


class Event(Record):
    """One line of the timeline."""

    date: Date
    """When."""
    event: Text
    """What happened."""
    sources: Sources
    """Where it is stated."""
    inferred: Flag = False
    """The date is the editors' inference."""


class Cost(Record):
    """An amount of money, in the currency of its source."""

    amount: Annotated[Number, Field(gt=0, json_schema_extra={"exclusiveMinimum": 0})]
    """How much, in whole units of the currency."""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$", strict=True)]
    """ISO 4217."""
    year: Date
    """The year of the money."""
    covers: Text
    """What it paid for."""
    per: Annotated[str, Vocabulary("paces")] = "once"
    """once, year, month, transaction, user."""
    by: Annotated[str, Vocabulary("claimants")] = "owner"
    """Who states it."""
    sources: Sources
    """Where it stands."""
    qualifier: Annotated[str, Vocabulary("qualifiers")] | None = None
    """about, more-than, at-least, up-to."""
    vendor: Text | None = None
    """Who was paid, where a source names it."""
    inferred: Flag = False
    """The editors worked it out."""


class Law(Record):
    """A law, decree, resolution or binding instruction behind the case."""

    title: Text
    """Its name."""
    address: Address | None = None
    """Where its text can be read."""
    sources: Sources
    """Where it is named."""


class Document(Record):
    """A document that another country can start from."""

    title: Text
    """Its name."""
    type: Annotated[str, Vocabulary("document_types")]
    """law, tender, terms, standard, sla, policy, manual."""
    address: Address
    """Where it is."""
    language: LanguageTag
    """The language it is written in."""
    licence: Annotated[str, Vocabulary("licences")] = "unknown"
    """What may be done with it."""
    archived: Address | None = None
    """An archived copy. Absent until someone made one."""


class Assistance(Record):
    """Help that the owner offers to other countries."""

    what: Text
    """What is offered."""
    for_: Annotated[Text, Field(alias="for")]
    """To whom."""
    address: Address | None = None
    """Whom to ask."""
    sources: Sources
    """Where the offer stands."""


class Replication(Record):
    """Another country that tried. Without a source there is no entry."""

    country: CountryCode
    """Which, ISO 3166-1 alpha-2."""
    outcome: Annotated[str, Vocabulary("outcomes")]
    """worked, adapted, stopped, unknown."""
    date: Date
    """When."""
    note: Text | None = None
    """What was taken over, in a few words."""
    sources: Sources
    """Where it is stated."""


class Relation(Record):
    """How this case stands to another."""

    to: CaseId
    """The other case."""
    kind: Annotated[str, Vocabulary("relations")]
    """depends-on, replaces, part-of, contrasts-with."""
    reason: Text | None = None
    """Why, where it does not explain itself."""


class Award(Record):
    """A prize that was won; a nomination is none."""

    name: Text
    """Which."""
    year: Date
    """When."""
    sources: Sources
    """Where it is stated."""


class SdgTarget(Record):
    """A target of the Sustainable Development Goals that the case serves, as judged here."""

    target: Annotated[str, Vocabulary("sdg")]
    """Its number, quoted: "16.10"."""
    reason: Text
    """Why."""


class Review(Record):
    """Whether someone outside read it, and until when that holds."""

    state: Annotated[str, Vocabulary("review_states")]
    """unreviewed, reviewed."""
    by: Text | None = None
    """Who reviewed it. Never invented."""
    on: Date | None = None
    """When."""
    due: Date | None = None
    """When it lapses."""


class Accepted(Record):
    """A warning that stays, and why."""

    code: Annotated[str, StringConstraints(pattern=r"^W\d{3}$", strict=True)]
    """Its code."""
    reason: Line
    """Why it stays."""


class TranslationOf(Record):
    """What a translation translates."""

    of: LanguageTag
    """The language of the original."""
    sections: dict[str, Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$", strict=True)]] = Field(
        default_factory=dict
    )
    """Per section, ``title`` and ``summary``: the hash of the original's normalised text that it translates. A missing
    one means "not recorded yet"."""


class Wording(Record):
    """What every language's file of a case holds, besides its text."""

    title: Annotated[Line, StringConstraints(max_length=90)]
    """The name, and what it does."""
    summary: Annotated[Line, StringConstraints(max_length=500)]
    """Two sentences, the second with the strongest figure."""


class Translation(Wording):
    """The front matter of a translation."""

    translation: TranslationOf
    """What it translates."""


class CaseRecord(Wording):
    """The front matter of an original: the whole record. Labels in it carry both languages."""

    kind: Annotated[str, Vocabulary("kinds")]
    """service, platform, law, strategy, body, award, programme, event."""
    status: Annotated[str, Vocabulary("statuses")]
    """planned, pilot, live, paused, replaced, retired."""
    started: Date
    """When it began to work."""
    ended: Date | None = None
    """When it ended, for what was replaced or retired."""
    also: tuple[Annotated[str, Vocabulary("themes")], ...] = ()
    """Further themes, besides the folder's."""
    countries: tuple[Annotated[str, Vocabulary("countries")], ...] = ()
    """For joint cases: whom it concerns, the leading one first."""
    aliases: tuple[Alias, ...] = ()
    """Former and other names."""
    address: OrNotPublished[Address] | None = None
    """Where one uses it."""
    owner: Text
    """Who owns it."""
    partners: tuple[Partner, ...] = ()
    """Who else took part."""
    partnership: Partnership | None = None
    """The arrangement with a private partner, where there is one."""
    blocks: tuple[Annotated[str, Vocabulary("blocks")], ...] = ()
    """The building blocks it is made of, as GovStack names them."""
    prerequisites: tuple[Prerequisite, ...] = ()
    """What must exist before."""
    figures: tuple[Figure, ...] = ()
    """What was measured."""
    timeline: tuple[Event, ...] = ()
    """What happened when."""
    cost: OrNotPublished[tuple[Cost, ...]] | None = None
    """What it cost, or that this is not published."""
    legal: tuple[Law, ...] = ()
    """The laws and decisions behind it."""
    documents: tuple[Document, ...] = ()
    """What another country can start from."""
    assistance: tuple[Assistance, ...] = ()
    """Help on offer to other countries."""
    replications: tuple[Replication, ...] = ()
    """Who copied it."""
    relations: tuple[Relation, ...] = ()
    """How it stands to other cases."""
    awards: tuple[Award, ...] = ()
    """Prizes won."""
    sdg: tuple[SdgTarget, ...] = ()
    """The SDG targets it serves."""
    minimum: Text | None = None
    """The smallest useful version: what a small country can begin with."""
    not_found: tuple[Text, ...] = ()
    """What was looked for and not found."""
    reply: Text | None = None
    """The owner's right of reply. Absent until the owner replied."""
    sources: Annotated[dict[SourceKey, Source], Field(min_length=1)]
    """Where all this stands."""
    review: Review
    """Whether someone outside read it."""
    accepted: tuple[Accepted, ...] = ()
    """Warnings that stay, and why."""
    formerly: tuple[CaseId, ...] = ()
    """Addresses it had before; each leaves a redirect."""
    draft: Flag = False
    """Stands in the preview only, not on the public site."""


REQUIRED: dict[str, frozenset[str]] = {
    "service": frozenset({"address", "blocks", "prerequisites", "cost", "figures"}),
    "platform": frozenset({"address", "blocks", "prerequisites", "cost", "figures"}),
    "programme": frozenset({"prerequisites", "cost", "figures"}),
    "law": frozenset({"legal", "prerequisites"}),
    "strategy": frozenset({"prerequisites", "cost"}),
    "body": frozenset({"prerequisites"}),
    "award": frozenset({"prerequisites", "figures"}),
    "event": frozenset({"countries"}),
}
"""Per kind, the keys that must be there beyond those that every record has. ``not-published`` counts as there."""

DOES_NOT_APPLY: dict[str, frozenset[str]] = {
    "service": frozenset(),
    "platform": frozenset(),
    "programme": frozenset(),
    "law": frozenset({"address", "blocks", "partnership"}),
    "strategy": frozenset({"address", "partnership"}),
    "body": frozenset(),
    "award": frozenset(),
    "event": frozenset({"address", "blocks", "partnership", "ended"}),
}
"""Per kind, the keys that have no meaning for it. The page then says nothing, rather than "not published"."""
