"""What the search index is made of: a key for each word, the same for all its forms and spellings.

A key begins with þ and the kind of word, and ends in a sign that stands nowhere else in it. So no key is the
beginning of another, no word of a text is the beginning of a key, and Pagefind, which looks for beginnings, finds
exactly what was meant. ``overrides/assets/js/arabic.js`` makes the same keys from what a reader types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from tajarib import arabic

_FORMS = Path(__file__).with_name("word_forms.txt")

_WORD = re.compile("[ء-ي]+|[a-z]+|[0-9]+")
_FOREIGN = str.maketrans("پچگڤھہے\u2010", "بجكفههي-")
_THOUSANDS = re.compile("([0-9])[,٬](?=[0-9]{3}(?![0-9]))")
_COMPOUND = re.compile("(?:^|[^a-z-])([a-z]+)-([a-z]+)(?![a-z-])|(?:^|[^a-z])([emqux])[ .]([a-z]{2,})")
# Folding is slow; what is folded to look for compounds is little.
_PERHAPS_COMPOUND = re.compile(r"(?i)(?<![a-z])[a-z]+(?:[-\u2010\u2011][a-z]+)+|(?<![a-z])[emqux][ .][a-z]{2,}")
_VOWEL = re.compile("[aeiouy]")
_UNDOUBLED = re.compile(r"([^aeiouylsz])\1$")

# A sign for each letter; 0, 8 and 9 are left to part and to end a key.
_SIGNS = str.maketrans("ءابتثجحخدذرزسشصضطظعغفقكلمنهوي", "6abtvjhxd1rzsc2345egfqklmnowy")
_DIGITS = str.maketrans({str(digit): f"7{letter}" for digit, letter in enumerate("abcdefghij")})
_BARE = re.compile("^ال(?=..)")
# What names sound like in both scripts: one sign for what is heard, or written in the other, alike.
_LATIN_SOUNDS = (
    *(("kh", "2"), ("gh", "g"), ("[cs]h", "1"), ("[td]h", "z"), ("ph", "f"), ("ck|q", "k"), ("x", "ks")),
    *(("c(?=[eiy])", "s"), ("c", "k"), ("v", "f"), ("p", "b"), ("([aeiou])h$", r"\1"), ("[aeiouwy]", "")),
)
_ARABIC_SOUNDS = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنه", "btzjh2dzrzs1sdtzgfkklmnh", "ءاعوي")
_TWICE = re.compile(r"(.)\1+")

LONGEST_HEARD = 2
"""How many words a name may have to be found by its sound: a longer one is a description."""

STOP = frozenset(
    """
    من في على الى عن مع هو هي هم ما لا لم لن ان او ثم كل كان كانت يكون تكون قد هذا هذه ذلك تلك التي الذي الذين بين بعد
    قبل حتى عند منذ غير بها به له لها لهم فيها فيه عليها عليه منها منه اي كيف لماذا متى اين هل كم نحن عندنا لدينا لدى
    كما لكن بل اذا لو حين ايضا وفق نحو اكثر اقل دون خلال عبر ضمن بعض يتم انه انها اما ولا وما نريد اريد
    a an the of in on at to for and or but by from with without into as is are was were be been it its this that these
    those we our us you your they their he she his her not no do does did done has have had can could how what which who
    when where why there than then so if all any each every own more most get gets got want need too very just about
    between before after over under out up only also would should may might will shall i me my
    """.translate(str.maketrans("ى", "ي")).split()
)
"""Words that tell nothing about a case, folded."""


def words(text: str) -> list[str]:
    """Return the words of *text*, folded, in order; those of one letter and of ``STOP`` are left out."""
    return list(chain.from_iterable(map(_words, text.split())))


def stems(text: str) -> list[str]:
    """Return the stems of the words of *text*."""
    return list(chain.from_iterable(map(_stems, text.split())))


def compounds(text: str) -> list[str]:
    """Return as one word each what stands in *text* in two: e-key as ekey, log-in as login, e service as eservice."""
    found = []
    for candidate in _PERHAPS_COMPOUND.findall(text):
        found += ["".join(filter(None, pair.groups())) for pair in _COMPOUND.finditer(_folded(candidate))]
    return found


@cache
def _words(piece: str) -> tuple[str, ...]:
    return tuple(
        word for word in _WORD.findall(_folded(piece)) if (len(word) > 1 and not is_stop(word)) or word.isdigit()
    )


@cache
def _stems(piece: str) -> tuple[str, ...]:
    return tuple(map(stem, _words(piece)))


@cache
def _keys(piece: str) -> tuple[str, ...]:
    return tuple(map(key, _words(piece)))


def _folded(text: str) -> str:
    return _THOUSANDS.sub(r"\1", arabic.fold(text.replace("’", "'")).lower().translate(_FOREIGN))


def is_stop(word: str) -> bool:
    """Return whether *word*, folded, tells nothing about a case; so too with و or ف before it."""
    return word in STOP or (word[0] in "وف" and word[1:] in STOP)


@cache
def stem(word: str) -> str:
    """Return what the forms of a folded word have in common: its light stem, or that of the word it is a form of."""
    found = _light_stem(word)
    return forms().get(found, found)


def _light_stem(word: str) -> str:
    return arabic.stem(word) if "ء" <= word[0] <= "ي" else english_stem(word)


def english_stem(word: str) -> str:
    """Return a folded English word without the endings of plural and tense, and with s for z in -ise."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2 and _VOWEL.search(bare):
            word = _UNDOUBLED.sub(r"\1", bare)
            break
    word = re.sub("iz(?=e$|ation$|$)", "is", word)
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@cache
def forms() -> Mapping[str, str]:
    """Return the stem that stands for another, from ``word_forms.txt``."""
    found: dict[str, str] = {}
    for line in _FORMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, *others = (_light_stem(_folded(word)) for word in line.split())
            found |= {other: first for other in others if other != first}
    return found


@cache
def key(word: str) -> str:
    """Return the key of a folded word."""
    if word.isdigit():
        return f"þn{word}x"
    found = stem(word)
    if "ء" <= found[0] <= "ي":
        return f"þa{arabic.skeleton(found).translate(_SIGNS)}0{found.translate(_SIGNS)}9"
    return f"þl{found}9"


@cache
def sound_key(word: str) -> str:
    """Return the key of what a name sounds like, in either script; empty where too little is heard.

    Tajawob, Tajawub and تجاوب have one.
    """
    if "ء" <= word[0] <= "ي":
        heard = arabic.stem(word).translate(_ARABIC_SOUNDS)
    elif word.isdigit():
        return ""
    else:
        heard = word
        for pattern, sign in _LATIN_SOUNDS:
            heard = re.sub(pattern, sign, heard)
    heard = _TWICE.sub(r"\1", heard)
    return f"þm{heard}9" if len(heard) > 1 else ""


def whole_key(name: str) -> str:
    """Return the key of a name as a whole, by which who types just that name finds it first; empty if it is no word.

    It sorts beside the key of its first word, so that both are in one piece of the index.
    """
    found = _WORD.findall(_folded(name))
    if not found:
        return ""
    body = "".join(_BARE.sub("", word) for word in found)
    return f"{key(found[0])[:-1]}8{body.translate(_DIGITS).translate(_SIGNS)}9"


def concept_key(code: str) -> str:
    """Return the key of a term of the glossary."""
    return f"þc{code.replace('-', '')}9"


def keys(text: str) -> Iterator[str]:
    """Yield the keys of the words of *text*."""
    yield from chain.from_iterable(map(_keys, text.split()))
    for word in compounds(text):
        yield key(word)


def name_keys(name: str) -> Iterator[str]:
    """Yield the keys of a name: its words, neighbours written together, its sounds if it is short, its initials."""
    yield from keys(name)
    yield from filter(None, [whole_key(name)])
    found = words(name)
    for first, second in pairwise(found):
        if first.isascii() and second.isascii():
            yield key(first + second)
    if len(found) <= LONGEST_HEARD:
        yield from filter(None, map(sound_key, found))
    yield from (key(initials) for initials in acronyms(name))


def acronyms(name: str) -> Iterator[str]:
    """Yield the initials of an English name of three words or more: IGA, SDAIA; by its capitals, and by all words."""
    latin = re.findall("[A-Za-z]+", name)
    if len(latin) < 3:
        return
    capitals = "".join(letter for word in latin if word != word.upper() for letter in word if letter.isupper())
    every = "".join(word[0] for word in latin)
    for initials in dict.fromkeys((capitals.lower(), every.lower())):
        if 3 <= len(initials) <= 6:
            yield initials
