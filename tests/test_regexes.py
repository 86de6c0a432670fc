"""No text keeps a regular expression busy for longer than it is long: neither in Python nor in the browser."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import tajarib
from projects import ROOT
from regexes import Matcher, attack_on, attacks
from tajarib.rules import spelling

SCRIPTS = ROOT / "scripts"

SHORT = {
    r"\b(?:\w\.)+\w)$": "looked for in twelve characters before a full stop",
    r"(\S*\s*)\b([A-Z][\w’'+.-]*)\s$": "looked for in forty characters before a number",
    r'<sup class="cite">.*?</sup>': "looked for in HTML of ours, where each ends",
    r"\d+\.\d{3,}": "looked for in a drawing of ours",
    r"--([a-z-]+):(#[0-9a-f]{3,6})\b": "looked for in a style sheet of ours",
}
"""What would be slow on a long text of a stranger, by its end, and why it never meets one."""


WAYS = dict.fromkeys(("search", "finditer", "findall", "sub", "subn", "split"), "search")
WAYS |= {"match": "match", "fullmatch": "fullmatch"}


CALL = re.compile(rf"\bre\.(?:{'|'.join(WAYS)})\(|\bpattern=")


class Expression(NamedTuple):
    """A regular expression of the program, and how it is used."""

    pattern: str
    flags: int
    way: str
    """One of the values of ``WAYS``."""


# --- what there is


def values(value: Any) -> Iterator[re.Pattern[str]]:
    """Yield the expressions in *value*: itself, or what a collection holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from values(one)


def of_modules() -> Iterator[Expression]:
    """Yield the expressions that have a name, by how that is used wherever it stands."""
    everywhere = "\n".join(path.read_text("utf-8") for path in SCRIPTS.rglob("*.py"))
    ways: dict[re.Pattern[str], set[str]] = defaultdict(set)
    modules = [one.name for one in pkgutil.walk_packages(tajarib.__path__, "tajarib.")]
    modules += [path.stem for path in SCRIPTS.glob("*.py") if "re.compile" in path.read_text("utf-8")]
    for module in map(importlib.import_module, modules):
        for name, value in vars(module).items():
            for pattern in values(value) if name.isupper() else ():
                there = Path(str(module.__file__)).read_text("utf-8") if name.startswith("_") else everywhere
                used = re.findall(rf"(?<!\w){name}(?:\[\w+\])?\.({'|'.join(WAYS)})\(", there)
                ways[pattern].update(WAYS[one] for one in used)
    for pattern, found in ways.items():
        yield from (Expression(pattern.pattern, pattern.flags, way) for way in found or {"search"})


def of_calls() -> Iterator[Expression]:
    """Yield the expressions that stand where they are used, and those of the model, which the browser has too."""
    for path in sorted(SCRIPTS.rglob("*.py")):
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)) if CALL.search(text) else ():
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), way), [ast.Constant(str(pattern)), *others]) if way in WAYS:
                    flags = sum(
                        getattr(re, name) for name in re.findall(r"re\.([A-Z]+)", " ".join(map(ast.unparse, others)))
                    )
                    yield Expression(pattern, flags, WAYS[way])
                case ast.keyword("pattern", ast.Constant(str(pattern))):
                    yield Expression(pattern, 0, "search")


@cache
def expressions() -> tuple[Expression, ...]:
    """Return all expressions of the program."""
    return tuple(dict.fromkeys((*of_modules(), *of_calls())))


LITERAL = re.compile(
    r"(?:[(=,:?\[!&|]|return|=>)\s*/((?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([dgimsuvy]*)"
)


def of_script(text: str) -> Iterator[tuple[str, int]]:
    """Yield the expressions in a script for browsers as Python has them; \\p{…} is as good as \\w here."""
    for source, letters in LITERAL.findall(text):
        pattern = re.sub(r"\\p\{\w+\}", r"\\w", source).replace("[^[", r"[^\[")
        yield pattern, sum(getattr(re, letter.upper()) for letter in letters if letter in "ims")


# --- the tests

SLOW = [
    "(a+)+$",
    "(a|a)*b",
    "(a|aa)+b",
    "(a?b?)*c",
    "(?:a*)*b",
    r"^(\w+\s?)*$",
    r"(.*),(.*),(.*),x",
    "a*a*a*a*a*a*b",
    "a*a*b",
    r"\s+$",
    "[a-z]+-",
    r"\d+(?:\.\d+)*$",
    r"\([^)]*\)",
    r"\bno\b.*\bfound\b",
    r"<\s*>?\s*x",
    "(?i)[A-Z]+[0-9]",
    "\"[^']*?x",
    "(a)(?=.*b)",
    r"(?<=a)[ab]*c",
]
FAST = [
    "a+",
    r"\s+",
    "[a-z]+(?:-[a-z]+)*",
    r"\([^()]*\)",
    "(?<![a-z])[a-z]+-",
    "^a+$",
    r"(.)\1+",
    "a{2}b",
    r"\[\^[^\]]{0,30}\]?",
    "^(?:[ab]*c)?",
    '"[^"]*"?',
]


@pytest.mark.parametrize("pattern", SLOW)
def test_what_is_slow_is_seen(pattern: str) -> None:
    assert attack_on(pattern)


@pytest.mark.parametrize("pattern", FAST)
def test_what_is_fast_is_let_be(pattern: str) -> None:
    assert attack_on(pattern) is None


def test_what_is_counted_is_what_python_does() -> None:
    """On texts made for them, all expressions match where Python's own do."""
    compared = 0
    for pattern, flags, _ in expressions():
        matcher, own = Matcher(pattern, flags), re.compile(pattern, flags)
        if own.match(""):
            continue  # nothing at all is found in ways of its own
        for head, unit, tail in list(attacks(matcher.tree))[::20]:
            text = head + 3 * unit + tail
            assert matcher.found(text) == [match.span() for match in own.finditer(text)], (pattern, text)
            compared += 1
    assert compared > 100


def test_all_expressions_are_looked_at() -> None:
    """A few of each kind: computed, in a collection, in a call, in the model, in a script for browsers."""
    patterns = {one.pattern for one in expressions()}
    assert len(patterns) > 100
    assert {r"\s+(?:(?:ال)?(?:أعمال|فضاء)|عن|عنه|عنها)\b", "[^a-z0-9]+", r"^[A-Z]{2}$", "[ء-ي]"} <= patterns
    assert Expression(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.UNICODE, "fullmatch") in expressions()


def test_no_text_keeps_an_expression_busy() -> None:
    """One that matches at a text's beginning alone is tried once; any other, from each character on."""
    slow = {}
    for pattern, flags, way in expressions():
        whole = rf"(?:{pattern})\Z" if way == "fullmatch" else pattern
        if attack := attack_on(whole, flags, is_search=way == "search"):
            slow[pattern] = attack
    unexpected = {pattern: attack for pattern, attack in slow.items() if not pattern.endswith(tuple(SHORT))}
    assert not unexpected
    assert len(slow) == len(SHORT), "what is no longer slow needs no reason"


@pytest.mark.parametrize(
    ("words", "language"),
    [("رائدة", "ar"), ("القيادة الرشيدة", "ar"), ("world-class", "en"), ("at the click of a button", "en")],
)
def test_no_text_keeps_a_list_of_words_busy(words: str, language: str) -> None:
    pattern = spelling._pattern(words, language)
    assert pattern.search(words)
    assert attack_on(pattern.pattern, pattern.flags) is None


def test_no_text_keeps_a_browser_busy() -> None:
    slow, seen = {}, 0
    for path in sorted((ROOT / "overrides" / "assets" / "js").glob("*.js")):
        for pattern, flags in of_script(path.read_text("utf-8")):
            with warnings.catch_warnings(action="ignore", category=FutureWarning):  # "[[" in a class
                if attack := attack_on(pattern, flags):
                    slow[path.name, pattern] = attack
            seen += 1
    assert not slow
    assert seen > 80
