"""What the page of all cases narrows, counts and sorts by in the browser, and the cards that its first page has not.

The list holds codes and ranks only, about 20 bytes a case over the wire, and is fetched when a reader first chooses.
The cards that a choice brings up are fetched ten at a time, so that what a reader waits for does not grow with the
corpus.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tajarib import facets
from tajarib.assets import hashed
from tajarib.catalogue import Case, Catalogue

if TYPE_CHECKING:
    from tajarib.pages.page import Lens  # whose pages fetch the list

CHUNK = 10
"""How many cards a file holds: neighbours by country and theme, which a choice is likely to bring up together."""


def case_list(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """Return what the browser works with: the cases in the catalogue's order, their values and ranks beside them."""
    cases = catalogue.cases
    by_title = {case.id: i for i, case in enumerate(catalogue.sorted_by_title(cases, language))}
    starts = [case.record.started for case in cases]
    return {
        "chunk": CHUNK,
        "ids": [case.id for case in cases],
        "title": [by_title[case.id] for case in cases],
        # An undated case has no rank.
        "started": _ranks([start.sort_key if start.end else None for start in starts]),
        "strength": _ranks([facets.strength(case) for case in cases]),
        "facets": {facet.name: _values(facet, catalogue) for facet in facets.FACETS},
    }


def _ranks(keys: Sequence[Any]) -> list[int | None]:
    """Return the place of each key among all keys, equal ones having one place; ``None`` stays ``None``."""
    places = {key: i for i, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [places.get(key) for key in keys]


def _values(facet: facets.Facet, catalogue: Catalogue) -> dict[str, Any]:
    """Return the codes that any case has, in the order to show them, and the places of each case's own among them."""
    found = facets.cases_by_value(facet, catalogue)
    of: dict[str, list[int]] = {case.id: [] for case in catalogue.cases}
    for place, cases in enumerate(found.values()):
        for case in cases:
            of[case.id].append(place)
    return {"codes": list(found), "of": list(of.values())}


@lru_cache(maxsize=4)  # its path is asked for, too
def content(lens: Lens) -> bytes:
    """Return the list as JSON."""
    return json.dumps(case_list(lens.catalogue, lens.language), separators=(",", ":")).encode()


def path(lens: Lens) -> str:
    """Return the path of the list below the site's root. It changes with the list, as that of any asset does."""
    return hashed(f"cases-{lens.language}.json", content(lens))


def cards_folder(language: str) -> str:
    """Return the folder of the files with cards, below the site's root."""
    return f"cases/list/{language}/"


def chunks(catalogue: Catalogue) -> Iterator[tuple[int, Sequence[Case]]]:
    """Yield the cases of each file with cards, and its number."""
    for start in range(0, len(catalogue.cases), CHUNK):
        yield start // CHUNK, catalogue.cases[start : start + CHUNK]
