"""The ledger of links: what the weekly look at the addresses of other sites has found. Written by ``make links``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from tajarib.model.values import Address, Line, Record

DEAD_AFTER = 3
"""How many failures in a row, each at least a week after the one before, make an address dead."""


def _day(value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("source_date", "a day is written 2026-11-23") from None


Day = Annotated[dt.date, BeforeValidator(_day)]
"""A day: 2026-11-23."""


class Row(Record):
    """Failures in a row, each at least a week after the one before."""

    first: Day
    """The day of the first."""
    last: Day
    """The day of the last that was counted."""
    count: Annotated[int, Field(strict=True, ge=1, le=DEAD_AFTER)]
    """How many; it stops at the number that makes an address dead, because nothing follows from more."""


class Moved(Record):
    """An address that answers by leading on for good to another one."""

    address: Address
    """The address that a record names."""
    to: Address
    """Where it leads."""


class Silent(Record):
    """An address that did not answer at the last look."""

    address: Address
    """The address that a record names."""
    result: Literal["fails", "unknown"]
    """Whether it is known to be gone, or nothing follows from what came back."""
    why: Line
    """What came back: a status of HTTP, or no-host, time-out, no-connection, not-tried."""
    answered: Day | None = None
    """The last day it answered; absent where it never did since it was first looked at."""
    row: Row | None = None
    """Its failures in a row; absent where there is none."""

    @property
    def is_dead(self) -> bool:
        return self.row is not None and self.row.count >= DEAD_AFTER


class Ledger(Record):
    """Every address that a record names, each in one list, by what the last look found."""

    day: Day
    """The day of the last look."""
    answering: tuple[Address, ...] = ()
    """Those that answer."""
    moved: tuple[Moved, ...] = ()
    """Those that answer and lead on for good."""
    silent: tuple[Silent, ...] = ()
    """Those that do not answer."""
