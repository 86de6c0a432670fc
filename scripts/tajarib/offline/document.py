"""A built page taken apart: the text between its links, and the links, so that each edition can set its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

_BASE = "https://site.invalid/"
_LINKS = {"a": "href", "link": "href", "img": "src", "form": "action", "use": "href"}
_KEPT_RELATIONS = {"stylesheet", "icon", "canonical"}


@dataclass(frozen=True)
class Link:
    """A link to something of the site."""

    tag: str
    attribute: str
    target: str
    """Where it leads, below the site's root: en/cases/oman/tajawob/."""
    rest: str
    """What follows: a query, a fragment, or nothing."""


@dataclass(frozen=True)
class Icon:
    """The reference to an icon of the sprite."""

    name: str


@dataclass(frozen=True)
class Place:
    """Where an edition puts something of its own."""

    name: str
    """``notice``, at the beginning of the main part; ``icons``, at the end."""


@dataclass(frozen=True)
class Document:
    """One built page."""

    address: str
    """Below the site's root, language included: en/cases/oman/tajawob/."""
    language: str
    title: str
    parts: tuple[str | Link | Icon | Place, ...]
    text: str
    """What its main part says."""
    is_redirect: bool = False

    @property
    def links(self) -> Iterator[Link]:
        """Its links to pages and files of the site."""
        return (part for part in self.parts if isinstance(part, Link))


def read_document(address: str, content: str) -> Document:
    """Return the page *content*, which stands at *address*, without its scripts."""
    taker = _Taker(address)
    taker.feed(content)
    taker.close()
    text = " ".join("".join(taker.said).split())
    return Document(address, taker.language, " ".join(taker.title.split()), taker.merged(), text, taker.is_redirect)


class _Taker(HTMLParser):
    """Copies a page, except for scripts and what only a server can serve."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=False)
        self.here = _BASE + address
        self.parts: list[str | Link | Icon | Place] = []
        self.said: list[str] = []
        self.title = ""
        self.language = ""
        self.is_redirect = False
        self._within: list[str] = []  # those of title, main, script, noscript that are open

    def merged(self) -> tuple[str | Link | Icon | Place, ...]:
        """Return the parts, neighbouring texts as one."""
        found: list[str | Link | Icon | Place] = []
        for part in self.parts:
            if isinstance(part, str) and found and isinstance(found[-1], str):
                found[-1] += part
            else:
                found.append(part)
        return tuple(found)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        written = self.get_starttag_text() or ""
        if tag in ("script", "noscript", "title", "main"):
            self._within.append(tag)
        if tag == "html":
            self.language = values.get("lang", "")
        says = values.get("http-equiv", "").lower() if tag == "meta" else ""
        self.is_redirect |= says == "refresh"
        is_foreign_relation = tag == "link" and not set(values.get("rel", "").split()) & _KEPT_RELATIONS
        # The policy is about an origin, and a file opened from disk has none.
        is_of_server = is_foreign_relation or says == "content-security-policy"
        if "script" in self._within or "noscript" in self._within or is_of_server:
            return
        self._put(tag, written, values)
        if tag == "br" and "main" in self._within:
            self.said.append(" ")
        if tag == "main":
            self.parts.append(Place("notice"))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if "script" not in self._within and "noscript" not in self._within:
            self._put(tag, self.get_starttag_text() or "", {name: value or "" for name, value in attributes})

    def handle_endtag(self, tag: str) -> None:
        is_dropped = "script" in self._within or "noscript" in self._within
        if self._within and self._within[-1] == tag:
            self._within.pop()
        if is_dropped:
            return
        if tag == "body":
            self.parts.append(Place("icons"))
        self.parts.append(f"</{tag}>")
        if "main" in self._within:
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        self._text(data, data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};", html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};", html.unescape(f"&#{name};"))

    def handle_decl(self, declaration: str) -> None:
        self.parts.append(f"<!{declaration}>")

    def _text(self, written: str, meant: str) -> None:
        if "script" in self._within or "noscript" in self._within:
            return
        self.parts.append(written)
        if "title" in self._within:
            self.title += meant
        if "main" in self._within:
            self.said.append(meant)

    def _put(self, tag: str, written: str, values: dict[str, str]) -> None:
        """Append the start tag as written, its link taken out of it."""
        name = _LINKS.get(tag, "")
        value = values.get(name, "")
        absolute = urljoin(self.here, value)
        is_inner = value and absolute.startswith(_BASE) and not value.startswith("#")
        match = re.search(rf'(?<=\s){name}="[^"]*"', written) if is_inner else None
        if match is None:
            self.parts.append(written)
            return
        parts = urlsplit(absolute)
        path = unquote(parts.path).lstrip("/")
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        new = Icon(parts.fragment) if tag == "use" else Link(tag, name, path, rest)
        self.parts += [written[: match.start()], new, written[match.end() :]]
