"""What the pages of a finished site weigh over the wire, and what they may: ``budgets.yml`` says it for all."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import yaml

BUDGETS = yaml.safe_load((Path(__file__).parent / "budgets.yml").read_text("utf-8"))
ADDRESS = "https://tajarib.example/"


def kind(address: str) -> dict[str, int | str]:
    """Return the kind of the page *address* (its language's prefix left out), with its budgets."""
    for one in BUDGETS["pages"]:
        if any(re.fullmatch(re.escape(fits).replace(r"\*", "[^/]+"), address) for fits in one["fits"]):
            return one
    raise LookupError(f"tests/budgets.yml says of no kind of page that it stands at /{address}")


@dataclass(frozen=True)
class Page:
    """A page and its budgets."""

    path: str
    """From the site's root: en/cases/index.html."""
    kind: dict[str, int | str]


def pages(site: Path) -> Iterator[Page]:
    """Yield every page of *site*, by path."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if not name.startswith("pagefind/"):
            yield Page(name, kind(name.removeprefix("en/").removesuffix("index.html")))


def gzipped(path: Path) -> int:
    """Return the bytes of a file over the wire with gzip; what does not shrink is sent as it is."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, 9, mtime=0)))


def brotlied(path: Path) -> int:
    """Return the bytes of a file over the wire with brotli."""
    content = path.read_bytes()
    return min(len(content), len(brotli.compress(content)))


class _Drawn(HTMLParser):
    """The addresses of what a page is drawn with."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload", "modulepreload"):
            self.addresses.append(given["href"])
        elif tag in ("script", "img") and "src" in given:
            self.addresses.append(given["src"])
        elif tag == "use":
            self.addresses.append(given["href"].partition("#")[0])


def first_visit(site: Path, path: str) -> dict[str, int]:
    """Return the weight of each file that a first visit of the page at *path* asks for, all fonts too."""
    names = {path, *(font.relative_to(site).as_posix() for font in site.glob("assets/*.woff2"))}
    for address in _Drawn((site / path).read_text("utf-8")).addresses:
        if (target := urljoin(ADDRESS + path, address)).startswith(ADDRESS):
            names |= _with_imports(site, target.removeprefix(ADDRESS))
    return {name: _weight(site / name) for name in names}


_weight = cache(gzipped)


@cache
def _with_imports(site: Path, name: str) -> frozenset[str]:
    """Return *name* and, of a module, what it imports at once; what it imports later is no part of a first visit."""
    names = {name}
    if name.endswith(".js"):
        for imported in re.findall(r'^import [^;]*? from "(\./[^"]+)"', (site / name).read_text("utf-8"), re.M):
            names |= _with_imports(site, urljoin(name, imported))
    return frozenset(names)


def asked_for(page, site: Path, address: str) -> dict[str, int]:
    """Return a dict that fills with the files a browser's page asks for, and their weight over the wire."""
    files: dict[str, int] = {}

    def note(request):
        name = unquote(urlsplit(request.url).path).lstrip("/")
        path = site / (name + "index.html" if name.endswith("/") or not name else name)
        if request.url.startswith(address) and path.is_file():
            files[name] = gzipped(path)

    page.on("request", note)
    return files


def first_search(page, site: Path, address: str, query: str) -> dict[str, int]:
    """Return the files, with their weights, that a first search asks for beyond its page, which *page* shows.

    It is over when ten results stand there.
    """
    page.wait_for_load_state("networkidle")
    files = asked_for(page, site, address)
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    page.locator("[data-results] > li").nth(9).wait_for()
    return files
