"""All cases, with what narrows them down; and the pages of each value that has none elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from typing import Any

from tajarib import case_list, facets
from tajarib.catalogue import Case
from tajarib.i18n import N_
from tajarib.pages.page import Lens, Page
from tajarib.pages.paging import Leaf, leaves

SORTS = {
    "": N_("by country"),
    "title": N_("by title"),
    "newest": N_("newest first"),
    "oldest": N_("oldest first"),
    "evidence": N_("strongest evidence first"),
}
"""The ways to sort the list, as in the address; without one it stays as it is without JavaScript."""


def cases(lens: Lens) -> Iterator[Page]:
    """Yield the list of all cases, then the list of each value of a facet."""
    t, catalogue = lens.t, lens.catalogue
    everything = cache(partial(_everything, lens))  # once, however many pages there are
    yield from leaves(
        lens,
        "cases/",
        "cases.html",
        t("All cases"),
        t("Every case of the library, by country and theme."),
        len(catalogue.cases),
        lambda leaf: _context(lens, leaf, *everything()),
    )
    for facet in facets.FACETS:
        if facet.folder:
            continue  # countries, themes and blocks have pages of their own
        for code, found in facets.cases_by_value(facet, catalogue).items():
            name = label(lens, facet, code)
            title = t("{facet}: {value}", facet=t(facet.title), value=name)
            yield from leaves(
                lens,
                facet.address(code),
                "facet.html",
                title,
                t("The cases of the library with this in common: {title}.", title=title),
                len(found),
                partial(_of_value, lens, facet, code, cache(partial(lens.by_title, found))),
                catalogue.fronts_of(found),
            )


def label(lens: Lens, facet: facets.Facet, code: str) -> str:
    """Return what a value of a facet is called."""
    if facet.name == "country":
        return lens.country(code)
    if facet.name == "sdg":
        return f"{code} {lens.name('sdg', code)}"
    if facet.vocabulary:
        return lens.name(facet.vocabulary, code)
    return lens.t({**facets.EVIDENCE, **facets.FRESHNESS}[code])


def _definition(lens: Lens, facet: facets.Facet, code: str) -> str:
    if not facet.vocabulary:
        return ""
    return lens.taxonomy[facet.vocabulary][code].definition[lens.language]  # type: ignore[attr-defined, no-any-return]


def _of_value(
    lens: Lens, facet: facets.Facet, code: str, found: Callable[[], Sequence[Case]], leaf: Leaf
) -> Mapping[str, Any]:
    return {
        "total": len(found()),
        "cases": leaf.of(found()),
        "definition": _definition(lens, facet, code),
        "trail": [(lens.t("Cases"), "cases/")],
    }


def _everything(lens: Lens) -> tuple[Sequence[Case], Sequence[Mapping[str, Any]]]:
    """Return all cases by country and title, and what narrows them down."""
    catalogue = lens.catalogue
    in_order = [case for code in catalogue.countries for case in lens.by_title(catalogue.cases_of(country=code))]
    narrowing = [
        {
            "facet": facet,
            "values": [
                (code, label(lens, facet, code), len(found), facet.address(code))
                for code, found in facets.cases_by_value(facet, catalogue).items()
            ],
        }
        for facet in facets.FACETS
    ]
    return in_order, narrowing


def _context(
    lens: Lens, leaf: Leaf, in_order: Sequence[Case], narrowing: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    t = lens.t
    return {
        "facets": narrowing,
        "groups": [(code, list(found)) for code, found in groupby(leaf.of(in_order), lambda case: case.country)],
        "sorts": SORTS,
        # Choosing is for the first page: what it finds has pages of its own there.
        "list": case_list.path(lens) if leaf.number == 1 else "",
        "cards": case_list.cards_folder(lens.language),
        "counted": {form: t.plural_sentence("{count} case", "{count} cases", form) for form in t.plural_forms},
    }
