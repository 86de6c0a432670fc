#!/usr/bin/env python
"""Validate, then write the whole site to site/; the previous one is replaced only when everything succeeded."""

from __future__ import annotations

import argparse
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
                env={**os.environ, BEFORE: str(site), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
                check=True,
            )
        next_ledger.replace(ledger)
    except subprocess.CalledProcessError:
        print(f"the build failed; {site} is as it was", file=sys.stderr)
        return 1
    pages = sum(1 for _ in site.rglob("index.html"))
    print(f"{site}: {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
