#!/usr/bin/env python
"""Measure builds, preview, validation, search and pages, beside stock MkDocs and Hugo; see tests/benchmarks/."""

from __future__ import annotations

import sys
from pathlib import Path

# Not installed, and no part of the library: it uses what the tests use.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from benchmarks.run import main

if __name__ == "__main__":
    sys.exit(main())
