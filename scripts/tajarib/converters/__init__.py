"""Converters: a case in another standard, and a draft of a case from it; a module a format.

What a format takes of a case, and what it gives back whole, is said once, in ``tajarib.exports.crosswalks``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tajarib.catalogue import Case
from tajarib.converters import dcat, publiccode, schema_org
from tajarib.converters.draft import Draft
from tajarib.exports.edition import Edition


@dataclass(frozen=True)
class Converter:
    """One format, named as its crosswalk is."""

    write: Callable[[Edition, Case], bytes]
    read: Callable[[Edition, bytes], Draft]
    unanswered: Callable[[bytes], tuple[str, ...]] = lambda content: ()
    """What the standard asks for and a written file does not have."""


CONVERTERS: Mapping[str, Converter] = {
    "publiccode": Converter(publiccode.write, publiccode.read, publiccode.unanswered),
    "schema-org": Converter(schema_org.write, schema_org.read),
    "dcat": Converter(dcat.write, dcat.read),
}
