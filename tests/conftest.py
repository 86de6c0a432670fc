"""What all tests share: the day on which they run, and the minimal corpus."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tajarib.corpus import Corpus, read_corpus

TESTS = Path(__file__).resolve().parent
MINIMAL = TESTS / "corpora" / "minimal"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take the pages as they are now for right (make golden)")


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freshness and age follow one day; in tests it is always this one."""
    monkeypatch.setenv("TAJARIB_DATE", "2026-11-23")


@cache
def minimal_corpus() -> Corpus:
    """Return the minimal corpus, read once. (Hypothesis prints what a test is given, and this is long.)"""
    return read_corpus(MINIMAL)


@pytest.fixture(scope="session")
def minimal() -> Corpus:
    """The minimal corpus."""
    return minimal_corpus()
