"""The tables as CSV that a spreadsheet opens right, Arabic included."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from io import StringIO
from typing import Any

from tajarib.exports.tables import Table, day

_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def as_csv(table: Table) -> bytes:
    """Return *table* as CSV: UTF-8 with the mark by which spreadsheets know it, a comma between cells."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        writer.writerow(_cell(value) for value in row)
    return BOM_UTF8 + out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_ACTS):
        return "'" + value  # a text from a contributor must not act in a reader's spreadsheet
    return str(day(value))
