#!/usr/bin/env python
"""Validate, then write the whole site to site/; the previous one is replaced only when everything succeeded."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import validate
from tajarib.i18n import ROOT


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
    # Built beside its place, on the same file system, so that it can be moved there in one step.
    fresh, old = site.with_name(f".{site.name}.new"), site.with_name(f".{site.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(fresh)]
    result = subprocess.run(
        [*command, "--config-file", str(root / "mkdocs.yml")],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        check=False,
    )
    if result.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        print(f"the build failed; {site} is as it was", file=sys.stderr)
        return 1
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    pages = sum(1 for _ in site.rglob("index.html"))
    print(f"{site}: {pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
