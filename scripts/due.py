#!/usr/bin/env python
"""List the reviews that have lapsed or will soon, by country, as Markdown for an issue. Prints nothing when none is."""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path

from tajarib import freshness, i18n
from tajarib.catalogue import CannotCatalogueError, Case, Catalogue, catalogue
from tajarib.corpus import read_corpus
from tajarib.problems import printable
from tajarib.rules import check
from tajarib.status import due


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    parser.add_argument("--lang", default="ar,en", metavar="ar,en", help="languages of the list (ar,en)")
    options = parser.parse_args(arguments)

    corpus = read_corpus(options.root.resolve())
    try:
        found = catalogue(corpus, check(corpus), corpus.day, drafts=False)
    except CannotCatalogueError:
        print("cases/ can't be read; `make check` says why", file=sys.stderr)
        return 1
    if due(found):
        for language in options.lang.split(","):
            print(listing(found, i18n.strings(language)))
    return 0


def listing(found: Catalogue, t: i18n.Strings) -> str:
    """Return what is due, in one language."""
    title = t("Reviews to renew") + t(", ") + t.date(found.day)
    lines = [
        f'<div dir="{t.direction}" lang="{t.language}">\n',
        f"## {title}\n",
        t("Whoever reads one again enters name, day and next date in the record (review); nobody else does.") + "\n",
    ]
    order = list(found.countries)
    by_country = sorted(due(found), key=lambda case: order.index(case.country))
    for country, cases in groupby(by_country, key=lambda case: case.country):
        lines.append(f"### {found.countries[country].name[t.language]}\n")
        lines += [entry(case, found, t) for case in cases]
        lines.append("")
    never = sum(freshness.state(case.record.review, found.day) == "never" for case in found.cases)
    lines.append(t.plural("{count} case was never reviewed.", "{count} cases were never reviewed.", never))
    return "\n".join([*lines, "\n</div>\n"])


def entry(case: Case, found: Catalogue, t: i18n.Strings) -> str:
    text = case.text(t.language)
    state = t(freshness.STATES[freshness.state(case.record.review, found.day)])
    last = freshness.last_day(case.record.review)
    when = f" ({t.date(last)})" if last else ""
    return f'- [ ] {printable(text.title)}: {state}{when} <code dir="ltr">{case.texts[case.original].path}</code>'


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
