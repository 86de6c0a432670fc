"""Any text at all is read, checked and rendered: nothing breaks, nothing takes for ever, nothing foreign comes out.

``make stress`` asks for 100,000 texts.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import minimal_corpus
from hostile import payloads
from tajarib.reader import read_case_text
from tajarib.render import Renderer, render_text
from test_reader import mutated, problems_of

EXAMPLES = int(os.environ.get("TAJARIB_EXAMPLES", "400"))
"""How many texts; half of them for the reader, half for the renderer."""
SECONDS = 60
"""Of the processor's own time, so that a busy machine is of no account; what is usual is a hundredth of a second."""

TAGS = {"a", "bdi", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "span", "strong", "sup"}
TAGS |= {"table", "tbody", "td", "th", "thead", "tr", "ul", "div"}
ATTRIBUTES = {"href", "id", "class", "aria-label", "lang", "dir", "role", "tabindex", "start", "scope"}
SOURCES = [f"S{number}" for number in range(1, 100)]


class HangError(Exception):
    """A text takes too long."""


@contextmanager
def soon() -> Iterator[None]:
    """Fail when the block takes more of the processor's time than any text may."""

    def stop(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Foreign(HTMLParser):
    """What is in a rendered text that Markdown of ours can't become."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag not in TAGS else []
        for name, value in attributes:
            scheme, colon, _ = (value or "").partition(":")
            if name not in ATTRIBUTES or (
                name == "href" and colon and "/" not in scheme and scheme not in ("http", "https", "mailto", "#")
            ):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def test_what_is_foreign_is_seen():
    assert Foreign('<p onclick="x">').found == ["p onclick=x"]
    assert Foreign('<a href="javascript:x">').found == ["a href=javascript:x"]
    assert Foreign("<script>").found == ["script"]
    assert Foreign('<p><a href="https://a.example/#b">').found == []


@settings(max_examples=EXAMPLES // 2)
@given(mutated())
def test_any_change_of_a_case(change: tuple[str, str]) -> None:
    path, text = change
    minimal = minimal_corpus()
    with soon():
        file = read_case_text(path, text, minimal.vocabularies)
        if not any(problem.is_error for problem in problems_of(minimal, file)):
            rendered = render_text(file, [*SOURCES, *(getattr(file.record, "sources", None) or ())])
            assert not [found for html in rendered.sections.values() for found in Foreign(html).found]


MARKS = (
    "\n",
    "\n\n",
    "  ",
    "    ",
    "\t",
    "- ",
    "1. ",
    "> ",
    "# ",
    "### ",
    "|",
    "|-|-|\n",
    "```",
    "`",
    "*",
    "**",
    "_",
    "~~",
)
MARKS += (
    "[",
    "](",
    ")",
    "<",
    ">",
    "![",
    "[^S1]",
    "[^S9]",
    "]: ",
    "&",
    "&#",
    ";",
    "\\",
    '"',
    "'",
    "\u202e",
    "\u200f",
    "\x00",
)
MARKS += (
    "javascript:",
    "data:text/html,",
    "https://a.example/",
    "mailto:",
    "../",
    "نص",
    "word",
    "٥",
    "\ue000",
    "\U0001f600",
)


@settings(max_examples=EXAMPLES // 2)
@given(
    st.lists(st.one_of(st.sampled_from(MARKS), st.sampled_from(sorted(payloads().values())), st.text()), max_size=30)
)
def test_any_text_is_rendered_harmlessly(pieces: list[str]) -> None:
    with soon():
        html = Renderer("ar", SOURCES, str, str)("".join(pieces))
    assert Foreign(html).found == []
