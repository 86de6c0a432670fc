"""The comments of a record, found and put back: each stays with the key or the entry it stands at.

YAML's parsers drop comments, and writing a file anew must not. A comment is tied to what follows it, or, at the end of
a line, to what it follows; it is put back at the line where that is written.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from tajarib.frontmatter import Data, Path, without_other_breaks

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")

Line = tuple[Path, str]
"""A line of a record, with the path of the key or entry that it begins."""


@dataclass(frozen=True)
class Comments:
    """The comments of a record, each with its ``#``, in the order in which they stand."""

    before: tuple[Line, ...] = ()
    """Those on lines of their own, each with the path of what comes after it."""
    behind: tuple[Line, ...] = ()
    """Those at the end of a line, each with the path of what they come after."""
    last: tuple[str, ...] = ()
    """Those after everything."""


NO_COMMENTS = Comments()


def comments(front: str, data: Data, *, first_line: int) -> Comments:
    """Return the comments in the front matter *front*, which says *data* and begins on the file's *first_line*."""
    if "#" not in front:
        return NO_COMMENTS
    placed = sorted(
        ((place.line, place.column), -len(path), index, path)
        for index, (path, place) in enumerate((*data.keys.items(), *data.values.items()))
        # A mapping or a list begins where the first thing in it does, which is what a comment there is about.
        if path and (isinstance(path[-1], int) or place.raw)
    )
    starts, paths = [one[0] for one in placed], [one[-1] for one in placed]
    before: list[Line] = []
    behind: list[Line] = []
    last: list[str] = []
    lines = front.split("\n")
    for number, line in enumerate(_without_values(front).split("\n")):
        match = _COMMENT.search(line)
        if not match:
            continue
        text = lines[number][match.start() :].rstrip()
        following = bisect(starts, (first_line + number, match.start() + 1))
        if line[: match.start()].strip() and following:
            behind.append((paths[following - 1], text))
        elif following < len(paths):
            before.append((paths[following], text))
        else:
            last.append(text)
    return Comments(tuple(before), tuple(behind), tuple(last))


def _without_values(front: str) -> str:
    """Return *front* with an x for each character of a key or a value, so that what is left with a # is a comment."""
    text = without_other_breaks(front)
    parts, end = [], 0
    loader = yaml.CLoader(text)
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.ScalarEvent):
                assert event.start_mark and event.end_mark
                start = event.start_mark.index
                if event.style in ("|", ">"):
                    start = text.index("\n", start)  # its first line may end in a comment
                inner = text[start : event.end_mark.index]
                parts += [text[end:start], re.sub(r"[^\n]", "x", inner)]
                end = event.end_mark.index
    finally:
        loader.dispose()
    return "".join([*parts, text[end:]])


def woven(lines: Sequence[Line], comments: Comments) -> Iterator[str]:
    """Yield *lines* with *comments* at those that write what they stand at, or what it is part of."""
    first: dict[Path, int] = {}
    for index, (path, _) in enumerate(lines):
        for length in range(len(path) + 1):
            first.setdefault(path[:length], index)

    def line_of(path: Path) -> int:
        while path not in first:
            path = path[:-1]
        return first[path]

    before: dict[int, list[str]] = defaultdict(list)
    behind: dict[int, list[str]] = defaultdict(list)
    for path, text in comments.before:
        before[line_of(path)].append(text)
    for path, text in comments.behind:
        behind[line_of(path)].append(text)
    for index, (_, line) in enumerate(lines):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        # A line has room for one; what stood at the ends of several that are now one stands above it.
        yield from (indent + text for text in (*before[index], *behind[index][:-1]))
        yield "  ".join([line, *behind[index][-1:]])
    yield from comments.last


def moved(comments: Comments, old: object, new: object) -> Comments:
    """Return *comments* on the data *old* with the paths that the same things have in *new*."""
    return Comments(
        tuple((_moved(path, old, new), text) for path, text in comments.before),
        tuple((_moved(path, old, new), text) for path, text in comments.behind),
        comments.last,
    )


def _moved(path: Path, old: object, new: object) -> Path:
    found: list[str | int] = []
    for part in path:
        if isinstance(old, list) and isinstance(new, list) and isinstance(part, int):
            index = new.index(old[part]) if old[part] in new else part
            if index >= len(new):
                break
            old, new = old[part], new[index]
            found.append(index)
        elif isinstance(old, dict) and isinstance(new, dict) and isinstance(part, str) and part in new:
            old, new = old[part], new[part]
            found.append(part)
        else:
            break
    return tuple(found)
