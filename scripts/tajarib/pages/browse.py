"""All cases, with what narrows them down; and a page for each value that has no page of its own elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from tajarib import facets
from tajarib.i18n import N_
from tajarib.pages.page import Lens, Page, plain

SORTS = {
    "": N_("by country"),
    "title": N_("by title"),
    "newest": N_("newest first"),
    "oldest": N_("oldest first"),
    "evidence": N_("strongest evidence first"),
}
"""The ways to sort the list, as in the address; without one it stays as it is without JavaScript."""


def cases(lens: Lens) -> Iterator[Page]:
    t, languages = lens.t, lens.catalogue.languages
    yield Page(
        "cases/",
        lens.language,
        "cases.html",
        t("All cases"),
        t("Every case of the library, by country and theme."),
        partial(_context, lens),
        languages=languages,
        text_language=lens.language,
    )
    for facet in facets.FACETS:
        if facet.folder:
            continue  # countries, themes and blocks have pages of their own
        for code in facets.counts(facet, lens.catalogue):
            name = label(lens, facet, code)
            title = t("{facet}: {value}", facet=t(facet.title), value=name)
            yield plain(
                lens,
                facet.address(code),
                "facet.html",
                title,
                t("The cases of the library with this in common: {title}.", title=title),
                found=facets.cases_with(facet, code, lens.catalogue),
                definition=_definition(lens, facet, code),
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


def _context(lens: Lens) -> Mapping[str, Any]:
    catalogue, t = lens.catalogue, lens.t
    groups = {
        code: (country, lens.by_title(found))
        for code, country in catalogue.countries.items()
        if (found := catalogue.cases_of(country=code))
    }
    shown = [case for _, found in groups.values() for case in found]
    return {
        "facets": [
            {
                "facet": facet,
                "values": [
                    (code, label(lens, facet, code), count, facet.address(code))
                    for code, count in facets.counts(facet, catalogue).items()
                ],
            }
            for facet in facets.FACETS
        ],
        "groups": groups,
        "sorts": SORTS,
        # In the order in which the cards stand on the page.
        "data": {
            "cases": [facets.values(case, catalogue) for case in shown],
            "orders": facets.orders(shown, lens.language),
        },
        "counted": {form: t.plural_sentence("{count} case", "{count} cases", form) for form in t.plural_forms},
    }
