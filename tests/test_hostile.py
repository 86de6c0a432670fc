"""Contributed text can inject nothing: attacks that fire in an unprotected page are harmless in ours.

They go through the validator, which refuses them, and, with every rule taken away, through the record, the text and all
templates.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import cycle

import pytest
import yaml

from conftest import MINIMAL
from hostile import LINKS, payloads
from projects import environment, make_project
from tajarib.corpus import read_corpus, vocabularies
from tajarib.reader import read_case_text
from tajarib.render import Renderer
from tajarib.rules import check

pytestmark = pytest.mark.browser

HEAD = "<!doctype html><script>fired = 0; fire = () => { fired += 1 }</script>"
PAYLOADS = payloads()
UNPROTECTED = 200
"""At least so many must fire in an unprotected page: else the collection proves nothing."""


@pytest.fixture(scope="module")
def blank(chromium):
    context = chromium.new_context()
    page = context.new_page()
    yield page
    context.close()


def fires(page, body, patience=400):
    """Return whether *body*, as a page of its own, calls ``fire()``."""
    page.goto("about:blank")
    page.set_content(HEAD + body, wait_until="commit")
    try:
        page.wait_for_function("window.fired > 0", timeout=patience, polling=20)
    except Exception as error:
        if "Timeout" not in str(error):
            raise
        return False
    return True


@pytest.fixture(scope="module")
def firing(blank):
    """The attacks that do fire in an unprotected page."""
    return {name: text for name, text in PAYLOADS.items() if fires(blank, text)}


def test_the_attacks_are_real(firing):
    assert len(firing) >= UNPROTECTED, f"only {len(firing)} of {len(PAYLOADS)} fire"


def render(text):
    return Renderer("en", (), lambda target: target, str)(text)


def test_no_attack_survives_rendering(blank, firing):
    """All at once in one page, then, to be sure of each, none keeps an element that is not ours."""
    body = "".join(f"<section>{render(text)}</section>" for text in firing.values())
    assert not fires(blank, body, patience=2_000)
    names = "a b bdi blockquote br code em h3 h4 hr li ol p pre span strong sup table tbody td th thead tr ul div"
    ours = {*names.split(), "section", "html", "head", "body", "script"}
    found = blank.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]")
    assert set(found) <= ours
    names = blank.evaluate("[...document.querySelectorAll('section *')].flatMap(e => e.getAttributeNames())")
    assert not [name for name in names if name.startswith("on")]


@pytest.mark.parametrize("target", LINKS)
def test_no_link_acts(target):
    """A link is http, https, mailto or within the site: whatever Markdown's escapes make of it."""
    for text in (f"[x]({target})", f"[x](<{target}>)", f"<{target}>", f"[x][1]\n\n[1]: {target}"):
        rendered = render(text)
        for scheme in ("javascript", "vbscript", "data:", "file:", "blob:"):
            assert f'href="{scheme}' not in rendered.lower(), rendered


def minimal_case():
    path = MINIMAL / "cases" / "oman" / "feedback" / "example-service.ar.md"
    return path.relative_to(MINIMAL).as_posix(), path.read_text("utf-8")


def test_the_validator_refuses_every_attack_in_a_text(firing):
    path, text = minimal_case()
    corpus = read_corpus(MINIMAL)
    codes = vocabularies(corpus.taxonomy.record)
    passed = []
    for name, payload in firing.items():
        file = read_case_text(path, text.rstrip() + f"\n\n{payload}\n", codes)
        problems = check(replace(corpus, files=(file, *(f for f in corpus.files if f.path != path))))
        if not any(p.path == path and p.is_error for p in problems):
            passed.append(name)
    assert not passed


def poisoned(data, attacks):
    """Return *data* with the next of *attacks* appended to every text that a reader sees."""
    keys = {"ar", "en", "title", "summary", "publisher"}

    def walk(value, key=""):
        if isinstance(value, dict):
            return {k: walk(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [walk(v, key) for v in value]
        return f"{value} {next(attacks)}" if isinstance(value, str) and key in keys and len(value) < 400 else value

    return walk(data)


def test_with_every_rule_taken_away_the_pages_are_harmless(tmp_path, chromium, firing):
    """Through record, text, taxonomy, country and all templates: nothing that was refused above may act here."""
    project = make_project(tmp_path / "project", MINIMAL)
    attacks = [text.replace("\n", " ").replace("\x0c", " ") for text in firing.values()]
    for path in sorted((project / "cases").rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        data = poisoned(yaml.safe_load(front), cycle(f'"> {attack} {{{{ 7 * 7 }}}}' for attack in attacks))
        if path.name.startswith("example-service."):  # one case has them all
            body += f"\n\n{' '.join(attacks)}\n"
            if "sources" in data:
                data["not_found"] = [{"ar": attack, "en": attack} for attack in attacks]
        data["title"], data["summary"] = data["title"][:90], data["summary"][:500]
        text = json.dumps(data, ensure_ascii=False, default=str)
        path.write_text(f"---\n{text}\n---\n{body}", encoding="utf-8")
    # Two at a time, one from each end: so the first half of the texts has them all.
    shared = cycle(map(" ".join, zip(attacks, reversed(attacks), strict=True)))
    for name in ("cases/taxonomy.yml", "cases/oman/country.yml"):
        path = project / name
        data = poisoned(yaml.safe_load(path.read_text("utf-8")), shared)
        path.write_text(json.dumps(data, ensure_ascii=False, default=str), encoding="utf-8")
    code = "import sys; sys.path.insert(0, 'scripts'); import tajarib.rules as r; r.RULES.clear()\n"
    code += "from mkdocs.__main__ import cli; cli(['build', '--quiet', '--site-dir', 'site'])"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environment(), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr[-2000:]

    # The policy of the pages would stop what got through; nothing may.
    context = chromium.new_context(bypass_csp=True)
    fired = []
    context.expose_binding("fire", lambda source: fired.append(source["page"].url))
    page = context.new_page()
    seen = 0
    for path in sorted((project / "site").rglob("*.html")):
        if "pagefind" in path.parts:
            continue
        here = path.as_uri()
        page.goto(here)
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            page.wait_for_url(lambda url, here=here: url != here)  # it leads on, sooner or later
        page.wait_for_timeout(50)
        assert not fired, path
        assert "49" not in page.title()
        seen += "onerror=fire()" in page.locator("body").inner_text()
    page.evaluate("fire()")
    assert fired, "an attack that acts is noticed"
    context.close()
    assert seen >= 4, "the attacks must be on the pages, as text"
