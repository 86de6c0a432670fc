"""What the site is made of: every page and every file beside the pages, each with the key of what it is made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tajarib import case_list, history, i18n
from tajarib.assets import read_assets
from tajarib.catalogue import Case, Catalogue
from tajarib.content_days import content_day
from tajarib.exports import comparison
from tajarib.exports.edition import Edition
from tajarib.exports.feeds import stands_beside
from tajarib.exports.form import form_cases, form_files
from tajarib.exports.json_ld import structured
from tajarib.exports.learning import learning_data
from tajarib.exports.open_data import of_case, of_library
from tajarib.extract import Extractor
from tajarib.hosting import hosting
from tajarib.layout import Templates
from tajarib.links import Links
from tajarib.memory import digest, digest_of_files
from tajarib.pages import Lens, Page, pages
from tajarib.pages.paging import LENGTH
from tajarib.pages.readiness import judged, judged_path
from tajarib.press import Product
from tajarib.search import Entry
from tajarib.security import REFERRER, content_policy
from tajarib.service_worker import NAME as WORKER
from tajarib.service_worker import service_worker
from tajarib.sitemap import sitemaps

PAGE_FILE = "index.html"


@dataclass(frozen=True)
class Settings:
    """What the configuration says of the site."""

    root: Path
    """The project's root."""
    site_url: str
    """Where it is published, with a closing slash."""
    repository: str
    languages: tuple[str, ...]
    """The site's languages, in its own order."""
    default_language: str
    """The one that stands at the root."""
    keeps_visited: bool
    """Whether pages register the worker that keeps them; a preview must always show what was just written."""
    is_preview: bool
    mail: str = ""
    """Where cases can be mailed to; empty where there is no such address."""


class Making:
    """One state of the site: a catalogue, laid out."""

    def __init__(
        self, settings: Settings, catalogue: Catalogue, ground: str, templates: Templates, written: Sequence[Page]
    ) -> None:
        """*ground* is the key of what all cases rest on, *written* are the pages that someone else lays out."""
        self.settings = settings
        self.catalogue = catalogue
        self.corpus = ground
        self.templates = templates
        self.written = written
        overrides = settings.root / "overrides"
        self.assets = read_assets(overrides / "assets")
        self.edition = Edition.at(settings.site_url, catalogue, settings.default_language)
        self.lenses = {language: Lens(catalogue, language) for language in settings.languages}
        self.pages = tuple(pages(self.lenses.values()))
        others = [path for name in ("hosting", "worker", "examples") for path in (overrides / name).glob("*")]
        learning = (settings.root / "docs" / "learn").glob("*")
        self.ground = digest(
            ground,
            repr(settings),
            repr(sorted(self.assets.files)),
            repr(sorted(catalogue.dead.items())),  # any page may name an address that another case has a copy of
            digest_of_files(others, overrides),
            digest_of_files(learning, settings.root),
        )

    def products(self) -> Iterator[Product]:
        """Yield everything but what the search needs; what takes longest by far first, while others do the rest."""
        yield Product("data", digest(self.ground, self.catalogue.wholes), partial(of_library, self.edition))
        for page in self.pages:
            yield Product(
                self.links(page).here + PAGE_FILE, self.page_key(page), partial(self._page, page, page.template)
            )
        for case in self.catalogue.cases:
            yield Product(f"data of {case.id}", digest(self.ground, case.whole), partial(self._data_of, case))
        for country in self.catalogue.countries:
            key = digest(self.ground, self.catalogue.fronts_of(self.catalogue.cases_of(country=country)))
            yield Product(f"data to compare of {country}", key, partial(self._data_to_compare, country))
        lists = digest(self.ground, self.catalogue.fronts)
        yield Product("assets", self.ground, lambda: dict(self.assets.files))
        yield Product("form", self.ground, lambda: dict(form_files(self.edition)))
        days = repr(sorted(self.changed.items()))
        yield Product("sitemap", digest(lists, repr(self.written), days), self._sitemap)
        others: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
            "readiness": lambda: {judged_path(lens): judged(lens) for lens in self.lenses.values()},
            "cases of the form": lambda: dict(form_cases(self.edition)),
            "learning": lambda: dict(self._learning()),
            "list of cases": lambda: {case_list.path(lens): case_list.content(lens) for lens in self.lenses.values()},
            "hosting": lambda: hosting(self.settings.root / "overrides" / "hosting", self.settings.site_url),
            "worker": self._worker,
            "404.html": lambda: {"404.html": self.not_found()},
        }
        for name, make in others.items():
            yield Product(name, digest(lists, self.templates.digest("404.html")), make)
        yield from self._cards()
        for case in self.catalogue.cases:
            for former in case.record.formerly:
                key = digest(lists, self.templates.digest("redirect.html"))
                yield Product(f"from {former}", key, partial(self._redirect, former, case))

    def page_key(self, page: Page) -> str:
        """Return the key of all that *page* is made from."""
        head = (page.title, page.description, page.source, repr(page.languages), page.text_language)
        needs = page.needs or self.catalogue.fronts
        return digest(self.ground, self.templates.digest(page.template), *head, needs)

    def extracts(self, language: str) -> Iterator[tuple[Entry, Product]]:
        """Yield what search finds in *language*, each case that truly has it, and what is indexed in its place."""
        extractor = Extractor(self.lenses[language])
        for page in self.pages:
            case = self.catalogue.by_address.get(page.address)
            if case and page.is_indexed and page.language == language:
                here = self.links(page).here
                path = here + PAGE_FILE
                # No template and no setting has a part in it, and of the other languages' texts only what is in front.
                key = digest(self.corpus, case.front, case.texts[language].body, path)
                yield (
                    Entry(here, (case.country, *case.themes)),
                    Product(path, key, partial(_extract, path, extractor, case)),
                )

    def context(self, page: Page, *, base: str | None = None, **more: Any) -> dict[str, Any]:
        """Return the names that every template may use."""
        lens, settings = self.lenses[page.language], self.settings
        links = self.links(page, base)
        return {
            "page": page,
            "lens": lens,
            "t": lens.t,
            "nt": lens.t.plural,
            "links": links,
            "assets": self.assets,
            "catalogue": self.catalogue,
            "languages": {language: i18n.strings(language) for language in settings.languages},
            "alternates": self._alternates(page, links),
            "canonical": links.absolute(page.address, page.canonical_language),
            "repository": settings.repository,
            "mail": settings.mail,
            "is_preview": settings.is_preview,
            "content_policy": content_policy(has_inline_scripts=settings.is_preview),
            "referrer_policy": REFERRER,
            "keeps_visited": settings.keeps_visited,
            "structured": structured(self.edition, page.address, page.language) if page.is_indexed else "",
            "has_feed": page.is_indexed and stands_beside(page.address, self.edition),
            **more,
            **page.context(),
        }

    def links(self, page: Page, base: str | None = None) -> Links:
        """Return the addresses as seen from *page*."""
        default = self.settings.default_language
        path = page.address if page.language == default else f"{page.language}/{page.address}"
        return Links(path, page.language, default, self.settings.site_url, base)

    def _alternates(self, page: Page, links: Links) -> list[tuple[str, str]]:
        shown_in = page.languages if page.is_indexed else ()
        alternates = [(language, links.absolute(page.address, language)) for language in shown_in]
        if len(alternates) > 1:
            alternates.append(("x-default", links.absolute(page.address, self.settings.default_language)))
        return alternates

    def _page(self, page: Page, template: str, **more: Any) -> Mapping[str, bytes]:
        return {self.links(page).here + PAGE_FILE: self.templates.render(template, self.context(page, **more))}

    @cached_property
    def changed(self) -> Mapping[str, str]:
        """The day on which each file last changed. A preview is not crawled, and git takes its time."""
        is_told = not self.settings.is_preview
        return history.last_changes(self.settings.root, "cases", "docs") if is_told else {}

    def _sitemap(self) -> Mapping[str, bytes]:
        entries = []
        for page in (*self.pages, *self.written):
            if page.is_indexed:
                links = self.links(page)
                alternates = self._alternates(page, links)
                canonical = links.absolute(page.address, page.canonical_language)
                day = content_day(page, self.catalogue, self.changed)
                entries.append((canonical, alternates if len(alternates) > 1 else [], day))
        return sitemaps(entries, self.settings.site_url)

    def _learning(self) -> Iterator[tuple[str, bytes]]:
        for name, language, content in learning_data(self.catalogue):
            yield self.edition.links.path(name, language), content

    def _worker(self) -> Mapping[str, bytes]:
        folder, settings = self.settings.root / "overrides" / "worker", self.settings
        worker = service_worker(folder, self.assets, settings.languages, is_on=settings.keeps_visited)
        return {WORKER: worker}

    def _data_to_compare(self, country: str) -> Mapping[str, bytes]:
        return dict(comparison.of_country(self.lenses.values(), country))

    def _data_of(self, case: Case) -> Mapping[str, bytes]:
        return {**of_case(self.edition, case), **dict(comparison.of_case(self.lenses.values(), case))}

    def _cards(self) -> Iterator[Product]:
        """Yield the files with the cards that the first page of all cases may lack: it fetches what a choice finds."""
        if len(self.catalogue.cases) <= LENGTH:
            return
        for number, cases in case_list.chunks(self.catalogue):
            key = digest(self.ground, self.templates.digest("cards.html"), self.catalogue.fronts_of(cases))
            for language in self.settings.languages:
                path = f"{case_list.cards_folder(language)}{number}.json"
                yield Product(path, key, partial(self._cards_of, path, cases, language))

    def _cards_of(self, path: str, cases: Sequence[Case], language: str) -> Mapping[str, bytes]:
        context = self.context(Page("cases/", language, "cards.html", "", ""), cases=cases)
        html = self.templates.render("cards.html", context).decode()
        return {path: json.dumps(html, ensure_ascii=False).encode()}

    def _redirect(self, former: str, case: Case) -> Mapping[str, bytes]:
        """Return a page for an address that *case* had before, in every language: it leads to where the case is."""
        found: dict[str, bytes] = {}
        for language in self.settings.languages:
            text = case.text(language)
            page = Page(f"cases/{former}/", language, "redirect.html", text.title, "")
            canonical = self.links(page).absolute(case.address, text.language)
            found |= self._page(page, "redirect.html", canonical=canonical, target=case.address)
        return found

    def not_found(self) -> bytes:
        """Return the one page for addresses that lead nowhere; it is shown at any depth, so its links have a path."""
        page = Page("404.html", self.settings.default_language, "404.html", "404", "", languages=())
        base = urlsplit(self.settings.site_url).path.rstrip("/") + "/"
        return self.templates.render("404.html", self.context(page, base=base))


def _extract(path: str, extractor: Extractor, case: Case) -> Mapping[str, bytes]:
    return {path: extractor.extract(case)}
