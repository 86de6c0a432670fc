"""The timeline: when each case began and whether it still stands, a chart a state, and a table of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from tajarib.catalogue import Case
from tajarib.lifespans import Span, lifespans
from tajarib.pages.page import Lens, Page

ADDRESS = "timeline/"


def timeline(lens: Lens) -> Iterator[Page]:
    t = lens.t
    yield Page(
        ADDRESS,
        lens.language,
        "timeline.html",
        t("Timeline"),
        t("When each case began, state by state, and which have ended."),
        partial(_context, lens),
        languages=lens.catalogue.languages,
        text_language=lens.language,
    )


def _context(lens: Lens) -> Mapping[str, Any]:
    catalogue = lens.catalogue
    ordered = sorted(catalogue.cases, key=lambda case: (case.record.started.sort_key, case.id))
    dated = [case for case in ordered if case.record.started.start]
    charts = {}
    for code, country in catalogue.countries.items():
        spans = [_span(lens, case) for case in dated if case.country == code]
        if spans:
            title = lens.t("Cases of {country} by the year they began", country=country.name[lens.language])
            charts[code] = lifespans(spans, title, catalogue.day)
    return {"ordered": ordered, "charts": charts}


def _span(lens: Lens, case: Case) -> Span:
    """Return how long *case* has stood: to the catalogue's day, unless it ended or was over in a day."""
    record, text = case.record, case.text(lens.language)
    end = record.started if record.kind == "event" else record.ended
    if end and not end.end:
        end = record.started  # it ended, and no source says when: a line would claim more than that
    return Span(text.title, "../" + case.address, text.language, record.started, end)
