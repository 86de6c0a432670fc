"""Lists of words looked for in text as it is: whole, in any spelling, Arabic ones with what is written on to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

_SIGNS = "[\u0610-\u061a\u064b-\u065f\u0670ـ]*"
# Letters that ``tajarib.arabic.fold`` makes one.
_SPELLED = {letter: f"[{letters}]" for letters in ("اأإآٱ", "يىی", "كک", "هة", "ءؤئ") for letter in letters}
_BEFORE, _AFTER = r"(?<![\w\u0610-\u061a\u064b-\u065f\u0670])", r"(?![\w\u064b-\u065f])"


def _spelled(word: str) -> str:
    return "".join(_SPELLED.get(letter, re.escape(letter)) + _SIGNS for letter in word)


# Signs stand after a letter, never by themselves: two runs of them side by side could be told apart in many ways.
_AND, _THE = f"(?:[وف]{_SIGNS})?", f"(?:(?:[بك]{_SIGNS})?{_spelled('ال')}|ل{_SIGNS}ل{_SIGNS})"


def spellings(words: str) -> str:
    """Return a regular expression that finds *words*, whole, in every spelling that ``fold`` makes one.

    The letters that are written on to a word may stand before the first, ال before each that has none here, and an
    accusative's alef after the last.
    """
    first, *others = words.split()
    if first.startswith("ال"):
        start = f"{_AND}{_THE}{_spelled(first[2:])}"
    else:
        start = f"{_AND}(?:{_THE}|[بكل]{_SIGNS})?{_spelled(first)}"
    rest = "".join(rf"\s+(?:{_spelled('ال')})?{_spelled(word)}" for word in others)
    return f"{_BEFORE}{start}{rest}(?:ا{_SIGNS})?{_AFTER}"


_INFLECTED = "(?:s|d|ed|ly)?"
_LETTERS = str.maketrans({letter: spelled[1] for letter, spelled in _SPELLED.items()} | {"ـ": None})
_ALL_SIGNS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]+")


@lru_cache(maxsize=8)  # two lists are looked for in a text
def _plain(text: str) -> str:
    """Return *text* with one spelling of each letter, one space between words, and no ال before any."""
    words = _ALL_SIGNS.sub("", text.lower().replace("-", " ")).translate(_LETTERS).split()
    return " ".join(word.removeprefix("ال") for word in words)


@cache
def _core(words: str) -> str:
    """Return what stands in ``_plain`` of every text that *words* stand in."""
    return _plain.__wrapped__(words)


@cache
def _pattern(words: str, language: str) -> re.Pattern[str]:
    if language == "ar":
        return re.compile(spellings(words))
    parts = r"[\s-]+".join(map(re.escape, re.split("[ -]", words)))
    return re.compile(rf"\b{parts}{_INFLECTED}\b", re.IGNORECASE)


def contained(words: Iterable[str], text: str, language: str) -> tuple[str, ...]:
    """Return those of *words* that stand in *text*, quickly where most do not."""
    plain = _plain(text)
    return tuple(one for one in words if _core(one) in plain and _pattern(one, language).search(text))


def occurrences(words: Iterable[str], text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, which) of each of *words* in *text*."""
    for one in words:
        for match in _pattern(one, language).finditer(text):
            yield match.start(), match.end(), one
