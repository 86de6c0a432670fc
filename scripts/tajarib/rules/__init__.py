"""The rules of the corpus: each has a code, a message, a reason, and one place where it lives.

A rule is a function in one of the modules here, registered by ``rule``; what reading itself finds (a file that is no
UTF-8, a key that the model does not know) is declared there by ``found_by_reader``. Every code has an example under
``tests/examples/`` that fires and, one line apart, is silent; the contributors' page is made from both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tajarib.corpus import Corpus
    from tajarib.problems import Problem
    from tajarib.reader import CaseFile


@dataclass(frozen=True)
class Rule:
    """What a code means."""

    code: str
    """E and three digits: an error, it stops the build. W: a warning, it is shown."""
    message: str
    """One sentence with the named fields {found} and {field}; a string of the interface."""
    why: str
    """Why it matters and how to mend it; a string of the interface."""
    scope: str
    """``reader``, ``file`` or ``corpus``: what finds it."""
    check: Callable[..., Iterator[Problem]] | None = None
    """``check(file, corpus)`` for a file, ``check(corpus)`` for the corpus."""


RULES: dict[str, Rule] = {}


def found_by_reader(code: str, *, message: str, why: str) -> None:
    """Declare a rule that ``tajarib.reader`` itself finds."""
    _register(Rule(code, message, why, "reader"))


def rule(code: str, *, message: str, why: str, scope: str = "file") -> Callable[[Any], Any]:
    """Register the decorated function as the rule *code*. It is given only what could be read."""

    def register(check: Callable[..., Iterator[Problem]]) -> Callable[..., Iterator[Problem]]:
        _register(Rule(code, message, why, scope, check))
        return check

    return register


def _register(new: Rule) -> None:
    assert new.code not in RULES, f"{new.code} is taken"
    RULES[new.code] = new


def check(corpus: Corpus, rules: dict[str, Rule] | None = None) -> tuple[Problem, ...]:
    """Return every problem of *corpus* that the *rules* (all, by default) find, sorted by path and line.

    A warning that a record accepts is left out; accepting one that is not there is a problem itself (E119).
    """
    rules = RULES if rules is None else rules
    found = [problem for file in corpus.everything for problem in file.problems]
    for one in rules.values():
        if one.check is None:
            continue
        if one.scope == "corpus":
            found.extend(one.check(corpus))
        else:
            for file in corpus.files:
                found.extend(one.check(file, corpus))
    return tuple(sorted(set(_without_accepted(corpus, [p for p in found if p.code in rules], "E119" in rules))))


def _without_accepted(corpus: Corpus, problems: list[Problem], tell_unneeded: bool) -> Iterator[Problem]:
    accepted: dict[tuple[str, str], tuple[CaseFile, int]] = {}
    for id_, members in corpus.by_id.items():
        original = corpus.original(id_)
        for index, entry in enumerate(getattr(original and original.record, "accepted", ())):
            assert original is not None
            for file in members:
                accepted[file.path, entry.code] = (original, index)
    needed = set()
    for problem in problems:
        if (problem.path, problem.code) in accepted:
            needed.add(accepted[problem.path, problem.code])
        else:
            yield problem
    for original, index in sorted(set(accepted.values()) - needed, key=lambda pair: (pair[0].path, pair[1])):
        if tell_unneeded:
            code = original.record.accepted[index].code  # type: ignore[union-attr]
            yield original.problem("E119", ("accepted", index, "code"), found=code)


# Importing the families registers their rules.
from tajarib.rules import files, record, text, translation  # noqa: E402, F401
