"""The readings of one country, for who wants no more: the table of indicators, narrowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tajarib.exports.csv_files import as_csv
from tajarib.exports.tables import Table


def country_csv(indicators: Table) -> Iterator[tuple[str, bytes]]:
    """Yield countries/<country>/indicators.csv for each country that the table has a row of."""
    column = [one.name for one in indicators.columns].index("country")
    for country in dict.fromkeys(row[column] for row in indicators.rows):
        own = replace(indicators, rows=tuple(row for row in indicators.rows if row[column] == country))
        yield f"countries/{country}/indicators.csv", as_csv(own)
