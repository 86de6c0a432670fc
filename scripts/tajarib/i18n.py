"""Strings of the interface, numbers and dates in the reader's language.

Strings stand in English in the code and the templates, and in every other language in a gettext catalogue,
``overrides/locale/<language>.po``. Numbers, dates and plural rules are CLDR's, through Babel.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations

from tajarib.dates import SourceDate

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "overrides" / "locale"
SOURCE_LANGUAGE = "en"

_BIDI_MARKS = re.compile("[\u200e\u200f\u061c]")


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Return *text* as it is: marks a string for the catalogues that is looked up later."""
    return text


class Strings:
    """The interface in one language.

    ``strings("…{name}…", name=…)`` looks a sentence up and fills it in; the rest formats values.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(language, sep="-")
        self.translations = _translations(language)

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def name(self) -> str:
        """The language's own name for itself."""
        return self.locale.get_display_name(self.language) or self.language

    def __call__(self, text: str, /, **values: Any) -> str:
        return self.translations.gettext(text).format(**values) if text else ""

    def plural(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """Return the sentence for *count* things, which may be named ``{count}`` in it."""
        text = self.translations.ngettext(one, many, count)
        return text.format(count=self.number(count), **values)

    @property
    def plural_forms(self) -> dict[str, int]:
        """CLDR's plural categories of the language, each with a number that is in it."""
        return {self.plural_form(n): n for n in range(199, -1, -1)}

    def plural_sentence(self, one: str, many: str, form: str) -> str:
        """Return the sentence for the plural category *form*, its ``{count}`` not filled in."""
        text: str = self.translations.ngettext(one, many, self.plural_forms[form])
        return text

    def number(self, value: int | float) -> str:
        """Return 1234.5 as 1,234.5, with Latin digits (CLDR's ``ar`` has them)."""
        return self.clean(_decimal(value, None, self.locale))

    def exact(self, value: int | float) -> str:
        """Return 0.9196 with every digit it has, at most six after the point."""
        return self.clean(_decimal(value, "#,##0.######", self.locale))

    def percent(self, value: float) -> str:
        """Return 84.7 as 84.7%."""
        return self.clean(format_percent(value / 100, format="#,##0.##%", locale=self.locale))

    def plural_form(self, count: int | float) -> str:
        """Return CLDR's plural category of *count*: zero, one, two, few, many or other."""
        return self.locale.plural_form(count)

    def date(self, date: SourceDate | dt.date, /) -> str:
        """Return a date in its own precision: 26 February 2025, February 2025, about 2011, June to August 2019."""
        if isinstance(date, dt.date):
            return self._day(date)
        if date.start is None or date.end is None:
            return self("undated")
        if date.is_span:
            first, last = (SourceDate.parse(part.rstrip("~")) for part in date.text.split("/"))
            text = self("{start} to {end}", start=self.date(first), end=self.date(last))
        elif date.precision == "day":
            text = self._day(date.start)
        elif date.precision == "month":
            text = self.clean(_date(date.start, "MMMM y", self.locale))
        else:
            text = str(date.start.year)
        return self("about {date}", date=text) if date.approximate else text

    def territory(self, code: str) -> str:
        """Return the name of a country, by its ISO 3166-1 code."""
        return str(self.locale.territories.get(code, code))

    @staticmethod
    def clean(text: str) -> str:
        """Return *text* without the invisible marks that CLDR puts into it; the page isolates instead."""
        return _BIDI_MARKS.sub("", text)

    def _day(self, day: dt.date) -> str:
        return self.clean(_date(day, "d MMMM y", self.locale))


# The same numbers and dates stand on many pages, and CLDR's patterns take their time.


@lru_cache(maxsize=65536)
def _decimal(value: int | float, pattern: str | None, locale: Locale) -> str:
    return format_decimal(value, format=pattern, locale=locale)


@lru_cache(maxsize=65536)
def _date(day: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


@cache
def strings(language: str) -> Strings:
    """Return the interface in *language*."""
    return Strings(language)


def languages() -> tuple[str, ...]:
    """Return the languages there is an interface for: the catalogues', and English, Arabic first."""
    found = {path.stem for path in CATALOGUES.glob("*.po")} | {SOURCE_LANGUAGE}
    return tuple(sorted(found, key=lambda language: (language != "ar", language != "en", language)))


def _translations(language: str) -> NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return NullTranslations()
    return _read(path.read_bytes(), language.replace("-", "_"))


@lru_cache(maxsize=8)
def _read(raw: bytes, locale: str) -> Translations:
    """Return a catalogue; a preview asks at each edit, and mostly it is as it was."""
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(raw), locale=locale))
    compiled.seek(0)
    return Translations(compiled)
