"""What lets a browser take the search of the library among its own (OpenSearch 1.1)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tajarib.exports.edition import Edition
from tajarib.i18n import strings

NAME = "opensearch.xml"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def opensearch(edition: Edition, language: str) -> bytes:
    """Return the description of the search in *language*."""
    ET.register_namespace("", _OPENSEARCH)
    t = strings(language)
    root = ET.Element(f"{{{_OPENSEARCH}}}OpenSearchDescription")
    for tag, text in (
        ("ShortName", t("Tajarib")),
        ("Description", t("Search all cases, in Arabic and English.")),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        ET.SubElement(root, f"{{{_OPENSEARCH}}}{tag}").text = text
    template = edition.page("search/", language) + "?q={searchTerms}"
    ET.SubElement(root, f"{{{_OPENSEARCH}}}Url", type="text/html", template=template)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"
