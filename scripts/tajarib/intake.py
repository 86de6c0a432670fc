"""What the form hands over: the files of one case as data, made by a stranger, and the texts that they are.

``{"format": "tajarib-case/1", "files": {path: {"front": {…}, "body": "…"}}}``: the front matter's data, and the text
after it. Whether that makes a case is the validator's to say; here it is seen to that it can be asked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tajarib.canonical import edited, formatted, written
from tajarib.corpus import Corpus
from tajarib.frontmatter import MAX_DEPTH
from tajarib.i18n import N_
from tajarib.problems import printable
from tajarib.reader import MAX_BYTES

FORMAT = "tajarib-case/1"

LARGEST = 4 * MAX_BYTES
"""A larger document holds no case."""


class RefusedError(Exception):
    """What was handed in is not what the form makes. ``text`` is a string of the interface, with named fields."""

    def __init__(self, text: str, **fields: str) -> None:
        super().__init__(text.format(**fields))
        self.text = text
        self.fields = fields


@dataclass(frozen=True)
class Handed:
    """One file that was handed in."""

    front: Mapping[str, Any]
    body: str


def document(raw: bytes) -> dict[str, Handed]:
    """Return the files of the document *raw* by path, or raise ``RefusedError``. The paths are yet to be looked at."""
    if len(raw) > LARGEST:
        raise RefusedError(N_("the file is larger than any case"))
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode()  # an escape can stand for half a character
    except (UnicodeDecodeError, UnicodeEncodeError) as error:
        raise RefusedError(N_("the file is not UTF-8 text: {found}"), found=error.reason) from None
    except RecursionError:
        raise RefusedError(N_("the file is nested deeper than any case")) from None
    except ValueError as error:
        raise RefusedError(N_("the file is not JSON: {found}"), found=printable(str(error))) from None
    _see(data, "", {"format": str, "files": dict})
    if data["format"] != FORMAT:
        raise _other("format", f'"{FORMAT}"')
    for path, file in data["files"].items():
        _see(file, path, {"front": dict, "body": str})
        _see_values(file["front"], path)
    if len({path.split(".")[0] for path in data["files"]}) != 1:
        found = printable(", ".join(data["files"]) or "–")
        raise RefusedError(N_("the file does not hold the files of one case, but: {found}"), found=found)
    return {path: Handed(file["front"], file["body"]) for path, file in data["files"].items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise RefusedError(N_('the key "{found}" stands here twice'), found=printable(key))
        result[key] = value
    return result


def _no_number(word: str) -> None:
    raise RefusedError(N_("{found} is no number"), found=word)


_KINDS: Mapping[type, str] = {str: N_("text"), dict: N_("a mapping (key: value)")}


def _see(data: Any, at: str, wanted: Mapping[str, type]) -> None:
    """See to it that *data*, which stands at *at*, is a mapping with just the keys *wanted*, of those types."""
    if not isinstance(data, dict):
        raise _other(at, _KINDS[dict])
    for key in dict.fromkeys((*wanted, *data)):
        if key not in wanted or not isinstance(data.get(key), wanted[key]):
            raise _other(f"{at} {key}".strip(), _KINDS[wanted[key]] if key in wanted else N_("nothing"))


def _other(at: str, expected: str) -> RefusedError:
    return RefusedError(N_("{at}: not as the form makes it; expected: {expected}"), at=printable(at), expected=expected)


def _see_values(front: Mapping[str, Any], path: str) -> None:
    values: list[tuple[Any, int]] = [(front, 1)]
    while values:
        value, depth = values.pop()
        if depth > MAX_DEPTH:
            raise RefusedError(N_("the file is nested deeper than any case"))
        if isinstance(value, float) and not math.isfinite(value):
            raise RefusedError(N_("{found} is no number"), found=str(value))
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        values += [(one, depth + 1) for one in inner]


def text(corpus: Corpus, path: str, handed: Handed) -> str:
    """Return the file at *path* as it is to be: of one that is there, only what was edited differs."""
    old = corpus.by_path.get(path)
    if old is None:
        return written(handed.front, handed.body)
    if old.data.faults or not isinstance(old.data.value, dict):
        raise RefusedError(N_("{path} is there already and cannot be read; `make check` says why"), path=path)
    front = dict(handed.front)
    before, now = old.data.value.get("sources"), front.get("sources")
    if isinstance(before, dict) and isinstance(now, dict):
        # Their order is the file's: a form, or what carried its document, may have lost it.
        front["sources"] = {key: now[key] for key in dict.fromkeys((*before, *now)) if key in now}
    new = edited(old, front, handed.body)
    return old.text if new == formatted(old) else new
