"""What is mechanical, put right in the files themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tajarib import canonical
from tajarib.problems import Problem
from tajarib.reader import CaseFile
from tajarib.rules.letters import DIGITS, FARSI_LETTERS, INVISIBLE, PRESENTATION_FORMS, right_letters
from tajarib.rules.typography import LITERAL

_LINES = re.compile("(\r\n|\r|\n)")
_LETTERS = {"E209": INVISIBLE, "E210": FARSI_LETTERS, "E211": PRESENTATION_FORMS, "E212": DIGITS}


def mended(raw: str, problems: Iterable[Problem], *, body_line: int) -> str:
    """Return the file *raw* (as it is on disk) with the letters and marks mended that *problems* name, and no others.

    Wrong letters are told once a line. From *body_line* on, all of the kind on that line are mended; in the record a
    letter may be right elsewhere on it.
    """
    parts = _LINES.split(raw)  # lines at the even places, their ends between them
    for problem in sorted(problems, reverse=True):  # from the end, so that the columns before stay right
        index, start = 2 * (problem.line - 1), problem.column - 1
        line, pattern = parts[index], _LETTERS.get(problem.code)
        if problem.code in LITERAL and problem.hint and line.startswith(problem.found, start):
            parts[index] = line[:start] + problem.hint + line[start + len(problem.found) :]
        elif pattern is not None and pattern.match(line, start):
            everywhere = problem.line >= body_line or problem.code in ("E209", "E211")
            rest = pattern.sub(lambda match: right_letters(match[0]), line[start:], count=0 if everywhere else 1)
            parts[index] = line[:start] + rest
    return "".join(parts)


def reformatted(raw: str, file: CaseFile) -> str:
    """Return *file*, which is *raw* on disk, in the form of all cases, with its own line ends."""
    return canonical.with_ends_of(raw, canonical.formatted(file))
