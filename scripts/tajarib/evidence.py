"""How strong the evidence of a case is: computed from who states a figure and where it stands, never claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tajarib.model.case import CaseRecord, Point
from tajarib.model.values import Source

GRADES = ("self-reported", "reported", "independent")
"""From the weakest to the strongest."""

_BY = {"owner": 0, "government": 0, "vendor": 0, "ngo": 2, "international": 2, "independent": 2}
"""How strong a claim can be at most by who states it: a state's own count stays its own, wherever it is printed."""

_WHERE = {"official": 0, "vendor": 0, "press": 1, "ngo": 1, "academic": 2, "audit": 2, "international": 2}
"""How strong a claim can be at most by where it stands."""


def grade(by: str, kinds: Iterable[str]) -> str:
    """Return the grade of a claim that *by* states, standing in sources of *kinds*: the weaker of the two.

    Several sources count as the best of them.
    """
    return GRADES[min(_BY[by], max(_WHERE[kind] for kind in kinds))]


def point_grade(point: Point, sources: Mapping[str, Source]) -> str:
    """Return the grade of one value."""
    return grade(point.by, (sources[key].kind for key in point.sources))


@dataclass(frozen=True)
class Mix:
    """How many of a case's values have which grade."""

    counts: Mapping[str, int]
    """Grade to number of values, all grades, the weakest first."""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def best(self) -> str:
        """The strongest grade that any value has; ``none`` where nothing was measured."""
        return next((name for name in reversed(GRADES) if self.counts[name]), "none")


def mix(record: CaseRecord) -> Mix:
    """Return the mix of grades over all values of *record*."""
    grades = Counter(point_grade(point, record.sources) for figure in record.figures for point in figure.points)
    return Mix({name: grades[name] for name in GRADES})
