"""Linked data: files of strangers as graphs that nothing was fetched for, and what both vocabularies share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tajarib.catalogue import Case
from tajarib.converters.draft import Draft, UnreadableError, decoded
from tajarib.exports.edition import Edition
from tajarib.i18n import N_
from tajarib.model.values import Text
from tajarib.reader import is_slug

SCHEMA = Namespace("https://schema.org/")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_SCHEMA_CONTEXTS = {f"{scheme}://schema.org{end}" for scheme in ("http", "https") for end in ("", "/")}


def graph(raw: bytes) -> Graph:
    """Return the graph in *raw*, JSON-LD or Turtle, or raise ``UnreadableError``. Nothing is fetched for it."""
    text = decoded(raw)
    is_json = text.lstrip().startswith(("{", "["))
    try:
        if is_json:
            text = json.dumps(_at_home(json.loads(text)))
        return Graph().parse(data=text, format="json-ld" if is_json else "turtle", publicID="urn:draft:")
    except UnreadableError:
        raise
    except Exception as error:  # rdflib's parsers raise what they come upon
        kind = "JSON-LD" if is_json else "Turtle"
        raise UnreadableError(N_("the file can't be read: {found}"), f"{kind}, {type(error).__name__}") from None


def _at_home(data: Any) -> Any:
    """Return *data* with schema.org's context as one of its own, or raise for one that would have to be fetched."""
    if isinstance(data, list):
        return [_at_home(one) for one in data]
    if not isinstance(data, dict):
        return data
    if "@import" in data:
        raise UnreadableError(N_("its context would have to be fetched: {found}"), str(data["@import"]))
    return {key: _context(value) if key == "@context" else _at_home(value) for key, value in data.items()}


def _context(value: Any) -> Any:
    if isinstance(value, list):
        return [_context(one) for one in value]
    if not isinstance(value, str):
        return _at_home(value)
    if value not in _SCHEMA_CONTEXTS:
        raise UnreadableError(N_("its context would have to be fetched: {found}"), value)
    return {"@vocab": str(SCHEMA)}


def subject(found: Graph, types: Iterable[URIRef]) -> Node:
    """Return the one thing of these *types* in the graph, or raise ``UnreadableError``."""
    for type_ in types:
        things = list(set(found.subjects(RDF.type, type_)))
        if len(things) == 1:
            return things[0]
        if things:
            raise UnreadableError(N_("the file describes more than one: {found}"), str(type_))
    raise UnreadableError(N_("the file has no {found}"), ", ".join(map(str, types)))


def labels(found: Graph, thing: Node | None, key: URIRef) -> dict[str, str]:
    """Return the texts of a property by language; "" for one that names no language."""
    texts = sorted((one.language or "", str(one)) for one in found.objects(thing, key) if isinstance(one, Literal))
    return dict(texts) if thing is not None else {}


def value(found: Graph, thing: Node, key: URIRef) -> str:
    """Return the least of a property's values as text; empty where there is none."""
    return min((str(one) for one in found.objects(thing, key)), default="")


def texts(named: Mapping[str, str] | Text) -> list[dict[str, str]]:
    """Return texts by language as JSON-LD has them."""
    return [{"@language": language, "@value": text} for language, text in named.items()]


def wording(edition: Edition, case: Case, part: str) -> list[dict[str, str]]:
    """Return the title or the summary of *case* in each of its languages."""
    return texts({language: getattr(case.texts[language], part) for language in edition.written_in(case)})


def day(text: str) -> str:
    """Return a date that ISO 8601 knows as it is; empty for one that is about, between two, or unknown."""
    return text if _DAY.fullmatch(text) else ""


def begun(
    edition: Edition,
    *,
    id_: str,
    original: str,
    titles: Mapping[str, str],
    summaries: Mapping[str, str],
    front: Mapping[str, Any],
    place: Mapping[str, str],
    sections: Mapping[str, Mapping[str, str]],
) -> Draft:
    """Return the draft of what a graph was found to say."""
    languages = [one for one in edition.catalogue.languages if one in titles or one in summaries]
    if not languages and ("" in titles or "" in summaries):
        languages = [original if original in edition.catalogue.languages else "en"]
    languages.sort(key=lambda language: language != original)
    named = {"title": titles, "summary": summaries}
    words = {
        language: {
            key: " ".join(text.split())
            for key, by_language in named.items()
            if (text := by_language.get(language, by_language.get("", "")))
        }
        for language in languages
    }
    country, _, slug = id_.partition("/")
    if country in edition.catalogue.countries and is_slug(slug):
        place = {**place, "country": country, "slug": slug}
    known = {key: one for key, one in front.items() if one}
    return Draft(place, known, words, {one: sections[one] for one in languages if one in sections})
