"""The unified gateway: which official channel serves which task in which state."""

from __future__ import annotations

from dataclasses import dataclass

from tajarib.catalogue import Catalogue
from tajarib.model.country import Absence, Channel
from tajarib.model.values import Source


@dataclass(frozen=True)
class Entry:
    """One official channel, with the state whose it is."""

    country: str
    channel: Channel
    sources: tuple[Source, ...]
    """Where it is described."""
    address_sources: tuple[Source, ...]
    """Where its address is stated; empty where no source states one."""

    @property
    def anchor(self) -> str:
        """Its place on the page of its task and on that of its state."""
        return f"{self.country}-{self.channel.id}"


def entries(catalogue: Catalogue, *, task: str | None = None, country: str | None = None) -> tuple[Entry, ...]:
    """Return the channels for *task* in *country*; all tasks, all countries where none is named."""
    return tuple(
        _entry(code, channel, record.sources)
        for code, record in catalogue.countries.items()
        if country in (None, code)
        for channel in record.channels
        if task in (None, channel.task)
    )


def absence(catalogue: Catalogue, task: str, country: str) -> Absence | None:
    """Return what is known of why *country* has no channel for *task*."""
    return next((absent for absent in catalogue.countries[country].absent if absent.task == task), None)


def _entry(country: str, channel: Channel, sources: dict[str, Source]) -> Entry:
    stated = (channel.address_sources or channel.sources) if channel.address else ()
    return Entry(
        country, channel, tuple(sources[key] for key in channel.sources), tuple(sources[key] for key in stated)
    )
