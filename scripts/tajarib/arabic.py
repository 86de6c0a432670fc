"""Arabic as it is typed: one spelling for the many of one word, its light stem, and the order of its alphabet.

``overrides/assets/js/arabic.js`` does the same for a query; ``tests/data/arabic.json`` holds both to it.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        "ک": "ك",
        "ؤ": "ء",
        "ئ": "ء",
        "ة": "ه",
        "ـ": None,
    }
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff]")

# Words whose first letters look like an attached و or like ال, and are not.
_OWN_START = re.compile(
    "و(?:زار|زير|زراء|زع|طن|ثيق|ثاءق|ثق|كال|كيل|اصل|اجه|احد|اعي|اقع|ارد|حد|صل|صول|صف|ظيف|ظاءف|ظف|قت|قاي|قود|رق|رش|عي"
    "|سيط|سيل|ساءل|ساط|سط|سم|جه|جود|زن|زان|فد|فر|فا|قف|لاي|لي|لاد|ضع|ضوح|اتس|اق|اضح|اسع|الد|يب|راث|شيك)"
    "|ال(?:كترون|غاء|زام|تزام|تحاق|تماس|هام|يه$|يات$|اف$|مان|فبا|بوم|تقاء|تفاف|له$)"
    "|بالغ|بالون|كالور|لله$"
)
_ARTICLE = re.compile("^[وف]?(?:ال|بال|كال|لل)(?=..)")
_AND = re.compile("^و(?=...)")
_ATTACHED = re.compile("^[فبكل](?=...)")
# Larkey's light10, with what the field's words need besides: the ت before a pronoun and a dual, and the accusative's ا.
_SUFFIXES = tuple(
    re.compile(f"(?<={'.' * kept}){suffix}$")
    for suffix, kept in (
        ("(?:تهما|تهم|تها|تنا|تان|تين|ته|تي|هما|ها|هم|نا)", 3),
        ("ا", 3),
        ("(?:ان|ون|ين)", 3),
        ("ات", 2),
        ("يه", 3),
        ("ه", 2),
        ("ي", 3),
    )
)
_WEAK = re.compile("[اويء]")
_TWICE = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """Return *text* with one spelling for what is spelled in several ways.

    Compatibility forms, vowel signs, tatweel and invisible marks go; the forms of alef, ya and kaf become one; ة is
    read as ه; digits become Latin. Folding twice changes nothing.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_LETTERS).translate(_DIGITS)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def stem(word: str) -> str:
    """Return the light stem of a folded word: without و, the article and its prefixes, and common endings."""
    if not _OWN_START.match(word):
        bare = _ARTICLE.sub("", word, count=1)
        if bare == word:
            bare = _AND.sub("", word, count=1)
            if bare != word and not _OWN_START.match(bare):
                bare = _ARTICLE.sub("", bare, count=1)
        word = bare
    for suffix in _SUFFIXES:
        word = suffix.sub("", word, count=1)
    return word


def without_attached(word: str) -> str:
    """Return a folded word without a first letter that may be an attached ف ب ك ل: لتطبيق, but also كويت."""
    return _ATTACHED.sub("", word, count=1)


def skeleton(stem: str) -> str:
    """Return the consonants of a stem, by which مشروع and مشاريع are one; the stem where fewer than two are left."""
    bare = _TWICE.sub(r"\1", _WEAK.sub("", stem))
    return bare if len(bare) > 1 else stem


def sort_key(text: str) -> str:
    """Return a key that sorts Arabic by its alphabet, ال and « ignored, and Latin text without regard to case."""
    return re.sub(r"^\W*(?:ال(?=\w{2}))?", "", fold(text)).casefold()
