"""A country's file: its names, its official channels (the gateway) and its indicators, with their sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tajarib.model.values import (
    Address,
    CountryCode,
    Date,
    Flag,
    LanguageTag,
    Number,
    Record,
    Slug,
    Source,
    SourceKey,
    Text,
    Vocabulary,
)

Sources = Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class Channel(Record):
    """One official channel: what one can do there, and its address. An entry of the unified gateway."""

    id: Slug
    """Unique within the country; part of its address."""
    task: Annotated[str, Vocabulary("tasks")]
    """What one comes for."""
    name: Text
    """Its name."""
    does: Text
    """What one can do there."""
    owner: Text
    """Who runs it."""
    area: Text | None = None
    """The part of the country it serves; absent where it serves all of it."""
    address: Address | None = None
    """Its official address; absent where no source states one."""
    audience: tuple[Annotated[str, Vocabulary("audiences")], ...] = ()
    """Who may use it; empty where no source says."""
    languages: tuple[LanguageTag, ...] = ()
    """The languages it speaks; empty where no source says."""
    sign_in: Flag | None = None
    """Whether one must sign in; absent where no source says."""
    status: Annotated[str, Vocabulary("statuses")] = "live"
    """Whether it is there yet, or still."""
    as_of: Date | None = None
    """The date its description is true of."""
    note: Text | None = None
    """What else one should know before going there."""
    sources: Sources
    """Where this is stated."""
    address_sources: tuple[SourceKey, ...] = ()
    """Where the address is stated, where that is elsewhere."""
    checked: Date | None = None
    """The day someone last opened the address. Absent until someone did."""


class Absence(Record):
    """A task for which the state has no channel in this library, and what was done to find one."""

    task: Annotated[str, Vocabulary("tasks")]
    """What one comes for."""
    searched: Flag
    """Whether it was looked for; if not, nothing follows from its absence."""
    note: Text | None = None
    """Where it was looked for, and what stands in its place."""


class Reading(Record):
    """One value of a country-level indicator, in one edition."""

    indicator: Annotated[str, Vocabulary("indicators")]
    """Which."""
    edition: Date
    """The edition it stands in."""
    value: Number | None = None
    """The value; absent where only a rank was found."""
    rank: Annotated[int, Field(strict=True, ge=1)] | None = None
    """The rank; absent where only a value was found."""
    of: Annotated[int, Field(strict=True, ge=1)] | None = None
    """The number of those ranked."""
    band: Text | None = None
    """The group or tier the publisher puts it in."""
    computed: Flag = False
    """Not quoted: the rank was counted here from the publisher's list, or the value follows from the source."""
    note: Text | None = None
    """What else a reader must know."""
    sources: Sources
    """Where it stands."""


class Remark(Record):
    """What a reader of the indicators should know: a criticism, a contradiction, a change of method."""

    indicators: Annotated[tuple[Annotated[str, Vocabulary("indicators")], ...], Field(min_length=1)]
    """Which it concerns."""
    text: Text
    """What there is to know."""
    as_of: Date | None = None
    """The edition or the day it is true of."""
    inferred: Flag = False
    """It was concluded here from the sources; none of them says it."""
    sources: Sources
    """Where it stands, or what it was concluded from."""


class Country(Record):
    """A state, or the GCC as a whole."""

    name: Text
    """The short name."""
    official_name: Text
    """The full name."""
    code: CountryCode | None = None
    """ISO 3166-1 alpha-2; the GCC has none."""
    channels: tuple[Channel, ...] = ()
    """Its official channels."""
    absent: tuple[Absence, ...] = ()
    """The tasks without a channel, as far as something is known of why."""
    indicators: tuple[Reading, ...] = ()
    """Its indicators."""
    remarks: tuple[Remark, ...] = ()
    """What to know about its indicators; those of the GCC concern all six states."""
    not_found: tuple[Text, ...] = ()
    """What was looked for and not found."""
    sources: dict[SourceKey, Source] = Field(default_factory=dict)
    """Where all this stands."""
