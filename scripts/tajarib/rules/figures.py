"""Rules on figures: their values, their bases, and the history they make."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.model.case import CaseRecord, Figure, Point
from tajarib.model.country import Country
from tajarib.problems import Problem
from tajarib.reader import CaseFile, DataFile
from tajarib.rules import rule

# Words of measures that may lie outside 0 to 100 percent: a use can grow by 240 percent, or shrink.
CHANGE = re.compile(
    r"chang|grow|increas|decreas|declin|ris(?:e|ing)\b|fall|drop|reduc|sav|return|inflat|fewer|more\b|less\b"
    r"|نمو|زياد|ارتفاع|تغي[يّ]?ر|انخفاض|تراجع|خفض|وفر|توفير|عائد|تضخم|تقليص|تقليل|هبوط"
)


def _kind(figure: Figure, corpus: Corpus) -> str:
    units = corpus.terms("units")
    return units[figure.unit].kind if figure.unit in units else ""


def _points(record: CaseRecord) -> Iterator[tuple[int, Figure, int, Point]]:
    for i, figure in enumerate(record.figures):
        for j, point in enumerate(figure.points):
            yield i, figure, j, point


@rule(
    "E117",
    message=N_('"{found}" is earlier than the point before it'),
    why=N_("The points of a figure are its history, oldest first; the last one is shown as the latest value."),
    scope="record",
)
def points_out_of_order(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    latest = None
    for i, _, j, point in _points(record):
        date = point.as_of
        latest = latest if j else None
        # Only what is certainly earlier: "2022" may be later than "2022-10", and undated may be anywhere.
        if latest and date.end and date.end < latest:
            yield file.problem("E117", ("figures", i, "points", j, "as_of"), found=date.text)
        if date.start:
            latest = max(latest, date.start) if latest else date.start


@rule(
    "E118",
    message=N_('there is a value for "{found}" already, and neither says that it is disputed'),
    why=N_(
        "Two values of one measure for one date contradict each other. Mark both with disputes: true, say with scope"
        " what part each covers, or keep the better sourced one."
    ),
    scope="record",
    wrong="- {value: 57, as_of: 2022-10, sources: [S2]}",
    right="- {value: 57, as_of: 2022-10, sources: [S2], disputes: true}",
)
def contradicting_points(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    seen: dict[tuple[int, str, str], bool] = {}
    for i, _, j, point in _points(record):
        if point.as_of.start is None:
            continue  # two undated values may be of two dates
        key = (i, point.as_of.text, point.scope.en if point.scope else "")
        if key in seen and not point.disputes and not seen[key]:
            yield file.problem("E118", ("figures", i, "points", j, "as_of"), found=point.as_of.text)
        seen[key] = seen.get(key, False) or point.disputes


@rule(
    "E126",
    message=N_('"{found}" is no rank'),
    why=N_("A rank is a whole number from 1."),
    scope="record",
    wrong="- {value: 0, of: 193, as_of: 2024, sources: [S1]}",
    right="- {value: 18, of: 193, as_of: 2024, sources: [S1]}",
)
def impossible_rank(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for i, figure, j, point in _points(record):
        if _kind(figure, corpus) == "rank" and (point.value < 1 or point.value != int(point.value)):
            yield file.problem("E126", ("figures", i, "points", j, "value"), found=f"{point.value:g}")


@rule(
    "E127",
    message=N_('"{found}" is more than what it is part of'),
    why=N_("A count or a rank cannot exceed its base (of). Perhaps the two numbers changed places."),
    scope="file",
    wrong="- {value: 57, of: 52, as_of: 2022-10, sources: [S1]}",
    right="- {value: 52, of: 57, as_of: 2022-10, sources: [S1]}",
)
def more_than_its_base(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    if isinstance(file.record, CaseRecord):
        for i, figure, j, point in _points(file.record):
            if point.of is not None and point.value > point.of and _kind(figure, corpus) in ("count", "rank"):
                at = ("figures", i, "points", j, "value")
                yield file.problem("E127", at, found=f"{point.value:.15g}", allowed=(f"≤ {point.of:.15g}",))
    elif isinstance(file.record, Country):
        for i, reading in enumerate(file.record.indicators):
            if reading.rank is not None and reading.of is not None and reading.rank > reading.of:
                limit = f"≤ {reading.of}"
                yield file.problem("E127", ("indicators", i, "rank"), found=str(reading.rank), allowed=(limit,))


@rule(
    "W101",
    message=N_("a share of {found} percent is outside 0 to 100"),
    why=N_(
        "Look it up in the source. If it is a change that may exceed 100 percent, say so in the measure's name"
        " (growth, زيادة); if the unit is another, name that."
    ),
    scope="record",
    wrong="- {value: 847, as_of: 2024, sources: [S1]}",
    right="- {value: 84.7, as_of: 2024, sources: [S1]}",
)
def impossible_share(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for i, figure, j, point in _points(record):
        if _kind(figure, corpus) != "share" or 0 <= point.value <= 100:
            continue
        if not CHANGE.search(f"{figure.metric.en.casefold()} {figure.metric.ar}"):
            yield file.problem("W101", ("figures", i, "points", j, "value"), found=f"{point.value:g}")
