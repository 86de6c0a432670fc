"""The sitemap: every page that truly exists, with the address of its other languages and the day it last changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from tajarib.xml import as_xml

NAME = "sitemap.xml"
MOST = 50_000
"""The most addresses that a sitemap may hold: https://www.sitemaps.org/protocol.html."""

Entry = tuple[str, Iterable[tuple[str, str]], str]
"""An absolute address, its alternates, (hreflang, absolute address), and the day of its content, if that is known."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemaps(entries: Iterable[Entry], site_url: str) -> Mapping[str, bytes]:
    """Return the sitemap of *entries* by its name; where it would be too long, several, and the index that names them.

    *site_url*: where the site is published, with a closing slash.
    """
    ordered = sorted(entries)
    if len(ordered) <= MOST:
        return {NAME: _sitemap(ordered)}
    parts = {
        f"sitemap-{i + 1}.xml": _sitemap(ordered[start : start + MOST])
        for i, start in enumerate(range(0, len(ordered), MOST))
    }
    index = ET.Element("sitemapindex", xmlns=_SITEMAP)
    for name in parts:
        ET.SubElement(ET.SubElement(index, "sitemap"), "loc").text = site_url + name
    return {NAME: as_xml(index), **parts}


def _sitemap(entries: Sequence[Entry]) -> bytes:
    root = ET.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for address, alternates, day in entries:
        url = ET.SubElement(root, "url")
        ET.SubElement(url, "loc").text = address
        if day:
            ET.SubElement(url, "lastmod").text = day
        for language, other in alternates:
            ET.SubElement(url, "xhtml:link", rel="alternate", hreflang=language, href=other)
    return as_xml(root)
