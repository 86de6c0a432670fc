"""Every page of the site: its address, its languages, its template, and what the template lays out.

A page is known without MkDocs; ``tajarib.site`` hands it over. One module a family of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tajarib.catalogue import Catalogue
from tajarib.pages.case import case_pages
from tajarib.pages.contributing import contributing
from tajarib.pages.home import home, search
from tajarib.pages.lists import cases, countries, themes
from tajarib.pages.page import Lens, Page

FAMILIES: tuple[Callable[[Lens], Iterator[Page]], ...] = (
    home,
    search,
    cases,
    countries,
    themes,
    contributing,
    case_pages,
)
"""What makes the pages of one language."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every generated page, in all languages."""
    for language in catalogue.languages:
        lens = Lens(catalogue, language)
        for family in FAMILIES:
            yield from family(lens)


__all__ = ["FAMILIES", "Lens", "Page", "pages"]
