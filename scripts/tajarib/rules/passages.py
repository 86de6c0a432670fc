"""What is read, wherever it stands in a file: the values of a record and the runs of a text, with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tajarib.frontmatter import Path
from tajarib.problems import Place, offset_of, place_in
from tajarib.prose import Prose
from tajarib.reader import CaseFile, DataFile

_AROUND = 8  # so many characters on each side tell one place in a value from another


@dataclass(frozen=True)
class Passage:
    """Wording in a file, of its text or of a value."""

    text: str
    place: Callable[[int, int], Place]
    """The place in the file of the characters from a start to an end."""


def passages(file: CaseFile) -> Iterator[Passage]:
    """Yield what readers read in *file* alone: title, summary, and each block of its text."""
    for key in ("title", "summary"):
        value = file.data.values.get((key,))
        if value and value.raw:
            yield in_value(file, (key,))
    for run in file.prose:
        yield in_run(file, run)


def in_run(file: CaseFile, run: Prose) -> Passage:
    """Return a *run* of the text."""
    return Passage(run.text, lambda start, _: run.place(file, start))


def in_value(file: CaseFile | DataFile, path: Path) -> Passage:
    """Return the value at *path*. Where it is written otherwise (escaped, folded), its parts have the value's place."""
    value = file.data.place(path)

    def place(start: int, end: int) -> Place:
        first = max(start - _AROUND, 0)
        from_value = offset_of(value, file.text)
        # A block of text begins below its sign, and is indented.
        limit = from_value + 2 * len(value.raw) + 100
        offset = file.text.find(value.raw[first : end + _AROUND], from_value, limit)
        if offset < 0:
            return value
        return place_in(file.text, offset + start - first)

    return Passage(value.raw, place)
