"""Puts load on the real nginx with the configuration of a build, and tells how it bears it, as Markdown.

Each kind of page and file is asked for as fast as wrk can, beside nginx's own welcome page under its own configuration;
then the home page once more, while hundreds of slow clients send and read a little at a time. Ends with 1 if any answer
was wrong or failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from install_programs import missing
from projects import ROOT
from server import Server, free_ports, nginx, running
from tajarib.release.precompress import precompress

CONNECTIONS = 64
SLOW_CLIENTS = 500
WELCOME = (Path("/usr/share/nginx/html/index.html"), Path("/var/www/html/index.nginx-debian.html"))
ASKED = {
    "home": "index.html",
    "all cases": "cases/index.html",
    "a case": "cases/oman/tajawob/index.html",
    "a case in English": "en/cases/oman/tajawob/index.html",
    "style sheet": "assets/style.*.css",
    "core of the search": "pagefind/ar/wasm.unknown.pagefind",
    "a piece of the index": "pagefind/ar/index/*.pf_index",
    "a result": "pagefind/ar/fragment/*.pf_fragment",
    "all cases as JSON": "api/v1/cases.json",
}
REPORT = """done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests": %d, "micros": %d, "bytes": %d, "errors": %d, "p50": %d, "p99": %d}',
    summary.requests, summary.duration, summary.bytes, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end"""


@dataclass(frozen=True)
class Measured:
    """What wrk saw."""

    requests: int
    micros: int
    bytes: int
    errors: int
    p50: int
    p99: int

    def row(self, name: str) -> str:
        seconds = self.micros / 1e6
        size = self.bytes / max(self.requests, 1) / 1000
        cells = (f"{self.requests / seconds:,.0f}", f"{self.bytes / seconds / 1e6:,.0f} MB", f"{size:,.1f} KB")
        times = (f"{self.p50 / 1000:.1f} ms", f"{self.p99 / 1000:.1f} ms", str(self.errors))
        return f"| {' | '.join((name, *cells, *times))} |"


async def wrk(script: Path, address: str, seconds: int) -> Measured:
    """Return what one run of wrk, with as many connections as usual, saw at *address*."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), "-H", "Accept-Encoding: gzip"]
    process = await asyncio.create_subprocess_exec(*command, address, stdout=subprocess.PIPE)
    output, _ = await process.communicate()
    return Measured(**json.loads(output[output.rindex(b"{") :]))


async def slow_client(server: Server, body: bytes) -> bool:
    """Return whether a client on a bad line gets the whole home page: it sends and reads a little at a time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    request = f"GET {server.base} HTTP/1.1\r\nHost: tajarib.example\r\nConnection: close\r\n\r\n".encode()
    for i in range(0, len(request), 8):
        writer.write(request[i : i + 8])
        await writer.drain()
        await asyncio.sleep(0.3)
    received = b""
    while part := await reader.read(4096):
        received += part
        await asyncio.sleep(0.1)
    writer.close()
    head, _, rest = received.partition(b"\r\n\r\n")
    return head.startswith(b"HTTP/1.1 200") and rest == body


@contextmanager
def welcome(folder: Path) -> Iterator[str]:
    """Serve nginx's own page, with the least of a configuration; yield its address."""
    page = next(path for path in WELCOME if path.exists())
    (port,) = free_ports(1)
    text = f"server {{ listen 127.0.0.1:{port}; root {page.parent}; index {page.name}; }}"
    with running(folder, text, port, workers=2):
        yield f"http://127.0.0.1:{port}/"


async def measure(site: Path, folder: Path, seconds: int) -> list[str]:
    """Print the table, and return what went wrong."""
    script = folder / "report.lua"
    script.write_text(REPORT)
    rows: dict[str, Measured] = {}
    print("| asked for | answers a second | sent a second | one answer | half within | 99 % within | errors |")
    print("|---|---|---|---|---|---|---|")

    async def told(name: str, address: str) -> None:
        rows[name] = await wrk(script, address, seconds)
        print(rows[name].row(name), flush=True)

    plain = folder / "plain"
    plain.mkdir()
    with welcome(plain) as address:
        await told("nginx's own page", address)
    (folder / "site").mkdir()
    with nginx(site, folder / "site", workers=2) as server:
        precompress(server.root)
        for name, pattern in ASKED.items():
            path = min(server.root.glob(pattern)).relative_to(server.root).as_posix()
            await told(name, server.address + path.removesuffix("index.html"))
        body = (server.root / "index.html").read_bytes()
        slow = [asyncio.create_task(slow_client(server, body)) for _ in range(SLOW_CLIENTS)]
        await told(f"home, beside {SLOW_CLIENTS} slow clients", server.address)
        served = sum(await asyncio.gather(*slow))
        print(f"\nOf {SLOW_CLIENTS} slow clients, {served} got the whole page.")
        wrong = [f"{name}: {row.errors} errors" for name, row in rows.items() if row.errors or not row.requests]
        if served < SLOW_CLIENTS:
            wrong.append(f"{SLOW_CLIENTS - served} slow clients did not get the page")
        if log := server.log.read_text():
            wrong.append(f"nginx says: {log[-2000:]}")
        return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="a built site (site/, by `make build`)")
    parser.add_argument("--seconds", type=int, default=10, help="how long each is asked for (10)")
    options = parser.parse_args()
    if absent := missing("nginx", "openssl", "wrk"):
        print(f"NO {', '.join(absent)}: no load can be made", file=sys.stderr)
        return 2
    if not (options.site / "index.html").exists():
        print(f"there is no site in {options.site}; `make build` writes one", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(dir=options.site.resolve().parent) as folder:
        wrong = asyncio.run(measure(options.site, Path(folder), options.seconds))
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
