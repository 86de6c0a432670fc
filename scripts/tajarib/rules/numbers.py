"""The rule on numbers in the text: each leads to its source.

It reads Arabic and English alike. A text is taken apart into sentences; a sentence with a number in it and no citation
is told, once, at its first number. To be believed when it speaks, it rather says too little:

- one citation in a sentence, or right after its full stop, covers all its numbers; a citation in a line that ends in a
  colon covers the list or table below, one in a table's row or head covers the row or the table;
- a number or year that the record holds (figures, costs, dates) is covered by the sources there;
- a sentence that says that nothing was found, or that something is not published, has no source to cite;
- no number is what belongs to a name: Vision 2040, OAuth 2.0, Law 30 of 2018, القانون رقم 30 لسنة 2018, 24/7, 5G, (1),
  nor what stands in code, a heading, an address, or the number of a list's item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.problems import Problem
from tajarib.prose import CITED, Prose, prose
from tajarib.reader import CaseFile, TextBlock
from tajarib.rules import rule

CHECKED = ("problem", "approach", "results", "went-wrong", "lessons")
"""The sections that state facts; the other two advise."""

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    "|يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_IS_MONTH = re.compile(rf"(?:{MONTHS})\.?")
_BEFORE_MONTH = re.compile(rf"\s+(?:{MONTHS})\b")

# The end of a sentence: the last sign of its stop, closing marks, citations right after it, then a space or nothing.
_STOP = re.compile(rf"([.!?؟…])[\"'»”’)\]]*(?:[ ]?{CITED})*(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|ca|approx|est|vs|no|nos|art|arts|sec|para|p|pp|dr|mr|mrs|ms|st|inc|ltd|co|corp|eng|gen|dept|"
    r"govt|fig|vol|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)|(?<![\w\u064b-\u065f])\w|\b(?:\w\.)+\w)$",
    re.IGNORECASE,
)
PATTERNS = {"stop": _STOP, "abbreviation": _ABBREVIATION}
"""What the form in the browser looks for, too."""

# Numbers in names. What matches is taken out before numbers are looked for, in sentences that have such letters at all.
_LATIN_NAME = re.compile(
    r"\b(?:vision|agenda|goal|sdg|article|art\.|section|chapter|phase|stage|step|version|release|tier|level|annex|law"
    r"|decree|act|resolution|decision|circular|regulation|nos?\.|number|iso(?:/iec)?|oauth|openid|saml|tls|web|industry"
    r"|rfc|category|page|pp?\.|question|covid)"
    r"(?:\s+nos?\.|\s+number)?\s+\(?\d[\d.,/–-]*\)?(?:\s+(?:of|/)\s*\d{4})?"
    r"|\b\d{1,4}\s+of\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_ARABIC_NAME = re.compile(
    r"\b\d{1,4}\)?\s+(?:لسنة|لعام)\s+\d{4}"
    r"|(?<!\w)[وفبلك]{0,2}(?:ال|ل)?(?:رقم|مادة|مادتين|مواد|فقرة|بند|مرحلة|إصدار|نسخة|فئة|مستوى|هدف|صفحة|رؤية|أجندة)"
    r"(?:\s+رقم)?\s+\(?\d[\d.,/–-]*\)?(?:\s+(?:لسنة|لعام)\s+\d{4})?"
    r"|(?<!\w)[وفبلك]{0,2}(?:ال)?(?:رؤية|أجندة|خطة|استراتيجية)"
    r"(?:\s+(?!(?:عام|سنة|في|منذ|حتى|بحلول)\b)[^\s\d،.]+){0,3}\s+20\d\d"
)
_NAMES = (
    (re.compile("[A-Za-z]"), _LATIN_NAME),
    (re.compile("[\u0621-\u064a]"), _ARABIC_NAME),
    (re.compile(r"\)"), re.compile(r"\(\d{1,2}\)|(?<!\S)\d{1,2}\)")),
)
# From one denial to the next: from each to the end of the text would take as often as there are denials.
_NONE = "(?:no|not|none|nothing|neither)"
_GAP = re.compile(
    rf"\b{_NONE}\b(?:(?!\b{_NONE}\b).)*\b(?:found|published|known)\b|\bunpublished\b"
    r"|(?<!\w)و?(?:لم|لا)\s(?:يُ?عثر|نعثر|تُ?نشر|يُ?نشر|يُ?عرف|تُ?عرف)|غير\s(?:منشور|معلوم|معروف)",
    re.IGNORECASE,
)
_CURRENCIES = ("BHD", "BD", "KWD", "KD", "OMR", "RO", "QAR", "QR", "SAR", "SR", "AED", "Dh", "Dhs", "USD", "EUR", "GBP")
_CAPITAL = re.compile("[A-Z]")
_CAPITAL_BEFORE = re.compile(r"(\S*\s*)\b([A-Z][\w’'+.-]*)\s$")

_NUMBER = re.compile(
    r"(?<![\w.,/:–-])(?:[وفبلك]?الـ?|[وفبلك]ـ?)?(?P<number>\d+(?:[.,]\d+)*)(?![\w/]|:\d)(?:\s?(?P<scale>thousand|million"
    r"|billion|trillion|ألف|آلاف|مليون|ملايين|مليار|تريليون)?)"
)
SCALES = {
    **dict.fromkeys(("thousand", "ألف", "آلاف"), 10**3),
    **dict.fromkeys(("million", "مليون", "ملايين"), 10**6),
    **dict.fromkeys(("billion", "مليار"), 10**9),
    **dict.fromkeys(("trillion", "تريليون"), 10**12),
}


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of *text*, in which citations are one private character each."""
    start = 0
    for match in _STOP.finditer(text):
        following = text[match.end() : match.end() + 2].lstrip()
        is_abbreviation = match[1] == "." and _ABBREVIATION.search(text, max(start, match.start() - 12), match.start())
        # "Approx. 50 cases" and "the U.S. agency" go on; so does what goes on in a small letter.
        if is_abbreviation or (following and following.islower()):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def numbers_in(sentence: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of *sentence*, but for those in names; groups ``number`` and, of ``SCALES``, ``scale``."""
    for sign, name in _NAMES:
        if sign.search(sentence):
            sentence = name.sub(_blank, sentence)
    for match in _NUMBER.finditer(sentence):
        if _BEFORE_MONTH.match(sentence, match.end("number")):
            continue  # the day of a date; its year is the number
        start = max(0, match.start() - 40)
        has_capital = _CAPITAL.search(sentence, start, match.start())
        before = _CAPITAL_BEFORE.search(sentence, start, match.start()) if has_capital else None
        if before and not _IS_MONTH.fullmatch(before[2]) and before[2] not in _CURRENCIES:
            starts_sentence = not sentence[: before.start(2)].strip("«\"'“‘( ")
            if not starts_sentence:
                continue  # "Hukoomi 2", "Web 2.0": part of a name
        yield match


def _known(corpus: Corpus, file: CaseFile) -> frozenset[float]:
    """Return the numbers and years that the case's record holds, each with its source there."""
    record = corpus.record(file.id)
    if record is None:
        return frozenset()
    values: set[float] = set()
    dates = [record.started, record.ended]
    for figure in record.figures:
        for point in figure.points:
            values |= {float(point.value)} | ({float(point.of)} if point.of is not None else set())
            dates.append(point.as_of)
    dates += [event.date for event in record.timeline] + [award.year for award in record.awards]
    if isinstance(record.cost, tuple):
        values |= {float(cost.amount) for cost in record.cost}
        dates += [cost.year for cost in record.cost]
    for date in dates:
        if date and date.start and date.end:
            values |= {float(date.start.year), float(date.end.year)}
    return frozenset(values)


def _is_known(match: re.Match[str], known: frozenset[float]) -> bool:
    value = float(match["number"].replace(",", "")) if match["number"].count(".") < 2 else -1.0
    return value in known or round(value * SCALES.get(match["scale"] or "", 1), 6) in known


@rule(
    "W203",
    message=N_('the number "{found}" is in a sentence without a citation'),
    why=N_(
        "Readers must be able to check every number. Cite its source at the end of the sentence: 46,000 requests[^S6]."
        " Numbers that stand in the record's figures need no citation in the text."
    ),
    scope="case",
    wrong="By June the platform had taken 46,000 requests.",
    right="By June the platform had taken 46,000 requests[^S6].",
)
def uncited_number(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    known: frozenset[float] | None = None
    for unit, is_row in _units(file):
        for start, end in [(0, len(unit.text))] if is_row else sentences(unit.text):
            sentence = unit.text[start:end]
            if CITED in sentence or _GAP.search(sentence):
                continue
            for match in numbers_in(sentence):
                known = _known(corpus, file) if known is None else known
                if not _is_known(match, known):
                    place = unit.place(file, start + match.start("number"))
                    yield file.problem("W203", place, found=match["number"])
                    break


def _units(file: CaseFile) -> Iterator[tuple[Prose, bool]]:
    """Yield what is to be checked: paragraphs, and rows of tables (``True``), that nothing around them covers."""
    covered: dict[int, bool] = {}  # per list or table: whether what introduces it has a citation
    before = ""
    rows: dict[int, list[TextBlock]] = {}
    blocks = [block for block in file.blocks if block.section in CHECKED and not block.tag.startswith("h")]
    for block in blocks:
        if block.row >= 0:
            rows.setdefault(block.row, []).append(block)
    for block, following in zip_longest(blocks, blocks[1:]):
        for container in block.enclosing:
            if container not in covered:
                covered[container] = before.rstrip(f" {CITED}").endswith(":") and CITED in before
        cells = rows.get(block.row)
        if cells is not None and block is not cells[0]:
            continue  # the row was yielded with its first cell
        plain = prose(*(cells or [block]), run_in=True)
        before = plain.text
        if cells is not None and block.tag == "th":
            covered[block.enclosing[-1]] |= CITED in plain.text
            continue
        if any(covered[container] for container in block.enclosing):
            continue
        introduces = following is not None and len(following.enclosing) > len(block.enclosing)
        if introduces and plain.text.rstrip().endswith(":"):
            continue  # what follows the colon has its own citations, or lacks them
        yield plain, cells is not None
