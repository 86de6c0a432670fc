"""Numbers as a text tells them, each with what qualifies it: about 300, «ما يزيد على 3 ملايين», 50 or more.

Only numbers in digits are read. What stands by a number qualifies it or leaves it open: "over 12 stages" may be "in 12
stages", and in "more than 30 agencies and 400 services" nobody can tell how many services there were. To be believed
when they speak, the rules on this take what is open for what agrees.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tajarib.rules.numbers import MONTHS, SCALES, numbers_in, sentences

EXACT = ""
ABOUT, MORE_THAN, AT_LEAST, UP_TO, LESS_THAN = "about", "more-than", "at-least", "up-to", "less-than"
"""The qualifiers of a record's figures, and one that it has no need of."""

LARGE = 100
"""From here "over" and «تجاوز» right before a number mean more than; before a smaller one they may mean else."""

CLAUSE = 80
"""So far, in characters, a verb reaches for its number."""

FAR = 60
"""So far a number may stand from the one that it goes on from."""

_BEFORE = {
    "en": {
        UP_TO: r"(?:no|not) more than|(?:not|n[’']t|never) exceed(?:ed|ing)?|at most|a maximum of|(?<!add )up to",
        AT_LEAST: r"at least|(?:no|not) (?:fewer|less) than|a minimum of",
        LESS_THAN: r"(?:less|fewer) than",
        MORE_THAN: r"(?:more|longer|larger|higher|greater) than|in excess of|upwards? of",
        ABOUT: r"(?<!asked )(?<!speaks )(?<!statement )about|around|some|nearly|almost|roughly|approximately|close to"
        r"|(?:probably|perhaps)(?: of| from| on| in)?",
    },
    "ar": {
        UP_TO: r"(?:لا|لم|ألا|لن) (?:[يت]تجاوز|[يت]زي?د (?:على|عن))|بحد أقصى",
        AT_LEAST: r"(?:لا|لم|ألا|لن) [يت]قل عن",
        LESS_THAN: r"أقل من",
        MORE_THAN: r"(?:أكثر|أزيد|أطول|أكبر|أعلى) من|(?:ما|الذي|التي) [يت]زيد (?:على|عن)",
        ABOUT: r"نحو|قرابة|زهاء|حوالي|حوالى|[يت]قارب|قارب(?:ت|وا)?|[يت]قرب من|[يت]ناهز|ناهز(?:ت|وا)?"
        r"|[يت]رجح أن(?:ه|ها)(?: من| عن| في)?|لعل(?:ه|ها)(?: من| في)",
    },
}
"""What qualifies the number right after it."""

_BEFORE_LARGE = {
    "en": {MORE_THAN: r"over|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|pass(?:es|ed|ing)?|topp(?:ed|ing)"},
    "ar": {MORE_THAN: r"(?:زاد(?:ت|وا)?|[يت]زيد) (?:على|عن)|(?:[يت]?تجاوز|جاوز|فاق|[يت]فوق|[يت]?تخطى)(?:ت|وا|ه|ها)?"},
}
"""The same, where the number is a large one or a share."""

_MAYBE_BEFORE = {
    "en": {
        LESS_THAN: r"under|below",
        MORE_THAN: r"above|beyond",
        UP_TO: r"within|between|as (?:many|much) as",
        ABOUT: r"(?:asked|speaks|statement) about",
    },
    "ar": {LESS_THAN: r"دون|[يت]قل عن", MORE_THAN: r"فوق", UP_TO: r"حتى|إلى|خلال|في غضون|بين"},
}
"""What may qualify the number right after it."""

_MAYBE_IN_CLAUSE = {
    "en": {MORE_THAN: r"exceed\w*|pass(?:ed|es)|grew past", UP_TO: r"limit\w*|maximum|cap|ceiling|highest|up to"},
    "ar": {
        MORE_THAN: r"(?:زاد|[يت]زيد|[يت]?تجاوز|جاوز|فاق|[يت]فوق|[يت]?تخطى)(?:ت|وا|ه|ها)?|الزائد(?:ة|ين)?",
        UP_TO: r"(?:لا|لم|ألا|لن) (?:[يت]تجاوز|[يت]زي?د)|[يت]صل|وصل(?:ت|وا)?|سقف|أقصى|أقصا(?:ه|ها)|الأقصى",
        AT_LEAST: r"(?:لا|لم|ألا|لن) [يت]قل",
    },
}
"""What may qualify each number that follows in the clause: «تجاوزت المعاملات 691,000»."""

_AFTER = {
    "en": {
        AT_LEAST: r"or (?:more|older|above)\b|at least\b|\+",
        ABOUT: r"or so\b|approximately\b",
        UP_TO: r"at most\b|or (?:less|fewer)\b",
    },
    "ar": {AT_LEAST: r"فأكثر|أو أكثر|فما فوق|على الأقل", ABOUT: r"تقريبا", UP_TO: r"على الأكثر|فأقل|أو أقل|كحد أقصى"},
}
"""What qualifies the number up to three words before it."""

_DIGIT = re.compile(r"\d")
_SHARE = re.compile(r"\s?(?:%|per ?cent\b|في المئة|في المائة|بالمئة|بالمائة)")
_CLAUSE = re.compile(rf"[^.,:;()،؛\n]{{0,{CLAUSE}}}")
_JOINED = re.compile(r"(?:,|،|\b(?:and|or|to)|(?<!\w)(?:أو|إلى|وعلى|وعن))\s+(?:[A-Z$€£]{1,4}\s?)?$")
_PAUSE = re.compile(r"[.;؛!?؟]\s")
_SIGNS = "[\u064b-\u0652]*"


def _spelled(pattern: str) -> str:
    """Return *pattern* with room for vowel signs after each Arabic letter."""
    return re.sub(r"\[[ء-ي]+\]|[ء-ي]", lambda letter: f"(?:{letter[0]}{_SIGNS})", pattern)


def _any_of(words: Iterable[tuple[str, str]], language: str, after: str) -> re.Pattern[str]:
    """Return what finds any of *words* (the name of a group, what it finds) with *after* behind."""
    groups = "|".join(f"(?P<{name}>{pattern})" for name, pattern in words)
    attached = "[وف]?[بلك]?" if language == "ar" else ""
    return re.compile(_spelled(rf"(?<!\w){attached}(?i:{groups}){after}"))


def _group(qualifier: str, level: int = 0) -> str:
    return f"{qualifier.replace('-', '_')}_{level}"


def _found(match: re.Match[str]) -> tuple[str, int]:
    """Return the qualifier and the level of the group that matched; see ``_group``."""
    assert match.lastgroup is not None
    name, _, level = match.lastgroup.rpartition("_")
    return name.replace("_", "-"), int(level)


_FILL = f"another|the|an?|total of|estimated|average of|of|end of|عام|سنة|نهاية|مبلغ|نسبة|عدد|قدره|قدرها|{MONTHS}"
_UP_TO_NUMBER = rf"(?:\s(?:{_FILL}))*\s+(?:[A-Z]{{2,3}}\s?)?[$€£]?(?=(?:ال)?ـ?\d)"
_LEVELS = (_BEFORE, _BEFORE_LARGE, _MAYBE_BEFORE)
_BEFORE_NUMBER = {
    language: _any_of(
        [(_group(name, i), words) for i, level in enumerate(_LEVELS) for name, words in level[language].items()],
        language,
        _UP_TO_NUMBER,
    )
    for language in _BEFORE
}
_IN_CLAUSE = {
    language: _any_of([(_group(name), pattern) for name, pattern in words.items()], language, r"(?!\w)")
    for language, words in _MAYBE_IN_CLAUSE.items()
}
_BEHIND = {
    language: re.compile(
        rf"(?:[\w{_SIGNS[1:-2]}]*|\s?%)(?:\s[^\W\d][^\s.,:;()،؛]*){{0,3}}?\s?(?:"
        + _spelled("|".join(f"(?P<{_group(name)}>{pattern})" for name, pattern in words.items()))
        + ")"
    )
    for language, words in _AFTER.items()
}


@dataclass(frozen=True)
class Told:
    """A number that a text tells."""

    value: float
    """The number, with its scale multiplied in."""
    is_share: bool
    """Whether it is told as a percentage."""
    is_year: bool
    """Whether it looks like a year."""
    qualifiers: frozenset[str]
    """What it may be qualified by: one, where the words are plain."""
    start: int
    end: int
    """Where it stands in the text."""

    def after(self, characters: int) -> Told:
        """Return the same number in a text that has so many *characters* before."""
        return replace(self, start=self.start + characters, end=self.end + characters) if characters else self

    @property
    def is_large(self) -> bool:
        """Whether it is more than a handful, or a share."""
        return self.is_share or (self.value >= LARGE and not self.is_year)

    @property
    def plain(self) -> str | None:
        """Its one qualifier, or ``EXACT``; ``None`` where it is open."""
        return next(iter(self.qualifiers)) if len(self.qualifiers) == 1 else None


def told(text: str, language: str) -> Iterator[Told]:
    """Yield the numbers of *text*, but for those that belong to a name."""
    for start, end in sentences(text):
        for number in told_in_sentence(text[start:end], language):
            yield number.after(start)


@lru_cache(maxsize=1_000)  # two rules ask, case by case
def told_in_sentence(text: str, language: str) -> tuple[Told, ...]:
    """Return the numbers of one sentence."""
    return tuple(_read(text, language)) if language in _BEFORE and _DIGIT.search(text) else ()


def _read(text: str, language: str) -> Iterator[Told]:
    numbers = list(numbers_in(text))
    if not numbers:
        return
    before = {match.end(): _found(match) for match in _BEFORE_NUMBER[language].finditer(text)}
    clauses = [
        (_found(match)[0], match.end(), clause.end())
        for match in _IN_CLAUSE[language].finditer(text)
        if (clause := _CLAUSE.match(text, match.end()))
    ]
    begins = [begin for _, begin, _ in clauses]
    last: Told | None = None
    for match in numbers:
        value = float(match["number"].replace(",", "")) if match["number"].count(".") < 2 else -1.0
        scale = SCALES.get(match["scale"] or "", 1)
        is_share = _SHARE.match(text, match.end("number")) is not None
        is_year = scale == 1 and not is_share and re.fullmatch(r"(?:19|20)\d\d", match["number"]) is not None
        is_large = is_share or value * scale >= LARGE
        names: set[str] = set()
        is_open = False
        if match.start() in before:
            name, level = before[match.start()]
            names.add(name)
            is_open = level > is_large
        end = match.end("scale" if match["scale"] else "number")
        if behind := _BEHIND[language].match(text, end):
            names.add(_found(behind)[0])
        if is_year:
            names &= {ABOUT}  # "up to 2019" is no number
        if not names:
            # Not all clauses for each number: a sentence may have thousands of both.
            near = clauses[bisect_left(begins, match.start() - CLAUSE) : bisect_right(begins, match.start())]
            names |= {name for name, _, end_of_clause in near if match.start() < end_of_clause and not is_year}
            if last and last.qualifiers != {EXACT} and _is_joined(text, last.end, match):
                names |= last.qualifiers
            is_open = bool(names)
        qualifiers = frozenset(names | {EXACT} if is_open or not names else names)
        this = Told(round(value * scale, 6), is_share, is_year, qualifiers, match.start("number"), end)
        yield this
        last = last if is_year else this


def _is_joined(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether the number of *match* goes on from one that ends at *start*: 30 agencies and 400 services."""
    between = text[start : match.start()]
    if len(between) > FAR or _PAUSE.search(between):
        return False
    return text[match.start() : match.start("number")].startswith("و") or _JOINED.search(between) is not None
