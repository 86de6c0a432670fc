"""The shape of what the API says of a case: the record, with what the library works out added to it.

Descriptions are strings of the interface; the published schema carries them in every language.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tajarib import evidence
from tajarib.catalogue import Case
from tajarib.cost import published
from tajarib.exports.edition import Edition
from tajarib.i18n import N_
from tajarib.model.case import Figure, Point, Prerequisite
from tajarib.model.values import Record, Source, Text

Grade = Literal["self-reported", "reported", "independent"]


class PointEntry(Point):
    """One value, with the strength of its evidence."""

    evidence: Grade = Field(description=N_("How strong the evidence is, worked out from who states it and where."))
    first_day: str | None = Field(None, description=N_("The first day that the date may mean."))
    last_day: str | None = Field(None, description=N_("The last day that the date may mean."))


class FigureEntry(Figure):
    """One measure, with its values."""

    points: tuple[PointEntry, ...]
    """Its values, oldest first."""


class EvidenceEntry(Record):
    """How many of a case's values have which strength of evidence."""

    best: Literal["self-reported", "reported", "independent", "none"] = Field(
        description=N_("The strongest evidence that any value of the case has; none where nothing was measured.")
    )
    counts: dict[Grade, int] = Field(description=N_("Number of values by strength of evidence."))
    total: int = Field(description=N_("Number of values."))


class CaseEntry(Record):
    """A case in the list of all cases."""

    id: str = Field(description=N_("Country and short name of the case, as in its address; it stays."))
    country: str = Field(description=N_("The folder of the state; gcc for joint work."))
    theme: str = Field(description=N_("The main theme."))
    themes: tuple[str, ...] = Field(description=N_("The main theme, then the others."))
    countries: tuple[str, ...] = Field(description=N_("The states it concerns."))
    kind: str
    """service, platform, law, strategy, body, award, programme, event."""
    status: str
    """planned, pilot, live, paused, replaced, retired."""
    started: str
    """When it began to work."""
    ended: str | None = None
    """When it ended, for what was replaced or retired."""
    title: dict[str, str] = Field(description=N_("The title, by language; a language it is not written in is absent."))
    summary: dict[str, str] = Field(description=N_("The summary, by language."))
    url: dict[str, str] = Field(description=N_("The permanent address of its page, by language."))
    api: str = Field(description=N_("The address of the whole case as JSON."))
    original: str = Field(description=N_("The language it was written in."))
    owner: Text
    """Who owns it."""
    blocks: tuple[str, ...]
    """The building blocks it is made of, as GovStack names them."""
    prerequisites: tuple[Prerequisite, ...]
    """What must exist before."""
    sdg: tuple[str, ...] = Field(description=N_("The SDG targets it serves, as judged here."))
    sectors: tuple[str, ...] = Field(description=N_("The sectors that its partners come from, each once."))
    cost: Literal["published", "not-published"] | None = Field(
        None, description=N_("Whether an amount is published; absent where cost does not apply.")
    )
    review: str
    """Whether someone outside read it."""
    evidence: EvidenceEntry = Field(description=N_("The mix of evidence over all values of the case."))
    figures: tuple[FigureEntry, ...]
    """What was measured."""
    sources: dict[str, Source]
    """Where all this stands."""


def case_entry(edition: Edition, case: Case) -> CaseEntry:
    """Return what the list says of *case*."""
    record = case.record
    languages = edition.written_in(case)
    return CaseEntry(
        id=case.id,
        country=case.country,
        theme=case.theme,
        themes=case.themes,
        countries=case.countries,
        kind=record.kind,
        status=record.status,
        started=str(record.started),
        ended=str(record.ended) if record.ended else None,
        title={language: case.texts[language].title for language in languages},
        summary={language: case.texts[language].summary for language in languages},
        url={language: edition.page(case.address, language) for language in languages},
        api=edition.case_json(case),
        original=case.original,
        owner=record.owner,
        blocks=record.blocks,
        prerequisites=record.prerequisites,
        sdg=tuple(goal.target for goal in record.sdg),
        sectors=tuple(dict.fromkeys(partner.sector for partner in record.partners)),
        cost=cost(case),
        review=record.review.state,
        evidence=EvidenceEntry(
            best=case.evidence.best,
            counts=dict(case.evidence.counts),
            total=case.evidence.total,
        ),
        figures=tuple(_figure(case, figure) for figure in record.figures),
        sources=dict(record.sources),
    )


def dumped(entry: Record) -> dict[str, Any]:
    """Return *entry* as data for JSON; what does not apply is absent."""
    data: dict[str, Any] = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    return data


def cost(case: Case) -> Literal["published", "not-published"] | None:
    """Return whether an amount is published; ``None`` where cost does not apply."""
    if case.record.cost is None:
        return None
    return "published" if published(case) else "not-published"


def _figure(case: Case, figure: Figure) -> FigureEntry:
    return FigureEntry(
        id=figure.id,
        metric=figure.metric,
        unit=figure.unit,
        points=tuple(_point(case, point) for point in figure.points),
    )


def _point(case: Case, point: Point) -> PointEntry:
    return PointEntry(
        **dict(point),
        evidence=evidence.point_grade(point, case.record.sources),
        first_day=point.as_of.start.isoformat() if point.as_of.start else None,
        last_day=point.as_of.end.isoformat() if point.as_of.end else None,
    )
