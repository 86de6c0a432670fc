"""A new case: what is asked of its writer, and the file that the answers make.

A question stands for one value of the record. Which ones are asked follows from the model (``REQUIRED``,
``DOES_NOT_APPLY``); what an answer may be is told by the validator itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from tajarib import frontmatter
from tajarib.canonical import written
from tajarib.corpus import Corpus
from tajarib.i18n import N_, strings
from tajarib.markdown import headings
from tajarib.model.case import DOES_NOT_APPLY, REQUIRED
from tajarib.model.values import NOT_PUBLISHED
from tajarib.problems import Problem
from tajarib.reader import read_case_text, read_new_case
from tajarib.rules import RULES, check
from tajarib.rules.record import JOINT
from tajarib.validation import field_name

GUIDES = {
    "problem": N_("What was wrong before, for whom, and how one knows."),
    "approach": N_("What was built or decided, by whom, in which order, and why in this way."),
    "results": N_("What came of it, with value, date and base, and who says so; what nobody measured is named too."),
    "went-wrong": N_("Delays, criticism, outages, figures that disagree; or that nothing of the kind was found."),
    "lessons": N_("What someone who begins today would do in the same way, and what otherwise."),
    "replicate": N_("What must exist before, what to build first, and what a small country can leave out."),
    "questions": N_("What should be asked before one starts?"),
}
"""What belongs into each section; stands in a new file until the writer replaces it."""


@dataclass(frozen=True)
class Question:
    """One thing to ask the writer."""

    at: frontmatter.Path
    """Where in the record the answer goes."""
    text: str
    """The question; a string of the interface."""
    vocabulary: str = ""
    """The vocabulary that the answer, or each of them, is a code of."""
    form: str = "text"
    """``text``, ``number``, ``codes`` (several, with commas between), or ``address`` (none: it is not published)."""
    is_optional: bool = False
    """Whether an empty answer leaves the key out."""


Answers = Mapping[frontmatter.Path, Any]


def questions(country: str, language: str, answers: Answers) -> Iterator[Question]:
    """Yield what is to be asked, in order. What comes later depends on *answers*, which grow while they are given."""
    yield Question(("title",), N_("Title: the name, and what it does"))
    yield Question(("summary",), N_("Summary: two sentences, the second with the strongest figure"))
    yield Question(("kind",), N_("Kind"), "kinds")
    yield Question(("status",), N_("State"), "statuses")
    yield Question(("started",), N_("When it began to work: 2025, 2025-02 or 2025-02-26"))
    kind = answers["kind",]
    if answers["status",] in ("replaced", "retired") and "ended" not in DOES_NOT_APPLY[kind]:
        yield Question(("ended",), N_("When it ended, or undated"))
    yield from _label(("owner",), N_("Owner, in Arabic"), N_("Owner, in English"))
    needed = REQUIRED[kind]
    if "countries" in needed or country == JOINT:
        yield Question(("countries",), N_("Countries it concerns, the leading one first"), "countries", "codes")
    if "address" in needed:
        yield Question(("address",), N_("Address where one uses it; empty if no source gives one"), form="address")
    if "blocks" in needed:
        yield Question(("blocks",), N_("Building blocks it is made of"), "blocks", "codes")
    if "prerequisites" in needed:
        yield Question(("prerequisites",), N_("What must exist before"), "prerequisites", "codes")
    yield from _source(1, is_optional=False)
    if "legal" in needed:
        yield from _label(("legal", 0, "title"), N_("Law or decision, in Arabic"), N_("Law or decision, in English"))
    if "figures" in needed:
        figure: frontmatter.Path = ("figures", 0)
        yield from _label((*figure, "metric"), N_("What is measured, in Arabic"), N_("What is measured, in English"))
        yield Question((*figure, "unit"), N_("In what it is counted"), "units")
        yield Question((*figure, "points", 0, "value"), N_("The value, in digits"), form="number")
        yield Question((*figure, "points", 0, "as_of"), N_("The date it is true of, or undated"))


def _label(at: frontmatter.Path, arabic: str, english: str) -> Iterator[Question]:
    yield Question((*at, "ar"), arabic)
    yield Question((*at, "en"), english)


def _source(number: int, *, is_optional: bool) -> Iterator[Question]:
    at: frontmatter.Path = ("sources", f"S{number}")
    yield Question((*at, "url"), N_("A public source: its address"), is_optional=is_optional)
    yield Question((*at, "title"), N_("The source's title, in its own language"))
    yield Question((*at, "publisher"), N_("Who published it"))
    yield Question((*at, "date"), N_("When it was published, or undated"))
    yield Question((*at, "language"), N_("The language it is written in: ar, en, …"))
    yield Question((*at, "kind"), N_("What kind of source it is"), "source_kinds")


def value_of(question: Question, typed: str) -> Any:
    """Return what was *typed* as the value it stands for."""
    typed = typed.strip()
    if question.form == "address":
        return typed or NOT_PUBLISHED
    if question.form == "number":
        return frontmatter.parse(typed.replace(",", "").replace("٬", "")).value
    if question.form == "codes":
        return [code for code in re.split(r"[\s,،]+", typed) if code]
    return typed


def record(answers: Answers) -> dict[str, Any]:
    """Return the record that *answers* make, as a draft that nobody has reviewed, with every figure and law sourced."""
    data: dict[str, Any] = {}
    for path, value in answers.items():
        if path == ("prerequisites",):
            data["prerequisites"] = [{"code": code, "level": "required"} for code in value]
        else:
            _put(data, path, value)
    for figure in data.get("figures", ()):
        # Its id is part of an address, so it is made of the English name.
        figure["id"] = slug_of(str(figure.get("metric", {}).get("en", "")), otherwise="figure")
        for point in figure.get("points", ()):
            point["sources"] = ["S1"]
    for law in data.get("legal", ()):
        law["sources"] = ["S1"]
    if "cost" in REQUIRED.get(data.get("kind", ""), ()):
        data["cost"] = NOT_PUBLISHED
    sources = data.pop("sources", {})
    return {**data, "sources": sources, "review": {"state": "unreviewed"}, "draft": True}


def slug_of(name: str, *, otherwise: str) -> str:
    """Return *name* as part of an address; *otherwise* where nothing of it can be."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:64].strip("-") or otherwise


def _put(data: MutableMapping[str, Any], path: frontmatter.Path, value: Any) -> None:
    """Hang *value* at *path* below *data*, making what lies between."""
    node: Any = data
    for part, following in zip(path, (*path[1:], None), strict=True):
        fresh: Any = value if following is None else [] if isinstance(following, int) else {}
        if isinstance(node, list):
            if len(node) == part:
                node.append(fresh)
        elif following is None or part not in node:
            node[part] = fresh
        node = node[part]


def content(data: Mapping[str, Any], language: str, sections: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the file that *data* begins: the front matter, and each section, as it is known from *sections*.

    One that is not known has a sentence on what belongs there.
    """
    cited = "".join(f"[^{key}]" for key in data.get("sources", ()))
    parts = []
    for id_, heading in headings(language).items():
        if id_ in sections:
            parts.append(f"## {heading}\n\n{sections[id_]}\n")
            continue
        guide = strings(language)(GUIDES[id_])
        if id_ == "questions":
            guide = f"1. {guide}"
        if id_ == "problem":
            guide += " " + strings(language)(N_("This sentence goes out when the text comes in."))
            guide = guide.rstrip(".") + cited + "."
        parts.append(f"## {heading}\n\n{guide}\n")
    return written(data, "\n".join(parts))


def problems_at(question: Question, answers: Answers, path: str, corpus: Corpus) -> list[Problem]:
    """Return what the validator says of the answer to *question*, of all that can be said before the rest is known."""
    file = read_case_text(path, content(record(answers), path.split(".")[-2]), corpus.vocabularies)
    name = field_name(question.at)
    alone = replace(corpus, files=(file,))
    rules = {code: rule for code, rule in RULES.items() if rule.scope != "corpus"}
    return [
        p
        for p in check(alone, rules)
        if p.is_error and (p.field == name or p.field.startswith((f"{name}[", f"{name}.")))
    ]


def taken_in(corpus: Corpus, texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return the problems there would be, and are not yet, if *corpus* had the files *texts* (path to content)."""
    new = tuple(read_new_case(path, text, corpus.vocabularies) for path, text in texts.items())
    # What the rules tell of any other case alone, and of the shared files, stays: it need not be worked out twice.
    touched = {file.id for file in new}
    others = {id_: (files, ()) for id_, files in corpus.by_id.items() if id_ not in touched}
    corpus = replace(corpus, known={**others, "": ((), ())})
    before = set(check(corpus))
    kept = (file for file in corpus.files if file.path not in texts)
    after = check(replace(corpus, files=tuple(sorted((*kept, *new), key=lambda file: file.path))))
    return tuple(problem for problem in after if problem not in before)
