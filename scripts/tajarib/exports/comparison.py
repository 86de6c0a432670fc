"""What the page "compare" fetches: a list a country, and one small JSON a case, see ``tajarib.pages.compare``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tajarib.pages.compare import FOLDER, compared, offered
from tajarib.pages.page import Lens


def comparison(lens: Lens) -> Mapping[str, bytes]:
    """Return the files of one language by path."""
    return {
        f"{FOLDER}/{lens.language}/{name}.json": json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        for name, data in _files(lens)
    }


def _files(lens: Lens) -> Iterator[tuple[str, Any]]:
    for country in lens.catalogue.countries:
        yield country, offered(lens, country)
    for case in lens.catalogue.cases:
        yield case.id, compared(lens, case)
