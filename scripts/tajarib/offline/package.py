"""Pages put together for reading without a server: links to files, the style in one file, icons in the page."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, normpath, relpath
from xml.etree import ElementTree as ET

from tajarib.offline import FOLDER
from tajarib.offline.document import Document, Icon, Link, Place, read_document
from tajarib.xml import without_namespaces

_LEFT_OUT = ("404.html", "pagefind", FOLDER)


@dataclass(frozen=True)
class BuiltSite:
    """The finished site in a folder, as ``make build`` writes it."""

    folder: Path
    site_url: str
    """Where it is published, with a closing slash."""
    languages: tuple[str, ...]
    """The one at the root first."""

    @cached_property
    def pages(self) -> Mapping[str, Document]:
        """Every page by its address below the root; those that only lead elsewhere are left out."""
        found: dict[str, Document] = {}
        for path in sorted(self.folder.rglob("index.html")):
            name = path.relative_to(self.folder).as_posix()
            address = name.removesuffix("index.html")
            if not name.startswith(_LEFT_OUT[1]):
                page = read_document(address, path.read_text(encoding="utf-8"))
                found |= {} if page.is_redirect else {address: page}
        return found

    @cached_property
    def icons(self) -> Mapping[str, str]:
        """Each icon of the sprite as an SVG symbol."""
        (sprite,) = (self.folder / "assets").glob("icons.*.svg")
        found = {}
        for symbol in without_namespaces(ET.parse(sprite).getroot()):  # noqa: S314 - our own file
            name = symbol.get("id", "")
            symbol.set("id", f"icon-{name}")
            found[name] = ET.tostring(symbol, encoding="unicode")
        return found

    def path(self, address: str, language: str) -> str:
        """Return the address of a page in *language*."""
        return address if language == self.languages[0] else f"{language}/{address}"

    def language_free(self, address: str) -> str:
        """Return the address without its language."""
        first, _, rest = address.partition("/")
        return rest if first in self.languages[1:] else address

    def asset(self, name: str) -> bytes:
        """Return a file for reading without a server: a style sheet carries its fonts."""
        path = self.folder / name
        content = path.read_bytes()
        return _with_fonts(content.decode(), path.parent).encode() if path.suffix == ".css" else content


def _with_fonts(style: str, folder: Path) -> str:
    """Return *style* with its fonts in it: browsers refuse a font from a file beside the page."""

    def inline(match: re.Match[str]) -> str:
        font = base64.b64encode((folder / match[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{font}")'

    return re.sub(r'url\("\./([^"]+\.woff2)"\)', inline, style)


@dataclass(frozen=True)
class Package:
    """The files of one edition."""

    site: BuiltSite
    places: Mapping[str, str]
    """Address of each page in it, language included, to its file."""
    notice: Callable[[Document], str]
    """Makes what stands at the top of each page, as HTML."""

    @property
    def files(self) -> dict[str, bytes]:
        """Every file by its path: the pages, and what they need."""
        pages = [self.site.pages[address] for address in self.places]
        files = {self.places[page.address]: self.page(page).encode() for page in pages}
        files |= {name: self.site.asset(name) for name in self._beside(pages)}
        return files

    def page(self, page: Document) -> str:
        """Return *page* as it stands in this edition."""
        here = dirname(self.places[page.address])
        icons = dict.fromkeys(part.name for part in page.parts if isinstance(part, Icon))
        written = []
        for part in page.parts:
            match part:
                case str():
                    written.append(part)
                case Link():
                    written.append(self._link(part, here))
                case Icon(name):
                    written.append(f'href="#icon-{name}"')
                case Place("notice"):
                    written.append(self.notice(page))
                case Place():
                    symbols = "".join(self.site.icons[name] for name in icons if name in self.site.icons)
                    written.append(f"<svg hidden>{symbols}</svg>")
        return "".join(written)

    def target(self, link: Link) -> str | None:
        """Return the file of this edition that *link* leads to, or ``None`` where it leads out of it."""
        if link.target in self.places:
            return self.places[link.target]
        return link.target if self._is_beside(link) else None

    def _link(self, link: Link, here: str) -> str:
        target = self.target(link)
        if target is not None:
            fragment = link.rest[link.rest.find("#") :] if "#" in link.rest else ""
            return f'{link.attribute}="{html.escape(relpath(target, here or ".") + fragment)}"'
        address = html.escape(self.site.site_url + link.target + link.rest)
        return f'{link.attribute}="{address}"' + (" data-online" if link.tag == "a" else "")

    def _is_beside(self, link: Link) -> bool:
        """Whether *link* leads to a file that belongs to a page of this edition: the style, a page's data."""
        if link.target.endswith("/") or not link.target:
            return False
        is_needed = link.tag != "a" and link.target.startswith("assets/")
        folder = f"{dirname(normpath(link.target))}/"
        return (is_needed or folder in self.places) and (self.site.folder / link.target).is_file()

    def _beside(self, pages: Iterable[Document]) -> list[str]:
        targets = {link.target for page in pages for link in page.links if self._is_beside(link)}
        return sorted(targets)
