"""Atom feeds (RFC 4287): all cases, those of a country, those of a theme, in each language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from tajarib.catalogue import Case
from tajarib.exports.edition import LICENCE, Edition
from tajarib.i18n import strings
from tajarib.xml import as_xml

NAME = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LONGEST = 50
"""The most that a feed holds, the newest first; the API has all."""


@dataclass(frozen=True)
class Feed:
    """One feed: what it is about, and the page beside which it stands."""

    language: str
    address: str
    """The page's: countries/oman/; empty for the home page."""
    title: str
    cases: Sequence[Case]

    @property
    def path(self) -> str:
        """Its own address, without the language."""
        return self.address + NAME


def feeds(edition: Edition) -> Iterator[Feed]:
    """Yield every feed: the whole library's first, then the countries' and the themes'."""
    catalogue = edition.catalogue
    for language in catalogue.languages:
        t = strings(language)
        cases = [case for case in catalogue.cases if language in case.texts]
        yield Feed(language, "", t("Tajarib"), cases)
        for code, country in catalogue.countries.items():
            title = t("Tajarib: {name}", name=country.name[language])
            found = [case for case in cases if case.concerns(code)]
            yield Feed(language, f"countries/{code}/", title, found)
        for code, theme in catalogue.taxonomy.themes.items():
            title = t("Tajarib: {name}", name=theme.name[language])
            yield Feed(language, f"themes/{code}/", title, [case for case in cases if code in case.themes])


def stands_beside(address: str, edition: Edition) -> bool:
    """Whether the page *address* has a feed beside it."""
    family, _, code = address.rstrip("/").partition("/")
    codes = {"countries": edition.catalogue.countries, "themes": edition.catalogue.taxonomy.themes}
    return address == "" or code in codes.get(family, {})


def as_atom(feed: Feed, edition: Edition) -> bytes:
    """Return *feed* as XML."""
    t = strings(feed.language)
    page = edition.page(feed.address, feed.language)
    newest = sorted(feed.cases, key=lambda case: (updated(case, edition), case.id), reverse=True)[:_LONGEST]
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _add(root, "id", page)
    _add(root, "title", feed.title)
    _add(
        root,
        "subtitle",
        t("What six Gulf states built, what it gave, what went wrong, and what you need to do the same."),
    )
    _add(root, "updated", _instant(max((updated(case, edition) for case in newest), default=edition.catalogue.day)))
    ET.SubElement(root, "link", rel="self", type="application/atom+xml", href=edition.page(feed.path, feed.language))
    ET.SubElement(root, "link", rel="alternate", type="text/html", href=page)
    _add(ET.SubElement(root, "author"), "name", t("Tajarib"))
    _add(root, "rights", LICENCE)
    for case in newest:
        text = case.texts[feed.language]
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", edition.page(case.address, feed.language))
        _add(entry, "title", text.title)
        _add(entry, "updated", _instant(updated(case, edition)))
        ET.SubElement(entry, "link", rel="alternate", type="text/html", href=edition.page(case.address, feed.language))
        for theme in case.themes:
            name = edition.catalogue.taxonomy.themes[theme].name[feed.language]
            ET.SubElement(entry, "category", term=theme, label=name)
        _add(entry, "summary", text.summary)
    return as_xml(root)


def updated(case: Case, edition: Edition) -> dt.date:
    """Return the last day that anything in the record speaks of, but no day to come; the corpus knows no other."""
    last = case.last_dated if case.last_dated > dt.date.min else case.record.started.end
    return min(last or edition.catalogue.day, edition.catalogue.day)


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text
