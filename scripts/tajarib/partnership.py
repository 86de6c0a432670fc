"""How private partners take part, over all cases: the model, who earns what, and how one leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tajarib.catalogue import Case, Catalogue
from tajarib.model.values import NOT_PUBLISHED

THEME = "partnership"
"""The theme on whose page the comparison stands."""


@dataclass(frozen=True)
class Partnerships:
    """The arrangements that the records state."""

    unused: tuple[str, ...]
    """The models that no case has."""
    by_model: Mapping[str, tuple[Case, ...]]
    """The cases of each model that any case has, in the order of the taxonomy."""
    earns: int
    """For how many of them it is published who earns what."""
    ends: int
    """For how many it is published how one leaves."""

    @property
    def count(self) -> int:
        return sum(map(len, self.by_model.values()))


def partnerships(catalogue: Catalogue) -> Partnerships | None:
    """Return the arrangements of all cases, whatever their theme; nothing where no record states one."""
    stated = [(case, case.record.partnership) for case in catalogue.cases if case.record.partnership]
    by_model = {
        model: tuple(case for case, partnership in stated if partnership.model == model)
        for model in catalogue.taxonomy.partnership_models
    }
    return (
        Partnerships(
            tuple(model for model, cases in by_model.items() if not cases),
            {model: cases for model, cases in by_model.items() if cases},
            sum(partnership.revenue != NOT_PUBLISHED for _, partnership in stated),
            sum(partnership.exit not in (None, NOT_PUBLISHED) for _, partnership in stated),
        )
        if stated
        else None
    )
