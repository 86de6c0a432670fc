"""How long a review holds: fresh, due, lapsed, or never reviewed. Told by one day; a case stays up in any state."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping

from tajarib.i18n import N_
from tajarib.model.case import Review

HOLDS_YEARS = 2
"""How long a review holds where it does not say itself when it is due."""

NOTICE_DAYS = 90
"""How many days before it lapses a review is called due: time enough to find a reviewer."""

STATES: Mapping[str, str] = {
    "lapsed": N_("review lapsed"),
    "due": N_("review due soon"),
    "never": N_("never reviewed"),
    "fresh": N_("reviewed"),
}
"""The states a review can be in, what asks for work first, each with its name."""


def last_day(review: Review) -> dt.date | None:
    """Return the last day on which *review* holds; ``None`` for what was never reviewed."""
    if review.state != "reviewed":
        return None
    if review.due is not None and review.due.end is not None:
        return review.due.end
    if review.on is None or review.on.end is None:
        return None
    on = review.on.end
    year = on.year + HOLDS_YEARS
    return dt.date(year, on.month, min(on.day, monthrange(year, on.month)[1]))


def state(review: Review, day: dt.date) -> str:
    """Return the state of *review* on *day*, as a code of ``STATES``."""
    if review.state != "reviewed":
        return "never"
    last = last_day(review)
    if last is None or last < day:  # a review without a day can't be shown to hold
        return "lapsed"
    return "due" if last - day <= dt.timedelta(days=NOTICE_DAYS) else "fresh"
