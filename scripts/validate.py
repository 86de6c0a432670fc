#!/usr/bin/env python
"""Check the corpus: every problem with its file, line and column, in Arabic or English.

Exit codes: 0 no error, 1 errors (with --strict also warnings), 2 could not run.
"""

from __future__ import annotations

import argparse
import codecs
import sys
from pathlib import Path

from tajarib import i18n
from tajarib.corpus import Corpus
from tajarib.dates import build_day
from tajarib.problems import REPORTERS, Problem
from tajarib.reader import CaseFile
from tajarib.reading import remembered
from tajarib.rules.mending import mended, reformatted


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], exit_on_error=True)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders to report on (all)")
    parser.add_argument("--format", choices=sorted(REPORTERS), default="text", help="how to report (text)")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("--fix", action="store_true", help="first mend what is mechanical: letters, marks, form")
    parser.add_argument("--lang", default="en", metavar="ar,en", help="languages of the messages (en)")
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    options = parser.parse_args(arguments)

    root = options.root.resolve()
    asked = [path.resolve() for path in options.paths]
    languages = options.lang.split(",")
    if not (root / "cases").is_dir():
        parser.error(f"there is no folder cases/ in {root}")
    for path in asked:
        if not path.exists() or not path.is_relative_to(root):
            parser.error(f"{path} is no path in {root}")
    for language in set(languages) - set(i18n.languages()):
        parser.error(f"no messages in {language}; there are {', '.join(i18n.languages())}")

    try:
        build_day(root)  # asked for now, because a wrong TAJARIB_DATE is no fault of the corpus
    except ValueError as error:
        parser.error(f"TAJARIB_DATE is no day: {error}")
    reading = remembered(root)

    def told() -> tuple[list[Problem], int]:
        problems, count = reading.checked()
        return [p for p in problems if not asked or any((root / p.path).is_relative_to(path) for path in asked)], count

    problems, count = told()
    changed: set[str] = set()
    # Mending uncovers: a rule tells one thing a line or value, and what it hid comes next. Each round mends some.
    while options.fix and problems and (paths := mend(reading.read(), problems)):
        changed |= paths
        problems, count = told()
    strings = [i18n.strings(language) for language in languages]
    sys.stdout.write(REPORTERS[options.format](problems, strings))
    errors = sum(problem.is_error for problem in problems)
    if options.format == "text":
        warnings = len(problems) - errors
        for one in strings:
            print(
                one.plural("{count} case file", "{count} case files", count),
                *([one.plural("{count} file mended", "{count} files mended", len(changed))] if options.fix else []),
                one.plural("{count} error", "{count} errors", errors),
                one.plural("{count} warning", "{count} warnings", warnings),
                sep=" · ",
            )
    return 1 if errors or (options.strict and problems) else 0


def mend(corpus: Corpus, problems: list[Problem]) -> set[str]:
    """Mend what is mechanical in the files of *corpus*, and return the paths of those that changed."""
    changed = set()
    for file in corpus.everything:
        own = [problem for problem in problems if problem.path == file.path]
        if not own or not file.text:
            continue
        path = corpus.root / file.path
        raw = path.read_bytes()
        bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        before = raw.removeprefix(bom).decode()
        after = mended(before, own, body_line=getattr(file, "body_line", sys.maxsize))
        # Where letters are mended too, the form waits for the next round: it needs the file as it is then.
        if after == before and isinstance(file, CaseFile) and any(problem.code == "W001" for problem in own):
            after = reformatted(before, file)
        if after != before:
            path.write_bytes(bom + after.encode())
            changed.add(file.path)
    return changed


if __name__ == "__main__":
    # A file's name may be no UTF-8 at all; it is told all the same.
    sys.stdout.reconfigure(encoding="utf-8", newline="\n", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
