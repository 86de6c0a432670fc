"""The one form in which a case file is written: the same data gives the same bytes, whoever writes it.

- Keys stand in the order of the model; what the model does not know comes after, by name. Sources keep their order,
  which readers see.
- What readers compare line by line has a line each: the keys of the record, of ``BLOCK`` and of every measure, and the
  entries of a list of mappings. All else stands on one line, in braces or brackets, however long: no text is wrapped.
- A text is in double quotation marks where some reader of YAML could take it for something else. The title, the
  summary and hashes always are; a date never is.
- The text follows the record after one blank line, and the file ends with one line end.

overrides/assets/js/canonical.js writes the same; tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from tajarib.comments import NO_COMMENTS, Comments, Line, comments, moved, woven
from tajarib.dates import SourceDate
from tajarib.frontmatter import Path
from tajarib.model.case import SECTIONS, CaseRecord, Translation
from tajarib.model.values import LANGUAGES, Text
from tajarib.reader import CaseFile

BLOCK = frozenset({"figures", "minimum", "partnership", "reply", "sections", "sources", "translation"})
"""The keys whose mapping, or each mapping in whose list, has a line a key."""

DATE, QUOTED, ANY = "date", "quoted", "*"

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DATE = re.compile(r"undated|[1-9][0-9]{3}|[0-9]{4}[~/-][0-9~/-]*")
# What YAML does not take; what cannot stand as it is, or not at the beginning or the end; a word that is no text; what
# looks like a number.
_REFUSED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_MARKED = re.compile(r"""[,:?\[\]{}#]|^[ &*!|>'"%@`=<~+.-]| $|^$""")
_WORD = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"[0-9][0-9a-fA-FoOxX._+~/-]*")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")


def _keys(model: type[BaseModel]) -> dict[str, Any]:
    """Return the keys of *model* in order, each with what is to be known of its value."""
    return {field.alias or name: _below(field.annotation) for name, field in model.model_fields.items()}


def _below(annotation: Any) -> Any:
    """Return the keys of a mapping, ``DATE``, or ``None`` for what needs no more: texts, numbers, labels."""
    types = list(_types(annotation))
    models = [one for one in types if issubclass(one, BaseModel) and one is not Text]
    keys = DATE if SourceDate in types else _keys(models[0]) if models else None
    return {ANY: keys} if dict in types else keys


def _types(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    elif isinstance(origin := get_origin(annotation), type):
        yield origin
    for argument in get_args(annotation):
        yield from _types(argument)


_WORDING = {"title": QUOTED, "summary": QUOTED}
KEYS: dict[str, Any] = _keys(Translation) | _keys(CaseRecord) | _WORDING
"""Every key of a case file in order, with those below it; ``*`` stands for any. ``None``: nothing to know."""
KEYS["translation"]["sections"] = dict.fromkeys((*_WORDING, *SECTIONS, ANY), QUOTED)


def written(front: Mapping[str, Any], body: str, remarks: Comments = NO_COMMENTS) -> str:
    """Return the case file with *front* as its front matter and *body* as its text; *remarks* are comments."""
    lines: list[Line] = list(_lines(front, KEYS, (), "")) if front else [((), "{}")]
    body = body.replace("\r\n", "\n").replace("\r", "\n").rstrip(" \t\n")
    if blank := _BLANK_LINES.match(body):
        body = body[blank.end() :]
    return "\n".join(["---", *woven(lines, remarks), "---", *(["", body] if body else []), ""])


def _lines(value: Mapping[str, Any], keys: Any, path: Path, indent: str) -> Iterator[Line]:
    """Yield the lines of a mapping that has a line a key, each with the path of what it begins."""
    for key in _ordered(value, keys):
        inner, below, at = value[key], _inside(keys, key), (*path, key)
        head = f"{indent}{_key(key)}:"
        if isinstance(inner, list) and any(isinstance(one, (dict, list)) for one in inner):
            yield at, head
            for index, one in enumerate(inner):
                if isinstance(one, dict) and one and key in BLOCK:
                    (place, first), *others = _lines(one, below, (*at, index), f"{indent}    ")
                    yield place, f"{indent}  - {first.lstrip(' ')}"
                    yield from others
                else:
                    yield (*at, index), f"{indent}  - {_flow(one, below)}"
        elif isinstance(inner, dict) and inner and key in BLOCK:
            yield at, head
            yield from _lines(inner, below, at, f"{indent}  ")
        else:
            yield at, f"{head} {_flow(inner, below)}"


def _flow(value: Any, keys: Any) -> str:
    """Return *value* on one line."""
    if isinstance(value, dict):
        inner = (f"{_key(key)}: {_flow(value[key], _inside(keys, key))}" for key in _ordered(value, keys))
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one, keys) for one in value) + "]"
    if isinstance(value, str):
        is_plain = keys != QUOTED and (_is_plain(value) or (keys == DATE and _DATE.fullmatch(value)))
        return value if is_plain else quoted(value)
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, (bool, int)) else _digits(value)


def _ordered(value: Mapping[str, Any], keys: Any) -> list[str]:
    """Return the keys of a mapping in order. Without any known to the model, it is a label."""
    known = list(keys) if isinstance(keys, dict) else list(LANGUAGES)
    if known == [ANY]:
        return list(value)
    return [key for key in known if key in value] + sorted(key for key in value if key not in known)


def _inside(keys: Any, key: str) -> Any:
    return keys.get(key, keys.get(ANY)) if isinstance(keys, dict) else None


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) else quoted(key)


def _is_plain(text: str) -> bool:
    return not (_REFUSED.search(text) or _MARKED.search(text) or _WORD.fullmatch(text) or _NUMBER.fullmatch(text))


def quoted(text: str) -> str:
    """Return *text* in double quotation marks."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + _REFUSED.sub(lambda match: f"\\u{ord(match[0]):04X}", text) + '"'


def _digits(number: float) -> str:
    """Return *number* without an exponent, and without the point that a whole one does not need."""
    text = format(Decimal(repr(number)), "f")
    return text.removesuffix(".0") if number else "0"


def formatted(file: CaseFile) -> str:
    """Return *file*, whose front matter can be read, in this form, with its comments."""
    return written(file.data.value, file.body, comments_of(file))


def edited(file: CaseFile, front: Mapping[str, Any], body: str) -> str:
    """Return *file* with another *front* and *body* in this form; its comments stay at what they are about."""
    return written(front, body, moved(comments_of(file), file.data.value, front))


def with_ends_of(raw: str, text: str) -> str:
    """Return *text* with the line ends of the file *raw*, as it is on disk."""
    return text.replace("\n", "\r\n") if "\r\n" in raw else text


def comments_of(file: CaseFile) -> Comments:
    """Return the comments in the front matter of *file*."""
    return comments("\n".join(file.lines[1 : file.body_line - 2]) + "\n", file.data, first_line=2)
