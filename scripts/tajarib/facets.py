"""What all cases can be narrowed by: eight facets, each with the values that a case has. Computed from the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tajarib.catalogue import Case, Catalogue
from tajarib.evidence import GRADES
from tajarib.i18n import N_

EVIDENCE: Mapping[str, str] = {
    "independent": N_("independent"),
    "reported": N_("reported by others"),
    "self-reported": N_("self-reported"),
    "none": N_("no figures"),
}
"""The strongest grade that any figure of a case has, the strongest first, with its name."""

FRESHNESS: Mapping[str, str] = {
    "one-year": N_("within a year"),
    "three-years": N_("within three years"),
    "older": N_("older than three years"),
    "undated": N_("no dated figure"),
}
"""How old the newest figure of a case is, with its name."""


def freshness(case: Case, catalogue: Catalogue) -> str:
    """Return how old the newest figure of *case* is on the catalogue's day, as a code of ``FRESHNESS``."""
    dates = [point.as_of for figure in case.record.figures for point in figure.points if point.as_of.end]
    if not dates:
        return "undated"
    for code, years in (("one-year", 1), ("three-years", 3)):
        if not all(date.is_older_than(years, catalogue.day) for date in dates):
            return code
    return "older"


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list of cases down."""

    name: str
    """As in the address: ``/cases/?status=live``."""
    title: str
    """A string of the interface."""
    values: Callable[[Case, Catalogue], Iterable[str]]
    """The values that a case has, as codes; several count as any of them."""
    vocabulary: str = ""
    """The taxonomy's, where the codes are from it."""
    folder: str = ""
    """Where the page of each value is, if not in ``cases/<name>/``."""

    def address(self, code: str) -> str:
        """Return the address of the page that lists the cases with the value *code*."""
        # A dot would make MkDocs take the rest of a target's number (16.10) for a suffix.
        return f"{self.folder or f'cases/{self.name}/'}{code.replace('.', '-')}/"


FACETS: tuple[Facet, ...] = (
    Facet("country", N_("Country"), lambda case, _: (case.country,), folder="countries/"),
    Facet("theme", N_("Theme"), lambda case, _: case.themes, "themes", "themes/"),
    Facet("status", N_("State"), lambda case, _: (case.record.status,), "statuses"),
    Facet("evidence", N_("Strongest evidence"), lambda case, _: (case.evidence.best,)),
    Facet("block", N_("Building block"), lambda case, _: case.record.blocks, "blocks", "blocks/"),
    Facet("sdg", N_("SDG target"), lambda case, _: (goal.target for goal in case.record.sdg), "sdg"),
    Facet(
        "sector", N_("Partners from"), lambda case, _: (partner.sector for partner in case.record.partners), "sectors"
    ),
    Facet("freshness", N_("Newest figure"), lambda case, catalogue: (freshness(case, catalogue),)),
)
"""In the order in which they are offered."""


def values(case: Case, catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the values of *case* by facet, each value once."""
    return {facet.name: list(dict.fromkeys(facet.values(case, catalogue))) for facet in FACETS}


def cases_by_value(facet: Facet, catalogue: Catalogue) -> dict[str, list[Case]]:
    """Return the cases that have each value, values that none has left out, in the order to show them."""
    found: dict[str, list[Case]] = {}
    for case in catalogue.cases:
        for code in dict.fromkeys(facet.values(case, catalogue)):
            found.setdefault(code, []).append(case)
    return {code: found[code] for code in _order(facet, catalogue) if code in found}


def _order(facet: Facet, catalogue: Catalogue) -> Sequence[str]:
    """Return the codes of a facet as one looks for them: by number, by strength, or as the taxonomy has them."""
    if facet.name == "sdg":
        return sorted(catalogue.taxonomy.sdg, key=_target_order)
    if facet.vocabulary:
        return list(catalogue.taxonomy[facet.vocabulary])
    return list({"country": catalogue.countries, "evidence": EVIDENCE, "freshness": FRESHNESS}[facet.name])


def _target_order(target: str) -> tuple[int, int, str]:
    """Return what sorts 3.d after 3.8, and 16.10 after 16.9."""
    goal, _, part = target.partition(".")
    return (int(goal), int(part) if part.isdecimal() else 100, part)


def strength(case: Case) -> tuple[int, int]:
    """Return how strong the evidence of *case* is: the best grade that a figure has, then how many have it."""
    mix = case.evidence
    return (GRADES.index(mix.best), mix.counts[mix.best]) if mix.total else (-1, 0)
