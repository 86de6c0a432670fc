"""What the contribution form works with: its fields, what it checks by, and every case as it is handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tajarib.catalogue import Case
from tajarib.drafting import GUIDES
from tajarib.exports.edition import Edition, as_json
from tajarib.form import groups, wholes
from tajarib.i18n import N_, Strings, strings
from tajarib.intake import FORMAT
from tajarib.markdown import headings
from tajarib.model.case import DOES_NOT_APPLY, REQUIRED
from tajarib.model.taxonomy import Taxonomy
from tajarib.problems import LENGTH, LISTED
from tajarib.reader import COUNTRIES
from tajarib.rules import RULES, editorial, figures, letters, numbers, text, typography
from tajarib.rules.dates import AHEAD, FIRST_YEAR, LAST_YEAR, PAST
from tajarib.rules.record import DISTINCT, JOINT, known_codes
from tajarib.validation import ALIKE, EXPECTED

ADDRESS = "contribute/form/"

CHECKED = frozenset(
    {
        *("E011", "E012", "E014", "E015", "E022"),
        *(f"E1{number:02}" for number in (*range(1, 19), *range(20, 28), 29, 30, 31, 32, 34)),
        *(f"E2{number:02}" for number in (*range(1, 13), 14, 16, 17)),
        *("E303", "E304"),
        *(f"E5{number:02}" for number in range(1, 7)),
        *("W101", "W102", "W103", "W501", "W502", "W505", "W506", "W507"),
    }
)
"""The rules that the form itself checks, in the validator's words. ``form-check.js`` has them."""

_OF_FILES = re.compile(r"W0|E0(?!16|17)|E4|E30[12]|E119")
"""What cannot be wrong in what the form makes, or is no matter of a case."""


# What the form calls what Pydantic expected.
_KINDS = {"label": "model_type", "list": "tuple_type", "text": "string_type", "flag": "bool_type", "number": "number"}


def later() -> list[str]:
    """Return the rules on a case that need the whole library, git or a parser: checked when it was handed in."""
    return sorted(code for code in RULES if code not in CHECKED and not _OF_FILES.match(code))


def form_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield what the form knows in each language, by path."""
    for language in edition.catalogue.languages:
        yield edition.links.path(f"{ADDRESS}form.json", language), as_json(knowledge(edition, language))


def form_cases(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield what the form knows of all cases, their ids and titles, by path: apart, as they are more every month."""
    for language in edition.catalogue.languages:
        titles = {case.id: case.text(language).title for case in edition.catalogue.cases}
        yield edition.links.path(f"{ADDRESS}cases.json", language), as_json(titles)


def handed_in_json(case: Case) -> tuple[str, bytes]:
    """Return the path and the content of the file that the form opens *case* from."""
    return f"{ADDRESS}cases/{case.id}.json", as_json(handed_in(case))


def handed_in(case: Case) -> dict[str, Any]:
    """Return *case* as it would be handed in: each file's front matter as data, and its text."""
    files = {one.path: {"front": one.data.value, "body": one.body.strip("\n") + "\n"} for one in case.texts.values()}
    return {"format": FORMAT, "files": files}


def knowledge(edition: Edition, language: str) -> dict[str, Any]:
    """Return what the form asks for and checks by, its words in *language*."""
    catalogue, t = edition.catalogue, strings(language)
    return {
        "language": language,
        "languages": {other: strings(other).name for other in catalogue.languages},
        "directions": {other: strings(other).direction for other in catalogue.languages},
        "day": catalogue.day.isoformat(),
        "groups": groups(t),
        "fields": wholes(t, catalogue.languages),
        "sections": {
            id_: {"title": title, "guide": t(GUIDES[id_]), "fewest": editorial.FEWEST_WORDS[id_]}
            for id_, title in headings(language).items()
        },
        "headings": {other: headings(other) for other in catalogue.languages},
        "vocabularies": _vocabularies(edition, t),
        "suggested": _suggested(edition, t),
        "rules": {code: t.translations.gettext(RULES[code].message) for code in sorted(CHECKED & RULES.keys())},
        "expected": {name: t.translations.gettext(EXPECTED[kind]) for name, kind in _KINDS.items()},
        "described": {"map": t(N_("a mapping")), "list": t(N_("a list")), "nothing": t(N_("nothing"))},
        "said": {
            "hint": t('(did you mean "{hint}"?)', hint="{hint}"),
            "allowed": t("(allowed: {allowed})", allowed="{allowed}"),
            "taken": t("There is a case of that name already: {id}", id="{id}"),
        },
        "limits": {
            "length": LENGTH,
            "listed": LISTED,
            "years": [FIRST_YEAR, LAST_YEAR],
            "words": [editorial.SHORTEST, editorial.LONGEST],
            "title": editorial.LONGEST_TITLE,
            "letters": editorial.FEWEST_LETTERS,
            "alike": ALIKE,
        },
        "past": list(PAST),
        "ahead": list(AHEAD),
        "required": {kind: sorted(keys) for kind, keys in REQUIRED.items()},
        "meaningless": {kind: sorted(keys) for kind, keys in DOES_NOT_APPLY.items()},
        "distinct": [[name, list(keys)] for name, keys in DISTINCT],
        "joint": JOINT,
        "units": {code: unit.kind for code, unit in catalogue.taxonomy.units.items()},
        "letters": {"farsi": letters.FARSI, "marks": typography.ARABIC_MARKS},
        "patterns": {
            name: javascript(pattern)
            for module in (letters, typography, text, numbers, editorial)
            for name, pattern in module.PATTERNS.items()
        }
        | {"change": javascript(figures.CHANGE)}
        | {f"script_{name}": javascript(pattern) for name, pattern in editorial.SCRIPTS.items()},
        "words": _words(t),
        "plurals": _plurals(t),
    }


def javascript(pattern: re.Pattern[str]) -> dict[str, str]:
    """Return *pattern* as source and flags of a JavaScript expression that finds the same.

    Python's classes know all of Unicode; JavaScript's do so only where they are spelt out.
    """
    source = pattern.pattern.replace(r"[^\W\d_]", r"\p{L}")
    parts = []
    in_class = False
    at = 0
    while at < len(source):
        piece = source[at]
        if piece == "\\":
            piece = source[at : at + 2]
            piece = _CLASSES.get(piece, (piece, piece))[in_class]
            # An escape that means nothing is an error where expressions are read strictly.
            if len(piece) == 2 and piece[1] in "\"'":
                piece = piece[1]
            at += 1
        elif piece == "[" and not in_class:
            in_class = True
        elif piece == "]" and in_class:
            in_class = False
        elif piece == "[":
            piece = r"\["  # a bracket in a class needs no escape in Python
        parts.append(piece)
        at += 1
    flags = "gu" + ("i" if pattern.flags & re.IGNORECASE else "")
    return {"source": "".join(parts), "flags": flags}


_CLASSES = {
    r"\w": (r"[\p{L}\p{N}_]", r"\p{L}\p{N}_"),
    r"\d": (r"\p{Nd}", r"\p{Nd}"),
    r"\b": (r"(?:(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_])|(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_]))", r"\b"),
}


def _vocabularies(edition: Edition, t: Strings) -> dict[str, dict[str, str]]:
    taxonomy = edition.catalogue.taxonomy
    found = {
        name: {code: term.name[t.language] for code, term in taxonomy[name].items()} for name in Taxonomy.vocabularies()
    }
    countries = {code: edition.catalogue.countries[code].name[t.language] for code in COUNTRIES}
    return {**found, "countries": countries}


def _suggested(edition: Edition, t: Strings) -> dict[str, dict[str, str]]:
    """Return what fields suggest that take more than they could list: code to name."""
    units = edition.catalogue.taxonomy.units
    return {
        "languages": {code: str(t.locale.languages.get(code, code)) for code in sorted(known_codes("languages"))},
        "territories": {code: t.territory(code) for code in sorted(known_codes("territories"))},
        "currencies": {code: unit.name[t.language] for code, unit in units.items() if unit.kind == "currency"},
    }


def _words(t: Strings) -> dict[str, str]:
    """Return the form's own sentences; what stands in braces its script fills in."""
    return {
        "comma": t(", "),
        "required": t("required"),
        "choose": t("Choose"),
        "none": t("nothing chosen yet"),
        "no_sources": t("There are no sources yet. Add them under “Sources”."),
        "add": t("Add"),
        "up": t("Up"),
        "down": t("Down"),
        "remove": t("Remove"),
        "sure": t("Remove this entry, with all that is in it?"),
        "not_published": t("It was looked for, and no public source tells it"),
        "place": t("Where it belongs"),
        "place_lead": t("Its address follows from this, so it cannot be changed later."),
        "country": t("Country, or gcc for joint work"),
        "theme": t("Main theme"),
        "language": t("Language the case is written in"),
        "slug": t("Short name for the address: lower-case Latin letters, digits and hyphens"),
        "slug_help": t("It is made of the English title, if there is one."),
        "text": t("The text"),
        "text_lead": t(
            "Write it in the language you know best; the other column may stay empty. Cite a source by its short name:"
            " 46,000 requests[^S1]."
        ),
        "title": t("Title"),
        "summary": t("Summary"),
        "original_in": t("{language}, the original", language="{language}"),
        "translation_in": t("{language}, the translation", language="{language}"),
        "new_case": t("A new case"),
        "opened": t("You are editing: {title}", title="{title}"),
        "untitled": t("without a title yet"),
        "open": t("Open"),
        "delete": t("Delete"),
        "kept": t("The draft is kept in this browser."),
        "not_kept": t("This browser keeps no more. Download the file, so that nothing is lost."),
        "sure_draft": t("Delete this draft? What is in it and nowhere else is lost."),
        "no_case": t("There is no case in it that this form can open."),
        "not_loaded": t("The case could not be loaded. Try again when you are online."),
        "fine": t("Nothing is wrong that the form can see."),
        "ready": t("The form finds no error. Hand it in."),
        "copy": t("Copy the text"),
        "copied": t("Copied"),
        "create": t("Make the file on GitHub"),
        "edit": t("Edit the file on GitHub"),
        "paste": t("Copy the text first, and paste it there."),
        "replace": t("Copy the text first, and put it in the place of all that stands there."),
        "subject": t("A case for Tajarib: {title}", title="{title}"),
        "mail": t(
            "Here is a case for the library: {title}. It is in the attached file {file}, which the contribution form"
            " made; `make case` takes it in.",
            title="{title}",
            file="{file}",
        ),
    }


def _plurals(t: Strings) -> dict[str, dict[str, str]]:
    """Return the form's counted sentences, in each plural form."""
    forms = t.plural_forms
    return {
        "errors": {form: t.plural_sentence("{count} error", "{count} errors", form) for form in forms},
        "warnings": {form: t.plural_sentence("{count} warning", "{count} warnings", form) for form in forms},
        "left": {
            form: t.plural_sentence(
                "{count} error is left. You can hand it in all the same; it is published once it is mended.",
                "{count} errors are left. You can hand it in all the same; it is published once they are mended.",
                form,
            )
            for form in forms
        },
    }
