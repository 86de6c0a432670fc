"""A site takes the place of the one before as a whole: it is written beside it, and moved there when it is finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Yield a folder that does not exist yet; what the block writes there takes the place of *site* at its end.

    When the block raises, *site* stays as it is. The folder is beside *site*, on the same file system, so that it can
    be moved there in one step.
    """
    fresh, old = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
