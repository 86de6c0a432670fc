"""The contribution form: it asks for all that the model has, in the validator's words, and hands in what was typed."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections import Counter
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from conftest import minimal_corpus
from hostile import payloads
from projects import DAY, ROOT, commit_all, make_project, run
from tajarib import canonical, form
from tajarib.catalogue import catalogue
from tajarib.exports.edition import Edition, as_json
from tajarib.exports.form import CHECKED, form_cases, handed_in, knowledge, later
from tajarib.i18n import strings
from tajarib.model.case import CaseRecord
from tajarib.problems import message
from tajarib.reader import read_case_text
from tajarib.rules import RULES, check
from test_rules import EXAMPLES, changed, read_example

expect.set_options(timeout=120_000)

LANGUAGES = ("ar", "en")
UNSEEN = {"E022"}  # two of a kind in one list: data can't hold them, so the page itself looks for them
TYPED_IN = "bahrain/fikra"


def edition(corpus):
    found = catalogue(corpus, check(corpus), dt.date.fromisoformat(DAY), drafts=True)
    return Edition.at("https://tajarib.example/", found, "ar")


def handed(files):
    return {file.path: {"front": file.data.value, "body": file.body.strip("\n") + "\n"} for file in files}


@pytest.fixture(scope="module")
def ours(corpus):
    """Every case of the corpus as it is handed in, by id."""
    return {case.id: handed_in(case) for case in edition(corpus).catalogue.cases}


# What it asks for.


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_model_is_asked_for_once(language):
    keys = [key for group in form.groups(strings(language)) for key in group["keys"]]
    model = {field.alias or name for name, field in CaseRecord.model_fields.items()}
    assert sorted([*keys, *form.TEXTS]) == sorted(model)


def test_a_key_that_is_added_to_the_model_is_asked_for(monkeypatch):
    class Longer(CaseRecord):
        lifetime: str | None = None
        """How long it lasts."""

    monkeypatch.setattr(form, "CaseRecord", Longer)
    t = strings("en")
    assert "lifetime" in form.groups(t)[-1]["keys"]
    field = form.wholes(t, LANGUAGES)["original"]["lifetime"]
    assert (field["title"], field["x-as"], field["x-required"]) == ("How long it lasts", "line", False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_name_in_the_language_of_the_page(language):
    def unnamed(fields, path=()):
        for key, node in fields.items():
            inner = node.get("items", node)
            if not node.get("title"):
                yield (*path, key)
            if node["x-as"] != "label":
                yield from unnamed(inner.get("properties", {}), (*path, key))

    fields = form.wholes(strings(language), LANGUAGES)
    assert list(unnamed(fields["original"])) == []
    assert bool(re.search("[ء-ي]", json.dumps(fields, ensure_ascii=False))) == (language == "ar")


def test_every_rule_on_a_case_is_checked_here_or_named_as_checked_later():
    of_a_case = {code for code in RULES if code[:2] not in ("E0", "W0", "E4") and code not in ("E119", "E301", "E302")}
    assert of_a_case <= CHECKED | set(later())
    assert not CHECKED & set(later())
    assert RULES.keys() >= CHECKED


def known_to_form(edition, language):
    """Return what the form works with: what it knows, and all cases, as its script puts them together."""
    known = json.loads(as_json(knowledge(edition, language)))
    path = edition.links.path("contribute/form/cases.json", language)
    known["suggested"]["cases"] = json.loads(dict(form_cases(edition))[path])
    return known


# What it says: the examples of the rules are the fixture that both languages run.


def same_kind(found):
    return Counter((code, text) for code, text, *_ in found)


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Return (name, code, files, what Python finds) for each example of a rule that the form has, on a case."""
    found = []
    for path in sorted(EXAMPLES.glob("*.yml")):
        example = read_example(path)
        if example.code not in CHECKED:
            continue
        wrong = changed(example, tmp_path_factory.mktemp("example"))
        problems = check(wrong)
        at = {problem.path for problem in problems if problem.code == example.code}
        ids = sorted({file.id for file in wrong.files if file.path in at})
        files = wrong.by_id[ids[0]] if ids else ()
        # What is wrong with the YAML, or with a folder, can't be handed in at all.
        if files and not any(file.data.faults or not file.is_split for file in files):
            own = [one for one in problems if one.code in CHECKED and one.path in {file.path for file in files}]
            found.append((example.name, example.code, handed(files), own))
    return found


CHECK = """async ([module, known, documents]) => {
    const { check, fieldName, message } = await import(module);
    const told = (one) => [one.code, message(one, known), fieldName(one.field)];
    return documents.map((files) => check(files, known, files).map(told));
}"""


@pytest.fixture(scope="module")
def run_module(site, chromium, address):
    """Run a script in a page of the site with one of its modules, by name."""
    page = chromium.new_page()
    page.goto(f"{address}contribute/form/")

    def run_(name, script, *arguments):
        (module,) = (site / "assets").glob(f"{name}.*.js")
        return page.evaluate(script, [f"{address}assets/{module.name}", *arguments])

    yield run_
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_validator_says(run_module, examples, language):
    t = strings(language)
    known = known_to_form(edition(minimal_corpus()), language)
    found = run_module("form-check", CHECK, known, [files for _, _, files, _ in examples])
    assert {code for _, code, _, _ in examples} >= CHECKED - UNSEEN - {"E011", "E012"}
    wrong = []
    for (name, _, _, problems), ours in zip(examples, found, strict=True):
        expected = Counter((one.code, message(one, t)) for one in problems)
        fields = {(one.code, one.field) for one in problems if one.field}
        if same_kind(ours) != expected or not fields <= {(code, field) for code, _, field in ours}:
            wrong.append((name, expected, ours))
    assert wrong == []


@pytest.mark.browser
def test_it_finds_in_every_case_what_the_validator_finds(run_module, corpus, ours):
    known = known_to_form(edition(corpus), "en")
    problems = [one for one in check(corpus) if one.code in CHECKED]
    expected = Counter((one.code, message(one, strings("en"))) for one in problems)
    found = run_module("form-check", CHECK, known, [document["files"] for document in ours.values()])
    assert same_kind(one for case in found for one in case) == expected


# What it hands in.

THROUGH = """async ([module, known, documents]) => {
    const { handIn, opened } = await import(module);
    return documents.map((one) => JSON.stringify(handIn(opened(one, known), known, one)) === JSON.stringify(one));
}"""


@pytest.mark.browser
def test_every_case_comes_out_as_it_went_in(run_module, corpus, ours):
    known = known_to_form(edition(corpus), "en")
    same = run_module("form-data", THROUGH, known, list(ours.values()))
    assert [id_ for id_, is_same in zip(ours, same, strict=True) if not is_same] == []


def ready(page):
    page.locator("[data-form][data-ready]").wait_for()
    return page


def downloaded(page):
    with page.expect_download() as download:
        page.locator("[data-download]").click()
    return json.loads(download.value.path().read_text("utf-8"))


@pytest.mark.browser
@pytest.mark.parametrize("id_", ["saudi-arabia/whole-of-government-platforms", "qatar/metrash", "gcc/guiding-strategy"])
def test_a_case_opened_and_not_touched_is_handed_in_as_it_was(open_page, ours, id_):
    page = ready(open_page(f"en/contribute/form/?case={id_}"))
    expect(page.locator("[data-counts]")).to_have_text("Nothing is wrong that the form can see.")
    assert json.dumps(downloaded(page)) == json.dumps(ours[id_])  # in the same order, too


class Typist:
    """Fills the form in as a person would: field by field, adding entries to lists."""

    def __init__(self, page, known):
        self.page, self.known = page, known

    def at(self, id_):
        return self.page.locator(f"#{id_}")

    def enter(self, id_, node, value):
        kind = node["x-as"]
        if value == "not-published" and node.get("x-not-published"):
            self.at(f"{id_}-none").check()
        elif kind in ("part", "label"):
            for key, inner in value.items():
                self.enter(f"{id_}-{key}", node["properties"][key], inner)
        elif kind == "code":
            self.at(id_).select_option(value)
        elif kind == "flag":
            self.at(id_).set_checked(value)
        elif kind in ("codes", "refs"):
            self.at(id_).click()
            for code in value:
                self.page.locator(f"fieldset:has(> details > #{id_}) input[value='{code}']").check()
        elif kind in ("list", "map"):
            entries = value if kind == "list" else [{":key": key, **entry} for key, entry in value.items()]
            for index, entry in enumerate(entries):
                self.at(id_).click()
                self.enter(f"{id_}-{index}".replace(":", "-"), node["items"], entry)
        else:
            self.at(id_.replace(":", "-")).fill(str(value))

    def record(self, front):
        groups = {key: group["id"] for group in self.known["groups"] for key in group["keys"]}
        first = ("sources",)  # all else names them
        for key in sorted(front, key=lambda one: one not in first):
            if key in groups:
                self.enter(f"f-{groups[key]}-{key}", self.known["fields"]["original"][key], front[key])

    def text(self, language, front, body):
        for key in form.TEXTS:
            self.at(f"f-text-{key}-{language}").fill(front[key])
        for section in re.split(r"^## ", body, flags=re.M)[1:]:
            heading, _, content = section.partition("\n")
            ids = {title: id_ for id_, title in self.known["headings"][language].items()}
            self.at(f"f-text-{ids[heading.strip()]}-{language}").fill(content.strip())


@pytest.mark.browser
def test_a_new_case_is_typed_in_handed_in_and_taken_in(open_page, corpus, ours, tmp_path):
    """All of a case of the corpus, typed in anew under another name: the record in Arabic, both texts."""
    files = ours[TYPED_IN]["files"]
    (arabic,) = [file for path, file in files.items() if path.endswith(".ar.md")]
    (english,) = [file for path, file in files.items() if path.endswith(".en.md")]
    assert "translation" in english["front"]
    _, country, theme, _ = next(iter(files)).split("/")
    page = ready(open_page("contribute/form/"))
    page.locator("[data-new]").click()
    typist = Typist(page, known_to_form(edition(corpus), "ar"))
    typist.at("f-place-country").select_option(country)
    typist.at("f-place-theme").select_option(theme)
    typist.record({key: value for key, value in arabic["front"].items() if key != "formerly"})
    typist.text("ar", arabic["front"], arabic["body"])
    typist.text("en", english["front"], english["body"])
    typist.at("f-place-slug").fill("typed-in")
    page.locator("[data-check]").click()
    expect(page.locator("[data-counts]")).to_have_text("لا يجد النموذج خطأ.")
    document = downloaded(page)

    path = f"cases/{country}/{theme}/typed-in"
    assert list(document["files"]) == [f"{path}.ar.md", f"{path}.en.md"]
    record = document["files"][f"{path}.ar.md"]["front"]
    assert record == {key: value for key, value in arabic["front"].items() if key != "formerly"} | {"draft": True}
    assert document["files"][f"{path}.en.md"]["front"]["translation"] == {"of": "ar"}

    handed_in_file = tmp_path / "typed-in.tajarib.json"
    handed_in_file.write_text(json.dumps(document), encoding="utf-8")
    project = make_project(tmp_path / "project", ROOT)
    taken = run(project, "new_case.py", "--lang", "ar", "--from", str(handed_in_file))
    assert (taken.returncode, taken.stderr) == (0, ""), taken.stdout
    checked = run(project, "validate.py", "--strict", f"{path}.ar.md", f"{path}.en.md")
    assert checked.returncode == 0
    assert checked.stdout.endswith(" 0 errors · 0 warnings\n")


@pytest.mark.browser
def test_an_edit_changes_the_edited_lines_alone(open_page, ours, tmp_path):
    page = ready(open_page("en/contribute/form/?case=oman/tajawob"))
    page.locator("#f-text-lessons-en").fill("Someone else's lesson.")
    page.locator("#f-about-started").fill("2025-03")
    page.locator("#f-gaps-not_found").click()
    new = page.locator("[data-path='#/not_found'] input")
    new.nth(-2).fill("جديد")
    new.nth(-1).fill("new")
    handed_in_file = tmp_path / "tajawob.tajarib.json"
    handed_in_file.write_text(json.dumps(downloaded(page)), encoding="utf-8")
    project = make_project(tmp_path / "project", ROOT)
    commit_all(project)
    taken = run(project, "new_case.py", "--lang", "en", "--from", str(handed_in_file))
    assert (taken.returncode, taken.stderr) == (0, ""), taken.stdout
    diff = subprocess.run(
        ["git", "diff", "--unified=0", "--no-color"], cwd=project, capture_output=True, text=True, check=True
    )
    lines = [line for line in diff.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    english = ours["oman/tajawob"]["files"]["cases/oman/feedback/tajawob.en.md"]["body"]
    lessons = english.split("## Lessons\n\n")[1].split("\n\n##")[0].split("\n")
    assert lines == [
        "-started: 2025-02-26",
        "+started: 2025-03",
        "+  - {ar: جديد, en: new}",
        *(f"-{line}" for line in lessons),
        "+Someone else's lesson.",
    ]


# What it shows while one types.


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "language"), [("", "ar"), ("en/", "en")])
def test_a_fault_is_told_at_its_field_in_the_validators_words(open_page, ours, prefix, language):
    page = ready(open_page(f"{prefix}contribute/form/?case=oman/tajawob"))
    field = page.locator("#f-about-started")
    field.fill("2025-02-30")
    field.blur()
    expect(field).to_have_attribute("aria-invalid", "true")
    told = page.locator("#f-about-started-wrong")
    path, original = next(iter(ours["oman/tajawob"]["files"].items()))
    text = canonical.written({**original["front"], "started": "2025-02-30"}, original["body"])
    (problem,) = read_case_text(path, text, {}).problems
    expect(told).to_have_text(message(problem, strings(language)))
    assert "f-about-started-wrong" in field.get_attribute("aria-describedby").split()
    page.locator("[data-faults] a").first.click()
    expect(field).to_be_focused()
    field.fill("2025-02-26")
    field.blur()
    expect(told).to_be_empty()
    expect(field).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.browser
def test_a_fault_in_a_closed_entry_is_reached_from_the_list(open_page):
    page = ready(open_page("en/contribute/form/?case=oman/tajawob"))
    page.locator("[data-path='#/sources'] details > summary").first.click()
    page.locator("#f-sources-sources-0-url").fill("www.example.org")
    page.locator("[data-path='#/sources'] details > summary").first.click()
    page.locator("[data-check]").click()
    expect(page.locator("[data-result]")).to_be_focused()
    link = page.locator("[data-faults] a", has_text="is no web address")
    expect(link).to_have_text('Source 1, Its address: "www.example.org" is no web address')
    link.click()
    expect(page.locator("#f-sources-sources-0-url")).to_be_focused()


@pytest.mark.browser
def test_a_new_case_is_not_met_with_faults(open_page):
    page = ready(open_page("en/contribute/form/"))
    page.locator("[data-new]").click()
    expect(page.locator("[data-opened]")).to_be_focused()
    assert page.locator(".fault:visible").count() == 0
    page.locator("[data-check]").click()
    expect(page.locator("#f-about-kind-wrong")).to_have_text('the key "kind" is missing')


@pytest.mark.browser
def test_lists_by_keyboard(open_page):
    page = ready(open_page("en/contribute/form/"))
    page.locator("[data-new]").click()
    add = page.locator("#f-sources-sources")
    for number in (0, 1):
        add.press("Enter")
        expect(page.locator(f"#f-sources-sources-{number}-url")).to_be_focused()
        page.keyboard.type(f"https://example.org/{number}")
    keys = page.locator("[data-path$=':key'] input")
    assert keys.evaluate_all("inputs => inputs.map((input) => input.value)")[-2:] == ["S1", "S2"]
    up = page.locator("[data-path='#/sources'] [data-do=up]").nth(1)
    up.press("Enter")
    expect(page.locator("#f-sources-sources-0-url")).to_have_value("https://example.org/1")
    expect(page.locator("[data-path='#/sources'] [data-do=up]").first).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-path='#/sources'] [data-do=remove]").first.press("Enter")
    expect(page.locator("[data-path='#/sources'] details")).to_have_count(1)
    expect(page.locator("[data-path='#/sources'] details > summary")).to_be_focused()
    page.locator("#f-figures-figures").press("Enter")
    page.locator("#f-figures-figures-0-metric-en").fill("Users of the app")
    expect(page.locator("#f-figures-figures-0-id")).to_have_value("users-of-the-app")


@pytest.mark.browser
def test_a_field_suggests_what_it_takes(open_page):
    page = ready(open_page("contribute/form/?case=oman/tajawob"))
    page.locator("[data-path='#/sources'] details > summary").first.click()
    field = page.locator("#f-sources-sources-0-language")
    field.focus()
    assert field.evaluate("(input) => [...input.list.options].find(({ value }) => value === 'fr').label") == "الفرنسية"


@pytest.mark.browser
def test_another_original_language_swaps_the_columns(open_page):
    page = ready(open_page("en/contribute/form/"))
    page.locator("[data-new]").click()
    page.locator("#f-text-title-en").fill("The name: what it does")
    expect(page.locator("#f-place-slug")).to_have_value("the-name")
    page.locator("#f-place-language").select_option("ar")
    first = page.locator("[data-path='#/title'] textarea").first
    expect(first).to_have_attribute("lang", "ar")
    expect(first).to_have_attribute("dir", "rtl")
    expect(page.locator("#f-text-title-en")).to_have_value("The name: what it does")
    assert next(iter(downloaded(page)["files"])).endswith(".ar.md")


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_nothing_is_wider_than_a_phone(open_page, prefix):
    page = ready(open_page(f"{prefix}contribute/form/?case=saudi-arabia/whole-of-government-platforms", width=320))
    page.evaluate("document.querySelectorAll('main details').forEach((box) => { box.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


# Drafts.


@pytest.mark.browser
def test_drafts_survive_a_reload_and_can_be_deleted(open_page):
    page = ready(open_page("en/contribute/form/"))
    for name in ("One thing", "Another"):
        page.locator("[data-new]").click()
        page.locator("#f-text-title-en").fill(name)
        page.locator("#f-about-started").fill("2024")  # and no wait: the last thing typed is kept as well
    page.reload()
    ready(page)
    expect(page.locator("[data-drafts] li")).to_have_count(2)
    page.get_by_role("button", name="Open: One thing").click()
    expect(page.locator("#f-text-title-en")).to_have_value("One thing")
    expect(page.locator("#f-about-started")).to_have_value("2024")
    page.locator("#draft-name").fill("A name of its own")
    page.locator("#draft-name").blur()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete: Another").click()
    expect(page.locator("[data-drafts] li")).to_have_count(1)
    expect(page.locator("[data-drafts] li")).to_contain_text("A name of its own")
    page.get_by_role("button", name="Delete: A name of its own").click()
    expect(page.locator("[data-drafts-box]")).to_be_hidden()
    assert json.loads(page.evaluate("localStorage.getItem('tajarib-drafts')")) == {}


@pytest.mark.browser
def test_a_draft_of_an_opened_case_still_knows_what_was_there(open_page, ours):
    page = ready(open_page("en/contribute/form/?case=oman/tajawob"))
    page.locator("#f-about-started").fill("2024")
    expect(page.locator("[data-drafts] li")).to_have_count(1)
    page.goto(page.url.split("?")[0])
    ready(page)
    page.locator("[data-drafts] button").first.click()
    page.locator("#f-about-started").fill("2025-02-26")
    assert downloaded(page) == ours["oman/tajawob"]


# Ways out, and in.


@pytest.mark.browser
def test_ways_out(open_page, ours):
    page = ready(open_page("en/contribute/form/?case=oman/tajawob"))
    rows = page.locator("[data-github] li")
    expect(rows).to_have_count(2)
    path = next(iter(ours["oman/tajawob"]["files"]))
    expect(rows.first.get_by_role("link")).to_have_attribute("href", re.compile(rf"/edit/main/{re.escape(path)}$"))
    mail = urlsplit(page.locator("[data-mail-link]").get_attribute("href"))
    assert (mail.scheme, mail.path) == ("mailto", "")
    assert "tajawob.tajarib.json" in parse_qs(mail.query)["body"][0]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    rows.first.get_by_role("button").click()
    expect(rows.first.get_by_role("button")).to_have_text("Copied")
    original = ours["oman/tajawob"]["files"][path]
    assert page.evaluate("navigator.clipboard.readText()") == canonical.written(original["front"], original["body"])

    page.locator("[data-new]").click()
    page.locator("#f-place-country").select_option("oman")
    page.locator("#f-place-theme").select_option("feedback")
    page.locator("#f-place-slug").fill("short")
    page.locator("#f-text-title-en").fill("A short one")
    href = page.locator("[data-github] a")
    expect(href).to_have_attribute("href", re.compile("A%20short%20one"))
    query = parse_qs(urlsplit(href.get_attribute("href")).query)
    assert query["filename"] == ["cases/oman/feedback/short.en.md"]
    assert query["value"][0].startswith('---\ntitle: "A short one"\n')
    page.locator("#f-text-problem-en").fill("word " * 2000)
    expect(href).to_have_attribute("href", re.compile(r"short\.en\.md$"))
    expect(page.locator("[data-github]")).to_contain_text("Copy the text first, and paste it there.")


@pytest.mark.browser
def test_a_file_is_opened_again_and_what_is_no_case_is_refused(open_page, ours):
    page = ready(open_page("en/contribute/form/"))
    for content in (
        "no JSON",
        "[]",
        '{"format": "tajarib-case/1", "files": {}}',
        '{"files": {"cases/a/b/c.ar.md": {}}}',
    ):
        page.locator("[data-file]").set_input_files({"name": "x.json", "mimeType": "", "buffer": content.encode()})
        expect(page.locator("[data-failed]")).to_have_text("There is no case in it that this form can open.")
    expect(page.locator("[data-fields]")).to_be_hidden()
    document = json.dumps(ours["qatar/metrash"]).encode()
    page.locator("[data-file]").set_input_files({"name": "x.json", "mimeType": "", "buffer": document})
    expect(page.locator("[data-opened]")).to_contain_text("You are editing")
    assert downloaded(page) == ours["qatar/metrash"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "query", ["?case=oman/no-such-case", "?case=../../api/v1/cases", "?case=__proto__", "?case=%00"]
)
def test_an_address_that_names_no_case_opens_none(open_page, query):
    page = ready(open_page(f"en/contribute/form/{query}"))
    expect(page.locator("[data-failed]")).to_have_text("There is no case in it that this form can open.")


FIRE = "() => { window.fired = 0; window.fire = () => { window.fired += 1; }; }"


@pytest.mark.browser
def test_hostile_text_stays_text(open_page, ours):
    """Every attack at once, in the places where text is shown again: values, keys, file names, drafts, messages."""
    attacks = list(payloads().values())
    bad = attacks[0]
    files = json.loads(json.dumps(ours["oman/tajawob"]["files"]))
    path, original = next(iter(files.items()))
    front = original["front"]
    front["not_found"] = [{"ar": attack, "en": attack} for attack in attacks]
    front["blocks"] = [bad, "{{ value }}", "{{ functions.x }}"]
    front["status"] = bad
    front["started"] = bad
    front["address"] = "javascript:fire()"
    front["sources"] = {**front["sources"], bad: {**front["sources"]["S1"], "title": bad, "kind": bad}}
    front["figures"][0]["metric"] = {"ar": bad, "en": bad, "constructor": bad, bad: bad}
    front[bad] = bad
    document = json.dumps({"format": "tajarib-case/1", "files": files}).replace(
        '"kind": "platform"', '"__proto__": {"polluted": "yes"}, "kind": "platform"'
    )
    page = open_page("en/contribute/form/")
    page.evaluate(FIRE)
    ready(page)
    page.locator("[data-file]").set_input_files({"name": f"{bad}.json", "mimeType": "", "buffer": document.encode()})
    expect(page.locator("[data-opened]")).to_contain_text("You are editing")
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    page.locator("#f-text-title-en").fill(bad)
    page.locator("#draft-name").fill(bad)
    page.locator("#draft-name").blur()
    page.locator("[data-check]").click()
    expect(page.locator("[data-drafts]")).to_contain_text("<script>fire()</script>")
    expect(page.locator("[data-faults]")).to_contain_text("<script>fire()")
    assert downloaded(page)["files"][path]["front"]["not_found"] == front["not_found"]
    active = "script, img, svg:not(.icon), iframe, object, embed, style, video"
    assert page.locator(f"[data-form] :is({active})").count() == 0
    assert page.locator("[data-form] a[href^='javascript']").count() == 0
    page.reload()
    page.evaluate(FIRE)
    ready(page)
    page.locator("[data-drafts] button").first.click()
    expect(page.locator("#f-text-title-en")).to_have_value(bad)
    assert page.evaluate("[window.fired, {}.polluted ?? null]") == [0, None]


@pytest.mark.browser
def test_what_leads_here(open_page, address):
    page = open_page("cases/oman/tajawob/")
    page.get_by_role("link", name="صوّبها في نموذج المساهمة").click()
    page.wait_for_url(f"{address}contribute/form/?case=oman/tajawob")
    expect(page.locator("[data-opened]")).to_contain_text("تجاوب")
    page = open_page("en/contribute/")
    page.get_by_role("link", name="contribution form").first.click()
    page.wait_for_url(f"{address}en/contribute/form/")


@pytest.mark.browser
def test_without_a_script_it_says_what_to_do_instead(open_page):
    page = open_page("en/contribute/form/", java_script_enabled=False)
    expect(page.get_by_role("link", name="The form “Propose a case” on GitHub")).to_be_visible()
    expect(page.locator("[data-app]")).to_be_hidden()
    expect(page.locator("[data-loading]")).to_be_hidden()


def test_the_library_makes_no_code_of_text():
    script = (ROOT / "overrides" / "assets" / "vendor" / "jedison.js").read_text("utf-8")
    assert not re.search(r"\beval\s*\(|new\s+Function\b|\bFunction\s*\(|document\.write|insertAdjacentHTML", script)
    assert unquote(script.split("\n", 1)[0]).startswith("/*! Jedison. MIT License")
