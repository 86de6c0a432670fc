"""A site takes the place of the one before as a whole: it is written beside it, and both change places in one step."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_OLD = "old"


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Yield a path where nothing is yet; the folder that the block makes there takes the place of *site* at its end.

    Whoever asks for *site* meanwhile finds the one or the other, whole. When the block raises, or is killed, *site*
    stays as it is. All is done in a workshop beside *site*, on the same file system; the next call clears away what a
    killed one left. A second call for the same folder waits for the first.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone_in(site.parent):
        for leftover in site.parent.glob(f".{site.name}.new-*"):
            _clear(leftover, site)
        # Named anew each time: a killed build's child may still be at work in the last one.
        workshop = Path(tempfile.mkdtemp(prefix=f".{site.name}.new-", dir=site.parent))
        fresh = workshop / "site"
        try:
            yield fresh
            if not site.exists():
                fresh.rename(site)
            elif not _exchanged(fresh, site):
                site.rename(workshop / _OLD)
                fresh.rename(site)
        finally:
            _clear(workshop, site)


def _clear(workshop: Path, site: Path) -> None:
    """Take *workshop* away. Where there is no single step, it may hold the last site: that goes back to its place."""
    if not site.exists() and (workshop / _OLD).is_dir():
        (workshop / _OLD).rename(site)
    shutil.rmtree(workshop, ignore_errors=True)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Wait until no one else replaces a site in *folder*. The system lets go of a killed process's claim."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; whether the system and its file system could.

    Python has no call for it: https://man7.org/linux/man-pages/man2/rename.2.html, RENAME_EXCHANGE, and on macOS
    renamex_np, RENAME_SWAP.
    """
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None)
    paths = os.fsencode(one.absolute()), os.fsencode(other.absolute())
    if hasattr(library, "renameat2"):
        beginning = -100  # AT_FDCWD, of no account for absolute paths
        return bool(library.renameat2(beginning, paths[0], beginning, paths[1], 2) == 0)
    if hasattr(library, "renamex_np"):
        return bool(library.renamex_np(*paths, 2) == 0)
    return False
