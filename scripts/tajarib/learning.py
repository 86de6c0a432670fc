"""Learning paths: read from ``docs/learn/``, checked against the cases, and ready to be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from tajarib import frontmatter
from tajarib.catalogue import Catalogue
from tajarib.i18n import N_, SOURCE_LANGUAGE, Strings, strings
from tajarib.markdown import sections
from tajarib.model.learning import PARTS, Data, LearningRecord, LearningTranslation, LearningWording, Step
from tajarib.problems import message
from tajarib.reader import split
from tajarib.validation import validate

FOLDER = "docs/learn"
SHEETS = ("handout", "facilitator")
"""What each path has to print besides its page."""

HEADINGS = {
    "goals": N_("What you will be able to do"),
    "cases": N_("The cases, and what to look for"),
    "discussion": N_("Questions to discuss"),
    "exercise": N_("Exercise"),
    "answers": N_("Model answers"),
    "check": N_("Check yourself"),
    "check-answers": N_("Answers to the check"),
    "facilitator": N_("For the facilitator"),
}
"""The fixed heading of each part; in other languages it is the interface's translation of this one."""

_CASE_HEADING = re.compile("^### +(?P<case>[a-z-]+/[a-z0-9-]+) *$", re.MULTILINE)


@dataclass(frozen=True)
class LearningText:
    """A path in one language."""

    language: str
    path: str
    """Its file."""
    wording: LearningWording
    parts: Mapping[str, str]
    """The Markdown of each part but that of the cases, by id."""
    look: Mapping[str, str]
    """What to look for in each case, by its id, in the order of the file."""


@dataclass(frozen=True)
class LearningPath:
    """Cases in an order that teaches something."""

    code: str
    record: LearningRecord
    texts: Mapping[str, LearningText]
    """By language; a path has all."""

    @property
    def address(self) -> str:
        """Its page, without the language."""
        return f"learn/{self.code}/"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Its page and its sheets."""
        return (self.address, *(f"{self.address}{sheet}/" for sheet in SHEETS))

    @property
    def theme(self) -> str:
        return self.record.theme

    @property
    def cases(self) -> tuple[Step, ...]:
        return self.record.cases

    @property
    def data(self) -> tuple[Data, ...]:
        """What its data file is made of."""
        return self.record.exercise.data

    @cached_property
    def agenda(self) -> tuple[tuple[int, int, str], ...]:
        """(minute it begins, minutes, what): a case's id, or one of ``discussion``, ``exercise``, ``check``."""
        record = self.record
        rows = [(step.minutes, step.case) for step in record.cases]
        rows += [(record.discussion, "discussion"), (record.exercise.minutes, "exercise"), (record.check, "check")]
        found, at = [], 0
        for minutes, what in rows:
            found.append((at, minutes, what))
            at += minutes
        return tuple(found)


@dataclass(frozen=True, order=True)
class LearningProblem:
    """One thing wrong with a path."""

    path: str
    line: int
    text: str
    """What is wrong; a string of the interface."""
    found: str = ""

    def told(self, t: Strings) -> str:
        """Return ``path:line: what is wrong``."""
        return f"{self.path}:{self.line}: {t(self.text, found=self.found)}"


@dataclass(frozen=True)
class _File:
    path: str
    language: str
    wording: LearningWording
    data: frontmatter.Data
    parts: Mapping[str, str]


def read_learning(root: Path, catalogue: Catalogue) -> tuple[tuple[LearningPath, ...], tuple[LearningProblem, ...]]:
    """Return the paths below *root* that are right, in the order of the themes, and what is wrong with the others."""
    files: dict[str, list[Path]] = {}
    for file in sorted((root / FOLDER).glob("*.md")):
        files.setdefault(file.name.split(".")[0], []).append(file)
    paths, problems = [], []
    for code, found in files.items():
        result = _path(root, code, found, catalogue)
        if isinstance(result, LearningPath):
            paths.append(result)
        else:
            problems += result
    order = list(catalogue.taxonomy.themes)
    return tuple(sorted(paths, key=lambda path: (order.index(path.theme), path.code))), tuple(sorted(problems))


def _path(root: Path, code: str, found: list[Path], catalogue: Catalogue) -> LearningPath | list[LearningProblem]:
    """Return the path *code*, or what is wrong with it."""
    problems: list[LearningProblem] = []
    files = []
    for path in found:
        file = _file(root, path, catalogue)
        if isinstance(file, _File):
            files.append(file)
        else:
            problems += file
    if problems:
        return problems
    by_language = {file.language: file for file in files}
    name = f"{FOLDER}/{code}"
    missing = [language for language in catalogue.languages if language not in by_language]
    if missing:
        return [LearningProblem(name, 1, N_("there is no file in {found}"), ", ".join(missing))]
    originals = [file for file in files if isinstance(file.wording, LearningRecord)]
    if len(originals) != 1:
        return [
            LearningProblem(name, 1, N_("the record stands in {found} files, and belongs in one"), str(len(originals)))
        ]
    (original,) = originals
    assert isinstance(original.wording, LearningRecord)
    problems = [
        *_against_cases(original, original.wording, catalogue),
        *_times(original, original.wording),
        *(problem for file in files for problem in _parts(file, original.wording)),
    ]
    if problems:
        return problems
    texts = {
        file.language: LearningText(
            file.language,
            file.path,
            file.wording,
            {part: text for part, text in file.parts.items() if part != "cases"},
            look_for(file.parts["cases"]),
        )
        for file in files
    }
    return LearningPath(code, original.wording, texts)


def _file(root: Path, path: Path, catalogue: Catalogue) -> _File | Sequence[LearningProblem]:
    _, language, _ = path.name.rsplit(".", 2)
    relative, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    return _read(relative, text, strings(language), tuple(catalogue.taxonomy.themes))


@lru_cache(maxsize=100)  # a preview asks at each edit of a case
def _read(relative: str, text: str, t: Strings, themes: tuple[str, ...]) -> _File | Sequence[LearningProblem]:
    front, body, _ = split(text)
    if front is None:
        return [LearningProblem(relative, 1, N_("the file has no front matter between two lines of ---"))]
    data = frontmatter.parse(front, first_line=2)
    if data.faults:
        return [
            LearningProblem(relative, fault.place.line, N_("this is no YAML: {found}"), fault.found)
            for fault in data.faults
        ]
    kind = LearningTranslation if isinstance(data.value, dict) and "translation" in data.value else LearningRecord
    record, problems = validate(kind, relative, data, {"themes": themes})
    if record is None:
        english = strings(SOURCE_LANGUAGE)
        return [LearningProblem(relative, p.line, "{found}", f"{p.field}: {message(p, english)}") for p in problems]
    ids = {t(heading): id_ for id_, heading in HEADINGS.items()}
    parts = {ids.get(section.heading, section.heading): section.text for section in sections(body, t.language)}
    return _File(relative, t.language, record, data, parts)


def _against_cases(file: _File, record: LearningRecord, catalogue: Catalogue) -> Iterator[LearningProblem]:
    for index, step in enumerate(record.cases):
        if step.case not in catalogue.by_id:
            yield _at(file, ("cases", index, "case"), N_('there is no case "{found}"'), step.case)
    for index, entry in enumerate(record.exercise.data):
        case = catalogue.by_id.get(entry.case)
        if case is None:
            yield _at(file, ("exercise", "data", index, "case"), N_('there is no case "{found}"'), entry.case)
        elif entry.figure not in {figure.id for figure in case.record.figures}:
            place: frontmatter.Path = ("exercise", "data", index, "figure")
            yield _at(file, place, N_('the case has no figure "{found}"'), entry.figure)


def _times(file: _File, record: LearningRecord) -> Iterator[LearningProblem]:
    total = sum(step.minutes for step in record.cases) + record.discussion + record.exercise.minutes + record.check
    if total != record.minutes:
        yield _at(file, ("minutes",), N_("the parts add up to {found} minutes"), str(total))


def _parts(file: _File, record: LearningRecord) -> Iterator[LearningProblem]:
    if tuple(file.parts) != PARTS:
        yield LearningProblem(file.path, 1, N_("the parts are not those of every path: {found}"), ", ".join(file.parts))
        return
    for part, text in file.parts.items():
        if not text.strip():
            yield LearningProblem(file.path, 1, N_('the part "{found}" is empty'), part)
    if list(look_for(file.parts["cases"])) != [step.case for step in record.cases]:
        found = ", ".join(look_for(file.parts["cases"]))
        yield LearningProblem(
            file.path, 1, N_("the headings of the cases are not the record's cases in order: {found}"), found
        )
    if _count(file.parts["check"]) != _count(file.parts["check-answers"]):
        yield LearningProblem(
            file.path,
            1,
            N_("the check has {found} questions, and not as many answers"),
            str(_count(file.parts["check"])),
        )


def _at(file: _File, place: frontmatter.Path, text: str, found: str) -> LearningProblem:
    return LearningProblem(file.path, file.data.place(place).line, text, found)


def look_for(text: str) -> dict[str, str]:
    """Return what to look for in each case, by the id in its heading."""
    pieces = _CASE_HEADING.split(text)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def _count(text: str) -> int:
    """Return how many numbered entries there are in *text*."""
    return len(re.findall(r"^[0-9]+\. ", text, re.MULTILINE))
