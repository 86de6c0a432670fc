"""A finished site, as ``make build`` writes it, and the catalogue that it shows: what offline editions and releases are
made from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jinja2
import yaml

from tajarib.catalogue import Catalogue, catalogue
from tajarib.corpus import read_corpus
from tajarib.layout import Templates
from tajarib.learning import read_learning
from tajarib.offline import FOLDER, LIST
from tajarib.press import ledger_of, read_ledger, write_ledger


class NoSiteError(Exception):
    """There is no site to begin with."""


@dataclass(frozen=True)
class FinishedSite:
    """The site in a folder, with what it was made from."""

    root: Path
    """The project's root."""
    folder: Path
    site_url: str
    """Where it is published, with a closing slash."""
    catalogue: Catalogue
    """What its pages show, learning paths included."""
    ledger: Path
    """What the build wrote down of the files in ``folder``; a copy elsewhere takes its place in the end."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, the one at the root first."""
        return tuple(sorted(self.catalogue.languages, key=lambda language: (self.folder / language).is_dir()))

    @property
    def templates(self) -> jinja2.Environment:
        """The project's templates, for what is written into finished pages."""
        return Templates(self.root / "overrides").environment

    def forget(self, paths: Iterable[str]) -> None:
        """Let the next build make anew, without a word, what stands at *paths*: it is no longer as it was built."""
        changed = set(paths)
        if known := read_ledger(self.ledger):
            kept = {name: made for name, made in known.items() if changed.isdisjoint(made.files)}
            write_ledger(self.ledger, kept)


def finished_site(root: Path, folder: Path) -> FinishedSite:
    """Return the site of the project *root* that stands in *folder*."""
    if not (folder / "index.html").is_file():
        raise NoSiteError(f"there is no finished site in {folder}; `make build` writes one")
    # Its pages are no longer as they were built: the same commit would not give the same files again.
    if (folder / FOLDER / LIST).exists():
        raise NoSiteError(f"the site in {folder} has its offline editions already; `make build` writes a fresh one")
    corpus = read_corpus(root)
    found = catalogue(corpus, (), corpus.day, drafts=False)
    learning, _ = read_learning(root, found)
    shown = dataclasses.replace(found, learning=learning)
    return FinishedSite(root, folder, published_at(root), shown, ledger_of(root, folder))


def published_at(root: Path) -> str:
    """Return the address at which the project *root* is published, with a closing slash."""
    # Tags of MkDocs (!ENV, !!python/name) are no plain YAML; only the address is read here.
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Lenient)  # noqa: S506 - a safe loader
    return str(config["site_url"]).rstrip("/") + "/"


class _Lenient(yaml.SafeLoader):
    """Reads YAML whose tags it does not know, without what they stand for."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)
