"""The life of a small project after its first day, rehearsed in a scratch repository and built once at the end.

A bad pull request, a translation that falls behind, a case that is renamed, a review that lapses and a link that dies:
each is told where it should be told, and seen by a reader on the site that follows. What each command does in all its
cases is tested where the command is (``test_life``, ``test_external_links``, ``test_validate``).
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import MINIMAL
from foreign_site import foreign_site, needs_lychee
from projects import ROOT, commit_all, environment, make_project, run
from test_site import Reading

OLD = "cases/oman/feedback/example-service"
NEW = "cases/oman/feedback/new-name"
STRATEGY = "cases/gcc/strategy/example-strategy.en.md"
COPY = "https://archive.example/copy"


@dataclass
class Story:
    """What was told along the way, and the site at the end."""

    site: Path
    dead: str
    """The address that died."""
    cited: int
    """The line of the translation on which a pull request cites what is no source."""
    told: dict[str, str]
    """What each command printed, by what it was about."""

    def page(self, address: str) -> str:
        return (self.site / address / "index.html").read_text("utf-8")


def git(project: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", project, *arguments], check=True, capture_output=True, env=environment())


def edit(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def merge(project: Path, branch: str) -> None:
    commit_all(project, branch)
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--ff-only", branch)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    needs_lychee()
    project = make_project(tmp_path_factory.mktemp("rehearsal") / "project", MINIMAL)
    (project / ".gitignore").write_text("site/\n__pycache__/\n")
    assert run(project, "translations.py", "accept", f"{OLD}.en.md").returncode == 0
    commit_all(project, "the first day")
    told = {}

    # A pull request with two mistakes: one in the record, one in the text. It is not merged.
    git(project, "checkout", "-q", "-b", "mistakes")
    edit(project, f"{OLD}.ar.md", "kind: platform", "kind: plattform")
    edit(project, f"{OLD}.en.md", "[^S2]", "[^S9]")
    cited = line_of(project / f"{OLD}.en.md", "[^S9]")
    told["mistakes"] = run(project, "validate.py", "--format", "github").stdout
    git(project, "checkout", "-q", "--force", "main")

    # One that changes the original alone.
    git(project, "checkout", "-q", "-b", "original")
    edit(project, f"{OLD}.ar.md", "ولم يكن أحد يعدّها", "ولم تكن جهة تعدّها")
    told["stale"] = run(project, "translations.py", "stale").stdout
    merge(project, "original")

    # One that renames a case, first without a thought of its address.
    git(project, "checkout", "-q", "-b", "rename")
    for language in ("ar", "en"):
        (project / f"{OLD}.{language}.md").rename(project / f"{NEW}.{language}.md")
    told["renamed"] = run(project, "validate.py", "--format", "github").stdout
    former = "formerly: [oman/example-service-2014"
    edit(project, f"{NEW}.ar.md", former, former + ", oman/example-service")
    told["redirected"] = run(project, "validate.py", "--format", "github").stdout
    merge(project, "rename")

    # A review that was due in spring.
    review = "reviewed, by: {ar: مراجع المثال, en: Example reviewer}, on: 2024-04-01, due: 2026-04-01"
    edit(project, STRATEGY, "review: {state: unreviewed", f"review: {{state: {review}")
    commit_all(project, "reviewed long ago")
    told["due"] = run(project, "due.py", "--lang", "en").stdout

    # Four weeks of looks at a site that takes one of its pages away.
    with foreign_site() as foreign:
        dead = foreign / "page"
        edit(project, f"{NEW}.ar.md", 'https://source.example/1",', f'{dead}", archived: "{COPY}",')
        edit(project, f"{NEW}.ar.md", "https://source.example/2", foreign / "home")
        edit(project, "cases/oman/country.yml", "https://portal.example/", dead)
        for day, answer in (("10-26", 200), ("11-02", 404), ("11-09", 404), ("11-16", 404)):
            foreign.answers = {"page": answer, "home": 200}
            result = run(project, "links.py", day=f"2026-{day}")
            assert result.returncode == 0, result.stderr
    told["links"] = result.stdout
    commit_all(project, "what the looks found")

    result = run(project, "build.py")
    assert result.returncode == 0, result.stdout + result.stderr
    return Story(project / "site", dead, cited, told)


def line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_a_bad_pull_request_is_annotated_on_its_lines(story):
    kind = line_of(MINIMAL / f"{OLD}.ar.md", "kind: platform")
    assert story.told["mistakes"] == (
        f"::error file={OLD}.ar.md,line={kind},col=7,title=E106 kind::"
        'there is no code "plattform" for this (did you mean "platform"?)\n'
        f"::error file={OLD}.en.md,line={story.cited},col=51,title=E207::"
        'the text cites "S9", which is not in sources (did you mean "S4"?)\n'
    )


def test_a_stale_translation_is_reported_and_seen(story):
    assert (
        f'- <code dir="ltr">{OLD}.en.md</code>: The problem (<code dir="ltr">{OLD}.ar.md</code>)\n'
        in (story.told["stale"])
    )
    assert "these parts may be behind: The problem." in story.page("en/cases/oman/new-name")
    status = json.loads((story.site / "api/v1/status.json").read_text("utf-8"))
    assert status["translations"]["en"]["behind"] == 1


def test_a_renamed_case_is_told_of_until_it_names_its_former_address(story):
    line = line_of(MINIMAL / f"{OLD}.ar.md", "formerly:")
    assert story.told["renamed"] == (
        f"::error file={NEW}.ar.md,line={line},col=1,title=E017 formerly::"
        'the address of "oman/example-service" is gone: no case has it, and none names it in formerly\n'
    )
    assert story.told["redirected"] == ""


@pytest.mark.parametrize("former", ["example-service", "example-service-2014"])
@pytest.mark.parametrize(("prefix", "up"), [("", "../../../"), ("en/", "../../../../")])
def test_a_former_address_leads_on(story, former, prefix, up):
    text = story.page(f"{prefix}cases/oman/{former}")
    page = Reading(text)
    to = f"{up}{prefix}cases/oman/new-name/"
    assert page.one("meta", **{"http-equiv": "refresh"})["content"] == f"0; url={to}"
    assert [a["href"] for a in page.all("a")] == [to]
    assert page.one("link", rel="canonical")["href"] == f"https://tajarib.example/{prefix}cases/oman/new-name/"
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert len(text) < 2_000
    assert (story.site / prefix / "cases/oman/new-name/index.html").is_file()
    assert f"/{former}/" not in (story.site / "sitemap.xml").read_text("utf-8")


def test_the_sitemap_says_when_a_page_last_changed(story):
    project = story.site.parent
    log = ["git", "-C", project, "log", "-1", "--format=%cs", "--", "cases/oman"]
    day = subprocess.run(log, capture_output=True, text=True, check=True).stdout.strip()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ET.parse(story.site / "sitemap.xml").getroot().findall("s:url", space)
    days = {url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in urls}
    for address in ("en/cases/oman/new-name/", "countries/oman/", "en/themes/feedback/"):
        assert days[f"https://tajarib.example/{address}"] == day
    assert days["https://tajarib.example/cases/"] == "", "it sorts what other pages tell"


def test_an_overdue_review_is_listed(story):
    entry = r"- \[ \] .+: review lapsed \(1 April 2026\) <code dir=\"ltr\">" + re.escape(STRATEGY)
    assert re.search(entry, story.told["due"])
    status = json.loads((story.site / "api/v1/status.json").read_text("utf-8"))
    assert status["reviews_due"] == [{"id": "gcc/example-strategy", "state": "lapsed", "holds_until": "2026-04-01"}]
    page = story.page("en/cases/gcc/example-strategy")
    assert "reviewed 1 April 2024" in page
    assert "lapsed on 1 April 2026" in page
    links = [a["href"] for a in Reading(story.page("en/status")).all("a")]
    assert "../../en/cases/gcc/example-strategy/" in links


@pytest.mark.parametrize(
    ("prefix", "mark", "copy"),
    [
        ("", "لم يعد هذا العنوان يستجيب، وآخر مرة استجاب فيها: 26 أكتوبر 2026", "نسخة محفوظة"),
        ("en/", "this address no longer answers, last seen 26 October 2026", "archived copy"),
    ],
)
def test_a_dead_link_is_marked_wherever_it_is_shown(story, prefix, mark, copy):
    pages = ("cases/oman/new-name", "gateway", "gateway/oman", "gateway/task/national-portal", "status")
    for page in pages:
        text = story.page(prefix + page)
        assert f'href="{story.dead}"' in text, page
        assert text.count(f'<span class="dead">{mark}') == text.count(f'href="{story.dead}"'), page
        assert f'<a rel="external" href="{COPY}">{copy}</a>' in text, page


def test_dead_links_are_listed_by_country(story):
    assert story.told["links"] == (
        "10 addresses: 1 answering (0 moved for good), 1 failing, 8 without a clear answer, 1 dead\n"
        f"dead: {story.dead} (oman/new-name, oman)\n"
    )
    external = json.loads((story.site / "api/v1/status.json").read_text("utf-8"))["links"]["external"]
    assert external["last_look"]["day"] == "2026-11-16"
    assert external["dead"] == {
        "oman": [
            {
                "address": story.dead,
                "last_answered": "2026-10-26",
                "first_failed": "2026-11-02",
                "archived": COPY,
                "named_by": ["oman/new-name", "oman"],
            }
        ]
    }


def test_workflows_call_make_targets_that_are_there_and_actions_by_their_commit():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    actions: dict[str, set[str]] = {}
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        text = path.read_text("utf-8")
        called = re.findall(r"\bmake (?:-s )?([a-z-]+)", "\n".join(re.findall(r"run: (.+)", text)))
        assert set(called) <= targets, path.name
        assert "\npermissions: {}\n" in text, path.name
        for action, commit in re.findall(r"uses: (\S+?)@(\S+)", text):
            actions.setdefault(action, set()).add(commit)
    assert actions
    assert all(len(found) == 1 and re.fullmatch("[0-9a-f]{40}", *found) for found in actions.values()), actions
