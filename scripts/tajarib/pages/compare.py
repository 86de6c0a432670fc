"""The comparison of up to four cases: the page's frame, and what stands in each field of it.

The open data of ``api/v1`` holds codes and both languages; here numbers, dates and plurals are already written out, so
that the page in the browser only lays them side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tajarib.catalogue import Case, latest
from tajarib.evidence import GRADES
from tajarib.facets import EVIDENCE
from tajarib.i18n import N_
from tajarib.model.values import Text
from tajarib.pages.page import Lens, Page, plain

FOLDER = "compare/cases"
FIGURES = 6
"""How many measures are compared. Authors put the telling ones first."""

Item = str | dict[str, str]
"""One thing in a cell: a text, or a text with an address."""


@dataclass(frozen=True)
class Row:
    """One line of the comparison."""

    name: str
    title: str
    """A string of the interface."""
    items: Callable[[Lens, Case], Iterable[Item]]
    is_set: bool = False
    """Whether its items are codes, of which one may say that they stand with one case only."""


def _country(lens: Lens, case: Case) -> Iterator[Item]:
    yield lens.country(case.country)
    for code in case.record.countries:
        yield lens.country(code)


def _names(vocabulary: str, codes: Callable[[Case], Iterable[str]]) -> Callable[[Lens, Case], Iterator[Item]]:
    return lambda lens, case: (lens.name(vocabulary, code) for code in codes(case))


def _dates(lens: Lens, case: Case) -> Iterator[Item]:
    yield lens.t.date(case.record.started)


def _ended(lens: Lens, case: Case) -> Iterator[Item]:
    if case.record.ended:
        yield lens.t.date(case.record.ended)


def _needs(level: str) -> Callable[[Case], Iterable[str]]:
    return lambda case: (need.code for need in case.record.prerequisites if need.level == level)


def _figures(lens: Lens, case: Case) -> Iterator[Item]:
    for figure in case.record.figures[:FIGURES]:
        point = latest(figure)
        grade = lens.t(EVIDENCE[lens.grade(case, point)])
        value = str(lens.value(point, figure.unit))
        date = lens.t.date(point.as_of)
        yield f"{figure.metric[lens.language]}: {value} ({date}{lens.t(', ')}{grade})"


def _evidence(lens: Lens, case: Case) -> Iterator[Item]:
    for grade in reversed(GRADES):
        if count := case.evidence.counts[grade]:
            yield f"{lens.t(EVIDENCE[grade])}: {lens.t.number(count)}"


def _cost(lens: Lens, case: Case) -> Iterator[Item]:
    if case.record.cost is None:
        yield lens.t("does not apply")
    elif isinstance(case.record.cost, str):
        yield lens.t("not published")
    else:
        for cost in case.record.cost:
            pace = "" if cost.per == "once" else " " + lens.name("paces", cost.per)
            yield f"{lens.amount(cost)}{pace} ({lens.t.date(cost.year)}): {cost.covers[lens.language]}"


def _partnership(lens: Lens, case: Case) -> Iterator[Item]:
    if case.record.partnership:
        yield lens.name("partnership_models", case.record.partnership.model)


def _partners(lens: Lens, case: Case) -> Iterator[Item]:
    for partner in case.record.partners:
        yield f"{partner.name[lens.language]} ({lens.name('sectors', partner.sector)})"


def _linked(things: Callable[[Case], Iterable[Any]], text: str = "title") -> Callable[[Lens, Case], Iterator[Item]]:
    def items(lens: Lens, case: Case) -> Iterator[Item]:
        for thing in things(case):
            label: Text = getattr(thing, text)
            yield {"text": label[lens.language], "href": thing.address} if thing.address else label[lens.language]

    return items


def _texts(texts: Callable[[Case], Iterable[Text | None]]) -> Callable[[Lens, Case], Iterator[Item]]:
    return lambda lens, case: (text[lens.language] for text in texts(case) if text)


def _replications(lens: Lens, case: Case) -> Iterator[Item]:
    for copy in case.record.replications:
        yield f"{lens.t.territory(copy.country)}: {lens.name('outcomes', copy.outcome)} ({lens.t.date(copy.date)})"


def _sdg(lens: Lens, case: Case) -> Iterator[Item]:
    for goal in case.record.sdg:
        yield f"{goal.target} {lens.name('sdg', goal.target)}"


ROWS: tuple[Row, ...] = (
    Row("country", N_("Country"), _country),
    Row("themes", N_("Theme"), _names("themes", lambda case: case.themes), is_set=True),
    Row("kind", N_("Kind"), _names("kinds", lambda case: [case.record.kind])),
    Row("status", N_("State"), _names("statuses", lambda case: [case.record.status])),
    Row("started", N_("Began"), _dates),
    Row("ended", N_("Ended"), _ended),
    Row("owner", N_("Owner"), _texts(lambda case: [case.record.owner])),
    Row("blocks", N_("Building blocks"), _names("blocks", lambda case: case.record.blocks), is_set=True),
    Row("required", N_("Must exist before"), _names("prerequisites", _needs("required")), is_set=True),
    Row("helpful", N_("Helps if it exists before"), _names("prerequisites", _needs("helpful")), is_set=True),
    Row("minimum", N_("The smallest useful version"), _texts(lambda case: [case.record.minimum])),
    Row("figures", N_("Figures, the latest of each"), _figures),
    Row("evidence", N_("Evidence for its figures"), _evidence),
    Row("cost", N_("Cost"), _cost),
    Row("partnership", N_("Private partner"), _partnership),
    Row("partners", N_("Who took part"), _partners),
    Row("legal", N_("Laws and decisions"), _linked(lambda case: case.record.legal)),
    Row("documents", N_("Documents to start from"), _linked(lambda case: case.record.documents)),
    Row("assistance", N_("Help on offer"), _linked(lambda case: case.record.assistance, "what")),
    Row("replications", N_("Who copied it"), _replications),
    Row("awards", N_("Awards"), _texts(lambda case: [award.name for award in case.record.awards])),
    Row("sdg", N_("SDG target"), _sdg, is_set=True),
    Row("not-found", N_("Looked for and not found"), _texts(lambda case: case.record.not_found)),
    Row("review", N_("Review"), _names("review_states", lambda case: [case.record.review.state])),
)
"""Field by field, in the order in which one decides."""


def compare(lens: Lens) -> Iterator[Page]:
    t, catalogue = lens.t, lens.catalogue
    yield plain(
        lens,
        "compare/",
        "compare.html",
        t("Compare cases"),
        t("Up to four cases side by side, field by field, with what sets them apart."),
        rows=ROWS,
        folder=FOLDER,
        states=[code for code in catalogue.countries if catalogue.cases_of(country=code)],
    )


def offered(lens: Lens, country: str) -> list[tuple[str, str]]:
    """Return id and title of each case of *country*, by title: what the page offers once the country is chosen."""
    found = lens.by_title(lens.catalogue.cases_of(country=country))
    return [(case.id, case.text(lens.language).title) for case in found]


def compared(lens: Lens, case: Case) -> dict[str, Any]:
    """Return what the comparison shows of *case* in the lens's language."""
    text = case.text(lens.language)
    return {
        "id": case.id,
        "title": text.title,
        "language": text.language,
        "country": case.country,
        "address": case.address,
        "rows": {row.name: list(row.items(lens, case)) for row in ROWS},
    }
