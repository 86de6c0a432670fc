"""The whole library as one SQLite file, for SQL and for Datasette."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tajarib.exports.tables import Table, day

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "date": "TEXT"}


def as_sqlite(tables: Iterable[Table]) -> bytes:
    """Return *tables* as a database; the same tables give the same bytes, whatever was done before."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA encoding = 'UTF-8'")
        for table in tables:
            connection.execute(_definition(table))
            places = ", ".join("?" * len(table.columns))
            rows = (tuple(day(value) for value in row) for row in table.rows)
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({places})", rows)  # noqa: S608
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


def _definition(table: Table) -> str:
    lines = [f"{_quoted(column.name)} {_TYPES[column.type]}" for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(_quoted(name) for name in table.key)})")
    for column, (other, its) in table.refers.items():
        lines.append(f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(other)} ({_quoted(its)})")
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(lines)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
