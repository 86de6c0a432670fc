"""Rules on the record: keys, values, and how they refer to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tajarib.corpus import Corpus
from tajarib.frontmatter import Path
from tajarib.model.case import CaseRecord
from tajarib.problems import Problem, nearest
from tajarib.reader import CaseFile
from tajarib.rules import found_by_reader, rule

found_by_reader(
    "E101",
    message='the key "{found}" is missing',
    why="Every record needs it. The reference page says what each key means; another case shows one.",
)
found_by_reader(
    "E103",
    message='there is no key "{found}" here',
    why="A key that the record does not know would be lost without a word. It is mostly a slip of spelling.",
)


def source_references(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield (path, key) of each reference to a source in the front matter *value*."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "sources" and isinstance(inner, list):
                yield from (((*path, key, i), ref) for i, ref in enumerate(inner) if isinstance(ref, str))
            else:
                yield from source_references(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from source_references(inner, (*path, index))


@rule(
    "E102",
    message='"{found}" is not in sources',
    why="Every statement leads to the source it stands in. Add the source, or name the one that is meant.",
)
def undefined_source(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    if isinstance(file.record, CaseRecord):
        for path, key in source_references(file.data.value):
            if key not in file.record.sources:
                yield file.problem("E102", path, found=key, hint=nearest(key, file.record.sources))
