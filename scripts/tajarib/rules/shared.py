"""Rules on the shared files: the countries' indicators, the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.arabic import fold
from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.model.country import Country
from tajarib.model.glossary import Glossary
from tajarib.problems import Problem
from tajarib.reader import DataFile
from tajarib.rules import rule


def _countries(corpus: Corpus) -> Iterator[tuple[DataFile, Country]]:
    for file in corpus.countries.values():
        if isinstance(file.record, Country):
            yield file, file.record


@rule(
    "E401",
    message=N_("{found} is outside the range of this indicator"),
    why=N_("The taxonomy gives the lowest and the highest value of each indicator. Look the number up in its source."),
    scope="corpus",
    wrong="- {indicator: egdi, edition: 2024, value: 9.21, sources: [S1]}",
    right="- {indicator: egdi, edition: 2024, value: 0.921, sources: [S1]}",
)
def outside_the_range(corpus: Corpus) -> Iterator[Problem]:
    indicators = corpus.taxonomy.record.indicators if corpus.taxonomy.record else {}
    for file, country in _countries(corpus):
        for index, reading in enumerate(country.indicators):
            if reading.indicator not in indicators or reading.value is None:
                continue
            lowest, highest = indicators[reading.indicator].minimum, indicators[reading.indicator].maximum
            # An indicator that is no number (a band) has no range.
            if (lowest is not None and reading.value < lowest) or (highest is not None and reading.value > highest):
                limits = (f"{lowest:.15g}–{highest:.15g}",) if None not in (lowest, highest) else ()
                at = ("indicators", index, "value")
                yield file.problem("E401", at, found=f"{reading.value:.15g}", allowed=limits)


@rule(
    "E402",
    message=N_('there is a reading of this indicator for "{found}" already'),
    why=N_("An indicator has one reading an edition. If two sources differ, keep the publisher's and tell it in note."),
    scope="corpus",
)
def same_edition_twice(corpus: Corpus) -> Iterator[Problem]:
    for file, country in _countries(corpus):
        seen = set()
        for index, reading in enumerate(country.indicators):
            key = (reading.indicator, reading.edition.text)
            if key in seen:
                yield file.problem("E402", ("indicators", index, "edition"), found=reading.edition.text)
            seen.add(key)


@rule(
    "E403",
    message=N_('the reading of "{found}" has neither value nor rank nor band'),
    why=N_("A reading tells at least one of them. Add what the source gives, or take the entry out."),
    scope="corpus",
    wrong="- {indicator: egdi, edition: 2024, sources: [S1]}",
    right="- {indicator: egdi, edition: 2024, rank: 18, sources: [S1]}",
)
def empty_reading(corpus: Corpus) -> Iterator[Problem]:
    for file, country in _countries(corpus):
        for index, reading in enumerate(country.indicators):
            if reading.value is None and reading.rank is None and reading.band is None:
                yield file.problem("E403", ("indicators", index), found=reading.indicator)


@rule(
    "E404",
    message=N_('"{found}" is a term of the glossary already'),
    why=N_("A term stands once, in each language. Join the two entries, or tell the terms apart by a word more."),
    scope="corpus",
)
def term_twice(corpus: Corpus) -> Iterator[Problem]:
    if not isinstance(corpus.glossary.record, Glossary):
        return
    seen = set()
    for code, term in corpus.glossary.record.terms.items():
        for language, text in term.term.items():
            key = (language, fold(text).casefold())
            if key in seen:
                yield corpus.glossary.problem("E404", ("terms", code, "term", language), found=text)
            seen.add(key)
