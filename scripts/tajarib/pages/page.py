"""A page, and the catalogue as one language sees it: what every family of pages is made with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from tajarib import evidence, figures
from tajarib.catalogue import Case, Catalogue
from tajarib.cost import PerHead, per_head
from tajarib.i18n import Strings, strings
from tajarib.model.case import Cost
from tajarib.model.values import Text
from tajarib.render import isolate

NO_CASE = "no case"
"""What a page ``needs`` of the cases that shows none."""


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
    needs: str = field(default="", compare=False)
    """A key for what it shows of the cases; by default all of them, without the sections of their texts.

    A page that shows less names less, and need not be made again when other cases change; one that shows sections must
    name them. What all pages rest on (taxonomy, countries, strings, templates, the day) is no part of it.
    """

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
        for vocabulary in self.taxonomy.vocabularies():
            yield vocabulary, self.taxonomy[vocabulary]

    def country(self, code: str) -> str:
        """Return the short name of a country."""
        return self.catalogue.countries[code].name[self.language]

    def countries(self, codes: Sequence[str]) -> str:
        """Return the names of several countries, as a list in a sentence."""
        return self.t(", ").join(map(self.country, codes))

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

    def head(self, cost: Cost, country: str) -> PerHead | None:
        """Return a cost a resident of *country*, where that can be worked out."""
        return per_head(cost, self.catalogue.countries[country])

    def a_head(self, cost: Cost, head: PerHead) -> str:
        """Return an amount a resident, rounded: 0.35 BHD, 17 BHD."""
        return f"{self.t.number(round(head.amount, 2 if head.amount < 10 else None))} {cost.currency}"

    def grade(self, case: Case, point: Any) -> str:
        """Return the grade of a value's evidence."""
        return evidence.point_grade(point, case.record.sources)

    def relation(self, kind: str) -> str:
        """Return what a relation is called; ``inverse:`` marks the other side's name for it."""
        term = self.taxonomy.relations[kind.removeprefix("inverse:")]
        return (term.inverse if kind.startswith("inverse:") else term.name)[self.language]

    def by_title(self, cases: Sequence[Case]) -> list[Case]:
        return self.catalogue.sorted_by_title(cases, self.language)


def plain(
    lens: Lens,
    address: str,
    template: str,
    title: str,
    description: str,
    make: Callable[[], Mapping[str, Any]] = dict,
    needs: str = "",
    **context: Any,
) -> Page:
    """Return a page that every language has.

    What its template lays out is *context*, and what *make* returns, for what is not to be worked out in vain; *needs*
    is the page's.
    """
    languages = lens.catalogue.languages
    return Page(
        address,
        lens.language,
        template,
        title,
        description,
        lambda: {**context, **make()},
        languages=languages,
        text_language=lens.language,
        needs=needs,
    )
