"""The search index: Pagefind over the built pages."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = "pagefind"
# Pagefind's own search pages; ours needs only its core.
_UNUSED = ("*.css", "pagefind-ui.js", "pagefind-modular-ui.js", "pagefind-component-ui.js", "pagefind-highlight.js")


class CannotIndexError(Exception):
    """Pagefind failed; its own words are the message."""


def index(site: Path, facets: Mapping[str, Any]) -> None:
    """Write the search index of the pages in *site* to ``site/pagefind/``. Raises ``CannotIndexError``.

    *facets* says of each page, by its address below the root, what it can be narrowed by. Pagefind's own filters are
    not used: their order changes from build to build. Beside its index stands ``facets.<language>.json``, from the
    result's id (which Pagefind tells before anything is loaded) to its facets.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--silent"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise CannotIndexError(result.stderr or result.stdout)
    folder = site / FOLDER
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    by_language: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("fragment/*.pf_fragment")):
        language = path.stem.split("_")[0]
        address = fragment(path.read_bytes())["url"].lstrip("/")
        by_language.setdefault(language, {})[path.stem] = facets[address]
    for language, found in by_language.items():
        _write(folder / f"facets.{language}.json", found)
    entry = folder / "pagefind-entry.json"
    _write(entry, json.loads(entry.read_bytes()))  # as it comes, the order of languages changes too


def _write(path: Path, data: Any) -> None:
    """Write *data* as JSON that is the same each time."""
    path.write_text(json.dumps(data, separators=(",", ":"), sort_keys=True), encoding="utf-8", newline="\n")


def fragment(content: bytes) -> dict[str, Any]:
    """Return what Pagefind keeps of one page: JSON after a signature, compressed."""
    data: dict[str, Any] = json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
    return data
