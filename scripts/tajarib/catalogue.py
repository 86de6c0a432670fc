"""The catalogue: the corpus as the rest of the program sees it. Immutable, sorted, nothing broken in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tajarib import evidence
from tajarib.arabic import sort_key
from tajarib.corpus import Corpus
from tajarib.external_links.named import Dead, dead
from tajarib.frontmatter import Data
from tajarib.markdown import Rendered, Section, fingerprint
from tajarib.memory import digest
from tajarib.model.case import SECTIONS, CaseRecord, Figure, Point, Translation
from tajarib.model.country import Country
from tajarib.model.glossary import Glossary
from tajarib.model.ledger import Ledger
from tajarib.model.taxonomy import Taxonomy
from tajarib.problems import Problem
from tajarib.reader import COUNTRIES, CaseFile
from tajarib.render import render_text

if TYPE_CHECKING:
    from tajarib.learning import LearningPath  # it is made with the catalogue that it then belongs to
    from tajarib.related import Neighbourhood
    from tajarib.status import Status

OLD_AFTER = 3
"""Years after which the page itself calls a figure old."""


@dataclass(frozen=True)
class CaseText:
    """A case in one language."""

    language: str
    path: str
    """Its file."""
    title: str
    summary: str
    sections: Mapping[str, Section]
    """By id, in the order of ``SECTIONS``."""
    behind: tuple[str, ...] = ()
    """The parts (section ids, title, summary) whose original changed after they were translated."""
    unrecorded: tuple[str, ...] = ()
    """The parts of which no one has recorded what they translate; empty for an original."""
    data: Data = field(default_factory=Data, compare=False, repr=False)
    """The front matter as written."""
    body: str = field(default="", compare=False, repr=False)
    """The text as written, headings and all."""
    render: Callable[[], Rendered] = field(default=lambda: Rendered({}, {}), repr=False, compare=False)
    """Makes ``rendered``, or has it."""

    @cached_property
    def rendered(self) -> Rendered:
        """The text as HTML."""
        return self.render()


@dataclass(frozen=True)
class Case:
    """One case: its record, and its text in each language it has."""

    country: str
    theme: str
    slug: str
    original: str
    """The language it was written in."""
    record: CaseRecord
    texts: Mapping[str, CaseText]
    """By language."""
    front: str = ""
    """A key for everything in its files but the sections of their text, and what follows from those."""
    whole: str = ""
    """A key for everything in its files."""

    @property
    def id(self) -> str:
        return f"{self.country}/{self.slug}"

    @property
    def address(self) -> str:
        """Its permanent address, without the language: cases/oman/tajawob/."""
        return f"cases/{self.id}/"

    @property
    def themes(self) -> tuple[str, ...]:
        """The main theme, then the others."""
        return (self.theme, *self.record.also)

    @property
    def countries(self) -> tuple[str, ...]:
        """The states it concerns: its own, or for joint work those it names."""
        return self.record.countries or (self.country,)

    def concerns(self, country: str) -> bool:
        """Whether it is of *country*, alone or among others; joint work is of gcc too."""
        return country == self.country or country in self.countries

    def text(self, language: str) -> CaseText:
        """Return the text in *language*, or the original where there is none."""
        return self.texts.get(language) or self.texts[self.original]

    @cached_property
    def evidence(self) -> evidence.Mix:
        return evidence.mix(self.record)

    @property
    def headline_figures(self) -> Sequence[tuple[Figure, Point]]:
        """The first three measures, each with its latest value. Authors put the telling ones first."""
        return [(figure, latest(figure)) for figure in self.record.figures[:3]]

    @cached_property
    def last_dated(self) -> dt.date:
        """The last day that anything in the record speaks of; for "latest changes"."""
        dates = [source.date.end for source in self.record.sources.values()]
        dates += [event.date.end for event in self.record.timeline]
        return max((day for day in dates if day), default=dt.date.min)


@dataclass(frozen=True)
class BrokenCase:
    """A case that can't be shown; in the preview its page lists what is wrong."""

    country: str
    slug: str
    paths: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def id(self) -> str:
        return f"{self.country}/{self.slug}"

    @property
    def address(self) -> str:
        return f"cases/{self.id}/"


@dataclass(frozen=True)
class Catalogue:
    """Everything that is published."""

    cases: tuple[Case, ...]
    """Sorted by country, theme and slug, in the taxonomy's order."""
    countries: Mapping[str, Country]
    """In the order of ``COUNTRIES``."""
    taxonomy: Taxonomy
    glossary: Glossary
    day: dt.date
    """The one day that freshness and age are told by."""
    languages: tuple[str, ...]
    broken: tuple[BrokenCase, ...] = ()
    """Only ever filled in the preview."""
    other_errors: tuple[Problem, ...] = ()
    """Errors in files that belong to no case; only ever filled in the preview."""
    ledger: Ledger | None = None
    """What the last look at the addresses of other sites found; ``None`` where nobody has looked yet."""
    learning: tuple[LearningPath, ...] = ()
    """The learning paths, in the order of the themes."""

    @cached_property
    def fronts(self) -> str:
        """A key for all that lists of cases may show: the cases without the sections of their texts."""
        return digest(*map(repr, (*self.broken, *self.other_errors)), self.fronts_of(self.cases))

    @staticmethod
    def fronts_of(cases: Iterable[Case]) -> str:
        """Return a key for all that a list of just *cases* may show."""
        return digest(*(part for case in cases for part in (case.id, case.front)))

    @cached_property
    def wholes(self) -> str:
        """A key for the cases with all that is in them."""
        return digest(self.fronts, *(case.whole for case in self.cases))

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """How near the cases are to each other."""
        from tajarib.related import Neighbourhood  # it is made from the catalogue that it then belongs to

        return Neighbourhood(self)

    @cached_property
    def status(self) -> Status:
        """How it stands on its day."""
        from tajarib.status import status  # it is made from the catalogue that it then belongs to

        return status(self)

    @cached_property
    def by_id(self) -> Mapping[str, Case]:
        return {case.id: case for case in self.cases}

    @cached_property
    def by_address(self) -> Mapping[str, Case]:
        return {case.address: case for case in self.cases}

    @cached_property
    def by_path(self) -> Mapping[str, Case]:
        """The case that each file belongs to."""
        return {text.path: case for case in self.cases for text in case.texts.values()}

    @cached_property
    def dead(self) -> Mapping[str, Dead]:
        """The addresses of other sites that no longer answer."""
        return dead(self)

    def cases_of(self, *, country: str | None = None, theme: str | None = None) -> tuple[Case, ...]:
        """Return the cases of *country* (joint ones are gcc's) with *theme* as main or further theme."""
        return tuple(
            case
            for case in self.cases
            if (country is None or case.country == country) and (theme is None or theme in case.themes)
        )

    def sorted_by_title(self, cases: Iterable[Case], language: str) -> list[Case]:
        """Return *cases* by title, in the alphabet of *language*."""
        return sorted(cases, key=lambda case: sort_key(case.text(language).title))

    def is_old(self, point: Point) -> bool:
        """Whether a value is older than ``OLD_AFTER`` years on the catalogue's day."""
        return point.as_of.is_older_than(OLD_AFTER, self.day)


def latest(figure: Figure) -> Point:
    """Return the newest value of *figure*: of those with one date, one firmly dated, then the last written."""
    order = enumerate(figure.points)
    dated = [(point.as_of.end, not point.as_of.approximate, i) for i, point in order if point.as_of.end]
    return figure.points[max(dated)[2] if dated else -1]


class CannotCatalogueError(Exception):
    """A shared file (taxonomy, glossary, country) is broken; nothing can be shown without it."""


def catalogue(corpus: Corpus, problems: Sequence[Problem], day: dt.date, *, drafts: bool) -> Catalogue:
    """Return the catalogue of *corpus*; cases with an error among *problems* stand in ``broken``.

    *drafts*: whether cases marked as drafts are in it. Raises ``CannotCatalogueError``.
    """
    if not isinstance(corpus.taxonomy.record, Taxonomy) or not isinstance(corpus.glossary.record, Glossary):
        raise CannotCatalogueError
    countries = {name: file.record for name, file in corpus.countries.items()}
    if not all(countries.values()):
        raise CannotCatalogueError
    errors = {problem.path for problem in problems if problem.is_error}
    cases, broken = [], []
    for id_, files in corpus.by_id.items():
        if not files[0].country:
            continue
        if any(file.path in errors for file in files):
            paths = tuple(file.path for file in files)
            found = tuple(problem for problem in problems if problem.path in paths)
            broken.append(BrokenCase(files[0].country, files[0].slug, paths, found))
            continue
        case = _case(id_, corpus)
        if drafts or not case.record.draft:
            cases.append(case)
    shown = {path for case in broken for path in case.paths}
    themes = list(corpus.taxonomy.record.themes)
    order = {"country": {name: i for i, name in enumerate(COUNTRIES)}, "theme": {t: i for i, t in enumerate(themes)}}
    return Catalogue(
        cases=tuple(sorted(cases, key=lambda c: (order["country"][c.country], order["theme"][c.theme], c.slug))),
        countries=countries,
        taxonomy=corpus.taxonomy.record,
        glossary=corpus.glossary.record,
        day=day,
        languages=tuple(corpus.vocabularies["languages"]),
        broken=tuple(broken),
        other_errors=tuple(problem for problem in problems if problem.is_error and problem.path not in shown),
        ledger=corpus.ledger.record if corpus.ledger else None,
    )


def _case(id_: str, corpus: Corpus) -> Case:
    original = corpus.original(id_)
    assert original is not None
    assert isinstance(original.record, CaseRecord)
    files = corpus.by_id[id_]
    texts = {file.language: _text(file, original) for file in files}
    fronts = [f"{file.path}\n{file.text.removesuffix(file.body)}" for file in files]
    behind = [f"{text.behind} {text.unrecorded}" for text in texts.values()]
    front = digest(*fronts)
    whole = digest(front, *behind, *(file.body for file in files))
    country, theme, slug = original.country, original.theme, original.slug
    return Case(country, theme, slug, original.language, original.record, texts, front, whole)


def _text(file: CaseFile, original: CaseFile) -> CaseText:
    assert file.record is not None
    by_id = {section.id: section for section in file.sections}
    behind: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()
    if isinstance(file.record, Translation):
        now = fingerprints(original)
        recorded = file.record.translation.sections
        behind = tuple(part for part in now if part in recorded and recorded[part] != now[part])
        unrecorded = tuple(part for part in now if part not in recorded)
    ordered = {part: by_id[part] for part in SECTIONS if part in by_id}
    known, sources = file.rendered, tuple(getattr(original.record, "sources", ()))
    render = partial(render_text, file, sources) if known is None else partial(_itself, known)
    own, data, body = file.record, file.data, file.body
    return CaseText(file.language, file.path, own.title, own.summary, ordered, behind, unrecorded, data, body, render)


def _itself(known: Rendered) -> Rendered:
    return known


def fingerprints(original: CaseFile) -> dict[str, str]:
    """Return the hash of each part of an original that a translation translates: title, summary, the sections."""
    assert original.record is not None
    parts = {"title": fingerprint(original.record.title), "summary": fingerprint(original.record.summary)}
    return parts | {section.id: section.fingerprint for section in original.sections if section.id}
