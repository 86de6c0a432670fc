"""Lists every folder backwards by name. Python runs this at its start when this folder is in ``PYTHONPATH``."""

from __future__ import annotations

import os
from collections.abc import Iterator

_listdir, _scandir = os.listdir, os.scandir


class Reversed:
    """What ``os.scandir`` gives, the last name first."""

    def __init__(self, folder: object = ".") -> None:
        with _scandir(folder) as entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Iterator[os.DirEntry]:
        return self._entries

    def __next__(self) -> os.DirEntry:
        return next(self._entries)

    def __enter__(self) -> Reversed:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        pass


os.scandir = Reversed
os.listdir = lambda folder=".": sorted(_listdir(folder), reverse=True)
