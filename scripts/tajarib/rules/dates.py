"""Rules on dates: that they can be, and that what has happened is not in the future."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.corpus import Corpus
from tajarib.dates import SourceDate
from tajarib.frontmatter import Path
from tajarib.i18n import N_
from tajarib.model.case import DOES_NOT_APPLY, CaseRecord
from tajarib.problems import Problem
from tajarib.reader import CaseFile, DataFile
from tajarib.rules import rule

# The keys that hold dates, by whether what they date has happened. A plan's end and a review's lapse lie ahead.
PAST = ("as_of", "date", "year", "started", "on", "checked", "edition")
AHEAD = ("ended", "until", "due")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def _dates(file: CaseFile | DataFile, keys: tuple[str, ...]) -> Iterator[tuple[Path, SourceDate]]:
    for path, place in file.data.values.items():
        if path and path[-1] in keys and place.raw:
            try:
                yield path, SourceDate.parse(place.raw)
            except ValueError:
                continue  # E105 tells it


@rule(
    "E125",
    message=N_('the year of "{found}" cannot be right'),
    why=N_("Dates here lie between 1900 and 2100. Two digits may have changed places; Hijri years are converted."),
    scope="file",
    wrong="started: 1446",
    right="started: 2025",
)
def impossible_year(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for path, date in _dates(file, PAST + AHEAD):
        if date.start and date.end and not FIRST_YEAR <= date.start.year <= date.end.year <= LAST_YEAR:
            yield file.problem("E125", path, found=date.text)


@rule(
    "E134",
    message=N_('it ended in "{found}", before it began'),
    why=N_("Look up both dates; perhaps they changed places."),
    scope="record",
    wrong="ended: 2012",
    right="ended: 2021",
)
def ended_before_it_began(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    start = record.started.start
    if start and record.ended and record.ended.end and record.ended.end < start:
        yield file.problem("E134", ("ended",), found=record.ended.text)


@rule(
    "W102",
    message=N_('"{found}" lies in the future'),
    why=N_(
        "Figures, events and sources are of days that have been. A target is told in the text as a target; a case that"
        " is yet to come has the status planned."
    ),
    scope="file",
    wrong="started: 2035",
    right="started: 2025",
)
def in_the_future(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    if isinstance(file.record, CaseRecord) and file.record.status == "planned":
        return
    for path, date in _dates(file, PAST):
        if date.start and date.start > corpus.day and date.start.year <= LAST_YEAR:
            yield file.problem("W102", path, found=date.text)


@rule(
    "W103",
    message=N_('the case is {found}, but no key "ended" says since when'),
    why=N_("Readers ask how long it lasted. Add ended: with the date, or with undated where no source tells it."),
    scope="record",
    right="ended: 2021",
)
def end_not_told(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    has_end = "ended" not in DOES_NOT_APPLY.get(record.kind, ())
    if record.status in ("replaced", "retired") and record.ended is None and has_end:
        yield file.problem("W103", ("status",), found=record.status)
