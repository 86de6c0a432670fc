#!/usr/bin/env python
"""Build the site with MkDocs and with ProperDocs, its maintained fork, and name each file in which the two differ."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tajarib.i18n import ROOT

PROGRAMS = ("mkdocs", "properdocs")


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of all files in *folder*, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(one: Path, other: Path) -> list[str]:
    """Return a line for each file that is not the same in both folders."""
    ours, theirs = files(one), files(other)
    told = [(name, f"{name}: only by {one.name}") for name in ours.keys() - theirs.keys()]
    told += [(name, f"{name}: only by {other.name}") for name in theirs.keys() - ours.keys()]
    told += [(name, f"{name}: differs") for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]]
    return [line for _, line in sorted(told)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to build (this one)")
    root = parser.parse_args().root.resolve()
    with tempfile.TemporaryDirectory() as folder:
        sites = [Path(folder, program) for program in PROGRAMS]
        for program, site in zip(PROGRAMS, sites, strict=True):
            command = [sys.executable, "-m", program, "build", "--quiet", "--strict", "--site-dir", str(site)]
            result = subprocess.run(
                [*command, "--config-file", str(root / "mkdocs.yml")],
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
                check=False,
            )
            if result.returncode:
                print(f"{program} could not build the site", file=sys.stderr)
                return 2
        told = differences(*sites)
        print("\n".join(told) or f"{len(files(sites[0]))} files, the same by {' and '.join(PROGRAMS)}")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
