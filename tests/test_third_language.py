"""A third language is a catalogue of the interface, a line in mkdocs.yml, and files ….fr.md. Shown with French."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from conftest import MINIMAL
from projects import make_project, run
from test_site import Reading

SITE_URL = "https://tajarib.example/"
CATALOGUE = r"""
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "Cases"
msgstr "Cas"

msgid "Results"
msgstr "Résultats"

msgid "The problem"
msgstr "Le problème"

msgid "{count} case"
msgid_plural "{count} cases"
msgstr[0] "{count} cas"
msgstr[1] "{count} cas"
"""
"""A few strings of many: the others stay English."""

CASE = """\
---
title: Un service d'exemple pour les plaintes
summary: Un service qui n'existe pas. Il reliait 52 organismes en octobre 2022.
translation:
  of: ar
---

## Le problème

Les plaintes se perdaient entre les organismes, et personne ne les comptait[^S1].

## The approach

Un seul service a été construit pour tous[^S1].

## Résultats

Le service a reçu 46 000 demandes la première année[^S2].

## What went wrong

L'audit a trouvé des réponses tardives[^S4].

## Lessons

Le mandat compte plus que la technique.

## How to replicate it

Commencez par un seul organisme.

## Questions to ask before you start

1. À qui appartient la plainte ?
"""
"""Headings that the catalogue does not have yet are the English ones."""


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project with French beside Arabic and English."""
    project = make_project(tmp_path_factory.mktemp("french") / "project", MINIMAL)
    (project / "overrides" / "locale" / "fr.po").write_text(CATALOGUE, encoding="utf-8")
    (project / "cases/oman/feedback/example-service.fr.md").write_text(CASE, encoding="utf-8")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    line = "        - locale: en\n          name: English\n          build: true\n"
    assert line in text
    config.write_text(text.replace(line, line + line.replace("en\n", "fr\n").replace("English", "Français")), "utf-8")
    result = run(project, "build.py")
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


def page(site: Path, path: str) -> Reading:
    return Reading((site / path / "index.html").read_text("utf-8"))


def test_its_pages_speak_it_where_the_catalogue_does_and_english_elsewhere(french: Path) -> None:
    text = (french / "fr" / "index.html").read_text("utf-8")
    html = Reading(text).one("html")
    assert (html["lang"], html["dir"]) == ("fr", "ltr")
    assert ">Cas</a>" in text
    assert ">Countries</a>" in text


def test_its_case_is_a_page_like_any_other(french: Path) -> None:
    path = "cases/oman/example-service"
    text = (french / "fr" / path / "index.html").read_text("utf-8")
    reading = Reading(text)
    assert "Un service d&#39;exemple pour les plaintes" in text
    assert {"problem", "results"} <= set(reading.ids)
    assert reading.one("link", rel="canonical")["href"] == f"{SITE_URL}fr/{path}/"
    assert not reading.all("meta", name="robots")
    alternates = {a["hreflang"]: a["href"] for a in reading.all("link", rel="alternate") if "hreflang" in a}
    assert alternates == {
        "ar": f"{SITE_URL}{path}/",
        "en": f"{SITE_URL}en/{path}/",
        "fr": f"{SITE_URL}fr/{path}/",
        "x-default": f"{SITE_URL}{path}/",
    }


def test_a_case_without_it_shows_the_original_and_says_so(french: Path) -> None:
    reading = page(french, "fr/cases/gcc/example-strategy")
    article = reading.one("article")
    assert (article["lang"], article["dir"]) == ("en", "ltr")
    assert reading.one("meta", name="robots")["content"] == "noindex"
    assert reading.one("link", rel="canonical")["href"] == f"{SITE_URL}en/cases/gcc/example-strategy/"


def test_a_hand_written_page_without_it_is_shown_in_english(french: Path) -> None:
    reading = page(french, "fr/about")
    article = reading.one("article")
    assert (article["lang"], article["dir"]) == ("en", "ltr")
    assert reading.one("meta", name="robots")["content"] == "noindex"
    assert reading.one("link", rel="canonical")["href"] == f"{SITE_URL}en/about/"
    assert [a["href"] for a in reading.all("a") if a["href"].endswith("/edit/main/docs/about.en.md")]


@pytest.mark.parametrize("prefix", ["", "en/", "fr/"])
def test_every_page_leads_to_the_other_two(french: Path, prefix: str) -> None:
    for path in ("", "cases/", "cases/oman/example-service/"):
        reading = page(french, prefix + path)
        here = SITE_URL + prefix + path
        others = {a["hreflang"]: urljoin(here, a["href"]) for a in reading.all("a", **{"data-keep-fragment": ""})}
        every = {"ar": SITE_URL + path, "en": f"{SITE_URL}en/{path}", "fr": f"{SITE_URL}fr/{path}"}
        assert others == {language: to for language, to in every.items() if to != here}


def broken_links(site: Path, language: str) -> set[tuple[str, str]]:
    """Return (page, target) of each link on the pages of *language* that leads nowhere, without the language."""
    found = set()
    for file in sorted((site / language).rglob("index.html")):
        here = f"{SITE_URL}{file.parent.relative_to(site).as_posix()}/"
        for element in Reading(file.read_text("utf-8")).all("a"):
            target = urljoin(here, element["href"]).split("#")[0].split("?")[0]
            path = site / target.removeprefix(SITE_URL)
            if target.startswith(SITE_URL) and not (path / "index.html").is_file() and not path.is_file():
                found.add((here.replace(f"/{language}/", "/"), target.replace(f"/{language}/", "/")))
    return found


def test_links_of_its_pages_lead_as_far_as_the_english_ones(french: Path) -> None:
    """Pages of docs/ name cases of the true corpus, which this project has not."""
    assert broken_links(french, "fr") <= broken_links(french, "en")


def test_its_translations_are_counted(french: Path) -> None:
    told = json.loads((french / "api" / "v1" / "status.json").read_text("utf-8"))
    assert told["translations"]["fr"] == {"current": 0, "behind": 0, "unrecorded": 1, "missing": 1}


def test_a_catalogue_alone_changes_nothing_yet(tmp_path: Path) -> None:
    """Translators may begin before the site is given the language."""
    project = make_project(tmp_path / "project", MINIMAL)
    (project / "overrides" / "locale" / "fr.po").write_text(CATALOGUE, encoding="utf-8")
    (project / "cases/oman/feedback/example-service.fr.md").write_text(CASE, encoding="utf-8")
    result = run(project, "build.py")
    assert result.returncode == 0, result.stdout + result.stderr
    assert (project / "site" / "en" / "index.html").exists()
    assert not list((project / "site").glob("fr*"))
