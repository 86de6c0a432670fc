"""What the rules on wording and marks tell, and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajarib.arabic import fold
from tajarib.corpus import Corpus
from tajarib.i18n import strings
from tajarib.reader import read_case_text
from tajarib.rules import RULES
from tajarib.rules.editorial import FEWEST_WORDS
from tajarib.rules.promotional import GROUPS, praise
from tajarib.rules.spelling import contained, occurrences

AR = "cases/oman/feedback/example-service.ar.md"
EN = "cases/oman/feedback/example-service.en.md"


def told(corpus: Corpus, code: str, path: str, text: str) -> list[tuple[str, str]]:
    """Return (found, hint) of each problem *code* in *text*, put in the place of the lessons of the file at *path*."""
    lines = corpus.by_path[path].text.split("\n")
    start = lines.index({AR: "## الدروس", EN: "## Lessons"}[path]) + 2
    lines[start : start + 1] = text.split("\n")
    file = read_case_text(path, "\n".join(lines), corpus.vocabularies)
    found = RULES[code].check
    assert found is not None
    return [(problem.found, problem.hint) for problem in found(file, corpus)]


# --- praise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A pioneering service.", ["pioneering"]),
        ("It pioneered the method.", ["pioneered"]),
        ("Seamlessly joined, state of the art.", ["Seamlessly", "state of the art"]),
        ("The ministry calls it “world-class”[^S1].", []),
        ('It is "seamless", says the ministry.', []),
        ("They won the Innovative Service Prize.", []),  # capitals make it a name
        ("It was seen. Innovative it was not.", ["Innovative"]),
        ("Example company is `pioneering`.", []),
        ("[A pioneering law](https://law.example/pioneering)", ["pioneering"]),
        ("Outstanding debts, leading zeros, an advanced course, a unique key.", []),
    ],
)
def test_praise_in_english(minimal: Corpus, text: str, words: list[str]) -> None:
    assert sorted(found for found, _ in told(minimal, "W503", EN, text)) == sorted(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("خدمة رائدة في المنطقة.", ["رائدة"]),
        ("الخدمةُ الرائِدةُ والمبتكره.", ["الرائِدةُ", "والمبتكره"]),
        ("نجاحًا غيرَ مسبوقٍ.", ["غيرَ مسبوقٍ"]),
        ("بنقلة نوعية", ["بنقلة نوعية"]),
        ("كان عملًا مذهلًا.", ["مذهلًا"]),
        ("وصفها الوزير بأنها «رائدة»[^S1].", []),
        ("رائدة أعمال، ورائدات الأعمال، ورواد الفضاء.", []),
        ("سلسلة من الخطوات، ونموذج متميز عن غيره.", []),
        ("قدّم القيادة الرشيدة", ["القيادة الرشيدة"]),
        ("الحوكمة الرشيدة والإدارة الرشيدة", []),
    ],
)
def test_praise_in_arabic(minimal: Corpus, text: str, words: list[str]) -> None:
    assert sorted(found for found, _ in told(minimal, "W503", AR, text)) == sorted(words)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_word_of_the_list_is_found(language: str) -> None:
    for word in praise(language):
        found = [which for _, _, which in occurrences([word], f"( {word} )", language)]
        assert found == [word]
        assert contained([word], f"( {word} )", language) == (word,)


def test_list_of_praise() -> None:
    """Each word stands once, and no plainer word is itself on the list."""
    for language in ("ar", "en"):
        listed = [word for group in GROUPS for word in group.words[language]]
        assert len(listed) == len(set(listed))
        assert not [plain for entry in praise(language).values() for plain in [entry.plainer] if plain in listed]
    assert all(strings("ar")(group.reason) != group.reason for group in GROUPS)


# --- terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("هذا لفظ المثال.", ["لفظ المثال"]),
        ("باللفظ المثال؛ ولفظِ المثال", ["باللفظ المثال", "ولفظِ المثال"]),
        ("قال «لفظ المثال» وسكت.", []),
        ("ألفاظ المثال، ولفظ المثالي.", []),
    ],
)
def test_discouraged_terms(minimal: Corpus, text: str, found: list[str]) -> None:
    assert told(minimal, "W504", AR, text) == [(one, "مصطلح المثال") for one in found]


@pytest.mark.parametrize("key", ["owner: {ar: دار لفظ المثال,", "aliases:\n  - {ar: دار لفظ المثال,"])
def test_names_of_the_record_are_left_alone(minimal: Corpus, key: str) -> None:
    text = minimal.by_path[AR].text.replace("التقنية.", "التقنية في دار لفظ المثال.")
    old = key.replace("دار لفظ المثال", {"o": "جهة المثال", "a": "خدمة المثال القديمة"}[key[0]])
    assert old in text
    original = read_case_text(AR, text.replace(old, key), minimal.vocabularies)
    corpus = with_original(minimal, original)
    assert RULES["W504"].check is not None
    assert list(RULES["W504"].check(original, corpus)) == []
    before = read_case_text(AR, text, minimal.vocabularies)
    assert [p.found for p in RULES["W504"].check(before, with_original(minimal, before))] == ["لفظ المثال"]


def with_original(corpus: Corpus, original: object) -> Corpus:
    from dataclasses import replace

    return replace(corpus, files=tuple(original if file.path == AR else file for file in corpus.files))  # type: ignore[misc]


# --- length


@pytest.mark.parametrize(("words", "is_told"), [(400, True), (500, False), (1_000, False), (1_200, True)])
def test_length_of_text(minimal: Corpus, words: int, is_told: bool) -> None:
    assert bool(told(minimal, "W501", EN, "word " * words)) == is_told


def test_length_of_a_section(minimal: Corpus) -> None:
    fewest = FEWEST_WORDS["lessons"]
    assert (str(fewest - 1), "") in told(minimal, "W502", EN, "- word[^S1]\n" * (fewest - 1))
    assert (str(fewest), "") not in told(minimal, "W502", EN, "- word[^S1]\n" * fewest)


# --- marks


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("E502", "الهوية، والدفع؛ فهل يأتي؟", []),
        (
            "E502",
            "في 2014, ثم أكثر من 1,500 طلب",
            [
                ",",
            ],
        ),
        ("E502", "تعمل مع OAuth, SAML و`a, ب` و<https://x.example/?q=1>", []),
        ("E502", "[الهوية](https://x.example/), ثم الدفع[^S1], ثم غيره", [",", ","]),
        ("E503", "في نطاق .om، و... وما بعد ذلك", []),
        ("E503", "الهوية : والدفع", [" :"]),
        ("E504", '«الهوية» و`"x"`', []),
        ("E505", "وبـ24 والـ57 ولـIBM وبـ«سهل» في 1446هـ وفي 20 هـ", []),
        ("E505", "بـالهوية", ["بـالهوية"]),
        ("E505", "ســهل", ["ســهل"]),
        ("E506", "الهوية... ثم ماذا؟! نعم.", []),
        ("E506", "الهوية؛،", ["؛،"]),
    ],
)
def test_marks(minimal: Corpus, code: str, text: str, found: list[str]) -> None:
    assert [one for one, _ in told(minimal, code, AR, text)] == found
    assert told(minimal, code, EN, 'English, with «العربية , العـربية،، "x"»') == []


# --- spellings

LETTERS = st.text(alphabet="ابتدرسعفقكلمنهويأإآىئؤءة", min_size=3, max_size=8)
SIGNS = st.sampled_from(["", "\u064b", "\u064e", "\u0651", "ـ", "\u0670"])


@given(LETTERS, st.data())
def test_any_spelling_that_folds_alike_is_found(word: str, data: st.DataObject) -> None:
    """Hamza, ة and ه, ى and ي, vowel signs and tatweel make no difference, as they make none to search."""
    alike = {"ا": "اأإآٱ", "ي": "يى", "ه": "هة", "ء": "ءؤئ"}
    written = "".join(
        data.draw(st.sampled_from(next((a for a in alike.values() if letter in a), letter))) + data.draw(SIGNS)
        for letter in word
    )
    assert fold(written) == fold(word)
    assert contained([word], f"في {written}.", "ar") == (word,)
    assert [(start, end) for start, end, _ in occurrences([word], f"في {written}.", "ar")] == [(3, 3 + len(written))]


@given(LETTERS, LETTERS)
def test_a_part_of_a_word_is_not_found(word: str, other: str) -> None:
    assert contained([word], f"{word}{other}ث", "ar") == ()
