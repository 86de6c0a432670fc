"""Words that praise where a case should tell, in groups by the reason; each with a plainer word where there is one.

A word stands here when a plain sentence hardly ever needs it: "ambitious", "advanced", ناجح and رواد الأعمال have
plain uses too, so they are left to the reviewer. English words are found with their endings (-ly, -s, -d), Arabic ones
with what is written on to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tajarib.i18n import N_


@dataclass(frozen=True)
class Group:
    """Words that fail the reader in the same way."""

    reason: str
    """What is wrong with them; a string of the interface."""
    words: Mapping[str, Mapping[str, str]]
    """By language: the word, and a plainer one; empty where it is best left out."""


GROUPS = (
    Group(
        N_("who is first or best is a claim; tell whose, or give the rank and who gave it"),
        {
            "en": {
                "pioneer": "begin",
                "pioneering": "early",
                "trailblazing": "early",
                "world-class": "",
                "world-leading": "",
                "industry-leading": "",
                "market-leading": "",
                "best-in-class": "",
                "award-winning": "which won the award … in …",
                "unrivalled": "",
                "unrivaled": "",
                "unparalleled": "",
                "unmatched": "",
                "unprecedented": "larger than any before, according to …",
                "second to none": "",
                "one of a kind": "",
                "first of its kind": "the first, according to …",
                "role model": "example",
                "flagship": "main",
                "success story": "case",
                "success stories": "cases",
                "resounding success": "",
            },
            "ar": {
                "رائدة": "من أوائل …",
                "رائد في": "من أوائل …",
                "نموذج رائد": "مثال",
                "مشروع رائد": "مشروع مبكر",
                "دور رائد": "دور",
                "دور ريادي": "دور",
                "غير مسبوق": "أكبر من كل ما سبقه وفق …",
                "غير مسبوقة": "أكبر من كل ما سبقها وفق …",
                "لا مثيل له": "",
                "لا مثيل لها": "",
                "منقطع النظير": "",
                "منقطعة النظير": "",
                "عالمي المستوى": "",
                "عالمية المستوى": "",
                "بمستوى عالمي": "",
                "بمستويات عالمية": "",
                "فريد من نوعه": "",
                "فريدة من نوعها": "",
                "الأول من نوعه": "الأول وفق …",
                "الأولى من نوعها": "الأولى وفق …",
                "يحتذى به": "يمكن الأخذ به",
                "يحتذى بها": "يمكن الأخذ بها",
                "قصة نجاح": "تجربة",
                "قصص نجاح": "تجارب",
                "نجاح باهر": "",
                "إنجاز تاريخي": "",
            },
        },
    ),
    Group(
        N_("that something is new tells little; say what it does that was not possible before"),
        {
            "en": {
                "cutting-edge": "new",
                "state-of-the-art": "new",
                "groundbreaking": "new",
                "ground-breaking": "new",
                "revolutionary": "new",
                "revolutionise": "change",
                "revolutionize": "change",
                "game-changing": "",
                "game-changer": "",
                "next-generation": "new",
                "innovative": "new",
                "transformative": "",
                "quantum leap": "change",
                "paradigm shift": "change",
            },
            "ar": {
                "نقلة نوعية": "تغيير",
                "قفزة نوعية": "تغيير",
                "طفرة نوعية": "تغيير",
                "أحدث التقنيات": "تقنيات",
                "أحدث ما توصلت": "",
                "مبتكرة": "جديدة",
                "حل مبتكر": "حل جديد",
                "نهج مبتكر": "نهج جديد",
                "بشكل مبتكر": "",
                "بأسلوب مبتكر": "",
                "ثورية": "جديدة",
            },
        },
    ),
    Group(
        N_("ease is for users to judge; tell the steps, the minutes, or how many gave up"),
        {
            "en": {
                "seamless": "",
                "frictionless": "",
                "effortless": "",
                "hassle-free": "",
                "user-friendly": "",
                "at the click of a button": "online",
                "at the touch of a button": "online",
            },
            "ar": {
                "بسلاسة": "",
                "سلس": "",
                "سلسة": "",
                "بكل سهولة": "",
                "بكل يسر": "",
                "بيسر وسهولة": "",
                "بسهولة ويسر": "",
                "بضغطة زر": "عبر الإنترنت",
                "بكبسة زر": "عبر الإنترنت",
            },
        },
    ),
    Group(
        N_("praise cannot be checked; tell what was done, or how much"),
        {
            "en": {
                "exemplary": "",
                "remarkable": "",
                "remarkably": "",
                "impressive": "",
                "prestigious": "",
                "renowned": "",
                "visionary": "",
                "magnificent": "",
                "stunning": "",
                "spectacular": "",
                "brilliant": "",
                "splendid": "",
                "superb": "",
                "vibrant": "",
                "inspiring": "",
                "unwavering": "",
                "tireless": "",
                "proudly": "",
                "boast": "have",
            },
            "ar": {
                "متميزة": "",
                "متميز": "",
                "مرموق": "",
                "مرموقة": "",
                "مذهل": "",
                "مذهلة": "",
                "مبهر": "",
                "مبهرة": "",
                "رائع": "",
                "رائعة": "",
                "عريق": "قديم",
                "عريقة": "قديمة",
                "ملهمة": "",
                "بكل فخر": "",
                "بكل اعتزاز": "",
            },
        },
    ),
    Group(
        N_("courtesy to those in office is no fact of the case; name the office and the decision"),
        {
            "en": {
                "wise leadership": "the government",
                "wise directives": "the decision of …",
                "wise guidance": "the decision of …",
            },
            "ar": {
                "القيادة الرشيدة": "الحكومة",
                "القيادة الحكيمة": "الحكومة",
                "التوجيهات السديدة": "قرار …",
                "التوجيهات الحكيمة": "قرار …",
                "الرؤية الثاقبة": "قرار …",
                "حفظه الله": "",
                "حفظها الله": "",
                "رعاه الله": "",
            },
        },
    ),
)

# What an Arabic word of the list means otherwise, by what follows it: رائدة أعمال, متميز عن.
_PLAIN_USE = re.compile(r"\s+(?:(?:ال)?(?:أعمال|فضاء)|عن|عنه|عنها)\b")


@dataclass(frozen=True)
class Praise:
    """A word of the list."""

    reason: str
    plainer: str


@cache
def praise(language: str) -> Mapping[str, Praise]:
    """Return the words of *language*."""
    return {
        word: Praise(group.reason, plainer)
        for group in GROUPS
        for word, plainer in group.words.get(language, {}).items()
    }


def is_plain_use(text: str, end: int) -> bool:
    """Return whether the word of the list that ends at *end* does not praise, by what follows it."""
    return _PLAIN_USE.match(text, end) is not None
