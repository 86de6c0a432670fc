"""The countries: each by itself, and the six side by side on every indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from tajarib import charts, gateway, indicators
from tajarib.catalogue import Case
from tajarib.indicators import Series
from tajarib.pages.lists import SHOWN, foremost
from tajarib.pages.page import Lens, Page, plain

_MAIN = "egdi"
"""The indicator that a country's page names among the facts."""

YEARS_NAMED = 60
"""Up to so many cases are named under the year in which they began; beyond that they are counted."""


def countries(lens: Lens) -> Iterator[Page]:
    """All countries, then each."""
    t = lens.t
    description = t("The six Gulf states side by side: their cases, and every indicator on one scale.")
    yield plain(lens, "countries/", "countries.html", t("Countries"), description, partial(side_by_side, lens))
    for code, country in lens.catalogue.countries.items():
        name = country.name[lens.language]
        description = t("E-government in {country}: its cases, its indicators, its official channels.", country=name)
        yield Page(
            f"countries/{code}/",
            lens.language,
            "country.html",
            name,
            description,
            partial(profile, lens, code),
            f"cases/{code}/country.yml",
            lens.catalogue.languages,
            lens.language,
        )


def side_by_side(lens: Lens) -> dict[str, Any]:
    """Return what the page of all countries lays out."""
    catalogue = lens.catalogue
    states = indicators.states(catalogue)
    groups = []
    for family in indicators.families(lens.taxonomy):
        panels = []
        for code in family:
            every = {state: indicators.series(catalogue, state, code) for state in states}
            if any(one.values for one in every.values()):
                panels.append(_panel(lens, code, every))
        if panels:
            remarks = indicators.remarks(catalogue, indicators.JOINT, family)
            groups.append({"code": family[0], "panels": panels, "remarks": remarks})
    return {"states": states, "groups": groups, "joint": catalogue.countries[indicators.JOINT]}


def profile(lens: Lens, code: str) -> dict[str, Any]:
    """Return what the page of one country lays out."""
    catalogue = lens.catalogue
    country = catalogue.countries[code]
    own = catalogue.cases_of(country=code)
    joint = [c for c in catalogue.cases_of(country="gcc") if code in c.countries and code != "gcc"]
    groups = []
    for family in indicators.families(lens.taxonomy):
        all_series = {one: indicators.series(catalogue, code, one) for one in family}
        all_series = {one: series for one, series in all_series.items() if series.readings}
        if all_series:
            groups.append(
                {
                    "code": family[0],
                    "series": all_series,
                    "charts": {one: _chart(lens, series, _scale(lens, one)) for one, series in all_series.items()},
                    "editions": indicators.editions(all_series.values()),
                    "remarks": indicators.remarks(catalogue, code, family),
                }
            )
    main = indicators.series(catalogue, code, _MAIN).latest
    people = indicators.series(catalogue, code, "population").latest
    return {
        "code": code,
        "country": country,
        "cases": own,
        "themes": _by_theme(lens, code, own),
        "joint": joint[:SHOWN],
        "all_joint": len(joint),
        "groups": groups,
        "main": main,
        "people": people,
        "entries": gateway.entries(catalogue, country=code),
        "authorities": [e for e in gateway.entries(catalogue, country=code) if e.channel.task == "authority"],
        "years": _by_year([*own, *joint]),
        "names_years": len(own) + len(joint) <= YEARS_NAMED,
        "numbers": {key: number for number, key in enumerate(country.sources, start=1)},
    }


def _panel(lens: Lens, code: str, every: Mapping[str, Series]) -> dict[str, Any]:
    scale = _scale(lens, code)
    editions = indicators.editions(every.values())
    years = [year for one in every.values() for year, _ in one.values]
    span = (min(years), max(years))
    return {
        "code": code,
        "term": lens.taxonomy.indicators[code],
        "series": every,
        "charts": {state: _chart(lens, one, scale, span) for state, one in every.items()},
        "editions": editions,
        "sources": indicators.sources(lens.catalogue, code),
        "limits": [lens.taxonomy.sources[key] for key in lens.taxonomy.indicators[code].sources],
    }


def _scale(lens: Lens, indicator: str) -> tuple[float, float]:
    """Return the ends of the scale on which all six states are drawn.

    An index is drawn over all it can be; a count, whose possible end says nothing, up to the largest of the six.
    """
    term = lens.taxonomy.indicators[indicator]
    if term.better is not None and term.minimum is not None and term.maximum is not None:
        return (term.minimum, term.maximum)
    catalogue = lens.catalogue
    every = [indicators.series(catalogue, state, indicator) for state in indicators.states(catalogue)]
    values = [value for one in every for _, value in one.values]
    return (0, charts.round_top(values)) if values else (0, 1)


def _chart(
    lens: Lens, series: Series, scale: tuple[float, float], years: tuple[int, int] | None = None
) -> Markup | None:
    """Return the chart of *series*, or nothing where there are not two values to draw a line between."""
    if len(series.values) < 2:
        return None
    term = lens.taxonomy.indicators[series.indicator]
    title = lens.t("{indicator}, {country}", indicator=term.name[lens.language], country=lens.country(series.country))
    years = years or (series.values[0][0], series.values[-1][0])
    return charts.readings(series.values, title, lens.t, years=years, scale=scale)


def _by_theme(lens: Lens, code: str, own: Sequence[Case]) -> list[tuple[str, list[Case], int]]:
    """Return the themes that are the main one of any case: code, the cases to show, how many touch it at all.

    That number is 0 where every case with it as main theme is shown.
    """
    rows = []
    for theme in lens.taxonomy.themes:
        found = [case for case in own if case.theme == theme]
        if found:
            others = len(lens.catalogue.cases_of(country=code, theme=theme)) if len(found) > SHOWN else 0
            rows.append((theme, lens.by_title(foremost(found, theme)), others))
    return rows


def _by_year(cases: list[Case]) -> dict[int | None, list[Case]]:
    """Return *cases* by the year in which what they tell of began, the first year first, undated ones last."""
    years: dict[int | None, list[Case]] = {}
    for case in sorted(cases, key=lambda c: (c.record.started.sort_key, c.id)):
        start = case.record.started.start
        years.setdefault(start.year if start else None, []).append(case)
    return years
