"""What all tests share: the day on which they run, and the minimal corpus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

import browser
from projects import DAY, ROOT, run
from server import served
from tajarib.catalogue import Catalogue, catalogue
from tajarib.corpus import Corpus, read_corpus

settings.register_profile("tajarib", deadline=None)  # how long a slow machine may take is not what tests are about
settings.load_profile("tajarib")

TESTS = Path(__file__).resolve().parent
MINIMAL = TESTS / "corpora" / "minimal"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take the pages as they are now for right (make golden)")


@pytest.fixture(autouse=True, scope="session")
def the_day() -> Iterator[None]:
    """Freshness and age follow one day; in tests, and in what they share, it is always this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAJARIB_DATE", DAY)
        yield


@cache
def minimal_corpus() -> Corpus:
    """Return the minimal corpus, read once. (Hypothesis prints what a test is given, and this is long.)"""
    return read_corpus(MINIMAL)


@pytest.fixture(scope="session")
def minimal() -> Corpus:
    """The minimal corpus."""
    return minimal_corpus()


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """This project's own corpus."""
    return read_corpus(ROOT)


@pytest.fixture(scope="session")
def library(corpus: Corpus) -> Catalogue:
    """What the site shows of it."""
    return catalogue(corpus, (), corpus.day, drafts=False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's own site, as `make build` writes it."""
    target = tmp_path_factory.mktemp("whole") / "site"
    result = run(ROOT, "build.py", "--site", str(target))
    assert result.returncode == 0, result.stdout + result.stderr
    return target


@pytest.fixture(scope="session")
def chromium():
    if not browser.executable():
        message = "NO BROWSER: readers' journeys are not tested; `make test` installs one"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with browser.chromium() as running:
        yield running


@pytest.fixture(scope="session")
def address(site):
    with served(site) as address:
        yield address


def watch(page, address, faults):
    """Have told in *faults* what goes wrong in *page*, and what it asks of another origin."""
    page.set_default_timeout(180_000)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    # What a reader's next click cuts off has not failed.
    page.on("requestfailed", lambda r: None if "ABORTED" in r.failure else faults.append(f"failed: {r.url}"))
    page.on("request", lambda r: None if r.url.startswith((address, "data:")) else faults.append(f"foreign: {r.url}"))


@pytest.fixture
def open_page(chromium, address):
    """Open a page; at the end nothing may have gone wrong in it, and nothing been asked of another origin."""
    contexts, faults = [], []

    def open_(path, *, width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        watch(page, address, faults)
        page.goto(address + path)
        return page

    yield open_
    seen = list(faults)  # closing cuts off what is still under way
    for context in contexts:
        context.close()
    assert not seen


@pytest.fixture(scope="module")
def windows(chromium, address):
    """Give the window with these options, always the same one, and what went wrong in it."""
    opened = {}

    def window(width, **options):
        key = (width, *sorted(options.items()))
        if key not in opened:
            context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
            opened[key] = page, faults = context.new_page(), []
            watch(page, address, faults)
        return opened[key]

    yield window
    for page, _ in opened.values():
        page.context.close()


@pytest.fixture
def turn_to(windows, address):
    """Open a page as `open_page` does, in a window that stays open and forgets what it was shown.

    To open a window takes a browser several times as long as to show a page. This is for tests that look at many pages
    and set nothing in the window itself.
    """
    turned = []

    def turn(path, *, width=1280, **options):
        page, faults = windows(width, **options)
        turned.append((page, faults))
        page.goto(address + path)
        return page

    yield turn
    seen = []
    for page, faults in turned:
        seen += faults
        page.evaluate("sessionStorage.clear()")
        page.goto("about:blank")
        session = page.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
        session.detach()
        faults.clear()  # what leaving cut off
    assert not seen
