"""The live preview, as a maintainer uses it: `mkdocs serve`, an edit, and the open page shows it by itself."""

from __future__ import annotations

import queue
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from axe import violations
from conftest import MINIMAL
from projects import environment, make_project

pytestmark = pytest.mark.browser
PATIENCE = 240_000  # ms; how long a slow machine may take is not what these tests are about


class Preview:
    """A running preview: its project, its address, and what it prints."""

    def __init__(self, project, address, process):
        self.project, self.address, self.process = project, address, process
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stdout:
            self.lines.put(line)

    def says(self, word):
        """Wait until the terminal shows *word*."""
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            try:
                if word in self.lines.get(timeout=1):
                    return True
            except queue.Empty:
                continue
        return False

    @contextmanager
    def edited(self, name, old, new):
        """Change a file for a while."""
        path = self.project / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        try:
            yield
        finally:
            path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    project = make_project(tmp_path_factory.mktemp("preview") / "project", MINIMAL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Preview(project, f"http://127.0.0.1:{port}/", process)
    try:
        assert running.says("Serving on"), "the preview did not start"
        yield running
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@pytest.fixture
def page(chromium, preview):
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


CASE = "cases/oman/feedback/example-service.en.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "path", "where"),
    [
        (
            CASE,
            "## The problem\n",
            "## The problem\n\nEdited just now.\n",
            "en/cases/oman/example-service/",
            "Edited just now",
        ),
        (
            "overrides/case.html",
            '{{ t("Sources") }}',
            "Edited template",
            "en/cases/oman/example-service/",
            "Edited template",
        ),
        ("overrides/locale/ar.po", 'msgstr "كل التجارب"', 'msgstr "كل التجارب هنا"', "cases/", "كل التجارب هنا"),
    ],
    ids=["case", "template", "string"],
)
def test_an_edit_reaches_the_open_page(preview, page, file, old, new, path, where):
    # Told by its words: what scripts add to a page may come before or after any moment at which it is looked at whole.
    page.goto(preview.address + path)
    expect(page.locator("body")).not_to_contain_text(where)
    with preview.edited(file, old, new):
        expect(page.locator("body")).to_contain_text(where, timeout=PATIENCE)
    expect(page.locator("body")).not_to_contain_text(where, timeout=PATIENCE)


def test_a_taxonomy_name_reaches_the_open_page(preview, page):
    taxonomy = (preview.project / "cases" / "taxonomy.yml").read_text("utf-8")
    name = re.search(r"^themes:.*?en: ([^\n}]+)", taxonomy, re.M | re.S)[1].strip().strip('"')
    page.goto(preview.address + "en/themes/")
    with preview.edited("cases/taxonomy.yml", name, "Renamed theme"):
        expect(page.locator("main")).to_contain_text("Renamed theme", timeout=PATIENCE)
    expect(page.locator("main")).to_contain_text(name, timeout=PATIENCE)


def test_an_edited_style_reaches_the_open_page(preview, page):
    page.goto(preview.address + "en/")
    with preview.edited("overrides/assets/css/20-base.css", "body{margin:0", "body{margin:7px"):
        expect(page.locator("body")).to_have_css("margin-top", "7px", timeout=PATIENCE)
    expect(page.locator("body")).to_have_css("margin-top", "0px", timeout=PATIENCE)


def test_a_broken_case_shows_its_problems_and_the_rest_stays_up(preview, page):
    page.goto(preview.address + "en/cases/oman/example-service/")
    with preview.edited(CASE, "title:", "titel:"):
        expect(page.locator("main")).to_contain_text("E101", timeout=PATIENCE)
        expect(page.locator("main")).to_contain_text(CASE)
        assert preview.says("E101")
        with urllib.request.urlopen(preview.address + "en/cases/gcc/example-strategy/") as response:
            assert response.status == 200
        page.goto(preview.address + "en/status/#broken")
        page.get_by_role("link", name="oman/example-service").click()
        expect(page.locator("main")).to_contain_text("E101")
        assert violations(page) == []  # of all templates, only a preview shows this one
    expect(page.locator("article.case h1")).to_be_visible(timeout=PATIENCE)


def test_what_is_no_case_is_told_on_the_status_page(preview, page):
    path = preview.project / "cases" / "oman" / "notes.md"
    page.goto(preview.address + "en/status/")
    expect(page.locator("#broken")).to_have_count(0)
    path.write_text("Notes\n", encoding="utf-8")
    try:
        expect(page.locator("main")).to_contain_text("cases/oman/notes.md:1:1 E010", timeout=PATIENCE)
    finally:
        path.unlink()
    expect(page.locator("#broken")).to_have_count(0, timeout=PATIENCE)


def test_search_is_in_the_preview(preview, page):
    page.goto(preview.address + "en/search/?q=example")
    expect(page.locator("[data-results] a").first).to_be_visible(timeout=PATIENCE)
