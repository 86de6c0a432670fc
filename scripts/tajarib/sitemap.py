"""The sitemap: every page that truly exists, with the address of its other languages."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(entries: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> bytes:
    """Return sitemap XML for *entries*: (absolute address, its alternates as (hreflang, absolute address))."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for address, alternates in sorted(entries):
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = address
        for language, other in alternates:
            ET.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=other)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
