#!/usr/bin/env python
"""Write the offline editions of a finished site: a ZIM for Kiwix, a ZIP a theme and a country.

They are listed on the site's own page /offline/ when they stand in the site. Exit codes: 0 written, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from tajarib.catalogue import catalogue
from tajarib.corpus import read_corpus
from tajarib.i18n import ROOT
from tajarib.learning import read_learning
from tajarib.offline import FOLDER
from tajarib.offline.write import write_editions


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=ROOT, help="the project (this one)")
    parser.add_argument("--site", type=Path, default=None, help="its finished site (ROOT/site)")
    parser.add_argument("--out", type=Path, default=None, help="where to write them (SITE/offline)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()
    if not (site / FOLDER / "index.html").is_file():
        parser.error(f"there is no finished site in {site}; `make build` writes one")
    corpus = read_corpus(root)
    found = catalogue(corpus, (), corpus.day, drafts=False)
    learning, _ = read_learning(root, found)
    # Tags of MkDocs (!ENV, !!python/name) are no plain YAML; only the address is read here.
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Lenient)  # noqa: S506 - a safe loader
    out = (options.out or site / FOLDER).resolve()
    written = write_editions(site, out, config["site_url"].rstrip("/") + "/", found, learning, root / "overrides")
    for edition in written:
        print(f"{out / edition.file}: {edition.pages} pages, {edition.bytes / 1_000_000:.1f} MB")
    return 0


class _Lenient(yaml.SafeLoader):
    """Reads YAML whose tags it does not know, without what they stand for."""


_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)

if __name__ == "__main__":
    sys.exit(main())
