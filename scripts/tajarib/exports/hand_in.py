"""A case as answers to the fields of another form, for whoever hands it in there: Markdown, a heading a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tajarib import figures
from tajarib.catalogue import Case
from tajarib.exports.crosswalks import CROSSWALKS
from tajarib.exports.edition import Edition
from tajarib.exports.plain import footnotes
from tajarib.i18n import N_, Strings, strings
from tajarib.model.case import SECTIONS
from tajarib.model.values import NOT_PUBLISHED

FORMS = ("opsi", "unpsa")
"""The crosswalks that are forms."""

NOTHING = N_("Nothing in the record answers this.")

_CODES = {"kind": "kinds", "status": "statuses", "theme": "themes", "also": "themes", "blocks": "blocks"}
_LABELS = {"awards": "name", "documents": "title", "assistance": "what", "legal": "title"}
"""Lists of things that their one label tells."""


def hand_in(edition: Edition, case: Case, form: str, language: str) -> bytes:
    """Return *case* in the fields of *form*, in *language*."""
    one, t = CROSSWALKS[form], strings(language)
    lines = [f"# {one.name}: {case.texts[language].title}", "", t(one.about), "", f"<{one.address}>", ""]
    for field, keys in one.fields.items():
        found = [text for key in keys if (text := answer(edition, case, key, t))]
        lines += [f"## {field}", "", "\n\n".join(found) or t(NOTHING), ""]
    lines += [f"## {t('Sources')}", "", *footnotes(case, t), "", f"<{edition.page(case.address, language)}>", ""]
    return "\n".join(lines).encode()


def answer(edition: Edition, case: Case, key: str, t: Strings) -> str:
    """Return what *case* says under one of our keys, in the language of *t*; empty where it says nothing."""
    text, record, language = case.texts[t.language], case.record, t.language
    if key in SECTIONS:
        return text.sections[key].text.strip() if key in text.sections else ""
    if key in ("title", "summary"):
        return str(getattr(text, key))
    if key in ("country", "countries"):
        codes = (case.country,) if key == "country" else record.countries
        return t(", ").join(edition.catalogue.countries[code].name[language] for code in codes)
    value: Any = case.theme if key == "theme" else getattr(record, key)
    if not value:
        return ""
    if value == NOT_PUBLISHED:
        return t("not published")
    if key in _CODES:
        codes = (value,) if isinstance(value, str) else value
        return t(", ").join(edition.catalogue.taxonomy[_CODES[key]][code].name[language] for code in codes)
    if key == "started":
        return t.date(value)
    if key == "address":
        return str(value)
    if key in ("owner", "minimum"):
        return str(value[language])
    return "\n".join(f"- {line}" for line in _lines(edition, case, key, value, t))


def _lines(edition: Edition, case: Case, key: str, value: Any, t: Strings) -> Sequence[str]:
    """Return the lines of a list of the record."""
    taxonomy, language = edition.catalogue.taxonomy, t.language
    if key in _LABELS:
        return [getattr(one, _LABELS[key])[language] for one in value]
    if key == "figures":
        return [
            f"{figure.metric[language]}: {figures.told(point, figure.unit, taxonomy, t)} ({t.date(point.as_of)})"
            for figure in value
            for point in figure.points
        ]
    if key == "sources":
        return [
            f"{one.title}{t(', ')}{one.publisher}{t(', ')}{t.date(one.date)}. <{one.url}>" for one in value.values()
        ]
    if key == "prerequisites":
        return [taxonomy.prerequisites[one.code].name[language] for one in value]
    if key == "partners":
        return [f"{one.name[language]}: {one.role[language]}" for one in value]
    if key == "partnership":
        return [taxonomy.partnership_models[value.model].name[language]]
    if key == "timeline":
        return [f"{t.date(one.date)}: {one.event[language]}" for one in value]
    if key == "cost":
        return [f"{t.number(one.amount)} {one.currency} ({t.date(one.year)}): {one.covers[language]}" for one in value]
    if key == "replications":
        return [f"{t.territory(one.country)}: {taxonomy.outcomes[one.outcome].name[language]}" for one in value]
    return [one[language] for one in value]  # what was not found
