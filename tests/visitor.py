"""Someone who reads a site all the time, while one version of it takes the place of another."""

from __future__ import annotations

import functools
import http.client
import random
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from server import Quiet, served

Contents = Mapping[str, bytes]


def contents(folder: Path) -> Contents:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


class Serving(Quiet):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True


@dataclass
class Round:
    """While a build runs: what a reader may get."""

    last: Contents
    next: Contents

    @functools.cached_property
    def names(self) -> list[str]:
        """The files that are in both."""
        return sorted(self.last.keys() & self.next.keys())


class Reader(threading.Thread):
    """Asks for one file after another, all the time, and notes whatever was not right."""

    def __init__(self, address: str, now: Round) -> None:
        super().__init__(daemon=True)
        self.server = urlsplit(address).netloc
        self.now = now
        self.faults: list[str] = []
        self.answers = 0
        self.is_over = threading.Event()

    def run(self) -> None:
        connection = http.client.HTTPConnection(self.server)
        chance = random.Random(0)
        now, is_next = self.now, False
        while not self.is_over.wait(0.002):  # the build has use for the processor too
            if now is not self.now:
                now, is_next = self.now, False
            name = chance.choice(now.names)
            address = "/" + quote(name.removesuffix("index.html"))
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
            self.answers += 1
            if answer.status != 200:
                self.faults.append(f"{address}: {answer.status}")
            elif body not in (now.last[name], now.next[name]):
                self.faults.append(f"{address}: neither the last version nor the next")
            elif now.last[name] != now.next[name]:
                if is_next and body == now.last[name]:
                    self.faults.append(f"{address}: the last version, after the next was seen")
                is_next = body == now.next[name]
        connection.close()


@contextmanager
def reading(site: Path, there: Contents) -> Iterator[Reader]:
    """Serve *site*, in which *there* is, and have it read until the context ends; nothing may have been wrong then."""
    with served(site, Serving) as address:
        reader = Reader(address, Round(there, there))
        reader.start()
        yield reader
        assert reader.is_alive(), "the reader got no answer at all"
        reader.is_over.set()
        reader.join()
    assert reader.answers
    assert not reader.faults, reader.faults[:5]
