"""How the library itself stands: what it covers, on what evidence, in which languages, how fresh and how large."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tajarib import evidence, freshness
from tajarib.catalogue import Case, Catalogue
from tajarib.external_links.named import SHARED, Dead
from tajarib.i18n import N_
from tajarib.model.ledger import Moved
from tajarib.model.values import Source

TRANSLATION_STATES: Mapping[str, str] = {
    "current": N_("up to date"),
    "behind": N_("behind its original"),
    "unrecorded": N_("not recorded what it translates"),
    "missing": N_("missing"),
}
"""How a translation may stand, with its name. One that is behind in a part and unrecorded in another is behind."""


@dataclass(frozen=True)
class Cell:
    """One field of the coverage matrix."""

    main: int
    """Cases whose main theme it is."""
    further: int
    """Cases that touch the theme too."""


@dataclass(frozen=True)
class Age:
    """How old the values of the corpus are."""

    dated: int
    """Values with a date."""
    undated: int
    """Values without."""
    old: int
    """Values older than the years after which the page calls them old."""
    by_year: Mapping[int, int]
    """Year to number of values of it, the newest first."""


@dataclass(frozen=True)
class Addresses:
    """The addresses outside the library that its records name as sources."""

    total: int
    checked: int
    """Of those, the ones that someone opened and found since, and recorded it."""
    archived: int
    """Of those, the ones with an archived copy."""


@dataclass(frozen=True)
class LastLook:
    """What the last look at all addresses that the records name has found."""

    day: dt.date
    total: int
    answering: int
    """Those that answer, the moved ones too."""
    moved: Sequence[Moved]
    """Those that lead on for good."""
    failing: int
    """Those that failed, dead or not yet."""
    unknown: int
    """Those that gave no clear answer."""
    dead: Mapping[str, Sequence[Dead]]
    """By the country that names them; one that several name stands under each."""


@dataclass(frozen=True)
class Status:
    """All of it."""

    coverage: Mapping[str, Mapping[str, Cell]]
    """Theme to country to the number of cases."""
    evidence: Mapping[str, Mapping[str, int]]
    """Country to grade to number of values."""
    translations: Mapping[str, Mapping[str, int]]
    """Language to state to number of cases whose original is in another language."""
    freshness: Mapping[str, int]
    """State of the review to number of cases."""
    due: Sequence[Case]
    """The cases whose review has lapsed or will soon, the most overdue first."""
    age: Age
    addresses: Addresses
    last_look: LastLook | None
    """``None`` where nobody has looked yet."""
    size: Mapping[str, int]
    """What there is to number of it."""


def status(catalogue: Catalogue) -> Status:
    """Return how *catalogue* stands on its day."""
    cases, day = catalogue.cases, catalogue.day
    reviews = Counter(freshness.state(case.record.review, day) for case in cases)
    sources = list(_sources(catalogue))
    addresses = {source.url: source for source in sources}
    return Status(
        coverage={
            theme: {code: _cell(catalogue, code, theme) for code in catalogue.countries}
            for theme in catalogue.taxonomy.themes
        },
        evidence={code: _grades(catalogue.cases_of(country=code)) for code in catalogue.countries},
        translations={language: _translations(cases, language) for language in catalogue.languages},
        freshness={code: reviews[code] for code in freshness.STATES},
        due=due(catalogue),
        age=_age(catalogue),
        addresses=Addresses(
            len(addresses),
            sum(source.checked is not None for source in addresses.values()),
            sum(source.archived is not None for source in addresses.values()),
        ),
        last_look=_last_look(catalogue),
        size={
            "cases": len(cases),
            "texts": sum(len(case.texts) for case in cases),
            "words": sum(
                len(s.text.split()) for case in cases for t in case.texts.values() for s in t.sections.values()
            ),
            "figures": sum(len(case.record.figures) for case in cases),
            "values": sum(len(figure.points) for case in cases for figure in case.record.figures),
            "sources": len(addresses),
            "not_found": sum(len(case.record.not_found) for case in cases),
        },
    )


def due(catalogue: Catalogue) -> list[Case]:
    """Return the cases whose review has lapsed or will soon, the most overdue first."""
    found = [
        (freshness.last_day(case.record.review) or catalogue.day, case.id, case)
        for case in catalogue.cases
        if freshness.state(case.record.review, catalogue.day) in ("lapsed", "due")
    ]
    return [case for *_, case in sorted(found, key=lambda row: row[:2])]


def _last_look(catalogue: Catalogue) -> LastLook | None:
    ledger = catalogue.ledger
    if ledger is None:
        return None
    results = Counter(one.result for one in ledger.silent)
    answering = len(ledger.answering) + len(ledger.moved)
    dead: dict[str, dict[str, Dead]] = {code: {} for code in (*catalogue.countries, SHARED)}
    for one in catalogue.dead.values():
        for place in one.named.places:
            dead[place.country][one.address] = one
    return LastLook(
        day=ledger.day,
        total=answering + len(ledger.silent),
        answering=answering,
        moved=ledger.moved,
        failing=results["fails"],
        unknown=results["unknown"],
        dead={code: tuple(found.values()) for code, found in dead.items() if found},
    )


def _sources(catalogue: Catalogue) -> Iterator[Source]:
    for case in catalogue.cases:
        yield from case.record.sources.values()
    for country in catalogue.countries.values():
        yield from country.sources.values()


def _cell(catalogue: Catalogue, country: str, theme: str) -> Cell:
    found = catalogue.cases_of(country=country, theme=theme)
    main = sum(case.theme == theme for case in found)
    return Cell(main, len(found) - main)


def _grades(cases: Sequence[Case]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for case in cases:
        total.update(case.evidence.counts)
    return {grade: total[grade] for grade in evidence.GRADES}


def _translations(cases: Sequence[Case], language: str) -> Mapping[str, int]:
    found = Counter(translation_state(case, language) for case in cases if case.original != language)
    return {state: found[state] for state in TRANSLATION_STATES}


def translation_state(case: Case, language: str) -> str:
    """Return how the translation of *case* into *language* stands, as a code of ``TRANSLATION_STATES``."""
    text = case.texts.get(language)
    if text is None:
        return "missing"
    return "behind" if text.behind else "unrecorded" if text.unrecorded else "current"


def _age(catalogue: Catalogue) -> Age:
    points = [point for case in catalogue.cases for figure in case.record.figures for point in figure.points]
    years = Counter(point.as_of.year for point in points if point.as_of.year is not None)
    return Age(
        dated=sum(years.values()),
        undated=len(points) - sum(years.values()),
        old=sum(catalogue.is_old(point) for point in points),
        by_year=dict(sorted(years.items(), reverse=True)),
    )
