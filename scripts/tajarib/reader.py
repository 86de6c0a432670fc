"""Files to records. A broken file is a value with problems, never an exception."""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from markdown_it.token import Token
from pydantic import BaseModel

from tajarib import frontmatter
from tajarib.markdown import Rendered, Section, parser, section_tokens, sections
from tajarib.model.case import CaseRecord, Translation
from tajarib.problems import START, Place, Problem, nearest, place_in
from tajarib.prose import Prose, prose
from tajarib.validation import field_name, validate

COUNTRIES = ("bahrain", "kuwait", "oman", "qatar", "saudi-arabia", "uae", "gcc")
"""The folders of the corpus: the six states, and gcc for joint work."""

MAX_BYTES = 250_000
"""A larger file is no case: one of the longest has a seventh of it."""

_CASE_NAME = re.compile(r"(?P<slug>.+?)\.(?P<language>[^.]+)\.md")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FENCE = "---"


@dataclass(frozen=True)
class CaseFile:
    """One file of a case: its place, what it holds, and what was wrong with reading it."""

    path: str
    """From the project's root, with forward slashes: cases/oman/feedback/tajawob.ar.md."""
    country: str
    theme: str
    slug: str
    language: str
    data: frontmatter.Data = field(default_factory=frontmatter.Data, compare=False)
    """The front matter as written, with the place of every part."""
    body: str = ""
    """The text after the front matter, with ``\\n`` line ends."""
    body_line: int = 1
    """The file's line on which ``body`` begins."""
    record: CaseRecord | Translation | None = None
    """The front matter as a record; ``None`` where it does not validate."""
    problems: tuple[Problem, ...] = ()
    """What was wrong with reading it."""
    text: str = field(default="", repr=False)
    """The whole file, with ``\\n`` line ends and no BOM; empty where it could not be read."""
    is_split: bool = False
    """Whether its country and language are known and it could be taken apart, so that rules can look at it."""
    rendered: Rendered | None = field(default=None, repr=False, compare=False)
    """Its text as HTML, where that is known from before."""

    @property
    def id(self) -> str:
        """The case it belongs to: oman/tajawob."""
        return f"{self.country}/{self.slug}"

    @cached_property
    def is_translation(self) -> bool:
        """Whether it translates another file; told by its ``translation`` key, so that a broken one is known too."""
        return isinstance(self.data.value, dict) and "translation" in self.data.value

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the text, in the order of the file; see ``tajarib.markdown``."""
        return sections(self.body, self.language, first_line=self.body_line, tokens=self.markdown[0])

    @property
    def section_tokens(self) -> Mapping[str, list[Token]]:
        """The tokens below the heading of each of ``sections``, by its id."""
        below = section_tokens(self.markdown[0])
        return {section.id: tokens for section, tokens in zip(self.sections[-len(below) :], below, strict=True)}

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole file."""
        return self.text.split("\n")

    def after(self, place: Place, characters: int) -> Place:
        """Return the place so many *characters* after *place*, on its line; never past the end of it."""
        column = min(place.column + characters, len(self.lines[place.line - 1]) + 1)
        return Place(place.line, column)

    @cached_property
    def markdown(self) -> tuple[list[Token], Mapping[str, Mapping[str, Any]]]:
        """The tokens of the text, and the reference definitions in it (label to href, title, map)."""
        environment: dict[str, Any] = {}
        tokens = parser().parse(self.body, environment)
        return tokens, environment.get("references", {})

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The runs of inline text in the text: headings, paragraphs, cells, each with its place."""
        return tuple(_blocks(self))

    @cached_property
    def links(self) -> tuple[tuple[str, Place], ...]:
        """The address of each link in the text, with its place."""
        return tuple(
            (str(token.attrs.get("href", "")), place)
            for block in self.blocks
            for token, place in block.inlines
            if token.type == "link_open"
        )

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Each of ``blocks`` as it is read."""
        return tuple(prose(block) for block in self.blocks)

    def problem(self, code: str, at: frontmatter.Path | Place = (), *, of_key: bool = False, **details: Any) -> Problem:
        """Return a problem of this file, *at* a path in its front matter or at a place."""
        return _file_problem(self, code, at, of_key, details)


@dataclass(frozen=True)
class DataFile:
    """A shared file of the corpus that is YAML alone: the taxonomy, a country, the glossary."""

    path: str
    data: frontmatter.Data = field(default_factory=frontmatter.Data, compare=False)
    record: Any = None
    problems: tuple[Problem, ...] = ()
    text: str = field(default="", repr=False)
    """The whole file, with ``\\n`` line ends and no BOM; empty where it could not be read."""

    def problem(self, code: str, at: frontmatter.Path | Place = (), *, of_key: bool = False, **details: Any) -> Problem:
        """Return a problem of this file, *at* a path in its data or at a place."""
        return _file_problem(self, code, at, of_key, details)


def _file_problem(
    file: CaseFile | DataFile, code: str, at: frontmatter.Path | Place, of_key: bool, details: dict[str, Any]
) -> Problem:
    if isinstance(at, Place):
        return Problem(file.path, at.line, at.column, code, **details)
    place = file.data.place(at, of_key=of_key)
    return Problem(file.path, place.line, place.column, code, field=field_name(at), **details)


@dataclass(frozen=True)
class TextBlock:
    """One run of inline text: a heading, a paragraph (also of a list or a quotation), a cell."""

    tag: str
    """What it is: h2, h3, p, th, td."""
    section: str
    """The id of the section it stands in; empty outside the seven, and for their headings."""
    inlines: tuple[tuple[Token, Place], ...]
    """Its tokens (text, citation, link_open, …), each with the place where it begins.

    The place is exact but for text with escapes or entities in it, whose place is that of what follows the last thing
    found.
    """
    enclosing: tuple[int, ...]
    """The lists and tables it stands in, outermost first, each known by the index of its opening token."""
    row: int
    """The index of the token that opens its table row; -1 outside tables."""


# What stands in the text for a token whose content is not simply it.
_MARKS: Mapping[str, str] = {"softbreak": "\n", "hardbreak": "\n", "link_open": "[", "link_close": "]"}
_CONTAINERS = ("bullet_list", "ordered_list", "table")


def _blocks(file: CaseFile) -> Iterator[TextBlock]:
    lines = file.body.split("\n")
    starts = [section.line - file.body_line for section in file.sections]
    enclosing: list[int] = []
    row, last_line, cell_end = -1, -1, 0
    tokens, _ = file.markdown
    for index, token in enumerate(tokens):
        name, _, side = token.type.rpartition("_")
        if name in _CONTAINERS:
            enclosing.append(index) if side == "open" else enclosing.pop()
        elif name == "tr":
            row = index if side == "open" else -1
        if token.type != "inline" or token.map is None:
            continue
        tag, first = tokens[index - 1].tag, token.map[0]
        cell_end = cell_end if first == last_line else 0  # where, in its line, the cell before ended
        indents = []
        for number, content in enumerate(token.content.split("\n")):
            line = lines[first + number] if first + number < len(lines) else ""
            indents.append(max(line.find(content, cell_end if number == 0 else 0), 0))
        last_line, cell_end = first, indents[0] + len(token.content)
        in_section = bisect_right(starts, first) - 1
        section = file.sections[in_section].id if in_section >= 0 and not (tag == "h2" and not token.level > 1) else ""
        places = tuple(_places(token, file.body_line + first, indents))
        yield TextBlock(tag, section, places, tuple(enclosing), row)


def _places(block: Token, first_line: int, indents: list[int]) -> Iterator[tuple[Token, Place]]:
    """Yield the tokens of an inline *block* with their places: each is looked for after the one before."""
    content, at = block.content, 0
    line, line_start, seen = 0, 0, 0
    for token in block.children or ():
        mark = f"[^{token.content}]" if token.type == "citation" else _MARKS.get(token.type) or token.content
        if token.type in ("link_open", "link_close") and token.markup == "autolink":
            mark = "<" if token.type == "link_open" else ">"
        start = content.find(mark or token.markup, at)
        if start >= 0:
            at = start + len(mark or token.markup)
        else:
            start = at
        if token.type == "link_close" and content.startswith("(", at):
            at = max(content.find(")", at) + 1, at)  # past the address, in which a word may stand again
        if breaks := content.count("\n", seen, start):
            line, line_start = line + breaks, content.rfind("\n", seen, start) + 1
        seen = start
        yield token, Place(first_line + line, start - line_start + indents[line] + 1)


def case_paths(cases: Path) -> list[Path]:
    """Return the files below *cases* that are or should be case files, sorted: all but the shared YAML files."""
    found = []
    for folder, folders, names in os.walk(cases):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in names if not name.startswith(".") and not name.endswith(".yml")]
    return sorted(found, key=lambda path: path.as_posix())


def read_case(root: Path, path: Path, vocabularies: Mapping[str, Iterable[str]]) -> CaseFile:
    """Return the case file at *path* below *root*. *vocabularies* are the codes a record may use."""
    relative = path.relative_to(root).as_posix()
    raw, problems = read_raw(path, relative)
    return read_case_raw(relative, raw, vocabularies, problems)


def read_case_raw(
    relative: str,
    raw: bytes | None,
    vocabularies: Mapping[str, Iterable[str]],
    problems: Iterable[Problem] = (),
) -> CaseFile:
    """Return the case file whose content is *raw*, or ``None`` where it could not be read."""
    text, found = _decoded(raw, relative)
    parts, path_problems = _parts(relative, vocabularies)
    problems = [*problems, *found, *path_problems]
    if text is None or not parts[0]:  # what is no case by its path is not read as one
        return CaseFile(relative, *parts, problems=tuple(problems))
    return read_case_text(relative, text, vocabularies, problems)


def case_known(relative: str, raw: bytes, value: str, rendered: Rendered | None) -> CaseFile:
    """Return the case file whose content is *raw*, once found sound; *value* is what its front matter says, as JSON.

    It has no record, and none of its problems.
    """
    text, _ = _decoded(raw, relative)
    assert text is not None
    front, body, body_line = split(text)
    assert front is not None
    parts, _ = _parts(relative, {})
    data = frontmatter.PlacedLater(value, front, 2)
    return CaseFile(relative, *parts, data, body, body_line, text=text, is_split=True, rendered=rendered)


def read_case_text(
    relative: str, text: str, vocabularies: Mapping[str, Iterable[str]], problems: Iterable[Problem] = ()
) -> CaseFile:
    """Return the case file that *text* is, at the path *relative*; *problems* are those already known."""
    problems = list(problems)
    text = _normal(text)
    parts, _ = _parts(relative, vocabularies)
    front, body, body_line = split(text)
    if front is None:
        code = "E005" if body_line == 1 else "E006"
        return CaseFile(relative, *parts, body=body, problems=(*problems, Problem(relative, 1, 1, code)), text=text)
    data = frontmatter.parse(front, first_line=2)
    problems += _faults(relative, data)
    record = None
    if not data.faults:
        kind = Translation if isinstance(data.value, dict) and "translation" in data.value else CaseRecord
        record, found = validate(kind, relative, data, vocabularies)
        problems += found
    is_split = parts[0] in COUNTRIES and parts[3] in vocabularies.get("languages", (parts[3],))
    return CaseFile(relative, *parts, data, body, body_line, record, tuple(problems), text, is_split)


def read_new_case(relative: str, text: str, vocabularies: Mapping[str, Iterable[str]]) -> CaseFile:
    """Return the case file that *text* would be at the path *relative*, with what is wrong with path and size."""
    _, problems = _parts(relative, vocabularies)
    if (size := len(text.encode())) > MAX_BYTES:
        problems.append(Problem(relative, 1, 1, "E003", found=f"{size:,}"))
    return read_case_text(relative, text, vocabularies, problems)


def read_data(
    root: Path,
    path: Path,
    kind: type[BaseModel],
    vocabularies: Mapping[str, Iterable[str]] | None = None,
    *,
    limit: int = MAX_BYTES,
) -> DataFile:
    """Return the YAML file at *path*, of at most *limit* bytes, as a record of *kind*."""
    relative = path.relative_to(root).as_posix()
    raw, problems = read_raw(path, relative, limit)
    text, found = _decoded(raw, relative)
    problems += found
    if text is None:
        return DataFile(relative, problems=tuple(problems))
    data = frontmatter.parse(text)
    problems += _faults(relative, data)
    record = None
    if not data.faults:
        record, found = validate(kind, relative, data, vocabularies)
        problems += found
    return DataFile(relative, data, record, tuple(problems), text)


def read_raw(path: Path, relative: str, limit: int = MAX_BYTES) -> tuple[bytes | None, list[Problem]]:
    """Return the file's content, or ``None`` and why not."""

    def refuse(code: str, found: str) -> tuple[None, list[Problem]]:
        return None, [Problem(relative, START.line, START.column, code, found=found)]

    if path.is_symlink():
        return refuse("E004", str(path.readlink()))
    try:
        size = path.stat().st_size
        if size > limit:
            return refuse("E003", f"{size:,}")
        return path.read_bytes(), []
    except OSError as error:
        return refuse("E007", error.strerror or str(error))


def _decoded(raw: bytes | None, relative: str) -> tuple[str | None, list[Problem]]:
    """Return *raw* as text with ``\\n`` line ends and no BOM, or ``None`` and why not."""
    if raw is None:
        return None, []

    def refuse(code: str, place: Place, found: str = "") -> tuple[None, list[Problem]]:
        return None, [Problem(relative, place.line, place.column, code, found=found)]

    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = _normal(raw[: error.start].decode())
        return refuse("E001", place_in(before, len(before)), f"0x{raw[error.start]:02X}")
    text = _normal(text)
    if (nul := text.find("\0")) >= 0:
        return refuse("E002", place_in(text, nul))
    return text, []


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def address_of(relative: str) -> str:
    """Return the address of the case that the file at *relative* belongs to: cases/oman/tajawob/; else nothing."""
    (country, _, slug, language), problems = _parts(relative, {})
    return f"cases/{country}/{slug}/" if country and language and not problems else ""


def is_slug(name: str) -> bool:
    """Return whether *name* can be the last part of a case's address."""
    return bool(_SLUG.fullmatch(name)) and len(name) <= 64


def id_of(relative: str) -> str:
    """Return the id of the case that the file at *relative* would belong to, by its path alone."""
    parts, _ = _parts(relative, {})
    return f"{parts[0]}/{parts[2]}"


def _parts(relative: str, vocabularies: Mapping[str, Iterable[str]]) -> tuple[tuple[str, str, str, str], list[Problem]]:
    """Return (country, theme, slug, language) as the path says, and what is wrong with the path."""
    parts = PurePosixPath(relative).parts or ("",)
    name = _CASE_NAME.fullmatch(parts[-1])
    if len(parts) != 4 or parts[0] != "cases" or "/".join(parts) != relative or not name:
        return ("", "", parts[-1], ""), [Problem(relative, 1, 1, "E010", found=relative)]
    country, theme, slug, language = parts[1], parts[2], name["slug"], name["language"]
    problems = []

    def refuse(code: str, found: str, allowed: Iterable[str] = ()) -> None:
        allowed = tuple(allowed)
        problems.append(Problem(relative, 1, 1, code, found=found, allowed=allowed, hint=nearest(found, allowed)))

    if country not in COUNTRIES:
        refuse("E011", country, COUNTRIES)
    if theme not in (themes := tuple(vocabularies.get("themes", (theme,)))):
        refuse("E012", theme, themes)
    if language not in (languages := tuple(vocabularies.get("languages", (language,)))):
        refuse("E013", language, languages)
    if "." in slug:
        refuse("E015", slug)  # static-i18n would read ".ai" in "x.ai.ar.md" as a language
    elif not is_slug(slug):
        refuse("E014", slug)
    return (country, theme, slug, language), problems


def split(text: str) -> tuple[str | None, str, int]:
    """Return (front matter, body, the body's first line); front matter ``None`` and line 1 or 2: none, or unclosed."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None, text, 2


_FAULT_CODES = {
    "syntax": "E020",
    "tab": "E021",
    "duplicate-key": "E022",
    "anchor": "E023",
    "tag": "E024",
    "depth": "E025",
}


def _faults(relative: str, data: frontmatter.Data) -> list[Problem]:
    return [
        Problem(relative, fault.place.line, fault.place.column, _FAULT_CODES[fault.kind], found=fault.found)
        for fault in data.faults
    ]
