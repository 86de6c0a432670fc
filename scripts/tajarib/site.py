"""The MkDocs adapter: all that imports MkDocs, and little else.

MkDocs and static-i18n lay out the pages that are written by hand in ``docs/``, language by language, in a folder
beside. At the end, once, those and everything that the library makes itself are put where the site belongs: what did
not change since the last time is taken over from there.
"""

from __future__ import annotations

import dataclasses
import errno
import logging
import os
import tempfile
import threading
import traceback
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal

import jinja2
from markupsafe import Markup
from mkdocs.__main__ import cli
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import clean_directory

from tajarib import i18n
from tajarib.catalogue import CannotCatalogueError, Catalogue, catalogue
from tajarib.corpus import Corpus
from tajarib.handwritten import borrowed
from tajarib.layout import Templates
from tajarib.learning import FOLDER as LEARNING
from tajarib.learning import read_learning
from tajarib.making import Making, Settings
from tajarib.memory import digest, digest_of_files
from tajarib.pages import Page
from tajarib.press import Ledger, Product, ledger_of, next_ledger_of, press, read_ledger, write_ledger
from tajarib.problems import as_text
from tajarib.reading import Reading, remembered
from tajarib.rules import check
from tajarib.searching import Search, begin

log = logging.getLogger("mkdocs.plugins.tajarib")

# static-i18n runs at -100 (https://github.com/ultrabug/mkdocs-static-i18n/blob/1.3.1/mkdocs_static_i18n/plugin.py).
BEFORE_I18N = 50
AFTER_I18N = -200
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""A disk, or what a user may have of it, has come to its end: nothing is wrong in the code."""


class CannotBuildError(Exception):
    """MkDocs ended without a site; what was wrong has been told."""


def build(root: Path, target: Path, before: Path) -> None:
    """Build the project at *root* to *target*, with what did not change since the site *before* taken over from there.

    Raises ``CannotBuildError``, or ``OSError`` where the disk is full. What MkDocs keeps for a while stands beside
    *target*.
    """
    Site.before, tempfile.tempdir = before, str(target.parent)
    arguments = ["build", "--quiet", "--strict", "--site-dir", str(target), "--config-file", str(root / "mkdocs.yml")]
    os.environ |= {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    try:
        cli.main(arguments, prog_name="mkdocs")
    except SystemExit as ended:
        if ended.code:
            raise CannotBuildError from ended
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            raise
        traceback.print_exc()
        raise CannotBuildError from error


class Site:
    """One MkDocs process: its events, and the site that they make."""

    before: ClassVar[Path | None] = None
    """The site from which a build takes over what did not change; see ``build``."""

    def __init__(self) -> None:
        self.is_preview = False
        self.on_files = CombinedEvent(self.declare, self.attach)
        # The home page is made here, where static-i18n does not look.
        logging.getLogger("mkdocs.plugins.mkdocs_static_i18n.plugin").addFilter(
            lambda record: "find a homepage" not in record.getMessage()
        )
        self.scratch = tempfile.TemporaryDirectory(prefix="tajarib-")
        self.last: Ledger = {}
        self.last_late: Ledger = {}
        self.last_extracts: Mapping[str, Ledger] = {}
        self.late: threading.Thread | None = None

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
        # MkDocs empties the folder that it writes to; ours keeps what did not change.
        self.target = Path(config.site_dir)
        config.site_dir = str(Path(self.scratch.name, "pages"))
        if not hasattr(self, "reading"):
            is_kept = self.is_preview or Site.before
            self.reading = remembered(self.root) if is_kept else Reading(self.root)
            self.templates = Templates(self.root / "overrides")
        self.templates.look()
        i18n.strings.cache_clear()  # a preview must see an edited string
        self.settings = Settings(
            root=self.root,
            site_url=str(config.site_url).rstrip("/") + "/",
            repository=config.extra["repository"].rstrip("/"),
            languages=tuple(plugin.all_languages),
            default_language=plugin.default_language,
            keeps_visited=bool(config.extra["keep_visited_pages"]) and not self.is_preview,
            is_preview=self.is_preview,
            mail=config.extra.get("mail", ""),
        )
        corpus = self.reading.read()
        self.catalogue = self.catalogued(corpus)
        docs = Path(config.docs_dir)
        written = tuple(self.hand_written(docs))
        self.making = Making(self.settings, self.catalogue, self.reading.ground, self.templates, written)
        self.docs_key = digest(
            self.making.ground,
            self.templates.digest("page.html"),
            digest_of_files((path for path in docs.rglob("*") if path.is_file()), docs),
            str(config.markdown_extensions),
            str(config.mdx_configs),
        )
        config.theme.static_templates.clear()  # the theme's 404 and sitemap are those of the last language built
        # None of its files is used, and MkDocs looks at each of its 10,000 icons anew, language by language.
        config.theme.dirs[:] = [str(self.templates.folder)]
        return config

    def catalogued(self, corpus: Corpus) -> Catalogue:
        """Return the catalogue of *corpus*; a build fails on any error, a preview shows what it can."""
        problems = check(corpus)
        errors = [problem for problem in problems if problem.is_error]
        shown = errors if not self.is_preview else problems
        if shown:
            log.log(
                logging.ERROR if errors else logging.INFO, "\n%s", as_text(shown, [i18n.strings(i18n.SOURCE_LANGUAGE)])
            )
        if errors and not self.is_preview:
            raise PluginError(f"{len(errors)} errors in cases/; nothing was built")
        try:
            found = catalogue(corpus, problems, corpus.day, drafts=self.is_preview)
            # A catalogue of the interface may be begun before the site is given the language, or the other way round.
            return self.with_learning(dataclasses.replace(found, languages=self.settings.languages))
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

    @event_priority(BEFORE_I18N)
    def declare(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep the files of ``docs/`` that MkDocs is to lay out, and add the pages that a language borrows."""
        if self.are_docs_known:
            return Files([])
        docs = Path(config.docs_dir)
        ours = self.root / LEARNING  # hand-written too, but laid out by our own pages
        paths = [(file, Path(str(file.abs_src_path))) for file in files]
        kept = Files([file for file, path in paths if path.is_relative_to(docs) and not path.is_relative_to(ours)])
        for uri in self.borrowed:
            # static-i18n takes it for a real one: https://github.com/ultrabug/mkdocs-static-i18n
            kept.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return kept

    @property
    def are_docs_known(self) -> bool:
        """Whether a preview has the hand-written pages as they are now already."""
        return self.is_preview and "docs" in self.last and self.last["docs"].key == self.docs_key

    @event_priority(AFTER_I18N)
    def attach(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give borrowed pages the real file they are made from: static-i18n has just made new ones of them."""
        for file in files.documentation_pages():
            if file.src_uri in self.borrowed:
                file.abs_src_path = str(Path(config.docs_dir) / self.borrowed[file.src_uri])
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Name the template."""
        page.meta["template"] = "page.html"
        self.titles[page.file.src_uri] = str(page.meta["title"]), str(page.meta["description"])
        return markdown

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Lay out with our own templates alone."""
        return self.templates.environment

    @event_priority(AFTER_I18N)
    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
        """Return what our templates lay out, in place of MkDocs' own context."""
        title, description = self.titles[page.file.src_uri]
        ours = dataclasses.replace(self.by_uri[page.file.src_uri], title=title, description=description)
        return self.making.context(ours, content=Markup(page.content or ""))  # noqa: S704 - docs/ is the maintainers'

    def hand_written(self, docs: Path) -> Iterable[Page]:
        """Yield the pages of ``docs/`` as some of ours, without the titles that only MkDocs knows."""
        languages = self.settings.languages
        uris = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}
        uris = {uri for uri in uris if f"docs/{uri}".rpartition("/")[0] != LEARNING}
        self.borrowed = borrowed(uris, languages)
        self.titles: dict[str, tuple[str, str]] = {}
        self.by_uri: dict[str, Page] = {}
        for uri in sorted((*uris, *self.borrowed)):
            name, language, _ = uri.rsplit(".", 2)
            source = self.borrowed.get(uri, uri)
            self.by_uri[uri] = Page(
                address=f"{name}/",
                language=language,
                template="page.html",
                title="",
                description="",
                source=f"docs/{source}",
                languages=tuple(other for other in languages if f"{name}.{other}.md" in uris),
                text_language=source.rsplit(".", 2)[1],
            )
        return self.by_uri.values()

    @event_priority(AFTER_I18N)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the site together, after the last language."""
        if i18n_plugin(config).building:
            return
        docs = Product("docs", self.docs_key, lambda: _read(Path(config.site_dir)))
        products = [docs, *self.making.products()]
        if self.is_preview:
            self.show(products)
        else:
            self.publish(products)

    def publish(self, products: Sequence[Product]) -> None:
        """Write the whole site to where it belongs, and what it was made from to the ledger beside."""
        before = Site.before or self.target
        last = read_ledger(ledger_of(self.root, before)) if Site.before else {}
        clean_directory(str(self.target))
        searches = self.searches(self.making)
        begin(searches, last, self.root if Site.before else None)
        made = press(products, self.target, last, before)
        made = {**made, **press([search.product for search in searches], self.target, last, before)}
        if Site.before:
            write_ledger(next_ledger_of(self.root, before), made)

    def show(self, products: Sequence[Product]) -> None:
        """Bring the preview up to date: the pages at once; search and data, for which no one waits, soon after."""
        now: list[Product] = []
        late: list[Product] = []
        for product in products:
            (late if product.name.startswith("data") else now).append(product)
        is_first = not self.last
        self.last = press(now, self.target, self.last, self.target)
        if is_first:
            self.finish(self.making, late)
        else:
            self.late = threading.Thread(target=self.finish, args=(self.making, late, self.late), daemon=True)
            self.late.start()

    def finish(self, making: Making, late: Sequence[Product], before: threading.Thread | None = None) -> None:
        """Bring the rest of the preview up to date with *making*, after *before* has done so with what it had."""
        if before:
            before.join()
        if making is not self.making:
            return  # there was another edit, which brings its own
        searches = self.searches(making)
        try:
            begin(searches, self.last_late)
            products = [*late, *(search.product for search in searches)]
            self.last_late = press(products, self.target, self.last_late, self.target)
        except Exception:
            log.exception("search and data of the preview are as they were")
        self.last_extracts = {search.language: search.made for search in searches}

    def searches(self, making: Making) -> list[Search]:
        """Return the search in each language."""
        folder = Path(self.scratch.name, "extracts")
        return [
            Search(making, language, folder / language, self.last_extracts.get(language))
            for language in self.settings.languages
        ]


def _read(folder: Path) -> Mapping[str, bytes]:
    """Return the files in *folder* by their path below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def i18n_plugin(config: MkDocsConfig) -> Any:
    """Return static-i18n's plugin: it knows the languages, and whether it is at one of its inner builds."""
    return config.plugins["i18n"]
