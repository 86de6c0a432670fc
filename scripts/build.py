#!/usr/bin/env python
"""Validate, then write the whole site to site/; the previous one is replaced only when everything succeeded."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from pathlib import Path

import validate
from tajarib.i18n import ROOT
from tajarib.press import ledger_of, next_ledger_of
from tajarib.publishing import replacing
from tajarib.site import CannotBuildError, build


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to build (this one)")
    parser.add_argument("--site", type=Path, default=None, help="where to write it (ROOT/site)")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    site = (options.site or root / "site").resolve()

    if validate.main(["--root", str(root)]):
        print("nothing was built; the errors above come first", file=sys.stderr)
        return 1
    ledger, next_ledger = ledger_of(root, site), next_ledger_of(root, site)
    try:
        with replacing(site) as fresh:
            build(root, fresh, before=site)
    except (CannotBuildError, OSError) as error:
        told = f"{error}\n" if isinstance(error, OSError) else ""  # the rest has been told
        print(f"{told}the build failed; {site} is as it was", file=sys.stderr)
        return 1
    # Killed before this, the next build finds that files are not what the ledger says, and makes them anew.
    with contextlib.suppress(FileNotFoundError):  # a build beside this one took it: what is in either is true
        next_ledger.replace(ledger)
    pages = sum("index.html" in files for _, _, files in os.walk(site))
    print(f"{site}: {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
