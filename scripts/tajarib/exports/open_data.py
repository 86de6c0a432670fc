"""All files of the open data, gathered: the one place that knows every format and its address."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.catalogue import Case
from tajarib.exports.api import api, case_json
from tajarib.exports.citations import citations
from tajarib.exports.country_csv import country_csv
from tajarib.exports.crosswalks import PATH, crosswalks
from tajarib.exports.csv_files import as_csv
from tajarib.exports.datapackage import datapackage
from tajarib.exports.dcat import dcat
from tajarib.exports.edition import API, Edition
from tajarib.exports.feeds import as_atom, feeds
from tajarib.exports.form import handed_in_json
from tajarib.exports.hand_in import FORMS, hand_in
from tajarib.exports.opensearch import NAME as OPENSEARCH
from tajarib.exports.opensearch import opensearch
from tajarib.exports.plain import NAME as MARKDOWN
from tajarib.exports.plain import as_markdown, llms
from tajarib.exports.schema import schemas
from tajarib.exports.sqlite import as_sqlite
from tajarib.exports.status import status_json
from tajarib.exports.tables import more_tables, tables
from tajarib.render import case_link


def of_library(edition: Edition) -> dict[str, bytes]:
    """Return the files on the library as a whole, by their path below the site's root."""
    files = {
        **api(edition),
        **schemas(edition),
        **status_json(edition),
        **dict(_tables(edition)),
        **dict(_in_languages(edition)),
    }
    return {**files, PATH: crosswalks(edition), "data/catalogue.jsonld": dcat(edition, files)}


def of_case(edition: Edition, case: Case) -> dict[str, bytes]:
    """Return the files on one case, by their path below the site's root."""
    return {**dict([case_json(edition, case), handed_in_json(case)]), **dict(_beside(edition, case))}


def _tables(edition: Edition) -> Iterator[tuple[str, bytes]]:
    four = tables(edition)
    csv_files = {f"{table.name}.csv": as_csv(table) for table in four}
    for name, content in csv_files.items():
        yield API + name, content
    yield f"{API}datapackage.json", datapackage(edition, four, csv_files)
    yield from country_csv(next(table for table in four if table.name == "indicators"))
    yield f"{API}library.sqlite", as_sqlite((*four, *more_tables(edition)))


def _in_languages(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield what each language has: feeds, the description of the search, the list of texts."""
    path = edition.links.path
    for feed in feeds(edition):
        yield path(feed.path, feed.language), as_atom(feed, edition)
    for language in edition.catalogue.languages:
        yield path(OPENSEARCH, language), opensearch(edition, language)
        yield path("llms.txt", language), llms(edition, language)


def _beside(edition: Edition, case: Case) -> Iterator[tuple[str, bytes]]:
    """Yield what stands beside each page of a case."""
    for language in edition.written_in(case):
        beside = edition.links.path(case.address, language)
        link = case_link(case.texts[language].path)
        yield f"{beside}{MARKDOWN}", as_markdown(edition, case, language, link)
        for form in FORMS:
            yield f"{beside}{form}.md", hand_in(edition, case, form, language)
        for name, content in citations(edition, case, language).items():
            yield beside + name, content
