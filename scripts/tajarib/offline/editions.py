"""What stands in each offline edition, as addresses of pages; the languages come with each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tajarib.catalogue import Catalogue
from tajarib.model.values import Text

WITH_ALL = ("about/", "methodology/", "glossary/", "readiness/worksheet/")
"""Pages that help with any case, where the site has them."""

NEEDS_A_SERVER = ("search/", "compare/", "readiness/", "contribute/form/")
"""Pages that do nothing without a script; Kiwix searches by itself."""


@dataclass(frozen=True)
class Edition:
    """One ZIP."""

    kind: str
    """``theme`` or ``country``."""
    code: str
    name: Text
    start: str
    """The page it opens with."""
    addresses: frozenset[str]
    """The pages in it, without their language; one that the site lacks is left out."""

    @property
    def file(self) -> str:
        """Its name."""
        return f"tajarib-{self.kind}-{self.code}.zip"


def editions(catalogue: Catalogue) -> Iterator[Edition]:
    """Yield the ZIP of every theme and every country that has a case."""
    for code, theme in catalogue.taxonomy.themes.items():
        cases = {case.id for case in catalogue.cases_of(theme=code)}
        paths = [path for path in catalogue.learning if path.theme == code]
        cases |= {step.case for path in paths for step in path.cases}
        if cases:
            learning = {address for path in paths for address in path.addresses}
            yield _edition(catalogue, "theme", code, theme.name, "themes", cases, learning)
    for code, country in catalogue.countries.items():
        cases = {case.id for case in catalogue.cases if case.concerns(code)}
        if cases:
            yield _edition(catalogue, "country", code, country.name, "countries", cases, set())


def _edition(
    catalogue: Catalogue, kind: str, code: str, name: Text, folder: str, cases: set[str], more: set[str]
) -> Edition:
    start = f"{folder}/{code}/"
    pages = {catalogue.by_id[id_].address for id_ in cases}
    briefs = {f"{address}brief/" for address in pages}
    return Edition(kind, code, name, start, frozenset({start, *pages, *briefs, *more, *WITH_ALL}))
