"""Rules on letters: what cannot be seen, and what only looks like Arabic as it is searched and sorted here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from tajarib.corpus import Corpus
from tajarib.frontmatter import Path
from tajarib.i18n import N_
from tajarib.problems import Place, Problem, offset_of, place_in
from tajarib.reader import CaseFile, DataFile
from tajarib.rules import rule

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Controls, marks and separators that change what is shown, or how it is found, without being seen."""

FARSI = {"ی": "ي", "ک": "ك", "ھ": "ه", "ہ": "ه", "ە": "ه"}
"""Letters of other languages that look as an Arabic one does, and the Arabic one."""

FARSI_LETTERS = re.compile(f"[{''.join(FARSI)}]")
PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
DIGITS = re.compile("[٠-٩۰-۹]+")

PATTERNS = {
    "invisible": INVISIBLE,
    "farsi": FARSI_LETTERS,
    "presentation": PRESENTATION_FORMS,
    "digits": DIGITS,
}
"""What the form in the browser looks for, too."""


def _everywhere(file: CaseFile | DataFile, pattern: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """Yield what of *pattern* stands in the file, each thing once a line."""
    seen = set()
    for match in pattern.finditer(file.text):
        place = place_in(file.text, match.start())
        if (place.line, match[0]) not in seen:
            seen.add((place.line, match[0]))
            yield match[0], place


def _in_values(file: CaseFile | DataFile, pattern: re.Pattern[str]) -> Iterator[tuple[Path, str, Place]]:
    """Yield what of *pattern* stands in each value, once a value; its place is exact but for what is escaped."""
    for path, place in file.data.values.items():
        if place.raw and (match := pattern.search(place.raw)):
            offset = file.text.find(match[0], offset_of(place, file.text))
            yield path, match[0], place_in(file.text, offset) if offset >= 0 else place


def _in_text(file: CaseFile | DataFile, pattern: re.Pattern[str]) -> Iterator[tuple[str, Place]]:
    """Yield what of *pattern* stands in the text after the front matter, each thing once a line."""
    if isinstance(file, CaseFile) and file.is_split:
        yield from ((found, place) for found, place in _everywhere(file, pattern) if place.line >= file.body_line)


@rule(
    "E209",
    message=N_("there is an invisible character here: {found}"),
    why=N_(
        "It can turn the order of what is read, hide words from search, or break an address. Delete it: type the words"
        " again, or paste them as plain text."
    ),
    scope="file",
)
def invisible(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for found, place in _everywhere(file, INVISIBLE):
        yield file.problem("E209", place, found=_code(found))
    # Escapes make the same characters: "\\u202e" in YAML, &#x202e; in Markdown.
    if "\\" in file.text:
        for path, place in file.data.values.items():
            for found in sorted(set(INVISIBLE.findall(place.raw))):
                if found not in file.text:
                    yield file.problem("E209", path, found=_code(found))
    if isinstance(file, CaseFile) and file.is_split and "&" in file.body:
        for block in file.blocks:
            for token, place in block.inlines:
                for found in sorted(set(INVISIBLE.findall(token.content))):
                    if found not in file.body:
                        yield file.problem("E209", place, found=_code(found))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


@rule(
    "E210",
    message=N_('the letter "{found}" is not the Arabic one'),
    why=N_(
        "A Farsi or Urdu keyboard writes letters that look alike and are others, so search does not find the word."
        " Type it again with an Arabic keyboard."
    ),
    scope="file",
    wrong="title: منصة الشکاوى",
    right="title: منصة الشكاوى",
)
def farsi(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    if not FARSI_LETTERS.search(file.text):
        return
    language = getattr(file, "language", "")
    for path, found, place in _in_values(file, FARSI_LETTERS):
        if _is_arabic(file, path):
            yield file.problem("E210", place, found=found, hint=FARSI[found])
    if language == "ar":
        for found, place in _in_text(file, FARSI_LETTERS):
            yield file.problem("E210", place, found=found, hint=FARSI[found])


def _is_arabic(file: CaseFile | DataFile, path: Path) -> bool:
    """Return whether the value at *path* is Arabic: an ``ar`` label, an Arabic file's wording, an Arabic source."""
    if "ar" in path or {"accepted", "discouraged"} & set(path):
        return True
    if path in (("title",), ("summary",)):
        return getattr(file, "language", "") == "ar"
    # A title stands in the language of its source, and a Farsi source has Farsi letters.
    return path[-1:] == ("title",) and file.data.values.get((*path[:-1], "language"), Place(1, 1)).raw == "ar"


@rule(
    "E211",
    message=N_('"{found}" is a presentation form, not a letter'),
    why=N_("Such characters come out of PDF files, and no search finds them. Type the word, or take the letter shown."),
    scope="file",
    wrong="title: ﻣﻨﺼﺔ",
    right="title: منصة",
)
def presentation_form(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for found, place in _everywhere(file, PRESENTATION_FORMS):
        yield file.problem("E211", place, found=found, hint=unicodedata.normalize("NFKC", found))


@rule(
    "E212",
    message=N_('"{found}" is not in Latin digits'),
    why=N_("The library writes numbers in Latin digits in every language, so that they can be compared and found."),
    scope="file",
    wrong="أكثر من ٤٦ ألف طلب",
    right="أكثر من 46 ألف طلب",
)
def other_digits(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    if not DIGITS.search(file.text):
        return
    for path, found, place in _in_values(file, DIGITS):
        # What others published keeps its own title.
        if path[:1] != ("sources",) or path[-1:] not in (("title",), ("publisher",)):
            yield file.problem("E212", place, found=found, hint=_latin(found))
    for found, place in _in_text(file, DIGITS):
        yield file.problem("E212", place, found=found, hint=_latin(found))


def right_letters(wrong: str) -> str:
    """Return what should stand for *wrong*, which one of the rules here found."""
    if INVISIBLE.match(wrong):
        return ""
    if DIGITS.match(wrong):
        return _latin(wrong)
    return FARSI.get(wrong) or unicodedata.normalize("NFKC", wrong)


def _latin(digits: str) -> str:
    return "".join(str(unicodedata.digit(digit)) for digit in digits)
