"""Markdown to sanitised HTML, with citations that lead to their source and back. One renderer for all outputs."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import nh3
from markdown_it.token import Token

from tajarib.i18n import strings
from tajarib.markdown import Rendered, parser
from tajarib.model.case import SECTIONS
from tajarib.reader import CaseFile, address_of

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
_WORDS = re.compile(r"[A-Za-z]{2},? (?:& )?[A-Za-z]{2}")
_ARABIC_RUN = re.compile(r"[\u0600-\u06ff]+(?:[\s،؛.:\-–«»\"]+[\u0600-\u06ff]+)*")


def isolate(text: str, language: str) -> str:
    """Return *text*, escaped, with each run of the other script isolated, so that brackets and digits stay in place."""
    pattern = _LATIN_RUN if language == "ar" else _ARABIC_RUN
    parts, last = [], 0
    for match in pattern.finditer(text):
        parts.append(html.escape(text[last : match.start()], quote=False))
        parts.append(f"<bdi{_attributes(match[0], language)}>{html.escape(match[0], quote=False)}</bdi>")
        last = match.end()
    parts.append(html.escape(text[last:], quote=False))
    return "".join(parts)


def _attributes(run: str, language: str) -> str:
    if language != "ar":
        return ' lang="ar" dir="rtl"'
    # A name or an acronym within Arabic is read by the Arabic voice; a phrase of several words is not.
    return ' lang="en" dir="ltr"' if _WORDS.search(run) else ' dir="ltr"'


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
        return self.of_tokens(parser().parse(text))

    def of_tokens(self, tokens: Sequence[Token]) -> str:
        """Return what the parser made of a text as HTML; the *tokens* stay as they are."""
        markdown = parser()
        rendered: str = markdown.renderer.render(list(self._shown(tokens)), markdown.options, {})
        return nh3.clean(
            rendered,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
            strip_comments=True,
        )

    def _shown(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield *tokens* with citations, links and mixed scripts as the reader sees them."""
        for token in tokens:
            if token.type == "inline":
                yield token.copy(children=list(self._shown(token.children or [])))
            elif token.type == "citation":
                yield self._cite(token.content)
            elif token.type == "link_open":
                yield token.copy(attrs={**token.attrs, "href": self.link(str(token.attrs["href"]))})
            elif token.type == "th_open":
                yield token.copy(attrs={**token.attrs, "scope": "col"})
            elif token.type == "text" and (isolated := isolate(token.content, self.language)) != html.escape(
                token.content, quote=False
            ):
                yield Token("html_inline", "", 0, content=isolated)
            else:
                yield token

    def _cite(self, key: str) -> Token:
        self.cited[key] += 1
        number = self.numbers[key]
        label = html.escape(self.label(number))
        content = (
            f'<sup class="cite"><a id="{cite_id(key, self.cited[key])}" href="#{source_id(key)}"'
            f' aria-label="{label}">{number}</a></sup>'
        )
        return Token("html_inline", "", 0, content=content)


def render_text(file: CaseFile, sources: Sequence[str]) -> Rendered:
    """Return the text of *file* as HTML; *sources* are the keys of its case's sources, in their order."""
    t = strings(file.language)
    render = Renderer(file.language, sources, case_link(file.path), lambda number: t("Source {number}", number=number))
    tokens = file.section_tokens
    html_of = {id_: render.of_tokens(tokens[id_]) for id_ in SECTIONS if id_ in tokens}
    return Rendered(html_of, dict(render.cited))


_CITES = re.compile(r'<sup class="cite">.*?</sup>')
_LINK_OUT = re.compile(r'(?<= href=")(?=\.\./)')


def on_page_below(rendered: str) -> str:
    """Return the HTML of a text as it stands on a page one below its own, where its sources are not."""
    return _LINK_OUT.sub("../", _CITES.sub("", rendered))


def case_link(path: str) -> Callable[[str], str]:
    """Return what turns a link written in the file at *path* into one that works on the case's page."""
    folder = path.split("/")[:-1]

    def link(target: str) -> str:
        if "://" in target or target.startswith(("#", "mailto:")):
            return target
        relative, hash_, fragment = target.partition("#")
        parts = list(folder)
        for part in relative.split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part not in (".", ""):
                parts.append(part)
        case = address_of("/".join(parts))
        return f"../../../{case}{hash_}{fragment}" if case else target

    return link


def source_id(key: str) -> str:
    """Return the anchor of a source in the page's list."""
    return f"source-{key}"


def cite_id(key: str, number: int) -> str:
    """Return the anchor of the *number*-th citation of a source."""
    return f"cite-{key}-{number}"
