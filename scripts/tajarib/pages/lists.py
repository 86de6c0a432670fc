"""All cases, by country and by theme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tajarib.pages.page import Lens, Page, plain


def cases(lens: Lens) -> Iterator[Page]:
    t = lens.t
    yield plain(lens, "cases/", "cases.html", t("All cases"), t("Every case of the library, by country and theme."))


def countries(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("The six Gulf states and their joint work, with the cases of each.")
    yield plain(lens, "countries/", "countries.html", t("Countries"), description)
    for code, country in lens.catalogue.countries.items():
        name = country.name[lens.language]
        cases = lens.catalogue.cases_of(country=code)
        joint = [c for c in lens.catalogue.cases_of(country="gcc") if code in c.countries and code != "gcc"]
        description = t("E-government cases of {country}: what was built, what it gave, what went wrong.", country=name)
        context = {"code": code, "country": country, "cases": cases, "joint": joint}
        yield Page(
            f"countries/{code}/",
            lens.language,
            "country.html",
            name,
            description,
            partial(dict, context),
            f"cases/{code}/country.yml",
            lens.catalogue.languages,
            lens.language,
        )


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
        )
