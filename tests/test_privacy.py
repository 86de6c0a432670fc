"""The privacy page names all that a browser keeps for the site, and nothing else."""

from __future__ import annotations

import re

import pytest

from projects import ROOT

SCRIPTS = {path: path.read_text("utf-8") for path in sorted((ROOT / "overrides").glob("[aw]*/**/*.js"))}
PLACES = {"localStorage.setItem": "localStorage", "sessionStorage.setItem": "sessionStorage", "caches.open": "Cache"}
KEPT = re.compile(rf"\b({'|'.join(map(re.escape, PLACES))})\(([^,)]+)")
ROW = re.compile(r"^\| `([\w-]+)` \| (\w+) \|", re.M)


def kept():
    """Return name and place of all that the scripts keep."""
    found = set()
    for text in SCRIPTS.values():
        for call, key in KEPT.findall(text):
            # A constant of the script; or the parameter of a function there, which is called with those constants.
            constant = re.search(rf'^const {key} = ("[^"]+")', text, re.M) if key[0] != '"' else None
            assert key[0] == '"' or constant or re.search(rf"function \w+\({key}\b", text), key
            if key[0] == '"' or constant:
                found.add(((constant[1] if constant else key).strip('"'), PLACES[call]))
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_names_what_the_browser_keeps(language):
    rows = ROW.findall((ROOT / "docs" / f"privacy.{language}.md").read_text("utf-8"))
    assert len(rows) == len(set(rows)) >= 5
    assert set(rows) == kept()


@pytest.mark.parametrize("word", ["document.cookie", "indexedDB", "sendBeacon", "cookieStore", "https://"])
def test_no_script_does_what_the_page_denies(word):
    assert SCRIPTS
    # The library that makes the form names the standards it reads by their addresses.
    own = {path: text for path, text in SCRIPTS.items() if "vendor" not in path.parts or word != "https://"}
    assert not [path.name for path, text in own.items() if word in re.sub(r"^\s*//.*", "", text, flags=re.M)]
