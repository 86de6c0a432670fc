#!/usr/bin/env python
"""Write a new case that validates: from answers given here, or from files that the form made.

Asked for is what a case of its kind must have; an answer that the validator refuses is asked for again. The case is a
draft, seen in the preview only, until `draft: true` is taken out. Whoever stops before the end (Ctrl-D) is shown the
file that the answers make so far, to be finished in an editor. With --from a file keeps what it says; it is checked
and put in its place. A document of the form (.json) knows its places, and may also edit a case that is there: comments
stay, only what was edited changes, and only where git has the file as it is. Nothing else is ever overwritten. Exit
codes: 0 written, 1 refused, 2 could not run.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tajarib import history, i18n, intake
from tajarib.corpus import Corpus, read_corpus
from tajarib.drafting import Question, content, problems_at, questions, record, taken_in, value_of
from tajarib.i18n import N_, Strings
from tajarib.model.taxonomy import Taxonomy
from tajarib.problems import as_text, message, nearest, printable
from tajarib.reader import COUNTRIES, is_slug

PLACE = {
    "country": N_("Country, or gcc for joint work"),
    "theme": N_("Main theme"),
    "slug": N_("Short name for the address: lower-case Latin letters, digits and hyphens"),
    "language": N_("Language the case is written in"),
}
"""What a file's path says of it."""

_NAME = re.compile(r"(?P<slug>[a-z0-9-]+)\.(?P<language>[A-Za-z-]+)\.md")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=i18n.ROOT, help="the folder that holds cases/ (this project's)")
    parser.add_argument("--lang", choices=i18n.languages(), help="language of the questions (asked)")
    parser.add_argument("--from", dest="files", nargs="+", type=Path, metavar="FILE", help="take these files in")
    for name in PLACE:
        parser.add_argument(f"--{name}", help=f"{name} of the case (asked)")
    options = parser.parse_args(arguments)
    form = next((file for file in options.files or () if file.suffix == ".json"), None)
    if form and len(options.files) > 1:
        parser.error(f"{form} is a document of the form, which holds all files of its case: give it alone")

    corpus = read_corpus(options.root.resolve())
    if not isinstance(corpus.taxonomy.record, Taxonomy):
        parser.error("cases/taxonomy.yml can't be read; `make check` says why")
    try:
        language = options.lang or choose("Questions in · الأسئلة بلغة", dict.fromkeys(i18n.languages(), ""))
        t = i18n.strings(language)
        given = {name: getattr(options, name) for name in PLACE}
        if form:
            texts = from_form(corpus, form)
        elif options.files:
            texts = from_files(t, corpus, options.files, given)
        else:
            texts = from_answers(t, corpus, given)
        return put(t, corpus, texts, may_edit=form is not None)
    except intake.RefusedError as error:
        named = {name: t.translations.gettext(value) for name, value in error.fields.items()}
        print(f"{form}: {t(error.text, **named)}", file=sys.stderr)
        print(t("Nothing was written."), file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nthe answers ended too early; nothing was written", file=sys.stderr)
        return 2
    except OSError as error:
        print(error, file=sys.stderr)
        return 2


def choose(question: str, names: Mapping[str, str]) -> str:
    """Ask for one of the codes in *names*, until it is one."""
    print(f"\n{question}")
    for code, name in names.items():
        print(f"  {code:<26} {name}".rstrip())
    while (answer := input("> ").strip()) not in names:
        hint = nearest(answer, names)
        print(f"  ? {hint}" if hint else f"  ? {', '.join(list(names)[:12])}")
    return answer


def place(t: Strings, corpus: Corpus, given: Mapping[str, str | None], *, is_new: bool) -> str:
    """Return the path of the case's file; what is not *given*, or not right, is asked for."""
    allowed: dict[str, Mapping[str, str]] = {
        "country": {code: _name(t, corpus, "countries", code) for code in COUNTRIES},
        "theme": {code: _name(t, corpus, "themes", code) for code in corpus.vocabularies["themes"]},
        "language": {code: i18n.strings(code).name for code in corpus.vocabularies["languages"]},
    }
    parts: dict[str, str] = {}
    for name, question in PLACE.items():
        value = given[name]
        if name != "slug":
            parts[name] = value if value in allowed[name] else choose(t(question), allowed[name])
            continue

        def is_free(slug: str) -> bool:
            taken = is_new and f"{parts['country']}/{slug}" in corpus.by_id
            if taken:
                print("  " + t("There is a case of that name already: {id}", id=f"{parts['country']}/{slug}"))
            return is_slug(slug) and not taken

        while value is None or not is_free(value):
            print(f"\n{t(question)}")
            value = input("> ").strip()
        parts[name] = value
    return f"cases/{parts['country']}/{parts['theme']}/{parts['slug']}.{parts['language']}.md"


def from_files(t: Strings, corpus: Corpus, files: Iterable[Path], given: Mapping[str, str | None]) -> dict[str, str]:
    """Return what the *files* hold, by the path where it belongs."""
    texts = {}
    known = dict(given)
    for file in files:
        named = _NAME.fullmatch(file.name)
        from_name = named.groupdict() if named else {}
        text = file.read_text(encoding="utf-8-sig")
        print(f"\n{file}")
        own = {name: known[name] or from_name.get(name) for name in PLACE}
        # The files of one case differ in language alone, so a language that was given is the first file's.
        path = place(t, corpus, own, is_new=False)
        country, theme, name = path.split("/")[1:]
        known |= {"country": country, "theme": theme, "slug": name.split(".")[0], "language": None}
        texts[path] = text
    return texts


def from_form(corpus: Corpus, file: Path) -> dict[str, str]:
    """Return what the document *file* of the form holds, by the path where it belongs."""
    with file.open("rb") as stream:
        raw = stream.read(intake.LARGEST + 1)
    return {path: intake.text(corpus, path, handed) for path, handed in intake.document(raw).items()}


def from_answers(t: Strings, corpus: Corpus, given: Mapping[str, str | None]) -> dict[str, str]:
    """Return the new case, by its path, as the writer's answers make it."""
    path = place(t, corpus, given, is_new=True)
    _, country, _, name = path.split("/")
    language = name.split(".")[1]
    answers: dict[Any, Any] = {}
    try:
        for question in questions(country, language, answers):
            tell(t, corpus, question)
            while True:
                answers[question.at] = value_of(question, input("> "))
                found = problems_at(question, answers, path, corpus)
                if not found:
                    break
                for problem in found:
                    print(f"  {problem.code} {message(problem, t)}")
    except (EOFError, KeyboardInterrupt):
        if answers:
            print("\n\n" + t("This is what you have answered. Save it as {name}, and go on there:", name=name) + "\n")
            print(content(record(answers), language))
        raise
    return {path: content(record(answers), language)}


def tell(t: Strings, corpus: Corpus, question: Question) -> None:
    """Print a question, and what may be answered."""
    print(f"\n{t(question.text)}" + (f" ({t('several, with commas between')})" if question.form == "codes" else ""))
    codes = COUNTRIES if question.vocabulary == "countries" else corpus.vocabularies.get(question.vocabulary, ())
    for code in codes:
        print(f"  {code:<26} {_name(t, corpus, question.vocabulary, code)}".rstrip())


def _name(t: Strings, corpus: Corpus, vocabulary: str, code: str) -> str:
    if vocabulary == "countries":
        country = corpus.countries[code].record
        return country.name[t.language] if country else ""
    return str(corpus.taxonomy.record[vocabulary][code].name[t.language])


def put(t: Strings, corpus: Corpus, texts: Mapping[str, str], *, may_edit: bool) -> int:
    """Write *texts* to their places, if all of them validate; over a file that is there only if one *may_edit* it."""
    problems = taken_in(corpus, texts)
    there = [path for path in texts if path in corpus.by_path]
    changed = {path: text for path, text in texts.items() if path not in there or text != corpus.by_path[path].text}
    sys.stdout.write("\n" + as_text([problem for problem in problems if problem.is_error], [t]))
    if any(problem.is_error for problem in problems):
        print(t("Mend these first; nothing was written."), file=sys.stderr)
        return 1
    in_the_way = []
    for path in texts:
        if not (corpus.root / path).resolve().is_relative_to(corpus.root / "cases"):
            in_the_way.append(t("{path} leads out of cases/", path=printable(path)))
        elif path in there and not may_edit:
            in_the_way.append(t("{path} is there already; nothing was written", path=path))
        elif path in there and path in changed and not history.is_kept(corpus.root, path):
            in_the_way.append(t("{path} is there already, and git does not hold it as it is: commit first", path=path))
    if in_the_way:
        print(*in_the_way, sep="\n", file=sys.stderr)
        return 1
    for path, text in changed.items():
        target = corpus.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w" if path in there else "x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        print(t("Edited: {path}", path=path) if path in there else t("Written: {path}", path=path))
    for path in texts:
        if path not in changed:
            print(t("Nothing changed: {path}", path=path))
    if problems:
        print(
            t.plural(
                "{count} thing left to do; `make check` names it",
                "{count} things left to do; `make check` names them",
                len(problems),
            )
        )
    if set(changed) & set(there):
        print(t("What changed is shown by `git diff`."))
    if set(changed) - set(there):
        print(t("Look at it with `make serve`. It stays out of the public site while it says draft: true."))
    return 0


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
