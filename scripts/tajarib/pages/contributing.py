"""What the validator and the model say of themselves, for contributors."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.exports.form import ADDRESS, later
from tajarib.pages.page import Lens, Page, plain
from tajarib.reference import parts
from tajarib.rules import RULES


def contributing(lens: Lens) -> Iterator[Page]:
    """What the validator and the model say of themselves."""
    t = lens.t
    description = t("What the validator checks, why, and how to mend what it finds.")
    rules = [RULES[code] for code in sorted(RULES)]
    yield plain(lens, "contribute/rules/", "rules.html", t("The rules"), description, rules=rules)
    description = t("Every key that a record may have, what it means, and whether it must be there.")
    yield plain(lens, "contribute/reference/", "reference.html", t("The record"), description, parts=parts())
    description = t(
        "Report a project, or correct a case that is there: in the browser, without git, and without an account."
    )
    afterwards = [RULES[code] for code in later()]
    yield plain(lens, ADDRESS, "form.html", t("The contribution form"), description, afterwards=afterwards)
