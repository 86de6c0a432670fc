"""The MkDocs adapter: all that imports MkDocs, and little else.

Per build, once: the corpus is read and checked. Per language: our pages are declared as files that static-i18n takes
for real ones, given to MkDocs as empty Markdown, and laid out by our templates. At the end, once: what stands beside
the pages (style, sitemap, 404, search index) is written.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from tajarib import case_list, history, i18n
from tajarib.assets import read_assets
from tajarib.catalogue import CannotCatalogueError, Catalogue, catalogue
from tajarib.content_days import content_day
from tajarib.dates import build_day
from tajarib.exports.comparison import comparison
from tajarib.exports.edition import Edition
from tajarib.exports.feeds import stands_beside
from tajarib.exports.json_ld import structured
from tajarib.exports.learning import learning_data
from tajarib.exports.open_data import open_data
from tajarib.extract import Extractor
from tajarib.handwritten import borrowed
from tajarib.hosting import hosting
from tajarib.learning import FOLDER as LEARNING
from tajarib.learning import read_learning
from tajarib.links import Links
from tajarib.pages import Lens, Page, pages
from tajarib.pages.paging import LENGTH
from tajarib.pages.readiness import judged, judged_path
from tajarib.problems import as_text
from tajarib.reading import Reading
from tajarib.rules import check
from tajarib.search import Entry, index
from tajarib.security import REFERRER, content_policy
from tajarib.service_worker import NAME as WORKER
from tajarib.service_worker import service_worker
from tajarib.sitemap import sitemaps

log = logging.getLogger("mkdocs.plugins.tajarib")

# static-i18n runs at -100 (https://github.com/ultrabug/mkdocs-static-i18n/blob/1.3.1/mkdocs_static_i18n/plugin.py).
BEFORE_I18N = 50
AFTER_I18N = -200


class Site:
    """One MkDocs process: its events, and the catalogue that they show."""

    def __init__(self) -> None:
        self.is_preview = False
        self.on_files = CombinedEvent(self.declare, self.attach)

    @event_priority(BEFORE_I18N)
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.is_preview = command == "serve"

    @event_priority(BEFORE_I18N)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read everything, before the first language is built."""
        plugin = i18n_plugin(config)
        if plugin.building:
            return config
        self.root = Path(str(config.config_file_path)).resolve().parent
        if not hasattr(self, "reading"):
            self.reading = Reading(self.root)
        self.i18n_languages = tuple(plugin.all_languages)
        self.default_language: str = plugin.default_language
        i18n.strings.cache_clear()  # a preview must see an edited string
        self.catalogue = self.read(config)
        self.edition = Edition.at(str(config.site_url).rstrip("/") + "/", self.catalogue, self.default_language)
        self.assets = read_assets(self.root / "overrides" / "assets")
        self.lenses = {language: Lens(self.catalogue, language) for language in self.i18n_languages}
        self.pages: dict[str, Page] = {source_uri(page): page for page in pages(self.catalogue)}
        self.sitemap: list[tuple[str, list[tuple[str, str]], Page]] = []
        config.theme.static_templates.clear()  # the theme's 404 and sitemap are those of the last language built
        return config

    def read(self, config: MkDocsConfig) -> Catalogue:
        """Return the catalogue; a build fails on any error, a preview shows what it can."""
        corpus = self.reading.read()
        problems = check(corpus)
        errors = [problem for problem in problems if problem.is_error]
        shown = errors if not self.is_preview else problems
        if shown:
            log.log(
                logging.ERROR if errors else logging.INFO, "\n%s", as_text(shown, [i18n.strings(i18n.SOURCE_LANGUAGE)])
            )
        if errors and not self.is_preview:
            raise PluginError(f"{len(errors)} errors in cases/; nothing was built")
        day = self.day()
        try:
            found = catalogue(corpus, problems, day, drafts=self.is_preview)
            # A catalogue of the interface may be begun before the site is given the language, or the other way round.
            return self.with_learning(dataclasses.replace(found, languages=self.i18n_languages))
        except CannotCatalogueError:
            if hasattr(self, "catalogue"):
                return self.catalogue  # the preview stays up with what it had
            raise PluginError("cases/ can't be shown: a shared file is broken, see above") from None

    def with_learning(self, found: Catalogue) -> Catalogue:
        """Return the catalogue with its learning paths; a build fails on a wrong one, a preview leaves it out."""
        paths, problems = read_learning(self.root, found)
        for problem in problems:
            log.error("%s", problem.told(i18n.strings(i18n.SOURCE_LANGUAGE)))
        if problems and not self.is_preview:
            raise PluginError(f"{len(problems)} errors in {LEARNING}/; nothing was built")
        return dataclasses.replace(found, learning=paths)

    def day(self) -> dt.date:
        return build_day(self.root)

    @event_priority(BEFORE_I18N)
    def declare(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Drop the theme's own files, and add ours under names that static-i18n localises."""
        docs = Path(config.docs_dir)
        ours = self.root / LEARNING  # hand-written too, but laid out by our own pages
        paths = [(file, Path(str(file.abs_src_path))) for file in files]
        kept = Files([file for file, path in paths if path.is_relative_to(docs) and not path.is_relative_to(ours)])
        self.borrowed = borrowed((file.src_uri for file in kept.documentation_pages()), self.i18n_languages)
        for uri in (*self.pages, *self.borrowed):
            kept.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return kept

    @event_priority(AFTER_I18N)
    def attach(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give our files the real file they are made from: static-i18n has just made new ones of them."""
        for file in files.documentation_pages():
            page = self.pages.get(file.src_uri)
            if page is not None:
                file.abs_src_path = str(self.root / (page.source or "mkdocs.yml"))
            elif file.src_uri in self.borrowed:
                file.abs_src_path = str(Path(config.docs_dir) / self.borrowed[file.src_uri])
        return files

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        """Return no Markdown for our pages: their text is rendered by the library."""
        return "" if page.file.src_uri in self.pages else None

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Name the template and the title."""
        ours = self.pages.get(page.file.src_uri)
        page.meta["template"] = ours.template if ours else "page.html"
        if ours:
            page.title = ours.title
        return markdown

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Make templates safe by default, and strict: a misspelt name fails the build."""
        env.autoescape = True
        env.undefined = jinja2.StrictUndefined
        env.trim_blocks = env.lstrip_blocks = True
        self.env = env
        return env

    @event_priority(AFTER_I18N)
    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
        """Return what our templates lay out, in place of MkDocs' own context."""
        ours = self.pages.get(page.file.src_uri) or self.hand_written(page)
        return self.context(ours, config, content=Markup(page.content or ""))  # noqa: S704 - docs/ is the maintainers'

    def hand_written(self, page: MkDocsPage) -> Page:
        """Return a page of ``docs/`` as one of ours."""
        name, language, _ = page.file.src_uri.rsplit(".", 2)
        source = self.borrowed.get(page.file.src_uri, page.file.src_uri)
        return Page(
            address=f"{name}/",
            language=language,
            template="page.html",
            title=str(page.meta["title"]),
            description=str(page.meta["description"]),
            source=f"docs/{source}",
            languages=tuple(
                other for other in self.i18n_languages if (self.root / "docs" / f"{name}.{other}.md").exists()
            ),
            text_language=source.rsplit(".", 2)[1],
        )

    def context(self, page: Page, config: MkDocsConfig, *, base: str | None = None, **more: Any) -> dict[str, Any]:
        """Return the names that every template may use."""
        lens = self.lenses[page.language]
        links = self.links(page, config, base)
        shown_in = page.languages if page.is_indexed else ()
        alternates = [(language, links.absolute(page.address, language)) for language in shown_in]
        if len(alternates) > 1:
            alternates.append(("x-default", links.absolute(page.address, self.default_language)))
        canonical = links.absolute(page.address, page.canonical_language)
        if page.is_indexed and base is None:
            self.sitemap.append((canonical, alternates if len(alternates) > 1 else [], page))
        return {
            "page": page,
            "lens": lens,
            "t": lens.t,
            "nt": lens.t.plural,
            "links": links,
            "assets": self.assets,
            "catalogue": self.catalogue,
            "languages": {language: i18n.strings(language) for language in self.i18n_languages},
            "alternates": alternates,
            "canonical": canonical,
            "repository": config.extra["repository"].rstrip("/"),
            "is_preview": self.is_preview,
            "content_policy": content_policy(has_inline_scripts=self.is_preview),
            "referrer_policy": REFERRER,
            "keeps_visited": self.keeps_visited(config),
            "structured": structured(self.edition, page.address, page.language) if page.is_indexed else "",
            "has_feed": page.is_indexed and stands_beside(page.address, self.edition),
            **more,
            **page.context(),
        }

    def keeps_visited(self, config: MkDocsConfig) -> bool:
        """Whether pages register the worker that keeps them; a preview must always show what was just written."""
        return bool(config.extra["keep_visited_pages"]) and not self.is_preview

    def links(self, page: Page, config: MkDocsConfig, base: str | None = None) -> Links:
        site_url = str(config.site_url).rstrip("/") + "/"
        path = page.address if page.language == self.default_language else f"{page.language}/{page.address}"
        return Links(path, page.language, self.default_language, site_url, base)

    @event_priority(AFTER_I18N)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what stands beside the pages, after the last language."""
        if i18n_plugin(config).building:
            return
        site = Path(config.site_dir)
        for name, content in self.beside(config).items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        index(site, self.searched(config), self.catalogue)

    def beside(self, config: MkDocsConfig) -> Mapping[str, bytes]:
        """Return the files that are no pages, by path."""
        compared = {name: content for lens in self.lenses.values() for name, content in comparison(lens).items()}
        # A preview is not crawled, and git takes its time.
        changed = {} if self.is_preview else history.last_changes(self.root, "cases", "docs")
        listed = [(where, others, content_day(page, self.catalogue, changed)) for where, others, page in self.sitemap]
        own = {**sitemaps(listed, self.edition.links.site_url), "404.html": self.not_found(config)}
        own[WORKER] = service_worker(
            self.root / "overrides" / "worker", self.assets, self.i18n_languages, is_on=self.keeps_visited(config)
        )
        place = self.edition.links.path
        own |= {judged_path(lens): judged(lens) for lens in self.lenses.values()}
        own |= {place(name, language): content for name, language, content in learning_data(self.catalogue)}
        own |= hosting(self.root / "overrides" / "hosting", str(config.site_url))
        return {
            **self.assets.files,
            **open_data(self.edition),
            **compared,
            **dict(self.redirects(config)),
            **dict(self.cards(config)),
            **own,
        }

    def cards(self, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
        """Yield what the page of all cases fetches: what one chooses by, and the cards that its first page may lack."""
        template = self.env.get_template("cards.html")
        for language in self.i18n_languages:
            yield case_list.path(self.catalogue, language), case_list.content(self.catalogue, language)
            if len(self.catalogue.cases) <= LENGTH:
                continue
            context = self.context(Page("cases/", language, "cards.html", "", ""), config)
            for number, cases in case_list.chunks(self.catalogue):
                html = template.render({**context, "cases": cases})
                yield f"{case_list.cards_folder(language)}{number}.json", json.dumps(html, ensure_ascii=False).encode()

    def redirects(self, config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
        """Yield a page for each address that a case had before, in every language: it leads to where the case is."""
        template = self.env.get_template("redirect.html")
        leads_on = [(former, case) for case in self.catalogue.cases for former in case.record.formerly]
        for former, case in leads_on:
            for language in self.i18n_languages:
                text = case.text(language)
                page = Page(f"cases/{former}/", language, "redirect.html", text.title, "")
                links = self.links(page, config)
                canonical = links.absolute(case.address, text.language)
                context = self.context(page, config, canonical=canonical, target=case.address)
                yield f"{links.here}index.html", template.render(context).encode()

    def searched(self, config: MkDocsConfig) -> Iterator[Entry]:
        """Yield what search finds: every case, in each language that it truly has."""
        extractors = {language: Extractor(lens) for language, lens in self.lenses.items()}
        for page in self.pages.values():
            case = self.catalogue.by_address.get(page.address)
            if case and page.is_indexed:
                extract = extractors[page.language].extract(case)
                yield Entry(self.links(page, config).here, extract, (case.country, *case.themes))

    def not_found(self, config: MkDocsConfig) -> bytes:
        """Return the one page for addresses that lead nowhere; it is shown at any depth, so its links have a path."""
        page = Page("404.html", self.default_language, "404.html", "404", "", languages=())
        base = urlsplit(str(config.site_url)).path.rstrip("/") + "/"
        return self.env.get_template("404.html").render(self.context(page, config, base=base)).encode()


def i18n_plugin(config: MkDocsConfig) -> Any:
    """Return static-i18n's plugin: it knows the languages, and whether it is at one of its inner builds."""
    return config.plugins["i18n"]


def source_uri(page: Page) -> str:
    """Return the name under which MkDocs and static-i18n know *page*: cases/oman/tajawob.ar.md."""
    return f"{page.address.rstrip('/') or 'index'}.{page.language}.md"
