"""Markdown to sanitised HTML, with citations that lead to their source and back. One renderer for all outputs."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it.token import Token

from tajarib.markdown import parser

# What Markdown of ours can become, and nothing else. `id` and `class` come from this module alone: raw HTML is off.
_TAGS = {
    "a",
    "bdi",
    "blockquote",
    "br",
    "code",
    "em",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sup",
}
_TAGS |= {"table", "tbody", "td", "th", "thead", "tr", "ul", "div"}
_ATTRIBUTES = {
    "a": {"href", "id", "class", "aria-label"},
    "bdi": {"lang", "dir"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "ol": {"start"},
    "sup": {"class"},
    "td": {"class"},
    "th": {"class", "scope"},
}

_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[ .,:/&'’+\-–]+[A-Za-z0-9]+)*[+]?")
_ARABIC_RUN = re.compile(r"[\u0600-\u06ff]+(?:[\s،؛.:\-–«»\"]+[\u0600-\u06ff]+)*")


def isolate(text: str, language: str) -> str:
    """Return *text*, escaped, with each run of the other script isolated, so that brackets and digits stay in place."""
    pattern, attributes = (_LATIN_RUN, ' dir="ltr"') if language == "ar" else (_ARABIC_RUN, ' lang="ar" dir="rtl"')
    parts, last = [], 0
    for match in pattern.finditer(text):
        parts.append(html.escape(text[last : match.start()], quote=False))
        parts.append(f"<bdi{attributes}>{html.escape(match[0], quote=False)}</bdi>")
        last = match.end()
    parts.append(html.escape(text[last:], quote=False))
    return "".join(parts)


class Renderer:
    """Renders the sections of one text; counts its citations, so that each source can lead back to all of them."""

    def __init__(
        self, language: str, sources: Sequence[str], link: Callable[[str], str], label: Callable[[int], str]
    ) -> None:
        """*sources* are the keys in their order, *link* turns a written address into a working one, *label* names
        the source of a number for those who hear the page.
        """
        self.language = language
        self.numbers: Mapping[str, int] = {key: number for number, key in enumerate(sources, start=1)}
        self.link = link
        self.label = label
        self.cited: Counter[str] = Counter()
        """How often each source has been cited so far."""

    def __call__(self, text: str) -> str:
        """Return *text* as HTML."""
        markdown = parser()
        environment: MutableMapping[str, Any] = {}
        tokens = markdown.parse(text, environment)
        self._prepare(tokens)
        rendered: str = markdown.renderer.render(tokens, markdown.options, environment)
        return nh3.clean(
            rendered,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
            strip_comments=True,
        )

    def _prepare(self, tokens: Sequence[Token]) -> None:
        """Turn citations, links and mixed scripts into what the reader sees."""
        for token in tokens:
            if token.type == "inline":
                self._prepare(token.children or [])
            elif token.type == "citation":
                self._cite(token)
            elif token.type == "link_open":
                token.attrSet("href", self.link(str(token.attrGet("href"))))
            elif token.type == "text":
                isolated = isolate(token.content, self.language)
                if isolated != html.escape(token.content, quote=False):
                    token.type, token.content = "html_inline", isolated
            elif token.type == "th_open":
                token.attrSet("scope", "col")

    def _cite(self, token: Token) -> None:
        key = token.content
        self.cited[key] += 1
        number = self.numbers[key]
        token.type = "html_inline"
        token.content = (
            f'<sup class="cite"><a id="{cite_id(key, self.cited[key])}" href="#{source_id(key)}"'
            f' aria-label="{html.escape(self.label(number))}">{number}</a></sup>'
        )


def source_id(key: str) -> str:
    """Return the anchor of a source in the page's list."""
    return f"source-{key}"


def cite_id(key: str, number: int) -> str:
    """Return the anchor of the *number*-th citation of a source."""
    return f"cite-{key}-{number}"
