"""What becomes of the ledger after a look: it holds every address once, and changes only where something changed.

An address is dead after three failures in a row, each at least a week after the one before. A failure is what says
that the page is gone: 404, 410, or a host that has no name any more. Whatever else comes back may be meant for the
program that asks, or for the country it asks from, and a reader may well get the page: 401, 403 and 429, errors of the
server, time-outs, refused connections, faulty certificates. Of that nothing follows: it neither counts nor breaks the
row. Many sites of the Gulf answer only callers from there, and to call a living page dead is worse than to notice a
dead one late.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tajarib.model.ledger import DEAD_AFTER, Ledger, Moved, Row, Silent

PATH = "cases/links.yml"
"""Where it stands, from the project's root."""

MAX_BYTES = 16_000_000
"""A larger file is no ledger: this is room for the addresses of ten thousand cases."""

WEEK = dt.timedelta(days=7)
"""How far apart two failures must be for both to count."""

_HEAD = """\
# What the weekly look at the addresses of other sites found; see /status/.
# `make links` writes this file. Nobody else does: what is written here by hand is lost.
"""


@dataclass(frozen=True)
class Look:
    """What one look at an address found."""

    result: Literal["answers", "fails", "unknown"]
    why: str = ""
    """What came back, where it does not answer."""
    moved_to: str | None = None
    """Where it leads on for good, where it answers."""


def after(before: Ledger | None, looks: Mapping[str, Look], day: dt.date) -> Ledger:
    """Return the ledger after the *looks* of *day*, by address. One that was not looked at is not in it."""
    answered: dict[str, dt.date] = {}
    silent: dict[str, Silent] = {}
    if before is not None:
        answered = dict.fromkeys([*before.answering, *(one.address for one in before.moved)], before.day)
        silent = {one.address: one for one in before.silent}
    answering, moved, still = [], [], []
    for address, look in sorted(looks.items()):
        if look.result == "answers":
            if look.moved_to:
                moved.append(Moved(address=address, to=look.moved_to))
            else:
                answering.append(address)
            continue
        old = silent.get(address)
        row = old.row if old else None
        still.append(
            Silent(
                address=address,
                result=look.result,
                why=look.why,
                answered=old.answered if old else answered.get(address),
                row=_counted(row, day) if look.result == "fails" else row,
            )
        )
    return Ledger(day=day, answering=tuple(answering), moved=tuple(moved), silent=tuple(still))


def _counted(row: Row | None, day: dt.date) -> Row:
    """Return *row* with a failure of *day* counted, if it is far enough from the last."""
    if row is None:
        return Row(first=day, last=day, count=1)
    if row.count == DEAD_AFTER or day - row.last < WEEK:
        return row
    return Row(first=row.first, last=day, count=row.count + 1)


def as_yaml(ledger: Ledger) -> str:
    """Return the file: an address a line, sorted, so that a difference shows what changed and nothing else."""
    lists = ledger.model_dump(mode="json", exclude_none=True)
    lines = [f"{_HEAD}day: {lists.pop('day')}"]
    for name, entries in lists.items():
        lines.append(f"{name}:" if entries else f"{name}: []")
        lines += [f"  - {json.dumps(entry, ensure_ascii=False)}" for entry in entries]  # JSON is YAML on one line
    return "\n".join(lines) + "\n"
