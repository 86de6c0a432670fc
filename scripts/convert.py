#!/usr/bin/env python
"""Tell a case in another standard, or begin a case from a file of one.

--to prints the case (a file of cases/, or its id) as publiccode.yml, schema.org or DCAT. --from writes the draft that a
file (publiccode.yml; JSON-LD or Turtle) begins, for `make case ARGS="--from FILE…"` to check and put in its place. What
is lost on the way, and what is missing, is listed beside it. Nothing is fetched, and no file is overwritten.
Exit codes: 0 done, 1 refused, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from tajarib import i18n
from tajarib.catalogue import CannotCatalogueError, catalogue
from tajarib.converters import CONVERTERS
from tajarib.converters.draft import LARGEST, UnreadableError
from tajarib.corpus import read_corpus
from tajarib.exports.crosswalks import CROSSWALKS, KEYS
from tajarib.exports.edition import Edition
from tajarib.finished import published_at
from tajarib.i18n import N_, Strings
from tajarib.problems import nearest, printable
from tajarib.rules import check


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    parser.add_argument("--lang", choices=i18n.languages(), default="en", help="language of the report (en)")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", choices=CONVERTERS, help="the standard to tell the case in")
    way.add_argument("--from", dest="source", choices=CONVERTERS, help="the standard that the file is of")
    parser.add_argument("--out", type=Path, default=Path(), metavar="FOLDER", help="where a draft goes (here)")
    parser.add_argument("what", metavar="FILE|ID", help="a file; with --to also the id of a case (oman/tajawob)")
    options = parser.parse_args(arguments)

    t, root = i18n.strings(options.lang), options.root.resolve()
    corpus = read_corpus(root)
    try:
        found = catalogue(corpus, check(corpus), corpus.day, drafts=True)
        edition = Edition.at(published_at(root), found, i18n.languages()[0])
        if options.to:
            return tell(t, edition, options.to, options.what)
        return begin(t, edition, options.source, Path(options.what), options.out)
    except CannotCatalogueError:
        print(t("cases/ can't be read; `make check` says why"), file=sys.stderr)
    except OSError as error:
        print(error, file=sys.stderr)
    return 2


def tell(t: Strings, edition: Edition, code: str, what: str) -> int:
    """Print a case in the standard *code*, and beside it what is lost."""
    found, one = edition.catalogue, CROSSWALKS[code]
    case = found.by_id.get(what) or found.by_path.get(what.removeprefix("./"))
    if case is None:
        hint = nearest(what, found.by_id)
        print(f"{t('There is no such case: {id}', id=printable(what))} {hint}".rstrip(), file=sys.stderr)
        return 1
    kind = case.record.kind
    if not one.takes(kind):
        kinds = t(", ").join(found.taxonomy.kinds[name].name[t.language] for name in one.only[""])
        print(t("{standard} can tell only of these kinds: {kinds}", standard=one.name, kinds=kinds), file=sys.stderr)
        return 1
    content = CONVERTERS[code].write(edition, case)
    sys.stdout.write(content.decode())
    left = one.left(kind)
    said = [key for key in KEYS if getattr(case.record, key, True)]
    report(t("Told in part:"), (key for key in said if key in one.partly and key not in left))
    report(t("Lost on the way:"), (key for key in said if key in left))
    report(t("The standard asks for it, and no record says it:"), CONVERTERS[code].unanswered(content))
    return 0


def begin(t: Strings, edition: Edition, code: str, file: Path, folder: Path) -> int:
    """Write the draft that *file* begins, and print what it lacks."""
    with file.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    try:
        if len(raw) > LARGEST:
            raise UnreadableError(N_("the file is larger than any case"))
        draft = CONVERTERS[code].read(edition, raw)
    except UnreadableError as error:
        print(f"{file}: {t(error.text, found=printable(error.found))}", file=sys.stderr)
        return 1
    texts = {folder / name: text for name, text in draft.files(file.stem).items()}
    if there := [path for path in texts if path.exists()]:
        print(t("{path} is there already; nothing was written", path=there[0]), file=sys.stderr)
        return 1
    for path, text in texts.items():
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        print(t("Written: {path}", path=path))
    report(t("Still to be written:"), draft.missing(), sys.stdout)
    given = "".join(f" --{name} {value}" for name, value in sorted(draft.place.items()))
    print(f'make case ARGS="--from {" ".join(map(str, texts))}{given}"')
    return 0


def report(title: str, keys: Iterable[str], stream: TextIO = sys.stderr) -> None:
    """Print a list of *keys*, unless there are none; a given order is kept."""
    if listed := list(keys):
        print(title, " ".join(listed), file=stream)


if __name__ == "__main__":
    for out in (sys.stdout, sys.stderr):
        out.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
