"""Terms of the glossary as search knows them: whichever words one uses for a term, in either language, find it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from tajarib.model.glossary import Glossary
from tajarib.words import stems

_ASIDE = re.compile(r"\([^()]*\)")


class Concepts:
    """The phrases that stand for each term, as stems, and where they are found in a text."""

    def __init__(self, glossary: Glossary) -> None:
        phrases: dict[tuple[str, ...], dict[str, None]] = {}
        for code, term in glossary.terms.items():
            named = (term.term["ar"], term.term["en"], term.abbreviation or "")
            for phrase in (*named, *term.accepted, *term.discouraged, *term.synonyms):
                found = tuple(stems(_ASIDE.sub("", phrase)))
                if found:
                    phrases.setdefault(found, {})[code] = None
        self.phrases: Mapping[tuple[str, ...], Sequence[str]] = {
            phrase: tuple(codes) for phrase, codes in phrases.items()
        }

    @cached_property
    def _lengths(self) -> Mapping[str, Sequence[int]]:
        """How many words the phrases have that begin with a stem."""
        lengths: dict[str, set[int]] = {}
        for phrase in self.phrases:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        return {first: sorted(found) for first, found in lengths.items()}

    def found(self, text: str) -> list[str]:
        """Return the code of a term for each phrase of it in *text*."""
        found = tuple(stems(text))
        codes: list[str] = []
        for i, first in enumerate(found):
            for length in self._lengths.get(first, ()):
                codes += self.phrases.get(found[i : i + length], ())
        return codes
