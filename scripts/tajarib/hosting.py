"""Example configurations of web servers: for nginx, and for hosts that read a ``_headers`` file at the site's root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from tajarib.security import headers

NGINX = "contribute/maintainer/nginx.conf"
"""Below the site's root: beside the page that explains it."""

TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": "text/plain",
    "conf": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
    "zim": "application/x-zim",
    # Pagefind's pieces are compressed in themselves, and opened by its own code.
    "pagefind": "application/octet-stream",
    "pf_meta": "application/octet-stream",
    "pf_index": "application/octet-stream",
    "pf_fragment": "application/octet-stream",
}
"""What a file is, by the end of its name: of everything that a site or a release has."""

_TEXTS = (
    *("text/css", "text/csv", "text/javascript", "text/markdown", "text/plain"),
    *("application/x-bibtex", "application/x-research-info-systems"),
)
_COMPRESSED = (
    *_TEXTS,
    *("application/json", "application/ld+json", "application/xml", "image/svg+xml", "application/vnd.sqlite3"),
)


def hosting(folder: Path, site_url: str) -> dict[str, bytes]:
    """Return the configurations in *folder* made out for *site_url*, by their paths below the site's root."""
    place = urlsplit(site_url)
    values = {
        "site:host": place.hostname or "",
        "site:base": place.path.rstrip("/") + "/",
        "site:types": _lines(8, (f"{kind} {suffix};" for suffix, kind in TYPES.items())),
        "site:texts": " ".join(_TEXTS),
        "site:compressed": " ".join(_COMPRESSED),
        "site:nginx-headers": _lines(4, (f'add_header {name} "{value}" always;' for name, value in headers().items())),
        "site:headers": _lines(2, (f"{name}: {value}" for name, value in headers().items())),
    }
    return {path: _filled(folder / Path(path).name, values) for path in (NGINX, "_headers")}


def _lines(indent: int, lines: Iterable[str]) -> str:
    return ("\n" + " " * indent).join(lines)


def _filled(template: Path, values: Mapping[str, str]) -> bytes:
    text = template.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(name, value)
    return text.encode()
