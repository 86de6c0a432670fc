"""Country-level indicators: the readings of one state as a series, and what a reader must know beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tajarib.catalogue import Catalogue
from tajarib.model.country import Reading, Remark
from tajarib.model.taxonomy import Taxonomy
from tajarib.model.values import Source

JOINT = "gcc"
"""The GCC as a whole, whose remarks concern all six states."""


@dataclass(frozen=True)
class Series:
    """The readings of one indicator for one state, the oldest edition first."""

    country: str
    indicator: str
    readings: tuple[Reading, ...]

    @property
    def values(self) -> tuple[tuple[int, int | float], ...]:
        """The (year, value) of each reading that has a value."""
        return tuple((year(reading), reading.value) for reading in self.readings if reading.value is not None)

    @property
    def by_year(self) -> Mapping[int, Reading]:
        """The readings by the year of their edition."""
        return {year(reading): reading for reading in self.readings}

    @property
    def latest(self) -> Reading | None:
        """The newest reading."""
        return self.readings[-1] if self.readings else None


def year(reading: Reading) -> int:
    """Return the year of the reading's edition; E407 sees to it that there is one."""
    assert reading.edition.year is not None
    return reading.edition.year


def series(catalogue: Catalogue, country: str, indicator: str) -> Series:
    """Return the readings of *indicator* for *country*."""
    readings = [r for r in catalogue.countries[country].indicators if r.indicator == indicator]
    return Series(country, indicator, tuple(sorted(readings, key=year)))


def states(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the six states: every country of the catalogue but the GCC as a whole."""
    return tuple(country for country in catalogue.countries if country != JOINT)


def families(taxonomy: Taxonomy) -> tuple[tuple[str, ...], ...]:
    """Return the indicators by the report they stand in, its main one first, in the taxonomy's order."""
    terms = taxonomy.indicators
    return tuple(
        (code, *(other for other, term in terms.items() if term.published_with == code))
        for code, term in terms.items()
        if term.published_with is None
    )


def editions(all_series: Iterable[Series]) -> tuple[int, ...]:
    """Return every year that any of the series has a reading for, the oldest first."""
    return tuple(sorted({year(reading) for one in all_series for reading in one.readings}))


def remarks(catalogue: Catalogue, country: str, indicators: Sequence[str]) -> tuple[Remark, ...]:
    """Return what the file of *country* remarks on any of the *indicators*."""
    return tuple(r for r in catalogue.countries[country].remarks if set(r.indicators) & set(indicators))


def sources(catalogue: Catalogue, indicator: str) -> tuple[Source, ...]:
    """Return where the readings of *indicator* stand, over all countries, each source once."""
    found: dict[tuple[str, str], Source] = {}
    for country in catalogue.countries.values():
        for reading in country.indicators:
            if reading.indicator == indicator:
                for key in reading.sources:
                    source = country.sources[key]
                    found.setdefault((source.url, source.title), source)
    return tuple(found.values())
