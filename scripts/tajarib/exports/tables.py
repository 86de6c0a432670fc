"""The library as tables: what the CSV files, the data package and the SQLite file have in common.

Four tables are for everyone: cases, figures, sources, indicators. What else a record lists (its timeline, its laws)
follows the model by itself and stands in the SQLite file only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from tajarib import evidence
from tajarib.catalogue import Case, latest
from tajarib.exports.columns import Column, Type, columns, item
from tajarib.exports.edition import Edition
from tajarib.exports.entries import cost
from tajarib.i18n import N_
from tajarib.markdown import headings
from tajarib.model.case import CaseRecord, Figure, Point
from tajarib.model.country import Channel, Reading
from tajarib.model.values import NOT_PUBLISHED, Record, Source

_LISTS = (
    "partners",
    "prerequisites",
    "timeline",
    "cost",
    "legal",
    "documents",
    "assistance",
    "replications",
    "relations",
    "awards",
    "sdg",
)


@dataclass(frozen=True)
class Table:
    """Rows of one shape."""

    name: str
    meaning: str
    """What one row is; a string of the interface."""
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Any, ...]]
    key: tuple[str, ...] = ()
    """The columns that tell one row from all others."""
    refers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Column to (table, column) whose values it holds."""


def tables(edition: Edition) -> tuple[Table, ...]:
    """Return the four tables for everyone."""
    return (_cases(edition), _figures(edition), _sources(edition), _indicators(edition))


def more_tables(edition: Edition) -> Iterator[Table]:
    """Yield what else there is: a table a list of the record, the texts, the channels of each state, the codes."""
    case_column = _column("case", "string", N_("The case."), lambda row: row[0])
    number = _column("number", "integer", N_("Its place in the list."), lambda row: row[1])
    for name in _LISTS:
        own = tuple(_of_item(column) for column in columns(item(CaseRecord, name)))
        items = [
            (case.id, i, entry)
            for case in edition.catalogue.cases
            for i, entry in enumerate(_list(case.record, name), start=1)
        ]
        meaning = CaseRecord.model_fields[name].description or ""
        yield _table(name, meaning, (case_column, number, *own), items, ("case", "number"), {"case": ("cases", "id")})
    yield _texts(edition)
    country = _column("country", "string", N_("The state."), lambda row: row[0])
    channels = [
        (code, i, channel)
        for code, state in edition.catalogue.countries.items()
        for i, channel in enumerate(state.channels, start=1)
    ]
    own = tuple(_of_item(column) for column in columns(Channel))
    yield _table("channels", N_("One official channel of a state."), (country, *own), channels, ("country", "id"))
    yield _codes(edition)


def _cases(edition: Edition) -> Table:
    catalogue = edition.catalogue

    def text(case: Case, name: Literal["title", "summary"], language: str) -> str | None:
        return getattr(case.texts[language], name) if language in case.texts else None

    def address(case: Case, language: str) -> str | None:
        return edition.page(case.address, language) if language in case.texts else None

    def count(grade: str) -> Callable[[Case], int]:
        return lambda case: case.evidence.counts[grade]

    def needs(level: str) -> Callable[[Case], str | None]:
        return lambda case: joined([need.code for need in case.record.prerequisites if need.level == level])

    languages = catalogue.languages
    made = [
        _column("id", "string", N_("Country and short name of the case, as in its address; it stays."), lambda c: c.id),
        _column("country", "string", N_("The folder of the state; gcc for joint work."), lambda c: c.country),
        _column("theme", "string", N_("The main theme."), lambda c: c.theme),
        _column("themes", "string", N_("The main theme, then the others."), lambda c: joined(c.themes)),
        _column("countries", "string", N_("The states it concerns."), lambda c: joined(c.countries)),
        _own("kind"),
        _own("status"),
        _column("started", "string", _meaning("started"), lambda c: str(c.record.started)),
        _column("ended", "string", _meaning("ended"), lambda c: str(c.record.ended) if c.record.ended else None),
        *_in_each(languages, "title", N_("The title."), lambda c, language: text(c, "title", language)),
        *_in_each(languages, "summary", N_("The summary."), lambda c, language: text(c, "summary", language)),
        *_in_each(languages, "owner", _meaning("owner"), lambda c, language: c.record.owner[language]),
        _column("blocks", "string", _meaning("blocks"), lambda c: joined(c.record.blocks)),
        _column("required", "string", N_("What must exist before."), needs("required")),
        _column("helpful", "string", N_("What helps if it exists before."), needs("helpful")),
        _column(
            "sdg",
            "string",
            N_("The SDG targets it serves, as judged here."),
            lambda c: joined([g.target for g in c.record.sdg]),
        ),
        _column("cost", "string", N_("Whether an amount is published; absent where cost does not apply."), cost),
        _column("address", "string", _meaning("address"), lambda c: c.record.address),
        _column("review", "string", _meaning("review"), lambda c: c.record.review.state),
        _column("original", "string", N_("The language it was written in."), lambda c: c.original),
        _column("values", "integer", N_("Number of values."), lambda c: c.evidence.total),
        *(
            _column(grade.replace("-", "_"), "integer", N_("Number of values with this evidence."), count(grade))
            for grade in evidence.GRADES
        ),
        _column(
            "evidence",
            "string",
            N_("The strongest evidence that any value of the case has; none where nothing was measured."),
            lambda c: c.evidence.best,
        ),
        _column("sources", "integer", N_("Number of sources."), lambda c: len(c.record.sources)),
        *_in_each(languages, "url", N_("The permanent address of its page, by language."), address),
    ]
    return _table("cases", N_("One case."), made, catalogue.cases, ("id",))


@dataclass(frozen=True)
class _Value:
    """One value of a figure, as a row."""

    case: Case
    figure: Figure
    number: int
    point: Point


def _figures(edition: Edition) -> Table:
    catalogue = edition.catalogue
    values = [
        _Value(case, figure, i, point)
        for case in catalogue.cases
        for figure in case.record.figures
        for i, point in enumerate(figure.points, start=1)
    ]
    languages = catalogue.languages
    made = [
        _column("case", "string", N_("The case."), lambda v: v.case.id),
        _column("country", "string", N_("The folder of the state; gcc for joint work."), lambda v: v.case.country),
        _column("theme", "string", N_("The main theme of the case."), lambda v: v.case.theme),
        _column("figure", "string", N_("The measure; unique within the case."), lambda v: v.figure.id),
        _column("number", "integer", N_("The place of the value in the history of its measure."), lambda v: v.number),
        *_in_each(languages, "metric", N_("What is measured."), lambda v, language: v.figure.metric[language]),
        _column("unit", "string", N_("In what."), lambda v: v.figure.unit),
        *(_of(column, lambda v: v.point) for column in columns(Point)),
        _column("first_day", "date", N_("The first day that the date may mean."), lambda v: v.point.as_of.start),
        _column("last_day", "date", N_("The last day that the date may mean."), lambda v: v.point.as_of.end),
        _column(
            "is_latest",
            "boolean",
            N_("Whether it is the newest value of its measure."),
            lambda v: latest(v.figure) is v.point,
        ),
        _column(
            "evidence",
            "string",
            N_("How strong the evidence is, worked out from who states it and where."),
            lambda v: evidence.point_grade(v.point, v.case.record.sources),
        ),
    ]
    refers = {"case": ("cases", "id")}
    return _table("figures", N_("One value of one measure."), made, values, ("case", "figure", "number"), refers)


def _sources(edition: Edition) -> Table:
    catalogue = edition.catalogue
    items = [(case.id, key, source) for case in catalogue.cases for key, source in case.record.sources.items()]
    shared: dict[str, Any] = {**catalogue.countries, "taxonomy": catalogue.taxonomy, "glossary": catalogue.glossary}
    items += [(name, key, source) for name, holder in shared.items() for key, source in holder.sources.items()]
    made = [
        _column("of", "string", N_("What cites it: a case, a state, the taxonomy or the glossary."), lambda r: r[0]),
        _column("key", "string", N_("The key by which it is cited there."), lambda r: r[1]),
        *(_of_item(column) for column in columns(Source)),
    ]
    return _table("sources", N_("One source, in each place that uses it."), made, items, ("of", "key"))


def _indicators(edition: Edition) -> Table:
    items = [
        (code, i, reading)
        for code, state in edition.catalogue.countries.items()
        for i, reading in enumerate(state.indicators, start=1)
    ]
    made = [
        _column("country", "string", N_("The state."), lambda r: r[0]),
        _column("number", "integer", N_("Its place in the list."), lambda r: r[1]),
        *(_of_item(column) for column in columns(Reading)),
    ]
    return _table("indicators", N_("One reading of a country-level indicator."), made, items, ("country", "number"))


def _texts(edition: Edition) -> Table:
    items = [
        (case.id, language, id_, headings(language)[id_], section.text.strip())
        for case in edition.catalogue.cases
        for language in edition.written_in(case)
        for id_, section in case.texts[language].sections.items()
    ]
    made = [
        _column("case", "string", N_("The case."), lambda r: r[0]),
        _column("language", "string", N_("The language."), lambda r: r[1]),
        _column("section", "string", N_("The section."), lambda r: r[2]),
        _column("heading", "string", N_("Its heading."), lambda r: r[3]),
        _column("markdown", "string", N_("Its text, in Markdown."), lambda r: r[4]),
    ]
    key = ("case", "language", "section")
    return _table("texts", N_("One section of a case in one language."), made, items, key, {"case": ("cases", "id")})


def _codes(edition: Edition) -> Table:
    taxonomy, languages = edition.catalogue.taxonomy, edition.catalogue.languages
    items = [
        (vocabulary, code, term)
        for vocabulary in taxonomy.vocabularies()
        for code, term in taxonomy[vocabulary].items()
    ]
    made = [
        _column("vocabulary", "string", N_("The vocabulary."), lambda r: r[0]),
        _column("code", "string", N_("The code."), lambda r: r[1]),
        *_in_each(languages, "name", N_("What it is called."), lambda r, language: r[2].name[language]),
        *_in_each(languages, "definition", N_("What it means, in our own words."), _definition),
    ]
    return _table("codes", N_("One code of the taxonomy."), made, items, ("vocabulary", "code"))


def _table(
    name: str,
    meaning: str,
    made: Sequence[Column],
    items: Sequence[Any],
    key: tuple[str, ...],
    refers: dict[str, tuple[str, str]] | None = None,
) -> Table:
    return Table(name, meaning, tuple(made), _Rows(made, items), key, refers or {})


class _Rows(Sequence[tuple[Any, ...]]):
    """A row an item; made when the first is asked for, since to tell how many there are takes none."""

    def __init__(self, made: Sequence[Column], items: Sequence[Any]) -> None:
        self.made, self.items = made, items

    @cached_property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        return tuple(tuple(column.value(item) for column in self.made) for item in self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: Any) -> Any:
        return self.rows[index]


def _in_each(
    languages: Sequence[str], name: str, meaning: str, value: Callable[[Any, str], str | None]
) -> Iterator[Column]:
    """Yield a column a language; *value* reads it from a row and a language."""

    def said_in(language: str) -> Callable[[Any], str | None]:
        return lambda row: value(row, language)

    for language in languages:
        yield Column(f"{name}_{language}", "string", meaning, said_in(language))


def _definition(row: tuple[str, str, Any], language: str) -> str | None:
    definition = getattr(row[2], "definition", None)
    return definition[language] if definition else None


def _column(name: str, type_: Type, meaning: str, value: Callable[[Any], Any]) -> Column:
    return Column(name, type_, meaning, value)


def _own(name: str) -> Column:
    """Return the column of a plain key of the record."""
    return Column(name, "string", _meaning(name), lambda case: getattr(case.record, name))


def _of(column: Column, part: Callable[[Any], Record]) -> Column:
    """Return *column* as it is read from a row that holds the record."""
    return Column(column.name, column.type, column.meaning, lambda row: column.value(part(row)))


def _of_item(column: Column) -> Column:
    return _of(column, lambda row: row[2])


def _meaning(name: str) -> str:
    return CaseRecord.model_fields[name].description or ""


def _list(record: CaseRecord, name: str) -> Sequence[Record]:
    value = getattr(record, name)
    return () if value is None or value == NOT_PUBLISHED else value


def joined(codes: Sequence[str]) -> str | None:
    """Return several codes in one cell; None where there is none."""
    return " ".join(codes) or None


def day(value: Any) -> Any:
    """Return a day as text, anything else as it is."""
    return value.isoformat() if isinstance(value, dt.date) else value
