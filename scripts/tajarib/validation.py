"""A record validated: Pydantic's errors in our words, each on its line, with what is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from tajarib import frontmatter
from tajarib.i18n import N_
from tajarib.problems import Problem, nearest

# Pydantic's error types, in our words. What is not listed is a wrong type.
_MODEL_CODES: Mapping[str, str] = {
    "missing": "E101",
    "extra_forbidden": "E103",
    "source_date": "E105",
    "unknown_code": "E106",
    "literal_error": "E106",
    "address": "E107",
    "greater_than": "E108",
    "greater_than_equal": "E108",
    "less_than": "E108",
    "less_than_equal": "E108",
    "too_short": "E109",
    "string_too_short": "E109",
    "string_too_long": "E110",
    "string_pattern_mismatch": "E111",
}
_MARKS = ("~value", "~word", "[key]")
"""What Pydantic, and the tags of ``OrNotPublished``, put into a path that is no part of it."""
ALIKE = 0.75  # of codes, which are short, so that "citizens" is not taken for "entities"
_WRONG_TYPE = "E104"
_TOO_SHORT = "E109"
EXPECTED: Mapping[str, str] = {
    "model_type": N_("a mapping (key: value)"),
    "model_attributes_type": N_("a mapping (key: value)"),
    "dict_type": N_("a mapping (key: value)"),
    "tuple_type": N_("a list (- …)"),
    "string_type": N_("text; a number or a word like true as text stands in quotes"),
    "bool_type": N_("true or false"),
    "int_type": N_("a whole number in digits"),
    "number": N_("a number in digits"),
}


def validate(
    kind: type[BaseModel], path: str, data: frontmatter.Data, vocabularies: Mapping[str, Iterable[str]] | None
) -> tuple[Any, list[Problem]]:
    """Return the record of *kind* that *data* is, or ``None``, and what is wrong with it, each on its line."""
    try:
        return kind.model_validate(data.value, context={"taxonomy": vocabularies}), []
    except ValidationError as error:
        problems = [_problem(kind, path, data, detail) for detail in error.errors(include_url=False)]
        # A list all of whose entries are wrong is called too short as well; the entries' own problems say it better.
        inner = tuple(problem.field for problem in problems if problem.code != _TOO_SHORT)
        return None, [p for p in problems if p.code != _TOO_SHORT or not any(f.startswith(p.field) for f in inner)]


def _problem(kind: type[BaseModel], path: str, data: frontmatter.Data, detail: Any) -> Problem:
    where = tuple(part for part in detail["loc"] if part not in _MARKS)
    code = _MODEL_CODES.get(detail["type"], _WRONG_TYPE)
    context = detail.get("ctx", {})
    of_key = code == "E103" or "[key]" in detail["loc"]
    place = data.place(where, of_key=of_key)
    found, hint = place.raw, ""
    allowed: tuple[str, ...] = ()
    if code == "E101":
        found = str(detail["loc"][-1])
    elif code == "E103":
        found = str(detail["loc"][-1])
        allowed = _keys(kind, where[:-1])
        hint = nearest(found, allowed)
    elif code == "E106":
        found = str(detail["input"])
        # For a Literal, Pydantic gives the allowed words in one text: 'count', 'share' or 'rank'.
        allowed = tuple(context.get("allowed") or re.findall("'([^']*)'", context["expected"]))
        hint = nearest(found, allowed, likeness=ALIKE)
    elif code == "E107":
        found = str(detail["input"])
    elif code == "E108":
        allowed = tuple(f"{_SIGNS[name]} {limit}" for name, limit in context.items() if name in _SIGNS)
    elif code == "E110":
        found, allowed = str(len(str(detail["input"]))), (f"≤ {context['max_length']}",)
    elif code == "E111":
        allowed = (FORMS.get(context["pattern"], context["pattern"]),)
    elif code == _WRONG_TYPE and _is_cut_off(data, where, detail["input"]):
        # {ar: …, en: One, two}: the comma ends the text, and what follows it is a key without a value.
        code, place, found = "E026", data.place(where, of_key=True), str(where[-1])
    elif code == _WRONG_TYPE:
        found = place.raw or _describe(detail["input"])
        allowed = (EXPECTED.get(detail["type"], detail["msg"]),)
    return Problem(path, place.line, place.column, code, field_name(where), found, allowed, hint)


def _is_cut_off(data: frontmatter.Data, where: frontmatter.Path, value: Any) -> bool:
    is_language = where[-1:] in ((), ("ar",), ("en",))
    return value is None and not is_language and (*where[:-1], "ar") in data.keys


_SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
# The forms that codes have, shown by an example; a pattern tells most people nothing.
FORMS: Mapping[str, str] = {
    r"^[A-Z][A-Z0-9]{0,11}$": "S1, S2, …",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "users, users-of-the-app, …",
    r"^[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*$": "oman/tajawob, …",
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "ar, en, …",
    r"^[A-Z]{2}$": "JO, EG, …",
    r"^[A-Z]{3}$": "BHD, USD, …",
    r"^W\d{3}$": "W203, …",
    r"^[0-9a-f]{8}$": "3f2a91c0, …",
}


def _describe(value: Any) -> str:
    return {dict: N_("a mapping"), list: N_("a list"), type(None): N_("nothing")}.get(type(value), str(value))


def _keys(kind: Any, where: frontmatter.Path) -> tuple[str, ...]:
    """Return the keys that are allowed at *where* in a record of *kind*, from its JSON Schema."""
    schema = kind.model_json_schema()
    node = schema

    def resolve(node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        for alternative in (*node.get("anyOf", ()), *node.get("oneOf", ())):
            candidate = resolve(alternative)
            if candidate.get("type") in ("object", "array"):
                return candidate
        return node

    for part in where:
        node = resolve(node)
        node = (
            node.get("items", {})
            if isinstance(part, int)
            else node.get("properties", {}).get(part, node.get("additionalProperties") or {})
        )
    return tuple(resolve(node).get("properties", ()))


def field_name(path: frontmatter.Path) -> str:
    """Return ("figures", 2, "sources") as ``figures[2].sources``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
