"""The contribution form, derived from the model: what it asks for, in which groups, in whose words.

A field of the form is a JSON Schema of the plainest kind (text, truth, list, object), because that is what one types
into; ``x-as`` says what the text stands for, and other ``x-`` keys what it may be. A key that is added to the model
appears by itself, at the latest in the last group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tajarib.i18n import N_, Strings
from tajarib.model.case import CaseRecord, Translation
from tajarib.model.values import NOT_PUBLISHED
from tajarib.validation import FORMS

Schema = dict[str, Any]

TEXTS = ("title", "summary")
"""What each language's file says besides its sections; asked for with them."""


@dataclass(frozen=True)
class Group:
    """Keys of the record that are asked for together."""

    id: str
    title: str
    """A string of the interface."""
    keys: tuple[str, ...] = ()
    lead: str = ""
    """What to know before one begins; a string of the interface."""


GROUPS = (
    Group(
        "about",
        N_("What it is"),
        ("kind", "status", "started", "ended", "owner", "address", "countries", "also", "aliases"),
    ),
    Group(
        "sources",
        N_("Sources"),
        ("sources",),
        N_("Begin with these: everything that follows names the source it stands in. What stands in none is left out."),
    ),
    Group("needs", N_("What it is made of, and what it needs"), ("blocks", "prerequisites", "minimum")),
    Group("figures", N_("Figures"), ("figures",), N_("One entry a measure; its values over the years stand in it.")),
    Group("cost", N_("What it cost"), ("cost",)),
    Group("people", N_("Who took part"), ("partners", "partnership")),
    Group("history", N_("What happened when"), ("timeline", "awards")),
    Group("documents", N_("Laws and documents"), ("legal", "documents")),
    Group("reuse", N_("Help on offer, and who copied it"), ("assistance", "replications", "relations", "sdg")),
    Group("gaps", N_("What was looked for and not found"), ("not_found",)),
    Group("rest", N_("For reviewers and editors"), (), N_("Leave this as it is unless you know that you need it.")),
)
"""In the order of the page. The last one has every key that no other names."""

# What a field is called whose description in the model lists its codes: the form shows their names instead.
_OF_CODES: Mapping[str, str] = {
    "kinds": N_("Kind"),
    "statuses": N_("State"),
    "sectors": N_("Sector"),
    "qualifiers": N_("How exact it is"),
    "paces": N_("How often it is paid"),
    "document_types": N_("Kind of document"),
    "relations": N_("Relation"),
    "outcomes": N_("What became of it"),
    "review_states": N_("State of the review"),
    "source_kinds": N_("Kind of source"),
    "levels": N_("How much it is needed"),
}
# What a field is called whose description tells its meaning, but is no name for a field.
_OF_FORM: Mapping[str, str] = {
    "countries": N_("Countries it concerns, the leading one first; for joint cases only"),
    "sdg": N_("Target"),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": N_("Short name for its address: lower-case Latin letters, digits and hyphens"),
    r"^[A-Z]{2}$": N_("Country, by its two letters in ISO 3166-1"),
    r"^[A-Z]{3}$": N_("Currency, by its three letters in ISO 4217"),
}
# What an entry of a list is called, where the model's description of it is no name.
_ENTRIES: Mapping[str, str] = {
    "Source": N_("Source"),
    "Prerequisite": N_("Prerequisite"),
    "Figure": N_("Measure"),
    "Point": N_("Value"),
    "Cost": N_("Amount"),
    "Partner": N_("Partner"),
    "Event": N_("Event"),
    "Award": N_("Award"),
    "Law": N_("Law or decision"),
    "Document": N_("Document"),
    "Assistance": N_("Offer"),
    "Replication": N_("Country"),
    "Relation": N_("Relation"),
    "SdgTarget": N_("Target"),
    "Alias": N_("Name"),
    "Accepted": N_("Warning"),
}
# What a pattern of the model stands for, where the form can suggest values.
_SUGGESTED = {
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "languages",
    r"^[A-Z]{2}$": "territories",
    r"^[A-Z]{3}$": "currencies",
    r"^[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*$": "cases",
}
_DATE = N_("As exact as the source: 2025, 2025-02 or 2025-02-26; 2025~ for about, undated if it does not say")
_SOURCE_KEY = r"^[A-Z][A-Z0-9]{0,11}$"


def groups(t: Strings) -> list[dict[str, Any]]:
    """Return the groups in the language of *t*, each with the keys it asks for: every key of the record is in one."""
    named = {key for group in GROUPS for key in group.keys}
    rest = [key for key in CaseRecord.model_json_schema(by_alias=True)["properties"] if key not in {*named, *TEXTS}]
    return [
        {"id": group.id, "title": t(group.title), "lead": t(group.lead), "keys": list(group.keys) or rest}
        for group in GROUPS
    ]


def wholes(t: Strings, languages: Iterable[str]) -> dict[str, dict[str, Schema]]:
    """Return the fields of an original's and of a translation's front matter, each in the model's order."""
    fields = Fields(t, languages)
    models: dict[str, type[BaseModel]] = {"original": CaseRecord, "translation": Translation}
    return {name: fields.of(model.model_json_schema(by_alias=True)) for name, model in models.items()}


class Fields:
    """Makes fields out of the model's JSON Schema, in one language."""

    def __init__(self, t: Strings, languages: Iterable[str]) -> None:
        self.t = t
        self.languages = tuple(languages)
        self.definitions: Mapping[str, Schema] = {}

    def of(self, schema: Schema) -> dict[str, Schema]:
        """Return the fields of a whole model, by key."""
        self.definitions = schema.get("$defs", {})
        return self._properties(schema)

    def _properties(self, schema: Schema) -> dict[str, Schema]:
        required = schema.get("required", ())
        return {
            key: {**self._field(inner, inner.get("description", "")), "x-required": key in required}
            for key, inner in schema["properties"].items()
        }

    def _field(self, schema: Schema, description: str) -> Schema:
        """Return the field for what *schema* describes, called after *description*."""
        name = schema.get("$ref", "").rpartition("/")[2]
        schema = self.definitions[name] if name else schema
        options = [one for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())) if one.get("type") != "null"]
        if {"type": "string", "const": NOT_PUBLISHED} in options:
            options.remove({"type": "string", "const": NOT_PUBLISHED})
            return {**self._field(options[0], description), "x-not-published": True}
        if len(options) == 1:
            return self._field(options[0], description)
        said = self._said(description, schema)
        default = {"x-default": schema["default"]} if isinstance(schema.get("default"), str) else {}
        if options:  # a year is a number, any other date is text
            return {"description": self.t(_DATE), **said, "type": "string", "x-as": "date"}
        if "x-vocabulary" in schema:
            return {**said, **default, "type": "string", "x-as": "code", "x-vocabulary": schema["x-vocabulary"]}
        if schema["type"] == "object":
            return {**said, **self._object(schema, name)}
        if schema["type"] == "array":
            return {**said, **self._list(schema)}
        if schema["type"] == "boolean":
            return {**said, "type": "boolean", "x-as": "flag"}
        if schema["type"] == "number":
            limits = {"x-above": schema["exclusiveMinimum"]} if "exclusiveMinimum" in schema else {}
            return {**said, **limits, "type": "string", "x-as": "number"}
        return {**said, **self._line(schema)}

    def _object(self, schema: Schema, name: str) -> Schema:
        if "additionalProperties" in schema and "properties" not in schema:
            return {"type": "object", "x-as": "open"}
        if "patternProperties" in schema:
            ((pattern, inner),) = schema["patternProperties"].items()
            entry = self._field(inner, "")
            key = {"type": "string", "x-as": "key", "x-required": True, **self._patterned(pattern)}
            key["title"] = self.t("Short name, by which it is cited")
            entry["properties"] = {":key": key, **entry["properties"]}
            fewest = {"x-fewest": schema["minProperties"]} if "minProperties" in schema else {}
            return {"type": "array", "items": entry, "x-as": "map", **fewest}
        if name == "Text":
            named = {language: self._name(language) for language in self.languages}
            line = {"type": "string", "x-as": "line"}
            required = schema["required"]
            properties = {
                language: {**line, "title": title, "x-language": language, "x-required": language in required}
                for language, title in named.items()
            }
            return {"type": "object", "x-as": "label", "properties": properties}
        properties = self._properties(schema)
        return {"type": "object", "x-as": "part", "properties": properties, **self._entry(schema, name)}

    def _list(self, schema: Schema) -> Schema:
        items = schema["items"]
        fewest = {"x-fewest": schema["minItems"]} if "minItems" in schema else {}
        if "x-vocabulary" in items:
            kind = {"x-as": "codes", "x-vocabulary": items["x-vocabulary"]}
        elif items.get("pattern") == _SOURCE_KEY:
            kind = {"x-as": "refs", "x-pattern": _SOURCE_KEY}
        else:
            return {"type": "array", "x-as": "list", "items": self._field(items, ""), **fewest}
        return {"type": "array", "items": {"type": "string", "x-as": "hidden"}, **kind, **fewest}

    def _line(self, schema: Schema) -> Schema:
        if schema.get("format") == "uri":
            return {"type": "string", "x-as": "address"}
        longest = {"x-longest": schema["maxLength"]} if "maxLength" in schema else {}
        patterned = self._patterned(schema["pattern"]) if "pattern" in schema else {}
        return {"type": "string", "x-as": "line", **longest, **patterned}

    def _patterned(self, pattern: str) -> Schema:
        suggested = {"x-suggested": _SUGGESTED[pattern]} if pattern in _SUGGESTED else {}
        return {"x-pattern": pattern, "x-form": FORMS.get(pattern, pattern), **suggested}

    def _name(self, language: str) -> str:
        return str(self.t.locale.languages.get(language, language))

    def _entry(self, schema: Schema, name: str) -> Schema:
        """Return what one such part is called among others of its kind."""
        described, _ = self._parted(schema.get("description", ""))
        return {"x-entry": self.t(_ENTRIES[name]) if name in _ENTRIES else described}

    def _said(self, description: str, schema: Schema) -> Schema:
        """Return title and help out of a description: what comes before its first colon, and what after."""
        vocabulary = schema.get("x-vocabulary", schema.get("items", {}).get("x-vocabulary", ""))
        form = vocabulary or schema.get("pattern", "")
        first = description.replace(";", ",").split(",")[0].split(" or ")[0]
        if vocabulary in _OF_CODES and re.fullmatch(r"[a-z-]+", first):
            return {"title": self.t(_OF_CODES[vocabulary])}
        if form in _OF_FORM:
            return {"title": self.t(_OF_FORM[form])}
        title, help_ = self._parted(description)
        return {"title": title} | ({"description": help_} if help_ and not vocabulary else {})

    def _parted(self, description: str) -> tuple[str, str]:
        text = self.t.translations.gettext(description) if description else ""
        text = " ".join(text.replace("``", "").replace("*", "").split())
        title, colon, rest = text.partition(":")
        # What follows the first sentence tells those who write files when to leave the key out.
        title = re.split(r"[.؛;](?:\s|$)", title)[0]
        return title, re.split(r"\.(?:\s|$)", rest.strip())[0] if colon else ""
