"""Texts made to keep the program busy are read, checked and rendered in a time that grows as they do."""

from __future__ import annotations

import sys

import pytest

from conftest import minimal_corpus
from hostile import bombs
from tajarib.reader import MAX_BYTES, read_case_text
from tajarib.render import Renderer, render_text
from tajarib.rules import check
from test_any_text import EXAMPLES, SOURCES, soon
from test_reader import AR, EN, TEXTS, with_file

BOMBS = bombs()
SIZE = min(3 * EXAMPLES, MAX_BYTES)
"""Of the texts, in bytes; `make stress` has the largest that are read."""


def calls(text: str) -> int:
    """Return how many functions are called until *text* is HTML."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(one_more)
    try:
        Renderer("en", SOURCES, str, str)(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", BOMBS)
def test_what_markdown_takes_grows_with_the_text(name: str) -> None:
    calls(BOMBS[name](100))  # what is done once
    first, second, third = (calls(BOMBS[name](size)) for size in (200, 400, 600))
    assert third - 2 * second + first < first / 4


def test_growth_is_seen() -> None:
    """A table with as many columns as rows: its empty cells are as many as the square of that (up to a limit)."""
    first, second, third = (calls("|a" * n + "|\n" + "|-" * n + "|\n" + "|\n" * n) for n in (10, 20, 30))
    assert third - 2 * second + first > first / 4


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_checked_and_rendered(name: str) -> None:
    """In the original and in the translation, after what lets each rule look for more."""
    corpus = minimal_corpus()
    with soon():
        for path in (AR, EN):
            text = f"{TEXTS[path].rstrip()}\n\nرائدة ـ 5 {BOMBS[name](SIZE)}".encode()[:MAX_BYTES]
            corpus = with_file(corpus, read_case_text(path, text.decode(errors="ignore"), corpus.vocabularies))
        refused = {problem.path for problem in check(corpus) if problem.is_error}
        for path in {AR, EN} - refused:
            render_text(corpus.by_path[path], SOURCES)


def test_thousands_of_sources_and_as_many_citations_of_others() -> None:
    declared = "".join(f"  A{n}: 1\n" for n in range(SIZE // 20))
    cited = "".join(f"[^B{n}] " for n in range(SIZE // 20))
    text = TEXTS[AR].replace("sources:\n", f"sources:\n{declared}", 1) + cited
    corpus = minimal_corpus()
    with soon():
        problems = check(with_file(corpus, read_case_text(AR, text, corpus.vocabularies)))
    assert sum(problem.code == "E207" for problem in problems) == SIZE // 20
