#!/usr/bin/env python
"""Show how translations stand, what changed in an original, and record that a translation is up to date again.

translations.py list            which are missing, behind, or not recorded
translations.py stale           which ones the change at hand makes stale, as Markdown for a pull request
translations.py diff PATH…      what changed in the original since this file translated it
translations.py accept PATH…    this file translates its original as it is now
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

from tajarib import history, i18n
from tajarib.canonical import with_ends_of
from tajarib.catalogue import fingerprints
from tajarib.corpus import Corpus, read_corpus
from tajarib.markdown import HEADINGS
from tajarib.model.case import Translation
from tajarib.reader import CaseFile, read_case_text
from tajarib.translation import accepted, behind, parts, states, texts_by_fingerprint


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list")
    stale = commands.add_parser("stale")
    stale.add_argument("--lang", default="en", metavar="ar,en", help="languages of the report (en)")
    for name in ("diff", "accept"):
        commands.add_parser(name).add_argument("paths", nargs="+", type=Path, metavar="PATH")
    options = parser.parse_args(arguments)

    root = options.root.resolve()
    corpus = read_corpus(root)
    if options.command == "list":
        return list_states(corpus)
    if options.command == "stale":
        return tell_stale(corpus, [i18n.strings(language) for language in options.lang.split(",")])
    for path in options.paths:
        at = path.resolve()
        file = corpus.by_path.get(at.relative_to(root).as_posix()) if at.is_relative_to(root) else None
        original = corpus.original(file.id) if file else None
        if not file or not isinstance(file.record, Translation) or not original or original.record is None:
            print(f"{path} is no translation that can be read; `make check` says why", file=sys.stderr)
            return 1
        if options.command == "diff":
            show_difference(corpus, file, original)
        else:
            accept(path, file, original)
    return 0


def list_states(corpus: Corpus) -> int:
    for state in states(corpus, corpus.vocabularies["languages"]):
        if state.missing:
            print(f"{state.case} {state.language}: missing")
        for word, names in (("behind", state.behind), ("not recorded", state.unrecorded)):
            if names:
                print(f"{state.path}: {word}: {', '.join(names)}")
    unknown = [file.path for file in corpus.files if file.record is None or corpus.record(file.id) is None]
    for path in unknown:
        print(f"{path}: it or its original can't be read; `make check` says why", file=sys.stderr)
    return 1 if unknown else 0


def accept(path: Path, file: CaseFile, original: CaseFile) -> None:
    hashes = fingerprints(original)
    # newline="" keeps the file's own line ends.
    with path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    path.write_text(with_ends_of(text, accepted(file, hashes)), encoding="utf-8", newline="")
    print(f"{path}: {len(hashes)} parts recorded")


def show_difference(corpus: Corpus, file: CaseFile, original: CaseFile) -> None:
    """Print, for each part that fell behind, how the original's text changed since it was translated."""
    assert isinstance(file.record, Translation)
    wanted = {part: file.record.translation.sections[part] for part in behind(file, original)}
    if not wanted:
        print(f"{file.path}: nothing is behind in what was recorded")
        return
    earlier = (
        read_case_text(original.path, text, corpus.vocabularies)
        for _, text in history.versions(corpus.root, original.path)
    )
    before, now = texts_by_fingerprint(earlier, wanted), parts(original)
    for part in wanted:
        print(f"{file.path}: {part}")
        if part in before:
            lines = difflib.unified_diff(before[part].splitlines(), now[part].splitlines(), "then", "now", lineterm="")
            print("".join(f"{line}\n" for line in lines))
        elif history.is_shallow(corpus.root):
            print("the history here is too shallow to hold the text that was translated: git fetch --unshallow\n")
        else:
            print("git holds no version of the original with the text that was translated\n")


def tell_stale(corpus: Corpus, languages: list[i18n.Strings]) -> int:
    """Print which translations fell behind through what changed since the public branch; nothing where none did."""
    found = {}
    commits = history.public_commits(corpus.root)
    for file in corpus.files:
        original = corpus.original(file.id)
        if original and commits and (parts_ := behind(file, original)):
            old = (
                read_case_text(f.path, history.text_at(corpus.root, commits[0], f.path), {}) for f in (file, original)
            )
            before = behind(*old)
            if new := [part for part in parts_ if part not in before]:
                found[file.path] = (original.path, new)
    for t in languages if found else ():
        title = t("Translations that this change makes stale")
        print(f'<div dir="{t.direction}" lang="{t.language}">\n\n## {title}\n')
        for path, (of, names) in found.items():
            named = t(", ").join(t(HEADINGS[name]) if name in HEADINGS else t(name) for name in names)
            print(f'- <code dir="ltr">{path}</code>: {named} (<code dir="ltr">{of}</code>)')
        print("\n" + t("That stops nothing: the page tells its readers. Whoever translates sees what changed with:"))
        print("\n```\npython scripts/translations.py diff PATH\n```\n\n</div>\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
