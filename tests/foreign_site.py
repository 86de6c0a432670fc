"""A foreign site on this machine, for the look at links: what each of its pages answers changes from week to week."""

from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from server import answering
from tajarib.external_links import lychee


class ForeignSite:
    """Its address, and what its pages answer now: a status, or words for what is no status."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, int | str] = {}
        self.is_closing = threading.Event()

    def __truediv__(self, page: str) -> str:
        return self.address + page


@contextmanager
def foreign_site() -> Iterator[ForeignSite]:
    """Play a foreign site: 301 and 302 lead to its page ``home``, "silence" never answers."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.answers[self.path.lstrip("/")]
            if answer == "silence":
                site.is_closing.wait()
                self.close_connection = True
                return
            self.send_response(int(answer))
            if answer in (301, 302):
                self.send_header("Location", "/home")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with answering(Handler) as address:
        site = ForeignSite(address)
        try:
            yield site
        finally:
            site.is_closing.set()


def needs_lychee() -> None:
    """Skip the test, saying why, where lychee is not installed; fail where everything has to be."""
    if lychee.program() is None:
        message = "NO LYCHEE: links to other sites are not tested; `make test` installs it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
