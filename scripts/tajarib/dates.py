"""Dates as sources give them: a year, a month, a day, about a year, a span, or none at all.

The notation is a small subset of EDTF (ISO 8601-2): ``2025``, ``2025-02``, ``2025-02-26``, ``2025~``
(about), ``2019-07/2019-09`` (a span), and the word ``undated`` for what a source leaves open.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

UNDATED = "undated"
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?")


@dataclass(frozen=True)
class SourceDate:
    """One date in the precision of its source.

    ``text`` is the notation, ``start`` and ``end`` the first and last day it may mean (both ``None``
    when undated), ``approximate`` whether the source or the editor says "about".
    """

    text: str
    start: dt.date | None
    end: dt.date | None
    approximate: bool = False

    @classmethod
    def parse(cls, text: str) -> SourceDate:
        """Return the date that *text* writes; ``ValueError`` says in words what is wrong with it."""
        return _parse(text)

    @property
    def year(self) -> int | None:
        """The year it ends in, for sorting and for freshness."""
        return self.end.year if self.end else None

    @property
    def is_span(self) -> bool:
        return "/" in self.text

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``undated``; a span has the precision of its end."""
        if self.text == UNDATED:
            return UNDATED
        return {4: "year", 7: "month", 10: "day"}[len(self.text.split("/")[-1].rstrip("~"))]

    @property
    def sort_key(self) -> tuple[dt.date, dt.date]:
        """Earlier dates first, the coarser before the finer, undated last."""
        return (self.start or dt.date.max, self.end or dt.date.max)

    def is_older_than(self, years: int, day: dt.date) -> bool:
        """Whether the whole date lies more than *years* years before *day*. Undated is never called old."""
        if self.end is None:
            return False
        month_day = (self.end.month, min(self.end.day, monthrange(self.end.year + years, self.end.month)[1]))
        return dt.date(self.end.year + years, *month_day) < day

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def _parse(text: str) -> SourceDate:
    if text == UNDATED:
        return SourceDate(text, None, None)
    first, slash, last = text.partition("/")
    start = _part(first)
    end = _part(last) if slash else start
    if start[0] > end[1]:
        raise ValueError(f"the span {text!r} ends before it begins")
    return SourceDate(text, start[0], end[1], start[2] or end[2])


def _part(text: str) -> tuple[dt.date, dt.date, bool]:
    match = _PART.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no date")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        start = dt.date(year, month or 1, day or 1)
        end = dt.date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None
    return start, end, bool(match[4])


def build_day(root: Path) -> dt.date:
    """Return the one day that a build knows: ``TAJARIB_DATE``, else the day of the last commit, else today."""
    if day := os.environ.get("TAJARIB_DATE"):
        return dt.date.fromisoformat(day)
    result = subprocess.run(
        ["git", "-C", str(root), "log", "-1", "--format=%cs"], capture_output=True, text=True, check=False
    )
    return dt.date.fromisoformat(result.stdout.strip()) if result.stdout.strip() else dt.date.today()
