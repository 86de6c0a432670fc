"""The data file of each learning path's exercise: values of the records as they stand, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tajarib.catalogue import Catalogue
from tajarib.exports.columns import Column
from tajarib.exports.csv_files import as_csv
from tajarib.exports.tables import Table
from tajarib.i18n import Strings
from tajarib.learning import LearningPath
from tajarib.pages.page import Lens

NAME = "data.csv"


def learning_data(catalogue: Catalogue) -> Iterator[tuple[str, str, bytes]]:
    """Yield (address below the language's root, language, content) of every data file."""
    for language in catalogue.languages:
        lens = Lens(catalogue, language)
        for path in catalogue.learning:
            yield path.address + NAME, language, as_csv(Table("data", "", _columns(lens.t), tuple(_rows(path, lens))))


def _columns(t: Strings) -> tuple[Column, ...]:
    names = (
        t("Case"),
        t("Country"),
        t("Measure"),
        t("Date"),
        t("Qualifier"),
        t("Value"),
        t("Of"),
        t("Unit"),
        t("Stated by"),
        t("Note"),
        t("Sources"),
    )
    return tuple(Column(name, "string", "", lambda row: row) for name in names)


def _rows(path: LearningPath, lens: Lens) -> Iterator[tuple[Any, ...]]:
    for entry in path.data:
        case = lens.catalogue.by_id[entry.case]
        (figure,) = (figure for figure in case.record.figures if figure.id == entry.figure)
        for point in figure.points:
            yield (
                case.text(lens.language).title,
                lens.country(case.country),
                figure.metric[lens.language],
                point.as_of.text,
                lens.name("qualifiers", point.qualifier) if point.qualifier else None,
                point.value,
                point.of,
                lens.name("units", figure.unit),
                lens.name("claimants", point.by),
                point.note[lens.language] if point.note else None,
                " ".join(case.record.sources[key].url for key in point.sources),
            )
