"""What qualifies a number, as it is read in both languages, and what is told where languages or record differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tajarib.catalogue import fingerprints
from tajarib.corpus import Corpus
from tajarib.model.case import Translation
from tajarib.reader import read_case_text
from tajarib.rules import RULES
from tajarib.rules.qualified import told

AR = "cases/oman/feedback/example-service.ar.md"
EN = "cases/oman/feedback/example-service.en.md"

NONE, ABOUT, MORE, LEAST, UP_TO, LESS = "", "about", "more-than", "at-least", "up-to", "less-than"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("46,000 requests", {46000: NONE}),
        ("more than 46 thousand requests", {46000: MORE}),
        ("More than BHD 26 million, about 5% of it", {26e6: MORE, 5: ABOUT}),
        ("nearly 3 million; almost 40; some 70; around 1,500", {3e6: ABOUT, 40: ABOUT, 70: ABOUT, 1500: ABOUT}),
        ("over 1,300 services, and payments exceeding 3,000", {1300: MORE, 3000: MORE}),
        ("over 12 stages", {12: (NONE, MORE)}),  # in 12 stages
        ("at least 4; 50 or more; no fewer than 7", {4: LEAST, 50: LEAST, 7: LEAST}),
        ("up to SAR 5 million; no more than 40", {5e6: UP_TO, 40: UP_TO}),
        ("they add up to 701", {701: (NONE, UP_TO)}),
        ("less than 30 minutes", {30: LESS}),
        ("under 31 topics", {31: (NONE, LESS)}),
        ("more than 30 agencies and 400 services", {30: MORE, 400: (NONE, MORE)}),
        ("about 2014, by the end of 2016", {2014: ABOUT, 2016: NONE}),
        ("around April 2020, probably of 2011: at 10:30", {2020: ABOUT, 2011: ABOUT}),
        ("It asked about 7 services", {7: (NONE, ABOUT)}),
        ("Law 30 of 2018 and Vision 2040", {}),
    ],
)
def test_qualifiers_are_read_in_english(text: str, expected: dict[float, str | tuple[str, ...]]) -> None:
    assert read(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("46 ألف طلب", {46000: NONE}),
        ("أكثر من 46 ألف طلب، ولأكثر من 30 جهة", {46000: MORE, 30: MORE}),
        ("ما يزيد على 3 ملايين، وبنحو 5%، وقرابة 40", {3e6: MORE, 5: ABOUT, 40: ABOUT}),
        ("ما يقارب 6.8 مليون دينار وزهاء 70 جهة", {6.8e6: ABOUT, 70: ABOUT}),
        ("230 ألفًا تقريبًا", {230000: ABOUT}),
        ("تجاوز 1,300 خدمة", {1300: MORE}),
        ("تجاوز 48 مركزًا نسبة 90%", {48: (NONE, MORE), 90: (NONE, MORE)}),  # it was 48 that passed 90%
        ("تجاوزت المعاملات في عامها الأول 691,000", {691000: (NONE, MORE)}),
        ("4 جهات على الأقل، وما لا يقل عن 7، و50 فأكثر", {4: LEAST, 7: LEAST, 50: LEAST}),
        ("لا يتجاوز 40 يومًا", {40: UP_TO}),
        ("لا يزيد الواحد منها على 4", {4: (NONE, UP_TO)}),
        ("تصل سرعتها إلى 10", {10: (NONE, UP_TO)}),
        ("أقل من 30 دقيقة، وحالت دون 24 وفاة", {30: LESS, 24: (NONE, LESS)}),
        ("أكثر من 37 جهة و400 خدمة", {37: MORE, 400: (NONE, MORE)}),
        ("نحو عام 2014، وحتى 2016", {2014: ABOUT, 2016: NONE}),
        ("نحو أبريل 2020، ويُرجَّح أنه من 2011", {2020: ABOUT, 2011: ABOUT}),
        ("نَحوَ 300 جهة", {300: ABOUT}),
    ],
)
def test_qualifiers_are_read_in_arabic(text: str, expected: dict[float, str | tuple[str, ...]]) -> None:
    assert read(text, "ar") == expected


def read(text: str, language: str) -> dict[float, str | tuple[str, ...]]:
    return {
        number.value: tuple(sorted(number.qualifiers)) if number.plain is None else number.plain
        for number in told(text, language)
    }


def test_a_number_has_its_place() -> None:
    text = "First 12. Then more than 46 thousand requests."
    assert [text[number.start : number.end] for number in told(text, "en")] == ["12", "46 thousand"]


def test_a_long_sentence_is_read_in_its_time() -> None:
    """Verbs that reach for numbers, thousands of both: reading each with each would take hours."""
    assert sum(1 for _ in told("exceeds 5 and " * 50_000, "en")) == 50_000


# --- the rules


def with_results(corpus: Corpus, english: str, arabic: str, record: tuple[str, str] = ("", "")) -> Corpus:
    """Return *corpus* with these sentences for results, and one thing in the record replaced."""
    files = {
        AR: corpus.by_path[AR].text.replace("تلقت الخدمة 46 ألف طلب في سنتها الأولى[^S2].", arabic).replace(*record),
        EN: corpus.by_path[EN].text.replace("The service took 46,000 requests in its first year[^S2].", english),
    }
    read = {path: read_case_text(path, text, corpus.vocabularies) for path, text in files.items()}
    return replace(corpus, files=tuple(read.get(file.path, file) for file in corpus.files))


def found(code: str, corpus: Corpus) -> list[tuple[str, str, tuple[str, ...]]]:
    check = RULES[code].check
    assert check is not None
    return [
        (problem.path[-5:-3], problem.found, problem.allowed)
        for path in (AR, EN)
        for problem in check(corpus.by_path[path], corpus)
    ]


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        ("أكثر من 46 ألف طلب[^S2].", "More than 46,000 requests[^S2].", []),
        ("46 ألف طلب[^S2].", "More than 46,000 requests[^S2].", [("ar", "46 ألف", ("more-than",))]),
        ("نحو 46 ألف طلب[^S2].", "46,000 requests[^S2].", [("en", "46,000", ("about",))]),
        (
            "نحو 46 ألف طلب[^S2].",
            "More than 46,000 requests[^S2].",
            [("ar", "46 ألف", ("more-than",)), ("en", "46,000", ("about",))],
        ),
        ("تجاوزت الطلبات 46 ألفًا[^S2].", "More than 46,000 requests[^S2].", []),
        ("نحو 46 ألفًا، ثم 46 ألفًا[^S2].", "About 46,000[^S2].", []),  # told again in one language alone
        ("نحو 46 ألفًا، ثم 46 ألفًا[^S2].", "About 46,000, then about 46,000[^S2].", [("ar", "46 ألف", ("about",))]),
        ("عشرات الآلاف[^S2].", "More than 46,000 requests[^S2].", []),  # no number to compare
    ],
)
def test_languages_are_compared(
    minimal: Corpus, arabic: str, english: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    assert found("W301", with_results(minimal, english, arabic)) == expected


def test_what_fell_behind_waits_for_the_translator(minimal: Corpus) -> None:
    corpus = with_results(minimal, "46,000 requests[^S2].", "نحو 46 ألف طلب[^S2].")
    now = fingerprints(corpus.by_path[AR])["results"]

    def recorded(hash_: str) -> Corpus:
        file = corpus.by_path[EN]
        text = file.text.replace('    problem: "3f2a91c0"', f'    results: "{hash_}"')
        again = read_case_text(EN, text, corpus.vocabularies)
        assert isinstance(again.record, Translation)
        return replace(corpus, files=tuple(again if one is file else one for one in corpus.files))

    assert found("W301", recorded(now)) == [("en", "46,000", ("about",))]
    assert found("W301", recorded("00000000")) == []


POINT = "{value: 84.7, as_of: 2022, by: owner, sources: [S2]}"


@pytest.mark.parametrize(
    ("qualifier", "english", "expected"),
    [
        ("", "It answered 84.7% in time[^S2].", []),
        ("", "It answered about 84.7% in time[^S2].", [("en", "84.7", ())]),
        ("about", "It answered 84.7% in time[^S2].", [("en", "84.7", ("about",))]),
        ("more-than", "It answered about 84.7% in time[^S2].", [("en", "84.7", ("more-than",))]),
        ("more-than", "More than 84.7%[^S2]; those 84.7% were easy[^S2].", []),  # told once
        ("about", "It answered 84.7% in time[^S1].", []),  # by another source
        ("about", "It answered 84.7 requests in time[^S2].", []),  # no share
        ("up-to", "It answered 84.7% in time[^S2].", []),  # a limit has many ways of being told
    ],
)
def test_the_text_is_compared_with_the_record(
    minimal: Corpus, qualifier: str, english: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    point = POINT.replace("by: owner,", f"qualifier: {qualifier}," if qualifier else "")
    assert found("W204", with_results(minimal, english, "لا رقم.", (POINT, point))) == expected
