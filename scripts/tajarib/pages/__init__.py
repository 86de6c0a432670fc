"""Every page of the site: its address, its languages, its template, and what the template lays out.

A page is known without MkDocs; ``tajarib.site`` hands it over. One module a family of pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tajarib.pages.blocks import blocks
from tajarib.pages.browse import cases
from tajarib.pages.case import case_pages
from tajarib.pages.compare import compare
from tajarib.pages.contributing import contributing
from tajarib.pages.countries import countries
from tajarib.pages.data import data
from tajarib.pages.gateway import gateway_pages
from tajarib.pages.home import home, search
from tajarib.pages.learn import learn
from tajarib.pages.lists import themes
from tajarib.pages.offline import offline
from tajarib.pages.page import Lens, Page
from tajarib.pages.readiness import readiness_pages
from tajarib.pages.status import status_page
from tajarib.pages.timeline import timeline
from tajarib.pages.transfer import assistance, briefs

FAMILIES: tuple[Callable[[Lens], Iterator[Page]], ...] = (
    home,
    search,
    cases,
    countries,
    gateway_pages,
    themes,
    blocks,
    compare,
    timeline,
    readiness_pages,
    assistance,
    briefs,
    learn,
    offline,
    status_page,
    contributing,
    data,
    case_pages,
)
"""What makes the pages of one language."""


def pages(lenses: Iterable[Lens]) -> Iterator[Page]:
    """Yield every generated page, as each of *lenses* sees it."""
    for lens in lenses:
        for family in FAMILIES:
            yield from family(lens)


__all__ = ["FAMILIES", "Lens", "Page", "pages"]
