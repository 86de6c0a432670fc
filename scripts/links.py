#!/usr/bin/env python
"""Look at every address of another site that the records name, and write down what was found in cases/links.yml.

Exit codes: 0 written, whatever was found, 2 could not look (no lychee, no network, records that can't be read).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from tajarib import i18n
from tajarib.catalogue import CannotCatalogueError, catalogue
from tajarib.corpus import read_corpus
from tajarib.external_links import ledger, lychee
from tajarib.external_links.named import dead, named
from tajarib.problems import printable
from tajarib.rules import check


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    root = parser.parse_args(arguments).root.resolve()

    corpus = read_corpus(root)
    before = corpus.ledger.record if corpus.ledger else None
    try:
        found = catalogue(corpus, check(corpus), corpus.day, drafts=False)
    except CannotCatalogueError:
        parser.error("cases/ can't be read; `make check` says why")
    if corpus.ledger and before is None:
        parser.error(f"{ledger.PATH} can't be read; `make check` says why")
    if before and before.day > corpus.day:
        parser.error(f"{ledger.PATH} was written on {before.day}, after {corpus.day}; TAJARIB_DATE gives the day")
    try:
        looks = lychee.look(named(found))
    except lychee.CannotLookError as error:
        parser.error(str(error))
    if looks and not any(look.result == "answers" for look in looks.values()):
        parser.error(f"none of {len(looks)} addresses answers: the fault is here, and nothing was written down")

    after = ledger.after(before, looks, corpus.day)
    (root / ledger.PATH).write_text(ledger.as_yaml(after), encoding="utf-8", newline="\n")
    gone = dead(replace(found, ledger=after))
    results = [one.result for one in after.silent]
    print(
        f"{len(looks)} addresses: {len(looks) - len(results)} answering ({len(after.moved)} moved for good),"
        f" {results.count('fails')} failing, {results.count('unknown')} without a clear answer, {len(gone)} dead"
    )
    for one in gone.values():
        print(f"dead: {printable(one.address)} ({', '.join(place.id for place in one.named.places)})")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
