"""How a value is told: its number, its unit, and the words around them, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from babel.numbers import format_compact_decimal

from tajarib.i18n import Strings
from tajarib.model.case import Point
from tajarib.model.taxonomy import Taxonomy, Unit

_MILLION = 1_000_000


@dataclass(frozen=True)
class Told:
    """The parts of a value, each of which may be empty."""

    qualifier: str
    """more than"""
    number: str
    """46,000; 84.7%; 3.2 million"""
    unit: str
    """SAR; days. Empty where the measure's name says what is counted."""
    base: str
    """of 57"""

    def __str__(self) -> str:
        return " ".join(part for part in (self.qualifier, self.number, self.unit, self.base) if part)


def told(point: Point, unit: str, taxonomy: Taxonomy, t: Strings) -> Told:
    """Return *point* in words, its unit being the code *unit*."""
    term = taxonomy.units[unit]
    qualifier = taxonomy.qualifiers[point.qualifier].name[t.language] if point.qualifier else ""
    base = t("of {base}", base=short_number(point.of, t)) if point.of is not None else ""
    if term.kind == "share":
        return Told(qualifier, t.percent(point.value), "", base)
    if term.kind == "currency":
        return Told(qualifier, short_number(point.value, t), unit, base)
    if term.kind == "duration":
        return Told(qualifier, *_duration(point.value, term, t), base)
    return Told(qualifier, short_number(point.value, t), "", base)


def _duration(value: float, unit: Unit, t: Strings) -> tuple[str, str]:
    forms: dict[str, str] = getattr(unit.forms, t.language, None) or (unit.forms.en if unit.forms else {})  # type: ignore[assignment]
    category = t.plural_form(value)
    noun = forms.get(category) or forms.get("other", unit.name[t.language])
    # Arabic says "a day" and "two days" in one word, with no digit before it.
    return ("", noun) if t.language == "ar" and category in ("one", "two") else (t.number(value), noun)


def short_number(value: float, t: Strings) -> str:
    """Return 2660000 as 2.66 million, where that loses nothing; else every digit."""
    if abs(value) >= _MILLION and value % 10_000 == 0:
        return t.clean(format_compact_decimal(value, format_type="long", locale=t.locale, fraction_digits=2))
    return t.number(value)
