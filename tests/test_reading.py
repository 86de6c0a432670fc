"""What was read and checked before is as good as what is read and checked now."""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from conftest import MINIMAL
from projects import commit_all
from tajarib.catalogue import catalogue
from tajarib.corpus import Corpus, read_corpus
from tajarib.dates import build_day
from tajarib.memory import Memory
from tajarib.reading import Reading
from tajarib.rules import check
from tajarib.workers import shared_out
from test_rules import ALL, Example, changed


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Memory:
    """One memory for all examples: they differ in one case, so that most is known from the first."""
    return Memory(tmp_path_factory.mktemp("memory") / "cases.sqlite")


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.name)
def test_what_is_known_is_what_would_be_found(example: Example, tmp_path, memory) -> None:
    plain = changed(example, tmp_path)
    problems = check(plain)
    reading = Reading(tmp_path, memory)
    for corpus in (reading.read(), reading.read(), Reading(tmp_path, memory).read()):
        # A known file's own problems are among those that are known of its case.
        assert [replace(file, problems=()) for file in corpus.files] == [replace(f, problems=()) for f in plain.files]
        assert check(corpus) == problems
    for reading in (Reading(tmp_path, memory), Reading(tmp_path, memory), Reading(tmp_path)):
        assert reading.checked() == (problems, len(plain.files))


def test_what_was_found_holds_for_the_commits_it_was_found_at(tmp_path) -> None:
    """The same files, checked anew after each commit: an address that git no longer has as public has not vanished."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    commit_all(tmp_path)
    for path in (tmp_path / "cases/oman/feedback").glob("*.md"):
        path.unlink()
    memory = Memory(tmp_path / "memory")
    found = []
    for name in ("one", "two", "three"):
        problems, _ = Reading(tmp_path, memory).checked()
        assert problems == check(read_corpus(tmp_path))
        found.append(problems)
        (tmp_path / name).write_text(name)
        commit_all(tmp_path)
    assert len(found[0]) > len(found[2])


def texts(corpus: Corpus) -> Iterator[tuple[str, str, str, dict[str, str], dict[str, int]]]:
    for case in catalogue(corpus, check(corpus), build_day(corpus.root), drafts=True).cases:
        for text in case.texts.values():
            yield text.path, text.title, text.summary, dict(text.rendered.sections), dict(text.rendered.cited)


def test_a_known_text_is_rendered_alike(tmp_path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    plain = list(texts(read_corpus(tmp_path)))
    assert plain
    memory = Memory(tmp_path / "memory")
    assert list(texts(Reading(tmp_path, memory).read())) == plain
    assert list(texts(Reading(tmp_path, memory).read())) == plain


def altered(path, change: str) -> None:
    """Write *change* over what a memory keeps, as a fault of the disk or a hand would."""
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE known SET content = replace(content, 'E', 'F')",
        "UPDATE known SET content = (SELECT content FROM known WHERE length(content) > 999 LIMIT 1)",
        "UPDATE known SET seal = ''",
    ],
)
def test_a_poisoned_memory_is_noticed(change, tmp_path, caplog) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    memory = Memory(tmp_path / "memory")
    plain = Reading(tmp_path, memory).read()
    altered(memory.path, change)
    with caplog.at_level(logging.WARNING):
        corpus = Reading(tmp_path, Memory(memory.path)).read()
    assert "changed from outside" in caplog.text
    assert list(texts(corpus)) == list(texts(plain))
    caplog.clear()
    Reading(tmp_path, Memory(memory.path)).read()
    assert not caplog.text, "what was found wrong is mended"


def test_a_memory_that_is_none_does_no_harm(tmp_path, caplog) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    memory = tmp_path / "memory"
    memory.write_text(json.dumps("not a database, but long enough to be looked at as one") * 100)
    assert Reading(tmp_path, Memory(memory)).read().files == read_corpus(tmp_path).files
    assert "can't be used" in caplog.text
    caplog.clear()
    assert Reading(tmp_path, Memory(memory)).read().files
    assert Memory(memory).recall(["x"]) == {}
    assert not caplog.text


def test_a_memory_lets_go_of_what_no_one_asked_for(tmp_path) -> None:
    path = tmp_path / "memory"
    Memory(path).keep({"old": b"1", "both": b"2"})
    later = Memory(path)
    later.recall(["both"])
    later.keep({"new": b"3"})
    later.let_go()
    assert Memory(path).recall(["old", "both", "new"]) == {"both": b"2", "new": b"3"}


def test_work_shared_out_comes_back_in_order() -> None:
    assert list(shared_out(lambda i: i * i, 100)) == [i * i for i in range(100)]
    assert list(shared_out(lambda i: i * i, 3)) == [0, 1, 4]
