#!/usr/bin/env python
"""Show how translations stand, and record that one is up to date again.

translations.py list            which are missing, behind, or not recorded
translations.py accept PATH…    this file translates its original as it is now
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tajarib import i18n
from tajarib.catalogue import fingerprints
from tajarib.corpus import read_corpus
from tajarib.model.case import Translation
from tajarib.translation import accepted, states


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list")
    accept = commands.add_parser("accept")
    accept.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    options = parser.parse_args(arguments)

    root = options.root.resolve()
    corpus = read_corpus(root)
    if options.command == "list":
        for state in states(corpus, corpus.vocabularies["languages"]):
            if state.missing:
                print(f"{state.case} {state.language}: missing")
            for word, parts in (("behind", state.behind), ("not recorded", state.unrecorded)):
                if parts:
                    print(f"{state.path}: {word}: {', '.join(parts)}")
        return 0
    for path in options.paths:
        file = corpus.by_path.get(path.resolve().relative_to(root).as_posix())
        original = corpus.original(file.id) if file else None
        if not file or not isinstance(file.record, Translation) or not original or original.record is None:
            print(f"{path} is no translation that can be read; `make check` says why", file=sys.stderr)
            return 1
        hashes = fingerprints(original)
        # newline="" keeps the file's own line ends.
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        path.write_text(accepted(text, file, hashes), encoding="utf-8", newline="")
        print(f"{path}: {len(hashes)} parts recorded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
