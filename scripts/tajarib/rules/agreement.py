"""Rules on what qualifies a number: the two languages of a case agree, and a text agrees with its record.

They compare numbers in digits alone, and take what the words leave open for what agrees; see
``tajarib.rules.qualified``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from tajarib.corpus import Corpus
from tajarib.frontmatter import Path
from tajarib.i18n import N_
from tajarib.model.case import CaseRecord, Translation
from tajarib.problems import Place, Problem
from tajarib.prose import CITED
from tajarib.reader import CaseFile
from tajarib.rules import rule
from tajarib.rules.numbers import sentences
from tajarib.rules.passages import Passage, in_run, in_value
from tajarib.rules.qualified import ABOUT, EXACT, MORE_THAN, Told, told, told_in_sentence
from tajarib.translation import behind
from tajarib.validation import field_name

_DIGIT = re.compile(r"\d")

_COMPARED = {EXACT, ABOUT, MORE_THAN}
"""What a text must tell as the record does; a limit has too many ways of being told ("within a day", "at most")."""

_Key = tuple[float, bool]  # a value, and whether it is a share


@dataclass(frozen=True)
class _Number:
    """A number where it stands."""

    told: Told
    passage: Passage
    sources: frozenset[str] = frozenset()
    """What its sentence cites."""

    @property
    def key(self) -> _Key:
        return self.told.value, self.told.is_share

    @property
    def words(self) -> str:
        return self.passage.text[self.told.start : self.told.end]

    @property
    def place(self) -> Place:
        return self.passage.place(self.told.start, self.told.end)


def _in_wording(file: CaseFile, key: str) -> list[_Number]:
    """Return the numbers of the title or the summary."""
    if not (value := file.data.values.get((key,))) or not value.raw:
        return []
    passage = in_value(file, (key,))
    return [_Number(number, passage) for number in told(passage.text, file.language)]


def _in_text(file: CaseFile) -> dict[str, list[_Number]]:
    """Return the numbers of the text by section."""
    numbers: dict[str, list[_Number]] = defaultdict(list)
    for block, run in zip(file.blocks, file.prose, strict=True):
        if block.section and _DIGIT.search(run.text):
            passage = in_run(file, run)
            keys = iter([token.content for token, _ in block.inlines if token.type == "citation"])
            for start, end in sentences(run.text):
                sources = frozenset(islice(keys, run.text.count(CITED, start, end)))
                for number in told_in_sentence(run.text[start:end], file.language):
                    numbers[block.section].append(_Number(number.after(start), passage, sources))
    return numbers


# --- the text and the record


class _Point(NamedTuple):
    """What the record says of a number."""

    at: Path
    qualifier: str
    sources: frozenset[str]


def _points(record: CaseRecord, corpus: Corpus) -> dict[_Key, list[_Point]]:
    units = corpus.terms("units")
    points: dict[_Key, list[_Point]] = defaultdict(list)
    for i, figure in enumerate(record.figures):
        is_share = figure.unit in units and units[figure.unit].kind == "share"
        for j, point in enumerate(figure.points):
            at = ("figures", i, "points", j)
            points[float(point.value), is_share].append(_Point(at, point.qualifier or EXACT, frozenset(point.sources)))
    if isinstance(record.cost, tuple):
        for i, cost in enumerate(record.cost):
            entry = _Point(("cost", i), cost.qualifier or EXACT, frozenset(cost.sources))
            points[float(cost.amount), False].append(entry)
    return points


@rule(
    "W204",
    message=N_('"{found}" stands in the record with another qualifier, or with none'),
    why=N_(
        "Text and figures must say the same. See what the source says: about so many, more than, or just so many; then"
        " mend the sentence, or the point's key qualifier. A number told several times needs its qualifier once."
    ),
    scope="case",
    wrong="By June it had taken about 46,000 requests[^S2].",
    right="By June it had taken more than 46,000 requests[^S2].",
)
def told_otherwise(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    record = corpus.record(file.id)
    if record is None:
        return
    points = _points(record, corpus)
    wording = [number for key in ("title", "summary") for number in _in_wording(file, key)]
    text = [number for numbers in _in_text(file).values() for number in numbers]
    # A title cites nothing, so it is only compared where the number can hardly be another's.
    yield from _otherwise(file, ((n, points[n.key]) for n in wording if n.key in points and n.told.is_large))
    cited = ((n, [p for p in points[n.key] if p.sources & n.sources]) for n in text if n.key in points)
    yield from _otherwise(file, cited)


def _otherwise(file: CaseFile, numbers: Iterable[tuple[_Number, list[_Point]]]) -> Iterator[Problem]:
    differing: dict[Path, tuple[_Number, _Point]] = {}
    agreeing: set[Path] = set()
    for number, points in numbers:
        fits = any(point.qualifier in number.told.qualifiers for point in points)
        for point in points:
            if fits or point.qualifier not in _COMPARED or number.told.plain not in _COMPARED:
                agreeing.add(point.at)
            else:
                differing.setdefault(point.at, (number, point))
    for at in differing.keys() - agreeing:
        number, point = differing[at]
        allowed = (point.qualifier,) if point.qualifier else ()
        yield file.problem("W204", number.place, field=field_name(at), found=number.words, allowed=allowed)


# --- the two languages


def _lacking(mine: Iterable[_Number], others: Iterable[_Number]) -> Iterator[tuple[_Number, str]]:
    """Yield each number of *mine* that lacks what qualifies it among the *others*, with that."""
    here: dict[_Key, list[_Number]] = defaultdict(list)
    there: dict[_Key, list[Told]] = defaultdict(list)
    for number in mine:
        here[number.key].append(number)
    for number in others:
        there[number.key].append(number.told)
    for key in here.keys() & there.keys():
        for qualifier in sorted({one.plain for one in there[key] if one.plain}):
            lacking = [number for number in here[key] if qualifier not in number.told.qualifiers]
            needed = sum(one.plain == qualifier for one in there[key])
            # One language may tell a number again where the other does not.
            is_as_often = len(here[key]) == len(there[key])
            if lacking and (len(lacking) == len(here[key]) or (is_as_often and len(here[key]) - len(lacking) < needed)):
                yield lacking[0], qualifier


@rule(
    "W301",
    message=N_('"{found}" lacks here what qualifies it in the other language'),
    why=N_(
        "Both languages must say the same: about 300 in one and 300 in the other are two claims. See which of them the"
        " source makes."
    ),
    scope="case",
    wrong="وبلغ عددها 300 جهة[^S2].",
    right="وبلغ عددها نحو 300 جهة[^S2].",
)
def qualifier_lost(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    if file is not corpus.original(file.id) or file.record is None:
        return  # the pair is compared once, from the original
    yield from _labels(file)
    parts = _in_parts(file)
    for other in corpus.by_id[file.id]:
        if other is not file and other.is_split and isinstance(other.record, Translation):
            others = _in_parts(other)
            lost = [(part, file, *one) for part in parts for one in _lacking(parts[part], others.get(part, []))]
            lost += [(part, other, *one) for part in others for one in _lacking(others[part], parts.get(part, []))]
            # What the original has changed since waits for the translator.
            fell_behind = behind(other, file) if lost else ()
            for part, where, number, qualifier in lost:
                if part not in fell_behind:
                    yield where.problem("W301", number.place, found=number.words, allowed=(qualifier,))


def _in_parts(file: CaseFile) -> dict[str, list[_Number]]:
    return {key: _in_wording(file, key) for key in ("title", "summary")} | _in_text(file)


def _labels(original: CaseFile) -> Iterator[Problem]:
    """Yield what the labels of the record lose from one language to the other."""
    values = original.data.values
    for path in values:
        if path and path[-1] == "ar" and (other := (*path[:-1], "en")) in values:
            if not _DIGIT.search(values[path].raw) or not _DIGIT.search(values[other].raw):
                continue
            numbers = {
                key: [_Number(number, passage) for number in told(passage.text, str(key[-1]))]
                for key in (path, other)
                if (passage := in_value(original, key))
            }
            for key, against in ((path, other), (other, path)):
                for number, qualifier in _lacking(numbers[key], numbers[against]):
                    yield original.problem("W301", key, found=number.words, allowed=(qualifier,))
