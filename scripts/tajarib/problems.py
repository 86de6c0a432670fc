"""What may be wrong with the corpus, as values; and the ways to tell it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tajarib.i18n import Strings


@dataclass(frozen=True)
class Place:
    """Line and column in a file, both from 1, and the text that was written there."""

    line: int
    column: int
    raw: str = ""


START = Place(1, 1)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong, at one place. What it means and how to mend it is told by the rule of its ``code``."""

    path: str
    """The file, from the root of the corpus's project, with forward slashes."""
    line: int
    column: int
    code: str
    """E and three digits for an error, W for a warning."""
    field: str = ""
    """The path in the record: figures[2].points[0].sources."""
    found: str = ""
    """What was found."""
    allowed: tuple[str, ...] = ()
    """What is allowed, where that can be listed."""
    hint: str = ""
    """The nearest right spelling, where there is one."""

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")


_LENGTH = 80
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_LISTED = 12  # A longer list of what is allowed helps nobody; the hint and the reference page do.


def message(problem: Problem, strings: Strings) -> str:
    """Return the sentence for *problem*, in the language of *strings*, the hint included."""
    from tajarib.rules import RULES  # The wording lives with the rule; rules import this module.

    # What is of the wrong kind is told in words of ours ("a list"); all else stands as it is in the file.
    translated = strings.translations.gettext if problem.code == "E104" else str
    found = printable(translated(problem.found) if problem.found else "")
    text = strings(RULES[problem.code].message, found=found, field=printable(problem.field))
    if problem.hint:
        text += " " + strings('(did you mean "{hint}"?)', hint=printable(problem.hint))
    elif problem.allowed:
        listed = ", ".join(map(translated, problem.allowed[:_LISTED])) + (
            " …" if len(problem.allowed) > _LISTED else ""
        )
        text += " " + strings("(allowed: {allowed})", allowed=listed)
    return text


def printable(text: str) -> str:
    """Return *text* on one line, not too long, and with nothing in it that a terminal or a reader would obey."""
    text = " ".join(text.split())
    if len(text) > _LENGTH:
        text = text[:_LENGTH] + "…"
    return "".join(f"U+{ord(c):04X}" if unicodedata.category(c) in _UNSEEN else c for c in text)


def as_text(problems: Sequence[Problem], languages: Sequence[Strings]) -> str:
    """Return a line a problem: ``path:line:column CODE field: message``, in each of *languages*."""
    lines = []
    for problem in problems:
        where = f"{printable(problem.path)}:{problem.line}:{problem.column} {problem.code}"
        field = f" {printable(problem.field)}:" if problem.field else ""
        first, *others = (message(problem, strings) for strings in languages)
        lines.append(f"{where}{field} {first}")
        lines.extend(f"    {other}" for other in others)
    return "".join(f"{line}\n" for line in lines)


def as_json(problems: Sequence[Problem], languages: Sequence[Strings]) -> str:
    """Return one JSON object: ``{"errors", "warnings", "problems": [{…, "message": {language: …}}]}``."""
    rows = [
        {
            "code": p.code,
            "severity": "error" if p.is_error else "warning",
            "path": p.path,
            "line": p.line,
            "column": p.column,
            "field": p.field,
            "found": p.found,
            "allowed": list(p.allowed),
            "hint": p.hint,
            "message": {strings.language: message(p, strings) for strings in languages},
        }
        for p in problems
    ]
    counts = {"errors": sum(p.is_error for p in problems), "warnings": sum(not p.is_error for p in problems)}
    return json.dumps({**counts, "problems": rows}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Sequence[Problem], languages: Sequence[Strings]) -> str:
    """Return a workflow command a problem, which GitHub shows on its line.

    The escapes are those of https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    lines = []
    for p in problems:
        level = "error" if p.is_error else "warning"
        text = "\n".join(message(p, strings) for strings in languages)
        title = f"{p.code} {printable(p.field)}".strip()
        properties = {"file": p.path, "line": str(p.line), "col": str(p.column), "title": title}
        head = ",".join(f"{key}={_escape(value, also=':,')}" for key, value in properties.items())
        lines.append(f"::{level} {head}::{_escape(text)}\n")
    return "".join(lines)


def _escape(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


REPORTERS: Mapping[str, Callable[[Sequence[Problem], Sequence[Strings]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def nearest(word: str, allowed: Iterable[str], *, likeness: float = 0.6) -> str:
    """Return the one of *allowed* that *word* most likely meant, or nothing where none is like enough."""
    import difflib

    by_folded = {candidate.casefold(): candidate for candidate in allowed}
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[matches[0]] if matches else ""
