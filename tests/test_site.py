"""The built site: its addresses, its heads, its links; and that a failed build touches nothing."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from conftest import MINIMAL
from projects import ROOT, environment, make_project, run
from tajarib.search import fragment

SITE_URL = "https://tajarib.example/"
LISTS = ["", "cases/", "countries/", "themes/", "search/", "about/", "methodology/", "contribute/"]
LISTS += ["blocks/", "blocks/identity/", "timeline/", "compare/", "cases/status/live/", "cases/sdg/16-10/"]
LISTS += ["status/", "governance/", "contribute/reviewer/", "contribute/translator/", "contribute/maintainer/"]
LISTS += ["contribute/after-material/"]
LISTS += ["contribute/rules/", "contribute/reference/"]
LISTS += ["readiness/", "readiness/worksheet/", "assistance/", "about/2013/"]
LISTS += ["gateway/", "gateway/task/complaints/", "gateway/uae/", "countries/uae/"]
LISTS += ["data/"]
LISTS += ["accessibility/", "privacy/"]


class Reading(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def all(self, tag, **wanted):
        return [a for name, a in self.elements if name == tag and all(a.get(k) == v for k, v in wanted.items())]

    def one(self, tag, **wanted):
        (found,) = self.all(tag, **wanted)
        return found

    @property
    def ids(self):
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]


@pytest.fixture(scope="session")
def pages(site):
    """Every page by its path below the site's root."""
    return {
        path.relative_to(site).as_posix(): Reading(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
        if "pagefind" not in path.parts
    }


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(("prefix", "language", "direction"), [("", "ar", "rtl"), ("en/", "en", "ltr")])
def test_pages_of_the_contract(pages, address, prefix, language, direction):
    page = pages[f"{prefix}{address}index.html"]
    html = page.one("html")
    assert (html["lang"], html["dir"]) == (language, direction)
    assert page.one("link", rel="canonical")["href"] == f"{SITE_URL}{prefix}{address}"
    alternates = {a["hreflang"]: a["href"] for a in page.all("link", rel="alternate") if "hreflang" in a}
    assert alternates == {
        "ar": f"{SITE_URL}{address}",
        "en": f"{SITE_URL}en/{address}",
        "x-default": f"{SITE_URL}{address}",
    }
    assert len(page.all("h1")) == 1


def test_every_case_has_a_page_in_both_languages(pages, corpus):
    assert corpus.by_id
    for id_, files in corpus.by_id.items():
        by_language = {file.language: file for file in files}
        for language, prefix in (("ar", ""), ("en", "en/")):
            page = pages[f"{prefix}cases/{id_}/index.html"]
            assert page.one("html")["lang"] == language
            edits = [a["href"] for a in page.all("a") if "/edit/main/cases/" in a.get("href", "")]
            assert edits
            assert all(href.endswith(by_language[language].path) for href in edits)
            switch = page.one("a", hreflang="en" if language == "ar" else "ar", **{"data-keep-fragment": ""})
            here = f"{SITE_URL}{prefix}cases/{id_}/"
            other = f"{SITE_URL}{'en/' if language == 'ar' else ''}cases/{id_}/"
            assert urljoin(here, switch["href"]) == other
            assert page.one("link", rel="canonical")["href"] == here


def test_all_links_lead_somewhere(site, pages):
    """Every link to a page of the site finds the page, and its fragment the place on it."""
    broken = []
    for path, page in pages.items():
        here = SITE_URL + path.removesuffix("index.html")
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("use", "href")):
            for element in page.all(tag):
                target, fragment = urldefrag(urljoin(here, element.get(attribute, "")))
                if not target.startswith(SITE_URL) or attribute not in element:
                    continue
                file = unquote(urlsplit(target).path).lstrip("/")
                file = file + "index.html" if file.endswith("/") or not file else file
                if not (site / file).is_file():
                    broken.append((path, target))
                elif fragment and file in pages and fragment not in pages[file].ids:
                    broken.append((path, f"{target}#{fragment}"))
    assert not broken


def test_ids_are_unique(pages):
    assert not {
        path: [i for i, n in Counter(page.ids).items() if n > 1]
        for path, page in pages.items()
        if len(page.ids) != len(set(page.ids))
    }


def test_nothing_is_asked_of_another_origin(site, pages):
    for path, page in pages.items():
        for tag, attribute in (
            ("script", "src"),
            ("link", "href"),
            ("img", "src"),
            ("iframe", "src"),
            ("form", "action"),
        ):
            for element in page.all(tag):
                address = urljoin(SITE_URL, element.get(attribute, ""))
                if tag == "link" and element.get("rel") in ("canonical", "alternate"):
                    continue
                assert address.startswith(SITE_URL), (path, address)
    for style in (site / "assets").glob("*.css"):
        assert not re.search(r"url\(\"?(https?:)?//", style.read_text("utf-8"))


def test_sitemap_lists_what_there_is(site, pages):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.parse(site / "sitemap.xml").getroot().findall("s:url", space)
    listed = [url.findtext("s:loc", namespaces=space) for url in urls]
    indexed = [
        page.one("link", rel="canonical")["href"]
        for path, page in pages.items()
        if path != "404.html" and not page.all("meta", name="robots")
    ]
    assert sorted(listed) == sorted(indexed)
    for url in urls:
        languages = {link.get("hreflang") for link in url.findall("x:link", space)}
        assert languages == {"ar", "en", "x-default"}


def test_the_404_page_is_in_both_languages_and_works_at_any_depth(pages):
    page = pages["404.html"]
    assert [s["lang"] for s in page.all("section")] == ["ar", "en"]
    local = [a["href"] for a in page.all("a") if not a["href"].startswith(("http", "#"))]
    assert local
    assert all(href.startswith("/") for href in local)
    assert page.one("meta", name="robots")["content"] == "noindex"


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "project", MINIMAL)


def snapshot(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_failing_build_leaves_the_last_site_untouched(project):
    assert run(project, "build.py").returncode == 0
    before = snapshot(project / "site")
    case = next((project / "cases").rglob("*.en.md"))
    text = case.read_text("utf-8")
    case.write_text(text.replace("[^", "[^Z9", 1), encoding="utf-8")
    result = run(project, "build.py")
    assert result.returncode == 1
    assert f"{case.relative_to(project).as_posix()}:" in result.stdout
    assert snapshot(project / "site") == before

    case.write_text(text, encoding="utf-8")
    template = project / "overrides" / "case.html"
    template.write_text(
        template.read_text("utf-8").replace("{{ section.heading }}", "{{ section.misspelt }}", 1), "utf-8"
    )
    assert run(project, "build.py").returncode == 1
    assert snapshot(project / "site") == before
    assert [path.name for path in project.glob(".site*")] == []


def made_locale(folder, name, charset, *, otherwise):
    """Return the settings for the locale *name*, made in *folder*; for another where none can be made here."""
    made = folder / f"{name}.{charset}"
    if shutil.which("localedef"):  # exits with 1 for mere warnings
        subprocess.run(["localedef", "--inputfile", name, "--charmap", charset, made], capture_output=True, check=False)
    return {"LOCPATH": str(folder), "LC_ALL": made.name} if made.is_dir() else {"LC_ALL": otherwise}


def test_two_builds_are_the_same_byte_for_byte(project, tmp_path):
    """In another folder, from files of another age that are listed in another order, elsewhere on earth, by chance; and
    where a text that names no encoding has one of Turkey's, or of Saudi Arabia's.
    """
    other = make_project(tmp_path / "elsewhere" / "deeper", MINIMAL)
    for path in other.rglob("*"):
        os.utime(path, (0, 0))
    here = {"PYTHONHASHSEED": "1", "TZ": "Asia/Riyadh", "PYTHONPATH": "scripts"}
    here |= made_locale(tmp_path, "ar_SA", "ISO-8859-6", otherwise="C")
    there = {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "PYTHONPATH": f"{ROOT / 'tests' / 'reversed'}:scripts"}
    there |= made_locale(tmp_path, "tr_TR", "ISO-8859-9", otherwise="C.UTF-8")
    common = {name: value for name, value in environment().items() if name != "PYTHONUTF8"}
    common["PYTHONIOENCODING"] = "utf-8"  # what it says is not what it writes
    for one, settings in ((project, here), (other, there)):
        result = subprocess.run(
            [sys.executable, "scripts/build.py"], cwd=one, env={**common, **settings}, capture_output=True, check=False
        )
        assert result.returncode == 0, result.stderr
    names = sorted(snapshot(project / "site"))
    assert names == sorted(snapshot(other / "site"))
    assert filecmp.cmpfiles(project / "site", other / "site", names, shallow=False)[1:] == ([], [])


def test_it_works_under_a_sub_path(project):
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("https://tajarib.example/", "https://host.example/a/b/"), "utf-8"
    )
    assert run(project, "build.py").returncode == 0
    site = project / "site"
    for path in site.rglob("index.html"):
        page = Reading(path.read_text("utf-8"))
        canonical = [link["href"] for link in page.all("link", rel="canonical")]
        assert canonical or page.all("meta", name="robots"), "a page that is indexed says where it stands"
        assert all(address.startswith("https://host.example/a/b/") for address in canonical)
        for tag, attribute in (("a", "href"), ("link", "href"), ("script", "src")):
            assert not [e for e in page.all(tag) if e.get(attribute, "").startswith("/")], path
    links = [a["href"] for a in Reading((site / "404.html").read_text("utf-8")).all("a")]
    assert all(href.startswith(("/a/b/", "#", "http")) for href in links)


def test_a_missing_translation_shows_the_original_and_says_so(project):
    english = project / "cases" / "oman" / "feedback" / "example-service.en.md"
    id_ = "oman/example-service"
    english.unlink()
    assert run(project, "build.py").returncode == 0
    text = (project / "site" / "en" / "cases" / id_ / "index.html").read_text("utf-8")
    page = Reading(text)
    assert page.one("html")["lang"] == "en"
    article = page.one("article")
    assert (article["lang"], article["dir"]) == ("ar", "rtl")
    shown = [fragment(path.read_bytes())["url"] for path in (project / "site/pagefind").glob("*/fragment/*")]
    assert f"/cases/{id_}/" in shown
    assert f"/en/cases/{id_}/" not in shown
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.one("link", rel="canonical")["href"] == f"{SITE_URL}cases/{id_}/"
    assert not page.all("link", rel="alternate")
    assert f"/en/cases/{id_}/" not in (project / "site" / "sitemap.xml").read_text("utf-8")
    arabic = Reading((project / "site" / "cases" / id_ / "index.html").read_text("utf-8"))
    assert [a["hreflang"] for a in arabic.all("link", rel="alternate")] == ["ar"]


def test_plain_mkdocs_build_gives_the_same_pages(project):
    assert run(project, "build.py").returncode == 0
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", "plain"], cwd=project, env=environment(), check=False
    )
    assert result.returncode == 0
    assert snapshot(project / "plain") == snapshot(project / "site")
