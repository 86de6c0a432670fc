"""Rules on a case as a whole: its original and its translations.

A hash that differs or is missing is no problem here: that a translation fell behind is told to its reader and to the
translator, and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.model.case import SECTIONS, Translation
from tajarib.problems import START, Place, Problem, nearest
from tajarib.reader import CaseFile
from tajarib.rules import rule

HASHED = ("title", "summary", *SECTIONS)
"""What a translation may record hashes of."""


@rule(
    "E301",
    message=N_("there are only translations of this case, and no original"),
    why=N_(
        "One file of each case, in the language it was written in, holds the record and has no key translation."
        " Add that file, or put the record here instead of the key."
    ),
    scope="corpus",
)
def original_missing(corpus: Corpus) -> Iterator[Problem]:
    for files in corpus.by_id.values():
        if all(file.is_split and file.is_translation for file in files):
            yield files[0].problem("E301", ("translation",), of_key=True)


@rule(
    "E302",
    message=N_('there are two originals of this case: this one and "{found}"'),
    why=N_(
        "The record stands once. In the file of the other language only title, summary and"
        " translation: {{of: …}} stand before the text."
    ),
    scope="corpus",
    wrong="kind: platform",
    right="translation: {of: ar}",
)
def two_originals(corpus: Corpus) -> Iterator[Problem]:
    for files in corpus.by_id.values():
        originals = [file for file in files if file.is_split and not file.is_translation and not file.data.faults]
        for file in originals:
            other = next((one for one in originals if one is not file), file)
            if other is not file and other.theme == file.theme:  # else they are two cases, which E016 tells
                yield file.problem("E302", START, found=other.path)


@rule(
    "E303",
    message=N_('the original of this case is not in "{found}"'),
    why=N_("The key of names the language of the file that holds the record."),
    scope="case",
    wrong="translation: {of: fr}",
    right="translation: {of: ar}",
)
def not_the_original(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    original = corpus.original(file.id)
    if isinstance(file.record, Translation) and original and file.record.translation.of != original.language:
        of = file.record.translation.of
        yield file.problem("E303", ("translation", "of"), found=of, allowed=(original.language,))


@rule(
    "E304",
    message=N_('there is no section "{found}"'),
    why=N_("Hashes are recorded per section, by its id, and for title and summary."),
    scope="case",
    wrong="sections: {problems: 3f2a91c0}",
    right="sections: {problem: 3f2a91c0}",
)
def unknown_section_key(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    if isinstance(file.record, Translation):
        for key in file.record.translation.sections:
            if key not in HASHED:
                path = ("translation", "sections", key)
                yield file.problem("E304", path, of_key=True, found=key, allowed=HASHED, hint=nearest(key, HASHED))


@rule(
    "E305",
    message=N_('the original has no section "{found}"'),
    why=N_("A translation says what the original says. Add the section to the original first, or take it out here."),
    scope="case",
)
def section_not_in_original(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    original = corpus.original(file.id)
    if not file.is_translation or not original:
        return
    there = {section.id for section in original.sections}
    for section in file.sections:
        if section.id and section.id not in there:
            yield file.problem("E305", Place(section.line, 1), found=section.heading)
