"""What all tests share: the day on which they run, and the minimal corpus."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from browser import ARGUMENTS, executable
from projects import ROOT, run
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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's own site, as `make build` writes it."""
    target = tmp_path_factory.mktemp("whole") / "site"
    result = run(ROOT, "build.py", "--site", str(target))
    assert result.returncode == 0, result.stdout + result.stderr
    return target


@pytest.fixture(scope="session")
def chromium():
    if not executable():
        message = "NO BROWSER: readers' journeys are not tested; `make test` installs one"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()
