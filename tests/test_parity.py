"""Arabic and English of a case agree figure for figure, section by section, and in what qualifies the figures.

Numbers are read in digits with their scale (46 ألفًا, 46,000 and 46 thousand are one). Small numbers may stand as words
in one language; `pytest -s tests/test_parity.py` lists where that seems to be so, for a reviewer to read.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from projects import ROOT
from tajarib.arabic import fold
from tajarib.corpus import read_corpus
from tajarib.i18n import strings
from tajarib.problems import as_text
from tajarib.rules import RULES, check

WORDS_UP_TO = 20
"""A number up to this may be a word in the other language; a larger one may not."""

_SCALES = {
    "en": {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12},
    "ar": {"الف": 1e3, "الاف": 1e3, "الفا": 1e3, "الفي": 1e3, "مليون": 1e6, "مليونا": 1e6, "ملايين": 1e6}
    | {"مليار": 1e9, "مليارا": 1e9, "مليارات": 1e9, "بليون": 1e9, "تريليون": 1e12},
}
_ALONE = {
    "en": {"a million": 1e6, "one million": 1e6, "a thousand": 1e3, "a hundred": 100, "two million": 2e6},
    "ar": {"مليون": 1e6, "مليونا": 2e6, "مليوني": 2e6, "مليونان": 2e6, "مليونين": 2e6, "الف": 1e3, "الفا": 2e3}
    | {"الفي": 2e3, "الفين": 2e3, "الفان": 2e3, "مئه": 100, "مئتي": 200, "مئتا": 200, "مليار": 1e9, "ملياري": 2e9},
}
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])(?<![\u0621-\u064a]{3})\d[\d,]*(?:\.\d+)?")
_CITATION = re.compile(r"\[\^[^\]]+\]|\]\([^)]*\)")


@cache
def corpus():
    return read_corpus(ROOT)


def numbers(text, language):
    """Return the numbers that *text* tells, each with its scale multiplied in."""
    text = fold(_CITATION.sub(" ", text)).lower()
    found, last = set(), 0
    for match in _NUMBER.finditer(text):
        value = float(match[0].replace(",", "").rstrip("."))
        following = re.match(r"\s*(\w+)", text[match.end() :])
        found.add(round(value * _SCALES[language].get(following[1] if following else "", 1), 6))
        last = match.end()
    assert last <= len(text)
    words = {
        value
        for word, value in _ALONE[language].items()
        if re.search(rf"(?<![\d\w])(?<!\d )(?:و|ب|ل|ك)?{word}(?!\w)", text)
    }
    return found, words


def differences(id_):
    """Return (section, numbers of one language that the other lacks) of a case."""
    files = {file.language: file for file in corpus().by_id[id_]}
    sections = {language: {s.id: s.text for s in file.sections} for language, file in files.items()}
    for part in sections["ar"]:
        (ar, ar_words), (en, en_words) = (numbers(sections[x].get(part, ""), x) for x in ("ar", "en"))
        yield part, (ar - en - en_words) | (en - ar - ar_words)
    titles = {x: f"{files[x].record.title} {files[x].record.summary}" for x in ("ar", "en")}
    (ar, ar_words), (en, en_words) = (numbers(titles[x], x) for x in ("ar", "en"))
    yield "title and summary", (ar - en - en_words) | (en - ar - ar_words)


@pytest.mark.parametrize("id_", sorted(corpus().by_id))
def test_both_languages_tell_the_same_numbers(id_, capsys):
    wrong = {}
    for part, values in differences(id_):
        small = {value for value in values if value <= WORDS_UP_TO and value == int(value)}
        if small:
            with capsys.disabled():
                print(f"\n{id_} {part}: as words in one language? {sorted(small)}", end="")
        if values - small:
            wrong[part] = sorted(values - small)
    assert not wrong


@pytest.mark.parametrize("code", ["W204", "W301"])
def test_a_number_is_qualified_alike_in_both_languages_and_the_record(code):
    assert as_text(check(corpus(), {code: RULES[code]}), [strings("en")]) == ""


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("أكثر من 46 ألف طلب", "more than 46,000 requests"),
        ("1.2 مليون مستخدم في 2023", "1.2 million users in 2023"),
        ("7 ملايين و84.7% في 24 ساعة", "7 million, 84.7% in 24 hours"),
        ("نحو مليوني معاملة", "about 2 million transactions"),
    ],
)
def test_numbers_are_read_alike(arabic, english):
    (ar, ar_words), (en, en_words) = numbers(arabic, "ar"), numbers(english, "en")
    assert not (ar - en - en_words) | (en - ar - ar_words)


def test_a_different_number_is_seen():
    assert numbers("46 ألفًا", "ar")[0] != numbers("47 thousand", "en")[0]
