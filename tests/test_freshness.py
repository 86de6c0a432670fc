"""How long a review holds, by one day."""

from __future__ import annotations

import datetime as dt

import pytest

from tajarib.freshness import STATES, last_day, state
from tajarib.model.case import Review

BY = {"ar": "مراجع المثال", "en": "Example reviewer"}


def review(**keys: str) -> Review:
    return Review.model_validate({"state": "reviewed", "by": BY, **keys})


@pytest.mark.parametrize(
    ("keys", "day", "expected"),
    [
        ({"on": "2026-01-15", "due": "2027-01-15"}, "2026-10-16", "fresh"),
        ({"on": "2026-01-15", "due": "2027-01-15"}, "2026-10-17", "due"),
        ({"on": "2026-01-15", "due": "2027-01-15"}, "2027-01-15", "due"),
        ({"on": "2026-01-15", "due": "2027-01-15"}, "2027-01-16", "lapsed"),
        ({"on": "2026-01", "due": "2027-01"}, "2027-01-31", "due"),
        ({"on": "2026-01", "due": "2027-01"}, "2027-02-01", "lapsed"),
        ({"on": "2024-02-29"}, "2026-02-28", "due"),
        ({"on": "2024-02-29"}, "2026-03-01", "lapsed"),
        ({"on": "2024-02-29"}, "2025-11-01", "fresh"),
        ({"on": "2024-02-29", "due": "undated"}, "2025-11-01", "fresh"),
        ({"on": "undated"}, "2025-11-01", "lapsed"),
    ],
)
def test_state(keys, day, expected):
    assert state(review(**keys), dt.date.fromisoformat(day)) == expected


def test_what_was_never_reviewed_never_lapses():
    never = Review.model_validate({"state": "unreviewed"})
    assert (state(never, dt.date(2099, 1, 1)), last_day(never)) == ("never", None)


def test_every_state_has_a_name():
    assert set(STATES) == {"fresh", "due", "lapsed", "never"}
