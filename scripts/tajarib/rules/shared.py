"""Rules on the shared files: the countries' indicators and channels, the indicators' limits, the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tajarib.arabic import fold
from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.model.country import Channel, Country, Reading
from tajarib.model.glossary import Glossary
from tajarib.problems import Problem
from tajarib.reader import DataFile
from tajarib.rules import rule


def _countries(corpus: Corpus) -> Iterator[tuple[DataFile, Country]]:
    for file in corpus.countries.values():
        if isinstance(file.record, Country):
            yield file, file.record


def _readings(corpus: Corpus) -> Iterator[tuple[DataFile, int, Reading]]:
    for file, country in _countries(corpus):
        for index, reading in enumerate(country.indicators):
            yield file, index, reading


def _channels(corpus: Corpus) -> Iterator[tuple[DataFile, int, Channel]]:
    for file, country in _countries(corpus):
        for index, channel in enumerate(country.channels):
            yield file, index, channel


@rule(
    "E401",
    message=N_("{found} is outside the range of this indicator"),
    why=N_("The taxonomy gives the lowest and the highest value of each indicator. Look the number up in its source."),
    scope="corpus",
    wrong="- {indicator: egdi, edition: 2024, value: 9.21, sources: [S1]}",
    right="- {indicator: egdi, edition: 2024, value: 0.921, sources: [S1]}",
)
def outside_the_range(corpus: Corpus) -> Iterator[Problem]:
    indicators = corpus.terms("indicators")
    for file, index, reading in _readings(corpus):
        if reading.indicator not in indicators or reading.value is None:
            continue
        lowest, highest = indicators[reading.indicator].minimum, indicators[reading.indicator].maximum
        # An indicator that is no number (a band) has no range.
        if (lowest is not None and reading.value < lowest) or (highest is not None and reading.value > highest):
            limits = (f"{lowest:.15g}–{highest:.15g}",) if None not in (lowest, highest) else ()
            yield file.problem("E401", ("indicators", index, "value"), found=f"{reading.value:.15g}", allowed=limits)


@rule(
    "E402",
    message=N_('there is a reading of this indicator for "{found}" already'),
    why=N_("An indicator has one reading an edition. If two sources differ, keep the publisher's and tell it in note."),
    scope="corpus",
)
def same_edition_twice(corpus: Corpus) -> Iterator[Problem]:
    seen = set()
    for file, index, reading in _readings(corpus):
        key = (file.path, reading.indicator, reading.edition.text)
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
    for file, index, reading in _readings(corpus):
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


@rule(
    "E405",
    message=N_('the limits of the indicator "{found}" have no source'),
    why=N_("What an indicator does not tell is a statement like any other. Name where it stands, or take it out."),
    scope="corpus",
)
def limits_without_source(corpus: Corpus) -> Iterator[Problem]:
    for code, term in corpus.terms("indicators").items():
        if not term.sources:
            yield corpus.taxonomy.problem("E405", ("indicators", code, "limits"), found=code)


@rule(
    "E406",
    message=N_('there is no indicator "{found}" that another can be published with'),
    why=N_("Indicators of one report are shown together, under its main one. Name an indicator that stands by itself."),
    scope="corpus",
    wrong="published_with: edgi",
    right="published_with: egdi",
)
def published_with_nothing(corpus: Corpus) -> Iterator[Problem]:
    terms = corpus.terms("indicators")
    main = tuple(code for code, term in terms.items() if term.published_with is None)
    for code, term in terms.items():
        if term.published_with is not None and term.published_with not in main:
            at = ("indicators", code, "published_with")
            yield corpus.taxonomy.problem("E406", at, found=term.published_with, allowed=main)


@rule(
    "E407",
    message=N_('"{found}" is no edition that can have come out'),
    why=N_("An edition is one year, and not a coming one: 2024. Look up in which edition the value stands."),
    scope="corpus",
    wrong="edition: 2042",
    right="edition: 2024",
)
def impossible_edition(corpus: Corpus) -> Iterator[Problem]:
    for file, index, reading in _readings(corpus):
        edition = reading.edition
        is_year = edition.precision == "year" and not edition.is_span and not edition.approximate
        if not is_year or (edition.year or 0) > corpus.day.year:
            yield file.problem("E407", ("indicators", index, "edition"), found=edition.text)


@rule(
    "E408",
    message=N_("the value and the rank contradict those of {found} in the same edition"),
    why=N_("Who has the better value can't have the worse rank. One of the four numbers is not what the source gives."),
    scope="corpus",
)
def rank_against_value(corpus: Corpus) -> Iterator[Problem]:
    terms = corpus.terms("indicators")
    told: dict[tuple[str, str], list[tuple[DataFile, int, float, int]]] = {}
    for file, index, reading in _readings(corpus):
        if reading.value is not None and reading.rank is not None and reading.indicator in terms:
            value = -reading.value if terms[reading.indicator].better == "lower" else reading.value
            key = (reading.indicator, reading.edition.text)
            told.setdefault(key, []).append((file, index, value, reading.rank))
    for entries in told.values():
        for (one, _, value, rank), (file, index, other_value, other_rank) in combinations(entries, 2):
            if (other_value - value) * (rank - other_rank) < 0:
                yield file.problem("E408", ("indicators", index, "rank"), found=one.path)


@rule(
    "E409",
    message=N_('another channel for the same task has the address "{found}" already'),
    why=N_("Who comes for a task should find each place once. Join the two entries, or give each its own address."),
    scope="corpus",
)
def channel_twice(corpus: Corpus) -> Iterator[Problem]:
    seen = set()
    for file, index, channel in _channels(corpus):
        key = (file.path, channel.task, (channel.address or "").rstrip("/"))
        if channel.address and key in seen:
            yield file.problem("E409", ("channels", index, "address"), found=channel.address)
        seen.add(key)


@rule(
    "E410",
    message=N_('the key "{found}" says where an address is stated, but there is no address'),
    why=N_("Write the address that the source states, or take the key out."),
    scope="corpus",
)
def source_of_no_address(corpus: Corpus) -> Iterator[Problem]:
    for file, index, channel in _channels(corpus):
        if channel.address_sources and not channel.address:
            at = ("channels", index, "address_sources")
            yield file.problem("E410", at, of_key=True, found="address_sources")


@rule(
    "E411",
    message=N_('there is a channel for "{found}", so the task is not absent'),
    why=N_("The gateway would say both. Take the entry under absent out, or see if the channel serves another task."),
    scope="corpus",
    wrong="absent: [{task: national-portal, searched: true}]",
    right="absent: [{task: tax, searched: true}]",
)
def absent_and_there(corpus: Corpus) -> Iterator[Problem]:
    for file, country in _countries(corpus):
        tasks = {channel.task for channel in country.channels}
        for index, absent in enumerate(country.absent):
            if absent.task in tasks:
                yield file.problem("E411", ("absent", index, "task"), found=absent.task)
