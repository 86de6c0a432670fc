"""The day on which the content of a page last changed, for the sitemap."""

from __future__ import annotations

from collections.abc import Mapping

from tajarib.catalogue import Catalogue
from tajarib.pages.page import Page

_TAXONOMY = "cases/taxonomy.yml"


def content_day(page: Page, catalogue: Catalogue, changed: Mapping[str, str]) -> str:
    """Return the day on which any file that *page* tells of last changed; nothing where that is not known of each.

    *changed* has the day by path. A page that only sorts or counts what others tell has no day of its own.
    """
    days = [changed.get(path, "") for path in _files(page, catalogue)]
    return max(days, default="") if all(days) else ""


def _files(page: Page, catalogue: Catalogue) -> set[str]:
    if case := catalogue.by_address.get(page.address):
        return {page.source, case.texts[case.original].path}  # the record stands in the original
    folder, _, code = page.address.rstrip("/").partition("/")
    if folder == "countries" and code:
        shown = tuple(case for case in catalogue.cases if case.concerns(code))
    elif folder == "themes" and code:
        shown = catalogue.cases_of(theme=code)
    else:
        return {page.source} - {""}
    return {page.source or _TAXONOMY, *(text.path for case in shown for text in case.texts.values())}
