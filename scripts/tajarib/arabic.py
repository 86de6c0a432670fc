"""Arabic as it is typed: one spelling for the many of one word, and the order of its alphabet."""

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


def fold(text: str) -> str:
    """Return *text* with one spelling for what is spelled in several ways.

    Compatibility forms, vowel signs, tatweel and invisible marks go; the forms of alef, ya and kaf become one; ة is
    read as ه; digits become Latin. Folding twice changes nothing.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_LETTERS).translate(_DIGITS)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def sort_key(text: str) -> str:
    """Return a key that sorts Arabic by its alphabet, ال ignored, and Latin text without regard to case."""
    return re.sub(r"^[^\w]*(?:ال)(?=\w{2})", "", fold(text)).casefold()
