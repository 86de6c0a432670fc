"""The life of a case after its first day, in a scratch repository: what commands say. Its site: test_rehearsal."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import projects
from conftest import MINIMAL
from projects import commit_all
from tajarib import history
from tajarib.catalogue import catalogue
from tajarib.content_days import content_day
from tajarib.corpus import read_corpus
from tajarib.i18n import strings
from tajarib.pages import Lens, Page, pages
from tajarib.problems import as_text
from tajarib.rules import check

AR = "cases/oman/feedback/example-service.ar.md"
EN = "cases/oman/feedback/example-service.en.md"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def command(root: Path, script: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return projects.command(script, "--root", root, *arguments)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The minimal corpus on main, committed, and its translation recorded as up to date."""
    import shutil

    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    assert command(tmp_path, "translations.py", "accept", tmp_path / EN).returncode == 0
    commit_all(tmp_path)
    return tmp_path


def edit(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def rename(root: Path) -> None:
    """Rename the case of both languages, as someone does who does not know that addresses stay."""
    for path in (AR, EN):
        (root / path).rename(root / path.replace("example-service", "new-name"))


def told(root: Path) -> str:
    return as_text([p for p in check(read_corpus(root)) if p.code == "E017"], [strings("en")])


RENAMED = AR.replace("example-service", "new-name")
LINE = (MINIMAL / AR).read_text("utf-8").splitlines().index("formerly: [oman/example-service-2014]") + 1
GONE = (
    f'{RENAMED}:{LINE}:1 E017 formerly: the address of "oman/example-service" is gone:'
    " no case has it, and none names it in formerly\n"
)


def name_former(root: Path) -> None:
    old = "formerly: [oman/example-service-2014]"
    edit(root, RENAMED, old, "formerly: [oman/example-service-2014, oman/example-service]")


class TestAddresses:
    def test_without_git_nothing_is_known(self, tmp_path, monkeypatch):
        assert history.public_commits(tmp_path) == ()
        monkeypatch.setenv("PATH", "")
        assert history.public_commits(tmp_path) == ()

    def test_a_fresh_repository_is_silent(self, repository):
        assert told(repository) == ""

    def test_renaming_is_told_before_the_commit_and_after_it(self, repository):
        rename(repository)
        assert told(repository) == GONE
        commit_all(repository, "rename")
        assert told(repository) == GONE

    def test_naming_the_former_address_mends_it(self, repository):
        rename(repository)
        name_former(repository)
        assert told(repository) == ""
        commit_all(repository, "rename")
        assert told(repository) == ""

    def test_on_a_branch_all_of_it_is_looked_at(self, repository):
        git(repository, "checkout", "-q", "-b", "topic")
        rename(repository)
        commit_all(repository, "rename")
        (repository / "more.txt").write_text("more")
        commit_all(repository, "more")
        assert told(repository) == GONE

    def test_what_began_on_the_branch_was_never_public(self, repository):
        git(repository, "checkout", "-q", "-b", "topic")
        new = AR.replace("example-service", "draft-name")
        text = (repository / AR).read_text("utf-8").replace("formerly: [oman/example-service-2014]\n", "")
        (repository / new).write_text(text, encoding="utf-8")
        commit_all(repository, "a new case")
        (repository / new).rename(repository / new.replace("draft-name", "better-name"))
        assert told(repository) == ""

    def test_github_checks_a_merge_out_with_the_commit_before(self, repository, tmp_path_factory):
        """As actions/checkout does for a pull request: detached, no branch named, depth two."""
        git(repository, "checkout", "-q", "-b", "topic")
        rename(repository)
        commit_all(repository, "rename")
        git(repository, "checkout", "-q", "main")
        (repository / "more.txt").write_text("more")
        commit_all(repository, "main moves on")
        identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost"]
        git(repository, *identity, "merge", "-q", "--no-ff", "-m", "merge", "topic")
        git(repository, "update-ref", "refs/pull/1/merge", "HEAD")
        clone = tmp_path_factory.mktemp("runner")
        git(clone, "init", "-q")
        git(clone, "fetch", "-q", "--depth=2", f"file://{repository}", "refs/pull/1/merge")
        git(clone, "checkout", "-q", "FETCH_HEAD")
        assert told(clone) == GONE

    def test_a_draft_had_no_public_address(self, repository):
        edit(repository, AR, "review: {state: unreviewed}", "review: {state: unreviewed}\ndraft: true")
        edit(repository, AR, "formerly: [oman/example-service-2014]\n", "")
        commit_all(repository, "a draft again")
        git(repository, "checkout", "-q", "-b", "topic")
        rename(repository)
        commit_all(repository, "rename")
        assert told(repository) == ""

    def test_a_case_taken_away_is_told_at_its_old_place(self, repository):
        for path in (AR, EN):
            (repository / path).unlink()
        assert [line.split(" ")[0] for line in told(repository).splitlines()] == [f"{AR}:1:1"] * 2


class TestChanges:
    DAYS = ("2026-01-05", "2026-02-06", "2026-03-07")

    @pytest.fixture
    def dated(self, repository: Path) -> Path:
        """Three commits, a month apart: all, the original, a branch that brings in the translation's change."""
        commit = ["-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "-q"]

        def on(day: str, *arguments: str) -> None:
            when = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": "2020-01-01T12:00:00Z"}
            subprocess.run(["git", "-C", repository, *arguments], check=True, env={**os.environ, **when})

        on(self.DAYS[0], *commit, "--amend", "-m", "all")
        edit(repository, AR, "review: {state: unreviewed}", "review: {state: unreviewed} # none yet")
        on(self.DAYS[1], *commit, "-a", "-m", "the original")
        git(repository, "checkout", "-q", "-b", "topic")
        edit(repository, EN, "title: ", "title:  ")
        on("2026-02-20", *commit, "-a", "-m", "the translation")
        git(repository, "checkout", "-q", "main")
        identity = commit[:4]
        on(self.DAYS[2], *identity, "merge", "-q", "--no-ff", "-m", "merge", "topic")
        return repository

    def test_each_file_has_the_day_on_which_it_last_came_in(self, dated):
        days = history.last_changes(dated, "cases", "docs")
        assert (days["cases/taxonomy.yml"], days[AR], days[EN]) == self.DAYS
        assert sorted(days) == sorted(path.relative_to(dated).as_posix() for path in (dated / "cases").rglob("*.*"))

    def test_what_is_not_committed_has_none(self, dated):
        edit(dated, AR, "# none yet", "# none")
        (dated / "cases" / "new.yml").touch()
        days = history.last_changes(dated, "cases")
        assert AR not in days
        assert "cases/new.yml" not in days
        assert days[EN] == self.DAYS[2]

    def test_what_lies_before_a_shallow_history_has_none(self, dated, tmp_path_factory):
        clone = tmp_path_factory.mktemp("clone") / "shallow"
        git(dated, "clone", "-q", "--depth=2", f"file://{dated}", str(clone))
        assert history.last_changes(clone, "cases") == {EN: self.DAYS[2]}

    def test_without_git_nothing_is_known(self, tmp_path):
        assert history.last_changes(tmp_path, "cases") == {}


@pytest.mark.parametrize(
    ("address", "language", "day"),
    [
        ("cases/oman/example-service/", "ar", "2026-03-01"),
        ("cases/oman/example-service/", "en", "2026-03-02"),  # its own text; the record is of the day before
        ("cases/gcc/example-strategy/", "ar", ""),  # one of its files has no day
        ("themes/feedback/", "en", "2026-03-02"),
        ("cases/", "en", ""),
        ("about/", "en", "2026-03-04"),
    ],
)
def test_the_day_of_a_page(minimal, address, language, day):
    catalogue_ = catalogue(minimal, (), minimal.day, drafts=False)
    changed = {AR: "2026-03-01", EN: "2026-03-02", "docs/about.en.md": "2026-03-04", "cases/taxonomy.yml": "2026-01-01"}
    ours = {
        (page.address, page.language): page for page in pages(Lens(catalogue_, one) for one in catalogue_.languages)
    }
    about = Page("about/", "en", "page.html", "About", "", source="docs/about.en.md")
    assert content_day(ours.get((address, language), about), catalogue_, changed) == day


class TestTranslations:
    OLD, NEW = "ولم يكن أحد يعدّها", "ولم تكن جهة تعدّها"

    def test_the_old_text_is_found_through_history(self, repository):
        edit(repository, AR, self.OLD, self.NEW)
        commit_all(repository, "another word")
        edit(repository, AR, "وجد التدقيق", "وجد تدقيق لاحق")
        result = command(repository, "translations.py", "diff", repository / EN)
        assert (result.returncode, result.stderr) == (0, "")
        old = next(line for line in (MINIMAL / AR).read_text("utf-8").splitlines() if self.OLD in line)
        assert (
            f"{EN}: problem\n--- then\n+++ now\n@@ -1 +1 @@\n-{old}\n+{old.replace(self.OLD, self.NEW)}\n"
            in result.stdout
        )
        assert f"{EN}: went-wrong\n" in result.stdout

    def test_it_follows_renames(self, repository):
        rename(repository)
        commit_all(repository, "rename")
        edit(repository, RENAMED, self.OLD, self.NEW)
        path = repository / EN.replace("example-service", "new-name")
        assert self.OLD in command(repository, "translations.py", "diff", path).stdout

    def test_a_shallow_history_is_named(self, repository, tmp_path_factory):
        edit(repository, AR, self.OLD, self.NEW)
        commit_all(repository, "another word")
        clone = tmp_path_factory.mktemp("shallow") / "clone"
        git(repository, "clone", "-q", "--depth=1", f"file://{repository}", str(clone))
        result = command(clone, "translations.py", "diff", clone / EN)
        assert result.returncode == 0
        assert "too shallow" in result.stdout
        assert "git fetch --unshallow" in result.stdout

    def test_a_text_that_was_never_committed_is_named(self, repository):
        text = (repository / EN).read_text("utf-8")
        line = next(line for line in text.splitlines() if line.strip().startswith("problem:"))
        edit(repository, EN, line, '    problem: "00000000"')
        result = command(repository, "translations.py", "diff", repository / EN)
        assert "git holds no version" in result.stdout

    def test_what_is_accepted_is_written_in_the_form_of_all_cases(self, repository):
        """With its comments, and its own line ends."""
        edit(repository, AR, self.OLD, self.NEW)
        good = (repository / EN).read_text("utf-8")
        old = next(line for line in good.splitlines() if line.strip().startswith("problem:"))
        text = good.replace("translation:\n", "translation:  # of the second edition\n").replace(
            old, f"{old}  # by hand"
        )
        (repository / EN).write_text(text.replace('"', "'", 2), encoding="utf-8", newline="\r\n")
        assert "W001" in command(repository, "validate.py").stdout
        assert command(repository, "translations.py", "accept", repository / EN).returncode == 0
        raw = (repository / EN).read_bytes().decode()
        assert raw.count("\r\n") == raw.count("\n")
        new = next(line for line in raw.splitlines() if line.strip().startswith("problem:"))
        assert new.removesuffix("  # by hand") not in ("", new, old)
        assert raw.replace("\r\n", "\n").replace(new, f"{old}  # by hand") == text
        assert "W001" not in command(repository, "validate.py").stdout
        assert EN not in command(repository, "translations.py", "list").stdout

    def test_a_list_names_what_it_cannot_tell_of(self, repository):
        edit(repository, AR, "kind: platform", "kind: plattform")
        result = command(repository, "translations.py", "list")
        assert result.returncode == 1
        assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [AR, EN]
        assert "`make check` says why" in result.stderr

    def test_nothing_is_behind(self, repository):
        result = command(repository, "translations.py", "diff", repository / EN)
        assert result.stdout == f"{EN}: nothing is behind in what was recorded\n"

    @pytest.mark.parametrize("path", [AR, "cases/glossary.yml", "cases/nothing.en.md"])
    def test_what_is_no_translation(self, repository, path):
        result = command(repository, "translations.py", "diff", repository / path)
        assert result.returncode == 1
        assert "is no translation" in result.stderr

    def test_a_pull_request_is_told_what_it_makes_stale(self, repository):
        edit(repository, AR, "التكليف الملزم", "التكليف")
        commit_all(repository, "stale on main already")
        git(repository, "checkout", "-q", "-b", "topic")
        (repository / "more.txt").write_text("more")
        commit_all(repository, "something else")
        assert command(repository, "translations.py", "stale").stdout == ""
        edit(repository, AR, self.OLD, self.NEW)
        commit_all(repository, "another word")
        english = command(repository, "translations.py", "stale").stdout
        assert "## Translations that this change makes stale\n" in english
        assert f'- <code dir="ltr">{EN}</code>: The problem (<code dir="ltr">{AR}</code>)\n' in english
        both = command(repository, "translations.py", "stale", "--lang", "ar,en").stdout
        assert both.index('<div dir="rtl" lang="ar">') < both.index('<div dir="ltr" lang="en">')
        assert "المشكلة" in both


def test_a_bad_pull_request_is_annotated_and_summed_up(repository):
    edit(repository, AR, "kind: platform", "kind: plattform")
    result = command(repository, "validate.py", "--format", "github", "--lang", "ar,en")
    assert result.returncode == 1
    (line,) = [line for line in result.stdout.splitlines() if " E106 " in line or "E106" in line]
    assert line.startswith(f"::error file={AR},line=4,col=7,title=E106 kind::")
    assert 'there is no code "plattform" for this (did you mean "platform"?)' in line
    summary = command(repository, "validate.py", "--format", "markdown", "--lang", "ar,en").stdout
    assert "## فحص التجارب" in summary
    assert "## Check of the cases" in summary
    assert (
        f'| E106 | <code dir="ltr">{AR}:4:7</code> | <code dir="ltr">kind</code> there is no code "plattform" for this'
        ' (did you mean "platform"?) |'
    ) in summary
    assert "Mend each on the line named" in summary


def test_a_summary_holds_no_stranger_s_markup(repository):
    edit(repository, AR, "kind: platform", 'kind: "<b>|`[x](https://evil.example)"')
    summary = command(repository, "validate.py", "--format", "markdown").stdout
    assert "&#60;b&#62;&#124;&#96;&#91;x&#93;(https://evil.example)" in summary
    assert "<b>" not in summary


class TestReviews:
    def review(self, root, text):
        edit(
            root,
            AR,
            "review: {state: unreviewed}",
            f"review: {{state: reviewed, by: {{ar: مراجع, en: Reader}}, {text}}}",
        )

    def test_nothing_is_printed_when_nothing_is_due(self, repository):
        self.review(repository, "on: 2026-10-01")
        result = command(repository, "due.py")
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")

    def test_what_lapsed_is_listed_by_country_in_both_languages(self, repository):
        self.review(repository, "on: 2024-01-10, due: 2026-01-10")
        told = command(repository, "due.py").stdout
        arabic, english = told.split('<div dir="ltr" lang="en">')
        assert "## مراجعات ينبغي تجديدها، 23 نوفمبر 2026" in arabic
        assert "## Reviews to renew, 23 November 2026\n" in english
        name = read_corpus(repository).countries["oman"].record.name.en
        assert f"### {name}\n" in english
        assert f': review lapsed (10 January 2026) <code dir="ltr">{AR}</code>\n' in english
        assert "1 case was never reviewed." in english
