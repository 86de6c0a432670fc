"""The page of the open data: what there is, how to load it, and how it ties in with what others measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from tajarib import evidence, facets
from tajarib.catalogue import Catalogue
from tajarib.exports.crosswalks import CROSSWALKS
from tajarib.exports.edition import Edition
from tajarib.exports.tables import more_tables, tables
from tajarib.i18n import ROOT
from tajarib.pages.page import Lens, Page

EXAMPLES = ROOT / "overrides" / "examples"

BEARS_ON: Mapping[str, tuple[str, ...]] = {
    "osi": ("shared-platforms", "smart-apps", "digital-identity"),
    "epi": ("feedback", "data"),
    "hci": ("capacity",),
    "gci": ("security",),
    "gtmi-cgsi": ("shared-platforms", "data", "performance"),
    "gtmi-psdi": ("shared-platforms", "smart-apps", "digital-identity"),
    "gtmi-dcei": ("feedback", "data"),
    "gtmi-gtei": ("strategy", "capacity", "partnership", "security"),
    "gems": ("smart-apps", "shared-platforms"),
}
"""The themes whose cases bear on what an indicator measures, judged here by its definition; no publisher says so."""


def data(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("The whole library as data, free to copy: files, tables, feeds, citations, and how they are used.")
    languages = lens.catalogue.languages
    yield Page(
        "data/",
        lens.language,
        "data.html",
        t("Open data"),
        description,
        partial(_context, lens),
        "scripts/tajarib/pages/data.py",
        languages,
        lens.language,
    )


def _context(lens: Lens) -> dict[str, Any]:
    catalogue = lens.catalogue
    # Only names, meanings and numbers of rows are shown: the address makes no difference.
    edition = Edition.at("", catalogue, lens.language)
    return {
        "tables": tables(edition),
        "more": tuple(more_tables(edition)),
        "answer": independent_evidence(catalogue),
        "examples": {path.name: path.read_text(encoding="utf-8").strip() for path in sorted(EXAMPLES.iterdir())},
        "targets": list(_targets(catalogue)),
        "bears_on": {
            code: [
                (theme, len(catalogue.cases_of(theme=theme))) for theme in themes if theme in catalogue.taxonomy.themes
            ]
            for code, themes in BEARS_ON.items()
            if code in catalogue.taxonomy.indicators
        },
        "crosswalks": CROSSWALKS,
    }


def independent_evidence(catalogue: Catalogue) -> Mapping[str, int]:
    """Return the answer to the page's worked example: theme to number of states with an independent figure."""
    found = {
        (case.theme, case.country)
        for case in catalogue.cases
        for figure in case.record.figures
        for point in figure.points
        if case.country != "gcc" and evidence.point_grade(point, case.record.sources) == "independent"
    }
    counts = Counter(theme for theme, _ in found)
    return {theme: counts[theme] for theme in sorted(counts)}


def _targets(catalogue: Catalogue) -> Iterator[tuple[str, int, str]]:
    """Yield each SDG target that any case serves, by number: how many do, and the address of their list."""
    facet = next(facet for facet in facets.FACETS if facet.name == "sdg")
    for target, cases in facets.cases_by_value(facet, catalogue).items():
        yield target, len(cases), facet.address(target)
