"""Front matter: YAML in which every key and every value keeps its place in the file.

The YAML is that of YAML 1.2's core schema, in the plain part of it that a record needs: no anchors, no tags, no
merge keys. So ``NO`` is Norway, ``2025-02-26`` is text, and nothing can refer to itself or grow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from tajarib.problems import Place

Path = tuple[str | int, ...]
"""Where a value stands in the data: ("figures", 2, "points", 0)."""

MAX_DEPTH = 12
"""A record is at most this deep; deeper is no record."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,3})?")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Fault:
    """A fault of the YAML itself: which (a word), where, and what stands there."""

    kind: str
    place: Place
    found: str


@dataclass
class Data:
    """What the YAML says (mappings, lists, text, numbers, booleans, ``None``), and where each part stands."""

    value: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Return the place of the value (or key) at *path*, or of the nearest thing around it."""
        tables = (self.keys, self.values) if of_key else (self.values, self.keys)
        while True:
            for table in tables:
                if path in table:
                    return table[path]
            if not path:
                return Place(1, 1)
            path = path[:-1]


class PlacedLater(Data):
    """Data known from before, in little room. Its value is kept as JSON, and few ask for it again; where its parts
    stand is found out when it is first asked for.
    """

    def __init__(self, value: str, text: str, first_line: int) -> None:
        self.faults = []
        self._json = value.encode(errors="surrogatepass")
        self._text, self._first_line = text.encode(), first_line

    @property
    def value(self) -> Any:
        return json.loads(self._json.decode(errors="surrogatepass"))

    def __getattr__(self, name: str) -> Any:
        if name not in ("values", "keys"):
            raise AttributeError(name)
        parsed = parse(self._text.decode(), first_line=self._first_line)
        self.values, self.keys = parsed.values, parsed.keys
        return getattr(self, name)


def parse(text: str, *, first_line: int = 1) -> Data:
    """Return the data in *text*, whose first line is the file's *first_line*. Faults are never raised."""
    data = Data()
    text = without_other_breaks(text)
    end = Place(first_line + text.count("\n"), len(text) - text.rfind("\n"))

    def place_of(mark: Any, raw: str = "") -> Place:
        """Return the place of a parser's mark; what follows the last line is at its end."""
        line = mark.line + first_line
        return Place(line, mark.column + 1, raw) if line <= end.line else Place(end.line, end.column, raw)

    loader = yaml.CLoader(text)
    try:
        _build(_events(loader), data, place_of)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = place_of(mark) if mark else Place(first_line, 1)
        data.faults.append(Fault("tab" if _is_tab(text, mark) else "syntax", place, error.problem or "YAML"))
    except yaml.reader.ReaderError as error:
        # A character that YAML forbids: the error has a position in the UTF-8 stream, not a mark.
        before = text.encode()[: error.position].decode(errors="ignore")
        place = Place(first_line + before.count("\n"), len(before) - before.rfind("\n"))
        data.faults.append(Fault("syntax", place, f"U+{ord(text[len(before)]):04X}"))
    finally:
        loader.dispose()
    return data


def without_other_breaks(text: str) -> str:
    """Return *text* as long as it is, without what YAML 1.1 takes for line ends too: no editor counts lines by it."""
    return _OTHER_BREAKS.sub(" ", text)


def _events(loader: Any) -> Iterator[Any]:
    while loader.check_event():
        yield loader.get_event()


def _is_tab(text: str, mark: Any) -> bool:
    lines = text.split("\n")
    return mark is not None and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]


def _build(events: Iterator[Any], data: Data, place_of_mark: Callable[..., Place]) -> None:
    """Fill *data* from *events*. One pass, with a stack of our own, so depth costs no recursion."""
    stack: list[tuple[Any, Path]] = []  # the open collections, outermost first
    pending: list[str | None] = []  # per open mapping: the key whose value comes next

    def place_of(event: Any, raw: str = "") -> Place:
        return place_of_mark(event.start_mark, raw)

    def put(value: Any, event: Any, raw: str = "") -> Path:
        """Hang *value* where it belongs, and return its path."""
        if not stack:
            path: Path = ()
            data.value = value
        else:
            container, around = stack[-1]
            if isinstance(container, list):
                path = (*around, len(container))
                container.append(value)
            else:
                key = pending[-1]
                pending[-1] = None
                assert key is not None
                path = (*around, key)
                container[key] = value
        data.values[path] = place_of(event, raw)
        return path

    for event in events:
        if getattr(event, "anchor", None) is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            data.faults.append(Fault("anchor", place_of(event), mark + event.anchor))
        if getattr(event, "tag", None) is not None:
            data.faults.append(Fault("tag", place_of(event), str(event.tag).replace("tag:yaml.org,2002:", "!!")))
        awaits_key = bool(stack) and isinstance(stack[-1][0], dict) and pending[-1] is None
        match event:
            case yaml.AliasEvent():
                if awaits_key:
                    pending[-1] = f"*{event.anchor}"
                else:
                    put(None, event)
            case yaml.ScalarEvent() if awaits_key:
                container, around = stack[-1]
                key = event.value
                if key in container:
                    data.faults.append(Fault("duplicate-key", place_of(event), key))
                else:
                    data.keys[(*around, key)] = place_of(event, key)
                pending[-1] = key
            case yaml.ScalarEvent():
                is_plain = event.implicit[0]  # neither quoted nor a block
                put(_scalar(event.value) if is_plain else event.value, event, event.value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                if awaits_key:
                    data.faults.append(Fault("syntax", place_of(event), "a key that is no plain text"))
                    return
                if len(stack) >= MAX_DEPTH:
                    data.faults.append(Fault("depth", place_of(event), str(MAX_DEPTH)))
                    return
                value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
                path = put(value, event)
                stack.append((value, path))
                if isinstance(value, dict):
                    pending.append(None)
            case yaml.MappingEndEvent():
                stack.pop()
                pending.pop()
            case yaml.SequenceEndEvent():
                stack.pop()
            case yaml.DocumentStartEvent() if event.explicit and data.values:
                data.faults.append(Fault("syntax", place_of(event), "---"))
                return


def _scalar(text: str) -> Any:
    """Return what a plain scalar means by YAML 1.2's core schema; dates stay text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
