"""Rules on the marks of Arabic text. All are mechanical: what is found can be put right in its place.

Read are Arabic texts and every Arabic label; what others published keeps its own title, and code its own marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tajarib.corpus import Corpus
from tajarib.frontmatter import Path
from tajarib.i18n import N_
from tajarib.problems import Problem, offset_of
from tajarib.prose import CITED, CODE
from tajarib.reader import CaseFile, DataFile
from tajarib.rules import rule
from tajarib.rules.passages import Passage, in_run, in_value

LITERAL = frozenset({"E502", "E503", "E504", "E505", "E506"})
"""The rules whose finds ``--fix`` replaces, as they stand, by their hints."""

_LETTER = "[\u0621-\u063a\u0641-\u064a]"
_SIGN = "[\u064b-\u065f]"
_ARABIC = re.compile(_LETTER)
# A Latin mark after a word or before one, closing and opening marks between, where the one or the other is Arabic.
_LATIN_MARK = re.compile(
    rf"(?<=[\w{_SIGN[1:-1]}»)\]\"'{CITED}{CODE}])[,;?](?=[»)\]{CITED}]*(?:\s|$))",
)
_LAST_WORD = re.compile(rf"[^\W\d_]{_SIGN}*[»)\]\"'{CITED}{CODE}]*$")
NEAR = 40  # so far from a mark, in characters, ends the word that it belongs to
_NEXT_WORD = re.compile(rf"[»)\]{CITED}]*\s+[«(\[\"']*({_LETTER})")
ARABIC_MARKS = {",": "،", ";": "؛", "?": "؟"}
_SPACE = re.compile(r"(?<=[^\s،؛])[ \u00a0]+(?:[،؛؟]|[:.!](?=\s|$))")
_STRAIGHT = re.compile(r'"([^"]*)"?')
_TATWEEL = re.compile("ـ")
_STRETCHED = re.compile(r"(?<![\w\u064b-\u065f])[\w\u064b-\u065f]*ـ[\wـ\u064b-\u065f]*")
# بـ24, وبـ24, الـ24, لـIBM, بـ«سهل»: a letter that is written on to a word, before what is no Arabic word. 1446هـ: a
# year of the Hijra.
_SET_OFF = re.compile(r"[وف]?(?:[بلك]|[بك]?ال|لل)ـ(?=[\dA-Za-z«])|\d*هـ(?!\w)")
_DOUBLED = re.compile(rf"[،؛](?:\s*[،؛.:؟])+|(?<={_LETTER})\.(?:\s*[،؛])+")

PATTERNS = {
    "arabic": _ARABIC,
    "latin_mark": _LATIN_MARK,
    "last_word": _LAST_WORD,
    "next_word": _NEXT_WORD,
    "space": _SPACE,
    "straight": _STRAIGHT,
    "stretched": _STRETCHED,
    "set_off": _SET_OFF,
    "doubled": _DOUBLED,
}
"""What the form in the browser looks for, too."""


def _passages(file: CaseFile | DataFile, sign: re.Pattern[str]) -> Iterator[Passage]:
    """Yield what is Arabic in *file*: its labels, and its text where that is its language.

    Where nothing in the file looks like *sign*, there is nothing to look for.
    """
    language = getattr(file, "language", "")
    if not sign.search(file.text):
        return
    values = {} if file.data.faults else file.data.values
    for path, value in values.items():
        if _is_arabic_label(path, language) and _ARABIC.search(value.raw):
            yield in_value(file, path)
    if isinstance(file, CaseFile) and file.is_split and language == "ar":
        for run in file.prose:
            if _ARABIC.search(run.text):
                yield in_run(file, run)


def _finds(file: CaseFile | DataFile, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield all that *pattern* finds in what is Arabic in *file*, with the passage that it stands in."""
    for passage in _passages(file, pattern):
        for match in pattern.finditer(passage.text):
            yield passage, match


def _is_arabic_label(path: Path, language: str) -> bool:
    return path[-1:] == ("ar",) or (language == "ar" and path in (("title",), ("summary",)))


@rule(
    "E502",
    message=N_('the mark "{found}" is not the Arabic one'),
    why=N_("Arabic has its own comma, semicolon and question mark: ، ؛ ؟. They face the way the text runs."),
    scope="file",
    wrong="الهوية, والدفع",
    right="الهوية، والدفع",
)
def latin_mark(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for passage, match in _finds(file, _LATIN_MARK):
        last = _LAST_WORD.search(passage.text, max(match.start() - NEAR, 0), match.start())
        if (last and _ARABIC.match(last[0])) or _NEXT_WORD.match(passage.text, match.end()):
            yield file.problem("E502", passage.place(*match.span()), found=match[0], hint=ARABIC_MARKS[match[0]])


@rule(
    "E503",
    message=N_('there is a space before "{found}"'),
    why=N_("A mark stands right after its word; else it may begin the next line by itself."),
    scope="file",
    wrong="الهوية ، والدفع",
    right="الهوية، والدفع",
)
def space_before_mark(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for passage, match in _finds(file, _SPACE):
        yield file.problem("E503", passage.place(*match.span()), found=match[0], hint=match[0].strip())


@rule(
    "E504",
    message=N_("there are straight quotation marks in Arabic text: {found}"),
    why=N_("Arabic texts here quote in «…», which show where a quotation begins and where it ends."),
    scope="file",
    wrong='خدمة "تواصل"',
    right="خدمة «تواصل»",
)
def straight_quotation(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for passage, match in _finds(file, _STRAIGHT):
        start, end = (passage.place(at, at + 1) for at in (match.start(), match.end() - 1))
        # Between the marks the file may have others, as in "a **bold** word".
        written = file.text[offset_of(start, file.text) : offset_of(end, file.text) + 1]
        if start.line == end.line and len(written) > 1 and written[0] == written[-1] == '"':
            yield file.problem("E504", start, found=written, hint=f"«{written[1:-1]}»")
        else:
            yield file.problem("E504", start, found=match[0])


@rule(
    "E505",
    message=N_('the word "{found}" is stretched'),
    why=N_(
        "The sign ـ only makes a word longer, and search may miss it. It has its use between an attached letter and a"
        " number, a Latin word or a quotation mark (بـ24), and after a Hijri year (1446هـ)."
    ),
    scope="file",
    wrong="منصـــة الشكاوى",
    right="منصة الشكاوى",
)
def stretched(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for passage in _passages(file, _TATWEEL):
        for match in _STRETCHED.finditer(passage.text) if "ـ" in passage.text else ():
            if not _SET_OFF.match(passage.text, match.start()) or match[0].count("ـ") > 1:
                place = passage.place(match.start(), match.end())
                yield file.problem("E505", place, found=match[0], hint=match[0].replace("ـ", ""))


@rule(
    "E506",
    message=N_('two marks stand together: "{found}"'),
    why=N_("One of them is left over from an edit. Keep the one that is meant."),
    scope="file",
    wrong="الهوية،، والدفع",
    right="الهوية، والدفع",
)
def doubled_mark(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for passage, match in _finds(file, _DOUBLED):
        marks = "".join(match[0].split())
        kept = next((mark for mark in ".؟:" if mark in marks), marks[0])
        yield file.problem("E506", passage.place(*match.span()), found=match[0], hint=kept)
