"""Words and their keys: one for all forms and spellings, another for another word, in Python as in the browser."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TESTS
from projects import ROOT
from tajarib import arabic, words
from tajarib.corpus import read_corpus

DATA = json.loads((TESTS / "data" / "arabic.json").read_text("utf-8"))
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيکیـًَّ٠١٢" + string.ascii_letters + string.digits + " -.،"


def keys(text):
    return [words.key(word) for word in words.words(text)]


@pytest.mark.parametrize("group", DATA["one"], ids=lambda group: group[0])
def test_forms_and_spellings_of_a_word_have_one_key(group):
    found = {text: keys(text) for text in group}
    assert {text for text, own in found.items() if own != found[group[0]]} == set()


@pytest.mark.parametrize("pair", DATA["apart"], ids=lambda pair: pair[0])
def test_other_words_have_another_key(pair):
    one, other = map(keys, pair)
    assert one != other
    assert not set(one) & set(other)


@pytest.mark.parametrize("group", DATA["heard"], ids=lambda group: group[0])
def test_names_are_known_by_their_sound(group):
    assert len({words.sound_key(*words.words(name)) for name in group}) == 1


@pytest.mark.parametrize("entry", DATA["texts"], ids=lambda entry: entry["text"][:20])
def test_words_of_a_text(entry):
    assert words.words(entry["text"]) == entry["words"]
    assert words.compounds(entry["text"]) == entry["compounds"]


@given(st.text(LETTERS))
def test_folding_twice_changes_nothing(text):
    assert arabic.fold(arabic.fold(text)) == arabic.fold(text)


@given(st.text(LETTERS), st.text(LETTERS))
def test_no_key_is_the_beginning_of_another(one, other):
    for first in filter(None, [*keys(one), words.whole_key(one), *map(words.sound_key, words.words(one))]):
        for second in [*keys(other), words.whole_key(other), *map(words.concept_key, ("a", "ab"))]:
            assert first == second or not second.startswith(first)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Information & eGovernment Authority", ["iga", "iea"]),
        ("Saudi Data and Artificial Intelligence Authority", ["sdaia", "sdaaia"]),
        ("Royal Oman Police", ["rop"]),
        ("Ministry of Interior", ["moi"]),
        ("UAE PASS", []),
    ],
)
def test_initials(name, initials):
    assert list(words.acronyms(name)) == initials


def test_no_form_stands_for_two_words():
    """A stem that is listed as a form must not itself be what others stand under."""
    assert not set(words.forms()) & set(words.forms().values())


@pytest.mark.browser
def test_the_browser_makes_the_same_of_every_word(site, chromium, address):
    """All words of the corpus, and of the fixture, each in every way that search looks at them."""
    corpus = read_corpus(ROOT)
    texts = [section.text for files in corpus.by_id.values() for file in files for section in file.sections]
    texts += [word for part in ("one", "apart", "heard") for group in DATA[part] for word in group]
    texts += [entry["text"] for entry in DATA["texts"]]
    pieces = sorted({piece for text in texts for piece in text.split()} | {entry["text"] for entry in DATA["texts"]})
    expected = []
    for piece in pieces:
        found = words.words(piece)
        looks = [[words.key(word), words.sound_key(word), arabic.skeleton(words.stem(word))] for word in found]
        bare = [arabic.without_attached(word) for word in found]
        expected.append([found, words.compounds(piece), looks, bare, words.whole_key(piece)])
    (module,) = (site / "assets").glob("arabic.*.js")
    page = chromium.new_page()
    page.goto(address + "search/")
    made = page.evaluate(
        """async ([module, lists, pieces]) => {
            const { words, compounds, key, wholeKey, soundKey, skeleton, commonStem, withoutAttached } =
                await import(module);
            const { stop, forms } = await (await fetch(lists)).json();
            return pieces.map((piece) => {
                const found = words(piece, new Set(stop));
                const looks = (word) => [key(word, forms), soundKey(word), skeleton(commonStem(word, forms))];
                const bare = found.map(withoutAttached);
                return [found, compounds(piece), found.map(looks), bare, wholeKey(piece, forms)];
            });
        }""",
        [f"{address}assets/{module.name}", f"{address}pagefind/ar/words.json", pieces],
    )
    page.close()
    assert len(pieces) > 1000
    different = [(piece, *pair) for piece, *pair in zip(pieces, expected, made, strict=True) if pair[0] != pair[1]]
    assert different == []
