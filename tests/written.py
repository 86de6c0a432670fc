"""Texts, numbers and bodies that are easily written wrong, for both writers of case files."""

from __future__ import annotations

from typing import Any

ODD_TEXTS = (
    *("", " ", " lead", "trail ", "two  spaces", "\t", "\ttab", "line\nbreak", "line\r\nbreak", "back\\slash", "\\n"),
    *('say "x"', '"x"', "it's", "'x'", "«س»: ص", "«س»، ص", "a: b", "a:b", "a:", ": a", ":", "https://x.example/?a=b#c"),
    *("a # b", "# a", "a #", "C#", "- a", "-", "--", "---", "...", "? a", "?", "a, b", "a,b", "[a", "a]", "{a", "a}"),
    *("*a", "&a", "!a", "|", ">", ">-", "%a", "@a", "`a", "=", "<<", "~", "a~", "+1", ".5", ".inf", ".nan", "-1"),
    *("2025", "2025-02", "2025-02-26", "2025~", "2019-07/2019-09", "1.5", "1e5", "12345e67", "0x1F", "0o7", "1_000"),
    *(
        "12:30",
        "1,000",
        "57 جهة",
        "5G",
        "3f2a91c0",
        "dc7a4f2b",
        "00",
        "1" * 30,
        "0214-06",
        "12345",
        "١٢",
        "16.10",
        "24/7",
        "1.2.3",
    ),
    *("y", "n", "yes", "No", "NO", "on", "OFF", "true", "True", "false", "null", "Null", "none", "yeſ", "undated"),
    *(
        "😀",
        "👨‍👩‍👧",
        "نص \u200fعربي\u200e",
        "\u202eabc\u202c",
        "\u2067س\u2069",
        "\u200b",
        "\u00a0x\u00a0",
        "\ufeffx",
        "x\u0085y",
    ),
    *(
        "\u2028",
        "a\u2029b",
        "\x00",
        "\x07",
        "\x1b[0m",
        "\x7f",
        "\x9f",
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\U0010ffff",
        "ـ",
        "ﷺ",
    ),
)

ODD_NUMBERS = (0, 1, -1, 52, 84.7, 72.0, -0.0, 0.1 + 0.2, 1e-7, -1.5e-10, 1e15, 1e16, 2**53)
NUMBERS_OF_NO_SENSE = (5e-324, 1e21, 1.5e22, -1e300)
"""What no reader takes for a number."""

ODD_BODIES = (
    *(
        "",
        "\n",
        " \n\t\n",
        "text",
        "\n\ntext\n\n\n",
        "    code\n",
        "\n \n    code  \n",
        "a\r\nb\rc\n",
        "a  \nb\n\n\nc \t",
    ),
    *("---\n", "## ما المشكلة\n\n«نص» 😀\n", "\u00a0\n", "\ufeffa", "\x0b\n", "a\u2028"),
)


def front_matters() -> list[dict[str, Any]]:
    """Return the front matters that show each odd text and number at every kind of place, and odd shapes."""
    fronts: list[dict[str, Any]] = [
        {
            "unknown": text,
            "title": text,
            "started": text,
            "owner": {"en": text, "ar": text},
            "also": [text, "data"],
            "figures": [{"points": [{"note": {"ar": text}, "as_of": text, "value": text}], "id": text}],
            "sources": {"S1": {"title": text, "date": text}},
            "translation": {"sections": {"results": text, "problem": text}, "of": text},
        }
        for text in ODD_TEXTS
    ]
    fronts += [{"value": number, "figures": [{"points": [{"value": number}]}]} for number in ODD_NUMBERS]
    keys = (
        "😀",
        "\ufffd",
        "z",
        "Z",
        "a b",
        "1a",
        "constructor",
        "__proto__",
        "toString",
        "figures",
        "kind",
        "title",
        "*",
    )
    fronts += [
        dict.fromkeys(keys, 1),
        {"owner": {key: {"b": [], "a": {}} for key in keys}},
        dict.fromkeys(keys, "x"),
    ]
    fronts += [
        {},
        {"sources": {}, "figures": [], "minimum": None, "draft": True},
        {"figures": {"id": "x", "points": {"value": 1}}, "minimum": {"fr": "x", "en": "x", "ar": "x"}},
        {"figures": [{}, [], [1], [[{"a": 1}]], None, "x"], "also": [[], {}, [["x"]], {"sources": {"a": [{}]}}]},
        {"sources": {"S10": {"kind": "press", "url": "x"}, "S9": {}, "S1": "x"}, "partnership": [{"sources": ["S1"]}]},
    ]
    return fronts
