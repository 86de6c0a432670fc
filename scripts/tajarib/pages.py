"""Every page of the site: its address, its languages, its template, and what the template lays out.

A page is known without MkDocs; ``tajarib.site`` hands it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup

from tajarib import charts, evidence, figures
from tajarib.catalogue import BrokenCase, Case, Catalogue
from tajarib.i18n import Strings, strings
from tajarib.markdown import HEADINGS
from tajarib.model.case import SECTIONS
from tajarib.model.values import NOT_PUBLISHED, Text
from tajarib.problems import message
from tajarib.reference import parts
from tajarib.render import Renderer, cite_id, isolate, source_id
from tajarib.rules import RULES


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    address: str
    """Below the language's root, with a closing slash: cases/oman/tajawob/; empty for the home page."""
    language: str
    template: str
    title: str
    description: str
    context: Callable[[], Mapping[str, Any]] = field(default=dict, compare=False)
    """Makes what the template lays out besides what every page has; called only for a page that is built."""
    source: str = ""
    """The file it is made from, from the project's root, for the link "suggest an edit"."""
    languages: tuple[str, ...] = ()
    """The languages that truly have it. One that is not among them shows the original, and is not indexed."""
    text_language: str = ""
    """The language of its text; another than ``language`` where the translation is missing."""

    @property
    def is_indexed(self) -> bool:
        """Whether search engines and the sitemap should know it."""
        return self.language in self.languages

    @property
    def canonical_language(self) -> str:
        """The language whose address this page's text belongs to."""
        return self.language if self.is_indexed else self.text_language


class Lens:
    """The catalogue as seen in one language: names, values and dates in words. What templates call."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue = catalogue
        self.taxonomy = catalogue.taxonomy
        self.language = language
        self.t: Strings = strings(language)

    def name(self, vocabulary: str, code: str) -> str:
        """Return the name of a code of the taxonomy."""
        return self.taxonomy[vocabulary][code].name[self.language]

    def names(self, vocabulary: str, codes: Sequence[str]) -> str:
        """Return the names of several codes, as a list in a sentence."""
        return self.t(", ").join(self.name(vocabulary, code) for code in codes)

    def vocabularies(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield every vocabulary of the taxonomy."""
        for vocabulary in type(self.taxonomy).model_fields:
            yield vocabulary, self.taxonomy[vocabulary]

    def country(self, code: str) -> str:
        """Return the short name of a country."""
        return self.catalogue.countries[code].name[self.language]

    def say(self, text: Text) -> Markup:
        """Return a label, each run of the other script isolated."""
        return self.isolate(text[self.language])

    def isolate(self, text: str) -> Markup:
        """Return *text*, escaped, each run of the other script isolated."""
        return Markup(isolate(text, self.language))  # noqa: S704 - isolate() escapes

    def value(self, point: Any, unit: str) -> figures.Told:
        """Return a value in words."""
        return figures.told(point, unit, self.taxonomy, self.t)

    def amount(self, cost: Any) -> str:
        """Return an amount of money in words."""
        qualifier = self.name("qualifiers", cost.qualifier) if cost.qualifier else ""
        return " ".join(filter(None, (qualifier, figures.short_number(cost.amount, self.t), cost.currency)))

    def grade(self, case: Case, point: Any) -> str:
        """Return the grade of a value's evidence."""
        return evidence.point_grade(point, case.record.sources)

    def relation(self, kind: str) -> str:
        """Return what a relation is called; ``inverse:`` marks the other side's name for it."""
        term = self.taxonomy.relations[kind.removeprefix("inverse:")]
        return (term.inverse if kind.startswith("inverse:") else term.name)[self.language]

    def by_title(self, cases: Sequence[Case]) -> list[Case]:
        return self.catalogue.sorted_by_title(cases, self.language)


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every generated page, in all languages."""
    for language in catalogue.languages:
        lens = Lens(catalogue, language)
        for make in (_home, _cases, _search, _countries, _themes, _contributing):
            yield from make(lens)
        for case in catalogue.cases:
            yield _case(lens, case)
        for broken in catalogue.broken:
            yield _broken(lens, broken)


def _plain(lens: Lens, address: str, template: str, title: str, description: str, **context: Any) -> Page:
    """Return a page that every language has."""
    languages = lens.catalogue.languages
    return Page(address, lens.language, template, title, description, lambda: context, "", languages, lens.language)


def _home(lens: Lens) -> Iterator[Page]:
    t, cases = lens.t, lens.catalogue.cases
    points = [(case, point) for case in cases for figure in case.record.figures for point in figure.points]
    grades = [evidence.point_grade(point, case.record.sources) for case, point in points]
    yield _plain(
        lens,
        "",
        "home.html",
        t("Tajarib: the open library of Gulf e-government experience"),
        t("What six Gulf states built, what it gave, what went wrong, and what you need to do the same."),
        latest=sorted(cases, key=lambda case: (case.last_dated, case.id), reverse=True)[:6],
        values=len(points),
        self_reported=grades.count("self-reported"),
        sources=sum(len(case.record.sources) for case in cases),
        unpublished=sum(case.record.cost == NOT_PUBLISHED for case in cases),
    )


def _cases(lens: Lens) -> Iterator[Page]:
    t = lens.t
    yield _plain(lens, "cases/", "cases.html", t("All cases"), t("Every case of the library, by country and theme."))


def _search(lens: Lens) -> Iterator[Page]:
    t = lens.t
    # The sentence in each plural form, for the script: "{count}" stays in it.
    counted = {form: t.plural_sentence("{count} result", "{count} results", form) for form in t.plural_forms}
    description = t("Search all cases, in Arabic and English.")
    yield _plain(lens, "search/", "search.html", t("Search"), description, counted=counted)


def _countries(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("The six Gulf states and their joint work, with the cases of each.")
    yield _plain(lens, "countries/", "countries.html", t("Countries"), description)
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


def _themes(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("The five themes of 2013 and those that came after.")
    yield _plain(lens, "themes/", "themes.html", t("Themes"), description)
    for code, theme in lens.taxonomy.themes.items():
        cases = lens.catalogue.cases_of(theme=code)
        yield _plain(
            lens,
            f"themes/{code}/",
            "theme.html",
            theme.name[lens.language],
            theme.definition[lens.language],
            code=code,
            theme=theme,
            cases=cases,
        )


def _contributing(lens: Lens) -> Iterator[Page]:
    """What the validator and the model say of themselves."""
    t = lens.t
    description = t("What the validator checks, why, and how to mend what it finds.")
    rules = [RULES[code] for code in sorted(RULES)]
    yield _plain(lens, "contribute/rules/", "rules.html", t("The rules"), description, rules=rules)
    description = t("Every key that a record may have, what it means, and whether it must be there.")
    yield _plain(lens, "contribute/reference/", "reference.html", t("The record"), description, parts=parts())


@dataclass(frozen=True)
class SourceEntry:
    """One line of a case's list of sources."""

    number: int
    key: str
    anchor: str
    source: Any
    cites: tuple[str, ...]
    """The anchors of its citations in the text."""


def _case(lens: Lens, case: Case) -> Page:
    return Page(
        case.address,
        lens.language,
        "case.html",
        case.text(lens.language).title,
        case.text(lens.language).summary,
        partial(case_context, lens, case),
        case.text(lens.language).path,
        tuple(language for language in lens.catalogue.languages if language in case.texts),
        case.text(lens.language).language,
    )


def case_context(lens: Lens, case: Case) -> dict[str, Any]:
    """Return what the case page lays out."""
    text = case.text(lens.language)
    written = strings(text.language)
    record = case.record
    render = Renderer(
        text.language,
        tuple(record.sources),
        case_link(case, text.path, lens.catalogue),
        lambda number: written("Source {number}", number=number),
    )
    sections = [
        {"id": id_, "heading": written(HEADINGS[id_]), "html": Markup(render(text.sections[id_].text))}  # noqa: S704
        for id_ in SECTIONS
        if id_ in text.sections
    ]
    sources = [
        SourceEntry(
            render.numbers[key],
            key,
            source_id(key),
            source,
            tuple(cite_id(key, i + 1) for i in range(render.cited[key])),
        )
        for key, source in record.sources.items()
    ]
    return {
        "case": case,
        "record": record,
        "text": text,
        "missing": lens.language not in case.texts,
        "written": written,
        "sections": sections,
        "sources": sources,
        "numbers": render.numbers,
        "other_names": " · ".join(other_names(case, lens.language)),
        "behind": ", ".join(_part_name(part, lens.t) for part in text.behind),
        "charts": {
            figure.id: charts.history(figure, figure.metric[lens.language], lens.t)
            for figure in record.figures
            if charts.has_history(figure)
        },
        "related": lens.catalogue.related(case),
        "neighbours": [other for other in lens.catalogue.cases_of(theme=case.theme) if other.country != case.country],
    }


def other_names(case: Case, language: str) -> Sequence[str]:
    """Return the names by which one may look for *case* besides its title in *language*: search knows them."""
    titles = [text.title for other, text in case.texts.items() if other != language]
    aliases = [name for alias in case.record.aliases for name in (alias.ar, alias.en) if name]
    return tuple(dict.fromkeys([*titles, *aliases, case.slug.replace("-", " ")]))


def _part_name(part: str, t: Strings) -> str:
    """Return what a part of a translation is called."""
    if part in HEADINGS:
        return t(HEADINGS[part])
    return t("title") if part == "title" else t("summary")


def case_link(case: Case, path: str, catalogue: Catalogue) -> Callable[[str], str]:
    """Return what turns a link written in the file at *path* into one that works on the case's page."""
    folder = path.split("/")[:-1]

    def link(target: str) -> str:
        if "://" in target or target.startswith(("#", "mailto:")):
            return target
        relative, _, fragment = target.partition("#")
        parts = list(folder)
        for part in relative.split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part not in (".", ""):
                parts.append(part)
        other = catalogue.by_path.get("/".join(parts))
        if other is None:
            return target
        return f"../../../{other.address}" + (f"#{fragment}" if fragment else "")

    return link


def _broken(lens: Lens, broken: BrokenCase) -> Page:
    return Page(
        broken.address,
        lens.language,
        "broken.html",
        broken.id,
        "",
        partial(dict, broken=broken, message=message),
        broken.paths[0],
        (),
        lens.language,
    )
