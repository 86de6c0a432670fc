"""What may be wrong with the corpus, as values; and the ways to tell it."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tajarib.i18n import Strings


@dataclass(frozen=True)
class Place:
    """Line and column in a file, both from 1, and the text that was written there."""

    line: int
    column: int
    raw: str = ""


START = Place(1, 1)


def place_in(text: str, offset: int) -> Place:
    """Return the place of the character at *offset* of the file that is *text*."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return Place(line, offset - starts[line - 1] + 1)


def offset_of(place: Place, text: str) -> int:
    """Return the offset of the character at *place* in the file that is *text*."""
    return _line_starts(text)[place.line - 1] + place.column - 1


@lru_cache(maxsize=1)  # a file may have a hundred thousand things wrong, one asked for after the other
def _line_starts(text: str) -> Sequence[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


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
    reason: str = ""
    """What is wrong with this in particular, where the rule is on many things; a string of the interface."""

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")


LENGTH = 80
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
LISTED = 12  # A longer list of what is allowed helps nobody; the hint and the place where all stand do.
_WHOLE = {"E106": "cases/taxonomy.yml"}
"""Where all stands that a list is cut from, by code."""


def message(problem: Problem, strings: Strings) -> str:
    """Return the sentence for *problem*, in the language of *strings*, the hint included."""
    from tajarib.rules import RULES  # The wording lives with the rule; rules import this module.

    # What is of the wrong kind is told in words of ours ("a list"); all else stands as it is in the file.
    translated = strings.translations.gettext if problem.code == "E104" else str
    found = printable(translated(problem.found) if problem.found else "")
    text = strings(RULES[problem.code].message, found=found, field=printable(problem.field))
    if problem.reason:
        text += ": " + strings(problem.reason)
    if problem.hint and printable(problem.hint) != found:
        text += " " + strings('(did you mean "{hint}"?)', hint=printable(problem.hint))
    elif problem.allowed:
        listed = ", ".join(map(translated, problem.allowed[:LISTED]))
        is_cut = len(problem.allowed) > LISTED
        if is_cut and problem.code in _WHOLE:
            whole = _WHOLE[problem.code]
            text += " " + strings("(allowed: {allowed} …; all are in {path})", allowed=listed, path=whole)
        else:
            text += " " + strings("(allowed: {allowed})", allowed=listed + (" …" if is_cut else ""))
    return text


def printable(text: str) -> str:
    """Return *text* on one line, not too long, and with nothing in it that a terminal or a reader would obey."""
    text = " ".join(text.split())
    if len(text) > LENGTH:
        text = text[:LENGTH] + "…"
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


_SUMMED_UP = 200  # GitHub takes a summary of 1 MB; nobody reads one.


def as_markdown(problems: Sequence[Problem], languages: Sequence[Strings]) -> str:
    """Return a summary a language: what was found, each with its place, and what to do. For a reader, not a program."""
    parts = []
    for strings in languages:
        errors = sum(problem.is_error for problem in problems)
        lines = [
            f'<div dir="{strings.direction}" lang="{strings.language}">\n',
            "## " + strings("Check of the cases") + "\n",
            " · ".join(
                (
                    strings.plural("{count} error", "{count} errors", errors),
                    strings.plural("{count} warning", "{count} warnings", len(problems) - errors),
                )
            )
            + "\n",
        ]
        if problems:
            lines.append(_advice(errors, strings) + "\n")
            header = (strings("Code"), strings("Place"), strings("What is wrong"))
            lines.append("| " + " | ".join(header) + " |\n|---|---|---|")
            lines += [_row(problem, strings) for problem in problems[:_SUMMED_UP]]
        if len(problems) > _SUMMED_UP:
            lines.append("\n" + strings("The first {count} are shown.", count=strings.number(_SUMMED_UP)))
        parts.append("\n".join([*lines, "\n</div>\n"]))
    return "\n".join(parts)


def _advice(errors: int, strings: Strings) -> str:
    if not errors:
        return strings(
            "Nothing has to be done. A warning that must stay can be accepted in the record, with the reason."
        )
    return strings("Mend each on the line named, and push again; the page of the rules explains every code.")


def _row(problem: Problem, strings: Strings) -> str:
    where = f"{printable(problem.path)}:{problem.line}:{problem.column}"
    field = _code(printable(problem.field)) + " " if problem.field else ""
    return f"| {problem.code} | {_code(where)} | {field}{_in_cell(message(problem, strings))} |"


def _code(text: str) -> str:
    return f'<code dir="ltr">{_in_cell(text)}</code>'


def _in_cell(text: str) -> str:
    """Return *text* as plain text in a cell of a Markdown table: it may be a stranger's."""
    for character in "&<>|`*_[]":
        text = text.replace(character, f"&#{ord(character)};")
    return text


def _escape(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


REPORTERS: Mapping[str, Callable[[Sequence[Problem], Sequence[Strings]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "markdown": as_markdown,
}


def nearest(word: str, allowed: Iterable[str], *, likeness: float = 0.6) -> str:
    """Return the one of *allowed* that *word* most likely meant, or nothing where none is like enough."""
    import difflib

    by_folded = {candidate.casefold(): candidate for candidate in allowed}
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return by_folded[matches[0]] if matches else ""
