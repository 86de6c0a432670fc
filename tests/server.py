"""Servers for tests: files from this very process, and the real nginx with the configuration that a build writes."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tajarib.hosting import NGINX, hosting
from tajarib.i18n import ROOT

_AROUND = """{user}
worker_processes {workers};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/client; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class _Patient(http.server.ThreadingHTTPServer):
    """Says nothing when a browser cuts off what it no longer needs."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files, and keeps no log."""

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def answering(handler: Callable[..., socketserver.BaseRequestHandler]) -> Iterator[str]:
    """Have *handler* answer on a free port until the context ends, and give the address."""
    server = _Patient(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def served(folder: Path, handler: type[http.server.SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """Serve the files of *folder* until the context ends, and give the address."""
    with answering(partial(handler, directory=str(folder))) as address:
        yield address


@dataclass(frozen=True)
class Server:
    """A running nginx."""

    root: Path
    """Where the site's files are; hard links, so a file is replaced, never written to."""
    port: int
    """Without encryption, for what does not need it: it is no part of the configuration."""
    tls_port: int
    redirect_port: int
    """In place of port 80."""
    base: str
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}"


@contextmanager
def nginx(site: Path, folder: Path, site_url: str = "https://tajarib.example/", workers: int = 1) -> Iterator[Server]:
    """Serve *site*, with all that nginx needs in the empty *folder*, until the context ends."""
    base = urlsplit(site_url).path
    root = folder / "www" / base.strip("/")
    shutil.copytree(site, root, copy_function=os.link)
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    _certify(certificate, key)
    port, tls_port, redirect_port = free_ports(3)
    text = hosting(ROOT / "overrides" / "hosting", site_url)[NGINX].decode()
    for said, here in {
        "listen 80;": f"listen 127.0.0.1:{redirect_port};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{tls_port} ssl http2; listen 127.0.0.1:{port};",
        "listen [::]:443 ssl http2;": "",
        "/etc/ssl/certs/tajarib.example.pem": str(certificate),
        "/etc/ssl/private/tajarib.example.key": str(key),
        "root /srv/www;": f"root {folder}/www;",
    }.items():
        assert text.count(said) == 1, said
        text = text.replace(said, here)
    with running(folder, text, port, workers):
        yield Server(root, port, tls_port, redirect_port, base, folder / "error.log")


@contextmanager
def running(folder: Path, configuration: str, port: int, workers: int = 1) -> Iterator[None]:
    """Run nginx with *configuration*, which listens on *port*, until the context ends."""
    (folder / "site.conf").write_text(configuration)
    # Started by root, its workers would be somebody who may not read a test's folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, user=user, workers=workers))
    process = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        while not _answers(port):
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait()


def free_ports(count: int) -> list[int]:
    """Return ports on which nothing listens now, each different."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _certify(certificate: Path, key: Path) -> None:
    """Write a certificate that nobody else trusts, and its key."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-subj", "/CN=tajarib.example", "-addext", "subjectAltName=DNS:tajarib.example"]
    subprocess.run([*command, "-out", certificate, "-keyout", key], check=True, capture_output=True)


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
