"""What a reader meets: how soon a text can be read on a bad line, what a first search weighs, what search finds."""

from __future__ import annotations

import gzip
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from recall import QUERIES, recall
from server import Quiet
from weights import first_search

BYTES_A_SECOND = 50_000
LATENCY = 800
SLOWER = 4
"""The bad line, milliseconds from question to answer, and by how much the processor is slower."""

FIRST, NEXT = "cases/oman/tajawob/", "cases/bahrain/tawasul/"
"""The case that a reader opens first, and the one that is next."""

# The browser tells whenever something larger than before is painted; the first in the article is when reading begins.
_WATCH = """
window.__readable = new Promise((known) => {
    new PerformanceObserver((list) => {
        const entry = list.getEntries().find(({ element }) => element?.closest("main"));
        if (entry) known(entry.startTime);
    }).observe({ type: "largest-contentful-paint", buffered: true });
});
"""
_PROFILE = """() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    const files = [performance.getEntriesByType("navigation")[0], ...performance.getEntriesByType("resource")];
    return {
        paint,
        files: files.map(({ name, startTime, responseEnd, encodedBodySize, transferSize }) =>
            [name, Math.round(startTime), Math.round(responseEnd), encodedBodySize, transferSize]),
    };
}"""


class Compressed(Quiet):
    """Serves a site as its own configuration for nginx would: texts with gzip, assets to be kept for ever."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content = path.read_bytes()
        packed = gzip.compress(content, 9, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if len(packed) < len(content):
            content = packed
            self.send_header("Content-Encoding", "gzip")
        is_asset = urlsplit(unquote(self.path)).path.startswith("/assets/")
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if is_asset else "no-cache")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def on_a_bad_line(browser: Browser, address: str, prefix: str) -> dict[str, dict[str, Any]]:
    """Return when the text of a case can be read, in milliseconds: on a first visit, and on the next page.

    The worker that keeps visited pages is left out: what it asks for is not slowed, and would be told too fast.
    """
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.add_init_script(_WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND, "latency": LATENCY}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    told = {}
    for name, path in (("first", FIRST), ("next", NEXT)):
        # What is under way when a reader goes on is cut off; here the page has come to rest.
        page.goto(f"{address}{prefix}{path}", wait_until="load")
        told[name] = {"readable": page.evaluate("window.__readable"), **page.evaluate(_PROFILE)}
    context.close()
    return told


def searched(browser: Browser, site: Path, address: str, query: str) -> int:
    """Return what a first search of one word weighs beyond its page."""
    page = browser.new_page()
    page.set_default_timeout(180_000)
    page.goto(f"{address}search/")
    files = first_search(page, site, address, query)
    page.close()
    return sum(files.values())


def found(browser: Browser, site: Path, address: str) -> dict[str, dict[str, Any]]:
    """Return how many queries of each set find an expected case among the first five."""
    answered = {path.stem: recall(browser, site, address, path) for path in QUERIES}
    return {name: {"asked": one.asked, "found": one.found} for name, one in answered.items()}
