"""A ZIP that opens by a double click on its first page: the same bytes for the same files and day."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from pathlib import Path

_STORED = (".woff2", ".png", ".gz", ".sqlite")


def write_zip(path: Path, folder: str, files: Mapping[str, bytes], day: dt.date) -> None:
    """Write *files* to a ZIP at *path*, all in one *folder*, each dated *day*."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # whatever the system it was made on
            archive.writestr(entry, files[name], compresslevel=9)
