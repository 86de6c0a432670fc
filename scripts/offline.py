#!/usr/bin/env python
"""Write the offline editions of a finished site: a ZIM for Kiwix, a ZIP a theme and a country.

They are listed on the site's own page /offline/ when they stand in the site. Exit codes: 0 written, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tajarib.finished import NoSiteError, finished_site
from tajarib.i18n import ROOT
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
    out = (options.out or site / FOLDER).resolve()
    try:
        written = write_editions(finished_site(root, site), out)
    except NoSiteError as error:
        parser.error(str(error))
    for edition in written:
        print(f"{out / edition.file}: {edition.pages} pages, {edition.bytes / 1_000_000:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
