"""The rules of the corpus: each has a code, a message, a reason, and one place where it lives.

A rule is a function in one of the modules here, registered by ``rule``; what reading itself finds (a file that is no
UTF-8, a key that the model does not know) is declared there by ``found_by_reader``. Every code has an example under
``tests/examples/`` that fires and, one line apart, is silent; the contributors' page is made from both.

The families: E0 and files, E1 and the record, E2 and the text, E3 and translations, E4 and the shared files, E5 and the
wording; W1, W2, W3 and W5 likewise. A code is never used for something else later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tajarib.corpus import Corpus
    from tajarib.problems import Problem


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
    """What finds it: ``reader``, or a function that is given a ``record``, a ``case``, a ``file``, one that is
    ``linked`` to others, or the ``corpus``.
    """
    check: Callable[..., Iterator[Problem]] | None = None
    """The function; see ``rule``."""
    wrong: str = ""
    """A line that is refused; empty where the fault is no single line's."""
    right: str = ""
    """The same line mended; without a wrong one, a line to add."""


RULES: dict[str, Rule] = {}


def found_by_reader(code: str, *, message: str, why: str, wrong: str = "", right: str = "") -> None:
    """Declare a rule that ``tajarib.reader`` itself finds."""
    _register(Rule(code, message, why, "reader", wrong=wrong, right=right))


def rule(
    code: str, *, message: str, why: str, scope: str, wrong: str = "", right: str = ""
) -> Callable[[Any], Callable[..., Iterator[Problem]]]:
    """Register the decorated function as the rule *code*. It is given only what could be read.

    By *scope* it is called as ``check(file, record, corpus)`` for each original whose record is valid; as
    ``check(file, corpus)`` for each ``case`` file that has front matter and text, or for each ``file`` of text, the
    shared ones too. The corpus that these are given has no other case in it, so that what they find can be kept as long
    as the case's files and the shared ones stay as they are. Only a rule on ``linked`` case files, called like one on
    ``case`` files, and one on the ``corpus``, called once as ``check(corpus)``, see all cases.
    """

    def register(check: Callable[..., Iterator[Problem]]) -> Callable[..., Iterator[Problem]]:
        _register(Rule(code, message, why, scope, check, wrong, right))
        return check

    return register


def _register(new: Rule) -> None:
    assert new.code not in RULES, f"{new.code} is taken"
    assert new.scope in ("reader", "record", "case", "file", "linked", "corpus"), new.scope
    RULES[new.code] = new


def check(corpus: Corpus, rules: dict[str, Rule] | None = None) -> tuple[Problem, ...]:
    """Return every problem of *corpus* that the *rules* (all, by default) find, sorted by path and line.

    A warning that a record accepts is left out; accepting one that is not there is a problem itself (E119).
    """
    chosen = RULES if rules is None else rules
    ledger = corpus.ledger.problems if corpus.ledger else ()
    found = [problem for problem in ledger if problem.code in chosen]
    for id_ in ("", *corpus.by_id):
        known = corpus.told(id_) if rules is None else None
        found.extend(told_alone(corpus.alone(id_), chosen) if known is None else known)
    for one in chosen.values():
        if one.check is not None and one.scope == "linked":
            for file in corpus.files:
                if file.is_split:
                    found.extend(one.check(file, corpus))
        elif one.check is not None and one.scope == "corpus":
            found.extend(one.check(corpus))
    return tuple(sorted(set(_without_accepted(corpus, found, chosen))))


def told_alone(corpus: Corpus, rules: dict[str, Rule] = RULES) -> Iterator[Problem]:
    """Yield what reading and the *rules* tell of *corpus*, one case alone or the shared files: see ``Corpus.alone``."""
    own = corpus.files or corpus.shared
    for file in own:
        yield from (problem for problem in file.problems if problem.code in rules)
    cases = [(file, corpus) for file in corpus.files if file.is_split]
    arguments: dict[str, list[tuple[Any, ...]]] = {
        "record": [(file, file.record, corpus) for file, _ in cases if file.record and not file.is_translation],
        "case": cases,
        "file": [(file, corpus) for file in own if file.text],
    }
    for one in rules.values():
        if one.check is not None:
            for given in arguments.get(one.scope, ()):
                yield from one.check(*given)


def _without_accepted(corpus: Corpus, problems: list[Problem], rules: dict[str, Rule]) -> Iterator[Problem]:
    entries: dict[tuple[str, int], Problem] = {}  # by the original's path and the entry's index: E119, if not needed
    accepted: dict[tuple[str, str], tuple[str, int]] = {}  # by path and code
    for id_, members in corpus.by_id.items():
        original = corpus.original(id_)
        if original is None:
            continue
        for index, entry in enumerate(getattr(original.record, "accepted", ())):
            key = (original.path, index)
            if entry.code in RULES and entry.code not in rules:
                continue  # nothing was looked for, so nothing says that the entry is not needed
            entries[key] = original.problem("E119", ("accepted", index, "code"), found=entry.code)
            accepted |= {(file.path, entry.code): key for file in members}
    for problem in problems:
        if (problem.path, problem.code) in accepted:
            entries.pop(accepted[problem.path, problem.code], None)
        else:
            yield problem
    if "E119" in rules:
        yield from entries.values()


# Importing the families registers their rules.
from tajarib.rules import (  # noqa: E402
    addresses,  # noqa: F401
    agreement,  # noqa: F401
    dates,  # noqa: F401
    editorial,  # noqa: F401
    figures,  # noqa: F401
    files,  # noqa: F401
    letters,  # noqa: F401
    numbers,  # noqa: F401
    record,  # noqa: F401
    shared,  # noqa: F401
    text,  # noqa: F401
    translation,  # noqa: F401
    typography,  # noqa: F401
    values,  # noqa: F401
)
