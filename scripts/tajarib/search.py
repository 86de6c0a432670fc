"""The search index: Pagefind over the built pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"
# Pagefind's own search pages; ours needs only its core.
_UNUSED = ("*.css", "pagefind-ui.js", "pagefind-modular-ui.js", "pagefind-component-ui.js", "pagefind-highlight.js")


class CannotIndexError(Exception):
    """Pagefind failed; its own words are the message."""


def index(site: Path) -> None:
    """Write the search index of the pages in *site* to ``site/pagefind/``. Raises ``CannotIndexError``."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--silent"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise CannotIndexError(result.stderr or result.stdout)
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
    shutil.rmtree(site / FOLDER / "playground", ignore_errors=True)
