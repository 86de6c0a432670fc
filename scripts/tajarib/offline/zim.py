"""A ZIM, the format of Kiwix: the whole site in one file, with a full-text index in both languages."""

from __future__ import annotations

import datetime as dt
import hashlib
import mimetypes
import re
import uuid
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from tajarib.offline.document import Document
from tajarib.offline.forms import classes, other_forms

ILLUSTRATION = Path(__file__).with_name("illustration.png")
"""The site's mark, 48 by 48 pixels."""

_THREE_LETTERS = {"ar": "ara", "en": "eng"}


class _Index(IndexData):  # type: ignore[misc]
    """What the search knows of a page."""

    def __init__(self, title: str = "", content: str = "", keywords: str = "") -> None:
        super().__init__()
        self.title, self.content, self.keywords = title, content, keywords

    def has_indexdata(self) -> bool:
        return bool(self.content)

    def get_title(self) -> str:
        return self.title

    def get_content(self) -> str:
        return self.content

    def get_keywords(self) -> str:
        return self.keywords

    def get_wordcount(self) -> int:
        return len(self.content.split())


class _Entry(Item):  # type: ignore[misc]
    """A file of the ZIM; a page also has a title and is searched."""

    def __init__(self, path: str, content: bytes, title: str = "", index: _Index | None = None) -> None:
        super().__init__()
        self.path, self.content, self.title = path, content, title
        self.index = index or _Index()  # without one, libzim would index the page itself

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        return self.title

    def get_mimetype(self) -> str:
        return mimetypes.guess_type(self.path)[0] or "application/octet-stream"

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.content)

    def get_hints(self) -> dict[Any, int]:
        return {Hint.FRONT_ARTICLE: int(bool(self.title)), Hint.COMPRESS: 1}

    def get_indexdata(self) -> _Index:
        return self.index


def write_zim(
    path: Path,
    files: Mapping[str, bytes],
    pages: Mapping[str, Document],
    searched: Collection[str],
    *,
    title: str,
    description: str,
    languages: tuple[str, ...],
    day: dt.date,
) -> None:
    """Write *files* to a ZIM at *path*. *pages* (by path) are found by title, those *searched* also by their text."""
    forms = classes(pages[name].text for name in searched)
    # Several workers would index the pages in an order of their own.
    with Creator(str(path)).config_indexing(True, _THREE_LETTERS["en"]).config_nbworkers(1) as creator:
        creator.set_mainpath("index.html")
        creator.add_illustration(48, ILLUSTRATION.read_bytes())
        metadata = {
            "Name": "tajarib_mul_all",
            "Title": title,
            "Description": description,
            "Language": ",".join(_THREE_LETTERS.get(language, language) for language in languages),
            "Creator": "Tajarib",
            "Publisher": "Tajarib",
            "License": "CC-BY-4.0",
            "Tags": "_category:other;_ftindex:yes;_pictures:no;_videos:no",
        }
        for name, value in metadata.items():
            creator.add_metadata(name, value)
        creator.add_metadata("Date", day.isoformat(), "text/plain")
        for name in sorted(files):
            page = pages.get(name)
            index = None
            if page and name in searched:
                content = f"{page.text} {other_forms(page.text, forms)}"
                index = _Index(page.title, content, other_forms(page.title, forms))
            creator.add_item(_Entry(name, files[name], page.title if page else "", index))
    _settle(path)


def _settle(path: Path) -> None:
    """Give the ZIM at *path* ids made from its content, where libzim and Xapian put random ones: the same files and day
    then give the same bytes.

    libzim can be told the id in C++ only (``Creator::setUuid``). It stands in the header at byte 8, and the file ends
    with an MD5 sum of all before it (https://wiki.openzim.org/wiki/ZIM_file_format). The id of each of the two indexes
    stands behind its magic number and two bytes of version (Xapian's backends/glass/glass_version.cc).
    """
    content = bytearray(path.read_bytes())
    places = [8, *(found.end() + 2 for found in re.finditer(rb"\x0f\rXapian Glass", content))]
    for place in places:
        content[place : place + 16] = bytes(16)
    name = hashlib.sha256(content[:-16]).hexdigest()
    for i, place in enumerate(places):
        content[place : place + 16] = uuid.uuid5(uuid.NAMESPACE_URL, f"{name}/{i}").bytes
    content[-16:] = hashlib.md5(content[:-16], usedforsecurity=False).digest()
    path.write_bytes(content)
