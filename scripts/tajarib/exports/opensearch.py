"""What lets a browser take the search of the library among its own (OpenSearch 1.1)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tajarib.exports.edition import Edition
from tajarib.i18n import strings
from tajarib.xml import as_xml

NAME = "opensearch.xml"
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"


def opensearch(edition: Edition, language: str) -> bytes:
    """Return the description of the search in *language*."""
    t = strings(language)
    root = ET.Element("OpenSearchDescription", xmlns=_OPENSEARCH)
    for tag, text in (
        ("ShortName", t("Tajarib")),
        ("Description", t("Search all cases, in Arabic and English.")),
        ("Language", language),
        ("InputEncoding", "UTF-8"),
    ):
        ET.SubElement(root, tag).text = text
    template = edition.page("search/", language) + "?q={searchTerms}"
    ET.SubElement(root, "Url", type="text/html", template=template)
    return as_xml(root)
