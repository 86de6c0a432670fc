"""The readiness page: twelve questions, and what its script judges the answers by; and the same on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from tajarib import readiness
from tajarib.assets import hashed
from tajarib.i18n import Strings
from tajarib.pages.page import Lens, Page, plain


def readiness_pages(lens: Lens) -> Iterator[Page]:
    """Yield the questions, and the worksheet that asks them on paper."""
    t = lens.t
    context: dict[str, Any] = {
        "questions": [(question, question.codes(lens.taxonomy)) for question in readiness.QUESTIONS],
        "answers": {letter: t(answer) for letter, answer in readiness.ANSWERS.items()},
    }
    description = t(
        "Twelve plain questions about your country. The answer: which cases you could begin today, what is missing "
        "for the others, and who shows how to get it. What you answer never leaves your browser."
    )
    yield Page(
        "readiness/",
        lens.language,
        "readiness.html",
        t("How ready are you?"),
        description,
        partial(_context, lens, context),
        languages=lens.catalogue.languages,
        text_language=lens.language,
    )
    description = t("All questions on paper: what to check, with boxes to tick.")
    yield plain(lens, "readiness/worksheet/", "worksheet.html", t("Readiness worksheet"), description, **context)


def _context(lens: Lens, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the page lays out: what is asked, as on paper, and what its script works with."""
    words = {
        "questions": {question.id: codes for question, codes in asked["questions"]},
        "blocks": {code: lens.name("blocks", code) for code in lens.taxonomy.blocks},
        "words": _words(lens.t),
        "plurals": _plurals(lens.t),
    }
    return {**asked, "judged": judged_path(lens), "words": words}


@lru_cache(maxsize=4)  # its path is asked for, too
def judged(lens: Lens) -> bytes:
    """Return what answers are judged by, as JSON: it grows with the library, so the page fetches it when needed."""
    cases = lens.catalogue.cases
    shown = [
        {"title": case.text(lens.language).title, "address": case.address, "where": lens.country(case.country)}
        | ({"lang": case.text(lens.language).language} if lens.language not in case.texts else {})
        for case in cases
    ]
    data = {"judge": readiness.judged_by(lens.catalogue, cases), "shown": shown}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def judged_path(lens: Lens) -> str:
    """Return the path of what answers are judged by, below the site's root. It changes with the content."""
    return hashed(f"readiness-{lens.language}.json", judged(lens))


def _words(t: Strings) -> dict[str, Any]:
    """Return the script's sentences; what stands in braces it fills in itself."""
    return {
        "answers": {letter: t(answer) for letter, answer in readiness.ANSWERS.items()},
        "answered": t("{count} of {all} questions answered.", count="{count}", all="{all}"),
        "have": t("You have {met} of {all}.", met="{met}", all="{all}"),
        "partly": t("Partly there: {list}.", list="{list}"),
        "missing": t("Missing: {list}.", list="{list}"),
        "unknown": t("To find out: {list}.", list="{list}"),
        "helpful": t("{name} (helpful)", name="{name}"),
        "comma": t(", "),
        "none": t("There is no case yet for which you have all that is required."),
        "way": t("The way to this case"),
        "ways": t("Cases that show how:"),
        "needs": t("(needs in its turn: {list})", list="{list}"),
        "rests": t("No case shows this one by itself. Cases that rest on it:"),
        "for": t("The way to “{title}”", title="{title}"),
        "for_all": t("In what order to build"),
        "done": t("Nothing is missing."),
        "now": t("now"),
        "after": t("after step {number}", number="{number}"),
        "copied": t("Copied"),
        "columns": [
            *(t("Rank"), t("Case"), t("Country"), t("Met"), t("Of")),
            *(t("Partly there"), t("Missing"), t("To find out"), t("Address")),
        ],
    }


def _plurals(t: Strings) -> dict[str, dict[str, str]]:
    """Return the script's counted sentences, in each plural form."""
    forms = t.plural_forms
    return {
        "opens": {
            form: t.plural_sentence(
                "After this step you have what {count} more case requires: {list}.",
                "After this step you have what {count} more cases require: {list}.",
                form,
            )
            for form in forms
        },
        "all": {form: t.plural_sentence("Show {count} case", "Show all {count} cases", form) for form in forms},
        "ready": {
            form: t.plural_sentence(
                "You have all that {count} case requires.", "You have all that {count} cases require.", form
            )
            for form in forms
        },
    }
