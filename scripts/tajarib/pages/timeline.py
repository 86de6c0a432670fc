"""The timeline: when each case began and whether it still stands, a chart a state, and a table of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tajarib.catalogue import Case
from tajarib.lifespans import Span, lifespans
from tajarib.pages.page import Lens, Page
from tajarib.pages.paging import Leaf, leaves

ADDRESS = "timeline/"


def timeline(lens: Lens) -> Iterator[Page]:
    t = lens.t
    ordered = sorted(lens.catalogue.cases, key=lambda case: (case.record.started.sort_key, case.id))
    yield from leaves(
        lens,
        ADDRESS,
        "timeline.html",
        t("Timeline"),
        t("When each case began, state by state, and which have ended."),
        len(ordered),
        lambda leaf: _context(lens, leaf, leaf.of(ordered)),
    )


def _context(lens: Lens, leaf: Leaf, ordered: Sequence[Case]) -> Mapping[str, Any]:
    """Return what the page of *ordered* lays out, which follow each other in time."""
    catalogue = lens.catalogue
    dated = [case for case in ordered if case.record.started.start]
    charts = {}
    up = "../" * leaf.address(leaf.number).count("/")
    for code, country in catalogue.countries.items():
        spans = tuple(_span(lens, case, up) for case in dated if case.country == code)
        if spans:
            title = lens.t("Cases of {country} by the year they began", country=country.name[lens.language])
            charts[code] = lifespans(spans, title, catalogue.day)
    return {"ordered": ordered, "charts": charts}


def _span(lens: Lens, case: Case, up: str) -> Span:
    """Return how long *case* has stood: to the catalogue's day, unless it ended or was over in a day."""
    record, text = case.record, case.text(lens.language)
    end = record.started if record.kind == "event" else record.ended
    if end and not end.end:
        end = record.started  # it ended, and no source says when: a line would claim more than that
    return Span(text.title, up + case.address, text.language, record.started, end)
