"""The offline editions: the ZIM in Kiwix, the ZIPs from a disk, and pages kept by the browser."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from conftest import TESTS
from install_programs import needs
from projects import ROOT, run
from server import served
from tajarib.assets import Assets
from tajarib.offline.document import Icon, Link, Place, read_document
from tajarib.offline.forms import classes, other_forms, spellings
from tajarib.offline.zim import ILLUSTRATION
from tajarib.service_worker import service_worker

QUERIES = yaml.safe_load((TESTS / "data" / "kiwix-queries.yml").read_text("utf-8"))
WORKERS = ROOT / "overrides" / "worker"


# --- a page taken apart

PAGE = (
    '<!doctype html><html lang="en"><head><title>T &amp; T</title>'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'"><script src="../site.js"></script>'
    '<link rel="stylesheet" href="../a.css"><link rel="alternate" href="https://x.example/"></head>'
    '<body><svg viewBox="0 0 1 1"><use href="../i.svg#dot"/></svg><main id="main"><p>One<br>two &gt; 1</p>'
    '<a href="../cases/oman/tajawob/?x=1#lessons">L</a><a href="#main">M</a><a href="https://x.example/">X</a>'
    "<noscript>No</noscript></main></body></html>"
)


def test_a_page_keeps_all_but_scripts():
    page = read_document("en/", PAGE)
    assert (page.title, page.language, page.text) == ("T & T", "en", "One two > 1 L M X")
    written = "".join(part if isinstance(part, str) else "*" for part in page.parts)
    assert "<script" not in written
    assert "noscript" not in written
    assert "Content-Security-Policy" not in written
    assert 'rel="alternate"' not in written
    assert 'viewBox="0 0 1 1"' in written
    assert 'href="https://x.example/"' in written
    assert [part for part in page.parts if not isinstance(part, str)] == [
        Link("link", "href", "a.css", ""),
        Icon("dot"),
        Place("notice"),
        Link("a", "href", "cases/oman/tajawob/", "?x=1#lessons"),
        Place("icons"),
    ]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("هوية", "هويه"),
        ("هوية", "الهوية"),
        ("الشكاوى", "شكاوي"),
        ("احتراز", "إحتراز"),
        ("الأمن", "الامن"),
        ("أمن", "والأمن"),
    ],
)
def test_spellings(written, typed):
    assert typed in spellings(written)


def test_forms_of_a_word_come_from_the_whole_library():
    forms = classes(["خدمة واحدة", "كثير من الخدمات"])
    assert "الخدمات" in other_forms("خدمة", forms).split()
    assert "خدمة" not in other_forms("خدمة", forms).split()


def test_the_illustration_is_48_pixels_wide_and_high():
    head = ILLUSTRATION.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(head[i : i + 4], "big") for i in (16, 20)] == [48, 48]


# --- the editions of this project's site


@pytest.fixture(scope="module")
def editions(site, tmp_path_factory):
    """The site with its offline editions: a copy, as they are listed in it."""
    whole = tmp_path_factory.mktemp("offline") / "site"
    shutil.copytree(site, whole)
    result = run(ROOT, "offline.py", "--site", str(whole))
    assert result.returncode == 0, result.stdout + result.stderr
    return whole


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_they_are_listed_with_their_sizes(editions, prefix):
    listed = json.loads((editions / "offline" / "offline.json").read_text("utf-8"))
    page = (editions / prefix / "offline" / "index.html").read_text("utf-8")
    assert len(listed["editions"]) > 10
    for edition in listed["editions"]:
        content = (editions / "offline" / edition["file"]).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (edition["bytes"], edition["sha256"])
        address = re.search(rf'href="([^"]*{edition["file"]})"', page)[1]
        assert (editions / prefix / "offline" / address).resolve() == editions / "offline" / edition["file"]
        assert f">{edition['bytes'] / 1e6:.1f} MB<".replace(".0 MB", " MB") in page


def test_every_link_in_a_zip_finds_its_file(editions):
    for path in sorted((editions / "offline").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            assert f"{path.stem}/index.html" in names
            assert f"{path.stem}/index.en.html" in names
            for name in sorted(names):
                if not name.endswith(".html"):
                    continue
                text = archive.read(name).decode()
                assert "<script" not in re.sub("<script>[^<]*</script>", "", text), name
                for target in re.findall(r'\s(?:href|src|action)="([^"#]+)[^"]*"', text):
                    if not re.match("https?:|mailto:", target):
                        here = posixpath.normpath(f"{posixpath.dirname(name)}/{urllib.parse.unquote(target)}")
                        assert here in names, (path.name, name, target)


# --- from a disk


@pytest.fixture
def from_disk(chromium, editions, tmp_path):
    """Unpack a ZIP and open its first page over file://; at the end nothing may have gone wrong in it."""
    faults = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    # What the next click cuts off has not failed.
    page.on("requestfailed", lambda r: None if "ABORTED" in r.failure else faults.append(f"failed: {r.url}"))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else faults.append(f"foreign: {r.url}"))

    def open_(name):
        with zipfile.ZipFile(editions / "offline" / name) as archive:
            archive.extractall(tmp_path)
        page.goto((tmp_path / Path(name).stem / "index.html").as_uri())
        return page

    yield open_
    seen = list(faults)  # closing cuts off what is still under way
    context.close()
    assert not seen


@pytest.mark.browser
def test_a_country_from_a_disk(from_disk):
    page = from_disk("tajarib-country-oman.zip")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator('a[href*="tajawob"]').first.click()
    expect(page.locator("article.case h1")).to_be_visible()
    assert "Tajarib Sans" in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert page.evaluate("document.fonts.ready.then(() => [...document.fonts].some((f) => f.status === 'loaded'))")
    assert page.locator(".card, .figure, .box").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    page.get_by_role("link", name="English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator("article.case h1")).to_contain_text("Tajawob")
    outside = page.locator("a[data-online]").first
    assert outside.get_attribute("href").startswith("https://tajarib.example/")


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_learning_path_walked_whole_from_a_disk(from_disk, language):
    page = from_disk("tajarib-theme-feedback.zip")
    if language == "en":
        page.get_by_role("link", name="English", exact=True).click()
    page.locator('main a[href*="learn/feedback"]').click()
    cases = page.locator(".learn-steps h3 a")
    path = page.url
    total = cases.count()
    assert total >= 4
    for number in range(total):
        title = cases.nth(number).inner_text()
        cases.nth(number).click()
        expect(page.locator("article.case h1")).to_have_text(title)
        page.goto(path)
    data = page.locator('a[href="data.csv"]')
    assert Path(urllib.parse.unquote(urllib.parse.urlsplit(path).path)).with_name("data.csv").is_file()
    expect(data).to_be_visible()
    for sheet in ("handout", "facilitator"):
        page.locator(f'a[href*="{sheet}"]').click()
        expect(page.locator("article.sheet-page h1")).to_be_visible()
        page.goto(path)
    page.locator(".answers-hidden summary").first.click()
    expect(page.locator(".answers-hidden li").first).to_be_visible()


# --- in Kiwix


def needs_kiwix():
    needs("zimcheck", "kiwix-serve")


def test_zimcheck_finds_nothing(editions):
    needs_kiwix()
    result = subprocess.run(
        ["zimcheck", "-A", str(editions / "offline" / "tajarib.zim")], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout
    assert "Overall Test Status: Pass" in result.stdout


@pytest.fixture(scope="module")
def kiwix(editions):
    """The address of a Kiwix server that serves the ZIM."""
    needs_kiwix()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["kiwix-serve", "--address", "127.0.0.1", "--port", str(port), str(editions / "offline" / "tajarib.zim")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    while server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    assert server.poll() is None, "kiwix-serve ended"
    yield address
    server.terminate()
    server.wait()


def test_there_are_twenty_queries_and_more():
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(("query", "page"), QUERIES.items(), ids=str)
def test_kiwix_finds(kiwix, query, page):
    asked = urllib.parse.urlencode({"content": "tajarib", "pattern": query, "pageLength": 10})
    with urllib.request.urlopen(f"{kiwix}search?{asked}") as response:
        found = re.findall(r'href="/(?:content/)?tajarib/([^"]+)"', response.read().decode())
    assert f"{page}index.html" in [urllib.parse.unquote(address) for address in found[:10]]


@pytest.mark.parametrize("path", ["index.html", "cases/oman/tajawob/index.html", "en/learn/feedback/index.html"])
def test_kiwix_serves_pages_and_all_they_refer_to(kiwix, path):
    address = f"{kiwix}tajarib/{path}"
    with urllib.request.urlopen(address) as response:
        address, text = response.url, response.read().decode()
    for target in sorted(set(re.findall(r'\s(?:href|src)="([^"#]+)[^"]*"', text))):
        if not target.startswith(("http", "mailto", "/")):
            with urllib.request.urlopen(urllib.parse.urljoin(address, target)) as response:
                assert response.status == 200


# --- visited pages


def test_one_line_takes_the_worker_away():
    names = dict.fromkeys(("style.css", "icons.svg", "mark.svg", "site.js"), "assets/x.css")
    on = service_worker(WORKERS, Assets({}, names), ("ar", "en"), is_on=True)
    off = service_worker(WORKERS, Assets({}, names), ("ar", "en"), is_on=False)
    assert b'"en/": "en/offline/"' in on
    assert b"site:settings" not in on
    assert b"unregister" in off
    assert "keep_visited_pages: true" in (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.fixture
def deployed(site, tmp_path):
    """A copy of the site that can be changed, on a server that can be stopped: (folder, address, stop)."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("pagefind", "api"))
    with ExitStack() as serving:
        yield folder, serving.enter_context(served(folder)), serving.close


CASE = "cases/oman/tajawob/"
IS_KEPT = """async (address) => {
    const cache = await caches.open("tajarib-pages");
    return Boolean(await cache.match(address)) && Boolean(navigator.serviceWorker.controller);
}"""
IS_GONE = "async () => !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length"


def wait_until(page, predicate, argument=None):
    """Wait for *predicate*, an asynchronous function; ``wait_for_function`` takes its promise for a yes."""
    while not page.evaluate(predicate, argument):
        page.wait_for_timeout(50)


@pytest.mark.browser
def test_a_visited_page_opens_without_a_connection(chromium, deployed):
    _, address, stop = deployed
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + CASE)
    wait_until(page, IS_KEPT, address + CASE)
    stop()
    page.goto(address + CASE)
    expect(page.locator("article.case h1")).to_contain_text("تجاوب")
    assert page.locator(".figure").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    page.goto(address + "en/cases/qatar/metrash/")
    page.wait_for_url(address + "en/offline/")
    expect(page.locator("h1")).to_contain_text("without a connection")
    context.close()


@pytest.mark.browser
def test_after_a_deployment_the_new_page_is_seen(chromium, deployed):
    folder, address, _ = deployed
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + CASE)
    wait_until(page, IS_KEPT, address + CASE)
    file = folder / CASE / "index.html"
    file.write_text(file.read_text("utf-8").replace("<h1", "<h1 data-new", 1), "utf-8")
    page.goto(address + CASE)
    expect(page.locator("h1")).to_have_attribute("data-new", "")
    context.close()


@pytest.mark.browser
def test_what_is_kept_is_bounded_and_can_be_taken_away(chromium, deployed):
    folder, address, _ = deployed
    worker = folder / "sw.js"
    worker.write_text(re.sub(r'"pages": \d+', '"pages": 3', worker.read_text("utf-8")), "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + CASE)
    wait_until(page, IS_KEPT, address + CASE)
    for path in ("", "cases/", "countries/", "themes/"):
        page.goto(address + path)
        wait_until(page, IS_KEPT, address + path)
    kept = page.evaluate("caches.open('tajarib-pages').then((c) => c.keys()).then((keys) => keys.map((k) => k.url))")
    assert kept == [address + path for path in ("cases/", "countries/", "themes/")]

    # What a deployment with the line switched off brings: the other worker, and pages that register none.
    shutil.copy(WORKERS / "off.js", worker)
    home = folder / "index.html"
    home.write_text(re.sub(' data-worker="[^"]*"', "", home.read_text("utf-8")), "utf-8")
    page.goto(address)
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r && r.update().then(() => null))")
    wait_until(page, IS_GONE)
    context.close()
