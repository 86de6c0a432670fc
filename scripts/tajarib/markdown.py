"""The text of a case: its sections, its citations, its links, each with its line.

CommonMark with tables, and nothing that a stranger's text could act with: no raw HTML, no images. A statement is cited
as ``[^S3]``, the key of a source in the record.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tajarib.arabic import fold
from tajarib.i18n import N_, Strings, strings
from tajarib.model.case import SECTIONS

HEADINGS = {
    "problem": N_("The problem"),
    "approach": N_("The approach"),
    "results": N_("Results"),
    "went-wrong": N_("What went wrong"),
    "lessons": N_("Lessons"),
    "replicate": N_("How to replicate it"),
    "questions": N_("Questions to ask before you start"),
}
"""The fixed heading of each section; in other languages it is the interface's translation of this one."""

_CITATION = re.compile(r"\[\^([A-Za-z0-9_-]{1,24})\]")


@dataclass(frozen=True)
class Section:
    """One part of the text, from a level-two heading to the next."""

    id: str
    """One of ``SECTIONS``; empty for what stands before the first heading, or under one that is none of ours."""
    heading: str
    """The heading as written."""
    line: int
    """The file's line of the heading."""
    text: str
    """The Markdown below the heading."""
    text_line: int
    """The file's line on which ``text`` begins."""

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits that change when the text does, but not with its line breaks or spacing."""
        return fingerprint(self.text)


@dataclass(frozen=True)
class Rendered:
    """A text as HTML; see ``tajarib.render``."""

    sections: Mapping[str, str]
    """By section id, in the order of ``SECTIONS``."""
    cited: Mapping[str, int]
    """How often each source is cited."""


def fingerprint(text: str) -> str:
    """Return eight hex digits of SHA-256 over *text*, in NFC and with runs of white space as one space."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode()).hexdigest()[:8]


def headings(language: str) -> Mapping[str, str]:
    """Return section id to heading, in *language*."""
    return _headings(strings(language))


@cache
def _headings(t: Strings) -> Mapping[str, str]:
    return {id_: t(HEADINGS[id_]) for id_ in SECTIONS}


@cache
def _ids_by_heading(t: Strings) -> Mapping[str, str]:
    return {_plain(heading): id_ for id_, heading in _headings(t).items()}


def _plain(heading: str) -> str:
    return fold(heading).strip(" .:؟?").casefold()


def sections(
    body: str, language: str, *, first_line: int = 1, tokens: Sequence[Token] | None = None
) -> tuple[Section, ...]:
    """Return the sections of *body*, in its order. A preface (text before the first heading) comes first, if any.

    *tokens* are what the parser made of *body*, where that is known already.
    """
    lines = body.split("\n")
    starts = [
        (token.map[0], body_heading)
        for token, body_heading in _level_two(tokens or parser().parse(body))
        if token.map is not None
    ]
    found = []
    preface_end = starts[0][0] if starts else len(lines)
    preface = "\n".join(lines[:preface_end])
    if preface.strip():
        found.append(Section("", "", first_line, preface, first_line))
    ends = [start for start, _ in starts[1:]] + [len(lines)] * bool(starts)
    ids = _ids_by_heading(strings(language))
    for (start, heading), end in zip(starts, ends, strict=True):
        text = "\n".join(lines[start + 1 : end])
        found.append(Section(ids.get(_plain(heading), ""), heading, first_line + start, text, first_line + start + 1))
    return tuple(found)


_HEADING_TOKENS = 3  # a heading is opened, says something, and is closed


def section_tokens(tokens: Sequence[Token]) -> tuple[list[Token], ...]:
    """Return the *tokens* below each heading that begins a section, without those of the heading itself."""
    starts = [i for i, token in enumerate(tokens) if _begins_section(token)]
    ends = [*starts[1:], len(tokens)] if starts else []
    return tuple(list(tokens[start + _HEADING_TOKENS : end]) for start, end in zip(starts, ends, strict=True))


def _begins_section(token: Token) -> bool:
    return token.type == "heading_open" and token.tag == "h2" and token.level == 0


def _level_two(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    for token, inline in pairwise(tokens):
        if _begins_section(token):
            yield token, inline.content


@cache
def parser() -> MarkdownIt:
    """Return the one Markdown parser: CommonMark with tables, raw HTML off, citations on."""
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    markdown.disable(["image", "html_block", "html_inline"])
    markdown.inline.ruler.before("link", "citation", _citation)
    return markdown


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True
