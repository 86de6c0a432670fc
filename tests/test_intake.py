"""What the form hands over is taken in: a new case is written, of an old one only what was edited changes."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import MINIMAL, minimal_corpus
from projects import ROOT, commit_all
from tajarib import intake
from tajarib.corpus import read_corpus
from tajarib.drafting import taken_in
from tajarib.rules import check
from test_new_case import files, new_case
from written import ODD_TEXTS

AR = "cases/oman/feedback/example-service.ar.md"
EN = "cases/oman/feedback/example-service.en.md"


def handed(paths: dict[str, str]) -> dict[str, Any]:
    """Return the document that the form makes of files of the minimal corpus: path there to the file's own path."""
    by_path = minimal_corpus().by_path
    own = {path: {"front": by_path[old].data.value, "body": by_path[old].body} for path, old in paths.items()}
    return {"format": intake.FORMAT, "files": copy.deepcopy(own)}


def new() -> dict[str, Any]:
    document = handed({path.replace("example", "new"): path for path in (AR, EN)})
    del document["files"][AR.replace("example", "new")]["front"]["formerly"]
    return document


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The minimal corpus with some comments, committed."""
    folder = tmp_path / "project"
    shutil.copytree(MINIMAL, folder)
    path = folder / AR
    text = path.read_text("utf-8").replace("kind: platform", "# what it is\nkind: platform  # as they say")
    text = text.replace("      - {value: 54", "      # asked in May\n      - {value: 54")
    path.write_text(text.replace("review:", "# nobody yet\nreview:"), "utf-8")
    commit_all(folder)
    return folder


def take_in(root: Path, document: Any, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Hand *document* in, or, where it is no data, its text."""
    file = root.parent / "handed in.json"
    file.write_bytes(document if isinstance(document, bytes) else json.dumps(document, sort_keys=True).encode())
    result = new_case(root, "--lang", language, "--from", file)
    assert "Traceback" not in result.stderr
    return result


def changes(root: Path) -> list[str]:
    """Return the lines that git says were taken out and put in."""
    command = ["git", "-C", str(root), "diff", "--unified=0"]
    lines = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


def test_every_case_taken_in_as_it_is_stays_as_it_is() -> None:
    corpus = read_corpus(ROOT)
    for id_, members in corpus.by_id.items():
        own = {file.path: {"front": file.data.value, "body": file.body} for file in members}
        raw = json.dumps({"format": intake.FORMAT, "files": own}, sort_keys=True).encode()
        texts = {path: intake.text(corpus, path, one) for path, one in intake.document(raw).items()}
        assert texts == {file.path: file.text for file in members}, id_


def test_a_case_as_it_is_changes_nothing(repository: Path) -> None:
    result = take_in(repository, handed({AR: AR, EN: EN}))
    assert (result.returncode, result.stderr) == (0, "")
    assert f"Nothing changed: {AR}\nNothing changed: {EN}\n" in result.stdout
    assert changes(repository) == []


def test_of_a_case_that_is_there_only_what_was_edited_changes(repository: Path) -> None:
    document = handed({AR: AR, EN: EN})
    front = document["files"][AR]["front"]
    front["status"] = "pilot"
    front["figures"][0]["points"].insert(1, {"value": 40, "as_of": "2018", "sources": ["S2"]})
    document["files"][AR]["body"] = document["files"][AR]["body"].replace("ابدأ بجهة واحدة.", "ابدأ بجهتين.")
    result = take_in(repository, document)
    assert (result.returncode, result.stderr) == (0, "")
    assert f"Edited: {AR}\nNothing changed: {EN}\n" in result.stdout
    assert changes(repository) == [
        "-status: live",
        "+status: pilot",
        "+      - {value: 40, as_of: 2018, sources: [S2]}",
        "-ابدأ بجهة واحدة.",
        "+ابدأ بجهتين.",
    ]


def test_a_new_case_is_written(repository: Path) -> None:
    document = new()
    before = files(repository)
    result = take_in(repository, document)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert set(files(repository)) - set(before) == {repository / path for path in document["files"]}
    assert changes(repository) == []
    corpus = read_corpus(repository)
    assert check(corpus) == ()
    for path, own in document["files"].items():
        assert corpus.by_path[path].data.value == own["front"]
        assert corpus.by_path[path].body == own["body"]


def test_errors_are_told_as_the_check_tells_them(repository: Path) -> None:
    document = new()
    path = AR.replace("example", "new")
    document["files"][path]["front"]["kind"] = "plattform"
    before = files(repository)
    result = take_in(repository, document, "ar")
    assert result.returncode == 1
    assert f"{path}:4:7 E106 kind: لا رمز هنا باسم «plattform»" in result.stdout
    assert files(repository) == before


@pytest.mark.parametrize("how", ["edited", "unknown to git", "no git"])
def test_what_git_does_not_hold_is_not_written_over(repository: Path, how: str) -> None:
    if how == "edited":
        (repository / AR).write_text((repository / AR).read_text("utf-8").replace("# what", "# just what"), "utf-8")
    elif how == "unknown to git":
        subprocess.run(["git", "-C", str(repository), "rm", "-q", "--cached", AR], check=True)
    else:
        shutil.rmtree(repository / ".git")
    document = handed({AR: AR})
    document["files"][AR]["front"]["status"] = "pilot"
    before = files(repository)
    result = take_in(repository, document)
    assert result.returncode == 1
    assert result.stderr == f"{AR} is there already, and git does not hold it as it is: commit first\n"
    assert files(repository) == before


def test_what_cannot_be_read_is_not_written_over(repository: Path) -> None:
    (repository / AR).write_text((repository / AR).read_text("utf-8").replace("kind: platform", "kind: [x"), "utf-8")
    commit_all(repository, "broken")
    result = take_in(repository, handed({AR: AR}))
    assert result.returncode == 1
    assert f"{AR} is there already and cannot be read; `make check` says why" in result.stderr


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("cases/oman/../../escaped.ar.md", "E010"),
        ("../cases/oman/feedback/x.ar.md", "E010"),
        ("/cases/oman/feedback/x.ar.md", "E010"),
        ("docs/oman/feedback/x.ar.md", "E010"),
        ("cases//oman/feedback/x.ar.md", "E010"),
        ("cases/oman/feedback/./x.ar.md", "E010"),
        ("cases/oman/feedback/x.ar.md/", "E010"),
        ("cases/oman/feedback/x.ar.md\n", "E010"),
        ("cases\\oman\\feedback\\x.ar.md", "E010"),
        ("cases/oman/feedback/x.ar.py", "E010"),
        ("cases/taxonomy.yml", "E010"),
        ("", "E010"),
        ("cases/../feedback/x.ar.md", "E011"),
        ("cases/oman/../x.ar.md", "E012"),
        ("cases/oman/feedback/x.../.md", "E010"),
        ("cases/oman/feedback/x.tlh.md", "E013"),
        ("cases/oman/feedback/..ar.md", "E015"),
        ("cases/oman/feedback/x\x00.ar.md", "E014"),
        ("cases/oman/feedback/\u202ex.ar.md", "E014"),
    ],
)
def test_paths_lead_nowhere_else(path: str, told: str) -> None:
    text = minimal_corpus().by_path[AR].text
    errors = [problem for problem in taken_in(minimal_corpus(), {path: text}) if problem.is_error]
    assert told in {problem.code for problem in errors if problem.path == path}


def test_nothing_is_written_outside(repository: Path) -> None:
    outside = repository.parent / "outside"
    outside.mkdir()
    (repository / "cases/oman/data").symlink_to(outside)
    own = new()["files"][AR.replace("example", "new")]
    for path, told in (("cases/../../x.ar.md", "E011"), ("cases/oman/data/x.ar.md", "leads out of cases/")):
        result = take_in(repository, {"format": intake.FORMAT, "files": {path: own}})
        assert result.returncode == 1
        assert told in result.stdout + result.stderr
    assert not list(repository.parent.rglob("x.ar.md*"))


GOOD = {"front": {}, "body": ""}
BAD: list[tuple[Any, str]] = [
    (b"", "the file is not JSON: "),
    (b"{", "the file is not JSON: "),
    (b"\xff", "the file is not UTF-8 text: "),
    (b"[" * 100_000, "the file is nested deeper than any case"),
    (b'{"format": ' + b"9" * 5000 + b"}", "the file is not JSON: "),
    (b" " * (intake.LARGEST + 1), "the file is larger than any case"),
    (b'{"format": "x", "format": "y"}', 'the key "format" stands here twice'),
    (b'{"format": NaN}', "NaN is no number"),
    ([], "not as the form makes it; expected: a mapping (key: value)"),
    ({"format": 1, "files": {}}, "format: not as the form makes it; expected: text"),
    ({"files": {}}, "format: not as the form makes it; expected: text"),
    ({"format": "tajarib-case/2", "files": {}}, 'format: not as the form makes it; expected: "tajarib-case/1"'),
    ({"format": intake.FORMAT, "files": []}, "files: not as the form makes it; expected: a mapping (key: value)"),
    ({"format": intake.FORMAT, "files": {}}, "the file does not hold the files of one case, but: –"),
    ({"format": intake.FORMAT, "files": {AR: GOOD, "cases/oman/data/x.ar.md": GOOD}}, "the files of one case, but: "),
    ({"format": intake.FORMAT, "files": {AR: GOOD}, "more": 1}, "more: not as the form makes it; expected: nothing"),
    ({"format": intake.FORMAT, "files": {AR: "---"}}, f"{AR}: not as the form makes it; expected: a mapping"),
    ({"format": intake.FORMAT, "files": {AR: {"front": []}}}, f"{AR} front: not as the form makes it"),
    ({"format": intake.FORMAT, "files": {AR: {"front": {}, "body": None}}}, f"{AR} body: not as the form makes it"),
    ({"format": intake.FORMAT, "files": {AR: {"front": {"a": [[[[[[[[[[[[[1]]]]]]]]]]]]]}, "body": ""}}}, "deeper"),
    (b'{"format": "tajarib-case/1", "files": {"x": {"front": {"a": 1e999}, "body": ""}}}', "inf is no number"),
    (b'{"format": "tajarib-case/1", "files": {"x": {"front": {"a": "\\ud800"}, "body": ""}}}', "not UTF-8"),
]


@pytest.mark.parametrize(("document", "told"), BAD, ids=[told for _, told in BAD])
def test_what_the_form_does_not_make_is_refused(document: Any, told: str) -> None:
    with pytest.raises(intake.RefusedError) as refused:
        intake.document(document if isinstance(document, bytes) else json.dumps(document).encode())
    assert told in str(refused.value)


def test_a_refusal_is_told(repository: Path) -> None:
    before = files(repository)
    result = take_in(repository, {"format": intake.FORMAT, "files": []})
    assert (result.returncode, result.stdout) == (1, "")
    assert "files: not as the form makes it; expected: a mapping (key: value)\nNothing was written.\n" in result.stderr
    assert "المتوقع" in take_in(repository, {"format": intake.FORMAT, "files": []}, "ar").stderr
    assert files(repository) == before


def test_a_document_holds_all_of_its_case(repository: Path) -> None:
    result = new_case(repository, "--lang", "en", "--from", "one.json", "two.json")
    assert result.returncode == 2
    assert "give it alone" in result.stderr


def test_a_case_too_large_is_refused(repository: Path) -> None:
    document = new()
    document["files"][EN.replace("example", "new")]["body"] += "x" * 250_000
    result = take_in(repository, document)
    assert result.returncode == 1
    assert ":1:1 E003 " in result.stdout


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(ODD_TEXTS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_handed_in_is_told_or_taken(data: st.DataObject) -> None:
    """Any value at any place gives a refusal, or a text of which the check has something to say or nothing."""
    document: Any = data.draw(st.sampled_from([new(), handed({AR: AR, EN: EN})]))
    node, places = document, []
    while isinstance(node, (dict, list)) and node and (not places or data.draw(st.integers(0, 5))):
        key = data.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        places.append((node, key))
        node = node[key]
    parent, key = places[-1]
    parent[key] = data.draw(_VALUES)
    corpus = minimal_corpus()
    try:
        handed_in = intake.document(json.dumps(document).encode())
    except intake.RefusedError:
        return
    texts = {path: intake.text(corpus, path, one) for path, one in handed_in.items()}
    taken_in(corpus, texts)
