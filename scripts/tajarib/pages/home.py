"""The home page and the search page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from tajarib import evidence
from tajarib.catalogue import Case
from tajarib.model.values import NOT_PUBLISHED
from tajarib.pages.page import Lens, Page, plain


def home(lens: Lens) -> Iterator[Page]:
    t = lens.t
    yield plain(
        lens,
        "",
        "home.html",
        t("Tajarib: the open library of Gulf e-government experience"),
        t("What six Gulf states built, what it gave, what went wrong, and what you need to do the same."),
        partial(_context, lens.catalogue.cases),
    )


def _context(cases: Sequence[Case]) -> Mapping[str, Any]:
    points = [(case, point) for case in cases for figure in case.record.figures for point in figure.points]
    grades = [evidence.point_grade(point, case.record.sources) for case, point in points]
    return {
        "latest": sorted(cases, key=lambda case: (case.last_dated, case.id), reverse=True)[:6],
        "values": len(points),
        "self_reported": grades.count("self-reported"),
        "sources": sum(len(case.record.sources) for case in cases),
        "unpublished": sum(case.record.cost == NOT_PUBLISHED for case in cases),
    }


def search(lens: Lens) -> Iterator[Page]:
    t = lens.t
    # The sentence in each plural form, for the script: "{count}" stays in it.
    counted = {form: t.plural_sentence("{count} result", "{count} results", form) for form in t.plural_forms}
    description = t("Search all cases, in Arabic and English.")
    yield plain(lens, "search/", "search.html", t("Search"), description, counted=counted)
