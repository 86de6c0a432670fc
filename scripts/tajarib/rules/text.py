"""Rules on the text: its sections, its citations, its links. What its tokens are, the Markdown parser says."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token
from pydantic import TypeAdapter, ValidationError

from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.markdown import headings
from tajarib.model.case import SECTIONS
from tajarib.model.values import Address
from tajarib.problems import Place, Problem, nearest
from tajarib.reader import CaseFile, DataFile
from tajarib.rules import rule
from tajarib.rules.record import declared_sources, nearest_source

_TAG = re.compile(r"<[/!?]?[A-Za-z]")
# Links that the parser refuses to make stay in the text as they were written.
_REFUSED = re.compile(r"\]\s*[(:]\s*(?:<\s*)?((?:javascript|vbscript|file|data)\s*:[^\s>]*)", re.IGNORECASE)
PATTERNS = {"tag": _TAG, "refused": _REFUSED}
"""What the form in the browser looks for, too."""
_HOST = re.compile(r"^https?://[^/?#]*", re.IGNORECASE)
_PUNYCODE = re.compile(r"\bxn--([a-z0-9-]+)", re.IGNORECASE)
_ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


def _tokens(file: CaseFile, *kinds: str) -> Iterator[tuple[Token, Place]]:
    for block in file.blocks:
        for token, place in block.inlines:
            if token.type in kinds:
                yield token, place


@rule(
    "E201",
    message=N_('the section "{found}" is missing'),
    why=N_(
        "Every case has the same seven sections, so that cases can be laid side by side. Where nothing is known, the"
        " section says that nothing was found."
    ),
    scope="case",
    right="## What went wrong",
)
def section_missing(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    there = {section.id for section in file.sections}
    place = Place(min(file.body_line, len(file.lines)), 1)
    for id_, heading in headings(file.language).items():
        if id_ not in there:
            yield file.problem("E201", place, found=f"## {heading}")


@rule(
    "E202",
    message=N_('"{found}" is none of the seven sections'),
    why=N_(
        "The headings of the second level are the fixed ones, in the language of the file; within a section use the"
        " third level (###). The title stands in the record, not in the text."
    ),
    scope="case",
    wrong="## What went bad",
    right="## What went wrong",
)
def unknown_section(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    fixed = headings(file.language).values()

    def refuse(line: int, level: int, heading: str) -> Problem:
        meant = nearest(heading, fixed)
        hint = f"## {meant}" if meant else ""
        return file.problem("E202", Place(line, 1), found=f"{'#' * level} {heading}", hint=hint)

    for section in file.sections:
        if not section.id and section.line != section.text_line:  # a preface begins on the line of its text
            yield refuse(section.line, 2, section.heading)
    for block in file.blocks:
        if block.tag == "h1" and block.inlines:
            heading = "".join(token.content for token, _ in block.inlines)
            yield refuse(block.inlines[0][1].line, 1, heading)


@rule(
    "E203",
    message=N_('the section "{found}" stands here a second time'),
    why=N_("Links lead to a section by its name, so each stands once. Join the two."),
    scope="case",
)
def section_twice(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    seen = set()
    for section in file.sections:
        if section.id and section.id in seen:
            yield file.problem("E203", Place(section.line, 1), found=section.heading)
        seen.add(section.id)


@rule(
    "E204",
    message=N_('the section "{found}" stands too late'),
    why=N_(
        "The order is the same in every case: problem, approach, results, what went wrong, lessons, how to replicate"
        " it, questions."
    ),
    scope="case",
)
def sections_out_of_order(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    latest = -1
    seen = set()
    for section in file.sections:
        if section.id and section.id not in seen:
            order = SECTIONS.index(section.id)
            if order < latest:
                yield file.problem("E204", Place(section.line, 1), found=section.heading)
            latest = max(latest, order)
        seen.add(section.id)


@rule(
    "E205",
    message=N_("there is text before the first heading"),
    why=N_("Text outside the sections is shown nowhere. Put it under a heading, or into the summary."),
    scope="case",
)
def text_before_sections(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    first = next(iter(file.sections), None)
    if first and first.line == first.text_line:
        blank = len(first.text) - len(first.text.lstrip())
        yield file.problem("E205", Place(first.line + first.text.count("\n", 0, blank), 1))


@rule(
    "E206",
    message=N_('the section "{found}" is empty'),
    why=N_("Say what is known, or that nothing was found; an empty section leaves the reader to guess."),
    scope="case",
)
def section_empty(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    for section in file.sections:
        if section.id and not section.text.strip():
            yield file.problem("E206", Place(section.line, 1), found=section.heading)


@rule(
    "E207",
    message=N_('the text cites "{found}", which is not in sources'),
    why=N_("The note under the text is made from the source in the record. Add the source, or cite the one meant."),
    scope="case",
    wrong="…3,500 services[^S99].",
    right="…3,500 services[^S9].",
)
def undefined_citation(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    original = corpus.original(file.id)
    sources = declared_sources(original) if original else None
    if sources is not None:
        for token, place in _tokens(file, "citation"):
            if token.content not in sources:
                yield file.problem("E207", place, found=token.content, hint=nearest_source(token.content, sources))


@rule(
    "E208",
    message=N_('"{found}" looks like HTML, which has no place here'),
    why=N_(
        "Text is Markdown, and HTML in it would be shown as it is written. Write *emphasis*, [a link](https://…) or a"
        " list; a sign for less stands with a space after it."
    ),
    scope="file",
    wrong="the <b>first</b> platform",
    right="the **first** platform",
)
def html(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    if "<" in file.text:
        for path, place in file.data.values.items():
            if match := _TAG.search(place.raw):
                yield file.problem("E208", path, found=_beginning(match))
    if isinstance(file, CaseFile) and file.is_split and ("<" in file.body or "&" in file.body):
        for token, place in _tokens(file, "text", "code_inline"):
            for match in _TAG.finditer(token.content):
                yield file.problem("E208", file.after(place, match.start()), found=_beginning(match))
        tokens, _ = file.markdown
        for token in tokens:
            if token.type in ("code_block", "fence") and token.map and (match := _TAG.search(token.content)):
                line = file.body_line + token.map[0] + (token.type == "fence")
                line += token.content.count("\n", 0, match.start())
                yield file.problem("E208", Place(min(line, len(file.lines)), 1), found=_beginning(match))


def _beginning(tag: re.Match[str]) -> str:
    """Return as much of a tag as tells which it is."""
    return tag.string[tag.start() : tag.start() + 24].split(">")[0] + ">"


@rule(
    "E213",
    message=N_('the link "{found}" leads nowhere'),
    why=N_(
        "A link within the library names the file of the other case, as seen from this one:"
        " ../performance/ejada.en.md#lessons; after # stands the id of a section or of a figure."
    ),
    scope="linked",
    wrong="[Ejada](../performance/ejda.en.md)",
    right="[Ejada](../performance/ejada.en.md)",
)
def broken_link(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    folder = posixpath.dirname(file.path)
    for href, place in file.links:
        if not _is_internal(href):
            continue
        path, _, fragment = unquote(href).partition("#")
        path = path.split("?")[0]
        target = _target(file, path, corpus)
        if target is None:
            meant = _meant(posixpath.normpath(posixpath.join(folder, path)), corpus)
            hint = posixpath.relpath(meant, folder) + (f"#{fragment}" if fragment else "") if meant else ""
            yield file.problem("E213", place, found=href, hint=hint)
        elif fragment and fragment not in (ids := _ids(target, corpus)):
            meant = nearest(fragment, ids)
            yield file.problem("E213", place, found=href, hint=f"{path}#{meant}" if meant else "")


@rule(
    "W201",
    message=N_('the link "{found}" leads to the other language'),
    why=N_("Readers stay in their language where the page exists in it. Name the file of this text's own language."),
    scope="linked",
    wrong="[Ejada](../performance/ejada.ar.md)",
    right="[Ejada](../performance/ejada.en.md)",
)
def link_to_other_language(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    for href, place in file.links:
        path, hash_, fragment = unquote(href).partition("#")
        target = _target(file, path, corpus) if _is_internal(href) else None
        if target is None or target.language == file.language:
            continue
        own = target.path.removesuffix(f".{target.language}.md") + f".{file.language}.md"
        if own in corpus.by_path:
            hint = posixpath.relpath(own, posixpath.dirname(file.path)) + hash_ + fragment
            yield file.problem("W201", place, found=href, hint=hint)


def _is_internal(href: str) -> bool:
    """Return whether *href* names no scheme and no host: then it is a path in the corpus."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _target(file: CaseFile, path: str, corpus: Corpus) -> CaseFile | None:
    if not path:
        return file
    return corpus.by_path.get(posixpath.normpath(posixpath.join(posixpath.dirname(file.path), path)))


def _meant(path: str, corpus: Corpus) -> str:
    """Return the file that *path* most likely meant: of a name like it in its folder, or of its name in another."""
    folder, name = posixpath.split(path)
    near = [one for one in corpus.by_path if one.startswith(f"{folder}/") or one.endswith(f"/{name}")]
    return nearest(path, near)


def _ids(target: CaseFile, corpus: Corpus) -> tuple[str, ...]:
    """Return what a link to *target* may name after #."""
    record = corpus.record(target.id)
    figures = record.figures if record else ()
    return SECTIONS + tuple(f"figure-{figure.id}" for figure in figures)


@rule(
    "E214",
    message=N_('"{found}" is no address that a text may link to'),
    why=N_("Links lead to https://…, http://… or mailto:…, or to the file of another case."),
    scope="case",
    wrong="[the law](ftp://example.org/law.pdf)",
    right="[the law](https://example.org/law.pdf)",
)
def unsafe_link(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    for href, place in file.links:
        if not _is_internal(href) and not _may_be_linked(href):
            yield file.problem("E214", place, found=unquote(_as_written(href)))
    for token, place in _tokens(file, "text"):
        for match in _REFUSED.finditer(token.content):
            yield file.problem("E214", file.after(place, match.start(1)), found=match[1].rpartition(")")[0] or match[1])


def _may_be_linked(href: str) -> bool:
    if href.startswith("mailto:"):
        return True
    try:
        _ADDRESS.validate_python(_as_written(href))
    except ValidationError:
        return False
    return True


def _as_written(href: str) -> str:
    """Return *href* with the letters of its host, of which the parser makes xn--…."""
    return _HOST.sub(lambda host: _PUNYCODE.sub(_letters, host[0]), href)


def _letters(part: re.Match[str]) -> str:
    try:
        return part[1].encode().decode("punycode")
    except UnicodeError:
        return part[0]


@rule(
    "E216",
    message=N_('the note "{found}" is written out here'),
    why=N_("Notes are made from the sources in the record. Take this line out, and put what it says there."),
    scope="case",
    wrong="[^S3]: https://example.org/report",
    right="S3: {url: https://example.org/report, title: …, …}",
)
def note_written_out(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    _, references = file.markdown
    for label, reference in references.items():
        if label.startswith("^"):
            yield file.problem("E216", Place(file.body_line + reference["map"][0], 1), found=label[1:])
    for block in file.blocks:
        for (one, place), (other, _) in zip(block.inlines[:1], block.inlines[1:2], strict=False):
            if one.type == "citation" and other.type == "text" and other.content.startswith(":"):
                yield file.problem("E216", place, found=one.content)


@rule(
    "E217",
    message=N_('the citation "{found}" cannot be read'),
    why=N_("A citation is the key of one source, without spaces: [^S3]; two sources are two citations: [^S3][^S4]."),
    scope="case",
    wrong="…3,500 services[^S3, S4].",
    right="…3,500 services[^S3][^S4].",
)
def broken_citation(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    for token, place in _tokens(file, "text"):
        for match in re.finditer(r"\[\^[^\]]{0,30}\]?", token.content):
            yield file.problem("E217", file.after(place, match.start()), found=match[0])
