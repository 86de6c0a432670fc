"""The forms of words by which a ZIM is searched: Kiwix compares what is typed with what is indexed, and nothing else.

So each page is indexed with every form of its Arabic words that stands anywhere in the library, and with the spellings
that readers use for them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from tajarib.arabic import fold
from tajarib.words import is_stop, key

_ARABIC = re.compile("[\u0621-\u0652]{2,}")
_SHORTEST = 3
_MOST = 6
"""How often a form is repeated at most: as often as its word stands in the text, so that it ranks like it."""
_PREFIXES = ("", "ال", "وال")
_ENDINGS = {"ه": "ة", "ي": "ى"}


def classes(texts: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return key to the forms of one word that stand in *texts*, in the spellings that readers use."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts:
        for written in set(_ARABIC.findall(text)):
            if one := _key(written):
                found[one] |= spellings(written)
    return {one: frozenset(forms) for one, forms in found.items()}


@cache
def spellings(written: str) -> frozenset[str]:
    """Return a word as it is written, and as it is typed: with or without hamza, ه for ة, the article and و."""
    folded = fold(written)
    bare = folded.removeprefix("ال") if len(folded) > _SHORTEST + 2 else folded
    found = {bare, bare[:-1] + _ENDINGS.get(bare[-1], bare[-1])}
    if bare.startswith("ا"):
        found |= {hamza + word[1:] for hamza in "أإ" for word in found}
    prefixes = _PREFIXES if not bare.startswith(_PREFIXES[1:]) else _PREFIXES[:1]
    return frozenset({written, folded} | {prefix + word for prefix in prefixes for word in found})


def other_forms(text: str, forms: Mapping[str, frozenset[str]]) -> str:
    """Return the forms of the Arabic words of *text* that do not stand in it themselves."""
    written = Counter(_ARABIC.findall(text))
    counts: Counter[str] = Counter()
    for word, count in written.items():
        counts[_key(word)] += count
    return " ".join(
        " ".join([form] * min(count, _MOST))
        for one, count in sorted(counts.items())
        for form in sorted(forms.get(one, frozenset()) - written.keys())
    )


@cache
def _key(written: str) -> str:
    """Return the key that the forms of a word share; empty for what no one looks for."""
    folded = fold(written)
    return key(folded) if len(folded) >= _SHORTEST and not is_stop(folded) else ""
