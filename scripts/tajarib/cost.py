"""What is known of cost: how many cases publish one, and what it is a head."""

from __future__ import annotations

from dataclasses import dataclass

from tajarib.catalogue import Case, Catalogue
from tajarib.model.case import Cost
from tajarib.model.country import Country

SAME_YEARS = 2
"""Years that the count of people may lie from the cost: beyond that, an amount a head would tell little."""


@dataclass(frozen=True)
class PerHead:
    """A cost divided by the residents of its country."""

    amount: float
    population: int
    year: int
    """The year of the population."""


def published(case: Case) -> tuple[Cost, ...]:
    """Return the costs that *case* gives; none where it says that they are not published, or that they don't apply."""
    cost = case.record.cost
    return cost if isinstance(cost, tuple) else ()


def per_head(cost: Cost, country: Country) -> PerHead | None:
    """Return *cost* a resident, with the population of the nearest year; nothing where none near enough is known.

    A price a transaction or a user is no total, so it has none.
    """
    # In a federation, a cost may be an emirate's alone, and the record does not tell.
    if cost.per not in ("once", "year") or cost.year.start is None or country.code == "AE":
        return None
    year = cost.year.start.year
    known = [
        (abs(reading.edition.start.year - year), reading.edition.start.year, int(reading.value))
        for reading in country.indicators
        if reading.indicator == "population" and reading.value and reading.edition.start
    ]
    distance, counted, population = min(known, default=(SAME_YEARS + 1, 0, 0))
    return PerHead(cost.amount / population, population, counted) if distance <= SAME_YEARS else None


def finding(catalogue: Catalogue) -> tuple[int, int]:
    """Return how many cases give a cost, and how many one could be asked of."""
    asked = [case for case in catalogue.cases if case.record.cost is not None]
    return sum(bool(published(case)) for case in asked), len(asked)
