"""XML as text. Every document says its own namespaces at its root, as attributes, and its names stand as written.

``ElementTree`` keeps the prefixes of all documents in one table of the process: what one of them registers changes how
the next is written. An ``ns0:svg`` in a page is not drawn.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET


def as_xml(root: ET.Element) -> bytes:
    """Return *root* as a document, indented."""
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def without_namespaces(root: ET.Element) -> ET.Element:
    """Return *root*, which was parsed, with the names as they stood there: ``g``, not ``{http://…}g``."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root
