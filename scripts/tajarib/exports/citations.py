"""How a case is cited: as text, BibTeX, RIS and CSL-JSON. The author is the library, a body without a first name.

The version is the edition's day; so is the day of access, which a reader who cites later sets to their own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tajarib.catalogue import Case
from tajarib.exports.edition import Edition, as_json
from tajarib.i18n import strings

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What means something to TeX, and how it is written to be read as itself."""


@dataclass(frozen=True)
class Citation:
    """What every form of a citation says."""

    id: str
    language: str
    author: str
    title: str
    abstract: str
    address: str
    day: dt.date


def citation(edition: Edition, case: Case, language: str) -> Citation:
    """Return how *case* is cited in *language*."""
    text = case.texts[language]
    return Citation(
        id=f"tajarib-{case.id.replace('/', '-')}-{language}",
        language=language,
        author=strings(language)("Tajarib"),
        title=text.title,
        abstract=text.summary,
        address=edition.page(case.address, language),
        day=edition.catalogue.day,
    )


def citations(edition: Edition, case: Case, language: str) -> dict[str, bytes]:
    """Return the files of the citation of *case*, by the name they have beside its page."""
    one = citation(edition, case, language)
    return {
        "citation.txt": as_text(one).encode(),
        "citation.bib": as_bibtex(one).encode(),
        "citation.ris": as_ris(one).encode(),
        "citation.json": as_json([as_csl(one)]),
    }


def as_text(one: Citation) -> str:
    t = strings(one.language)
    edition, access = t("Edition of {date}", date=t.date(one.day)), t("Accessed {date}", date=t.date(one.day))
    return f"{one.author} ({one.day.year}). {one.title}. {edition}. {access}. {one.address}\n"


def as_bibtex(one: Citation) -> str:
    fields = {
        "author": "{" + _escaped(one.author) + "}",  # a second pair of braces: one name, not first and last
        "title": "{" + _escaped(one.title) + "}",  # kept as it is written
        "year": str(one.day.year),
        "version": one.day.isoformat(),
        "url": one.address,
        "urldate": one.day.isoformat(),
        "language": {"ar": "arabic", "en": "english"}.get(one.language, one.language),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{one.id},", *lines, "}", ""])


def as_ris(one: Citation) -> str:
    day = one.day.strftime("%Y/%m/%d")
    tags = (
        ("TY", "ELEC"),
        ("ID", one.id),
        ("AU", one.author),
        ("TI", one.title),
        ("AB", one.abstract),
        ("PB", one.author),
        ("PY", str(one.day.year)),
        ("DA", day),
        ("ET", one.day.isoformat()),
        ("Y2", day),
        ("LA", one.language),
        ("UR", one.address),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in tags)


def as_csl(one: Citation) -> dict[str, Any]:
    date = {"date-parts": [[one.day.year, one.day.month, one.day.day]]}
    return {
        "id": one.id,
        "type": "webpage",
        "author": [{"literal": one.author}],
        "title": one.title,
        "abstract": one.abstract,
        "container-title": one.author,
        "publisher": one.author,
        "issued": date,
        "accessed": date,
        "version": one.day.isoformat(),
        "language": one.language,
        "URL": one.address,
    }


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)
