"""Rules on the wording: its language, its length, its summary, praise, and the terms of the glossary.

Whether a text is good is for a reader to judge; here stands what a machine can tell of it, mostly as warnings. A
warning may be accepted by the record, so these wait until the record can be read. What stands in quotation marks, and
what the record gives as a name, is not the writer's own wording and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.model.case import SECTIONS
from tajarib.model.glossary import Glossary
from tajarib.problems import Place, Problem
from tajarib.reader import CaseFile
from tajarib.rules import rule
from tajarib.rules.numbers import sentences
from tajarib.rules.passages import Passage, passages
from tajarib.rules.promotional import is_plain_use, praise
from tajarib.rules.spelling import contained, occurrences

FEWEST_WORDS = {
    "problem": 20,
    "approach": 50,
    "results": 40,
    "went-wrong": 40,
    "lessons": 30,
    "replicate": 60,
    "questions": 30,
}
"""A section with fewer words cannot say what it is there for. About half of what a short case has."""

SHORTEST, LONGEST = 500, 1_100
"""The words of a whole text: less is a stub, more is not read to the end."""

LONGEST_TITLE = 70
"""In characters; what a list on a phone and a search engine show whole."""

SCRIPTS = {"ar": re.compile(r"[ء-ي]"), "en": re.compile(r"[A-Za-z]")}
FEWEST_LETTERS = 40  # in fewer a name alone may be the most of it
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,.]*\d)")
_WORD = re.compile(r"\w\S*")  # from its first letter or digit to the next space
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")

PATTERNS = {"year": _YEAR, "word": _WORD}
"""What the form in the browser looks for, too."""


def _is_known(file: CaseFile, corpus: Corpus) -> bool:
    """Return whether *file* and the record of its case can be read: only then it is known what it accepts."""
    return file.record is not None and corpus.record(file.id) is not None


def _wording(file: CaseFile, corpus: Corpus, key: str) -> str:
    """Return the title or the summary of *file*; nothing while it is not known what it accepts."""
    return file.data.place((key,)).raw if _is_known(file, corpus) else ""


def _words_by_section(file: CaseFile) -> dict[str, int]:
    words = dict.fromkeys(SECTIONS, 0)
    for block, run in zip(file.blocks, file.prose, strict=True):
        if block.section:
            words[block.section] += len(_WORD.findall(run.text))
    return words


@rule(
    "E501",
    message=N_('"{found}" is not in the language of the file'),
    why=N_(
        "Each language has a file of its own, and its readers read that language. Write this part in it, or leave the"
        " whole file out: the site then shows the original, and says so."
    ),
    scope="case",
)
def wrong_language(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    own = SCRIPTS.get(file.language)
    others = [script for script in SCRIPTS.values() if script is not own]
    if own is None:
        return

    def is_wrong(text: str) -> bool:
        most = max(len(script.findall(text)) for script in others)
        return most >= FEWEST_LETTERS and most > len(own.findall(text))

    for key in ("title", "summary"):
        value = file.data.values.get((key,))
        if value and not file.data.faults and is_wrong(value.raw):
            yield file.problem("E501", (key,), found=value.raw)
    texts: dict[str, str] = {}
    for block, run in zip(file.blocks, file.prose, strict=True):
        texts[block.section] = texts.get(block.section, "") + run.text
    for section in file.sections:
        if section.id and is_wrong(texts.get(section.id, "")):
            yield file.problem("E501", Place(section.line, 1), found=f"## {section.heading}")


@rule(
    "W501",
    message=N_("the text has {found} words"),
    why=N_(
        "Under 500 words a case cannot say what was built, what came of it and how to do it; over 1,100 nobody reads"
        " to the end. Add what the sources tell, or cut what the reader does not need."
    ),
    scope="case",
)
def length_of_text(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    if _is_known(file, corpus):
        words = sum(_words_by_section(file).values())
        if not SHORTEST <= words <= LONGEST:
            place = Place(min(file.body_line, len(file.lines)), 1)
            yield file.problem("W501", place, found=f"{words:,}", allowed=(f"{SHORTEST:,}–{LONGEST:,}",))


@rule(
    "W502",
    message=N_("the section has {found} words"),
    why=N_(
        "So few cannot say what the section is there for. Tell what the sources tell; where they tell nothing, say"
        " what was looked for and not found."
    ),
    scope="case",
)
def length_of_section(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    if not _is_known(file, corpus):
        return
    words = _words_by_section(file)
    for section in file.sections:
        if section.id and 0 < words[section.id] < FEWEST_WORDS[section.id]:
            fewest = f"≥ {FEWEST_WORDS[section.id]}"
            yield file.problem("W502", Place(section.line, 1), found=str(words[section.id]), allowed=(fewest,))


def _avoidable(file: CaseFile, corpus: Corpus, words: Iterable[str]) -> Iterator[tuple[Passage, int, int, str]]:
    """Yield (passage, start, end, which) of each of *words* that the writer of *file* used in wording of their own."""
    whole = list(passages(file))
    there = contained(words, "\n".join(passage.text for passage in whole), file.language)
    if not there or not _is_known(file, corpus):
        return
    names = _names(file, corpus)
    for passage in whole:
        quoted = [match.span() for match in _QUOTED.finditer(passage.text)]
        for start, end, word in occurrences(there, passage.text, file.language):
            if not _is_quoted(quoted, start, end) and not _is_in(names, passage.text, start, end):
                yield passage, start, end, word


def _is_quoted(quoted: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    before = bisect_left(quoted, (start, 0))
    return before > 0 and end < quoted[before - 1][1]


def _is_in(names: Iterable[str], text: str, start: int, end: int) -> bool:
    """Return whether the words from *start* to *end* are part of one of *names*."""
    words = text[start:end].casefold()
    around = (
        re.compile(re.escape(name), re.IGNORECASE).finditer(text, max(start - len(name), 0), end + len(name))
        for name in names
        if words in name.casefold()
    )
    return any(match.start() <= start and end <= match.end() for matches in around for match in matches)


# The parts of a record that hold names, and the key of it there.
_NAMES = {
    "aliases": "",
    "owner": "",
    "partners": "name",
    "legal": "title",
    "documents": "title",
    "awards": "name",
    "sources": "title",
}


def _names(file: CaseFile, corpus: Corpus) -> frozenset[str]:
    """Return what the case and its parts are called: names and titles, mostly given by others."""
    original = corpus.original(file.id) or file
    names = {
        value.raw
        for path, value in original.data.values.items()
        if value.raw and path[0] in _NAMES and _NAMES[str(path[0])] in ("", *path)
    }
    name, colon, _ = file.data.place(("title",)).raw.partition(":")  # "Tawasul: one channel for complaints"
    return frozenset(names | {name} if colon else names)


def _is_name(text: str, start: int) -> bool:
    """Return whether the word at *start* is part of a name, in a language whose names have capitals."""
    before = text[:start].rstrip(" \"'“‘(")
    return text[start].isupper() and bool(before) and before[-1] not in ".!?:;–—-"


@rule(
    "W503",
    message=N_('"{found}" praises instead of telling'),
    why=N_(
        "A case is no advertisement: who did what, how much, by whose count. Praise that belongs to the story stands in"
        " quotation marks, with who said it."
    ),
    scope="case",
    wrong="a pioneering, world-class platform",
    right="the first of the six states to do so, according to the ministry[^S2]",
)
def promotional(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    words = praise(file.language)
    for passage, start, end, word in _avoidable(file, corpus, words):
        if not _is_name(passage.text, start) and not is_plain_use(passage.text, end):
            found, place = passage.text[start:end], passage.place(start, end)
            yield file.problem("W503", place, found=found, hint=words[word].plainer, reason=words[word].reason)


@rule(
    "W504",
    message=N_('the glossary advises against "{found}"'),
    why=N_(
        "One thing has one name in the library, so that readers find it and texts can be compared. What others call"
        " it stands in quotation marks."
    ),
    scope="case",
    wrong="تعتمد على الذكاء الصناعي",
    right="تعتمد على الذكاء الاصطناعي",
)
def discouraged_term(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    glossary = corpus.glossary.record
    if file.language != "ar" or not isinstance(glossary, Glossary):
        return
    # "المحاسبة (بهذا المعنى)" is advice on a meaning, which a machine cannot tell.
    advice = {form: term.term.ar for term in glossary.terms.values() for form in term.discouraged if "(" not in form}
    for passage, start, end, form in _avoidable(file, corpus, advice):
        yield file.problem("W504", passage.place(start, end), found=passage.text[start:end], hint=advice[form])


@rule(
    "W505",
    message=N_("the summary has no figure"),
    why=N_(
        "Its second sentence gives the strongest figure of the case, with what it counts and when. If no source gives"
        " any, say that, and accept this warning in the record with the reason."
    ),
    scope="case",
    wrong="summary: A platform for complaints. It is used widely.",
    right="summary: A platform for complaints. It connected 52 entities by October 2022.",
)
def summary_without_figure(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    summary = _wording(file, corpus, "summary")
    if summary and not re.search(r"\d", _YEAR.sub("", summary)):
        yield file.problem("W505", ("summary",))


@rule(
    "W506",
    message=N_("the summary does not have two sentences, but {found}"),
    why=N_(
        "It has two: what the thing is and whom it serves, then the strongest figure. It is read in lists, in search"
        " and on shared links, where there is room for no more."
    ),
    scope="case",
    wrong="summary: A platform for complaints.",
    right="summary: A platform for complaints. It connected 52 entities by October 2022.",
)
def sentences_of_summary(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    summary = _wording(file, corpus, "summary")
    if summary and (count := sum(1 for _ in sentences(summary))) != 2:
        yield file.problem("W506", ("summary",), found=str(count))


@rule(
    "W507",
    message=N_("the title has {found} characters"),
    why=N_(
        "It is cut off in lists, on phones and by search engines. Give the name and what the thing does; the rest is"
        " for the summary."
    ),
    scope="case",
)
def long_title(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    length = len(_wording(file, corpus, "title").strip())
    if length > LONGEST_TITLE:
        yield file.problem("W507", ("title",), found=str(length), allowed=(f"≤ {LONGEST_TITLE}",))
