#!/usr/bin/env python
"""Add to a finished site what a deployment has: offline editions, social cards, the list of parts, and compressed
copies of its text files.

All or nothing: the site is replaced when everything succeeded. Exit codes: 0 written, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tajarib.finished import NoSiteError, finished_site
from tajarib.i18n import ROOT
from tajarib.release.write import release


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=ROOT, help="the project (this one)")
    parser.add_argument("--site", type=Path, default=None, help="its finished site (ROOT/site)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()
    try:
        released = release(finished_site(root, site))
    except NoSiteError as error:
        parser.error(str(error))
    megabytes = sum(edition.bytes for edition in released.editions) / 1_000_000
    print(f"{site}: {len(released.editions)} offline editions, {megabytes:.1f} MB")
    print(f"{site}: {released.cards} cards")
    for kind, count in released.copies.items():
        print(f"{site}: {count} files compressed as {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
