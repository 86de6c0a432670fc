"""The cases of each theme."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.pages.page import Lens, Page, plain
from tajarib.partnership import THEME, partnerships


def themes(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("The five themes of 2013 and those that came after.")
    yield plain(lens, "themes/", "themes.html", t("Themes"), description)
    for code, theme in lens.taxonomy.themes.items():
        cases = lens.catalogue.cases_of(theme=code)
        yield plain(
            lens,
            f"themes/{code}/",
            "theme.html",
            theme.name[lens.language],
            theme.definition[lens.language],
            code=code,
            theme=theme,
            cases=cases,
            partnerships=partnerships(lens.catalogue) if code == THEME else None,
            paths=[path for path in lens.catalogue.learning if path.theme == code],
        )
