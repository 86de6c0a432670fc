"""The interface's catalogues are complete and current, and its Arabic is well set."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tajarib import i18n
from tajarib.dates import SourceDate

ROOT = Path(__file__).parents[1]
ARABIC = i18n.CATALOGUES / "ar.po"


@pytest.fixture(scope="module")
def arabic():
    with ARABIC.open("rb") as file:
        return [message for message in read_po(file, locale="ar") if message.id]


def texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_catalogues_are_current_and_complete():
    result = subprocess.run(
        [sys.executable, "scripts/strings.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": "scripts", "PYTHONUTF8": "1", "PATH": ""},
    )
    assert (result.returncode, result.stdout) == (0, "")


def test_every_arabic_plural_has_six_forms(arabic):
    plurals = [message for message in arabic if isinstance(message.id, tuple)]
    assert plurals
    assert all(len(texts(message)) == 6 and all(texts(message)) for message in plurals)


def test_translations_name_only_fields_of_the_original(arabic):
    """A plural form may leave the number out (حالتان), but nothing may be named that is not there."""
    for message in arabic:
        original = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = set().union(*map(fields, original))
        for text in texts(message):
            assert fields(text) <= allowed, message.id
            if not isinstance(message.id, tuple):
                assert fields(text) == allowed, message.id


def test_arabic_is_well_set(arabic):
    wrong = re.compile(r"[یک]|\u0640(?!\{)|[\u0660-\u0669]|[\u0600-\u06ff],| [،؛؟]|[\u200e\u200f\u202a-\u202e]")
    assert not [text for message in arabic for text in texts(message) if wrong.search(text)]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "لا تجارب"), (1, "تجربة واحدة"), (2, "تجربتان"), (3, "3 تجارب"), (11, "11 تجربة"), (100, "100 تجربة")],
)
def test_arabic_plurals(count, expected):
    assert i18n.strings("ar").plural("{count} case", "{count} cases", count) == expected


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("2025", "2025", "2025"),
        ("2025-02", "فبراير 2025", "February 2025"),
        ("2025-02-26", "26 فبراير 2025", "26 February 2025"),
        ("2021~", "نحو 2021", "about 2021"),
        ("2019-07/2019-09", "من يوليو 2019 إلى سبتمبر 2019", "July 2019 to September 2019"),
        ("undated", "غير مؤرخ", "undated"),
    ],
)
def test_dates(text, arabic, english):
    date = SourceDate.parse(text)
    assert (i18n.strings("ar").date(date), i18n.strings("en").date(date)) == (arabic, english)


def test_numbers_have_latin_digits_in_both_languages():
    assert {i18n.strings(language).number(1234567.5) for language in ("ar", "en")} == {"1,234,567.5"}
    assert i18n.strings("ar").percent(84.7) == i18n.strings("en").percent(84.7) == "84.7%"
