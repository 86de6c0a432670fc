"""What the page "compare" fetches: a list a country, and one small JSON a case, see ``tajarib.pages.compare``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tajarib.catalogue import Case
from tajarib.pages.compare import FOLDER, compared, offered
from tajarib.pages.page import Lens


def of_country(lenses: Iterable[Lens], country: str) -> Iterator[tuple[str, bytes]]:
    """Yield the list of the cases of *country* in each language, by path."""
    for lens in lenses:
        yield _file(lens, country, offered(lens, country))


def of_case(lenses: Iterable[Lens], case: Case) -> Iterator[tuple[str, bytes]]:
    """Yield what is compared of *case* in each language, by path."""
    for lens in lenses:
        yield _file(lens, case.id, compared(lens, case))


def _file(lens: Lens, name: str, data: Any) -> tuple[str, bytes]:
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{FOLDER}/{lens.language}/{name}.json", content
