#!/usr/bin/env python
"""Validate, then write the whole site to site/; the previous one is replaced only when everything succeeded."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
from pathlib import Path

import validate
from tajarib.i18n import ROOT
from tajarib.press import BEFORE, ledger_of, next_ledger_of
from tajarib.publishing import replacing


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
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(fresh)]
            subprocess.run(
                [*command, "--config-file", str(root / "mkdocs.yml")],
                env={
                    **os.environ,
                    BEFORE: str(site),
                    "TMPDIR": str(fresh.parent),  # what a killed build leaves there is cleared away with the rest
                    "NO_MKDOCS_2_WARNING": "1",
                    "DISABLE_MKDOCS_2_WARNING": "true",
                },
                check=True,
            )
    except (subprocess.CalledProcessError, OSError) as error:
        told = f"{error}\n" if isinstance(error, OSError) else ""
        print(f"{told}the build failed; {site} is as it was", file=sys.stderr)
        return 1
    # Killed before this, the next build finds that files are not what the ledger says, and makes them anew.
    with contextlib.suppress(FileNotFoundError):  # a build beside this one took it: what is in either is true
        next_ledger.replace(ledger)
    pages = sum(1 for _ in site.rglob("index.html"))
    print(f"{site}: {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
