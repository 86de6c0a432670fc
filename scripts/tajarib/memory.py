"""What was worked out before, by a key that names everything it was worked out from."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import logging
import sqlite3
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

log = logging.getLogger(__name__)

FOLDER = ".build"
"""Below the project's root: what can be thrown away at any time."""

_PARTS = ("markdown-it-py", "nh3", "pydantic", "pyyaml", "jinja2", "babel", "pygal", "pagefind")
"""The packages that decide what comes out."""


def digest(*parts: bytes | str) -> str:
    """Return a key for *parts*, in which none can run into the next."""
    made = hashlib.sha256()
    for part in parts:
        raw = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        made.update(len(raw).to_bytes(8, "big"))
        made.update(raw)
    return made.hexdigest()


def digest_of_files(paths: Iterable[Path], root: Path) -> str:
    """Return a key for the names and contents of the files at *paths*."""
    return digest(*(part for path in sorted(paths) for part in (path.relative_to(root).as_posix(), path.read_bytes())))


@cache
def version() -> str:
    """Return a key for the program itself: its code, its strings, what it is run with."""
    code = Path(__file__).resolve().parent
    files = [path for path in code.rglob("*") if path.suffix in (".py", ".txt")]
    parts = [f"{name} {importlib.metadata.version(name)}" for name in _PARTS]
    return digest(sys.version, *parts, digest_of_files(files, code))


class Memory:
    """Keys and what was worked out from what they name, in one file. What can't be read is as good as not there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._used: set[str] = set()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=10)
            connection.execute("CREATE TABLE IF NOT EXISTS known (key TEXT PRIMARY KEY, seal TEXT, content BLOB)")
        except (sqlite3.Error, OSError) as error:
            log.warning("%s can't be used: %s", self.path, error)
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                self.path.unlink()  # it is no such file, and would be none the next time either
            return None
        return connection

    def recall(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is known of *keys*. What is not as it was put there is told, and not returned."""
        found: dict[str, bytes] = {}
        connection = self._open()
        if connection is None:
            return found
        with contextlib.closing(connection):
            for key in keys:
                row = connection.execute("SELECT seal, content FROM known WHERE key = ?", (key,)).fetchone()
                if row and isinstance(row[1], bytes) and digest(key, row[1]) == row[0]:
                    found[key] = row[1]
                elif row:
                    log.warning("%s was changed from outside; what is wrong in it is worked out anew", self.path)
        self._used.update(found)
        return found

    def keep(self, new: Mapping[str, bytes]) -> None:
        """Put *new* there."""
        self._used.update(new)
        connection = self._open()
        if connection is None:
            return
        with contextlib.closing(connection), connection:
            rows = ((key, digest(key, content), content) for key, content in new.items())
            connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", rows)

    def let_go(self) -> None:
        """Forget what was neither put nor asked for since this was made."""
        connection = self._open()
        if connection is None:
            return
        with contextlib.closing(connection), connection:
            old = [(key,) for (key,) in connection.execute("SELECT key FROM known") if key not in self._used]
            connection.executemany("DELETE FROM known WHERE key = ?", old)
