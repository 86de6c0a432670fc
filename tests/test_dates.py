"""Dates in the precision of their sources."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajarib.dates import SourceDate, build_day

DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "approximate"),
    [
        ("2025", "2025-01-01", "2025-12-31", "year", False),
        ("2024-02", "2024-02-01", "2024-02-29", "month", False),
        ("2025-02-26", "2025-02-26", "2025-02-26", "day", False),
        ("2011~", "2011-01-01", "2011-12-31", "year", True),
        ("2019-07/2019-09", "2019-07-01", "2019-09-30", "month", False),
        ("2019/2021~", "2019-01-01", "2021-12-31", "year", True),
        ("2019-07-05/2019", "2019-07-05", "2019-12-31", "year", False),
    ],
)
def test_notation(text: str, start: str, end: str, precision: str, approximate: bool) -> None:
    date = SourceDate.parse(text)
    assert (str(date.start), str(date.end)) == (start, end)
    assert (date.precision, date.approximate, str(date)) == (precision, approximate, text)
    assert date.is_span == ("/" in text)
    assert date.year == int(end[:4])


def test_undated() -> None:
    date = SourceDate.parse("undated")
    assert (date.start, date.end, date.year, date.precision) == (None, None, None, "undated")
    assert not date.is_older_than(3, DAY)


@pytest.mark.parametrize(
    "text",
    [
        *("", "25", "2025-2", "2025-13", "2025-02-30", "2023-02-29", "0000", "2021/2019", "2021/", "/2021"),
        *("2021/2022/2023", "about 2020", "2025-02-26T10:00", "2025 ", "-2025", "~2025", "Undated"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar|span"):
        SourceDate.parse(text)


def test_order() -> None:
    """Earlier first, the coarser before the finer, undated last."""
    texts = ["undated", "2022-10", "2023", "2022", "2022-01-01", "2021/2022"]
    ordered = sorted((SourceDate.parse(text) for text in texts), key=lambda date: date.sort_key)
    assert [date.text for date in ordered] == ["2021/2022", "2022-01-01", "2022", "2022-10", "2023", "undated"]


@pytest.mark.parametrize(
    ("text", "is_older"),
    [
        ("2023-11-22", True),
        ("2023-11-23", False),
        ("2023", False),
        ("2022", True),
        ("2023-10", True),
        ("2020/2024", False),
    ],
)
def test_older_than_three_years(text: str, is_older: bool) -> None:
    assert SourceDate.parse(text).is_older_than(3, DAY) is is_older


def test_leap_day_ages_on_the_last_of_february() -> None:
    date = SourceDate.parse("2024-02-29")
    assert not date.is_older_than(3, dt.date(2027, 2, 28))
    assert date.is_older_than(3, dt.date(2027, 3, 1))


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_is_a_date(day: dt.date) -> None:
    date = SourceDate.parse(day.isoformat())
    assert date.start == date.end == day
    month = SourceDate.parse(day.isoformat()[:7])
    assert month.start is not None and month.end is not None
    assert month.start <= day <= month.end
    assert (month.start.month, month.end.month) == (day.month, day.month)


@given(st.text(st.sampled_from("0123456789-/~undate")))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = SourceDate.parse(text)
    except ValueError:
        return
    assert date.text == text
    assert (date.start is None) == (text == "undated")
    assert date.start is None or (date.end is not None and date.start <= date.end)


def test_the_build_knows_one_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert build_day(tmp_path) == DAY  # conftest sets it
    monkeypatch.setenv("TAJARIB_DATE", "tomorrow")
    with pytest.raises(ValueError, match="tomorrow"):
        build_day(tmp_path)
    monkeypatch.delenv("TAJARIB_DATE")
    today = dt.date.today()
    assert build_day(tmp_path) in (today, today + dt.timedelta(1)), "no repository, so no commit: today"
